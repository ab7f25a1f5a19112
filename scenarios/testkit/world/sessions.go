package world

import (
	"voxemu/runtime/calllist"
	"voxemu/runtime/engine"
	"voxemu/runtime/recording"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
)

// Start starts a rule as StartScenarios does.
func (w *World) Start(rule *scenarios.Rule, customData string) *session.Session {
	return w.engine.Start(w.app.Ready(rule), customData)
}

// Conference starts the rule that takes the id of a conference, as StartConference does. When it runs already, that session is returned.
func (w *World) Conference(id, customData string) (*session.Session, error) {
	rule, err := w.app.Conference(id)
	if err != nil {
		return nil, err
	}
	return w.engine.StartConference(rule, id, customData), nil
}

// CallList runs a call list with sessions of a rule.
func (w *World) CallList(rule *scenarios.Rule, o calllist.Options) *calllist.List {
	return w.engine.CallList(w.app.Ready(rule), o)
}

// Join makes a call that arrives at a session which is there already.
func (w *World) Join(s *session.Session, in telephony.Incoming) *telephony.Actor {
	var caller *telephony.Actor
	in.Act = func(a *telephony.Actor) { caller = a }
	w.engine.Join(s, w.incoming(in))
	caller.Changed(w.Changed)
	return caller
}

// Session returns the session that a call belongs to, if there is one.
func (w *World) Session(a *telephony.Actor) *session.Session {
	s, _ := a.Leg().Owner.(*session.Session)
	return s
}

// Unroutable returns why the last call found no rule, and forgets it.
func (w *World) Unroutable() error {
	err := w.route
	w.route = nil
	return err
}

// find finds the rule of a destination.
func (w *World) find(to string) (engine.Rule, error) {
	rule, err := w.app.Route(to)
	if err != nil {
		w.route = err
		w.changes++
	}
	return rule, err
}

var _ session.Recordings = (*World)(nil)

// Save keeps a recording that is over. Its address answers from now on.
func (w *World) Save(r *recording.Recording) error {
	w.recordings = append(w.recordings, r)
	w.changes++
	return w.shelf.Save(r)
}

// Recordings returns those that are over, in the order they ended.
func (w *World) Recordings() []*recording.Recording { return w.recordings }

// AddAudioFile says what players find at an address.
func (w *World) AddAudioFile(f session.AudioFile) { w.engine.AddAudioFile(f) }
