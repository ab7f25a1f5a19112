package ivr_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
)

// prelude answers the call and enters the state that first() makes as soon as it is connected.
const prelude = `
require(Modules.IVR);
const w = (x) => Logger.write(String(x));
const say = (text) => ({ say: text, lang: VoiceList.Amazon.en_US_Joanna });
let call;
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
	call = e.call;
	call.addEventListener(CallEvents.Connected, () => first());
	call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
	call.answer();
});
`

func run(t *testing.T, do, js string) *apitest.Result {
	t.Helper()
	return apitest.Run(t, apitest.Options{Do: do}, prelude+js)
}

// The call is connected at 20 ms. Five letters of text take as long as the player says; what is asserted of times is relative to
// the heard prompts.
func TestStates(t *testing.T) {
	for _, c := range []struct {
		name, do, js string
		logs         []string
	}{
		{"select goes to the state of the digit", "wait-heard /press/i; press 2", `
			const two = new IVRState('two', {type: 'noinput', prompt: say('Two.'), nextState: null}, (input) => { w('end [' + input + ']'); call.hangup(); });
			const menu = new IVRState('menu', {type: 'select', prompt: say('Press 2.'), nextStates: {2: two}}, (input) => w('other ' + input));
			const first = () => menu.enter(call);
			VoxEngine.addEventListener(AppEvents.Terminating, () => w('menu had ' + menu.input + ', two [' + two.input + ']'));`,
			[]string{"end []", "menu had 2, two []"}},
		{"select tells of other digits", "wait-heard /press/i; press 9; wait 1s; hangup", `
			const menu = new IVRState('menu', {type: 'select', prompt: say('Press 2.'), nextStates: {}}, (input) => w('other ' + input + menu.input));
			const first = () => menu.enter(call);`, []string{"other 99"}},
		{"a state may lead to itself", "wait-heard /press/i; press 1; wait-heard /press/i; press 2; wait 1s; hangup", `
			const menu = new IVRState('menu', {type: 'select', prompt: say('Press.'), nextStates: {}}, (input) => w('other ' + input));
			menu.settings.nextStates[1] = menu;
			const first = () => menu.enter(call);`, []string{"other 2"}},
		{"inputfixed takes so many digits", "wait-heard /code/i; press 1234; wait 1s; hangup", `
			const code = new IVRState('code', {type: 'inputfixed', prompt: say('Your code.'), inputLength: 3}, (input) => w(input + ' ' + code.input));
			const first = () => code.enter(call);`, []string{"123 123"}},
		{"inputunknown ends with a key that is not part of it", "wait-heard /code/i; press 12#3; wait 1s; hangup", `
			const code = new IVRState('code', {type: 'inputunknown', prompt: say('Your code.'), terminateOn: '#'}, w);
			const first = () => code.enter(call);`, []string{"12"}},
		{"inputunknown ends when the validator says so", "wait-heard /code/i; press 1995; wait 1s; hangup", `
			const code = new IVRState('code', {type: 'inputunknown', prompt: say('Your code.'), inputValidator: (x) => x === '19'}, w);
			const first = () => code.enter(call);`, []string{"19"}},
		{"a validator may go elsewhere", "wait-heard /code/i; press 1; wait-heard /bye/i; wait 6s; hangup", `
			const bye = new IVRState('bye', {type: 'noinput', prompt: say('Bye.')}, () => w('bye'));
			const code = new IVRState('code', {type: 'inputunknown', prompt: say('Your code.'), inputValidator: () => { bye.enter(call); return true; }}, w, w);
			const first = () => code.enter(call);`, []string{"bye"}},
		{"noinput goes on by itself", "wait 60s; hangup", `
			const third = new IVRState('third', {type: 'noinput', nextState: null}, (input) => w('third [' + input + ']'));
			const second = new IVRState('second', {type: 'noinput', prompt: {play: 'http://example.com/a.mp3'}, nextState: third}, () => w('never'));
			const first = () => new IVRState('first', {type: 'noinput', prompt: say('One.'), nextState: second}).enter(call);`,
			[]string{"third []"}},
		{"noinput does not listen", "wait-heard /one/i; press 1; wait 5s; hangup", `
			const first = () => new IVRState('first', {type: 'noinput', prompt: say('One.'), timeout: 1}, w, w).enter(call);`, []string{""}},
		{"nobody has to be told", "wait-heard /code/i; press 12; wait 10s; hangup", `
			const first = () => new IVRState('code', {type: 'inputfixed', prompt: say('Your code.'), inputLength: 1}).enter(call);`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, c.do, c.js)
			var got []string
			for _, line := range r.Logs() {
				_, text, _ := strings.Cut(line, " ")
				got = append(got, text)
			}
			if diff := cmp.Diff(c.logs, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTimeouts(t *testing.T) {
	const code = `
		const code = new IVRState('code', {type: 'inputfixed', prompt: say('Your code.'), inputLength: 4, SETTINGS}, w, (input) => w('late [' + input + ']'));
		const first = () => code.enter(call);
		let end; // of the prompt
		VoxEngine.addEventListener(AppEvents.CallAlerting, () => call.addEventListener(CallEvents.PlaybackFinished, () => w('over')));`
	for _, c := range []struct {
		name, do, settings string
		want               []string
	}{
		{"five seconds after the prompt", "wait 30s", "", []string{"670 over", "5670 late []"}},
		{"another time", "wait 30s", "timeout: 2000", []string{"670 over", "2670 late []"}},
		{"each digit gives time again", "wait 4s; press 1; wait 4s; press 2; wait 30s", "", []string{"670 over", "13220 late [12]"}},
		{"a digit stops the prompt", "wait 500ms; press 1; wait 30s", "", []string{"5520 late [1]"}},
		{"what is no time counts as the standard", "wait 30s", "timeout: 'soon'", []string{"670 over", "5670 late []"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, c.do, strings.Replace(code, "SETTINGS", c.settings, 1))
			r.WantLogs(c.want...)
			if c.settings == "timeout: 'soon'" {
				r.Want("the warnings", r.Warnings(), "IVRState code: the timeout is a number of milliseconds, not soon: 5000 is used")
			}
		})
	}
}

func TestTheOptionsOfPrompts(t *testing.T) {
	r := run(t, "wait 1s; hangup", `
		IVR.ttsOptions = { rate: 2 };
		const first = () => new IVRState('first', {type: 'noinput', prompt: {say: 'One.'}}, (input) => w('done')).enter(call);`)
	var said []string
	for _, line := range r.Log {
		if strings.Contains(line, "CreatePlayer") {
			said = append(said, line)
		}
	}
	if len(said) != 1 || !strings.Contains(said[0], "text = One. ; voice = VoiceList.Amazon.en_US_Joanna") {
		t.Errorf("the prompts are %q", said)
	}
	slow := run(t, "wait 1s; hangup", `const first = () => new IVRState('first', {type: 'noinput', prompt: {say: 'One.'}}, (input) => w('done')).enter(call);`)
	if fast := r.Logs(); len(fast) != 1 || len(slow.Logs()) != 1 || fast[0] == slow.Logs()[0] {
		t.Errorf("the rate changes nothing: %q and %q", fast, slow.Logs())
	}
}

func TestOnlyOneState(t *testing.T) {
	r := run(t, "wait 500ms; press 1; wait 20s; hangup", `
		const a = new IVRState('a', {type: 'select', prompt: say('The first of them.'), nextStates: {}}, () => w('a'), () => w('late a'));
		const b = new IVRState('b', {type: 'select', prompt: say('The second.'), nextStates: {}}, () => w('b'), () => w('late b'));
		const first = () => { a.enter(call); b.enter(call); };`)
	r.WantLogs("520 b")
}

func TestReset(t *testing.T) {
	r := run(t, "wait 500ms; press 1; wait 20s; hangup", `
		const a = new IVRState('a', {type: 'select', prompt: say('The first of them.'), nextStates: {}}, () => w('a'), () => w('late a'));
		const first = () => { a.enter(call); IVR.reset(); IVR.reset(); };`)
	r.WantLogs()
	again := run(t, "wait 500ms; press 1; wait 20s; hangup", `
		const a = new IVRState('a', {type: 'select', prompt: say('The first of them.'), nextStates: {}}, () => w('a'), () => w('late a'));
		const first = () => { a.enter(call); IVR.reset(); a.enter(call); };`)
	again.WantLogs("520 a")
}

func TestTheEndOfTheCall(t *testing.T) {
	r := run(t, "wait 3s; hangup", `
		const a = new IVRState('a', {type: 'select', prompt: say('One.'), nextStates: {}}, () => w('a'), () => w('late a'));
		const first = () => { call.removeEventListener(CallEvents.Disconnected, VoxEngine.terminate); a.enter(call); };`)
	r.WantLogs()
}

func TestWrongUse(t *testing.T) {
	for _, c := range []struct{ name, js, want string }{
		{"no name", `new IVRState()`, "Error: IVRState: the name parameter is missing"},
		{"no settings", `new IVRState('a')`, "Error: IVRState: the settings are an object, not undefined"},
		{"settings that are none", `new IVRState('a', 'noinput')`, "Error: IVRState: the settings are an object, not noinput"},
		{"without new", `IVRState('a', {})`, "TypeError: Class constructor IVRState cannot be invoked without 'new'"},
		{"no call", `new IVRState('a', {type: 'noinput'}).enter()`, "TypeError: IVRState.enter: a Call is expected, not undefined"},
		{"another object", `new IVRState('a', {type: 'noinput'}).enter({})`, "TypeError: IVRState.enter: a Call is expected, not an object"},
		{"a player", `new IVRState('a', {type: 'noinput'}).enter(VoxEngine)`, "TypeError: IVRState.enter: a Call is expected, not an object"},
		{"an unknown type", `new IVRState('a', {type: 'menu'}).enter(call)`, "Error: IVRState a: the type is one of noinput, select, inputfixed, inputunknown, not menu"},
		{"no length", `new IVRState('a', {type: 'inputfixed'}).enter(call)`, "Error: IVRState a: inputfixed needs inputLength, a number of digits from 1, not undefined"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, "hangup", `const first = () => w(tried(() => { `+c.js+` }));`)
			r.WantLogs("20 " + c.want)
		})
	}
}

// An error in a callback ends the session, like one in any listener.
func TestErrorsInCallbacks(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "press 1; wait 30s", MayFail: true}, prelude+`
		const first = () => new IVRState('a', {type: 'select', nextStates: {}}, () => { throw new Error('mine'); }).enter(call);`)
	if errs := r.Errors(); len(errs) != 1 || !strings.Contains(errs[0], "Error: mine") {
		t.Errorf("the errors are %q", errs)
	}
}
