package calls_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
)

// all shows how an outgoing call goes.
const all = `show(c, 'Ringing', 'AudioStarted', 'FirstAudioPacketReceived', 'Connected', 'AudioQualityDetected', 'Failed', 'Disconnected');`

func TestOutgoingCall(t *testing.T) {
	js := dial + "function begin(c) { " + all + " }"
	failed := func(code int, reason string) string {
		return fmt.Sprintf(`Failed {"code":%d,"headers":{},"reason":%q}`, code, reason)
	}
	check(t, []rule{
		{name: "is_answered_after_2_s_by_default", o: apitest.Options{Start: true}, js: js + `setTimeout(() => out.hangup(), 5500);`, want: []string{
			`200 Ringing {"code":180,"headers":{}}`, `2000 AudioStarted {"code":200,"headers":{}}`,
			`2000 Connected {"displayName":"","encrypted":false,"headers":{}}`, "2015 FirstAudioPacketReceived {}", `2015 AudioQualityDetected {"quality":"Standard"}`,
			`5500 Disconnected {"cost":0,"direction":"All numbers","duration":3,` + ended}},
		{name: "early_media_before_the_answer", o: far("ring; early-media; answer after 3s; hangup"), js: js, want: []string{
			`200 Ringing {"code":180,"headers":{}}`, `200 AudioStarted {"code":183,"headers":{}}`, "215 FirstAudioPacketReceived {}",
			`3000 Connected {"displayName":"","encrypted":false,"headers":{}}`,
			`3000 Disconnected {"cost":0,"direction":"All numbers","duration":0,"headers":{"Reason":"Q.850;cause=16"},"internalCode":10,"reason":"BYE received"}`}},
		{name: "busy", o: far("busy"), js: js, want: []string{"200 " + failed(486, "Busy Here")}},
		{name: "refused", o: far("ring 3s; reject 603"), js: js, want: []string{`200 Ringing {"code":180,"headers":{}}`, "3000 " + failed(603, "Decline")}},
		{name: "nobody_answers_for_60_s", o: far("no-answer"), js: js, want: []string{`200 Ringing {"code":180,"headers":{}}`, "60000 " + failed(408, "")}},
		{name: "hung_up_before_the_answer", o: far("no-answer"), js: js + `setTimeout(() => { out.hangup(); out.hangup(); }, 5000);`,
			want: []string{`200 Ringing {"code":180,"headers":{}}`, "5000 " + failed(487, "Request Terminated")}, warnings: []string{"hangup: call ID is over"}},
		{name: "listeners_may_come_after_dialling", o: apitest.Options{Start: true}, js: dial + `function begin() { const c = VoxEngine.callPSTN('no number', '1'); ` + all + ` VoxEngine.callPSTN('15550200', '1'); }`,
			want: []string{"0 " + failed(404, "Not found")}},
		{name: "white_space_in_the_caller_id", o: apitest.Options{Start: true}, js: `onStart(() => { const c = VoxEngine.callPSTN('15550200', '+1 555 0100'); ` + all + ` })`,
			want: []string{"0 " + failed(403, "Forbidden")}},
		{name: "connected_carries_the_name_of_the_user", o: apitest.Options{Start: true, Users: map[string]telephony.Subscriber{"anna": {Online: true, DisplayName: "Anna"}}},
			js:   `onStart(() => { const c = show(VoxEngine.callUser('anna', 'b'), 'Connected'); setTimeout(() => VoxEngine.terminate(), 3000); })`,
			want: []string{`2000 Connected {"displayName":"Anna","encrypted":false,"headers":{}}`}},
		{name: "a_user_who_is_offline", o: apitest.Options{Start: true, Users: map[string]telephony.Subscriber{"anna": {}}},
			js: `onStart(() => { const c = VoxEngine.callUser('anna', 'b'); ` + all + ` })`, want: []string{"0 " + failed(480, "User offline")}},
		{name: "a_user_who_is_unknown", o: apitest.Options{Start: true, Users: map[string]telephony.Subscriber{}},
			js: `onStart(() => { const c = VoxEngine.callUser('anna', 'b'); ` + all + ` })`, want: []string{"0 " + failed(404, "Not found")}},
	})
}

func TestCallTimeout(t *testing.T) {
	dialWith := func(timeout string) string {
		return `onStart(() => { show(VoxEngine.callUser({username: 'a', callerid: 'b', extraHeaders: {'VI-CallTimeout': '` + timeout + `'}}), 'Failed'); })`
	}
	o := apitest.Options{Start: true, Far: map[string]string{"user:a": "no-answer"}}
	warning := func(v string) []string {
		return []string{`callUser: VI-CallTimeout is a number of seconds from 10 to 400, not "` + v + `"`}
	}
	for _, tt := range []struct {
		value string
		ends  int
		warns bool
	}{{"10", 10, false}, {"9", 10, true}, {"25", 25, false}, {"400", 400, false}, {"401", 400, true}, {"soon", 60, true}} {
		var warnings []string
		if tt.warns {
			warnings = warning(tt.value)
		}
		check(t, []rule{{name: tt.value, o: o, js: dialWith(tt.value), warnings: warnings,
			want: []string{fmt.Sprintf(`%d000 Failed {"code":408,"headers":{},"reason":""}`, tt.ends)}}})
	}
}

func TestCallerIDs(t *testing.T) {
	o := apitest.Options{Numbers: []string{"15550001", "15550002"}}
	js := func(args string) string {
		return `onCall((call) => { const c = VoxEngine.callPSTN('15550200', ` + args + `); w(c.callerid()); show(c, 'Failed', 'Connected'); setTimeout(VoxEngine.terminate, 5000); })`
	}
	const connected = `2000 Connected {"displayName":"","encrypted":false,"headers":{}}`
	const failed = `0 Failed {"code":403,"headers":{},"reason":"Forbidden"}`
	check(t, []rule{
		{name: "one_of_the_application", o: o, js: js("'+15550002'"), want: []string{"0 +15550002", connected}},
		{name: "that_of_the_caller", o: o, js: js("'15550100'"), want: []string{"0 15550100", connected}},
		{name: "any_other_is_refused", o: o, js: js("'15550003'"), want: []string{"0 15550003", failed}},
		{name: "default", o: o, js: js("'default'"), want: []string{"0 15550001", connected}},
		{name: "none", o: o, js: js(""), want: []string{"0 15550001", connected}},
		{name: "any_if_the_numbers_are_not_known", js: js("'15550003'"), want: []string{"0 15550003", connected}},
		{name: "users_may_see_any", o: o, js: `onCall((call) => { const c = VoxEngine.callUser('anna', 'shop'); w(c.callerid()); w(VoxEngine.callUser('anna').callerid() === ''); VoxEngine.terminate(); })`,
			want: []string{"0 shop", "0 true"}},
	})
}

func TestFormsOfCalls(t *testing.T) {
	describe := `const tell = (c) => w([c.number(), c.callerid(), c.displayName()].join('|'));`
	check(t, []rule{
		{name: "user", js: describe + `onCall((call) => {
			tell(VoxEngine.callUser({username: 'anna', callerid: 'bob', displayName: 'Bob'}));
			tell(VoxEngine.callUser('anna', 'bob'));
			tell(VoxEngine.callUser('anna', 'bob', 'Bob', null, true, undefined));
			tell(VoxEngine.callUserDirect(call, 'anna', {callerid: 'bob', displayName: 'Bob'}));
			tell(VoxEngine.callUserDirect(call, 'anna', 'bob', 'Bob', null));
			VoxEngine.terminate();
		})`, want: []string{"0 anna|bob|Bob", "0 anna|bob|", "0 anna|bob|Bob", "0 anna|bob|Bob", "0 anna|bob|Bob"}},
		{name: "sip", js: describe + `onCall((call) => {
			tell(VoxEngine.callSIP('sip:a@b.example', {callerid: 'bob', displayName: 'Bob'}));
			tell(VoxEngine.callSIP('a@b.example', 'bob', 'Bob', 'secret', 'auth', {'X-A': 'b'}, false, 'proxy'));
			tell(VoxEngine.callSIP('a@b.example', null));
			tell(VoxEngine.callSIP('a@b.example'));
			VoxEngine.terminate();
		})`, want: []string{"0 sip:a@b.example|bob|Bob", "0 a@b.example|bob|Bob", "0 a@b.example||", "0 a@b.example||"}},
	})
}

func TestRingingAfterEarlyMedia(t *testing.T) {
	js := func(allow string) string {
		return `onStart(() => { show(VoxEngine.callSIP('sip:a@b.example', {callerid: 'c', allow180After183: ` + allow + `}), 'AudioStarted', 'Ringing'); setTimeout(VoxEngine.terminate, 1000); })`
	}
	o := apitest.Options{Start: true, Far: map[string]string{"sip:a@b.example": "early-media; ring; no-answer"}}
	early := `200 AudioStarted {"code":183,"headers":{}}`
	check(t, []rule{
		{name: "is_not_told", o: o, js: js("false"), want: []string{early}},
		{name: "is_told_if_allowed", o: o, js: js("true"), want: []string{early, `200 Ringing {"code":180,"headers":{}}`}},
	})
}

func TestPasswordsAreMasked(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => {
		const p = {callerid: 'bob', password: 'top-secret', authUser: 'robert'};
		VoxEngine.callSIP('sip:a@b.example', p); w(p.password);
		VoxEngine.callSIP('sip:a@b.example', 'bob', 'Bob', 'top-secret', 'robert');
		VoxEngine.terminate();
	})`)
	same(t, "the parameters stay as they are", r.Logs(), []string{"0 top-secret"})
	commands, _ := apitest.Of[trace.Command](r)
	if got := fmt.Sprint(commands); strings.Contains(got, "top-secret") || strings.Count(got, "******") != 2 {
		t.Errorf("commands in the trace: %s", got)
	}
	lines := 0
	for _, line := range r.Log {
		if strings.Contains(line, "CallSIP") {
			lines++
			if !strings.Contains(line, "authUser = robert ; callerid = bob ; headers = {} ; password = ****** ; to = ") {
				t.Errorf("got %s", line)
			}
		}
	}
	if lines != 2 {
		t.Errorf("%d lines, want 2", lines)
	}
}

func TestCallAttempts(t *testing.T) {
	// The incoming call is the first attempt; each other one fails at once.
	script := func(n int) string {
		return fmt.Sprintf(`onCall((call) => {
			let n = 0;
			const next = () => { if (n++ < %d) VoxEngine.callPSTN('x', '1').addEventListener(CallEvents.Failed, (e) => { if (n >= 49) w(n + ' ' + e.code + ' ' + e.reason); next(); }); else VoxEngine.terminate(); };
			next();
		})`, n)
	}
	check(t, []rule{
		{name: "50_are_made_the_51st_fails_with_403", js: script(50), want: []string{"0 49 404 Not found", "0 50 403 Call limit reached: 50 calls in a session"}},
		{name: "no_limit_if_not_wanted", o: apitest.Options{Limits: session.NoLimits()}, js: script(51), want: []string{"0 49 404 Not found", "0 50 404 Not found", "0 51 404 Not found"}},
	})
}

func TestUnansweredCalls(t *testing.T) {
	check(t, []rule{{name: "10_at_once_the_11th_fails_with_403", o: apitest.Options{Start: true, Far: map[string]string{"15550201": "answer after 1s"}}, js: `onStart(() => {
		const calls = [];
		for (let i = 0; i < 11; i++) calls.push(VoxEngine.callPSTN('15550' + (201 + i), '1'));
		calls.forEach((c, i) => c.addEventListener(CallEvents.Failed, (e) => w(i + ' ' + e.code + ' ' + e.reason)));
		setTimeout(() => { VoxEngine.callPSTN('15550300', '1').addEventListener(CallEvents.Failed, (e) => w('again')); }, 1500); // one is answered
		setTimeout(VoxEngine.terminate, 1800);
	})`, want: []string{"0 10 403 Call limit reached: 10 unanswered outgoing calls"}}})
}

// A call keeps the session; 60 s after the last has ended it stops.
func TestFailedCallLetsTheSessionIdleOut(t *testing.T) {
	r := apitest.Run(t, far("busy"), prelude+dial+`function begin() {}`)
	r.WantEnd("Normal termination", 60200)
	if !slices.Contains(r.Events(), "200 Call.Failed") {
		t.Errorf("events: %q", r.Events())
	}
}
