// Package world is an application under test: it runs on a clock that only moves when the test waits, and the test holds all
// its far ends. It knows no JavaScript of tests; package kit gives it to them.
//
//	app, err := world.Open(project)
//	w := world.New(app, world.Options{NewStore: ...})
//	caller := w.Call(telephony.Incoming{From: "15550100", To: "15550199"})
//	w.When(func() bool { return len(caller.Heard()) > 0 }, time.Minute, func(ok bool) { ... })
//	err = w.Advance(ctx) // until one of the waits is over
package world

import (
	"context"
	"time"

	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/recording"
	"voxemu/runtime/recording/shelf"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage"
)

// Options say how a world is.
type Options struct {
	// Start is where the clock begins.
	Start time.Time
	// Seed makes everything random repeatable.
	Seed uint64
	// Shuffle lets it decide on the order of what is due at the same instant, too.
	Shuffle bool
	// Wall and Virtual bound how long the world may take; 0 means no limit.
	Wall, Virtual time.Duration
	Store         storage.Store
	HTTP          session.RoundTripper
	// Sockets returns what connects to a WebSocket that neither the test nor the project has; nil for nobody. It may be nil.
	Sockets  func(url string) socket.Dialer
	Watchdog *jsvm.Watchdog
	// Coverage is told what of the scenarios is reached, if they were compiled to count that; nil switches it off.
	Coverage session.Coverage
	// Secrets come before those of the application; they may change at any time.
	Secrets map[string]string
	// Fail is told of errors that concern no session, such as those of timers of the test, and steps that could not be done.
	Fail func(error)
}

// World is a running application and those who use it. Its methods belong to one goroutine.
type World struct {
	app    *Application
	engine *engine.Engine
	scope  *loop.Scope
	clock  *vclock.Clock
	far    *telephony.FarEnds
	store  storage.Store
	opts   Options

	records []trace.Record
	changes int // grows with all that a wait may look at
	actors  []*telephony.Actor
	waits   []*wait
	fired   bool // something of the test's own happened: the loop has to pause
	route   error
	hired   int // agents that the test has added
	closed  bool

	shelf      *shelf.Shelf
	recordings []*recording.Recording
	mails      mails
	sockets    sockets
}

// New makes a world in which nothing has happened yet.
func New(app *Application, o Options) *World {
	if o.Fail == nil {
		o.Fail = func(error) {}
	}
	w := &World{app: app, opts: o, clock: vclock.NewVirtual(vclock.FromTime(o.Start)), far: app.FarEnds().Clone(), store: o.Store}
	if o.Shuffle {
		w.clock.Shuffle(o.Seed)
	}
	w.shelf = shelf.New(shelf.Options{Out: o.HTTP})
	w.mails.w, w.sockets.w = w, w
	e := app.base
	e.App.Secrets = w.secrets()
	e.Route, e.Clock, e.Store, e.HTTP, e.Mail, e.Sockets, e.Recordings = w.find, w.clock, o.Store, w.shelf, &w.mails, &w.sockets, w
	e.Phone.Far, e.Phone.Called, e.Phone.Doubt = w.far, w.called, w.doubt
	e.Seed, e.WallLimit, e.VirtualLimit, e.TurnLimit = o.Seed, o.Wall, o.Virtual, o.Wall
	e.Pause, e.Trace, e.Watchdog, e.Coverage = w.pause, w, o.Watchdog, o.Coverage
	w.engine = engine.New(e)
	w.scope = w.engine.Scope("test", o.Fail)
	return w
}

var _ trace.Sink = (*World)(nil)

// Write takes a record of the trace.
func (w *World) Write(r trace.Record) {
	w.records = append(w.records, r)
	switch r.Body.(type) {
	case trace.Skip, trace.Timer:
	default:
		w.changes++
	}
}

// secrets are those of the application and of the test.
func (w *World) secrets() map[string]string {
	if w.opts.Secrets == nil {
		return w.app.base.App.Secrets
	}
	for name, value := range w.app.base.App.Secrets {
		if _, own := w.opts.Secrets[name]; !own {
			w.opts.Secrets[name] = value
		}
	}
	return w.opts.Secrets
}

// Secrets returns those of the application and of the test, by name.
func (w *World) Secrets() map[string]string { return w.secrets() }

// Secret returns a secret of the application.
func (w *World) Secret(name string) (string, bool) {
	v, ok := w.secrets()[name]
	return v, ok
}

// Records returns the trace so far.
func (w *World) Records() []trace.Record { return w.records }

// Changed tells that something has changed that a wait may look at.
func (w *World) Changed() { w.changes++ }

// Now returns the time of the clock.
func (w *World) Now() vclock.Time { return w.clock.Now() }

// Application returns what runs in the world.
func (w *World) Application() *Application { return w.app }

// Engine returns what runs it.
func (w *World) Engine() *engine.Engine { return w.engine }

// Store returns the storage of the application, and the scope of its keys.
func (w *World) Store() (storage.Store, string) { return w.store, w.app.base.App.Scope }

// Close ends what is still going on.
func (w *World) Close() {
	w.closed = true
	w.engine.Close()
}

// Settle runs what this instant still holds, without moving the clock.
func (w *World) Settle(ctx context.Context) error {
	w.fired = true
	return w.engine.Advance(ctx)
}
