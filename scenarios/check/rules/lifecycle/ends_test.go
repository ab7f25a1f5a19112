package lifecycle_test

import (
	"testing"
)

const (
	joinedGoOn = "nothing hangs up a call or ends the session: when one of the two hangs up, the other's call goes on"
	calleeEnds = "nothing hangs up this call or ends the session: it goes on until the callee hangs up"
	callerEnds = "nothing hangs up this call or ends the session: it lasts until the caller hangs up, and 60 seconds more"
	inQueue    = "no request is ever cancelled and nothing ends the session: when the caller hangs up in the queue, the session waits for an agent for up to 120 minutes"
)

func TestNeverEnds(t *testing.T) {
	const out = "const out = VoxEngine.callPSTN('1', '2');\nout.addEventListener(CallEvents.Failed, () => e.call.reject(486));\n"
	table{
		{"joined", alerting(out + "out.addEventListener(CallEvents.Connected, () => {\ne.call.answer();\nVoxEngine.sendMediaBetween(e.call, out);\n});"), "6 warning " + joinedGoOn},
		{"joined_one_way_each", alerting(out + "out.addEventListener(CallEvents.Connected, () => {\ne.call.answer();\ne.call.sendMediaTo(out);\nout.sendMediaTo(e.call);\n});"), "6 warning " + joinedGoOn},
		{"direct", alerting("const out = VoxEngine.callUserDirect(e.call, 'a', { callerid: '1' });\nout.addEventListener(CallEvents.Connected, () => e.call.answerDirect(out));"), "3 warning " + joinedGoOn},
		{"outgoing", "VoxEngine.addEventListener(AppEvents.Started, () => {\nconst c = VoxEngine.callPSTN('1', '2');\nc.addEventListener(CallEvents.Connected, () => c.say('Hello.'));\n});", "2 warning " + calleeEnds},
		{"outgoing_at_once", "const c = VoxEngine.callPSTN('1', '2');\nc.addEventListener(CallEvents.Connected, () => c.say('Hello.'));", "1 warning " + calleeEnds},
		{"incoming", alerting("e.call.answer();"), "2 note " + callerEnds},
		{"queue", alerting("require(Modules.ACD);\ne.call.answer();\nconst r = VoxEngine.enqueueACDRequest('q', '1');\nr.addEventListener(ACDEvents.OperatorReached, (ev) => VoxEngine.sendMediaBetween(e.call, ev.operatorCall));"), "4 warning " + inQueue},
		{"word_in_a_comment", "// terminate, hangup\n" + alerting("e.call.answer();"), "3 note " + callerEnds},

		{"terminate", alerting("e.call.answer();\ne.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);"), ""},
		{"destructured", "const { terminate: end } = VoxEngine;\n" + alerting("e.call.answer();\nend();"), ""},
		{"terminate_in_brackets", alerting("e.call.answer();\nVoxEngine['terminate']();"), ""},
		{"hangup", alerting("e.call.answer();\nsetTimeout(() => e.call.hangup(), 1000);"), ""},
		{"easy_process", alerting("VoxEngine.easyProcess(e.call, VoxEngine.callPSTN('1', '2'));"), ""},
		{"session_closed", alerting("e.call.answer();\nJSession.close();"), ""},
		{"computed_call", "const what = VoxEngine.customData();\n" + alerting("e.call.answer();\ne.call[what]();"), ""},
		{"somebody_else", alerting("e.call.answer();\nwire(e.call);"), ""},
		{"conference", alerting("const room = VoxEngine.createConference();\ne.call.answer();\nVoxEngine.sendMediaBetween(e.call, room);"), ""},
		{"call_not_joined_for_sure", alerting("const out = VoxEngine.callPSTN('1', '2');\ne.call.answer();\nVoxEngine.sendMediaBetween(e.call, pick());\nfunction pick() { return JSON.parse('1'); }"), ""},
		{"cancelled", alerting("e.call.answer();\nconst r = VoxEngine.enqueueACDRequest('q', '1');\ne.call.addEventListener(CallEvents.Disconnected, () => r.cancel());"), ""},
		{"functions_for_others", "function dial(to) {\nconst c = VoxEngine.callPSTN(to, '2');\nc.say('Hello.');\n}", ""},
		{"no_call_at_all", "Logger.write('x');", ""},
		{"never_answered", alerting("Logger.write('x');"), ""},
		{"eval", alerting("e.call.answer();\neval('x');"), ""},
	}.run(t, "VX1401")
}

func TestAnotherScenarioOfTheRuleMayEndTheSession(t *testing.T) {
	text := alerting("e.call.answer();")
	if got := only(findings(t, text, "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.hangup());"), "VX1401"); got != "" {
		t.Error(got)
	}
}

func TestActsAfterTerminate(t *testing.T) {
	late := func(api, line string) string {
		return api + "() comes after VoxEngine.terminate() on line " + line + ": the session is ending, and the handler goes on"
	}
	atTop := func(api, line string) string {
		return api + "() comes after VoxEngine.terminate() on line " + line + ": the session is ending, and the script goes on"
	}
	table{
		{"next_statement", "VoxEngine.terminate();\nVoxEngine.callPSTN('1', '2');", "2 warning " + atTop("VoxEngine.callPSTN", "1")},
		{"missing_return", alerting("if (!e.callerid) {\ne.call.reject(603);\nVoxEngine.terminate();\n}\ne.call.answer();"), "6 warning " + late("Call.answer", "4")},
		{"short_circuit", alerting("e.callerid || VoxEngine.terminate();\ne.call.answer();"), "3 warning " + late("Call.answer", "2")},
		{"only_the_first_of_several", alerting("VoxEngine.terminate();\ne.call.answer();\ne.call.say('x');"), "3 warning " + late("Call.answer", "2")},
		{"in_a_declaration", "VoxEngine.terminate();\nconst c = VoxEngine.callPSTN('1', '2');", "2 warning " + atTop("VoxEngine.callPSTN", "1")},
		{"in_a_var", "VoxEngine.terminate();\nvar c = VoxEngine.callPSTN('1', '2');", "2 warning " + atTop("VoxEngine.callPSTN", "1")},
		{"in_an_assignment", "let c;\nVoxEngine.terminate();\nc = VoxEngine.callPSTN('1', '2');", "3 warning " + atTop("VoxEngine.callPSTN", "2")},
		{"in_a_return", alerting("VoxEngine.terminate();\nreturn e.call.answer();"), "3 warning " + late("Call.answer", "2")},
		{"behind_a_harmless_line", alerting("VoxEngine.terminate();\nLogger.write('x');\ne.call.answer();"), "4 warning " + late("Call.answer", "2")},
		{"timer", "VoxEngine.terminate();\nsetTimeout(() => {}, 100);", "2 note setTimeout() comes after VoxEngine.terminate() on line 1: timers don't fire any more"},
		{"helper_that_ends", "function fail(text) {\nLogger.write(text);\nVoxEngine.terminate();\n}\n" + alerting("if (!e.callerid) fail('x');\ne.call.answer();"),
			"7 warning Call.answer() comes after fail() on line 6: the session is ending, and the handler goes on"},
		{"arrow_that_ends", "const end = () => VoxEngine.terminate();\n" + alerting("end();\ne.call.answer();"),
			"4 warning Call.answer() comes after end() on line 3: the session is ending, and the handler goes on"},
		{"request", "VoxEngine.terminate();\nNet.httpRequest('https://x.example', () => {});",
			"2 note Net.httpRequest() comes after VoxEngine.terminate() on line 1: the session waits for requests that are under way, not for new ones"},
		{"awaited_request", alerting("e.call.answer();\nrun();\nasync function run() {\nVoxEngine.terminate();\nawait Net.httpRequestAsync('https://x.example');\n}"),
			"6 note Net.httpRequestAsync() comes after VoxEngine.terminate() on line 5: the session waits for requests that are under way, not for new ones"},

		{"return", alerting("if (!e.callerid) return VoxEngine.terminate();\ne.call.answer();"), ""},
		{"return_behind", alerting("if (!e.callerid) {\nVoxEngine.terminate();\nreturn;\n}\ne.call.answer();"), ""},
		{"else", alerting("if (!e.callerid) VoxEngine.terminate();\nelse e.call.answer();"), ""},
		{"condition_between", alerting("if (!e.callerid) VoxEngine.terminate();\nif (!e.callerid) return;\ne.call.answer();"), ""},
		{"conditional_act", alerting("if (!e.callerid) VoxEngine.terminate();\nif (e.callerid) e.call.answer();"), ""},
		{"log", "VoxEngine.terminate();\nLogger.write('x');", ""},
		{"hangup", alerting("VoxEngine.terminate();\ne.call.hangup();"), ""},
		{"in_a_callback", alerting("setTimeout(() => VoxEngine.terminate(), 1000);\ne.call.answer();"), ""},
		{"as_a_value", alerting("e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);\ne.call.answer();"), ""},
		{"behind_an_await", "async function f(c) {\nVoxEngine.terminate();\nawait Promise.resolve();\nVoxEngine.callPSTN('1', '2');\n}", ""},
		{"helper_that_may_end", "function check(x) {\nif (x) return;\nVoxEngine.terminate();\n}\n" + alerting("check(e.callerid);\ne.call.answer();"), ""},
		{"helper_that_calls_itself", "function f() { f(); }\n" + alerting("f();\ne.call.answer();"), ""},
		{"generator", "function* f() { VoxEngine.terminate(); }\n" + alerting("f();\ne.call.answer();"), ""},
		{"own_function", "const VoxEngine = { terminate() {}, callPSTN() {} };\nVoxEngine.terminate();\nVoxEngine.callPSTN();", ""},
		{"helper_that_throws", "function fail(text) {\nVoxEngine.terminate();\nthrow new Error(text);\n}\n" + alerting("if (!e.callerid) fail('x');\ne.call.answer();"), ""},
		{"something_that_throws_between", "function stop() { throw new Error('x'); }\n" + alerting("if (!e.callerid) {\nVoxEngine.terminate();\nstop();\n}\ne.call.answer();"), ""},
		{"helper_that_may_throw", "function fail(x) {\nVoxEngine.terminate();\nif (x) throw new Error(x);\n}\n" + alerting("fail(e.callerid);\ne.call.answer();"), "7 warning Call.answer() comes after fail() on line 6: the session is ending, and the handler goes on"},
		{"in_a_test_that_leaves", "const stop = () => { VoxEngine.terminate(); return false; };\n" + alerting("if (!e.callerid && !stop()) return;\ne.call.answer();"), ""},
		{"in_a_test", "const stop = () => { VoxEngine.terminate(); return false; };\n" + alerting("if (!e.callerid && !stop()) Logger.write('x');\ne.call.answer();"), "4 warning Call.answer() comes after stop() on line 3: the session is ending, and the handler goes on"},
		{"break", "for (const n of ['1', '2']) {\nif (n) {\nVoxEngine.terminate();\nbreak;\n}\nVoxEngine.callPSTN(n, '2');\n}", ""},
	}.run(t, "VX1404")
}

func TestDisconnectedAfterTerminate(t *testing.T) {
	const gone = "Disconnected does not come any more: VoxEngine.terminate() on line "
	report := "e.call.addEventListener(CallEvents.Disconnected, (d) => {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n});\ne.call.answer();\n"
	table{
		{"added_before", alerting("e.call.addEventListener(CallEvents.Disconnected, () => Logger.write('x'));\nVoxEngine.terminate();"), "2 warning " + gone + "3 ends the session in the same turn"},
		{"added_behind_a_hangup", alerting("e.call.hangup();\ne.call.addEventListener(CallEvents.Disconnected, () => Logger.write('x'));\nLogger.write('y');\nVoxEngine.terminate();"), "3 warning " + gone + "5 ends the session in the same turn"},
		{"failed", "const c = VoxEngine.callPSTN('1', '2');\nc.addEventListener(CallEvents.Failed, () => {});\nVoxEngine.terminate();", "2 warning Failed does not come any more: VoxEngine.terminate() on line 3 ends the session in the same turn"},
		{"hung_up_and_ended", alerting(report + "setTimeout(() => {\ne.call.hangup();\nVoxEngine.terminate();\n}, 1000);"),
			"8 warning VoxEngine.terminate() ends the session before Disconnected comes: its handler on line 2, with Net.httpRequest(), does not run"},
		{"hung_up_by_the_event", "let call;\nfunction send() { return ApplicationStorage.put('a', 'b', 60).catch(() => {}); }\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, () => send().then(VoxEngine.terminate));\ncall.addEventListener(CallEvents.ToneReceived, (x) => {\nx.call.hangup();\nVoxEngine.terminate();\n});\ncall.answer();"),
			"8 warning VoxEngine.terminate() ends the session before Disconnected comes: its handler on line 5, with ApplicationStorage.put(), does not run"},
		{"hung_up_by_the_event_in_a_pattern", alerting("const { call } = e;\ncall.addEventListener(CallEvents.Disconnected, () => CallList.reportResult('x', VoxEngine.terminate));\ncall.addEventListener(CallEvents.PlaybackFinished, ({ call: leg }) => {\nleg.hangup();\nVoxEngine.terminate();\n});\ncall.answer();"),
			"6 warning VoxEngine.terminate() ends the session before Disconnected comes: its handler on line 3, with CallList.reportResult(), does not run"},
		{"cut_short", alerting("const call = e.call;\ncall.addEventListener(CallEvents.Disconnected, () => Net.httpRequest('https://x.example', () => {}));\ncall.addEventListener(CallEvents.PlaybackFinished, () => VoxEngine.terminate());\ncall.answer();"),
			"4 note VoxEngine.terminate() ends the call without Disconnected: its handler on line 3, with Net.httpRequest(), does not run"},

		{"added_handler_only_ends", alerting("e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);\ne.call.addEventListener(CallEvents.Failed, () => VoxEngine.terminate());\ne.call.reject(603);\nVoxEngine.terminate();"), ""},
		{"only_hung_up", alerting(report + "setTimeout(() => e.call.hangup(), 1000);"), ""},
		{"ended_later", alerting(report + "setTimeout(() => {\ne.call.hangup();\nsetTimeout(VoxEngine.terminate, 5000);\n}, 1000);"), ""},
		{"ended_behind_an_await", alerting(report + "go();\nasync function go() {\ne.call.hangup();\nawait 1;\nVoxEngine.terminate();\n}"), ""},
		{"another_call", alerting(report + "const b = VoxEngine.callPSTN('1', '2');\nb.addEventListener(CallEvents.Failed, () => {\nb.hangup();\nVoxEngine.terminate();\n});"), ""},
		{"reports_itself", alerting(report + "setTimeout(() => {\nNet.httpRequest('https://x.example', () => {});\ne.call.hangup();\nVoxEngine.terminate();\n}, 1000);"), ""},
		{"terminating_reports", alerting(report+"setTimeout(() => {\ne.call.hangup();\nVoxEngine.terminate();\n}, 1000);") + "\nVoxEngine.addEventListener(AppEvents.Terminating, () => {});", ""},
		{"nothing_to_do", alerting("e.call.addEventListener(CallEvents.Disconnected, () => Logger.write('x'));\ne.call.answer();\nsetTimeout(() => {\ne.call.hangup();\nVoxEngine.terminate();\n}, 1000);"), ""},
		{"added_in_another_branch", alerting("if (e.callerid) {\ne.call.addEventListener(CallEvents.Disconnected, () => {});\ne.call.answer();\nreturn;\n}\nVoxEngine.terminate();"), ""},
		{"ended_in_the_handler", alerting("e.call.addEventListener(CallEvents.Disconnected, () => { Net.httpRequest('https://x.example', () => VoxEngine.terminate()); });\ne.call.answer();"), ""},
		{"by_a_helper", "let call;\nfunction bye() {\ncall.hangup();\nVoxEngine.terminate();\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, (d) => {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nsetTimeout(() => bye(), 1000);"), "4 warning VoxEngine.terminate() ends the session before Disconnected comes: its handler on line 8, with Net.httpRequest(), does not run"},
		{"by_a_helper_of_the_handler", "let call;\nfunction bye() {\ncall.hangup();\nVoxEngine.terminate();\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, () => {\nNet.httpRequest('https://x.example', () => bye());\n});\ncall.answer();\n"), ""},
		{"by_a_helper_when_all_is_told", "let call;\nfunction bye() {\ncall.hangup();\nVoxEngine.terminate();\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, (d) => {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nsetTimeout(() => {\nNet.httpRequest('https://x.example', () => {});\nbye();\n}, 1000);"), ""},
		{"by_a_helper_when_a_function_has_told", "let call;\nfunction bye() {\ncall.hangup();\nVoxEngine.terminate();\n}\nfunction report(then) {\nNet.httpRequest('https://x.example', then);\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, (d) => {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nsetTimeout(() => {\nreport(() => {});\nbye();\n}, 1000);"), ""},
		{"by_a_helper_that_is_handed_on", "let call;\nfunction bye() {\ncall.hangup();\nVoxEngine.terminate();\n}\nfunction report(then) {\nNet.httpRequest('https://x.example', then);\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, (d) => {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nsetTimeout(() => report(bye), 1000);"), ""},
		{"by_a_helper_that_is_kept", "let call;\nfunction bye() {\ncall.hangup();\nVoxEngine.terminate();\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, (d) => {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nconst o = { bye };\nsetTimeout(() => o.bye(), 1000);"), ""},
		{"by_a_helper_that_sets_a_flag", "let call, over = false;\nfunction bye() {\nover = true;\ncall.hangup();\nVoxEngine.terminate();\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, () => {\nif (!over) Net.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nsetTimeout(bye, 1000);"), ""},
		{"by_a_helper_that_counts", "let call, n = 0;\nfunction bye() {\nn++;\ncall.hangup();\nVoxEngine.terminate();\n}\n" + alerting("call = e.call;\ncall.addEventListener(CallEvents.Disconnected, () => {\nn || Net.httpRequest('https://x.example', VoxEngine.terminate);\n});\ncall.answer();\nsetTimeout(bye, 1000);"), ""},
		{"taken_away", "" + alerting("e.call.addEventListener(CallEvents.Disconnected, f);\nfunction f() {\nNet.httpRequest('https://x.example', VoxEngine.terminate);\n}\ne.call.answer();\nsetTimeout(() => {\ne.call.removeEventListener(CallEvents.Disconnected, f);\ne.call.hangup();\nVoxEngine.terminate();\n}, 1000);"), ""},
		{"call_that_isn't_known", "function end(c) {\nc.hangup();\nVoxEngine.terminate();\n}\n" + alerting(report+"setTimeout(() => end(pick()), 1000);\nfunction pick() { return e.call; }"), ""},
	}.run(t, "VX1407")
}
