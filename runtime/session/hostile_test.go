package session_test

import (
	"testing"

	"voxemu/modules/apitest"
)

// Getters, conversions and prototypes that throw reach the script that made them, wherever the host reads.
func TestWhatScriptsThrowReachesThem(t *testing.T) {
	for name, call := range map[string]string{
		"a_getter_of_options":      "call.answer({ get extraHeaders() { throw new Error('mine') } })",
		"a_getter_of_headers":      "call.reject(486, { get 'X-A'() { throw new Error('mine') } })",
		"a_conversion_of_a_text":   "call.say({ toString() { throw new Error('mine') } })",
		"a_conversion_of_an_event": "call.addEventListener({ toString() { throw new Error('mine') } }, () => 1)",
		"a_conversion_of_a_delay":  "setTimeout(() => 1, { valueOf() { throw new Error('mine') } })",
		"a_conversion_of_a_number": "VoxEngine.callPSTN({ toString() { throw new Error('mine') } }, '1')",
		"a_trap_of_a_proxy":        "call.sendInfo(new Proxy({}, { get() { throw new Error('mine') } }), '')",
	} {
		t.Run(name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{}, `
				VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
					call.answer();
					try { `+call+` } catch (e) { Logger.write(e.message) }
					VoxEngine.terminate();
				});`)
			r.WantLogs("0 mine")
		})
	}
}

func TestBrokenBuiltInsBreakNothingElse(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, `
		const no = () => { throw new Error('no') };
		Array.prototype.push = Array.prototype[Symbol.iterator] = Object.prototype.toString = Function.prototype.call = no;
		Object.defineProperty(Object.prototype, 'number', { get: no, set: no });
		JSON = Error = null;
		VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
			delete e.name;
			Object.setPrototypeOf(e.call, null);
			e.call.addEventListener(CallEvents.Connected, () => VoxEngine.terminate());
			e.call.answer();
		});`)
	r.WantEnd("Normal termination", 20)
}
