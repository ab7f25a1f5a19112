package lifecycle_test

import (
	"strings"
	"testing"
)

// alerting is a handler of CallAlerting with this body, from line 2.
func alerting(body string) string {
	return "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {\n" + body + "\n});"
}

const (
	rings       = "the incoming call is neither answered nor rejected here: it rings until the platform ends it after 60 seconds"
	ringsAlways = "this handler neither answers nor rejects the incoming call: it rings until the platform ends it after 60 seconds"
)

func TestCallNotHandled(t *testing.T) {
	table{
		{"nothing_is_done", alerting("Logger.write(e.callerid);"), "1 warning " + ringsAlways},
		{"without_a_parameter", "VoxEngine.addEventListener(AppEvents.CallAlerting, () => { Logger.write('x'); });", "1 warning " + ringsAlways},
		{"expression", "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => Logger.write(e.callerid));", "1 warning " + ringsAlways},
		{"early_return", alerting("if (e.callerid === '1') {\nLogger.write('no');\nreturn;\n}\ne.call.answer();"), "4 warning " + rings},
		{"no_else", alerting("const call = e.call;\nif (e.callerid === '1') {\ncall.answer();\n}"), "3 warning " + rings},
		{"rejected_in_the_else", alerting("if (e.callerid === '1') e.call.answer(); else e.call.reject(603);"), ""},
		{"chain_of_tests_may_be_all", alerting("const { callerid, destination } = e;\nif (callerid === '1') e.call.answer(); else if (destination === '2') e.call.reject(603);"), "3 note " + rings},
		{"switch_without_default_may_be_all", alerting("switch (e.destination) {\ncase '1': e.call.answer(); break;\ncase '2': e.call.reject(603);\n}"), "2 note " + rings},
		{"switch_with_default", alerting("switch (e.destination) {\ncase '1': e.call.answer(); break;\ndefault: e.call.reject(603);\n}"), ""},
		{"destructured", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {\nif (!callerid) return;\ncall.answer();\n});", "2 warning " + rings},
		{"renamed", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call: leg, callerid }) => {\nif (!callerid) return;\nleg.answer();\n});", "2 warning " + rings},
		{"destructured_inside", alerting("const { call, callerid } = e;\nif (!callerid) return;\ncall.answer();"), "3 warning " + rings},
		{"listener_of_the_end_is_not_enough", alerting("e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);\nif (!e.callerid) return;\ne.call.answer();"), "3 warning " + rings},
		{"hangs_up_when_connected_only", alerting("e.call.addEventListener(CallEvents.Connected, () => e.call.hangup());"), "1 warning " + ringsAlways},
		{"function_that_only_gets_a_name", alerting("const stop = () => e.call.hangup();\ne.call.addEventListener(CallEvents.Connected, stop);\nif (!e.callerid) return;\ne.call.answer();"), "4 warning " + rings},
		{"shared_variable_of_this_handler_only", "let call;\n" + alerting("call = e.call;\nif (!e.callerid) return;\ncall.answer();"), "4 warning " + rings},
		{"async", "VoxEngine.addEventListener(AppEvents.CallAlerting, async (e) => {\nconst r = await Net.httpRequestAsync('https://x.example');\nif (r.code !== 200) {\nreturn;\n}\ne.call.answer();\n});", "4 warning " + rings},
		{"reported_twice", alerting("if (!e.callerid) return;\nif (e.destination === '1') return;\ne.call.answer();"), "2 warning " + rings + "\n3 warning " + rings},
		{"media_is_not_an_answer", alerting("const out = VoxEngine.callPSTN('1', '2');\nVoxEngine.sendMediaBetween(e.call, out);\nLogger.write(`${e.call.id()}` + e.call + JSON.stringify(e.call));"), "1 warning " + ringsAlways},
	}.run(t, "VX1402")
}

func TestCallThatMayBeHandled(t *testing.T) {
	table{
		{"answered", alerting("e.call.answer();"), ""},
		{"rings_on_purpose", alerting("e.call.ring();"), ""},
		{"session_ended", alerting("if (!e.callerid) { VoxEngine.terminate(); return; }\ne.call.answer();"), ""},
		{"session_ended_later", alerting("if (!e.callerid) { setTimeout(VoxEngine.terminate, 100); return; }\ne.call.answer();"), ""},
		{"throws", alerting("if (!e.callerid) throw new Error('x');\ne.call.answer();"), ""},
		{"timer", alerting("setTimeout(() => e.call.answer(), 100);"), ""},
		{"timer_with_the_method", alerting("setTimeout(e.call.answer, 100);"), ""},
		{"promise", alerting("Net.httpRequestAsync('https://x.example').then(() => e.call.answer(), () => e.call.reject(500));"), ""},
		{"another_call", alerting("const out = VoxEngine.callPSTN('1', '2');\nout.addEventListener(CallEvents.Connected, () => e.call.answer());\nout.addEventListener(CallEvents.Failed, VoxEngine.terminate);"), ""},
		{"helper_of_the_file", "function take(c) { c.answer(); }\n" + alerting("take(e.call);"), ""},
		{"helper_without_arguments", "let call;\nfunction take() { call.answer(); }\n" + alerting("call = e.call;\nif (!e.callerid) return;\ntake();"), ""},
		{"helper_that_leaves_it", "function log(c) { Logger.write(c.id()); }\n" + alerting("log(e.call);"), "2 warning " + ringsAlways},
		{"helper_with_the_event", "function take(x) { x.call.answer(); }\n" + alerting("take(e);"), ""},
		{"helper_that_is_a_listener", "const play = () => {};\n" + alerting("const take = (ev) => ev.call.answer();\nconst p = VoxEngine.createURLPlayer('https://x.example');\np.addEventListener(PlayerEvents.PlaybackReady, () => take(e));"), ""},
		{"helper_that_calls_itself", "function again(n) { if (n) again(n - 1); }\n" + alerting("again(3);"), "2 warning " + ringsAlways},
		{"event_before_the_answer", alerting("e.call.addEventListener(CallEvents.PlaybackFinished, next);\nfunction next(ev) { ev.call.answer(); }"), ""},
		{"event_before_the_answer_that_does_nothing", alerting("e.call.addEventListener(CallEvents.PlaybackFinished, (x) => x.call.say('Again.'));"), "1 warning " + ringsAlways},
		{"event_before_the_answer_with_a_function_of_somebody_else", alerting("e.call.addEventListener(CallEvents.PlaybackFinished, JSON.parse);"), ""},
		{"event_that_isn't_known", "const on = VoxEngine.customData();\n" + alerting("e.call.addEventListener(on, () => {});"), ""},
		{"easy_process", alerting("VoxEngine.easyProcess(e.call, VoxEngine.callPSTN('1', '2'));"), ""},
		{"put_in_an_object", "const s = {};\n" + alerting("s.call = e.call;"), ""},
		{"put_in_a_list", "const list = [];\n" + alerting("list.push(e.call);"), ""},
		{"given_to_a_class", "class S { constructor(c) { c.answer(); } }\n" + alerting("new S(e.call);"), ""},
		{"tested", alerting("if (!e.call) return;\ne.call.answer();"), ""},
		{"function_of_somebody_else", alerting("route(e);"), ""},
		{"global_of_somebody_else", alerting("if (!settings.open) return;\ne.call.answer();"), ""},
		{"method_of_its_own", "const table = { go() { VoxEngine.terminate(); } };\nconst pick = () => JSON.parse(VoxEngine.customData());\n" + alerting("pick().go();"), ""},
		{"two_listeners", alerting("Logger.write('x');") + "\n" + alerting("e.call.answer();"), ""},
		{"listener_of_an_event_that_isn't_known", "for (const ev of [AppEvents.Started, AppEvents.CallAlerting]) VoxEngine.addEventListener(ev, (x) => { if (x.call) x.call.answer(); });\n" + alerting("Logger.write('x');"), ""},
		{"forwarded_elsewhere", "VoxEngine.forwardCallToPSTN();\n" + alerting("Logger.write('x');"), ""},
		{"handler_that_isn't_known", "VoxEngine.addEventListener(AppEvents.CallAlerting, handlers[0]);", ""},
		{"arguments", "VoxEngine.addEventListener(AppEvents.CallAlerting, function () { arguments[0].call.answer(); });", ""},
		{"rest", "VoxEngine.addEventListener(AppEvents.CallAlerting, (...all) => { all[0].call.answer(); });", ""},
		{"rest_of_a_pattern", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ callerid, ...rest }) => { rest.call.answer(); });", ""},
		{"computed_name", "const k = VoxEngine.customData();\n" + alerting("e[k].answer();"), ""},
		{"computed_method", "const k = VoxEngine.customData();\n" + alerting("e.call[k]();"), ""},
		{"own_method_of_a_call", alerting("e.call.take = () => {};\ne.call.take();"), ""},
		{"eval", alerting("eval('e.call.answer()');"), ""},
		{"shared_variable_answered_elsewhere", "let call;\nVoxEngine.addEventListener(AppEvents.HttpRequest, () => { call.answer(); });\n" + alerting("call = e.call;\nif (!e.callerid) return;\ncall.answer();"), ""},
		{"implicit_global", alerting("call = e.call;"), ""},
		{"default_in_a_pattern", alerting("const { call = null } = e;\ncall.answer();"), ""},
		{"assigned_pattern", "let call;\n" + alerting("({ call } = e);\ncall.answer();"), ""},
		{"optional_chain", alerting("e?.call?.answer?.();"), ""},
		{"conditional", alerting("const c = e.callerid ? e.call : null;\nc.answer();"), ""},
		{"generator", "VoxEngine.addEventListener(AppEvents.CallAlerting, function* (e) { yield e; });", ""},
	}.run(t, "VX1402")
}

func TestAnotherScenarioOfTheRuleMayHandleTheCall(t *testing.T) {
	text := alerting("Logger.write(e.callerid);")
	if got := only(findings(t, text, alerting("e.call.answer();")), "VX1402"); got != "" {
		t.Error(got)
	}
	if got := only(findings(t, "var call;\n"+alerting("call = e.call;"), "function f() { call.answer(); }"), "VX1402"); got != "" {
		t.Error(got)
	}
	if got := only(findings(t, text, "var x = 1;"), "VX1402"); !strings.Contains(got, ringsAlways) {
		t.Errorf("got %q", got)
	}
}

const unheard = "nothing listens for Failed of this call: if it isn't answered, the scenario doesn't hear of it"

func TestNoFailedHandler(t *testing.T) {
	table{
		{"statement", "VoxEngine.callPSTN('1', '2');", "1 warning " + unheard},
		{"constant", "const c = VoxEngine.callPSTN('1', '2');\nc.addEventListener(CallEvents.Connected, () => c.say('x'));", "1 warning " + unheard},
		{"outer_variable", "let c;\nfunction dial() {\nc = VoxEngine.callUser({ username: 'a' });\nc.addEventListener(CallEvents.Disconnected, () => {});\n}", "3 warning " + unheard},
		{"chained", "VoxEngine.callSIP('sip:a@b.c').addEventListener(CallEvents.Connected, () => {});", "1 warning " + unheard},
		{"joined_only", alerting("const c = VoxEngine.callConference('a', 'b');\nVoxEngine.sendMediaBetween(e.call, c);\nif (c) c.handleTones(true);\nLogger.write(`${c.id()}`);"), "2 warning " + unheard},
		{"given_to_a_helper", "function wire(leg) { leg.addEventListener(CallEvents.Connected, () => {}); }\nwire(VoxEngine.callPSTN('1', '2'));", "2 warning " + unheard},
		{"in_an_object_of_the_api", "const c = VoxEngine.callPSTN('1', '2');\nconst a = AMD.create({ call: c });\na.detect();", "1 warning " + unheard},
		{"end_of_a_condition", "const c = VoxEngine.customData() ? VoxEngine.callPSTN('1', '2') : null;", "1 warning " + unheard},

		{"listens", "const c = VoxEngine.callPSTN('1', '2');\nc.addEventListener(CallEvents.Failed, () => {});", ""},
		{"listens_by_text", "const c = VoxEngine.callPSTN('1', '2');\nc.addEventListener('Call.Failed', () => {});", ""},
		{"chained_failed", "VoxEngine.callPSTN('1', '2').addEventListener(CallEvents.Failed, () => {});", ""},
		{"helper_listens", "function wire(leg) { leg.addEventListener(CallEvents.Failed, () => {}); }\nwire(VoxEngine.callPSTN('1', '2'));", ""},
		{"helper_with_any_event", "function on(leg, ev) { leg.addEventListener(ev, () => {}); }\nconst c = VoxEngine.callPSTN('1', '2');\non(c, CallEvents.Failed);\non(c, CallEvents.Connected);", ""},
		{"easy_process", alerting("VoxEngine.easyProcess(e.call, VoxEngine.callPSTN('1', '2'));"), ""},
		{"event_that_isn't_known", "const c = VoxEngine.callPSTN('1', '2');\nfor (const ev of [CallEvents.Failed]) c.addEventListener(ev, () => {});", ""},
		{"returned", "const dial = () => VoxEngine.callPSTN('1', '2');\ndial();", ""},
		{"kept_in_an_object", "const s = { call: VoxEngine.callPSTN('1', '2') };", ""},
		{"kept_in_a_property", "const s = {};\ns.call = VoxEngine.callPSTN('1', '2');", ""},
		{"kept_in_a_list", "const legs = [VoxEngine.callPSTN('1', '2')];", ""},
		{"given_to_somebody", "wire(VoxEngine.callPSTN('1', '2'));", ""},
		{"given_to_a_timer", "const c = VoxEngine.callPSTN('1', '2');\nsetTimeout((x) => x.addEventListener(CallEvents.Failed, () => {}), 1, c);", ""},
		{"spread", "wire(...[VoxEngine.callPSTN('1', '2')]);", ""},
		{"method_as_a_value", "const c = VoxEngine.callPSTN('1', '2');\nconst on = c.addEventListener;", ""},
		{"state_is_looked_at", "const c = VoxEngine.callPSTN('1', '2');\nsetTimeout(() => { if (c.state() !== 'CONNECTED') c.hangup(); }, 30000);", ""},
		{"assigned_twice", "let c, d;\nc = d = VoxEngine.callPSTN('1', '2');\nd.addEventListener(CallEvents.Failed, () => {});", ""},
		{"own_function_of_that_name", "const VoxEngine = { callPSTN() {} };\nVoxEngine.callPSTN('1', '2');", ""},
	}.run(t, "VX1403")
}

func TestAnotherScenarioOfTheRuleMayListenForFailed(t *testing.T) {
	text := "var c = VoxEngine.callPSTN('1', '2');"
	if got := only(findings(t, text, "c.addEventListener(CallEvents.Failed, () => {});"), "VX1403"); got != "" {
		t.Error(got)
	}
}
