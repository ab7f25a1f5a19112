package modules_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/calllist"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// legacyPrelude gives scripts w, which writes a line; start and alert, which take what runs when the session starts or a call comes;
// up, which answers the call and goes on when it is connected; and end, which ends the session a while later.
const legacyPrelude = `
const w = (...x) => Logger.write(x.map(String).join(' '));
const start = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const alert = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, f);
const up = (f) => alert((e) => { e.call.addEventListener(CallEvents.Connected, () => f(e.call)); e.call.answer(); });
const end = (ms) => setTimeout(VoxEngine.terminate, ms);
`

// legacy is a form that scenarios in use are written in although the declarations don't know it any more, or never did.
type legacy struct {
	name     string
	o        apitest.Options
	js       string // behind the prelude; further scripts of the rule follow a line of "----"
	want     []string
	warnings []string
}

func checkLegacy(t *testing.T, list []legacy) {
	t.Helper()
	for _, l := range list {
		t.Run(l.name, func(t *testing.T) {
			scripts := strings.Split(l.js, "----\n")
			scripts[0] = legacyPrelude + scripts[0]
			r := apitest.Run(t, l.o, scripts...)
			logs := r.Logs()
			for i, line := range logs {
				_, logs[i], _ = strings.Cut(line, " ")
			}
			r.Want("what the script wrote", logs, l.want...)
			r.Want("the warnings", r.Warnings(), l.warnings...)
		})
	}
}

// echo answers each request with what was sent: the method, the headers that begin with X-, and the body.
type echo struct{}

func (echo) RoundTrip(context.Context, *session.Request) *session.Response {
	panic("a request left the machine")
}

func (echo) Answer(r *session.Request) *session.Response {
	text := r.Method
	for _, h := range r.Header {
		if strings.HasPrefix(h.Key, "X-") {
			text += fmt.Sprintf(" %s=%s", h.Key, h.Value)
		}
	}
	return &session.Response{Code: 200, Body: []byte(strings.TrimSpace(text + " " + string(r.Body))), Mocked: true}
}

// oneRow is a call list that starts one session.
func oneRow(t *testing.T) calllist.Options {
	t.Helper()
	rows, err := calllist.Read(strings.NewReader("phone\n15550200\n"))
	if err != nil {
		t.Fatal(err)
	}
	return calllist.Options{Rows: rows, Attempts: 1}
}

func TestLegacyVoices(t *testing.T) {
	heard := func(args string) legacy {
		return legacy{name: args, o: apitest.Options{Do: "wait-heard /hi/; hangup"}, want: []string{"finished undefined"}, js: `
			up((call) => call.say('hi', ` + args + `));
			alert((e) => e.call.addEventListener(CallEvents.PlaybackFinished, (p) => w('finished', p.error)));
			alert((e) => e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate));`}
	}
	var list []legacy
	for _, args := range []string{
		"Language.US_ENGLISH_FEMALE", "Language.Premium.RU_RUSSIAN_YA_FEMALE", "{language: Language.UK_ENGLISH_FEMALE}",
		"{language: VoiceList.Google.en_US_Standard_C}", "{voice: VoiceList.Amazon.en_US_Joanna}", "VoiceList.Amazon.en_US_Joanna", "",
	} {
		list = append(list, heard(args))
	}
	checkLegacy(t, append(list, legacy{
		name: "a player with one of them", o: apitest.Options{Start: true}, want: []string{"Player.Started"},
		js: `start(() => { VoxEngine.createTTSPlayer('hi', Language.US_ENGLISH_FEMALE).addEventListener(PlayerEvents.Started, (e) => { w(e.name); VoxEngine.terminate(); }); });`,
	}))
}

func TestLegacyRequire(t *testing.T) {
	start := apitest.Options{Start: true}
	var list []legacy
	for _, m := range []struct{ name, opens, advice string }{
		{"Player", "PlayerEvents", "players are always there"}, {"CallList", "CallList", "CallList is always there"},
		{"WebSocket", "WebSocketEvents", "WebSocket is always there"}, {"Net", "Net", "Net is always there"},
		{"Logger", "Logger", "Logger is always there"}, {"AMD", "AMD", "AMD is always there"},
	} {
		list = append(list, legacy{
			name: "Modules." + m.name, o: start, js: `w(require(Modules.` + m.name + `), typeof ` + m.opens + `); end(0);`, want: []string{"undefined object"},
			warnings: []string{"require: empty module argument, Modules." + m.name + " (" + m.advice + "): there is no such member of Modules"},
		})
	}
	checkLegacy(t, append(list,
		legacy{name: "plain text", o: start, js: `w(typeof ConferenceEvents); require("conference"); w(typeof ConferenceEvents); end(0);`, want: []string{"undefined", "object"}},
		legacy{name: "id of a conference", o: start, js: `require("conference"); const c = VoxEngine.createConference(); w(c.getId() === c.id()); end(0);`, want: []string{"true"}},
		legacy{name: "amd", o: start, js: `require('amd'); w(typeof AMD.create); end(0);`, want: []string{"function"}},
	))
}

func TestLegacyRequests(t *testing.T) {
	o := apitest.Options{Start: true, HTTP: echo{}}
	body := func(name, args, want string) legacy {
		return legacy{name: name, o: o, want: []string{want}, js: `start(() => { Net.httpRequest('http://api.example.com/', ` + args + `); end(1000); }); function done(r) { w(r.code == '200', r.text); }`}
	}
	checkLegacy(t, []legacy{
		{name: "options that are constructed, the method in lower case", o: o, want: []string{"true POST X-A=1 b=2"}, js: `start(() => {
			const options = new Net.HttpRequestOptions();
			options.method = 'post';
			options.headers = ['X-A: 1'];
			options.postData = 'b=2';
			Net.httpRequest('http://api.example.com/', (r) => { w(r.code == '200', r.text); VoxEngine.terminate(); }, options);
		});`},
		body("headers as texts", `done, {headers: ['X-A: 1', 'X-B: 2']}`, "true GET X-A=1 X-B=2"),
		body("headers as an object", `done, {headers: {'X-A': '1', 'X-B': 2}}`, "true GET X-A=1 X-B=2"),
		body("headers as pairs", `done, {headers: [['X-A', '1'], ['X-B', '2']]}`, "true GET X-A=1 X-B=2"),
		body("the options before the callback", `{method: 'PUT', postData: 'x'}, done`, "true PUT x"),
		{name: "no callback", o: o, js: `start(() => { Net.httpRequest('http://api.example.com/', null, {method: 'POST', postData: 'x'}); w('goes on'); end(1000); });`, want: []string{"goes on"}},
	})
}

func TestLegacyCalls(t *testing.T) {
	o := apitest.Options{Start: true, Numbers: []string{"15550100"}}
	// answered is a call that is made in one of its forms, and what the scenario knows of it then.
	answered := func(call, want string) legacy {
		return legacy{name: call, o: o, want: []string{want}, js: `start(() => {
			const call = VoxEngine.` + call + `;
			call.addEventListener(CallEvents.Connected, () => { w(call.number(), call.callerid(), call.displayName(), !!call.is_conf); VoxEngine.terminate(); });
		});`}
	}
	conference := `start(() => {
			if (VoxEngine.customData() !== 'caller') return; // but the session of the conference
			const call = VoxEngine.callConference(FORM);
			call.addEventListener(CallEvents.Connected, () => { w('in', !!call.is_conf); VoxEngine.terminate(); });
		}); alert((e) => { w('to', e.destination + (e.displayName && ' for ' + e.displayName)); e.call.answer(); e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); });`
	direct := `alert((e) => {
			const out = VoxEngine.callUserDirect(e.call, FORM);
			out.addEventListener(CallEvents.Connected, () => { w(out.number(), out.callerid(), out.displayName()); e.call.answerDirect(out); });
			e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
		});`
	caller := apitest.Options{Start: true, CustomData: "caller"}
	user := apitest.Options{Kind: telephony.User, From: "ben", Do: "wait 1s; hangup"}
	checkLegacy(t, []legacy{
		answered(`callUser('anna', '15550100', 'Shop', {'X-A': '1'})`, "anna 15550100 Shop false"),
		answered(`callUser({username: 'anna', callerid: '15550100', displayName: 'Shop'})`, "anna 15550100 Shop false"),
		answered(`callSIP('sip:desk@example.com', '15550100', 'Shop', 'secret', 'user', {'X-A': '1'}, false)`, "sip:desk@example.com 15550100 Shop false"),
		answered(`callSIP('sip:desk@example.com', {callerid: '15550100', displayName: 'Shop'})`, "sip:desk@example.com 15550100 Shop false"),
		answered(`callSIP('sip:desk@example.com', null, null, null, null, null, false)`, "sip:desk@example.com   false"),
		{name: "callConference with two arguments", o: caller, js: strings.ReplaceAll(conference, "FORM", `'room', '15550100'`), want: []string{"to room", "in true"}},
		{name: "callConference with headers", o: caller, js: strings.ReplaceAll(conference, "FORM", `'room', '15550100', 'Shop', {'X-A': '1'}`), want: []string{"to room for Shop", "in true"}},
		{name: "callUserDirect with positions", o: user, js: strings.ReplaceAll(direct, "FORM", `'anna', 'ben', 'Ben', {'X-A': '1'}`), want: []string{"anna ben Ben"}},
		{name: "callUserDirect with an object", o: user, js: strings.ReplaceAll(direct, "FORM", `'anna', {callerid: 'ben', displayName: 'Ben'}`), want: []string{"anna ben Ben"}},
	})
}

func TestLegacyListeners(t *testing.T) {
	hangup := apitest.Options{Do: "press 1; press 2; wait 1s; hangup"}
	checkLegacy(t, []legacy{
		{name: "all listeners of an event are removed by one of them", o: hangup, want: []string{"one 1", "two 1"}, js: `up((call) => {
			call.handleTones(true);
			call.addEventListener(CallEvents.ToneReceived, (e) => { call.removeEventListener(CallEvents.ToneReceived); w('one', e.tone); });
			call.addEventListener(CallEvents.ToneReceived, (e) => w('two', e.tone));
			call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
		});`},
		{name: "a whole enum removes nothing and harms nothing", o: hangup, want: []string{"1", "2"}, js: `up((call) => {
			call.handleTones(true);
			call.addEventListener(CallEvents.ToneReceived, (e) => w(e.tone));
			call.removeEventListener(CallEvents);
			call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
		});`, warnings: []string{"removeEventListener: an event is named by a string, not by an object"}},
		{name: "terminate as a listener", o: hangup, js: `up((call) => call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate)); setTimeout(() => w('too late'), 30000);`},
		{name: "terminate as the callback of a timer", o: apitest.Options{Start: true}, js: `setTimeout(VoxEngine.terminate, 1000); setTimeout(() => w('in time'), 999); setTimeout(() => w('too late'), 1001);`, want: []string{"in time"}},
		{name: "terminate as the callback of a report", o: apitest.Options{List: oneRow(t)}, js: `
			start(() => { require(Modules.CallList); CallList.reportResult('done', VoxEngine.terminate); setTimeout(() => w('too late'), 30000); });`,
			warnings: []string{"require: empty module argument, Modules.CallList (CallList is always there): there is no such member of Modules"}},
		{name: "listeners attached after answer and after a call was made", o: apitest.Options{Do: "wait 3s; hangup"}, want: []string{"Call.Failed", "Call.Connected"}, js: `alert((e) => {
			e.call.answer();
			const out = VoxEngine.callPSTN('1 2', '1 2');
			e.call.addEventListener(CallEvents.Connected, (c) => w(c.name));
			e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
			out.addEventListener(CallEvents.Failed, (f) => w(f.name));
		});`},
		{name: "parameters taken apart, and asynchronous listeners", o: apitest.Options{Do: "press 7; wait 1s; hangup"}, want: []string{"15550100 15550199", "7 later"}, js: `
			VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid, destination }) => {
				w(callerid, destination);
				call.handleTones(true);
				call.answer();
				call.addEventListener(CallEvents.ToneReceived, async ({ tone }) => { await null; w(tone, 'later'); });
				call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
			});`},
		{name: "events with calls become JSON", o: apitest.Options{Do: "wait 1s; hangup"}, want: []string{"Application.CallAlerting true", "Call.Connected true", "Call.Disconnected true"}, js: `
			const tell = (e) => { const copy = JSON.parse(JSON.stringify(e)); w(copy.name, typeof copy.call === 'object'); };
			alert((e) => { tell(e); e.call.answer(); for (const n of ['Connected', 'Disconnected']) e.call.addEventListener(CallEvents[n], tell); e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); });`},
	})
}

func TestLegacyNames(t *testing.T) {
	start := apitest.Options{Start: true}
	// promised are a call and its promise of a voicemail.
	promised := func(steps string, want ...string) legacy {
		return legacy{name: "AI.detectVoicemail as a promise: " + want[0], o: apitest.Options{Start: true, Far: map[string]string{"15550200": steps}}, want: want, js: `
			require(Modules.AI);
			start(() => {
				const call = VoxEngine.callPSTN('15550200', '15550100');
				call.addEventListener(AI.Events.VoicemailDetected, (e) => w(e.name, e.call === call));
				call.addEventListener(CallEvents.Connected, () => AI.detectVoicemail(call).then((e) => w('found', e.confidence > 0), () => w('none')));
				call.addEventListener(CallEvents.Disconnected, () => end(100));
			});`}
	}
	checkLegacy(t, []legacy{
		promised("answer; amd voicemail; wait 5s; hangup", "AI.Events.VoicemailDetected true", "found true"),
		promised("answer; amd human; wait 5s; hangup", "none"),
		{name: "VoxEngine.CallList", o: apitest.Options{List: oneRow(t)}, want: []string{"200"},
			js: `start(() => VoxEngine.CallList.reportError('busy', (r) => { w(r.code); VoxEngine.terminate(); }));`},
		{name: "the former names of ElevenLabs", o: start, want: []string{"true true"},
			js: `require(Modules.ElevenLabs); w(ElevenLabs.ConversationalAIEvents.Unknown === ElevenLabs.AgentsEvents.Unknown, typeof ElevenLabs.createConversationalAIClient === 'function'); end(0);`},
		{name: "global helpers", o: start, want: []string{"aGk= hi aGk= aGk= true", "undefined number"}, js: `
			trace('to the console');
			w(base64_encode('hi'), atob('aGk='), btoa('hi'), base64_encode([104, 105]), /^[0-9a-f-]{36}$/.test(uuidgen()));
			w(JSession_GC(), typeof JSession_getLeftMemBytes());
			end(0);`},
		{name: "JSession.close ends the session", o: start, js: `start(() => { JSession.close(); setTimeout(() => w('too late'), 100); });`},
		{name: "a function of VoxEngine may be replaced", o: apitest.Options{Do: "hangup"}, want: []string{"mine 2"}, js: `
			VoxEngine.easyProcess = function (a, b) { w('mine', arguments.length); a.answer(); };
			alert((e) => { VoxEngine.easyProcess(e.call, VoxEngine.callUser('anna', '1')); e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); });`},
		{name: "the API when scripts are loaded", o: apitest.Options{Start: true, Secrets: map[string]string{"key": "hidden"}}, want: []string{"hidden object object", "null", "Call.Connected"}, js: `
			require(Modules.ApplicationStorage); require(Modules.Recorder); require(Modules.IVR);
			const menu = new IVRState('menu', { type: 'select', prompt: { say: 'Press 1', lang: Language.US_ENGLISH_FEMALE }, nextStates: {} });
			const recorder = VoxEngine.createRecorder();
			w(VoxEngine.getSecretValue('key'), typeof menu, typeof recorder);
			ApplicationStorage.get('nothing').then((v) => w(v));
			const call = VoxEngine.callPSTN('15550200', '15550100');
			call.addEventListener(CallEvents.Connected, (e) => { w(e.name); VoxEngine.terminate(); });`},
		{name: "one scope for all scripts, in sloppy mode", o: start, want: []string{"1 2 3 4", "true"}, js: `
			let one = 1; const two = 2; function three() { return 3; }
			start(() => { four = 4; });
----
			start(() => { w(one, two, three(), four); w((function () { return this === globalThis; })()); end(0); });`},
	})
}
