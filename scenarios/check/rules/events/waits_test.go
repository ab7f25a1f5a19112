package events_test

import "testing"

func TestTonesNotHandled(t *testing.T) {
	const never = "CallEvents.ToneReceived never comes: handleTones is never called"
	try(t, "VX1305", incoming, []one{
		{"never", "call.addEventListener(CallEvents.ToneReceived, f)", "2:23 warning " + never},
		{"once_for_each_object", "call.addEventListener(CallEvents.ToneReceived, f); alert.call.addEventListener('Call.ToneReceived', f); call.addEventListener(CallEvents.ToneReceived, g)", "2:23 warning " + never + "\n2:80 warning " + never},
		{"off", "call.handleTones(false); call.addEventListener(CallEvents.ToneReceived, f)", "2:48 warning CallEvents.ToneReceived never comes: handleTones is only called with false"},
		{"on", "call.handleTones(true); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"on_by_default", "call.handleTones(); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"on_and_off", "call.handleTones(true); call.handleTones(false); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"another_object", "other.handleTones(x); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"passed_on", "g(call.handleTones); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"by_a_text", "call[key ? 'handleTones' : 'answer'](); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"by_a_pattern", "const { handleTones } = call; handleTones(true); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"by_a_name", "call[name](true); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"own_methods_by_a_name", "const keys = { '1': () => {} }; keys[name](true); call.addEventListener(CallEvents.ToneReceived, f)", "2:73 warning " + never},
		{"states", "new IVRState('a', {}).enter(call); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"unknown_object", "other.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"eval", "eval(x); call.addEventListener(CallEvents.ToneReceived, f)", ""},
		{"another_event", "call.addEventListener(CallEvents.MicStatusChange, f)", ""},
		{"this", "class A { constructor(c) { this.call = c; this.call.addEventListener(CallEvents.ToneReceived, f); this.call.addEventListener(CallEvents.ToneReceived, g) } } new A(call)", "2:70 warning " + never},
	})
}

func TestMicStatusNotHandled(t *testing.T) {
	try(t, "VX1307", incoming, []one{
		{"never", "call.addEventListener(CallEvents.MicStatusChange, f)", "2:23 warning CallEvents.MicStatusChange never comes: handleMicStatus is never called"},
		{"on", "call.handleMicStatus(true); call.addEventListener(CallEvents.MicStatusChange, f)", ""},
		{"states_have_nothing_to_do_with_it", "new IVRState('a', {}); call.addEventListener(CallEvents.MicStatusChange, f)", "2:46 warning CallEvents.MicStatusChange never comes: handleMicStatus is never called"},
	})
}

func TestInterimNotAsked(t *testing.T) {
	const never = "ASREvents.InterimResult never comes: createASR is not asked for interim results"
	try(t, "VX1306", "", []one{
		{"not_asked", "const a = VoxEngine.createASR({}); a.addEventListener(ASREvents.InterimResult, f)", "1:55 warning " + never},
		{"asked", "const a = VoxEngine.createASR({ interimResults: true }); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"refused", "const a = VoxEngine.createASR({ interimResults: false }); a.addEventListener(ASREvents.InterimResult, f)", "1:78 warning " + never},
		{"unknown_value", "const a = VoxEngine.createASR({ interimResults: x }); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"unknown_parameters", "const a = VoxEngine.createASR(x); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"spread_parameters", "const a = VoxEngine.createASR({ ...x }); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"no_parameters", "const a = VoxEngine.createASR(); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"parameters_by_a_name", "const p = { profile: 1 }; const a = VoxEngine.createASR(p); a.addEventListener(ASREvents.InterimResult, f)", "1:80 warning " + never},
		{"parameters_that_are_extended", "const p = { profile: 1 }; Object.assign(p, { interimResults: true }); const a = VoxEngine.createASR(p); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"one_of_several_variables", "let a; a = VoxEngine.createASR({}); a = VoxEngine.createASR({ profile: 1 }); a.addEventListener(ASREvents.InterimResult, f)", "1:97 warning " + never},
		{"one_of_several_asks", "let a; a = VoxEngine.createASR({}); a = VoxEngine.createASR({ interimResults: true }); a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"somebody_else_makes_them", "let a; a = VoxEngine.createASR({}); g(x.createASR({})); function h() { a = VoxEngine.createASR({}) } a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"unknown_object", "a.addEventListener(ASREvents.InterimResult, f)", ""},
		{"another_event", "const a = VoxEngine.createASR({}); a.addEventListener(ASREvents.Result, f)", ""},
	})
}

func TestFinishedAfterStop(t *testing.T) {
	const behind = "CallEvents.PlaybackFinished does not come after stopPlayback"
	const nothing = "nothing goes on after this: " + behind
	try(t, "VX1308", incoming, []one{
		{"waits_behind", "call.stopPlayback(); call.addEventListener(CallEvents.PlaybackFinished, () => f())", "2:44 warning " + behind},
		{"waits_in_a_promise", "call.stopPlayback(); new Promise((r) => call.addEventListener(CallEvents.PlaybackFinished, r))", "2:63 warning " + behind},
		{"waits_in_a_function", "call.stopPlayback(); [1].forEach(() => call.addEventListener(CallEvents.PlaybackFinished, f))", ""},
		{"waits_before", "call.addEventListener(CallEvents.PlaybackFinished, f); call.stopPlayback();", ""},
		{"plays_after", "call.stopPlayback(); call.addEventListener(CallEvents.PlaybackFinished, f); call.say('x')", ""},
		{"plays_by_a_function", "call.stopPlayback(); call.addEventListener(CallEvents.PlaybackFinished, f); speak()", ""},
		{"logs_after", "call.stopPlayback(); call.addEventListener(CallEvents.PlaybackFinished, () => f()); Logger.write('x'); console.log(1)", "2:44 warning " + behind},
		{"plays_when_it_comes", "call.stopPlayback(); call.addEventListener(CallEvents.PlaybackFinished, () => call.say('x'))", "2:44 warning " + behind},
		{"another_call", "const b = VoxEngine.callPSTN('1'); call.stopPlayback(); b.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"another_event", "call.stopPlayback(); call.addEventListener(CallEvents.Disconnected, f)", ""},
		{"in_another_case", "if (x) call.stopPlayback(); else call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"player", "const p = VoxEngine.createURLPlayer('u'); p.stop(); p.addEventListener(PlayerEvents.PlaybackFinished, f)", "2:72 note PlayerEvents.PlaybackFinished does not come after stop"},
		{"player_that_waits_for_the_right_event", "const p = VoxEngine.createURLPlayer('u'); p.stop(); p.addEventListener(PlayerEvents.Stopped, f)", ""},
		{"key_that_only_stops", "call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback()); call.addEventListener(CallEvents.PlaybackFinished, f)", "2:54 warning " + nothing},
		{"key_that_stops_the_call_of_the_event", "call.addEventListener(CallEvents.ToneReceived, (e) => { Logger.write(1); e.call.stopPlayback(); }); call.addEventListener(CallEvents.PlaybackFinished, f)", "2:74 warning " + nothing},
		{"key_that_stops_another_call", "const b = VoxEngine.callPSTN('1'); call.addEventListener(CallEvents.ToneReceived, () => b.stopPlayback()); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"key_that_does_more", "call.addEventListener(CallEvents.ToneReceived, () => { call.stopPlayback(); g() }); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"key_that_answers", "call.addEventListener(CallEvents.ToneReceived, () => { call.stopPlayback(); call.hangup() }); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"key_that_collects", "call.addEventListener(CallEvents.ToneReceived, (e) => { d += e.tone; call.stopPlayback() }); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"key_with_cases", "call.addEventListener(CallEvents.ToneReceived, (e) => { if (e.tone) call.stopPlayback() }); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"nobody_waits", "call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback())", ""},
		{"two_listeners_for_keys", "call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback()); call.addEventListener(CallEvents.ToneReceived, g); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"a_timer_goes_on", "setTimeout(g, 5); call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback()); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"speech_goes_on", "VoxEngine.createASR(x); call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback()); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"a_request_goes_on", "VoxEngine.addEventListener(AppEvents.HttpRequest, g); call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback()); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"an_unknown_event_goes_on", "call.addEventListener(name, g); call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback()); call.addEventListener(CallEvents.PlaybackFinished, f)", ""},
		{"with", "with (x) { call.stopPlayback(); call.addEventListener(CallEvents.PlaybackFinished, f) }", ""},
	})
}
