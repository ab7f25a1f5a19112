// Package modules is the list of all that the emulator implements of the VoxEngine API.
//
// The API itself is data ([voxemu/modules/apitable]); each package below this one implements an area of it and declares what
// it does as a [session.Module]. What nobody implements throws one error that names it.
package modules

import (
	"sync"

	"voxemu/modules/acd"
	"voxemu/modules/amd"
	"voxemu/modules/app"
	"voxemu/modules/appstorage"
	"voxemu/modules/asr"
	"voxemu/modules/calllist"
	"voxemu/modules/calls"
	"voxemu/modules/conference"
	"voxemu/modules/crypto"
	"voxemu/modules/globals"
	"voxemu/modules/httpreq"
	"voxemu/modules/ivr"
	"voxemu/modules/logger"
	"voxemu/modules/mail"
	"voxemu/modules/measurement"
	"voxemu/modules/phonenumber"
	"voxemu/modules/player"
	"voxemu/modules/push"
	"voxemu/modules/recorder"
	"voxemu/modules/smartqueue"
	"voxemu/modules/streamingagent"
	"voxemu/modules/websocket"
	"voxemu/runtime/session"
)

// List returns the modules.
func List() []session.Module {
	return []session.Module{
		acd.Module(),
		amd.Module(),
		app.Module(),
		appstorage.Module(),
		asr.Module(),
		calllist.Module(),
		calls.Module(),
		conference.Module(),
		crypto.Module(),
		globals.Module(),
		httpreq.Module(),
		ivr.Module(),
		logger.Module(),
		mail.Module(),
		measurement.Module(),
		phonenumber.Module(),
		player.Module(),
		push.Module(),
		recorder.Module(),
		smartqueue.Module(),
		streamingagent.Module(),
		websocket.Module(),
	}
}

// API returns everything that scripts see, made on the first call and shared by all sessions of the process.
var API = sync.OnceValue(func() *session.API {
	api, err := Build(List())
	if err != nil {
		panic(err) // the list is fixed: a test builds it
	}
	return api
})
