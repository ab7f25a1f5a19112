package session_test

import (
	"strings"
	"testing"
	"time"

	"voxemu/modules/apitest"
	"voxemu/runtime/trace"
)

// ends are listeners that write how the session ends.
const ends = `
	VoxEngine.addEventListener(AppEvents.Terminating, (e) => Logger.write('terminating ' + JSON.stringify(e)));
	VoxEngine.addEventListener(AppEvents.Terminated, (e) => Logger.write('terminated ' + JSON.stringify(e)));
`

const (
	normalEnd = `terminating {"name":"Application.Terminating"}`
	lastWord  = `terminated {"name":"Application.Terminated"}`
)

func TestTerminate(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, ends+`
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
			call.answer();
			call.addEventListener(CallEvents.Disconnected, () => Logger.write('never'));
			call.addEventListener(CallEvents.Connected, () => {
				setTimeout(() => Logger.write('never'), 0);
				Promise.resolve().then(() => Logger.write('a promise job of the turn'));
				VoxEngine.terminate();
				VoxEngine.terminate();
				Logger.write('the rest of the handler');
			});
			call.addEventListener(CallEvents.Connected, () => Logger.write('the other listener'));
		});`)
	r.WantLogs("20 the rest of the handler", "20 the other listener", "20 a promise job of the turn", "20 "+normalEnd, "20 "+lastWord)
	r.WantEnd("Normal termination", 20)
	text := strings.Join(r.Log, "\n")
	order := []string{"Terminating request..., stack=<@main.js:11:24>", "Executing JS command: terminating with params []", "Terminating (onClose)",
		"name = Call.Disconnected", "Executing JS command: close", "Normal termination", "Session terminated"}
	for _, part := range order {
		i := strings.Index(text, part)
		if i < 0 {
			t.Fatalf("after what came before, the log lacks %q:\n%s", part, strings.Join(r.Log, "\n"))
		}
		text = text[i:]
	}
	if n := strings.Count(strings.Join(r.Log, "\n"), "Terminating request"); n != 1 {
		t.Errorf("terminate was carried out %d times", n)
	}
}

func TestTerminateWhileLoading(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, ends+`VoxEngine.terminate(); Logger.write('on')`, `Logger.write('never')`)
	r.WantLogs("0 on", "0 "+normalEnd, "0 "+lastWord)
}

func TestTheTwoLastEvents(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		VoxEngine.addEventListener(AppEvents.Terminating, () => {
			Logger.write('id ' + typeof setTimeout(() => Logger.write('never'), 0));
			Logger.write('id ' + typeof setInterval(() => Logger.write('never'), 100));
		});
		VoxEngine.addEventListener(AppEvents.Terminated, () => Logger.write('still writing'));
		setTimeout(VoxEngine.terminate, 1000);
		setTimeout(() => Logger.write('never'), 2000);`)
	r.WantLogs("1000 id number", "1000 id number", "1000 still writing")
	r.WantEnd("Normal termination", 1000)
}

func TestIdleRule(t *testing.T) {
	tests := []struct {
		name, code, do string
		start          bool
		end            int64
	}{
		{name: "an HTTP start without calls ends after 60 s", code: `setInterval(() => {}, 1000)`, start: true, end: 60_000},
		{name: "pending timers and promises do not keep it", code: `new Promise(() => {}); setTimeout(() => {}, 3e6)`, start: true, end: 60_000},
		{name: "a call that ended starts it", code: `VoxEngine.addEventListener(AppEvents.CallAlerting, e => e.call.answer())`, do: "wait 5s; hangup", end: 65_020},
		{name: "a rejected call starts it", code: `VoxEngine.addEventListener(AppEvents.CallAlerting, e => e.call.reject(486))`, end: 60_000},
		{
			name: "a new call stops it", start: true, end: 30_000 + 2_000 + 10_000 + 60_000,
			code: `setTimeout(() => VoxEngine.callPSTN('15550200', '1'), 30000)`,
		},
		{
			name: "a failed call starts it again", start: true, end: 30_000 + 200 + 60_000,
			code: `setTimeout(() => VoxEngine.callPSTN('15550300', '1'), 30000)`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{
				Start: tt.start, Do: tt.do,
				Far: map[string]string{"15550200": "answer after 2s; wait 10s; hangup", "15550300": "busy"},
			}, tt.code)
			r.WantEnd("Normal termination", tt.end)
			if text := strings.Join(r.Log, "\n"); !strings.Contains(text, "INFO: Session is stopping...") {
				t.Errorf("the log does not say why:\n%s", text)
			}
		})
	}
}

func TestALiveCallKeepsTheSession(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "wait 10m; hangup"}, `
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
			call.answer();
			call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
		});`)
	r.WantEnd("Normal termination", 600_020)
}

func TestUncaughtErrors(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"in a handler", "VoxEngine.addEventListener(AppEvents.Started, () => {\n  nothing();\n});", "main.js:2:10: ReferenceError: nothing is not defined"},
		{"in a timer", "setTimeout(() => {\n\n  throw new TypeError('boom');\n}, 10);", "main.js:3:9: TypeError: boom"},
		{"a value that is no Error", "setTimeout(() => { throw 'text' }, 0);", "main.js:1:20: text"},
		{"an unhandled rejection", "Promise.reject(new Error('no'));", "main.js:1:16: Error: no"},
		{"in an async handler", "VoxEngine.addEventListener(AppEvents.Started, async () => {\n  await null;\n  undefined.x;\n});", "main.js:3:13: TypeError: Cannot read property 'x' of undefined"},
		{"a handler that is no function", "VoxEngine.addEventListener(AppEvents.Started, 'text');", "TypeError: text is not a function"},
		{"an awaited rejection without try", "(async () => { await Promise.reject('x') })();", "x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Start: true, MayFail: true}, tt.code+ends)
			if got := r.Errors(); len(got) != 1 || !strings.Contains(got[0], tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if reason, _ := r.Ended(); reason != "JS session error" {
				t.Errorf("the session ended with %q", reason)
			}
			logs := strings.Join(r.Logs(), "\n")
			if !strings.Contains(logs, `terminating {"name":"Application.Terminating","systemError":true}`) {
				t.Errorf("Terminating must tell of the error:\n%s", logs)
			}
			if r.Outcome.Exit() != 1 {
				t.Errorf("exit code %d, want 1", r.Outcome.Exit())
			}
		})
	}
}

func TestAnErrorSkipsTheOtherListeners(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, MayFail: true}, `
		VoxEngine.addEventListener(AppEvents.Started, () => { Logger.write('one'); throw new Error('x'); });
		VoxEngine.addEventListener(AppEvents.Started, () => Logger.write('two'));`)
	r.WantLogs("0 one")
}

func TestRejectionHandledInTheSameTurnIsFine(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		const p = Promise.reject(new Error('x'));
		Promise.resolve().then(() => p.catch((e) => { Logger.write('caught ' + e.message); VoxEngine.terminate(); }));`)
	r.WantLogs("0 caught x")
}

func TestLenientOnlyWarnsOfRejections(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, Lenient: true}, `
		Promise.reject(new Error('x'));
		setTimeout(() => { Logger.write('on'); VoxEngine.terminate(); }, 10);`)
	r.WantLogs("10 on")
	r.Want("the warnings", r.Warnings(), "Unhandled promise rejection: Error: x")
}

func TestErrorsInTheLastEventsAreReported(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, MayFail: true}, `
		VoxEngine.addEventListener(AppEvents.Terminating, () => { throw new Error('at the end'); });
		VoxEngine.addEventListener(AppEvents.Terminated, () => { Logger.write('last'); throw new Error('later'); });
		VoxEngine.terminate();`)
	r.WantLogs("0 last")
	if got := strings.Join(r.Errors(), "\n"); !strings.Contains(got, "at the end") || !strings.Contains(got, "later") {
		t.Errorf("got %q", got)
	}
	if r.Outcome.Exit() != 1 {
		t.Errorf("exit code %d, want 1", r.Outcome.Exit())
	}
}

func TestWatchdogEndsAnEndlessLoop(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, MayFail: true, Turn: 100 * time.Millisecond},
		"setTimeout(() => {\n  for (let i = 0; ; i++) {\n    i++;\n  }\n}, 5);")
	if got := strings.Join(r.Errors(), "\n"); !(strings.HasPrefix(got, "main.js:2:") || strings.HasPrefix(got, "main.js:3:")) || !strings.Contains(got, "without a pause") {
		t.Errorf("got %q", got)
	}
	r.WantEnd("JS session error", 5)
}

func TestRecursion(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, MayFail: true}, `
		const depth = (n) => n === 0 ? 0 : 1 + depth(n - 1);
		Logger.write(String(depth(10000)));
		const endless = () => endless() + 1;
		endless();`)
	r.WantLogs("0 10000")
	if got := strings.Join(r.Errors(), "\n"); !strings.Contains(got, "too much recursion") {
		t.Errorf("got %q", got)
	}
	if r.Outcome.Exit() != 1 {
		t.Errorf("exit code %d, want 1", r.Outcome.Exit())
	}
}

func TestEndlessVirtualTimeIsReported(t *testing.T) {
	r := apitest.Run(t, apitest.Options{MayFail: true, Virtual: time.Hour}, `
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => call.answer());
		setInterval(() => {}, 60000);`)
	text := ""
	if r.Outcome.Err != nil {
		text = r.Outcome.Err.Error()
	}
	for _, part := range []string{"1h0m0s of virtual time", "setInterval", "main.js:3", "still up: call from 15550100 connected"} {
		if !strings.Contains(text, part) {
			t.Errorf("the report lacks %q:\n%s", part, text)
		}
	}
	if r.Outcome.Exit() != 1 {
		t.Errorf("exit code %d, want 1", r.Outcome.Exit())
	}
	states, _ := apitest.Of[trace.Session](r)
	if last := states[len(states)-1]; last.State != trace.Terminated || last.Exit == nil || *last.Exit != 1 {
		t.Errorf("the trace must end with the session's end, got %+v", last)
	}
}
