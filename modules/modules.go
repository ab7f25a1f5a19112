// Package modules is the list of all that the emulator implements of the VoxEngine API.
//
// The API itself is data ([voxemu/modules/apitable]); each package below this one implements an area of it and declares what
// it does as a [session.Module]. What nobody implements throws one error that names it.
package modules

import (
	"sync"

	"voxemu/modules/app"
	"voxemu/modules/appstorage"
	"voxemu/modules/calls"
	"voxemu/modules/crypto"
	"voxemu/modules/globals"
	"voxemu/modules/httpreq"
	"voxemu/modules/logger"
	"voxemu/runtime/session"
)

// List returns the modules.
func List() []session.Module {
	return []session.Module{
		app.Module(),
		appstorage.Module(),
		calls.Module(),
		crypto.Module(),
		globals.Module(),
		httpreq.Module(),
		logger.Module(),
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
