package engine_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"voxemu/modules"
	"voxemu/modules/apitest"
	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// counter does a little of everything that could make two runs differ.
const counter = `
require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
	const n = await ApplicationStorage.get('n');
	await Promise.all([1, 2, 3].map((i) => ApplicationStorage.put('k' + i, uuidgen())));
	Logger.write([Math.random(), uuidgen(), Date.now(), JSON.stringify(n)].join());
	call.handleTones(true);
	call.addEventListener(CallEvents.ToneReceived, (e) => call.say('you pressed ' + e.tone));
	call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
	call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
	for (let i = 0; i < 5; i++) setTimeout(() => Logger.write('timer ' + i), 1000);
	const out = VoxEngine.callUser({ username: 'anna', callerid: '1' });
	out.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, out));
	call.answer();
});`

func traceOf(t *testing.T, seed uint64) []byte {
	r := apitest.Run(t, apitest.Options{Seed: seed, Do: "wait 3s; say hello; press 7"}, counter)
	var b []byte
	for _, rec := range r.Records {
		b = append(trace.Append(b, rec), '\n')
	}
	return b
}

// The same run gives the same trace, byte for byte.
func TestDeterministic(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 50
	}
	want := traceOf(t, 1)
	if !bytes.Contains(want, []byte("you pressed 7")) || !bytes.Contains(want, []byte(`"spoke"`)) {
		t.Fatalf("the run is not what it should be:\n%s", want)
	}
	for i := range runs {
		if got := traceOf(t, 1); !bytes.Equal(got, want) {
			t.Fatalf("run %d differs:\n%s\nfrom the first:\n%s", i, got, want)
		}
	}
	if bytes.Equal(traceOf(t, 2), want) {
		t.Error("another seed gives the same ids")
	}
}

func compile(t *testing.T, text string) engine.Rule {
	t.Helper()
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "main.js", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return engine.Rule{Name: "test", Scripts: []session.Script{{Name: "main", Program: p}}}
}

func options(rule engine.Rule, sink trace.Sink) engine.Options {
	return engine.Options{
		API: modules.API(), App: session.App{Name: "a.b.voximplant.com", Scope: "a"},
		Route: func(string) (engine.Rule, error) { return rule, nil },
		Clock: vclock.NewVirtual(0), Store: memory.New(), Trace: sink, WallLimit: 10 * time.Second, VirtualLimit: time.Hour,
	}
}

// Sessions of one application share clock and storage, and keep their own globals.
func TestTwoCallersOfOneApplication(t *testing.T) {
	rule := compile(t, `
		require(Modules.ApplicationStorage);
		var own = 0;
		VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
			own++;
			call.answer();
			await ApplicationStorage.put('last', callerid);
			call.addEventListener(CallEvents.Disconnected, async () => {
				const last = await ApplicationStorage.get('last');
				Logger.write([callerid, own, last.value, Date.now()].join());
				VoxEngine.terminate();
			});
		});`)
	sink := &trace.Collect{}
	e := engine.New(options(rule, sink))
	script, err := telephony.ParseScript("wait 1s; hangup")
	if err != nil {
		t.Fatal(err)
	}
	e.Call(telephony.Incoming{From: "1", To: "9", Script: script})
	e.Call(telephony.Incoming{From: "2", To: "9", Script: script})
	out := e.Run(context.Background())
	if out.Exit() != 0 || len(out.Results) != 2 {
		t.Fatalf("%+v", out)
	}
	var got []string
	for _, r := range sink.Records {
		if l, ok := r.Body.(trace.Log); ok {
			got = append(got, r.Session+" "+l.Text)
		}
	}
	if want := "s1 1,1,2,1020|s2 2,1,2,1020"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestNoRuleForTheCall(t *testing.T) {
	o := options(engine.Rule{}, nil)
	o.Route = func(to string) (engine.Rule, error) { return engine.Rule{}, errors.New("no rule for " + to) }
	e := engine.New(o)
	e.Call(telephony.Incoming{From: "1", To: "99"})
	out := e.Run(context.Background())
	if out.Err == nil || !strings.Contains(out.Err.Error(), "no rule for 99") || out.Exit() != diag.ExitFailed {
		t.Errorf("%v, exit %d", out.Err, out.Exit())
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	rule := compile(t, `setInterval(() => {}, 100); VoxEngine.callPSTN('15550200', '1');`)
	o := options(rule, nil)
	o.VirtualLimit = 0
	e := engine.New(o)
	e.Start(rule, "")
	out := e.Run(ctx)
	if out.Exit() != diag.ExitInterrupted {
		t.Errorf("exit %d, want %d: %v", out.Exit(), diag.ExitInterrupted, out.Err)
	}
}

func TestASessionThatFailsLeavesTheOthersAlone(t *testing.T) {
	rule := compile(t, `
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
			if (callerid === '1') null.x;
			call.answer();
			call.addEventListener(CallEvents.Disconnected, () => { Logger.write('fine'); VoxEngine.terminate(); });
		});`)
	sink := &trace.Collect{}
	e := engine.New(options(rule, sink))
	e.Call(telephony.Incoming{From: "1", To: "9"})
	e.Call(telephony.Incoming{From: "2", To: "9"})
	out := e.Run(context.Background())
	if out.Results[0].Exit() != 1 || out.Results[1].Exit() != 0 || out.Exit() != 1 {
		t.Errorf("%+v", out.Results)
	}
	if e.Network() == nil {
		t.Error("the network is there")
	}
}
