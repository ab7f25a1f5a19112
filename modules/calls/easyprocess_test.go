package calls_test

import (
	"slices"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
)

// pair is a caller, and the far end of 15550200.
func pair(caller, called string) apitest.Options {
	return apitest.Options{Do: caller, Far: map[string]string{"15550200": called}}
}

const join = `onCall((call, e) => {
	const out = VoxEngine.callPSTN('15550200', e.callerid);
	show(call, 'Connected', 'Disconnected'); show(out, 'Ringing', 'AudioStarted', 'Connected', 'Failed', 'Disconnected');
	VoxEngine.easyProcess(call, out, (a, b) => w('established ' + (a === call) + (b === out)));
	%s
});`

func joined(more string) string { return prelude + strings.ReplaceAll(join, "%s", more) }

func TestEasyProcess(t *testing.T) {
	for _, tt := range []struct {
		name     string
		o        apitest.Options
		js       string
		commands []string
		logs     []string
		heard    []string
		end      int64
	}{
		{"puts_the_caller_through", pair("say hello", "ring; answer after 2s; wait-heard /hello/; say good day; hangup"), joined(""),
			[]string{"0 callPSTN", "0 sendMediaBetween", "200 ring", "2000 startEarlyMedia", "2000 answer", "3040 terminate"},
			[]string{`200 Ringing {"code":180,"headers":{}}`, `2000 AudioStarted {"code":200,"headers":{}}`,
				`2000 Connected {"displayName":"","encrypted":false,"headers":{}}`, `2020 Connected {"displayName":"","encrypted":false,"headers":{}}`, "2020 established truetrue",
				`3040 Disconnected {"cost":0,"direction":"All numbers","duration":1,"headers":{"Reason":"Q.850;cause=16"},"internalCode":10,"reason":"BYE received"}`},
			[]string{`2520 15550200 "hello"`, `3040 caller "good day"`}, 3040},
		{"lets_the_caller_hear_early_media", pair("", "early-media; say one moment; answer after 1s; hangup"), joined(""),
			[]string{"0 callPSTN", "0 sendMediaBetween", "200 startEarlyMedia", "1850 answer", "1850 terminate"},
			[]string{`200 AudioStarted {"code":183,"headers":{}}`, `1850 Connected {"displayName":"","encrypted":false,"headers":{}}`,
				`1850 Disconnected {"cost":0,"direction":"All numbers","duration":0,"headers":{"Reason":"Q.850;cause=16"},"internalCode":10,"reason":"BYE received"}`},
			[]string{`850 caller "one moment"`}, 1850},
		{"ends_when_the_other_end_is_busy", pair("", "busy"), joined(""),
			[]string{"0 callPSTN", "0 sendMediaBetween", "200 terminate"}, []string{`200 Failed {"code":486,"headers":{},"reason":"Busy Here"}`}, nil, 200},
		{"ends_when_the_caller_gives_up", pair("ring 1s; hangup", "no-answer"), joined(""),
			[]string{"0 callPSTN", "0 sendMediaBetween", "200 ring", "1000 terminate"},
			[]string{`200 Ringing {"code":180,"headers":{}}`, `1000 Disconnected {"cost":0,"direction":"","duration":0,"headers":{},"internalCode":487,"reason":"Request Terminated"}`}, nil, 1000},
		{"does_not_answer_twice", pair("", "ring; answer after 1s; hangup"), joined("call.answer();"),
			[]string{"0 callPSTN", "0 sendMediaBetween", "0 answer", "1000 terminate"},
			[]string{`20 Connected {"displayName":"","encrypted":false,"headers":{}}`, "20 established truetrue", `200 Ringing {"code":180,"headers":{}}`, `1000 AudioStarted {"code":200,"headers":{}}`,
				`1000 Connected {"displayName":"","encrypted":false,"headers":{}}`,
				`1000 Disconnected {"cost":0,"direction":"All numbers","duration":0,"headers":{"Reason":"Q.850;cause=16"},"internalCode":10,"reason":"BYE received"}`}, nil, 1000},
		{"its_listeners_go_with_the_others", pair("", "ring; answer after 1s; hangup"), joined("out.removeEventListener(CallEvents.Connected); out.removeEventListener(CallEvents.Disconnected); out.removeEventListener(CallEvents.AudioStarted);"),
			[]string{"0 callPSTN", "0 sendMediaBetween", "200 ring", "60000 terminate"},
			[]string{`200 Ringing {"code":180,"headers":{}}`, `60000 Disconnected {"cost":0,"direction":"","duration":0,"headers":{},"internalCode":408}`}, nil, 60000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, tt.o, tt.js)
			same(t, "commands", r.Commands(), tt.commands)
			same(t, "what the script wrote", r.Logs(), tt.logs)
			same(t, "what was heard", r.Heard(), tt.heard)
			same(t, "the warnings", r.Warnings(), nil)
			r.WantEnd("Normal termination", tt.end)
		})
	}
}

func TestEasyProcessRelays(t *testing.T) {
	const js = `onCall((call) => {
		call.answer();
		const out = VoxEngine.callSIP('sip:desk@example.com', {callerid: 'anna', headers: {'X-A': '1'}});
		VoxEngine.easyProcess(call, out);
		show(call, 'MessageReceived', 'InfoReceived', 'ReInviteReceived', 'ReInviteAccepted');
		show(out, 'MessageReceived', 'InfoReceived', 'ReInviteReceived', 'ReInviteAccepted');
	})`
	user := apitest.Options{Kind: telephony.User, From: "anna", Far: map[string]string{"sip:desk@example.com": "answer after 0s; wait 30m"}}
	for _, tt := range []struct {
		name, do, called string
		kind             telephony.Kind
		want             []string
	}{
		{"a_message", "wait 1s; message hi", "", telephony.User, []string{`1020 sendMessage [hi]`}},
		{"an_info", "wait 1s; info a/b body", "", telephony.User, []string{`1020 sendInfo [a/b body]`}},
		{"a_message_back", "", "answer after 0s; wait 1s; message hi", telephony.User, []string{`1200 sendMessage [hi]`}},
		{"hold", "wait 1s; hold", "", telephony.User, []string{`1020 reInvite [application/json {"hold":true}]`, `1020 acceptReInvite [application/json {"hold":true}]`}},
		{"hold_by_the_other", "", "answer after 0s; wait 1s; hold", telephony.User, []string{`1200 reInvite [application/sdp a=sendonly]`, `1200 acceptReInvite [application/sdp a=sendonly]`}},
		{"hold_to_a_phone", "", "answer after 0s; wait 1s; hold", telephony.PSTN, []string{`1200 reInvite [application/sdp a=sendonly]`, `1200 acceptReInvite [application/sdp a=sendonly]`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := user
			o.Do, o.Kind = tt.do, tt.kind
			if tt.called != "" {
				o.Far = map[string]string{"sip:desk@example.com": tt.called}
			}
			r := apitest.Run(t, o, prelude+js)
			same(t, "what was relayed", relays(r), tt.want)
			same(t, "the warnings", r.Warnings(), nil)
		})
	}
}

func TestNothingAcceptedIsPassedToAPhone(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => {
		const out = VoxEngine.callSIP('sip:desk@example.com', {callerid: 'anna'});
		VoxEngine.easyProcess(call, out); show(out, 'ReInviteAccepted');
		setTimeout(() => out.reInvite({}, 'application/sdp', 'v=0'), 3000);
	})`)
	same(t, "what the script wrote", r.Logs(), []string{`3000 ReInviteAccepted {"body":"v=0","headers":{},"mimeType":"application/sdp"}`})
	same(t, "what was relayed", relays(r), []string{"3000 reInvite [application/sdp v=0]"})
}

// relays returns the commands that pass something on, with their arguments.
func relays(r *apitest.Result) []string {
	names := []string{"sendMessage", "sendInfo", "reInvite", "acceptReInvite", "rejectReInvite"}
	commands, _ := apitest.Of[trace.Command](r)
	var lines []string
	for i, line := range r.Commands() {
		if slices.Contains(names, commands[i].Name) {
			lines = append(lines, line+" "+text(commands[i].Args))
		}
	}
	return lines
}

// A phone at the far end of an incoming call has no re-INVITE: application/json is accepted in its place.
func TestReInviteOfAPhone(t *testing.T) {
	party := &inviter{mime: "application/json"}
	r := runWith(t, party, telephony.PSTN)
	same(t, "what was relayed", relays(r), []string{"1020 sendMessage [now]", "1020 acceptReInvite [application/sdp ]"})
	same(t, "what the phone was told", party.got, []string{"accepted application/sdp"})
	party = &inviter{mime: "application/sdp"}
	same(t, "sdp is left alone", relays(runWith(t, party, telephony.PSTN)), []string{"1020 sendMessage [now]"})
}

// A re-INVITE that the other end refuses is refused where it came from, and none is passed on as accepted to a phone.
func TestReInviteRefused(t *testing.T) {
	party := &inviter{mime: "application/sdp"}
	r := runWith(t, party, telephony.User)
	same(t, "what was relayed", relays(r), []string{"1020 sendMessage [now]", "1020 reInvite [application/sdp body]", "1020 rejectReInvite [488 no]"})
	same(t, "what the caller was told", party.got, []string{"rejected 488 no"})
}

func TestForwardCalls(t *testing.T) {
	for _, tt := range []struct {
		name, js, command string
		far               string
		logs              []string
	}{
		{"to_the_number_that_was_dialled", `VoxEngine.forwardCallToPSTN();`, "callPSTN [15550199 15550100]", "15550199", nil},
		{"to_a_number_of_its_own", `VoxEngine.forwardCallToPSTN((n) => '+' + n.replace('0199', '0200'), (a, b) => w(a.number() + ' ' + b.number()), {callerid: '15550001'});`,
			"callPSTN [+15550200 15550001]", "15550200", []string{"1020 15550199 +15550200"}},
		{"to_a_user", `VoxEngine.forwardCallToUser((a, b) => w(b.number() + ' ' + b.displayName()), true);`, "callUser [15550199 15550100 15550100]", "user:15550199", []string{"1020 15550199 15550100"}},
		{"to_a_user_directly", `VoxEngine.forwardCallToUserDirect((a, b) => w(b.clientType()));`, "callUserDirect [ID 15550199 15550100 15550100]", "user:15550199", []string{"1020 user"}},
		{"to_sip", `VoxEngine.forwardCallToSIP((a, b) => w(b.number()));`, "callSIP [sip:15550199@test.local.voximplant.com 15550100 15550100]", "sip:15550199@test.local.voximplant.com",
			[]string{"1020 sip:15550199@test.local.voximplant.com"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Do: "say hello", Far: map[string]string{tt.far: "answer after 1s; wait 2s; hangup"}}, prelude+tt.js)
			commands, _ := apitest.Of[trace.Command](r)
			if got := withoutIDs([]string{commands[0].Name + " " + text(commands[0].Args)})[0]; got != tt.command {
				t.Errorf("got %s, want %s", got, tt.command)
			}
			same(t, "what the script wrote", r.Logs(), tt.logs)
			same(t, "the warnings", r.Warnings(), nil)
			r.WantEnd("Normal termination", 3000)
			if heard := r.Heard(); len(heard) != 1 || !strings.Contains(heard[0], `"hello"`) {
				t.Errorf("the far end hears the caller: %q", heard)
			}
		})
	}
}

func TestForwardWithAScriptThatFails(t *testing.T) {
	for name, js := range map[string]string{
		"transform":     `VoxEngine.forwardCallToPSTN(() => { throw new Error('boom'); });`,
		"onEstablished": `VoxEngine.forwardCallToUser(() => { throw new Error('boom'); });`,
	} {
		r := apitest.Run(t, apitest.Options{MayFail: true}, js)
		if got := r.Errors(); len(got) != 1 || !strings.HasPrefix(got[0], "main.js:1:") || !strings.HasSuffix(got[0], "boom") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestDirectCalls(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Kind: telephony.User, From: "anna", Do: "say hello", Far: map[string]string{"user:bob": "ring; answer after 1s; say good day; hangup"}}, prelude+`onCall((call) => {
		const out = VoxEngine.callUserDirect(call, 'bob', {callerid: 'anna', displayName: 'Anna'});
		show(out, 'Ringing', 'AudioStarted', 'FirstAudioPacketReceived', 'Connected');
		VoxEngine.easyProcess(call, out, () => {
			call.say('x'); out.startPlayback('http://example.com/a.mp3'); call.playProgressTone('RU'); out.sendDigits('1'); call.record();
			call.sendMediaTo(out);
		}, true);
	})`)
	same(t, "what the script wrote", r.Logs(), []string{`200 Ringing {"code":180,"headers":{}}`, `1000 Connected {"displayName":"","encrypted":false,"headers":{}}`})
	same(t, "what was heard", r.Heard(), []string{`1520 caller "good day"`, `1520 user:bob "hello"`})
	same(t, "the warnings", withoutIDs(r.Warnings()), []string{
		"say: the media of call ID does not pass through the platform", "startPlayback: the media of call ID does not pass through the platform",
		"playProgressTone: the media of call ID does not pass through the platform", "sendDigits: call ID has its media elsewhere",
		"record: call ID has its media elsewhere", "sendMediaTo: the media of ID does not pass through the platform"})
}

func TestPlaySoundAndHangup(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, `VoxEngine.playSoundAndHangup('http://example.com/a.mp3');`)
	same(t, "what was heard", r.Heard(), []string{`5020 caller "http://example.com/a.mp3"`})
	r.WantEnd("Normal termination", 5020)
	r = apitest.Run(t, apitest.Options{Do: "wait 1s; hangup"}, `VoxEngine.playSoundAndHangup('http://example.com/a.mp3');`)
	same(t, "what was heard", r.Heard(), []string{`1020 caller "http://example.com/a.mp3" (cut)`})
	r.WantEnd("Normal termination", 1020)
}

func TestRouting(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		heard    []string
	}{
		{"both_ways", `VoxEngine.sendMediaBetween(call, out)`, []string{`1215 15550200 "from caller"`, `1215 caller "from called"`}},
		{"one_way", `call.sendMediaTo(out)`, []string{`1215 15550200 "from caller"`}},
		{"the_other_way", `out.sendMediaTo(call)`, []string{`1215 caller "from called"`}},
		{"neither", `VoxEngine.sendMediaBetween(call, out); VoxEngine.stopMediaBetween(call, out)`, nil},
		{"one_way_taken_away", `VoxEngine.sendMediaBetween(call, out); out.stopMediaTo(call)`, []string{`1215 15550200 "from caller"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, pair("wait 480ms; say from caller", "answer after 0s; wait 300ms; say from called"), prelude+`onCall((call) => {
				call.answer(); const out = VoxEngine.callPSTN('15550200', '1'); `+tt.js+`;
			})`)
			same(t, "what was heard", r.Heard(), tt.heard)
		})
	}
	check(t, []rule{{name: "what_cannot_be_warns", js: `onCall((call) => {
		const out = VoxEngine.callPSTN('15550200', '1');
		call.stopMediaTo(out); VoxEngine.stopMediaBetween(call, out); VoxEngine.sendMediaBetween(call, call); VoxEngine.terminate();
	})`, warnings: []string{"stopMediaTo: ID does not send media to ID", "stopMediaTo: ID does not send media to ID", "sendMediaTo: ID cannot hear itself"}}})
}
