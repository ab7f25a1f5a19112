package session_test

import (
	"strings"
	"testing"

	"voxemu/modules/apitest"
)

// onStarted runs code as a listener of Started.
func onStarted(code string) string {
	return "VoxEngine.addEventListener(AppEvents.Started, (e) => {" + code + "});"
}

func TestListeners(t *testing.T) {
	tests := []struct {
		name, code string
		want       []string
	}{
		{
			"listeners run in the order they were added, the same one twice",
			`const f = (e) => Logger.write('f'); const on = VoxEngine.addEventListener;
			 on(AppEvents.Started, f); on(AppEvents.Started, () => Logger.write('g')); on(AppEvents.Started, f);`,
			[]string{"0 f", "0 g", "0 f"},
		},
		{
			"the string of an event is as good as the constant",
			`VoxEngine.addEventListener('Application.Started', () => Logger.write('yes'));`,
			[]string{"0 yes"},
		},
		{
			"removing one listener takes away one",
			`const f = () => Logger.write('f'), g = () => Logger.write('g');
			 for (const x of [f, g, f]) VoxEngine.addEventListener(AppEvents.Started, x);
			 VoxEngine.removeEventListener(AppEvents.Started, f);
			 VoxEngine.removeEventListener(AppEvents.Started, () => {});`,
			[]string{"0 g", "0 f"},
		},
		{
			"removing without a listener takes away all of that event",
			`VoxEngine.addEventListener(AppEvents.Started, () => Logger.write('no'));
			 VoxEngine.addEventListener(AppEvents.Terminated, () => Logger.write('yes'));
			 VoxEngine.removeEventListener(AppEvents.Started);`,
			[]string{"60000 yes"},
		},
		{
			"listeners added or removed while the event is dispatched count from the next one",
			`const g = () => Logger.write('g');
			 VoxEngine.addEventListener(AppEvents.Started, () => {
				VoxEngine.removeEventListener(AppEvents.Started, g);
				VoxEngine.addEventListener(AppEvents.Started, () => Logger.write('no'));
			 });
			 VoxEngine.addEventListener(AppEvents.Started, g);`,
			[]string{"0 g"},
		},
		{
			"promise jobs run after all listeners of an event",
			`VoxEngine.addEventListener(AppEvents.Started, async () => { Logger.write('1'); await null; Logger.write('3'); });
			 VoxEngine.addEventListener(AppEvents.Started, () => Logger.write('2'));`,
			[]string{"0 1", "0 2", "0 3"},
		},
		{
			"all listeners get the same object",
			`VoxEngine.addEventListener(AppEvents.Started, (e) => { e.mine = 1; });
			 VoxEngine.addEventListener(AppEvents.Started, (e) => Logger.write(String(e.mine)));`,
			[]string{"0 1"},
		},
		{
			"functions of the API need no this",
			`const { addEventListener, customData } = VoxEngine;
			 addEventListener.call(null, AppEvents.Started, () => Logger.write(customData('x')));`,
			[]string{"0 x"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			apitest.Run(t, apitest.Options{Start: true}, tt.code).WantLogs(tt.want...)
		})
	}
}

func TestUndefinedEventNameIsWarnedAbout(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		VoxEngine.addEventListener(AppEvents.CallFailed, () => Logger.write('never'));
		VoxEngine.removeEventListener(AppEvents.CallFailed);`)
	r.WantLogs()
	if got := r.Warnings(); len(got) != 2 || !strings.Contains(got[0], "undefined event name") {
		t.Errorf("got %q", got)
	}
}

func TestRequire(t *testing.T) {
	tests := []struct {
		name, code string
		strict     bool
		want       []string
		warns      int
	}{
		{name: "opens its names, and returns nothing", code: `Logger.write([typeof ASR, require(Modules.ASR), typeof ASR].join())`, want: []string{"0 undefined,,function"}},
		{name: "takes the string as well", code: `require('conference'); Logger.write(typeof VoxEngine.createConference)`, want: []string{"0 function"}},
		{name: "a name that is not loaded is a ReferenceError", code: `try { ASREvents } catch (e) { Logger.write(String(e)) }`, want: []string{"0 ReferenceError: ASREvents is not defined"}},
		{name: "a gated function is a TypeError", code: `try { VoxEngine.createASR() } catch (e) { Logger.write(e.name) }`, want: []string{"0 TypeError"}},
		{name: "an undefined module is warned about", code: `require(Modules.Net); Logger.write('on')`, want: []string{"0 on"}, warns: 1},
		{name: "an undefined module throws in strict mode", strict: true, code: `try { require(Modules.Net) } catch (e) { Logger.write(String(e)) }`, want: []string{"0 Error: empty module argument"}},
		{name: "an unknown module is warned about", code: `require('nonsense'); Logger.write('on')`, want: []string{"0 on"}, warns: 1},
		{name: "a legacy string is known", code: `require('amd'); Logger.write(typeof AMD)`, want: []string{"0 object"}},
		{name: "an API name that the script declares survives", code: `require(Modules.AI); var AI = AI || {}; Logger.write(typeof AI.createDialogflow)`, want: []string{"0 function"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Start: true, Strict: tt.strict}, tt.code)
			r.WantLogs(tt.want...)
			if got := r.Warnings(); len(got) != tt.warns {
				t.Errorf("%d warnings, want %d: %q", len(got), tt.warns, got)
			}
		})
	}
}

func TestNotEmulatedYet(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, `
		require(Modules.ASR); require(Modules.Gemini); require(Modules.Ultravox);
		const seen = [typeof Gemini.createLiveAPIClient, typeof ASR, typeof IVRState, !!VoxEngine.createASR].join();
		Logger.write(seen);
		for (const f of [() => Gemini.createLiveAPIClient({}), () => new ASR(), () => Ultravox.createWebSocketAPIClient({})]) {
			try { f(); } catch (e) { Logger.write(e.constructor === Error ? e.message : String(e)); }
		}
		VoxEngine.addEventListener(AppEvents.CallAlerting, VoxEngine.terminate);`)
	r.WantLogs("0 function,function,undefined,true",
		"0 not emulated yet: Gemini.createLiveAPIClient", "0 TypeError: ASR can't be created with new: its objects come from the API", "0 not emulated yet: Ultravox.createWebSocketAPIClient")
}

func TestConstants(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, onStarted(`
		const voice = VoiceList.Amazon.en_US_Joanna;
		Logger.write([CallEvents.Connected, DTMFType.ALL, WebSocketCloseCode.CLOSE_NORMAL, Modules.ASR].join());
		Logger.write([voice === VoiceList.Amazon.en_US_Joanna, voice === VoiceList.Amazon.en_US_Salli, String(voice), JSON.stringify({ voice })].join());
		Logger.write(String(Language.US_ENGLISH_FEMALE) + ' ' + String(Language.Premium.RU_RUSSIAN_YA_FEMALE));
		CallEvents.Connected = 'changed';
		delete CallEvents.Connected;
		Logger.write(CallEvents.Connected + ' ' + Object.keys(DTMFType).join());
		VoxEngine.easyProcess = () => 'mine';
		Logger.write(VoxEngine.easyProcess());
		VoxEngine.terminate();`))
	r.WantLogs(
		"0 Call.Connected,0,1000,asr",
		`0 true,false,VoiceList.Amazon.en_US_Joanna,{"voice":"VoiceList.Amazon.en_US_Joanna"}`,
		"0 Language.US_ENGLISH_FEMALE Language.Premium.RU_RUSSIAN_YA_FEMALE",
		"0 Call.Connected ALL,TELEPHONE_EVENT,IN_BAND,SIP_INFO",
		"0 mine")
}

func TestEventsAsJSON(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "press 5"}, `
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
			call.answer();
			call.handleTones(true);
			call.addEventListener(CallEvents.ToneReceived, (e) => {
				Logger.write(JSON.stringify(e).replace(call.id(), 'ID'));
				Logger.write(Object.keys(e).join());
				VoxEngine.terminate();
			});
		});`)
	logs := r.Logs()
	if len(logs) != 2 || !strings.Contains(logs[0], `{"id":"ID","name":"Call.ToneReceived","tone":"5","type":"1","eventSourceField":"call","call":{`) ||
		!strings.HasSuffix(logs[1], " id,name,tone,type,eventSourceField,call") {
		t.Errorf("got %q", logs)
	}
}

func TestEventsArePlainObjects(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, onStarted(`
		e.mine = 1;
		e.name = 'changed';
		delete e.config;
		Logger.write([e.mine, e.name, 'config' in e, e.config, 'mine' in e, e.hasOwnProperty('sessionId'), e.nluAddresses === e.nluAddresses].join());
		Logger.write(JSON.stringify({ ...e }) === JSON.stringify(e) && Object.keys(e).pop());
		try { Object.freeze(e); Logger.write('frozen'); } catch (x) { Logger.write(x.name); }
		VoxEngine.terminate();`))
	r.WantLogs("0 1,changed,false,,true,true,true", "0 mine", "0 TypeError")
}
