package session_test

import (
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// What fails where nothing of the script's runs has the place of the line that gave the function.
func TestCallbacksThatFailHaveAPlace(t *testing.T) {
	for _, c := range []struct{ rule, code, want, kind string }{
		{"a handler that is no function", "VoxEngine.addEventListener(AppEvents.Started, 5)", "main.js:1:27: TypeError: 5 is not a function", diag.CodeHandler},
		{"a handler that is a class", "VoxEngine.addEventListener(AppEvents.Started, class {})",
			"main.js:1:27: TypeError: Class constructor cannot be invoked without 'new'", diag.CodeUncaught},
		{"a function of the API that refuses the event", "VoxEngine.addEventListener(AppEvents.Started, VoxEngine.createURLPlayer)",
			"main.js:1:27: Error: createURLPlayer: the url parameter is missing", diag.CodeUncaught},
		{"a timer's function of the API", "setTimeout(VoxEngine.createTTSPlayer, 10)", "main.js:1:11: Error: createTTSPlayer: the text parameter is missing", diag.CodeUncaught},
		{"a timer without a function", "setTimeout('1', 10)", "main.js:1:11: TypeError: setTimeout: the callback is not a function", diag.CodeHandler},
		{"the callback of a request", "Net.httpRequest('x:', class {})", "main.js:1:16: TypeError: Class constructor cannot be invoked without 'new'", diag.CodeUncaught},
		{"a WebSocket's property", "VoxEngine.createWebSocket('ws://x').onclose = 5", "main.js:1:26: TypeError: 5 is not a function", diag.CodeHandler},
		{"what easyProcess calls", `VoxEngine.forwardCallToPSTN(null, class {}); VoxEngine.callConference('1', '2')`,
			"main.js:1:28: TypeError: Class constructor cannot be invoked without 'new'", diag.CodeUncaught},
	} {
		t.Run(c.rule, func(t *testing.T) {
			o := apitest.Options{Start: c.rule != "what easyProcess calls", MayFail: true, Far: map[string]string{"15550199": "answer after 1s"}}
			r := apitest.Run(t, o, c.code)
			r.Want("errors", r.Errors(), c.want)
			if list, _ := apitest.Of[trace.Error](r); list[0].Code != c.kind {
				t.Errorf("code %s, want %s", list[0].Code, c.kind)
			}
		})
	}
}

// A warning about what the API does by itself has the line that asked for that.
func TestWarningsOfListenersOfTheAPIHaveAPlace(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Far: map[string]string{"15550201": "answer after 1s; wait 1s; info 'text/plain' x; wait 1s; hangup"}}, `
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
			const out = VoxEngine.callPSTN('15550201', '15550100');
			VoxEngine.easyProcess(call, out, () => call.addEventListener(CallEvents.Nothing, () => {}));
		});`)
	warnings, _ := apitest.Of[trace.Warning](r)
	if len(warnings) != 1 || warnings[0].Line != 4 || warnings[0].Text != "addEventListener was given an undefined event name, CallEvents.Nothing: the listener is never called" {
		t.Errorf("got %+v", warnings)
	}
}

func TestEventsAreNamedByStrings(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		VoxEngine.addEventListener(AppEvents, () => {});
		VoxEngine.removeEventListener(AppEvents);
		VoxEngine.removeEventListener(AppEvents.Startd);
		VoxEngine.removeEventListener(undefined);
		[undefined].forEach((e) => VoxEngine.addEventListener(e, () => {}));
		VoxEngine.terminate();`)
	r.Want("warnings", r.Warnings(),
		"addEventListener: an event is named by a string, not by an object",
		"removeEventListener: an event is named by a string, not by an object",
		"removeEventListener was given an undefined event name, AppEvents.Startd (did you mean AppEvents.Started?): nothing is removed",
		"removeEventListener was given an undefined event name: nothing is removed",
		"addEventListener was given an undefined event name, e: the listener is never called")
}
