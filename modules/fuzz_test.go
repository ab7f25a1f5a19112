package modules_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"voxemu/modules"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// FuzzAPI runs random programs over the whole API: whatever a script calls in whatever order, with whatever arguments, in
// whatever state, is fine or a JavaScript error with a place in the script.
func FuzzAPI(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(randomBytes(seed, 200))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1000 {
			t.Skip("longer programs find nothing more")
		}
		runRandom(t, newWorld(t), randomProgram(data))
	})
}

// The same as a test: some hundred programs, the same each time.
func TestRandomProgramsEndWithNothingButJavaScriptErrors(t *testing.T) {
	programs := uint64(300)
	if testing.Short() {
		programs = 30
	}
	w := newWorld(t)
	for seed := range programs {
		program := randomProgram(randomBytes(1000+seed, 200))
		if !t.Run(fmt.Sprint(seed), func(t *testing.T) { runRandom(t, w, program) }) {
			return // one is enough to read
		}
	}
}

// world is what is around the programs, none of which leaves the machine.
type world struct {
	watchdog *jsvm.Watchdog
	api      *session.API
	far      *telephony.FarEnds
	peers    *peer.Peers
	plan     *queues.Plan
	quiet    engine.Rule // what calls from a program into the application start
	caller   telephony.Script
	running  atomic.Value // the text of the program that runs
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{watchdog: jsvm.NewWatchdog(), api: modules.API(), far: new(telephony.FarEnds), peers: new(peer.Peers)}
	w.watchdog.OnStuck(func(s jsvm.Stuck) { panic(fmt.Sprintf("%s:\n%s", s.Message(), w.running.Load())) })
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	script := func(steps string) telephony.Script {
		s, err := telephony.ParseScript(steps)
		must(err)
		return s
	}
	w.caller = script("say Hello; press 1; wait 1s; press 2#; hold; resume; wait 3s; press *; wait 8s; hangup")
	must(w.far.Add("15550202", telephony.FarEnd{Script: script("busy")}))
	must(w.far.Add("15550203", telephony.FarEnd{Script: script("answer after 1s; say Good day; wait 2s; press 5; hangup")}))
	socket, err := telephony.ParseSocketScript("message Hello; say Welcome; wait 2s; close")
	must(err)
	must(w.peers.Add("wss://echo.example.com", peer.Peer{Script: socket}))
	w.plan, err = queues.NewPlan(
		[]queues.Queue{{Name: "support", MaxSize: 2, AverageService: time.Minute}, {Name: "empty"}},
		[]queues.Agent{{Name: "anna", Queues: []string{"support"}}})
	must(err)
	w.quiet = w.rule(t, "quiet.js", `VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
		e.call.answer();
		e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
	});`)
	return w
}

func (w *world) rule(t *testing.T, name, text string) engine.Rule {
	t.Helper()
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: name, Text: text})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return engine.Rule{Name: name, Scripts: []session.Script{{Name: name, Program: p}}, VideoConference: true}
}

// longest is how long a program may take: they need milliseconds, but the machine may have other things to do.
const longest = 10 * time.Second

// runRandom runs a program as a session that somebody calls.
func runRandom(t *testing.T, w *world, text string) {
	t.Helper()
	program := w.rule(t, "random.js", text)
	w.running.Store(text)
	end := &ending{}
	calls := 0
	e := engine.New(engine.Options{
		API: w.api, App: session.App{Name: "test.local.voximplant.com", Scope: "test", ID: 1, Account: 1},
		Route: func(string) (engine.Rule, error) {
			if calls++; calls > 1 {
				return w.quiet, nil
			}
			return program, nil
		},
		Clock: vclock.NewVirtual(vclock.FromTime(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))),
		Phone: telephony.Options{Far: w.far}, Queues: w.plan, Sockets: &peer.Dialer{Peers: w.peers},
		Store: memory.New(), HTTP: stub{}, Mail: stub{}, Seed: 1, WallLimit: 20 * time.Second, VirtualLimit: 24 * time.Hour,
		Trace: end, Log: func(string, time.Time, string) {}, Watchdog: w.watchdog,
	})
	e.Call(telephony.Incoming{From: "15550100", To: "15550199", Script: w.caller})
	begun := vclock.Wall()
	end.check(e.Run(context.Background()))
	if took := vclock.Wall().Sub(begun); took > longest {
		end.wrong = append(end.wrong, fmt.Sprintf("the run took %v", took))
	}
	if len(end.wrong) > 0 {
		t.Errorf("%s\nin the program\n%s", strings.Join(end.wrong, "\n"), text[len(fuzzPrelude):])
	}
}

// stub answers for the network and for mail servers.
type stub struct{}

func (stub) Answer(*session.Request) *session.Response {
	return &session.Response{Code: 200, Body: []byte("{}"), Mocked: true, Latency: 50 * time.Millisecond}
}
func (stub) RoundTrip(context.Context, *session.Request) *session.Response {
	panic("a request went out")
}
func (stub) AnswerMail(*session.Mail) *session.MailReply {
	return &session.MailReply{Code: 250, Mocked: true}
}
func (stub) SendMail(context.Context, *session.Mail) *session.MailReply { panic("a mail went out") }

// ending gathers what a random program must not lead to.
type ending struct{ wrong []string }

// Write looks at a record of the trace: an error has a place, and what was caught was an Error.
func (e *ending) Write(r trace.Record) {
	switch b := r.Body.(type) {
	case trace.Error:
		if b.File == "" || b.Line == 0 {
			e.wrong = append(e.wrong, "an error without a place: "+b.Message)
		}
	case trace.Log:
		if strings.HasPrefix(b.Text, "STRANGE: ") {
			e.wrong = append(e.wrong, "what was thrown is no Error: "+b.Text)
		}
	}
}

func (e *ending) check(o engine.Outcome) {
	if o.Err != nil {
		e.wrong = append(e.wrong, "the run failed: "+o.Err.Error())
	}
	for _, r := range o.Results {
		if r.Err == nil {
			continue
		}
		err, ok := errors.AsType[*jsvm.Error](r.Err)
		if !ok || err.Kind != jsvm.Throw && err.Kind != jsvm.Rejection {
			e.wrong = append(e.wrong, fmt.Sprintf("no JavaScript error: %v", r.Err))
			if ok {
				e.wrong = append(e.wrong, string(err.Go))
			}
		}
	}
}
