package smartqueue_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/queues"
)

// prelude gives scripts w, which writes a line; show, which writes each event of a task with its own fields; and ask, which
// enqueues a task for the queue support and shows it.
const prelude = `
require(Modules.SmartQueue);
const w = (x) => Logger.write(String(x));
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => f(e.call));
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const show = (t) => {
	for (const n of Object.keys(SmartQueueEvents)) t.addEventListener(SmartQueueEvents[n], (e) => {
		const { task, id, name, eventSourceField, agentCall, cancel, ...rest } = e;
		w(n + ' ' + JSON.stringify(rest) + (agentCall ? ' ' + agentCall.number() : '') + (task === t && id === t.id ? '' : ' of another task'));
	});
	return t;
};
const ask = (p) => show(VoxEngine.enqueueTask({queue: {name: 'support'}, ...p}));
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
const stop = (s) => setTimeout(VoxEngine.terminate, s * 1000);
`

type rule struct {
	name     string
	o        apitest.Options
	js       string
	want     []string
	warnings []string
}

func plan(t *testing.T, q queues.Queue, agents ...queues.Agent) *queues.Plan {
	t.Helper()
	q.Name = "support"
	p, err := queues.NewPlan([]queues.Queue{q, {Name: "empty", ID: 7}}, agents)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func agent(name string, skills ...queues.Skill) queues.Agent {
	return queues.Agent{Name: name, Queues: []string{"support"}, Skills: skills}
}

func away(name string) queues.Agent {
	a := agent(name)
	a.State = queues.Online
	return a
}

// check runs rules. The queue support has the agent anna, who answers after 2 s, unless o says otherwise.
func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if r.o.Queues == nil {
				r.o.Queues = plan(t, queues.Queue{}, agent("anna"))
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

func TestTasks(t *testing.T) {
	two := plan(t, queues.Queue{}, agent("anna"), agent("ben"))
	check(t, []rule{
		{name: "enqueued_then_distributed_then_reached", js: `onCall((call) => {
			call.answer();
			const t = ask({call});
			w([t.clientCall === call, t.agentCall, t.parameters.queue.name, Object.keys(t)].join(' '));
			t.addEventListener(SmartQueueEvents.OperatorReached, (e) => { w([t.agentCall === e.agentCall, e.agentCall.callerid(), e.agentCall.state()].join(' ')); VoxEngine.terminate(); });
		})`, want: []string{"0 true  support id,clientCall,agentCall,parameters", `0 EnqueueSuccess {}`, `0 TaskDistributed {"operatorId":1,"operatorName":"anna"}`, `2000 OperatorReached {} anna`, "2000 true 15550100 CONNECTED"}},
		{name: "a_declined_offer_goes_to_the_next_agent_at_once", o: apitest.Options{Queues: two, Far: map[string]string{"user:anna": "reject 603"}}, js: `onCall((call) => {
			ask({call}).addEventListener(SmartQueueEvents.OperatorReached, VoxEngine.terminate);
		})`, want: []string{`0 EnqueueSuccess {}`, `0 TaskDistributed {"operatorId":1,"operatorName":"anna"}`, `200 TaskDistributed {"operatorId":2,"operatorName":"ben"}`, `2200 OperatorReached {} ben`}},
		{name: "waiting_comes_every_10_s_while_queued", o: apitest.Options{Start: true, Queues: plan(t, queues.Queue{AverageService: time.Minute}, away("anna"))}, js: `onStart(() => {
			VoxEngine.enqueueTask({queue: {name: 'support'}}); ask(); stop(25);
		})`, want: []string{`0 EnqueueSuccess {}`, `10000 Waiting {"code":200,"ewt":120000,"message":"The waiting time is estimated","position":2}`, `20000 Waiting {"code":200,"ewt":120000,"message":"The waiting time is estimated","position":2}`}},
		{name: "waiting_without_an_estimate_is_code_501", o: apitest.Options{Start: true, Queues: plan(t, queues.Queue{}, away("anna"))}, js: `onStart(() => { ask(); stop(15); })`,
			want: []string{`0 EnqueueSuccess {}`, `10000 Waiting {"code":501,"ewt":0,"message":"The waiting time can't be estimated","position":1}`}},
		{name: "a_queue_by_its_id", o: apitest.Options{Start: true}, js: `onStart(() => { ask({queue: {id: 7}}); stop(1); })`, want: []string{`0 EnqueueSuccess {}`}},
		{name: "the_greatest_priority_goes_first", o: apitest.Options{Start: true, Far: map[string]string{"user:anna": "answer after 1s; wait 1s; hangup"}}, js: `onStart(() => {
			const one = (name, priority) => VoxEngine.enqueueTask({queue: {name: 'support'}, priority}).addEventListener(SmartQueueEvents.OperatorReached, () => w(name));
			one('last', 1); one('third', 49); one('first', 51); one('second');
			stop(10);
		})`, want: []string{"1000 first", "3000 second", "5000 third", "7000 last"}},
		{name: "skills_choose_the_agent", o: apitest.Options{Start: true, Queues: plan(t, queues.Queue{}, agent("anna", queues.Skill{Name: "english", Level: 2}), agent("ben", queues.Skill{Name: "english", Level: 5}))}, js: `onStart(() => {
			const one = (...skills) => VoxEngine.enqueueTask({queue: {name: 'support'}, skills}).addEventListener(SmartQueueEvents.TaskDistributed, (e) => { w(e.operatorName); });
			one({name: 'english', level: 3}); one({name: 'english', level: [1, 2]}); one({name: 'french'});
			stop(5);
		})`, want: []string{"0 ben", "0 anna"}},
		{name: "the_operator_that_is_asked_for", o: apitest.Options{Start: true, Queues: two}, js: `onStart(() => {
			ask({operatorSettings: {operatorId: 2, mode: SmartQueueOperatorSettingsMode.STRICT, timeout: 0}}); stop(1);
		})`, want: []string{`0 EnqueueSuccess {}`, `0 TaskDistributed {"operatorId":2,"operatorName":"ben"}`}},
	})
}

func TestHowTasksEnd(t *testing.T) {
	nobody := apitest.Options{Start: true, Queues: plan(t, queues.Queue{MaxSize: 1, MaxWait: 8 * time.Second}, away("anna"))}
	check(t, []rule{
		{name: "its_timeout_is_status_1001", o: nobody, js: `onStart(() => { ask({timeout: 5}); stop(9); })`,
			want: []string{`0 EnqueueSuccess {}`, `5000 TaskCanceled {"description":"its time is over","status":1001}`}},
		{name: "the_limit_of_the_queue_is_error_1004", o: nobody, js: `onStart(() => { ask({timeout: 9}); stop(12); })`,
			want: []string{`0 EnqueueSuccess {}`, `8000 Error {"description":"it has waited for as long as the queue allows","type":1004}`}},
		{name: "a_full_queue_is_error_1005", o: nobody, js: `onStart(() => { VoxEngine.enqueueTask({queue: {name: 'support'}}); ask(); stop(1); })`,
			want: []string{`0 Error {"description":"the queue is full","type":1005}`}},
		{name: "a_strict_operator_who_is_missing_is_status_1006", o: nobody, js: `onStart(() => { ask({operatorSettings: {operatorId: 9, mode: 'STRICT'}}); stop(1); })`,
			want: []string{`0 EnqueueSuccess {}`, `0 TaskCanceled {"description":"the operator that it asks for is not available","status":1006}`}},
		{name: "a_queue_that_does_not_exist_is_error_500", o: nobody, js: `onStart(() => { ask({queue: {name: 'suport'}}); stop(1); })`,
			want:     []string{`0 Error {"description":"the application has no such queue","type":500}`},
			warnings: []string{"enqueueTask: the application has no such queue: list it under queues in voxemu.yaml, or in the file of --far"}},
		{name: "end_is_status_1100_or_the_given_one", o: apitest.Options{Start: true, Queues: plan(t, queues.Queue{}, away("anna"))}, js: `onStart(() => {
			const a = ask(), b = VoxEngine.enqueueTask({queue: {name: 'support'}}), c = VoxEngine.enqueueTask({queue: {name: 'support'}});
			for (const t of [b, c]) t.addEventListener(SmartQueueEvents.TaskCanceled, (e) => w(e.status + ' ' + e.description));
			setTimeout(() => { a.end('closed'); a.end('twice'); b.end('busy', TerminationStatus.FAILED); c.end('what', 7); }, 1000);
			stop(2);
		})`, want: []string{`0 EnqueueSuccess {}`, `1000 TaskCanceled {"description":"closed","status":1100}`, "1000 1203 busy", "1000 1100 what"},
			warnings: []string{"end: task ID is over", "end: 7 is no TerminationStatus: CLIENT_TERMINATE is used"}},
		{name: "end_drops_a_call_that_rings", o: apitest.Options{Start: true, Far: map[string]string{"user:anna": "no-answer"}}, js: `onStart(() => {
			const t = ask(); setTimeout(() => t.end('closed'), 1000);
			setTimeout(() => { w('again'); ask(); }, 3000); stop(4);
		})`, want: []string{`0 EnqueueSuccess {}`, `0 TaskDistributed {"operatorId":1,"operatorName":"anna"}`, `1000 TaskCanceled {"description":"closed","status":1100}`,
			"3000 again", `3000 EnqueueSuccess {}`, `3000 TaskDistributed {"operatorId":1,"operatorName":"anna"}`}},
		{name: "end_after_the_agent_was_reached_leaves_the_call", o: apitest.Options{Start: true}, js: `onStart(() => {
			const t = ask(); t.addEventListener(SmartQueueEvents.OperatorReached, () => t.end('done', TerminationStatus.NORMAL));
			setTimeout(() => { w(t.agentCall.state()); VoxEngine.terminate(); }, 3000);
		})`, want: []string{`0 EnqueueSuccess {}`, `0 TaskDistributed {"operatorId":1,"operatorName":"anna"}`, `2000 OperatorReached {} anna`, `2000 TaskCanceled {"description":"done","status":1000}`, "3000 CONNECTED"}},
	})
}

func TestAClientWhoHangsUp(t *testing.T) {
	o := apitest.Options{Do: "wait 3s; hangup", Queues: plan(t, queues.Queue{}, away("anna"))}
	check(t, []rule{
		{name: "is_told_and_cancel_drops_the_task", o: o, js: `onCall((call) => {
			call.answer();
			ask({call}).addEventListener(SmartQueueEvents.ClientDisconnected, (e) => { e.cancel(); e.cancel(); stop(1); });
		})`, want: []string{`0 EnqueueSuccess {}`, `3020 ClientDisconnected {}`, `3020 TaskCanceled {"description":"The client has hung up","status":1204}`},
			warnings: []string{"cancel: task ID does not wait any more"}},
		{name: "without_cancel_the_task_stays", o: o, js: `onCall((call) => { call.answer(); ask({call}); stop(12); })`,
			want: []string{`0 EnqueueSuccess {}`, `3020 ClientDisconnected {}`, `10000 Waiting {"code":501,"ewt":0,"message":"The waiting time can't be estimated","position":1}`}},
		{name: "is_told_too_if_it_was_gone_before", o: o, js: `onCall((call) => { call.answer(); call.addEventListener(CallEvents.Disconnected, () => { ask({call}); stop(1); }); })`,
			want: []string{`3020 EnqueueSuccess {}`, `3020 ClientDisconnected {}`}},
		{name: "after_the_agent_was_reached_nothing_is_told", o: apitest.Options{Do: "wait 3s; hangup"}, js: `onCall((call) => { call.answer(); ask({call}); stop(5); })`,
			want: []string{`0 EnqueueSuccess {}`, `0 TaskDistributed {"operatorId":1,"operatorName":"anna"}`, `2000 OperatorReached {} anna`}},
	})
}

func TestParameters(t *testing.T) {
	check(t, []rule{
		{name: "a_queue_is_mandatory", o: apitest.Options{Start: true}, js: `onStart(() => {
			w(tried(() => VoxEngine.enqueueTask())); w(tried(() => VoxEngine.enqueueTask({}))); w(tried(() => VoxEngine.enqueueTask({queue: {name: 'a'}, call: {}})));
			w(tried(() => new SmartQueueTask())); VoxEngine.terminate(); })`,
			want: []string{"0 Error: enqueueTask: the parameters are an object, not undefined", "0 Error: enqueueTask: the queue parameter is missing: give it a name or an id, like {name: 'support'}",
				"0 TypeError: enqueueTask: call is a Call, not an object", "0 TypeError: SmartQueueTask can't be created with new: its objects come from the API"}},
		{name: "what_is_wrong_with_the_rest_is_warned_about", o: apitest.Options{Start: true}, js: `onStart(() => {
			const p = (o) => VoxEngine.enqueueTask({queue: {name: 'support'}, ...o});
			p({priority: 0}); p({timeout: 'soon'}); p({skills: 'english'}); p({skills: [{level: 1}, {name: 'a', level: 6}]});
			p({operatorSettings: {mode: 'SMART'}}); p({operatorSettings: {operatorId: 1, mode: 'smart'}}); p({operatorSettings: {operatorId: 1, mode: 'SMART', timeout: -1}});
			p({extraHeaders: {'VI-CallTimeout': '5'}});
			VoxEngine.terminate(); })`,
			warnings: []string{
				"enqueueTask: priority is a number from 1 to 100, not 0: 1 is used", "enqueueTask: timeout is a number from 0 to 86400, not soon: 0 is used",
				"enqueueTask: skills are an array, not english: none is asked for", "enqueueTask: skill 0 has no name: it is not asked for", "enqueueTask: level is a number from 1 to 5, not 6: 5 is used",
				"enqueueTask: operatorSettings need an operatorId, a number above 0, not undefined: any operator will do",
				"enqueueTask: operatorSettings.mode is STRICT or SMART, not smart: STRICT is used", "enqueueTask: timeout is a number from 0 to 86400, not -1: 0 is used",
				`enqueueTask: VI-CallTimeout is a number of seconds from 10 to 400, not "5"`}},
		{name: "json_of_an_event", js: `onCall((call) => { const t = VoxEngine.enqueueTask({call, queue: {name: 'support'}});
			t.addEventListener(SmartQueueEvents.OperatorReached, (e) => { w(JSON.stringify(e).replaceAll(t.id, 'ID').replace(/"_connectedTime":\d+/g, '"_connectedTime":0')); VoxEngine.terminate(); }); })`,
			want: []string{`2000 {"id":"ID","name":"SmartQueue.OperatorReached","eventSourceField":"task","task":{"id":"ID","clientCall":{"rism":{}},"agentCall":{"rism":{},"_isAnsweredStatus":true,"_connectedTime":0},"parameters":{"call":{"rism":{}},"queue":{"name":"support"}}},"agentCall":{"rism":{},"_isAnsweredStatus":true,"_connectedTime":0}}`}},
	})
}

// A task that waits keeps a session without calls.
func TestATaskKeepsTheSession(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, Queues: plan(t, queues.Queue{}, away("anna"))}, prelude+`onStart(() => { VoxEngine.enqueueTask({queue: {name: 'support'}, timeout: 600}); })`)
	r.WantEnd("Normal termination", 660000)
}

// A session that ends leaves the queue, and the agent who was called for it is free again.
func TestASessionThatEndsLeavesTheQueue(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Calls: 2, Queues: plan(t, queues.Queue{}, agent("anna")), Far: map[string]string{"user:anna": "answer after 5s"}}, prelude+`
		let session;
		VoxEngine.addEventListener(AppEvents.Started, (e) => session = e.sessionId);
		onCall((call) => {
			VoxEngine.enqueueTask({call, queue: {name: 'support'}}).addEventListener(SmartQueueEvents.OperatorReached, () => { w('reached ' + session); VoxEngine.terminate(); });
			if (session === 1) setTimeout(VoxEngine.terminate, 1000);
		});`)
	r.WantEnd("Normal termination", 1000)
	r.WantLogs("6000 reached 2")
}
