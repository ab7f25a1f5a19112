package events_test

import "testing"

func TestRepeatedListener(t *testing.T) {
	const tone, added = "call.addEventListener(CallEvents.ToneReceived, (e) => { ", "call.addEventListener(CallEvents.PlaybackFinished, () => f())"
	const warning = " warning each CallEvents.ToneReceived adds one more listener for CallEvents.PlaybackFinished, and all of them are called"
	try(t, "VX1304", incoming, []one{
		{"in_a_handler_of_tones", tone + added + " })", "2:62" + warning},
		{"at_the_call_of_the_event", tone + "e.call.addEventListener(CallEvents.PlaybackFinished, () => f()) })", "2:64" + warning},
		{"at_the_call_by_a_pattern", "call.addEventListener(CallEvents.ToneReceived, ({ call }) => { " + added + " })", "2:69" + warning},
		{"at_the_session", tone + "VoxEngine.addEventListener(AppEvents.HttpRequest, () => f()) })", "2:67 warning each CallEvents.ToneReceived adds one more listener for AppEvents.HttpRequest, and all of them are called"},
		{"named_function", "const g = () => f(); " + tone + "call.addEventListener(CallEvents.PlaybackFinished, g) })", "2:83" + warning},
		{"in_a_case_of_the_event", tone + "switch (e.tone) { case '1': " + added + "; break; default: f() } })", "2:90" + warning},
		{"after_a_return_for_other_keys", tone + "if (e.tone !== '#') return; " + added + " })", "2:90" + warning},
		{"by_and", tone + "e.tone === '1' && " + added + " })", "2:80" + warning},
		{"in_a_question", tone + "e.tone === '1' ? " + added + " : f() })", "2:79" + warning},
		{"by_a_name_for_the_key", tone + "const key = e.tone; const { length } = key; if (Number(key) > 1 && length) " + added + " })", ""},
		{"by_a_text_made_of_the_key", tone + "const key = e.tone.trim(); const { length } = key; if (key === first && length) " + added + "; }); const first = '1';", "2:142" + warning},
		{"in_a_try", tone + "try { " + added + " } catch (x) { f() } })", "2:68" + warning},
		{"in_a_catch", tone + "try { f() } catch (x) { " + added + " } })", ""},
		{"in_a_loop", tone + "for (const x of y) " + added + " })", ""},
		{"in_a_function_inside", tone + "g(() => " + added + ") })", ""},
		{"by_a_flag", "let once = false; " + tone + "if (once) return; once = true; " + added + " })", ""},
		{"by_a_flag_around_it", "let once = false; " + tone + "if (!once) { once = true; " + added + " } })", ""},
		{"by_this", tone + "if (this.once) " + added + " })", ""},
		{"by_a_function", tone + "if (g(e)) " + added + " })", ""},
		{"by_a_parameter_of_another", "function on(x) { " + tone + "if (x) " + added + " }) } on(1)", ""},
		{"after_a_throw", tone + "throw e; " + added + " })", ""},
		{"removed", tone + added + "; call.removeEventListener(CallEvents.PlaybackFinished) })", ""},
		{"removed_by_an_unknown_name", tone + added + " }); call.removeEventListener(name)", ""},
		{"removed_of_another_event", tone + added + " }); call.removeEventListener(CallEvents.Connected)", "2:62" + warning},
		{"handler_that_ends", tone + "call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup()) })", ""},
		{"tones_that_end", tone + "call.handleTones(false); " + added + " })", ""},
		{"tones_that_end_in_another_case", tone + "if (e.tone === '9') { call.hangup(); } else { " + added + " } })", "2:108" + warning},
		{"end_on_a_failure", tone + "g().catch(() => call.hangup()); try { f() } catch (x) { call.hangup() } " + added + " })", "2:134" + warning},
		{"handler_of_the_api", tone + "call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate) })", ""},
		{"new_object_each_time", tone + "const p = VoxEngine.createURLPlayer('u'); p.addEventListener(PlayerEvents.PlaybackFinished, () => f()) })", ""},
		{"object_that_is_replaced", "let p; " + tone + "p = VoxEngine.createURLPlayer('u'); p.addEventListener(PlayerEvents.PlaybackFinished, () => f()) })", ""},
		{"object_that_is_replaced_elsewhere", "let p; const make = () => { p = VoxEngine.createURLPlayer('u') }; " + tone + "make(); p.addEventListener(PlayerEvents.PlaybackFinished, () => f()) })", ""},
		{"object_of_one_of_two", "let p = VoxEngine.createURLPlayer('u'); p = VoxEngine.createURLPlayer('v'); " + tone + "p.addEventListener(PlayerEvents.Started, () => f()) })", ""},
		{"object_that_is_emptied", "let p = VoxEngine.createURLPlayer('u'); " + tone + "p.addEventListener(PlayerEvents.Started, () => f()); }); call.addEventListener(CallEvents.Disconnected, () => { p = null })", "2:99 warning each CallEvents.ToneReceived adds one more listener for PlayerEvents.Started, and all of them are called"},
		{"unknown_object", tone + "x.addEventListener(CallEvents.PlaybackFinished, () => f()) })", ""},
		{"once_only", "call.addEventListener(CallEvents.Connected, () => { " + added + " })", ""},
		{"unknown_event", "call.addEventListener(name, () => { " + added + " })", ""},
		{"in_an_interval", "setInterval(() => { " + added + " }, 1000)", "2:26 warning each run of setInterval adds one more listener for CallEvents.PlaybackFinished, and all of them are called"},
		{"in_an_interval_that_ends", "const i = setInterval(() => { clearInterval(i); " + added + " }, 1000)", "2:54 warning each run of setInterval adds one more listener for CallEvents.PlaybackFinished, and all of them are called"},
		{"in_a_timeout", "setTimeout(() => { " + added + " }, 1000)", ""},
		{"by_requests_is_a_note", "VoxEngine.addEventListener(AppEvents.HttpRequest, () => { " + added + " })", "2:64 note each AppEvents.HttpRequest adds one more listener for CallEvents.PlaybackFinished, and all of them are called"},
		{"by_a_function_that_is_called", "function ask() { " + added + " } " + tone + "ask() })", "2:23" + warning},
		{"by_a_function_with_the_call", "function ask(c) { c.addEventListener(CallEvents.PlaybackFinished, () => f()) } " + tone + "ask(call) })", "2:21" + warning},
		{"by_a_function_with_a_new_call", "function ask(c) { c.addEventListener(CallEvents.Connected, () => f()) } " + tone + "ask(VoxEngine.callPSTN('1')) })", ""},
		{"by_a_function_without_its_call", "function ask(c) { c.addEventListener(CallEvents.Connected, () => f()) } " + tone + "ask() })", ""},
		{"by_a_function_called_in_a_case", "function ask() { " + added + " } " + tone + "if (x) ask() })", ""},
		{"by_a_function_that_recurs", "function ask() { " + added + "; ask() } ask()", ""},
		{"when_a_promise_is_kept", tone + "g().then(() => { " + added + " }) })", "2:79" + warning},
		{"when_a_promise_is_broken", tone + "g().catch(() => { " + added + " }) })", ""},
		{"when_a_request_is_answered", tone + "Net.httpRequest('u', () => { " + added + " }) })", "2:91" + warning},
		{"later", tone + "setTimeout(() => { " + added + " }, 5) })", "2:81" + warning},
		{"prompts_that_follow_each_other", "call.addEventListener(CallEvents.PlaybackFinished, () => { call.say('a'); " + added + " })", "2:80 warning each CallEvents.PlaybackFinished adds one more listener for CallEvents.PlaybackFinished, and all of them are called"},
		{"prompt_that_plays_nothing", "call.addEventListener(CallEvents.PlaybackFinished, () => { " + added + " })", ""},
		{"with", "with (x) { " + tone + added + " }) }", ""},
	})
}

func TestRepeatedAtTheTopLevel(t *testing.T) {
	try(t, "VX1304", "", []one{
		{"global_call", "var call; VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { call = e.call; call.addEventListener(CallEvents.ToneReceived, on) });\nfunction on() { call.addEventListener(CallEvents.PlaybackFinished, () => f()) }",
			"2:22 warning each CallEvents.ToneReceived adds one more listener for CallEvents.PlaybackFinished, and all of them are called"},
		{"global_call_by_a_pattern", "var call; VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { ({ call } = e); call.addEventListener(CallEvents.ToneReceived, on) });\nfunction on() { call.addEventListener(CallEvents.PlaybackFinished, () => f()) }", ""},
		{"call_by_a_function", "var call; function dial() { call = VoxEngine.callPSTN('1'); call.addEventListener(CallEvents.ToneReceived, on) }\nfunction on() { call.addEventListener(CallEvents.PlaybackFinished, () => f()) }", ""},
		{"nothing_in_it", "var call; function on() { call.addEventListener(CallEvents.PlaybackFinished, () => f()) } setInterval(on, 5)", ""},
		{"unnamed_first_parameter", "c.addEventListener(CallEvents.ToneReceived, function () { call.addEventListener(CallEvents.PlaybackFinished, () => f()) }); function g(call) {}", ""},
	})
}
