package events_test

import "testing"

func TestEventOfAnother(t *testing.T) {
	try(t, "VX1301", incoming, []one{
		{"own_event", "call.addEventListener(CallEvents.Connected, f)", ""},
		{"own_event_by_its_value", "call.addEventListener('Call.Connected', f)", ""},
		{"event_of_a_player", "call.addEventListener(PlayerEvents.Started, f)", "2:23 warning a Call never raises PlayerEvents.Started"},
		{"event_of_a_call_at_the_session", "VoxEngine.addEventListener(CallEvents.Connected, f)", "2:28 warning VoxEngine never raises CallEvents.Connected"},
		{"event_of_the_session_at_a_call", "call.addEventListener(AppEvents.Terminating, f)", "2:23 warning a Call never raises AppEvents.Terminating"},
		{"value_of_a_player's_event", "call.addEventListener('Player.Started', f)", "2:23 warning a Call never raises PlayerEvents.Started"},
		{"a_player's_event_at_a_sequence", "VoxEngine.createSequencePlayer({ segments: [] }).addEventListener(PlayerEvents.Error, f)", "2:67 warning a SequencePlayer never raises PlayerEvents.Error"},
		{"text_of_another_library", "call.addEventListener('ended', f)", `2:23 warning a Call never raises an event "ended"`},
		{"text_that_is_near", "call.addEventListener('conected', f)", `2:23 warning a Call never raises an event "conected"`},
		{"value_that_is_not_declared", "call.addEventListener('Call.SomethingNew', f)", ""},
		{"text_that_is_not_known", "call.addEventListener('Call.' + name, f)", ""},
		{"clients_of_the_vendor_raise_more", "OpenAI.createRealtimeAPIClient({ apiKey: 'k' }).then((c) => { c.addEventListener('SessionCreated', f); c.addEventListener(OpenAI.Events.WebSocketMediaStarted, f); })", ""},
		{"client_with_a_call's_event", "OpenAI.createRealtimeAPIClient({ apiKey: 'k' }).then((c) => { c.addEventListener(CallEvents.Connected, f); })", "2:82 warning an OpenAI.RealtimeAPIClient never raises CallEvents.Connected"},
		{"no_event_at_all", "call.addEventListener(Modules.ASR, f)", "2:23 warning a Call never raises Modules.ASR"},
		{"unknown_member", "call.addEventListener(CallEvents.OnHangup, f)", ""},
		{"unknown_object", "other.addEventListener(PlayerEvents.Started, f)", ""},
		{"own_addEventListener", "const o = { addEventListener() {} }; o.addEventListener('ended', f)", ""},
		{"old_scenarios'_voicemail", "call.addEventListener(AI.Events.VoicemailDetected, f)", ""},
		{"old_name_of_an_enum", "ElevenLabs.createAgentsClient({}).then((c) => { c.addEventListener(ElevenLabs.ConversationalAIEvents.Ping, f); })", ""},
	})
}

func TestNoHandler(t *testing.T) {
	try(t, "VX1303", incoming, []one{
		{"function", "call.addEventListener(CallEvents.Connected, () => {})", ""},
		{"function_of_the_api", "call.addEventListener(CallEvents.Connected, VoxEngine.terminate)", ""},
		{"method_of_a_call", "call.addEventListener(CallEvents.Connected, call.hangup)", ""},
		{"result_of_the_api", "call.addEventListener(CallEvents.Connected, VoxEngine.terminate())", "2:45 error the handler of CallEvents.Connected is what VoxEngine.terminate() gives: undefined"},
		{"result_that_is_a_call", "call.addEventListener(CallEvents.Connected, VoxEngine.callPSTN('1'))", "2:45 error the handler of CallEvents.Connected is what VoxEngine.callPSTN() gives: a Call"},
		{"result_that_is_a_function", "const make = () => () => {}; call.addEventListener(CallEvents.Connected, make())", ""},
		{"result_that_may_be_a_function", "const make = (a) => { if (a) return () => {}; }; call.addEventListener(CallEvents.Connected, make(1))", ""},
		{"result_of_an_unknown_function", "call.addEventListener(CallEvents.Connected, make())", ""},
		{"result_of_an_async_function", "async function f() {} call.addEventListener(CallEvents.Connected, f())", "2:67 error the handler of CallEvents.Connected is what f() gives: a promise"},
		{"resolve_of_a_promise", "new Promise((resolve) => call.addEventListener(CallEvents.Connected, resolve()))", "2:70 error the handler of CallEvents.Connected is what resolve() gives: undefined"},
		{"resolve_of_something_else", "make((resolve) => call.addEventListener(CallEvents.Connected, resolve()))", ""},
		{"own_promise", "const Promise = X; new Promise((resolve) => call.addEventListener(CallEvents.Connected, resolve()))", ""},
		{"no_second_argument", "call.addEventListener(CallEvents.Connected)", "2:1 error addEventListener is given no handler for CallEvents.Connected"},
		{"arguments_that_are_spread", "call.addEventListener(...list)", ""},
		{"handler_that_is_spread", "call.addEventListener(CallEvents.Connected, ...list)", ""},
		{"undefined", "call.addEventListener(CallEvents.Connected, undefined)", "2:45 error the handler of CallEvents.Connected is undefined"},
		{"event_that_is_computed", "call.addEventListener(name, 1)", "2:29 error the handler of name is a number"},
		{"event_that_is_long", "call.addEventListener('Call.' + names[names.length - 1].toUpperCase(), 1)", "2:72 error the handler of the event is a number"},
		{"array", "call.addEventListener(CallEvents.Connected, [])", "2:45 error the handler of CallEvents.Connected is an array"},
		{"regular_expression", "call.addEventListener(CallEvents.Connected, /a/)", "2:45 error the handler of CallEvents.Connected is no function"},
		{"enum", "call.addEventListener(CallEvents.Connected, CallEvents)", "2:45 error the handler of CallEvents.Connected is CallEvents"},
		{"class", "class A {} call.addEventListener(CallEvents.Connected, A)", "2:56 error the handler of CallEvents.Connected is a class, which can't be called without new"},
		{"new_object", "class A {} call.addEventListener(CallEvents.Connected, new A())", "2:56 error the handler of CallEvents.Connected is an object"},
		{"method_that_is_missing", "const o = { a() {} }; call.addEventListener(CallEvents.Connected, o.b)", "2:67 error the handler of CallEvents.Connected is o.b, which is not defined"},
		{"method_that_is_added", "const o = { a() {} }; o.b = f; call.addEventListener(CallEvents.Connected, o.b)", ""},
		{"method_that_is_assigned", "const o = Object.assign({}, x); call.addEventListener(CallEvents.Connected, o.b)", ""},
		{"variable_that_is_filled_later", "let h; h = () => {}; call.addEventListener(CallEvents.Connected, h)", ""},
		{"unknown_object_is_a_warning", "other.addEventListener(CallEvents.Connected, VoxEngine.terminate())", "2:46 warning the handler of CallEvents.Connected is what VoxEngine.terminate() gives: undefined"},
		{"unknown_object_and_event", "other.addEventListener('click', 1)", ""},
		{"unknown_object_without_handler", "other.addEventListener(CallEvents.Connected)", ""},
		{"own_object", "const o = { addEventListener() {} }; o.addEventListener(CallEvents.Connected, 1)", ""},
		{"long_call", "call.addEventListener(CallEvents.Connected, (function () {\n Logger.write('x');\n})())", "2:46 error the handler of CallEvents.Connected is what a call gives: undefined"},
	})
}
