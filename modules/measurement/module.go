// Package measurement is the MeasurementProtocol namespace: hits of Universal Analytics, in version 1 of the protocol of that name
// (behaviour page, section 8.12).
//
//	MeasurementProtocol.setup('UA-1-1').startSession({clientID: call.id()}).sendEvent({category: 'call', action: 'answered'});
//
// The service that took the hits is closed, so nothing is sent: each hit is a line in the session log.
package measurement

import (
	"crypto/sha1"
	"encoding/hex"
	"net/url"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// Module declares the functions of MeasurementProtocol. All but one return the namespace.
func Module() session.Module {
	m := session.Module{Name: "measurement", Funcs: []session.Func{
		{Name: "MeasurementProtocol.setup", Call: setup},
		{Name: "MeasurementProtocol.startSession", Call: startSession},
		{Name: "MeasurementProtocol.endSession", Call: endSession},
		{Name: "MeasurementProtocol.setSessionByCallerId", Call: setSessionByCallerID},
	}}
	for _, l := range lasting {
		m.Funcs = append(m.Funcs, session.Func{Name: "MeasurementProtocol." + l.name, Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
			t := trackerOf(s)
			t.lasting[l.name] = read(l.fields, c.Argument(0))
			return namespace(s)
		}})
	}
	for _, h := range hits {
		m.Funcs = append(m.Funcs, session.Func{Name: "MeasurementProtocol." + h.name, Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
			trackerOf(s).send(h, c.Argument(0))
			return namespace(s)
		}})
	}
	return m
}

// namespace is what functions return, so that calls can be chained.
func namespace(s *session.Session) goja.Value {
	return s.Runtime().GlobalObject().Get("MeasurementProtocol")
}

// tracker is what a session has set.
type tracker struct {
	s       *session.Session
	id      string // "UA-1-1"; "" before setup
	source  string
	client  []pair // of the session of the protocol; nil outside
	fresh   bool   // the next hit is the first of its session
	lasting map[string][]pair
}

type trackerKey struct{}

func trackerOf(s *session.Session) *tracker {
	return session.Local(s, trackerKey{}, func() *tracker { return &tracker{s: s, lasting: map[string][]pair{}} })
}

// setup is setup(trackingId, debug?, dataSource?).
func setup(s *session.Session, c goja.FunctionCall) goja.Value {
	t := trackerOf(s)
	t.id, t.source = session.Text(c.Argument(0)), session.Text(c.Argument(2))
	if t.id == "" {
		s.VM().Throw("Error", "MeasurementProtocol.setup: the trackingId parameter is missing")
	}
	return namespace(s)
}

// startSession is startSession({clientID, userID?, ...}).
func startSession(s *session.Session, c goja.FunctionCall) goja.Value {
	if !session.Given(session.Prop(c.Argument(0), "clientID")) {
		s.VM().Throw("Error", "MeasurementProtocol.startSession: the clientID parameter is missing")
	}
	t := trackerOf(s)
	t.client, t.fresh = read(client[:], c.Argument(0)), true
	return namespace(s)
}

// setSessionByCallerID is setSessionByCallerId({callerId, userID?, ...}): a session whose client is the caller, by a hash of the
// number (assumed). It returns a promise of the namespace.
func setSessionByCallerID(s *session.Session, c goja.FunctionCall) goja.Value {
	promise, resolve, reject := s.VM().Promise()
	caller := session.Text(session.Prop(c.Argument(0), "callerId"))
	if caller == "" {
		reject(s.VM().NewError("Error", "MeasurementProtocol.setSessionByCallerId: the callerId parameter is missing"))
		return promise
	}
	hash := sha1.Sum([]byte(caller))
	t := trackerOf(s)
	t.client = append([]pair{{"cid", hex.EncodeToString(hash[:16])}}, read(client[:], c.Argument(0))...)
	t.fresh = true
	resolve(namespace(s))
	return promise
}

// endSession ends the session: what comes without a new one is not sent. The end itself sends nothing (assumed).
func endSession(s *session.Session, _ goja.FunctionCall) goja.Value {
	trackerOf(s).client = nil
	return namespace(s)
}

// send logs a hit, or warns why the cloud would send none.
func (t *tracker) send(h hit, options goja.Value) {
	where := "MeasurementProtocol." + h.name + ": nothing is sent: "
	switch {
	case t.id == "":
		t.s.Warn(diag.CodeIgnored, where+"setup has not been called")
		return
	case t.client == nil:
		t.s.Warn(diag.CodeIgnored, where+"no session has been started")
		return
	}
	values := []pair{{"v", "1"}, {"tid", t.id}, {"t", h.kind}}
	if t.source != "" {
		values = append(values, pair{"ds", t.source})
	}
	if t.fresh {
		values = append(values, pair{"sc", "start"})
		t.fresh = false
	}
	values = append(values, t.client...)
	for _, l := range lasting {
		values = append(values, t.lasting[l.name]...)
	}
	values = append(values, read(h.fields, options)...)
	t.s.Log("MeasurementProtocol: " + encode(values))
}

// encode writes a form in the order of the values.
func encode(values []pair) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = v.key + "=" + url.QueryEscape(v.value)
	}
	return strings.Join(parts, "&")
}
