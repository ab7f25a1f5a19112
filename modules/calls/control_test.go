package calls_test

import (
	"slices"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

const ended = `"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`

func TestAnswer(t *testing.T) {
	check(t, []rule{
		{name: "events_come_in_order_and_time", o: apitest.Options{Do: "wait 2500ms; hangup"}, js: `onCall((call) => {
			show(call, 'FirstAudioPacketReceived', 'Connected', 'AudioQualityDetected', 'Disconnected', 'Failed', 'AudioStarted', 'Ringing');
			setTimeout(() => call.answer(null, {displayName: 'Shop'}), 1000);
		})`, want: []string{
			"1015 FirstAudioPacketReceived {}", `1020 Connected {"displayName":"","encrypted":false,"headers":{}}`,
			`1035 AudioQualityDetected {"quality":"Standard"}`,
			`3520 Disconnected {"cost":0,"direction":"All numbers","duration":2,"headers":{"Reason":"Q.850;cause=16"},"internalCode":10,"reason":"BYE received"}`}},
		{name: "a_second_answer_is_harmless", js: `onCall((call) => {
			show(call, 'Connected'); call.answer(); call.answer(); setTimeout(() => { call.answer(); call.ring(); call.startEarlyMedia(); call.reject(486); }, 500);
		})`, want: []string{`20 Connected {"displayName":"","encrypted":false,"headers":{}}`}, warnings: []string{
			"answer: call ID is answered already", "answer: call ID is answered already", "ring: call ID is answered already",
			"startEarlyMedia: call ID is answered already", "reject: call ID is answered already"}},
		{name: "an_outgoing_call_cannot_be_answered", o: far("busy"), js: dial + `function begin(c) { c.answer(); c.ring(); c.startEarlyMedia(); c.reject(); }`,
			warnings: []string{"answer: call ID is an outgoing one", "ring: call ID is an outgoing one", "startEarlyMedia: call ID is an outgoing one", "reject: call ID is an outgoing one"}},
		{name: "a_user_hangs_up_with_code_16", o: apitest.Options{Kind: telephony.User, From: "anna", Do: "wait 1s; hangup"}, js: `onCall((call) => { show(call, 'Disconnected'); call.answer(); })`,
			want: []string{`1020 Disconnected {"cost":0,"direction":"All users","duration":1,` + ended}},
	})
}

func TestUnansweredIncoming(t *testing.T) {
	const over = `{"cost":0,"direction":"","duration":0,"headers":{},`
	check(t, []rule{
		{name: "ends_after_60_s_with_408", js: `onCall((call) => show(call, 'Disconnected', 'Failed'))`, want: []string{"60000 Disconnected " + over + `"internalCode":408}`}},
		{name: "early_media_does_not_prolong_it", js: `onCall((call) => { show(call, 'Disconnected'); setTimeout(call.startEarlyMedia, 30000); })`,
			want: []string{"60000 Disconnected " + over + `"internalCode":408}`}},
		{name: "reject_takes_a_code", js: `onCall((call) => { show(call, 'Disconnected', 'Failed'); call.reject(486); })`,
			want: []string{"0 Disconnected " + over + `"internalCode":486,"reason":"Busy Here"}`}},
		{name: "reject_without_a_code_is_603", js: `onCall((call) => { show(call, 'Disconnected'); call.reject(); })`,
			want: []string{"0 Disconnected " + over + `"internalCode":603,"reason":"Decline"}`}},
		{name: "decline_is_reject", js: `onCall((call) => { show(call, 'Disconnected'); call.decline(480); })`,
			want: []string{"0 Disconnected " + over + `"internalCode":480,"reason":"Temporarily Unavailable"}`}},
		{name: "a_code_that_is_no_refusal_becomes_603", js: `onCall((call) => { show(call, 'Disconnected'); call.reject(200); })`,
			want:     []string{"0 Disconnected " + over + `"internalCode":603,"reason":"Decline"}`},
			warnings: []string{"reject: the code is a SIP status from 300 to 699, not 200: 603 is used"}},
		{name: "hangup_is_a_rejection_with_603", js: `onCall((call) => { show(call, 'Disconnected', 'Failed'); call.hangup(); call.hangup(); w('event is later'); })`,
			want: []string{"0 event is later", "0 Disconnected " + over + `"internalCode":603,"reason":"Decline"}`}, warnings: []string{"hangup: call ID is over"}},
		{name: "the_caller_gives_up", o: apitest.Options{Do: "ring 5s; hangup"}, js: `onCall((call) => show(call, 'Disconnected', 'Failed'))`,
			want: []string{"5000 Disconnected " + over + `"internalCode":487,"reason":"Request Terminated"}`}},
	})
}

func TestSessionIdlesOutAfterReject(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => call.reject(603))`)
	r.WantEnd("Normal termination", 60000)
}

func TestTones(t *testing.T) {
	press := func(o apitest.Options) apitest.Options { o.Do = "press 1#"; return o }
	const noted = "WARNING! The valid 'supportedDtmfTypes' parameter value is not provided, the default 'ALL' value will be used."
	for _, tt := range []struct {
		name, handle string
		want         []string
		noted        bool
	}{
		{"on", "call.handleTones(true)", []string{`20 ToneReceived {"tone":"1","type":"1"}`, `220 ToneReceived {"tone":"#","type":"1"}`}, true},
		{"on_by_default", "call.handleTones()", []string{`20 ToneReceived {"tone":"1","type":"1"}`, `220 ToneReceived {"tone":"#","type":"1"}`}, true},
		{"with_a_type", "call.handleTones(true, DTMFType.TELEPHONE_EVENT)", []string{`20 ToneReceived {"tone":"1","type":"1"}`, `220 ToneReceived {"tone":"#","type":"1"}`}, false},
		{"all", "call.handleTones(true, DTMFType.ALL)", []string{`20 ToneReceived {"tone":"1","type":"1"}`, `220 ToneReceived {"tone":"#","type":"1"}`}, false},
		{"another_way_only", "call.handleTones(true, DTMFType.SIP_INFO)", nil, false},
		{"not_a_type", "call.handleTones(true, 'RFC')", []string{`20 ToneReceived {"tone":"1","type":"1"}`, `220 ToneReceived {"tone":"#","type":"1"}`}, true},
		{"no_such_type", "call.handleTones(true, 4)", []string{`20 ToneReceived {"tone":"1","type":"1"}`, `220 ToneReceived {"tone":"#","type":"1"}`}, true},
		{"off", "call.handleTones(true); call.handleTones(false)", nil, true},
		{"not_asked_for", "", nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, press(apitest.Options{}), prelude+`onCall((call) => { show(call, 'ToneReceived'); `+tt.handle+`; call.answer(); })`)
			same(t, "what the script wrote", r.Logs(), tt.want)
			same(t, "the warnings", r.Warnings(), nil)
			if got := slices.Contains(r.Log, "0 "+noted); got != tt.noted {
				t.Errorf("noted in the log: %v, want %v", got, tt.noted)
			}
		})
	}
}

func TestDigitsAndSpeech(t *testing.T) {
	check(t, []rule{
		{name: "digits_do_not_stop_say", o: apitest.Options{Do: "press 5"}, js: `onCall((call) => {
			show(call, 'ToneReceived', 'PlaybackFinished'); call.handleTones(true); call.answer(); call.say('x'.repeat(20));
		})`, want: []string{`20 ToneReceived {"tone":"5","type":"1"}`, "1320 PlaybackFinished {}"}},
		{name: "handle_tones_works_while_dialling", o: far("answer after 1s; press 7"), js: dial + `function begin(c) { c.handleTones(true); show(c, 'ToneReceived'); }`,
			want: []string{`1000 ToneReceived {"tone":"7","type":"1"}`}},
		{name: "mic_status_is_off_at_first", o: apitest.Options{Do: `say "Hello there"`}, js: `onCall((call) => { show(call, 'MicStatusChange'); call.answer(); })`},
		{name: "mic_status", o: apitest.Options{Do: `wait 1s; say "Hello there"`}, js: `onCall((call) => { show(call, 'MicStatusChange'); call.handleMicStatus(true); call.answer(); })`,
			want: []string{`1020 MicStatusChange {"active":true}`, `1735 MicStatusChange {"active":false}`}},
		{name: "send_digits_reaches_the_far_end", o: far("answer after 1s; wait-heard /2/; say ok"), js: dial + `function begin(c) {
			show(c, 'MicStatusChange'); c.handleMicStatus(true);
			c.addEventListener(CallEvents.Connected, () => c.sendDigits('1p2x'));
		}`, want: []string{`1800 MicStatusChange {"active":true}`, `2300 MicStatusChange {"active":false}`},
			warnings: []string{`sendDigits: call ID cannot send all of "1p2x": only 0-9, *, # and p`}},
		{name: "not_before_the_call_is_connected", js: `onCall((call) => { call.sendDigits('1'); call.sendMessage('x'); call.sendInfo('a/b', 'x'); VoxEngine.terminate(); })`,
			warnings: []string{"sendDigits: call ID is not connected", "sendMessage: call ID is not connected", "sendInfo: call ID is not connected"}},
		{name: "detect_progress_tone_is_gone", js: `onCall((call) => { call.detectProgressTone(true); VoxEngine.terminate(); })`,
			warnings: []string{"detectProgressTone: removed from the API, has no effect"}},
	})
}

func TestMessagesAndInfo(t *testing.T) {
	check(t, []rule{
		{name: "received", o: apitest.Options{Do: `wait 1s; message hi there; info application/json {"a":1}`}, js: `onCall((call) => { show(call, 'MessageReceived', 'InfoReceived'); call.answer(); })`,
			want: []string{`1020 MessageReceived {"headers":{},"text":"hi there"}`, `1020 InfoReceived {"body":"{\"a\":1}","headers":{},"mimeType":"application/json"}`}},
		{name: "8192_bytes_are_sent_and_8193_not", js: `onCall((call) => {
			call.answer();
			call.addEventListener(CallEvents.Connected, () => {
				call.sendMessage('x'.repeat(8192)); call.sendMessage('x'.repeat(8191) + 'é'.repeat(1));
				call.sendInfo('text/plain', 'x'.repeat(8192)); call.sendInfo('text/plain', 'x'.repeat(8193), {'X-A': 'b'});
			});
		})`, warnings: []string{"sendMessage: call ID takes up to 8192 bytes, not 8193", "sendInfo: call ID takes up to 8192 bytes, not 8193"}},
	})
}

func TestMissingArguments(t *testing.T) {
	check(t, []rule{{name: "throw", js: `onCall((call) => {
		for (const f of [() => call.say(), () => call.startPlayback(), () => call.sendDigits(), () => call.sendMessage(),
			() => call.sendInfo(), () => call.sendInfo('a/b'), () => call.handleMicStatus(), () => call.sendMediaTo(),
			() => call.sendMediaTo({}), () => call.stopMediaTo(7), () => call.answerDirect(), () => call.answerDirect([]), () => call.answerDirect(w), () => call.handleBlindTransfer(),
			() => call.notifyBlindTransferFailed(), () => VoxEngine.callPSTN(), () => VoxEngine.callUser(), () => VoxEngine.callUser({}),
			() => VoxEngine.callSIP(), () => VoxEngine.callUserDirect(call), () => VoxEngine.callUserDirect(), () => VoxEngine.callWhatsappUser(),
			() => VoxEngine.callWhatsappUser({}), () => VoxEngine.sendMediaBetween(call), () => VoxEngine.easyProcess(call, null),
			() => VoxEngine.playSoundAndHangup(),
			() => VoxEngine.callPSTN('15550200', '1', {amd: {}}), () => VoxEngine.callUser({username: 'a', amd: {}}),
		]) w(tried(f));
		VoxEngine.terminate();
	})`, want: []string{
		"0 Error: say: the text parameter is missing", "0 Error: startPlayback: the url parameter is missing",
		"0 Error: sendDigits: the digits parameter is missing", "0 Error: sendMessage: the text parameter is missing",
		"0 Error: sendInfo: the mimeType parameter is missing", "0 Error: sendInfo: the body parameter is missing",
		"0 Error: handleMicStatus: the handle parameter is missing", "0 TypeError: sendMediaTo: a media unit is expected, not undefined",
		"0 TypeError: sendMediaTo: a media unit is expected, not an object", "0 TypeError: stopMediaTo: a media unit is expected, not 7",
		"0 TypeError: answerDirect: a Call is expected, not undefined",
		"0 TypeError: answerDirect: a Call is expected, not an array", "0 TypeError: answerDirect: a Call is expected, not a function", "0 Error: handleBlindTransfer: the handle parameter is missing",
		"0 Error: notifyBlindTransferFailed: the code parameter is missing", "0 Error: callPSTN: the number parameter is missing",
		"0 Error: callUser: the username parameter is missing", "0 Error: callUser: the username parameter is missing",
		"0 Error: callSIP: the to parameter is missing", "0 Error: callUserDirect: the username parameter is missing",
		"0 TypeError: callUserDirect: a Call is expected, not undefined", "0 Error: callWhatsappUser: the number parameter is missing",
		"0 Error: callWhatsappUser: the number parameter is missing", "0 TypeError: sendMediaBetween: a media unit is expected, not undefined",
		"0 TypeError: easyProcess: a Call is expected, not null", "0 Error: playSoundAndHangup: the url parameter is missing",
		"0 TypeError: callPSTN: amd is made by AMD.create, not an object", "0 TypeError: callUser: amd is made by AMD.create, not an object",
	}}})
}

// The commands in the session log have their parameters in alphabetical order.
func TestCommandsInTheLog(t *testing.T) {
	for _, tt := range []struct{ name, js, want string }{
		{"answer", "call.answer({'X-A': 'b'}, {displayName: 'Shop', conferenceCall: true})", "AcceptCall with params [{headers = {X-A = b ; } ; id = ID ; parameters = {conferenceCall = true ; displayName = Shop ; } ; } ;  ]"},
		{"early_media", "call.startEarlyMedia()", "StartAudio with params [{headers = {} ; id = ID ; scheme = {} ; } ;  ]"},
		{"early_media_with_a_scheme", "call.startEarlyMedia(null, {a: 1})", "StartAudio with params [{headers = {} ; id = ID ; scheme = {a = 1 ; } ; } ;  ]"},
		{"ring", "call.ring()", "Ring with params [{headers = {} ; id = ID ; } ;  ]"},
		{"reject", "call.reject(486)", "HangupCall with params [{code = 486 ; headers = {} ; id = ID ; } ;  ]"},
		{"hangup", "call.hangup()", "HangupCall with params [{code = 603 ; headers = {} ; id = ID ; } ;  ]"},
		{"tones", "call.handleTones(true)", "HandleTones with params [{handle = true ; id = ID ; } ;  ]"},
		{"digits", "call.sendDigits('12')", "SendDigits with params [{digits = 12 ; id = ID ; } ;  ]"},
		{"hidden_digits", "Logger.hideTones(true); call.sendDigits('12')", "SendDigits with params [{digits = ** ; id = ID ; } ;  ]"},
		{"info", "call.sendInfo('a/b', 'c')", "SendInfo with params [{body = c ; headers = {} ; id = ID ; mimeType = a/b ; } ;  ]"},
		{"record", "call.record({expire: RecordExpireTime.ONEYEAR, labels: ['a'], name: 'x', stereo: true, transcribe: true, language: 'en'})",
			"Record with params [{classification = false ; contentDispositionFilename =  ; dict = NULL ; expireSuffix = -1y ; format = text ; hd_audio = false ; id = ID ; " +
				"labels = [a ;  ] ; language = en ; lossless = false ; recordNamePrefix =  ; s3 = NULL ; secure = false ; stereo = true ; transcribe = true ; video = false ; videoopt = NULL ; } ;  ]"},
		{"pstn", "VoxEngine.callPSTN('15550200', '1', {followDiversion: true})", "CallPSTN with params [{id = ID ; } ;  {callerid = 1 ; followDiversion = true ; to = 15550200 ; } ;  ]"},
		{"user", "VoxEngine.callUser('anna', 'bob', 'Bob')", "CallUser with params [{id = ID ; } ;  {callerid = bob ; displayName = Bob ; headers = {} ; to = anna ; } ;  ]"},
		{"sip", "VoxEngine.callSIP('sip:a@b.example', {callerid: 'bob', password: 'top', headers: {'X-A': '1'}})",
			"CallSIP with params [{id = ID ; } ;  {authUser = bob ; callerid = bob ; headers = {X-A = 1 ; } ; password = ****** ; to = sip:a@b.example ; } ;  ]"},
		{"tone_player", "call.startEarlyMedia(); call.playProgressTone('RU')", "CreatePlayer with params [{id = PLAYER ; } ;  {loop = true ; toneScript = 425@-19;5(1/4/1) ; } ;  ]"},
		{"send_media", "const c = VoxEngine.callUser('a', 'b'); call.sendMediaTo(c)", "SendMedia with params [{from = ID ; to = ID ; } ;  ]"},
		{"stop_media", "const c = VoxEngine.callUser('a', 'b'); call.sendMediaTo(c); call.stopMediaTo(c)", "StopMedia with params [{from = ID ; to = ID ; } ;  ]"},
		{"between", "const c = VoxEngine.callUser('a', 'b'); VoxEngine.sendMediaBetween(call, c)", "SendMediaBetween with params [{id1 = ID ; id2 = ID ; } ;  ]"},
		{"not_between", "const c = VoxEngine.callUser('a', 'b'); VoxEngine.sendMediaBetween(call, c); VoxEngine.stopMediaBetween(call, c)", "StopMediaBetween with params [{id1 = ID ; id2 = ID ; } ;  ]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => { `+tt.js+`; VoxEngine.terminate(); })`)
			lines := withoutIDs(r.Log)
			if !slices.Contains(lines, "0 Executing JS command: "+tt.want) {
				t.Errorf("the log lacks %s:\n%s", tt.want, strings.Join(lines, "\n"))
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	field := func(n int) string { return strings.Repeat("x", n-len("X-A: ")) }
	long := strings.Repeat("x", 190)
	check(t, []rule{
		{name: "only_custom_ones_go", o: far("fail 480"), js: dial + `function begin() {
			VoxEngine.callUser({username: 'a', callerid: 'b', extraHeaders: {'X-A': 'b', 'x-b': 1, Subject: 'c', 'X-': 'd', 'VI-Client-Type': 'e', 'User-to-User': 'f', From: 'g'}});
			VoxEngine.terminate();
		}`, warnings: []string{"callUser: custom headers start with X-, so these are dropped: Subject, X-, From"}},
		{name: "200_bytes", js: `onCall((call) => { call.answer({'X-A': '` + field(200) + `'}); VoxEngine.terminate(); })`},
		{name: "201_bytes", js: `onCall((call) => { call.answer({'X-A': '` + field(201) + `'}); VoxEngine.terminate(); })`, warnings: []string{"answer: header X-A is cut to 200 bytes"}},
		{name: "a_name_of_200_bytes", js: `onCall((call) => { call.answer({['X-' + '` + field(200) + `'.repeat(2)]: 'a'}); VoxEngine.terminate(); })`,
			warnings: []string{"answer: a header is dropped: its name alone has 392 bytes, and a header at most 200"}},
		{name: "4095_bytes_in_all", js: `onCall((call) => {
			const h = {}; for (let i = 0; i < 20; i++) h['X-' + (10 + i)] = '` + long + `';
			h['X-A'] = 'x'.repeat(4095 - 20 * 196 - 5); call.answer(h); VoxEngine.terminate();
		})`},
		{name: "4096_bytes_in_all", js: `onCall((call) => {
			const h = {}; for (let i = 0; i < 20; i++) h['X-' + (10 + i)] = '` + long + `';
			h['X-A'] = 'x'.repeat(4096 - 20 * 196 - 5); call.answer(h); VoxEngine.terminate();
		})`, warnings: []string{"answer: header X-A is dropped: all headers have at most 4095 bytes"}},
		{name: "no_limits_if_not_wanted", o: apitest.Options{Limits: session.NoLimits()}, js: `onCall((call) => { call.answer({'X-A': 'x'.repeat(9000)}); VoxEngine.terminate(); })`},
		{name: "not_an_object", js: `onCall((call) => { call.answer('X-A: b'); VoxEngine.terminate(); })`,
			warnings: []string{"answer: headers are an object with a value for each name, not X-A: b: none is sent"}},
		{name: "come_with_the_call", o: apitest.Options{Headers: telephony.Headers{{Name: "X-A", Value: "1"}, {Name: "X-A", Value: "2"}, {Name: "Subject", Value: "s"}, {Name: "VI-Client-Type", Value: "pstn"}}},
			js: `onCall((call, e) => { w(JSON.stringify(e.headers)); VoxEngine.terminate(); })`, want: []string{`0 {"X-A":["1","2"],"VI-Client-Type":"pstn"}`}},
	})
}

func TestHeadersReachTheFarEnd(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => {
		VoxEngine.callUser('a', 'b', 'c', {'X-List': ['1', '2'], 'X-Cut': 'ä'.repeat(200), 'VI-CallTimeout': 20}); VoxEngine.terminate();
	})`)
	want := "headers = {X-List = [1 ;  2 ;  ] ; X-Cut = " + strings.Repeat("ä", 96) + " ; VI-CallTimeout = 20 ; }"
	if all := strings.Join(r.Log, "\n"); !strings.Contains(all, want) {
		t.Errorf("the log lacks %s:\n%s", want, all)
	}
}

func TestHoldAndReInvite(t *testing.T) {
	const js = `onCall((call) => { show(call, 'OnHold', 'OffHold', 'ReInviteReceived', 'ReInviteAccepted', 'ReInviteRejected'); call.answer(); %s })`
	user := apitest.Options{Kind: telephony.User, From: "anna", Do: "wait 1s; hold; wait 1s; resume"}
	check(t, []rule{
		{name: "from_a_user", o: user, js: strings.ReplaceAll(js, "%s", ""), want: []string{
			"1020 OnHold {}", `1020 ReInviteReceived {"body":"{\"hold\":true}","headers":{},"mimeType":"application/json"}`,
			"2020 OffHold {}", `2020 ReInviteReceived {"body":"{\"hold\":false}","headers":{},"mimeType":"application/json"}`}},
		{name: "from_a_phone", o: apitest.Options{Do: "wait 1s; hold; wait 1s; resume"}, js: strings.ReplaceAll(js, "%s", ""), want: []string{"1020 OnHold {}", "2020 OffHold {}"}},
		{name: "asked_for_by_the_scenario", js: strings.ReplaceAll(js, "%s", `setTimeout(() => call.reInvite({'X-A': '1'}, 'application/sdp', 'v=0'), 1000);`),
			want: []string{`1000 ReInviteAccepted {"body":"v=0","headers":{},"mimeType":"application/sdp"}`}},
		{name: "an_answer_to_nothing", js: strings.ReplaceAll(js, "%s", `setTimeout(() => { call.acceptReInvite({}, 'a/b', ''); call.rejectReInvite({}, {code: 488, reason: 'no'}); }, 1000);`),
			warnings: []string{"acceptReInvite: call ID has no ReInvite to be answered", "rejectReInvite: call ID has no ReInvite to be answered"}},
		{name: "accepted_by_the_scenario_once", o: user, js: `onCall((call) => { call.answer(); call.addEventListener(CallEvents.ReInviteReceived, (e) => {
			call.acceptReInvite(e.headers, 'application/sdp', ''); call.rejectReInvite({}, {code: 488});
		}); })`, warnings: []string{"rejectReInvite: call ID has no ReInvite to be answered", "rejectReInvite: call ID has no ReInvite to be answered"}},
		{name: "the_platform_accepts_when_nobody_listens", o: user, js: `onCall((call) => { call.answer(); setTimeout(() => call.acceptReInvite({}, 'a/b', ''), 1500); })`,
			warnings: []string{"acceptReInvite: call ID has no ReInvite to be answered"}},
	})
}

func TestBlindTransfer(t *testing.T) {
	o := apitest.Options{Kind: telephony.SIP, From: "sip:anna@example.com", Do: "wait 1s; refer sip:bob@example.com"}
	check(t, []rule{
		{name: "is_the_scenarios", o: o, js: `onCall((call) => {
			call.handleBlindTransfer(true); call.answer(); call.addEventListener(CallEvents.BlindTransferRequested, (e) => {
				w(e.name + ' ' + e.transferTo + JSON.stringify(e.headers)); call.notifyBlindTransferSuccess(); call.notifyBlindTransferFailed(486, 'Busy');
			});
		})`, want: []string{"1020 Call.BlindTransferRequested sip:bob@example.com{}"}, warnings: []string{"notifyBlindTransfer: call ID has not asked to be transferred"}},
	})
}

func TestEarlyMediaIsHeardByTheCaller(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "say hello"}, prelude+`onCall((call) => {
		show(call, 'PlaybackStarted', 'PlaybackFinished');
		call.say('nobody hears this'); call.startEarlyMedia(); call.say('please wait');
		setTimeout(call.answer, 2000);
	})`)
	same(t, "what the script wrote", r.Logs(), []string{`0 PlaybackStarted {"duration":715}`, "715 PlaybackFinished {}"})
	same(t, "what was heard", r.Heard(), []string{`715 caller "please wait"`})
	same(t, "the warnings", withoutIDs(r.Warnings()), []string{"say: call ID is not connected and has no early media, so nobody hears it"})
	r.WantEnd("Normal termination", 2020+500+60000)
}
