package acd_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/queues"
)

// prelude gives scripts w, which writes a line, and show, which writes each event of a request with its own fields.
const prelude = `
require(Modules.ACD);
const w = (x) => Logger.write(String(x));
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => f(e.call));
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const show = (r) => {
	for (const n of Object.keys(ACDEvents)) r.addEventListener(ACDEvents[n], (e) => {
		const { request, id, name, eventSourceField, operatorCall, ...rest } = e;
		w(n + ' ' + JSON.stringify(rest) + (operatorCall ? ' ' + operatorCall.number() : '') + (request === r && id === r.id() ? '' : ' of another request'));
	});
	return r;
};
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

// rule is one rule of behaviour: a script, and what it writes. The application has the queue support with the agent anna,
// who answers after 2 s, unless o says otherwise.
type rule struct {
	name     string
	o        apitest.Options
	js       string
	want     []string
	warnings []string
}

func plan(t *testing.T, agents ...queues.Agent) *queues.Plan {
	t.Helper()
	p, err := queues.NewPlan([]queues.Queue{{Name: "support", MaxSize: 2, AverageService: 3 * time.Minute}, {Name: "empty"}}, agents)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func agent(name string) queues.Agent { return queues.Agent{Name: name, Queues: []string{"support"}} }

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if r.o.Queues == nil {
				r.o.Queues = plan(t, agent("anna"))
			}
			got := apitest.Run(t, r.o, prelude+r.js)
			same(t, "what the script wrote", got.Logs(), r.want)
			same(t, "the warnings", withoutIDs(got.Warnings()), r.warnings)
		})
	}
}

func withoutIDs(lines []string) []string {
	id := regexp.MustCompile(`[A-Za-z0-9_-]{43}`)
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = id.ReplaceAllString(line, "ID")
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestRequests(t *testing.T) {
	two := plan(t, agent("anna"), agent("ben"))
	check(t, []rule{
		{name: "queued_then_an_attempt_then_the_agent", js: `onCall((call) => {
			call.answer();
			const r = show(VoxEngine.enqueueACDRequest('support', call.callerid()));
			r.addEventListener(ACDEvents.OperatorReached, (e) => { w(e.operatorCall.state() + ' ' + e.operatorCall.callerid()); VoxEngine.terminate(); });
		})`, want: []string{`0 Queued {}`, `0 OperatorCallAttempt {} anna`, `2000 OperatorReached {} anna`, `2000 CONNECTED 15550100`}},
		{name: "the_next_agent_is_tried_by_itself", o: apitest.Options{Queues: two, Far: map[string]string{"user:anna": "reject 603"}}, js: `onCall((call) => {
			show(VoxEngine.enqueueACDRequest('support', '1')).addEventListener(ACDEvents.OperatorReached, VoxEngine.terminate);
		})`, want: []string{`0 Queued {}`, `0 OperatorCallAttempt {} anna`, `200 OperatorFailed {"operatorUserName":"anna","statusCode":603}`, `200 OperatorCallAttempt {} ben`, `2200 OperatorReached {} ben`}},
		{name: "offline_when_nobody_is_logged_in", js: `onCall((call) => { show(VoxEngine.enqueueACDRequest('empty', '1')); setTimeout(VoxEngine.terminate, 1000); })`, want: []string{`0 Offline {}`}},
		{name: "queue_full", js: `onCall((call) => {
			VoxEngine.enqueueACDRequest('support', '1'); VoxEngine.enqueueACDRequest('support', '1');
			show(VoxEngine.enqueueACDRequest('support', '1'));
			setTimeout(VoxEngine.terminate, 1000);
		})`, want: []string{`0 QueueFull {}`}},
		{name: "error_for_a_queue_that_does_not_exist", js: `onCall((call) => { show(VoxEngine.enqueueACDRequest('suport', '1')); setTimeout(VoxEngine.terminate, 1000); })`,
			want:     []string{`0 Error {"error":"Queue suport not found"}`},
			warnings: []string{`enqueueACDRequest: the application has no queue "suport": list it under queues in voxemu.yaml, or in the file of --far`}},
		{name: "the_most_urgent_goes_first", o: apitest.Options{Far: map[string]string{"user:anna": "answer after 1s; wait 1s; hangup"}}, js: `onCall((call) => {
			const ask = (name, p) => VoxEngine.enqueueACDRequest('support', '1', p).addEventListener(ACDEvents.OperatorReached, () => { w(name); if (name === 'later') VoxEngine.terminate(); });
			ask('later', {priority: 2});
			setTimeout(() => ask('first', {priority: 1}), 0);
			ask('now');
		})`, want: []string{"1000 now", "3000 later"}},
		{name: "a_listener_can_be_removed", js: `onCall((call) => {
			const r = VoxEngine.enqueueACDRequest('support', '1'), f = () => w('never');
			r.addEventListener(ACDEvents.Queued, f); r.removeEventListener(ACDEvents.Queued, f);
			r.addEventListener(ACDEvents.Queued, () => VoxEngine.terminate());
		})`},
		{name: "an_http_start_may_ask_too", o: apitest.Options{Start: true}, js: `onStart(() => { show(VoxEngine.enqueueACDRequest('support', '1')).addEventListener('ACD.OperatorReached', VoxEngine.terminate); })`,
			want: []string{`0 Queued {}`, `0 OperatorCallAttempt {} anna`, `2000 OperatorReached {} anna`}},
	})
}

func TestTimeoutOfTheAgentsPhone(t *testing.T) {
	check(t, []rule{{name: "is_60_s_or_VI_CallTimeout", o: apitest.Options{Queues: plan(t, agent("anna"), agent("ben")), Far: map[string]string{"user:anna": "no-answer", "user:ben": "no-answer"}},
		js: `onStart(() => {
			show(VoxEngine.enqueueACDRequest('support', '1', {headers: {'VI-CallTimeout': '10'}}));
			setTimeout(VoxEngine.terminate, 25000);
		})`, want: []string{`0 Queued {}`, `0 OperatorCallAttempt {} anna`, `10000 OperatorFailed {"operatorUserName":"anna","statusCode":408}`,
			`10000 OperatorCallAttempt {} ben`, `20000 OperatorFailed {"operatorUserName":"ben","statusCode":408}`}}})
}

func TestStatus(t *testing.T) {
	busy := apitest.Options{Far: map[string]string{"user:anna": "answer after 1s; wait 10s; hangup"}}
	check(t, []rule{
		{name: "getStatus_answers_with_waiting_in_minutes", o: busy, js: `onCall((call) => {
			VoxEngine.enqueueACDRequest('support', '1');
			const r = show(VoxEngine.enqueueACDRequest('support', '1')), ask = r.getStatus;
			r.addEventListener(ACDEvents.Queued, () => ask());
			setTimeout(ask, 2000);
			setTimeout(VoxEngine.terminate, 5000);
		})`, want: []string{`0 Queued {}`, `0 Waiting {"ewt":6,"position":2}`, `2000 Waiting {"ewt":3,"position":1}`}},
		{name: "before_queued_it_only_warns", js: `onCall((call) => { const r = VoxEngine.enqueueACDRequest('support', '1'); r.addEventListener(ACDEvents.Waiting, () => w('never')); r.getStatus(); setTimeout(VoxEngine.terminate, 100); })`,
			warnings: []string{"getStatus: request ID is not in the queue yet: wait for Queued"}},
		{name: "after_the_end_it_only_warns", js: `onCall((call) => { const r = VoxEngine.enqueueACDRequest('support', '1'); r.addEventListener(ACDEvents.OperatorReached, () => { r.getStatus(); r.cancel(); VoxEngine.terminate(); }); })`,
			warnings: []string{"getStatus: request ID is over", "cancel: request ID is over"}},
	})
}

func TestCancelDropsTheRingingCallAndTellsNothing(t *testing.T) {
	check(t, []rule{{name: "cancel", o: apitest.Options{Far: map[string]string{"user:anna": "no-answer"}}, js: `onCall((call) => {
		const r = show(VoxEngine.enqueueACDRequest('support', '1'));
		r.addEventListener(ACDEvents.OperatorCallAttempt, (e) => e.operatorCall.addEventListener(CallEvents.Failed, (f) => w(f.code)));
		setTimeout(r.cancel, 1000);
		setTimeout(VoxEngine.terminate, 2000);
	})`, want: []string{`0 Queued {}`, `0 OperatorCallAttempt {} anna`, `1000 487`}}})
}

func TestArguments(t *testing.T) {
	check(t, []rule{
		{name: "the_names_are_mandatory", js: `onCall((call) => { w(tried(() => VoxEngine.enqueueACDRequest())); w(tried(() => VoxEngine.enqueueACDRequest('support'))); w(tried(() => new ACDRequest())); VoxEngine.terminate(); })`,
			want: []string{"0 Error: enqueueACDRequest: the queueName parameter is missing", "0 Error: enqueueACDRequest: the callerid parameter is missing",
				"0 TypeError: ACDRequest can't be created with new: its objects come from the API"}},
		{name: "what_is_wrong_with_the_rest_is_warned_about", js: `onCall((call) => {
			VoxEngine.enqueueACDRequest('support', '1', {priority: 0, headers: {A: 'b', 'VI-CallTimeout': 'soon'}});
			VoxEngine.enqueueACDRequest('support', '1', {priority: '101'});
			VoxEngine.enqueueACDRequest('support', '1', 5);
			VoxEngine.terminate();
		})`, warnings: []string{
			"enqueueACDRequest: custom headers start with X-, so these are dropped: A", `enqueueACDRequest: VI-CallTimeout is a number of seconds from 10 to 400, not "soon"`,
			"enqueueACDRequest: priority is a number from 1 to 100, not 0: 1 is used",
			"enqueueACDRequest: priority is a number from 1 to 100, not 101: 100 is used", "enqueueACDRequest: the parameters are an object, not 5: they are ignored"}},
		{name: "json_of_an_event", js: `onCall((call) => { const r = VoxEngine.enqueueACDRequest('support', '1');
			r.addEventListener(ACDEvents.OperatorCallAttempt, (e) => { w(JSON.stringify(e).replaceAll(r.id(), 'ID')); VoxEngine.terminate(); }); })`,
			want: []string{`0 {"id":"ID","name":"ACD.OperatorCallAttempt","eventSourceField":"request","request":{},"operatorCall":{"rism":{}}}`}},
	})
}

// A request that waits keeps a session without calls for two hours, and no longer.
func TestARequestKeepsTheSession(t *testing.T) {
	away := agent("anna")
	away.State = queues.Online
	js := prelude + `onStart(() => { const r = VoxEngine.enqueueACDRequest('support', '1'); `
	r := apitest.Run(t, apitest.Options{Start: true, Queues: plan(t, away)}, js+`})`)
	r.WantEnd("Timeout", 2*60*60*1000)
	r = apitest.Run(t, apitest.Options{Start: true, Queues: plan(t, away)}, js+`setTimeout(r.cancel, 600000); })`)
	r.WantEnd("Normal termination", 660000)
	r = apitest.Run(t, apitest.Options{Start: true, Queues: plan(t, agent("anna")), Far: map[string]string{"user:anna": "answer after 2s; wait 8s; hangup"}}, js+`})`)
	r.WantEnd("Normal termination", 70000)
}

// A session that ends leaves the queue, and the agent who was called for it is free again.
func TestASessionThatEndsLeavesTheQueue(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Calls: 2, Queues: plan(t, agent("anna")), Far: map[string]string{"user:anna": "answer after 5s"}}, prelude+`
		let session;
		VoxEngine.addEventListener(AppEvents.Started, (e) => session = e.sessionId);
		onCall((call) => {
			VoxEngine.enqueueACDRequest('support', '1').addEventListener(ACDEvents.OperatorReached, () => { w('reached ' + session); VoxEngine.terminate(); });
			if (session === 1) setTimeout(VoxEngine.terminate, 1000);
		});`)
	r.WantEnd("Normal termination", 1000)
	r.WantLogs("6000 reached 2")
}

// The calls to agents count as all others do.
func TestCallsOfAgentsAreCallAttempts(t *testing.T) {
	check(t, []rule{{name: "the_51st_fails_with_403", js: `onCall((call) => {
		let n = 1;
		const next = () => { if (n++ < 50) VoxEngine.callPSTN('x', '1').addEventListener(CallEvents.Failed, next); else show(VoxEngine.enqueueACDRequest('support', '1')).addEventListener(ACDEvents.OperatorFailed, VoxEngine.terminate); };
		next();
	})`, want: []string{`0 Queued {}`, `0 OperatorCallAttempt {} anna`, `0 OperatorFailed {"operatorUserName":"anna","statusCode":403}`}}})
}

func TestAnApplicationWithoutQueues(t *testing.T) {
	p, err := queues.NewPlan(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	check(t, []rule{{name: "has_none", o: apitest.Options{Queues: p}, js: `onCall((call) => { show(VoxEngine.enqueueACDRequest('support', '1')).addEventListener(ACDEvents.Error, VoxEngine.terminate); })`,
		want:     []string{`0 Error {"error":"Queue support not found"}`},
		warnings: []string{`enqueueACDRequest: the application has no queue "support": list it under queues in voxemu.yaml, or in the file of --far`}}})
}

// All sessions of an application share its queues.
func TestSessionsShareTheQueue(t *testing.T) {
	r := apitest.Run(t, apitest.Options{
		Queues: plan(t, agent("anna")), Calls: 2, Far: map[string]string{"user:anna": "answer after 1s; wait 4s; hangup"},
	}, prelude+`onCall((call) => {
		call.answer();
		VoxEngine.enqueueACDRequest('support', '1').addEventListener(ACDEvents.OperatorReached, (e) => {
			w('reached');
			e.operatorCall.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
		});
	})`)
	r.WantLogs("1000 reached", "6000 reached")
}
