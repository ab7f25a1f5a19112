package calls_test

import (
	"strings"
	"testing"

	"voxemu/modules/apitest"
)

// The scenario is the rule for its own conferences, too: calls to it have another destination.
func TestCallConference(t *testing.T) {
	join := func(args string) string {
		return `onCall((call, {destination}) => {
			if (destination === 'room') return;
			const c = VoxEngine.callConference(` + args + `);
			w([c.incoming(), c.number(), c.callerid(), c.displayName(), c.clientType(), c.state(), c.is_conf].join('|'));
			VoxEngine.terminate();
		})`
	}
	check(t, []rule{
		{name: "positional", js: join(`'room', '15550100', 'Anna', {'X-A': 'b'}`), want: []string{"0 false|room|15550100|Anna|user|PROGRESSING|true"}},
		{name: "two_arguments", js: join(`'room', '15550100'`), want: []string{"0 false|room|15550100||user|PROGRESSING|true"}},
		{name: "named", js: join(`{conferenceId: 'room', callerid: '15550100', displayName: 'Anna', headers: {'X-A': 'b'}}`), want: []string{"0 false|room|15550100|Anna|user|PROGRESSING|true"}},
		{name: "without_an_id", o: apitest.Options{Start: true}, js: `onStart(() => {
			for (const f of [() => VoxEngine.callConference(), () => VoxEngine.callConference(null, '1'), () => VoxEngine.callConference({callerid: '1'})]) w(tried(f));
			show(VoxEngine.callConference('', '1'), 'Failed'); show(VoxEngine.callConference('my room', '1'), 'Failed'); show(VoxEngine.callConference('room', '1 2'), 'Failed');
		})`, want: []string{
			"0 Error: callConference: the conferenceId parameter is missing", "0 Error: callConference: the conferenceId parameter is missing", "0 Error: callConference: the conferenceId parameter is missing",
			`0 Failed {"code":404,"headers":{},"reason":"Not found"}`, `0 Failed {"code":404,"headers":{},"reason":"Not found"}`, `0 Failed {"code":403,"headers":{},"reason":"Forbidden"}`}},
		{name: "a_conference_that_is_a_far_end", o: apitest.Options{Start: true, Far: map[string]string{"conference:room": "answer after 1s; wait 1s; hangup"}},
			js:   `onStart(() => show(VoxEngine.callConference('room', '1'), 'Connected', 'Disconnected'))`,
			want: []string{`1000 Connected {"displayName":"","encrypted":false,"headers":{}}`, `2000 Disconnected {"cost":0,"direction":"All users","duration":1,"headers":{"Reason":"Q.850;cause=16"},"internalCode":16}`}},
		{name: "hung_up_before_it_arrives", o: apitest.Options{Do: "hangup"}, js: `onCall((call, {destination}) => {
			call.addEventListener(CallEvents.Disconnected, (e) => w(destination + ' ' + e.internalCode));
			if (destination !== 'room') { call.answer(); show(VoxEngine.callConference('room', '1'), 'Failed').hangup(); }
		})`, want: []string{`0 Failed {"code":487,"headers":{},"reason":"Request Terminated"}`, "0 room 487", "20 15550199 10"}},
		{name: "easyProcess_into_a_conference", o: apitest.Options{Do: "wait 1s; say Hello; wait-heard /welcome/; hangup"}, js: `onCall((call, {destination, callerid}) => {
			if (destination !== 'room') return VoxEngine.easyProcess(call, VoxEngine.callConference('room', callerid));
			call.handleMicStatus(true);
			call.answer();
			show(call, 'MicStatusChange');
			setTimeout(() => call.say('welcome'), 2000);
			call.addEventListener(CallEvents.Disconnected, () => { w('left'); VoxEngine.terminate(); });
		})`, want: []string{`1040 MicStatusChange {"active":true}`, `1540 MicStatusChange {"active":false}`, "2500 left"}},
	})
}

func TestCallConferenceInTheSessionLog(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `VoxEngine.addEventListener(AppEvents.Started, (e) => e.sessionId === 1 && VoxEngine.callConference('room', '1', 'Anna', {'X-A': 'b'}));
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({call, callerid, displayName, headers, toURI}) => {
			Logger.write([call.incoming(), call.number(), call.clientType(), call.is_conf, callerid, displayName, JSON.stringify(headers), toURI].join('|'));
			call.reject(486);
		});`)
	r.WantLogs(`0 true|room|user|true|1|Anna|{"X-A":"b"}|sip:room@test.local.voximplant.com`)
	if log := strings.Join(r.Log, "\n"); !strings.Contains(log, "CallConference with params [{id = ") || !strings.Contains(log, "to = room") {
		t.Errorf("the session log lacks the command:\n%s", log)
	}
}
