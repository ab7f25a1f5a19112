package calls_test

import (
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/telephony"
)

func TestTransferTo(t *testing.T) {
	with := func(do string) apitest.Options {
		return apitest.Options{Kind: telephony.SIP, From: "sip:anna@example.com", Do: do}
	}
	sip := with("wait 10s")
	check(t, []rule{
		{name: "the_far_end_leaves", o: sip, js: `onCall((call) => {
			show(call, 'Connected', 'TransferComplete', 'TransferFailed', 'Disconnected').answer();
			call.addEventListener(CallEvents.Connected, () => setTimeout(() => call.transferTo({ to: 'sip:bob@example.com', headers: { 'X-A': '1' } }), 1000));
		})`, want: []string{`20 Connected {"displayName":"","encrypted":false,"headers":{}}`, `1220 TransferComplete {"headers":{}}`,
			`1220 Disconnected {"cost":0,"direction":"SIP Call","duration":1,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`}},
		{name: "the_far_end_takes_its_time", o: with("accept-transfer after 3s"), js: `onCall((call) => {
			show(call, 'TransferComplete').answer();
			call.addEventListener(CallEvents.Connected, () => call.transferTo({ to: 'sip:bob@example.com' }));
		})`, want: []string{`3020 TransferComplete {"headers":{}}`}},
		{name: "the_far_end_refuses_and_stays", o: with(`refuse-transfer 486 "on the phone"; wait 2s; hangup`), js: `onCall((call) => {
			show(call, 'TransferComplete', 'TransferFailed', 'Disconnected').answer();
			call.addEventListener(CallEvents.Connected, () => call.transferTo({ to: 'sip:bob@example.com' }));
		})`, want: []string{`220 TransferFailed {"code":486,"headers":{},"reason":"on the phone"}`,
			`2020 Disconnected {"cost":0,"direction":"SIP Call","duration":2,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`}},
		{name: "a_refusal_leaves_the_other_call_of_an_attended_one", o: with("refuse-transfer"), js: `onCall((call) => {
			show(call, 'TransferFailed').answer();
			const other = VoxEngine.callSIP('sip:bob@example.com');
			call.addEventListener(CallEvents.TransferFailed, () => w(call.state() + ' ' + other.state()));
			other.addEventListener(CallEvents.Connected, () => call.transferTo({ to: 'sip:bob@example.com', call: other }));
		})`, want: []string{`2200 TransferFailed {"code":603,"headers":{},"reason":"Decline"}`, `2200 CONNECTED CONNECTED`}},
		{name: "attended", o: sip, js: `onCall((call) => {
			show(call, 'TransferComplete').answer();
			const other = show(VoxEngine.callSIP('sip:bob@example.com'), 'Connected', 'Disconnected');
			other.addEventListener(CallEvents.Connected, () => call.transferTo({ to: 'sip:bob@example.com', call: other }));
		})`, want: []string{`2000 Connected {"displayName":"","encrypted":false,"headers":{}}`, `2200 TransferComplete {"headers":{}}`,
			`2200 Disconnected {"cost":0,"direction":"SIP Call","duration":0,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`}},
		{name: "phones_that_are_no_SIP_phones_refuse", o: apitest.Options{Do: "wait 2s"}, js: `onCall((call) => {
			show(call, 'TransferComplete', 'TransferFailed').answer();
			call.addEventListener(CallEvents.Connected, () => call.transferTo({ to: 'sip:bob@example.com' }));
		})`, want: []string{`20 TransferFailed {"code":405,"headers":{},"reason":"Method Not Allowed"}`}},
		{name: "ten_times_a_call", o: sip, js: `onCall((call) => {
			call.answer(); show(call, 'TransferFailed');
			call.addEventListener(CallEvents.Connected, () => { for (let i = 0; i < 11; i++) call.transferTo({ to: 'sip:bob@example.com' }); });
		})`, want: []string{`20 TransferFailed {"code":503,"headers":{},"reason":"Service Unavailable"}`}},
		{name: "needs_a_call_that_is_up", o: sip, js: `onCall((call) => { call.transferTo({ to: 'sip:bob@example.com' }); call.answer(); })`,
			warnings: []string{"transferTo: call ID is not connected"}},
		{name: "needs_a_target", o: sip, js: `onCall((call) => { w(tried(() => call.transferTo())); w(tried(() => call.transferTo({}))); w(tried(() => call.transferTo({ to: 'sip:a@b.example', call: {} }))); call.reject(); })`,
			want: []string{"0 Error: transferTo: the to parameter is missing", "0 Error: transferTo: the to parameter is missing", "0 TypeError: transferTo: a Call is expected, not an object"}},
	})
}
