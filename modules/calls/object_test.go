package calls_test

import (
	"regexp"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/telephony"
)

func TestCallObject(t *testing.T) {
	check(t, []rule{
		{name: "json_shows_internals_only", js: `onCall((call) => {
			w(JSON.stringify(call));
			call.addEventListener(CallEvents.Connected, () => w(JSON.stringify(call)));
			call.answer();
		})`, want: []string{`0 {"rism":{}}`, `20 {"rism":{},"_isAnsweredStatus":true,"_connectedTime":1767225600020}`}},
		{name: "json_of_an_event_is_sorted_with_the_source_behind", o: far("answer after 1s"), js: dial + `function begin(c) {
			c.addEventListener('Call.Connected', (e) => w(JSON.stringify(e).replaceAll(c.id(), 'ID')));
		}`, want: []string{`1000 {"displayName":"","encrypted":false,"headers":{},"id":"ID","name":"Call.Connected","sipCallId":"ID","sipTransport":"UDP",` +
			`"eventSourceField":"call","call":{"rism":{},"_isAnsweredStatus":true,"_connectedTime":1767225601000}}`}},
		{name: "instances_of_Call_that_scripts_cannot_make", js: `onCall((call) => {
			w([call instanceof Call, VoxEngine.callPSTN('15550200', '1') instanceof Call, tried(() => new Call()).split(':')[0]].join());
			VoxEngine.terminate();
		})`, want: []string{"0 true,true,TypeError"}},
		{name: "properties_of_the_script_stay", js: `onCall((call) => {
			call.retries = 1;
			call.addEventListener(CallEvents.Disconnected, (e) => w([e.call === call, e.call.retries, JSON.stringify(call.retries)].join()));
			call.reject(486);
		})`, want: []string{"0 true,1,1"}},
		{name: "methods_are_the_same_each_time_and_need_no_this", js: `onCall((call) => {
			const { say, id, answer, addEventListener } = call;
			addEventListener(CallEvents.PlaybackStarted, () => w(id() === call.id() && say === call.say));
			answer(); say('Hello');
		})`, want: []string{"20 true"}},
		{name: "methods_serve_as_listeners", js: `onCall((call) => {
			call.addEventListener(CallEvents.Connected, call.hangup);
			show(call, 'Disconnected'); call.answer();
		})`, want: []string{`20 Disconnected {"cost":0,"direction":"All numbers","duration":0,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`},
			warnings: []string{"hangup: custom headers start with X-, so these are dropped: displayName, encrypted, headers, id, name, sipCallId, sipTransport, eventSourceField, call"}},
		{name: "listeners_of_an_event", js: `onCall((call) => {
			const f = () => w('f'), g = () => { w('g'); call.removeEventListener(CallEvents.Connected); };
			call.addEventListener(CallEvents.Connected, f); call.addEventListener(CallEvents.Connected, f);
			call.addEventListener(CallEvents.Connected, g); call.addEventListener(CallEvents.Connected, g);
			call.removeEventListener(CallEvents.Connected, f); call.removeEventListener(CallEvents.Connected, () => 0);
			call.removeEventListener(CallEvents);
			call.addEventListener(CallEvents.NoSuchEvent, f);
			call.answer();
		})`, want: []string{"20 f", "20 g", "20 g"},
			warnings: []string{
				"removeEventListener: an event is named by a string, not by an object",
				"addEventListener was given an undefined event name, CallEvents.NoSuchEvent: the listener is never called",
			}},
	})
}

func TestGetters(t *testing.T) {
	const all = `const all = (c) => w([c.incoming(), c.number(), c.callerid(), c.displayName(), c.clientType(), c.state(), c.vad(), c.customData(), c.headers, c.is_conf].join('|'));`
	check(t, []rule{
		{name: "incoming", o: apitest.Options{From: "15550123", To: "15550199", CallData: "vip"}, js: all + `onCall((call) => { all(call); VoxEngine.terminate(); })`,
			want: []string{"0 true|15550199|15550123|15550123|pstn|ALERTING|false|vip||"}},
		{name: "incoming_from_a_user", o: apitest.Options{From: "anna", DisplayName: "Anna", Kind: telephony.User}, js: all + `onCall((call) => { all(call); VoxEngine.terminate(); })`,
			want: []string{"0 true|15550199|anna|Anna|user|ALERTING|false|||"}},
		{name: "outgoing", o: apitest.Options{Start: true}, js: all + `onStart(() => {
			all(VoxEngine.callUser({username: 'anna', callerid: 'bob', displayName: 'Bob'}));
			all(VoxEngine.callSIP('sip:desk@pbx.example.com', {callerid: 'bob'}));
			all(VoxEngine.callPSTN('+15550200', '15550100'));
			all(VoxEngine.callWhatsappUser({number: '15550201', callerid: '15550100'}));
			VoxEngine.terminate();
		})`, want: []string{
			"0 false|anna|bob|Bob|user|PROGRESSING|false|||", "0 false|sip:desk@pbx.example.com|bob||sip|PROGRESSING|false|||",
			"0 false|+15550200|15550100||pstn|PROGRESSING|false|||", "0 false|15550201|15550100||wab|PROGRESSING|false|||"}},
		{name: "vad_after_mic_status", js: `onCall((call) => { call.handleMicStatus(true); call.handleMicStatus(false); w(call.vad()); VoxEngine.terminate(); })`,
			want: []string{"0 true"}},
		{name: "text_of_a_call", js: `onCall((call) => { w(String(call) === 'Call ' + call.id() + ' ALERTING'); VoxEngine.terminate(); })`, want: []string{"0 true"}},
	})
}

func TestStates(t *testing.T) {
	check(t, []rule{
		{name: "incoming", js: `onCall((call) => {
			call.addEventListener(CallEvents.StateChanged, () => w('StateChanged'));
			for (const n of ['FirstAudioPacketReceived', 'Connected', 'Disconnected']) call.addEventListener(CallEvents[n], () => w(n + ' ' + call.state()));
			call.ring(); call.startEarlyMedia(); w(call.state()); call.answer(); w(call.state());
			setTimeout(() => { call.hangup(); w(call.state()); }, 1000);
		})`, want: []string{"0 ALERTING", "0 ALERTING", "15 FirstAudioPacketReceived ALERTING", "20 Connected CONNECTED", "1000 CONNECTED", "1000 Disconnected TERMINATED"}},
		{name: "outgoing", o: far("ring; early-media; answer after 2s"), js: dial + `function begin(c) {
			for (const n of ['Ringing', 'AudioStarted', 'Connected', 'Disconnected']) c.addEventListener(CallEvents[n], () => w(n + ' ' + c.state()));
			setTimeout(c.hangup, 3000);
		}`, want: []string{"200 Ringing PROGRESSING", "200 AudioStarted PROGRESSING", "2000 Connected CONNECTED", "3000 Disconnected TERMINATED"}},
		{name: "a_call_that_is_over_can_still_be_asked", js: `onCall((call) => {
			call.addEventListener(CallEvents.Disconnected, () => setTimeout(() => {
				w([call.number(), call.state(), call.id() !== ''].join());
				call.say('x'); call.hangup(); call.answer(); call.sendMessage('x'); call.handleTones(true); call.record();
				call.playProgressTone('RU'); call.stopPlayback(); call.sendMediaTo(call); call.handleBlindTransfer(true);
				VoxEngine.terminate();
			}, 100));
			call.reject(486);
		})`, want: []string{"100 15550199,TERMINATED,true"}, warnings: []string{
			"say: call ID is over", "hangup: call ID is over", "answer: call ID is over", "sendMessage: call ID is over",
			"handleTones: call ID is over", "record: call ID is over", "playProgressTone: call ID is over",
			"sendMediaTo: ID has ended", "handleBlindTransfer: call ID is over"}},
	})
}

func TestCustomData(t *testing.T) {
	const js = `onCall((call) => {
		w([call.customData() === '', call.customData('a'), call.customData(), call.customData(7), call.customData()].join());
		w(call.customData('x'.repeat(200)).length);
		w(call.customData('x'.repeat(199) + 'é').length);
		VoxEngine.terminate();
	})`
	tooLong := []string{"call.customData: 201 bytes are more than the documented 200"}
	check(t, []rule{
		{name: "over_200_bytes_warns", js: js, want: []string{"0 true,a,a,7,7", "0 200", "0 200"}, warnings: tooLong},
		{name: "over_200_bytes_is_cut_in_strict_mode", o: apitest.Options{Strict: true}, js: js, want: []string{"0 true,a,a,7,7", "0 200", "0 199"}, warnings: tooLong},
	})
}

func TestIDs(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => { w(call.id()); w(VoxEngine.callPSTN('15550200', '1').id()); VoxEngine.terminate(); })`)
	for i, want := range []string{`^0 [0-9A-F]{16}\.1767225600\.1$`, `^0 [A-Za-z0-9_-]{43}$`} {
		if got := r.Logs()[i]; !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("id %d: got %q, want %s", i, got, want)
		}
	}
	line := "Executing JS command: EnableMediaStatistics with params [{id = " + strings.TrimPrefix(r.Logs()[0], "0 ")
	if all := strings.Join(r.Log, "\n"); !strings.Contains(all, line) || strings.Count(all, "EnableMediaStatistics") != 2 {
		t.Errorf("the statistics of each call are asked for:\n%s", all)
	}
}

// Scripts write whole events: the native fields come in alphabetical order, then the name of the source and the source.
func TestJSONOfEachEvent(t *testing.T) {
	r := apitest.Run(t, apitest.Options{
		Kind: telephony.User, From: "anna", Do: "say hello; press 1; hold; resume; message m; info a/b c; refer sip:x@y; hangup",
		Far: map[string]string{"15550200": "ring; early-media; busy"},
	}, prelude+`
		const seen = [];
		const listen = (c) => Object.values(CallEvents).forEach((n) => c.addEventListener(n, (e) => {
			const keys = Object.keys(JSON.parse(JSON.stringify(e)));
			const fields = keys.slice(0, -2);
			if (keys.slice(-2).join() !== 'eventSourceField,call' || fields.join() !== [...fields].sort().join() || e.call !== c || e.id !== c.id()) w(keys.join());
			if (!seen.includes(e.name)) seen.push(e.name);
		}));
		onCall((call) => {
			listen(call); call.handleTones(true); call.handleMicStatus(true); call.handleBlindTransfer(true); call.record(); call.answer(); call.say('x');
			listen(VoxEngine.callPSTN('15550200', '1'));
			setTimeout(() => call.reInvite({}, 'a/b', 'c'), 30); setTimeout(() => { w(seen.sort().map((n) => n.slice(5)).join()); VoxEngine.terminate(); }, 5000);
		});`)
	same(t, "the events", r.Logs(), []string{"5000 AudioQualityDetected,AudioStarted,BlindTransferRequested,Connected,Disconnected,Failed,FirstAudioPacketReceived," +
		"InfoReceived,MessageReceived,MicStatusChange,OffHold,OnHold,PlaybackFinished,PlaybackReady,PlaybackStarted,ReInviteAccepted,ReInviteReceived," +
		"RecordStarted,RecordStopped,Ringing,ToneReceived"})
}
