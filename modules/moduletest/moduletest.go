// Package moduletest runs a piece of JavaScript in a session that has only the modules under test, without the API table:
// every name they declare is there from the beginning, and nothing waits for require. Time is virtual and storage is empty. An event
// that is not as the API table and the behaviour page have it fails the test.
//
//	r := moduletest.Run(t, `print(Crypto.md5('a'))`, crypto.Module())
//	if got := r.Printed(); ...
//
// Beside the modules' names a script has print(...values), on(event, f) for the events of the application, such as
// "Application.Terminating", and terminate().
package moduletest

import (
	"context"
	"testing"
	"time"

	"voxemu/modules/conform"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// File is the name of the script in stacks and positions.
const File = "test.js"

// Options change the session. The zero value is a session started without a call, at 2026-01-01 00:00:00 UTC, with the
// cloud's limits.
type Options struct {
	Start      time.Time
	Seed       uint64
	CustomData string
	Secrets    map[string]string
	Store      storage.Store // an empty one in memory when nil
	HTTP       session.RoundTripper
	Mail       session.Mailer
	Services   *service.Services
	Limits     *session.Limits
	// Strict and Lenient are those of the session.
	Strict, Lenient bool
	// Hold keeps the session from idling out: it ends by itself, with a normal termination, once nothing is left to
	// happen.
	Hold bool
	// Untraced runs without a trace, a session log and a debug console.
	Untraced bool
	// Virtual bounds how far the clock may move, 24 hours when 0; Wall how long the run may take, 30 seconds when 0.
	// Reaching either fails the test, unless MayStick.
	Virtual, Wall time.Duration
	MayStick      bool
	// Before is called with the session before it starts.
	Before func(*session.Session)
}

// Result is what came of a run.
type Result struct {
	Records []trace.Record
	// Log are the lines of the session log, without their times; Debug is what went to the debug console.
	Log, Debug []string
	// End is how the session ended.
	End session.Result
	// Stuck is the loop's error, with MayStick.
	Stuck error
}

// Run runs code as the one scenario of a session until the session is over.
func Run(t testing.TB, code string, modules ...session.Module) *Result {
	t.Helper()
	return RunWith(t, Options{}, code, modules...)
}

// RunWith is [Run] with options.
func RunWith(t testing.TB, o Options, code string, modules ...session.Module) *Result {
	t.Helper()
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: File, Text: code})
	if err != nil {
		t.Fatalf("compile the script: %v", err)
	}
	if o.Start.IsZero() {
		o.Start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if o.Store == nil {
		o.Store = memory.New()
	}
	if o.Virtual == 0 {
		o.Virtual = 24 * time.Hour
	}
	if o.Wall == 0 {
		o.Wall = 30 * time.Second
	}
	r := &Result{}
	var s *session.Session
	l := loop.New(vclock.NewVirtual(vclock.FromTime(o.Start)), loop.Options{
		WallLimit:    o.Wall,
		VirtualLimit: o.Virtual,
		Idle: func() bool {
			if !s.Running() {
				return false
			}
			s.Stop(session.NormalTermination)
			return true
		},
	})
	s = newSession(r, o, l, program, API(modules...), conform.Watch(t))
	if o.Hold {
		s.Hold()
	}
	if o.Before != nil {
		o.Before(s)
	}
	s.Start()
	if err := l.Run(context.Background()); err != nil {
		if !o.MayStick {
			t.Fatalf("run the script: %v", err)
		}
		r.Stuck = err
		s.Abort(err)
	}
	return r
}

func newSession(r *Result, o Options, l *loop.Loop, p *jsvm.Program, api *session.API, watch func(session.Emitted)) *session.Session {
	so := session.Options{
		ID: "s1", Number: 1, Seed: o.Seed, API: api,
		Scripts: []session.Script{{Name: "test", Program: p}}, Rule: "test",
		App: session.App{
			Name: "app.account.voximplant.com", Scope: "app", ID: 1, Account: 1, Secrets: o.Secrets,
		},
		CustomData: o.CustomData, Loop: l, Store: o.Store, HTTP: o.HTTP, Mail: o.Mail, Services: o.Services,
		Limits: o.Limits, Strict: o.Strict, Lenient: o.Lenient,
		Watchdog: jsvm.NewWatchdog(), Watch: watch,
		Ended: func(_ *session.Session, end session.Result) { r.End = end },
	}
	if !o.Untraced {
		so.Recorder = &session.Recorder{Sink: r}
		so.Log = func(_ time.Time, line string) { r.Log = append(r.Log, line) }
		so.Debug = func(text string) { r.Debug = append(r.Debug, text) }
	}
	return session.New(so)
}

// Write takes a record of the trace.
func (r *Result) Write(rec trace.Record) { r.Records = append(r.Records, rec) }

// Printed returns what the script printed, with print or through the modules' own ways to the session log.
func (r *Result) Printed() []string {
	var texts []string
	for _, b := range Bodies[trace.Log](r) {
		texts = append(texts, b.Text)
	}
	return texts
}

// Error returns the error that ended the session, "" after a normal end.
func (r *Result) Error() string {
	if r.End.Err == nil {
		return ""
	}
	return r.End.Err.Error()
}

// Bodies returns the trace's records of one kind, in order.
func Bodies[B trace.Body](r *Result) []B {
	var bodies []B
	for _, rec := range r.Records {
		if b, ok := rec.Body.(B); ok {
			bodies = append(bodies, b)
		}
	}
	return bodies
}
