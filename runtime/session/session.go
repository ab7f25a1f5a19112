// Package session runs one session: the scripts of a rule in one JavaScript context, from loading to the last log line.
//
// A [Session] owns a VM and a [loop.Scope]; everything in it happens on the goroutine of its loop. It is the host that
// the modules of the API see: they reach the clock, the network, storage, the trace and the session log through it,
// declare their names with [Module], and raise events with [Target.Raise].
package session

import (
	"math/rand/v2"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/calllist"
	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/queues"
	"voxemu/runtime/service"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage"
)

// Version is the engine version that is emulated, as the session log prints it (behaviour page, section 1.1).
const Version = "7.51.0"

// Script is one compiled scenario of the rule.
type Script struct {
	Name    string // scenario name
	Program *jsvm.Program
}

// Options describe a session.
type Options struct {
	// ID identifies the session in traces. Number is Started.sessionId.
	ID     string
	Number int64
	// Seed makes everything random in the session repeatable.
	Seed uint64
	// API is the set of names that scripts see.
	API *API
	// Scripts run in order in one context.
	Scripts []Script
	// Rule is the name of the rule that started the session, VideoConference its flag of that name.
	Rule            string
	VideoConference bool
	// App is the application the session belongs to.
	App App
	// Incoming is the leg of the call that started the session; nil after an HTTP start.
	Incoming *telephony.Leg
	// Task is the task of a call list that started the session, which has its data for CustomData; nil if none did.
	Task *calllist.Task
	// Conference is the name of a conference that was started without a call; "" for any other session.
	Conference string
	// CustomData is what an HTTP start passes, before any truncation; "" when nothing is passed.
	CustomData string

	Loop    *loop.Loop
	Network *telephony.Network
	// Queues are those of the application; nil stands for none.
	Queues *queues.Center
	Store  storage.Store
	HTTP   RoundTripper
	Mail   Mailer
	// Services are the servers of streams, mail and speech that are simulated; nil stands for none.
	Services *service.Services
	// AudioFiles are the files that players don't load over HTTP, as it is known what they are.
	AudioFiles []AudioFile
	// Sockets opens WebSockets; with nil there is no way to the network.
	Sockets socket.Dialer
	// Recordings keeps what calls record; nil keeps nothing.
	Recordings Recordings
	// Recorder takes the trace; nil switches it off.
	Recorder *Recorder
	// Log takes the lines of the session log; nil switches it off.
	Log func(at time.Time, line string)
	// Watch sees each event that reaches the script, listened to or not, just before the listeners run; nil switches that off.
	Watch func(Emitted)
	// Coverage is told what of the scripts is reached; nil switches that off.
	Coverage Coverage
	// Debug takes what scripts print with trace(); nil drops it.
	Debug func(text string)

	// Limits are the platform's limits. The zero value stands for [CloudLimits].
	Limits *Limits
	// Strict takes the harsher reading where the behaviour is open; Lenient the milder one. At most one is set.
	Strict, Lenient bool
	// Watchdog watches for turns that never end; TurnLimit is the wall time it grants one, if that
	// is less than [Limits] allow.
	Watchdog  *jsvm.Watchdog
	TurnLimit time.Duration
	// Ended is told the result once the session is over.
	Ended func(*Session, Result)
}

// App is what a session knows of its application.
type App struct {
	Name    string // "shop.account.voximplant.com", or a short name
	Scope   string // storage scope
	ID      int64
	Account int64
	// Secrets are the values of getSecretValue.
	Secrets map[string]string
	// Numbers are the caller IDs the application may use; empty allows any.
	Numbers []string
}

// Recorder numbers the records of a trace that several sessions share.
type Recorder struct {
	Sink trace.Sink
	seq  int64
}

// Record writes one record.
func (r *Recorder) Record(session string, t int64, b trace.Body) {
	r.seq++
	r.Sink.Write(trace.Record{Seq: r.seq, T: t, Session: session, Body: b})
}

// Session is one session. Its methods belong to the goroutine of its loop.
type Session struct {
	opts   Options
	limits *Limits
	vm     *jsvm.VM
	scope  *loop.Scope
	rand   *rand.Rand
	start  vclock.Time

	state      trace.State
	app        *Target
	raising    raising
	deliver    func() // callListeners; nil before the first event
	customData string
	idle       *loop.Timer
	waiting    *loop.Timer // of the limit of a session with queue requests and no calls
	holds      int         // live calls
	requests   int         // in queues
	legs       []*telephony.Leg
	joining    []*telephony.Leg // calls that came before the scripts were loaded
	legEnds    map[*telephony.Leg][]func()
	attempts   int // calls so far, in and out
	players    int // live media players

	door        func(socket.Incoming) (socket.Receiver, error) // lets in the clients of WebSockets
	stopping    stopping
	onStop      []func()
	locals      map[any]any
	protos      map[string]*goja.Object
	tonesHidden bool
	pushes      bool                      // calls wake the devices of users
	warned      struct{ slow, full bool } // of limits of the engine
	noHandler   *jsvm.Error               // what came of the last callback that is no function
	warnings    int                       // so far
	within      Callback                  // the callback that runs
}

// New makes a session; [Session.Start] sets it going.
func New(o Options) *Session {
	s := &Session{opts: o, limits: o.Limits, start: o.Loop.Clock().Now(), customData: o.CustomData, state: trace.Loading}
	if s.limits == nil {
		s.limits = CloudLimits()
	}
	s.rand = rand.New(rand.NewPCG(o.Seed, uint64(o.Number)))
	s.scope = o.Loop.NewScope(o.ID, s.fail)
	engine := jsvm.Options{
		Globals:  o.API.Globals,
		Patches:  ecma.Patches(),
		Helpers:  ecma.Helpers(),
		Host:     s,
		Now:      s.scope.Now,
		Random:   s.rand.Float64,
		Watchdog: o.Watchdog,
		Counted:  o.counted(),
	}
	s.engineLimits(&engine)
	s.vm = jsvm.New(engine)
	s.app = s.NewTarget("application", "", goja.Undefined())
	return s
}

// Of returns the session that a VM belongs to.
func Of(vm *jsvm.VM) *Session { return vm.Host().(*Session) }

// ID returns the id of the session.
func (s *Session) ID() string { return s.opts.ID }

// VM returns the session's VM.
func (s *Session) VM() *jsvm.VM { return s.vm }

// Runtime returns the JavaScript runtime of the session's VM.
func (s *Session) Runtime() *goja.Runtime { return s.vm.Runtime() }

// Scope returns the session's part of the loop.
func (s *Session) Scope() *loop.Scope { return s.scope }

// Network returns the simulated network of the application.
func (s *Session) Network() *telephony.Network { return s.opts.Network }

// Store returns the storage, and the scope of the application in it.
func (s *Session) Store() (store storage.Store, app string) { return s.opts.Store, s.opts.App.Scope }

// HTTP returns the way to the outside world.
func (s *Session) HTTP() RoundTripper { return s.opts.HTTP }

// App returns what is known of the application.
func (s *Session) App() *App { return &s.opts.App }

// VideoConference reports whether the rule of the session has the flag for video conferences.
func (s *Session) VideoConference() bool { return s.opts.VideoConference }

// AppTarget returns the object that application events are raised on.
func (s *Session) AppTarget() *Target { return s.app }

// Limits returns the platform's limits.
func (s *Session) Limits() *Limits { return s.limits }

// Strict reports whether the harsher reading of open behaviour is wanted.
func (s *Session) Strict() bool { return s.opts.Strict }

// Lenient reports whether the milder reading of open behaviour is wanted.
func (s *Session) Lenient() bool { return s.opts.Lenient }

// State returns the state of the session.
func (s *Session) State() trace.State { return s.state }

// Running reports whether events still reach the script.
func (s *Session) Running() bool { return s.state == trace.Loading || s.state == trace.Running }

// Since returns the milliseconds since the session began.
func (s *Session) Since() int64 { return int64(s.scope.Now() - s.start) }

// Secret returns the value of a secret of the application, if it has one (behaviour page, section 7.6).
func (s *Session) Secret(name string) (string, bool) {
	v, ok := s.opts.App.Secrets[name]
	return v, ok && v != ""
}

// CustomData returns the session's custom data (behaviour page, section 7.7).
func (s *Session) CustomData() string { return s.customData }

// SetCustomData replaces the session's custom data.
func (s *Session) SetCustomData(v string) { s.customData = v }

// Local returns what the module keeps in this session under a key of its own, making it on first use.
func Local[T any](s *Session, key any, make func() T) T {
	if v, ok := s.locals[key]; ok {
		return v.(T)
	}
	v := make()
	if s.locals == nil {
		s.locals = map[any]any{}
	}
	s.locals[key] = v
	return v
}

// OnStop adds a function that is called once when the session begins to stop: modules drop what they have queued.
func (s *Session) OnStop(f func()) { s.onStop = append(s.onStop, f) }

// Debug prints text to the debug console, which is not part of the session log.
func (s *Session) Debug(text string) {
	if s.opts.Debug != nil {
		s.opts.Debug(text)
	}
}

// Trace writes a record, if anybody reads the trace.
func (s *Session) Trace(b trace.Body) {
	if s.opts.Recorder != nil {
		s.opts.Recorder.Record(s.opts.ID, s.Since(), b)
	}
}

// Tracing reports whether anybody reads the trace; callers ask before they build an expensive record.
func (s *Session) Tracing() bool { return s.opts.Recorder != nil }

// Warnings returns how often the session has warned so far.
func (s *Session) Warnings() int { return s.warnings }

// Warn records a doubt about the script at the line that is running now. The run goes on.
func (s *Session) Warn(code, text string) {
	s.warnings++
	s.Log("WARNING! " + text)
	if s.Tracing() {
		pos := s.caller().Pos()
		s.Trace(trace.Warning{Code: code, Text: text, File: pos.File, Line: pos.Line})
	}
}

// Turn enters the script as one turn, unless the session has begun to stop.
func (s *Session) Turn(f func()) error {
	if !s.Running() {
		return nil
	}
	return s.takeTurn(f)
}

// NetTurn is [Session.Turn] for the results of HTTP and SMTP requests, which still arrive while the session stops
// (behaviour page, section 1.6).
func (s *Session) NetTurn(f func()) error {
	if s.state == trace.Terminated {
		return nil
	}
	return s.takeTurn(f)
}
