package calls_test

import (
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/telephony"
)

// The times of the second session count from its own beginning, at 1020.

// A desk phone asks for a transfer to sip:anna@example.com, and the scenario does nothing about it: the platform does.
const desk = `
	require(Modules.ASR);
	VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
		w('call from ' + e.callerid + ' to ' + e.destination);
		if (e.destination === 'anna') return anna(e.call);
		show(e.call, 'Connected', 'TransferComplete', 'TransferFailed', 'OnHold', 'OffHold', 'Disconnected');
		ivr(e.call);
	});
`

func TestTransferByThePlatform(t *testing.T) {
	with := func(do string) apitest.Options {
		return apitest.Options{Kind: telephony.SIP, From: "desk", Do: do}
	}
	first := "0 call from desk to 15550199"
	up := `20 Connected {"displayName":"","encrypted":false,"headers":{}}`
	asked := "0 call from 15550199 to anna"
	gone := func(at string) string {
		return at + ` Disconnected {"cost":0,"direction":"SIP Call","duration":` + at[:1] + `,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`
	}
	check(t, []rule{
		{name: "a_new_session_takes_the_place_of_who_asked", o: with("wait 1s; refer sip:anna@example.com"), js: desk + `
			function ivr(call) { call.answer(); }
			function anna(call) { show(call, 'Connected', 'Disconnected').answer(); setTimeout(() => call.hangup(), 2000); }`,
			want: []string{first, up, asked, `20 Connected {"displayName":"","encrypted":false,"headers":{}}`, `1040 TransferComplete {"headers":{},"role":"transferor"}`,
				`2000 Disconnected {"cost":0,"direction":"SIP Call","duration":1,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`, gone("3020")}},
		{name: "the_other_leg_is_the_transferee", o: with("wait 3s; hold; refer tel:anna"), js: desk + `
			function ivr(call) {
				const out = VoxEngine.callPSTN('15550200', '15550100');
				VoxEngine.easyProcess(call, out);
				out.addEventListener(CallEvents.TransferComplete, (e) => w('out ' + e.role));
				setTimeout(() => out.hangup(), 8000);
			}
			function anna(call) { call.answer(); }`,
			want: []string{first, `2020 Connected {"displayName":"","encrypted":false,"headers":{}}`, "5020 OnHold {}", asked, "5040 OffHold {}",
				`5040 TransferComplete {"headers":{},"role":"transferor"}`, "5040 out transferee"}},
		{name: "a_refusal_is_told", o: with("wait 1s; refer sip:anna@example.com; wait 2s; hangup"), js: desk + `
			function ivr(call) { call.answer(); }
			function anna(call) { setTimeout(() => call.reject(486), 500); }`,
			want: []string{first, up, asked, `1520 TransferFailed {"code":486,"headers":{},"reason":"Busy Here","role":"transferor"}`, gone("3020")}},
		{name: "who_leaves_first_takes_the_new_call_along", o: with("wait 1s; refer sip:anna@example.com; wait 1s; hangup"), js: desk + `
			function ivr(call) { call.answer(); }
			function anna(call) { show(call, 'Connected', 'Disconnected'); }`,
			want: []string{first, up, asked, gone("2020"),
				`1000 Disconnected {"cost":0,"direction":"","duration":0,"headers":{},"internalCode":487,"reason":"Request Terminated"}`}},
	})
}

// Both ends of the new connection hear each other; who asked for it is cut off.
func TestWhoTakesThePlaceIsHeard(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Kind: telephony.SIP, From: "desk", Do: "wait 3s; refer sip:anna@example.com; say wait a moment please all of you",
		Far: map[string]string{"15550200": "answer after 1s; wait 6s; say good morning anna; hangup"}}, prelude+desk+`
		function ivr(call) { VoxEngine.easyProcess(call, VoxEngine.callPSTN('15550200', '15550100')); }
		function anna(call) {
			call.answer();
			call.addEventListener(CallEvents.Connected, () => call.say('Anna here'));
			const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US, singleUtterance: true});
			asr.addEventListener(ASREvents.Result, (e) => w(e.text));
			call.addEventListener(CallEvents.PlaybackFinished, () => call.sendMediaTo(asr));
		}`)
	same(t, "what was heard", r.Heard(), []string{`4040 15550200 "wait a moment please all of you" (cut)`, `4625 15550200 "Anna here"`})
	logs := r.Logs()
	same(t, "what anna's recogniser heard", logs[len(logs)-1:], []string{"4585 good morning anna"})
}

// A target that no rule is for fails the transfer, not the run.
func TestTransferToNobody(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Kind: telephony.SIP, From: "desk", Do: "wait 1s; refer sip:nobody@example.com; wait 1s; hangup", Only: "15550199"}, prelude+`onCall((call) => {
		show(call, 'TransferFailed').answer();
	})`)
	same(t, "what the script wrote", r.Logs(), []string{`1020 TransferFailed {"code":404,"headers":{},"reason":"Not found","role":"transferor"}`})
}
