// Package engine runs an application: its sessions, on one loop and one clock, with one simulated network and one store.
//
// Calls that arrive at the application are routed to a rule and start a session; an HTTP start needs no call. Sessions of
// one application share the clock, which jumps only when all of them are idle. Two engines share nothing, so a program
// that runs many independent scenarios gives each its own and uses all cores.
package engine

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"voxemu/runtime/calllist"
	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/queues"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage"
)

// Rule is a rule that is ready to run.
type Rule struct {
	Name    string
	Scripts []session.Script
	// VideoConference is the rule's flag of that name: endpoints can be added to conferences.
	VideoConference bool
}

// Options describe an application and how it is run.
type Options struct {
	API *session.API
	App session.App
	// Route finds the rule for the destination of a call, or tells why there is none.
	Route func(destination string) (Rule, error)
	// Conferences finds the rule for the id of a conference, as Route does; nil stands for Route.
	Conferences func(id string) (Rule, error)
	// Clock is the one clock of the application.
	Clock *vclock.Clock
	// Phone describes the far ends. Its observer and ids are the engine's.
	Phone telephony.Options
	// Queues are the queues and agents of the application; nil stands for none.
	Queues *queues.Plan
	Store  storage.Store
	HTTP   session.RoundTripper
	Mail   session.Mailer
	// Services are the simulated servers of streams, mail and speech; nil stands for none.
	Services *service.Services
	// AudioFiles are those of the sessions.
	AudioFiles []session.AudioFile
	// Sockets opens WebSockets; nil leaves no way to the network.
	Sockets socket.Dialer
	// Seed makes everything random repeatable.
	Seed uint64
	// WallLimit and VirtualLimit bound the run; 0 means no limit.
	WallLimit, VirtualLimit time.Duration
	// Recordings takes what calls were recorded to have heard; nil drops it.
	Recordings session.Recordings
	// Trace takes the records of all sessions; nil switches tracing off.
	Trace trace.Sink
	// Log takes the lines of each session's log; nil switches it off.
	Log func(session string, at time.Time, line string)
	// Watch sees each event that reaches a script; nil switches that off.
	Watch func(session.Emitted)
	// Coverage is told what of the scripts is reached; nil switches that off.
	Coverage session.Coverage
	// Debug takes what scripts print with trace().
	Debug func(text string)
	// Limits are the platform's limits; nil stands for the cloud's.
	Limits          *session.Limits
	Strict, Lenient bool
	Watchdog        *jsvm.Watchdog
	// Pause is called at the end of each instant; when it returns true, Advance returns. It may be nil. With one, parties that
	// only stay on the line do so for ever.
	Pause func() bool
	// TurnLimit is the wall time of one turn, [jsvm.MaxTurn] when 0.
	TurnLimit time.Duration
}

// Engine is a running application. Its methods belong to the goroutine that calls Run.
type Engine struct {
	opts     Options
	loop     *loop.Loop
	network  *telephony.Network
	queues   *queues.Center
	recorder *session.Recorder
	sessions []*session.Session
	results  []session.Result
	live     int
	err      error

	conferences conferences
}

// New returns an application with nothing going on in it.
func New(o Options) *Engine {
	e := &Engine{opts: o, conferences: newConferences()}
	e.loop = loop.New(o.Clock, loop.Options{
		WallLimit:    o.WallLimit,
		VirtualLimit: o.VirtualLimit,
		Skipped:      e.skipped,
		Idle:         e.idle,
		Pause:        o.Pause,
	})
	phone := o.Phone
	ids := rand.New(rand.NewPCG(o.Seed, 0))
	made := 0
	phone.NewID = func() string { // as the platform writes the ids of incoming calls (behaviour page, section 5.3)
		made++
		return fmt.Sprintf("%016X.%d.%d", ids.Uint64(), int64(o.Clock.Now())/1000, made)
	}
	if o.Trace != nil {
		e.recorder = &session.Recorder{Sink: o.Trace}
		phone.Observer = observer{e}
	}
	e.network = telephony.New(e.loop.NewScope("network", e.fail), phone)
	e.network.OnCall = e.answer
	e.queues = queues.New(e.loop.NewScope("queues", e.fail), o.Queues)
	return e
}

// Network returns the simulated network of the application.
func (e *Engine) Network() *telephony.Network { return e.network }

// Call makes a call to the application from outside. If no rule matches its destination, Run returns an error that
// says so, as the caller would hear 404.
func (e *Engine) Call(in telephony.Incoming) { e.network.Call(in) }

// answer starts a session for a call that arrived, or lets it join one.
func (e *Engine) answer(l *telephony.Leg) {
	if e.placed(l) {
		return
	}
	if l.Kind == telephony.Conference {
		e.enter(l)
		return
	}
	rule, err := e.opts.Route(l.Number)
	if err != nil {
		refused := l.Reject(404, nil)
		if !l.Transferred { // nobody in this run asked for it
			e.fail(errors.Join(err, refused))
		}
		return
	}
	e.start(rule, started{leg: l})
}

// Start runs a rule as StartScenarios does: without a call.
func (e *Engine) Start(rule Rule, customData string) *session.Session {
	return e.start(rule, started{customData: customData})
}

// CallList runs a call list: each attempt of a task is a session of the rule.
func (e *Engine) CallList(rule Rule, o calllist.Options) *calllist.List {
	o.Start = func(t *calllist.Task) { e.start(rule, started{customData: t.Data(), task: t}) }
	return calllist.New(e.loop.NewScope("call list", e.fail), o)
}

// started is what starts a session: a call, a request with custom data, or a task with its.
type started struct {
	leg                    *telephony.Leg
	customData, conference string
	task                   *calllist.Task
}

func (e *Engine) start(rule Rule, by started) *session.Session {
	n := int64(len(e.sessions) + 1)
	s := session.New(session.Options{
		ID: fmt.Sprintf("s%d", n), Number: n, Seed: e.opts.Seed,
		API: e.opts.API, Scripts: rule.Scripts, Rule: rule.Name, VideoConference: rule.VideoConference, App: e.opts.App,
		Incoming: by.leg, Task: by.task, CustomData: by.customData, Conference: by.conference,
		Loop: e.loop, Network: e.network, Queues: e.queues, Store: e.opts.Store, HTTP: e.opts.HTTP, Mail: e.opts.Mail, Services: e.opts.Services, AudioFiles: e.opts.AudioFiles, Sockets: e.opts.Sockets,
		Recordings: e.opts.Recordings, Recorder: e.recorder, Log: e.log(n), Debug: e.opts.Debug, Watch: e.opts.Watch, Coverage: e.opts.Coverage,
		Limits: e.opts.Limits, Strict: e.opts.Strict, Lenient: e.opts.Lenient, Watchdog: e.opts.Watchdog, TurnLimit: e.opts.TurnLimit,
		Ended: func(_ *session.Session, r session.Result) {
			e.live--
			e.results[n-1] = r
			if by.task != nil {
				by.task.Ended()
			}
		},
	})
	e.sessions = append(e.sessions, s)
	e.results = append(e.results, session.Result{})
	e.live++
	s.Start()
	return s
}

func (e *Engine) log(n int64) func(time.Time, string) {
	if e.opts.Log == nil {
		return nil
	}
	id := fmt.Sprintf("s%d", n)
	return func(at time.Time, line string) { e.opts.Log(id, at, line) }
}

// fail notes an error that concerns the run, not one session.
func (e *Engine) fail(err error) { e.err = errors.Join(e.err, err) }

// skipped tells every live session of a jump of the clock.
func (e *Engine) skipped(d time.Duration) {
	for _, s := range e.sessions {
		if s.Tracing() && s.State() != trace.Terminated {
			s.Trace(trace.Skip{MS: d.Milliseconds()})
		}
	}
}

// idle is called when nothing is left to happen: parties that only stayed on the line hang up.
func (e *Engine) idle() bool { return e.opts.Pause == nil && e.network.Idle() }

// Outcome is how a run ended.
type Outcome struct {
	// Results are those of the sessions, in the order they started.
	Results []session.Result
	// Err is what went wrong with the run as a whole: a [*loop.Stuck], the context's error, an unroutable call.
	Err error
}

// Exit returns the exit code of the run.
func (o Outcome) Exit() int {
	exit := diag.ExitOK
	for _, r := range o.Results {
		exit = max(exit, r.Exit())
	}
	switch {
	case o.Err == nil:
	case errors.Is(o.Err, context.Canceled):
		return diag.ExitInterrupted
	default:
		exit = max(exit, diag.ExitFailed)
	}
	return exit
}

// Scope adds a scope to the application's loop, for whoever drives it from outside. Errors of its turns go to fail.
func (e *Engine) Scope(name string, fail func(error)) *loop.Scope { return e.loop.NewScope(name, fail) }

// Queues returns the queues and agents of the application.
func (e *Engine) Queues() *queues.Center { return e.queues }

// AddAudioFile says what is at an address, before all that was said so far, to the sessions there are and to those to come.
func (e *Engine) AddAudioFile(f session.AudioFile) {
	e.opts.AudioFiles = append([]session.AudioFile{f}, e.opts.AudioFiles...)
	for _, s := range e.sessions {
		s.SetAudioFiles(e.opts.AudioFiles)
	}
}

// Sessions returns the sessions so far, in the order they started.
func (e *Engine) Sessions() []*session.Session { return e.sessions }

// Result returns how a session ended, once it has.
func (e *Engine) Result(s *session.Session) (r session.Result, over bool) {
	for i, one := range e.sessions {
		if one == s {
			return e.results[i], s.State() == trace.Terminated
		}
	}
	return r, false
}

// Advance runs until [Options.Pause] says to stop, nothing is left to do, or a limit is reached: that is the error. It may be called
// again.
func (e *Engine) Advance(ctx context.Context) error {
	err := e.loop.Run(ctx)
	if stuck, ok := errors.AsType[*loop.Stuck](err); ok {
		e.describe(stuck)
	}
	return err
}

// Waiting tells what is still to come: open requests, armed timers, calls that are up.
func (e *Engine) Waiting() []string {
	var lines []string
	for _, p := range e.loop.Pending() {
		if p.For > 0 {
			lines = append(lines, fmt.Sprintf("%s, due in %v", p.Why, p.For))
		} else {
			lines = append(lines, p.Why)
		}
	}
	for _, leg := range e.network.Legs() {
		lines = append(lines, "still up: "+leg)
	}
	return lines
}

// Close ends what is still going on.
func (e *Engine) Close() {
	for _, s := range e.sessions {
		s.Abort(context.Canceled)
	}
}

// describe adds the legs that are still up to the report of a stuck loop.
func (e *Engine) describe(stuck *loop.Stuck) {
	for _, leg := range e.network.Legs() {
		stuck.Notes = append(stuck.Notes, "still up: "+leg)
	}
}

// Run runs until every session is over and nothing is left to do, or a limit is reached.
func (e *Engine) Run(ctx context.Context) Outcome {
	err := e.Advance(ctx)
	if err != nil {
		e.fail(err)
	}
	for _, s := range e.sessions {
		s.Abort(err)
	}
	return Outcome{Results: e.results, Err: e.err}
}
