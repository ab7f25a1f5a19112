package session

import (
	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
)

// Coverage is told what of a session's scripts is reached. Sessions of several applications may share one, so it has to be safe for
// concurrent use; what it adds up must not depend on who comes first.
type Coverage interface {
	// Counted is told at the end of the session how often the counters of a program were reached; see [jsvm.Options].
	Counted(p *jsvm.Program, counts []uint64)
	// Listens is told of a listener that a script adds, and where.
	Listens(event string, at diag.Pos)
	// Handles is told of a listener that is about to run, and where it was added. Fields are those of the event that are made already.
	Handles(event string, at diag.Pos, fields Fields)
}

// counted is what the VM tells of its counters; nil if nobody wants to know.
func (o *Options) counted() func(*jsvm.Program, []uint64) {
	if o.Coverage == nil {
		return nil
	}
	return o.Coverage.Counted
}

// listens tells of a listener that was added.
func (s *Session) listens(event string, f Callback) {
	if s.opts.Coverage != nil {
		s.opts.Coverage.Listens(event, f.at.Pos())
	}
}

// handles tells of a listener that is about to run.
func (s *Session) handles(e *Event, f Callback) {
	if s.opts.Coverage != nil {
		s.opts.Coverage.Handles(e.Name, f.at.Pos(), e.Fields)
	}
}
