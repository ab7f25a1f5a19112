package conference_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

// prelude gives scripts w, which writes a line; onCall, which answers; show, which writes all events of a conference with
// their own fields; and tried, which gives the message of what a function throws.
const prelude = `
require(Modules.Conference);
const w = (x) => Logger.write(x);
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
	e.call.answer();
	e.call.addEventListener(CallEvents.Connected, () => f(e.call));
});
const show = (c) => {
	for (const n of Object.keys(ConferenceEvents)) c.addEventListener(ConferenceEvents[n], (e) => {
		const { id, name, eventSourceField, conference, endpointId, endpoint, ...rest } = e;
		if (conference !== c || id !== c.id() || name !== ConferenceEvents[n] || endpoint && endpoint.id() !== endpointId) w('wrong event');
		w((n + ' ' + JSON.stringify(rest)).replace(' {}', ''));
	});
	return c;
};
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

// same compares lists; nil and an empty one are the same.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func withoutIDs(lines []string) []string {
	id := regexp.MustCompile(`\b[0-9A-F]{16}\.\d+\.\d+|[A-Za-z0-9_-]{43}`)
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = id.ReplaceAllString(line, "ID")
	}
	return out
}

func TestConference(t *testing.T) {
	for _, tt := range []struct {
		name, js       string
		want, warnings []string
	}{
		{"starts", `show(VoxEngine.createConference({hd_audio: true}))`, []string{"0 Started"}, nil},
		{"without_parameters", `const c = show(VoxEngine.createConference()); w(c instanceof Conference)`, []string{"0 true", "0 Started"}, nil},
		{"stop", `const c = show(VoxEngine.createConference()); setTimeout(() => c.stop(), 1000)`, []string{"0 Started", "1000 Stopped"}, nil},
		{"destroyConference", `const c = show(VoxEngine.createConference()); setTimeout(() => VoxEngine.destroyConference(c), 1000)`, []string{"0 Started", "1000 Stopped"}, nil},
		{"twice", `const c = show(VoxEngine.createConference()); c.stop(); VoxEngine.destroyConference(c)`, []string{"0 Started", "0 Stopped"}, []string{"destroyConference: conference ID has ended"}},
		{"what_is_no_conference", `for (const x of [undefined, {}]) w(tried(() => VoxEngine.destroyConference(x)))`,
			[]string{"0 TypeError: destroyConference: a Conference is expected, not undefined", "0 TypeError: destroyConference: a Conference is expected, not an object"}, nil},
		{"a_listener_that_is_removed", `const c = VoxEngine.createConference(), f = () => w('started'); c.addEventListener(ConferenceEvents.Started, f); c.removeEventListener(ConferenceEvents.Started, f)`, nil, nil},
		{"no_endpoints", `const c = VoxEngine.createConference(); w(c.getList().length + ' ' + c.get('x'))`, []string{"0 0 undefined"}, nil},
		{"itself", `const c = VoxEngine.createConference(); c.sendMediaTo(c); c.stopMediaTo(c)`, nil, []string{"sendMediaTo: ID cannot hear itself", "stopMediaTo: ID does not send media to ID"}},
		{"json_of_an_event", `VoxEngine.createConference().addEventListener(ConferenceEvents.Started, (e) => w(JSON.stringify(e)))`,
			[]string{`0 {"id":"ID","name":"Conference.Started","eventSourceField":"conference","conference":{}}`}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Start: true}, prelude+`onStart(() => {`+tt.js+`});`)
			same(t, "what the script wrote", withoutIDs(r.Logs()), tt.want)
			same(t, "the warnings", withoutIDs(r.Warnings()), tt.warnings)
		})
	}
}

// Three people: the caller, 15550200 and 15550300. The first says something after 1 s, the others after 2 and 3 s.
func TestWhoHearsWhom(t *testing.T) {
	const join = `for (const c of [call, b, c2]) VoxEngine.sendMediaBetween(c, room);`
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"each_member_hears_all_others", join, []string{
			`1535 15550200 "I am A"`, `1535 15550300 "I am A"`, `2740 caller "I am B"`, `2740 15550300 "I am B"`, `3740 caller "I am C"`, `3740 15550200 "I am C"`}},
		{"one_that_only_listens", join + `c2.stopMediaTo(room);`, []string{
			`1535 15550200 "I am A"`, `1535 15550300 "I am A"`, `2740 caller "I am B"`, `2740 15550300 "I am B"`}},
		{"one_that_leaves", join + `setTimeout(() => VoxEngine.stopMediaBetween(b, room), 1700)`, []string{
			`1535 15550200 "I am A"`, `1535 15550300 "I am A"`, `3740 caller "I am C"`}},
		{"a_supervisor_listens_to_two_who_are_bridged", `VoxEngine.sendMediaBetween(call, b); call.sendMediaTo(room); b.sendMediaTo(room); room.sendMediaTo(c2)`, []string{
			`1535 15550200 "I am A"`, `1535 15550300 "I am A"`, `2740 caller "I am B"`, `2740 15550300 "I am B"`}},
		{"an_announcement_to_all", join + `VoxEngine.createTTSPlayer('Welcome to all').sendMediaTo(room)`, []string{
			`930 caller "Welcome to all"`, `930 15550200 "Welcome to all"`, `930 15550300 "Welcome to all"`,
			`1535 15550200 "I am A"`, `1535 15550300 "I am A"`, `2740 caller "I am B"`, `2740 15550300 "I am B"`, `3740 caller "I am C"`, `3740 15550200 "I am C"`}},
		{"nobody_after_its_end", join + `setTimeout(() => room.stop(), 1200)`, []string{`1220 15550200 "I am A" (cut)`, `1220 15550300 "I am A" (cut)`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Do: "wait 1015ms; say I am A; wait 5s; hangup", Far: map[string]string{
				"15550200": "answer after 0s; wait 2020ms; say I am B; wait 5s", "15550300": "answer after 0s; wait 3020ms; say I am C; wait 5s",
			}}, prelude+`onCall((call) => {
				const b = VoxEngine.callPSTN('15550200', '1'), c2 = VoxEngine.callPSTN('15550300', '1'), room = VoxEngine.createConference();
				call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
				`+tt.js+`
			});`)
			same(t, "what was heard", r.Heard(), tt.want)
			same(t, "the warnings", r.Warnings(), nil)
		})
	}
}

func TestEndpoints(t *testing.T) {
	const add = `const room = show(VoxEngine.createConference()); const e = room.add({call, mode: 'MIX', direction: 'BOTH', displayName: 'Ada', scheme: call.scheme}); `
	for _, tt := range []struct {
		name, js       string
		plain          bool // the rule is not for video conferences
		want, warnings []string
	}{
		{name: "added_and_removed_with_the_call", js: add,
			want: []string{"20 Started", `20 EndpointAdded {"direction":"BOTH","mode":"MIX"}`, `1020 EndpointRemoved {"direction":"BOTH","mode":"MIX"}`}},
		{name: "what_it_tells_of_itself", js: add + `w([e.getMode(), e.getDirection(), e.getCall() === call, e instanceof Endpoint, room.getList().length, room.getList()[0] === e, room.get(e.id()) === e])`,
			want: []string{`20 ["MIX","BOTH",true,true,1,true,true]`, "20 Started", `20 EndpointAdded {"direction":"BOTH","mode":"MIX"}`, `1020 EndpointRemoved {"direction":"BOTH","mode":"MIX"}`}},
		{name: "values_of_the_enums_and_defaults", js: `const room = VoxEngine.createConference(); const a = room.add({call, mode: ConferenceMode.FORWARD, direction: ConferenceDirection.SEND}); w(a.getMode() + ' ' + a.getDirection());
			const b = VoxEngine.createConference().add({call}); w(b.getMode() + ' ' + b.getDirection())`, want: []string{"20 FORWARD SEND", "20 MIX BOTH"}},
		{name: "wrong_values", js: `const a = VoxEngine.createConference().add({call, mode: 7, direction: 'UP'}); w(a.getMode() + ' ' + a.getDirection())`, want: []string{"20 MIX BOTH"},
			warnings: []string{"add: there is no mode 7: MIX is used", "add: there is no direction UP: BOTH is used"}},
		{name: "without_a_call", js: `const room = VoxEngine.createConference(); for (const p of [undefined, {}, {call: room}]) w(tried(() => room.add(p)))`, want: []string{
			"20 TypeError: add: the call parameter is a Call, not undefined", "20 TypeError: add: the call parameter is a Call, not undefined", "20 TypeError: add: the call parameter is a Call, not an object"}},
		{name: "a_new_name_and_management", js: add + `e.setDisplayName('Eva'); e.manageEndpoint({default: {audio: ['default']}}).then(() => w('managed'))`, want: []string{
			"20 managed", "20 Started", `20 EndpointAdded {"direction":"BOTH","mode":"MIX"}`, `20 EndpointUpdated {"direction":"BOTH","mode":"MIX"}`,
			`20 EndpointManaged {"direction":"BOTH","mode":"MIX"}`, `1020 EndpointRemoved {"direction":"BOTH","mode":"MIX"}`}},
		{name: "twice", js: add + `room.add({call})`, want: []string{"20 Started", `20 EndpointAdded {"direction":"BOTH","mode":"MIX"}`,
			`20 ConferenceError {"code":100,"error":"the call is an endpoint already"}`, `1020 EndpointRemoved {"direction":"BOTH","mode":"MIX"}`}},
		{name: "a_call_that_is_over", js: `const room = show(VoxEngine.createConference()); call.addEventListener(CallEvents.Disconnected, () => room.add({call}))`,
			want: []string{"20 Started", `1020 ConferenceError {"code":100,"error":"the call is over"}`}},
		{name: "a_conference_that_is_over", js: `const room = show(VoxEngine.createConference()); room.stop(); room.add({call})`,
			want: []string{"20 Started", "20 Stopped", `20 ConferenceError {"code":100,"error":"the conference has ended"}`}},
		{name: "not_removed_after_the_end", js: add + `room.stop(); w(room.getList().length)`, want: []string{"20 0", "20 Started", `20 EndpointAdded {"direction":"BOTH","mode":"MIX"}`, "20 Stopped"}},
		{name: "a_rule_without_the_flag", plain: true, js: add + `w(room.getList().length); e.setDisplayName('Eva'); e.manageEndpoint({}).catch((x) => w(x.message))`, want: []string{
			"20 0", "20 manageEndpoint: the endpoint is in no conference", "20 Started", `20 ConferenceError {"code":102,"error":"the rule is not for video conferences: set its videoConference flag"}`},
			warnings: []string{"setDisplayName: endpoint ID is in no conference", "manageEndpoint: endpoint ID is in no conference"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{VideoConference: !tt.plain, Do: "wait 1s; hangup"}, prelude+`onCall((call) => {`+tt.js+`});`)
			same(t, "what the script wrote", r.Logs(), tt.want)
			same(t, "the warnings", withoutIDs(r.Warnings()), tt.warnings)
		})
	}
}

func TestEndpointsHearEachOther(t *testing.T) {
	for _, tt := range []struct {
		direction string
		want      []string
	}{
		{"BOTH", []string{`1535 15550200 "I am A"`, `2740 caller "I am B"`}},
		{"SEND", []string{`1535 15550200 "I am A"`}},
		{"RECEIVE", []string{`2740 caller "I am B"`}},
	} {
		t.Run(tt.direction, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{VideoConference: true, Do: "wait 1015ms; say I am A; wait 5s; hangup", Far: map[string]string{
				"15550200": "answer after 0s; wait 2020ms; say I am B; wait 5s",
			}}, prelude+`onCall((call) => {
				const b = VoxEngine.callPSTN('15550200', '1'), room = VoxEngine.createConference();
				call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
				room.add({call, direction: '`+tt.direction+`'});
				room.add({call: b});
			});`)
			same(t, "what was heard", r.Heard(), tt.want)
		})
	}
}

// Three endpoints: the caller, 15550200 and 15550300. They say something after 1, 2 and 3 s.
func TestWhatAnEndpointReceives(t *testing.T) {
	a, b, c := `1535 15550200 "I am A"`, `2740 caller "I am B"`, `2740 15550300 "I am B"`
	a3, c1, c2 := `1535 15550300 "I am A"`, `3740 caller "I am C"`, `3740 15550200 "I am C"`
	for _, tt := range []struct {
		name, js       string
		want, warnings []string
	}{
		{"all_by_default", ``, []string{a, a3, b, c, c1, c2}, nil},
		{"one_less", `e1.manageEndpoint({[e2.id()]: {audio: []}})`, []string{a, a3, c, c1, c2}, nil},
		{"one_back_again", `e1.manageEndpoint({[e2.id()]: {audio: []}}); e1.manageEndpoint({[e2.id()]: {audio: ['default']}})`, []string{a, a3, b, c, c1, c2}, nil},
		{"nobody_but_one", `e1.manageEndpoint({default: {audio: []}, [e3.id()]: {audio: ['default']}})`, []string{a, a3, c, c1, c2}, nil},
		{"video_says_nothing_of_audio", `e1.manageEndpoint({[e2.id()]: {video: []}})`, []string{a, a3, b, c, c1, c2}, nil},
		{"in_the_middle_of_a_word", `setTimeout(() => e1.manageEndpoint({[e2.id()]: {audio: []}}), 2480)`, []string{a, a3, `2500 caller "I am B" (cut)`, c, c1, c2}, nil},
		{"whoever_comes_later", `e1.manageEndpoint({default: {audio: []}}); room.getList()[2] === e3 && w('three')`, []string{a, a3, c, c2}, nil},
		{"from_the_beginning", `room2 = VoxEngine.createConference(); room2.add({call, receiveParameters: {default: {audio: []}}}); room2.add({call: b}); room2.add({call: c})`,
			[]string{a, a3, c, c2}, nil},
		{"with_a_mistake_from_the_beginning", `VoxEngine.createConference().add({call, receiveParameters: 7})`, []string{}, []string{"add: the receive parameters are an object of endpoint ids, not 7"}},
		{"an_endpoint_that_is_none", `e1.manageEndpoint({nobody: {audio: []}})`, []string{a, a3, b, c, c1, c2}, []string{"manageEndpoint: the conference has no endpoint nobody"}},
		{"mistakes", `for (const p of [undefined, 'x', {default: 5}, {default: {audio: 'default'}}, {default: {audio: [], video: 1}}]) e1.manageEndpoint(p).catch((x) => w(x.name + ': ' + x.message))`,
			[]string{a, a3, b, c, c1, c2}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{VideoConference: true, Do: "wait 1015ms; say I am A; wait 5s; hangup", Far: map[string]string{
				"15550200": "answer after 0s; wait 2020ms; say I am B; wait 5s", "15550300": "answer after 0s; wait 3020ms; say I am C; wait 5s",
			}}, prelude+`let room2; onCall((call) => {
				const b = VoxEngine.callPSTN('15550200', '1'), c = VoxEngine.callPSTN('15550300', '1'), room = VoxEngine.createConference();
				call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
				const [e1, e2, e3] = [call, b, c].map((x) => room.add({call: x}));
				`+tt.js+`
			});`)
			if tt.name != "with_a_mistake_from_the_beginning" {
				same(t, "what was heard", r.Heard(), tt.want)
			}
			same(t, "the warnings", withoutIDs(r.Warnings()), tt.warnings)
			if tt.name == "mistakes" {
				r.WantLogs("20 TypeError: manageEndpoint: the receive parameters are an object of endpoint ids, not undefined",
					"20 TypeError: manageEndpoint: the receive parameters are an object of endpoint ids, not x",
					"20 TypeError: manageEndpoint: what is received of default is {audio, video}, not 5",
					"20 TypeError: manageEndpoint: audio of default is a list, not default",
					"20 TypeError: manageEndpoint: video of default is a list, not 1")
			}
		})
	}
}

func TestEndpointLimit(t *testing.T) {
	r := apitest.Run(t, apitest.Options{VideoConference: true, Start: true, Limits: session.NoLimits()}, prelude+`onStart(() => {
		const room = VoxEngine.createConference();
		room.addEventListener(ConferenceEvents.ConferenceError, (e) => { w(e.error + ': ' + room.getList().length); VoxEngine.terminate(); });
		for (let i = 0; i < 101; i++) room.add({call: VoxEngine.callPSTN('1555', '1')});
	});`)
	r.WantLogs("0 the conference has 100 endpoints already: 100")
}

func TestLogAndTrace(t *testing.T) {
	r := apitest.Run(t, apitest.Options{VideoConference: true, Do: "wait 1s; hangup"}, prelude+`onCall((call) => {
		const room = VoxEngine.createConference({hd_audio: true});
		call.sendMediaTo(room);
		const e = room.add({call});
		e.setDisplayName('Ada');
		VoxEngine.destroyConference(room);
	})`)
	var lines []string
	for _, l := range withoutIDs(r.Log) {
		if strings.Contains(l, "Conference") || strings.Contains(l, "Endpoint") {
			lines = append(lines, l)
		}
	}
	same(t, "the session log", lines, []string{
		"20 Executing JS command: CreateConference with params [{id = ID ; } ;  {hd_audio = true ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Conference.Started ; } ;  ]",
		"20 Executing JS command: AddEndpoint with params [{conferenceId = ID ; id = ID ; } ;  {call = ID ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Conference.EndpointAdded ; direction = BOTH ; endpointId = ID ; mode = MIX ; } ;  ]",
		"20 Executing JS command: SetDisplayNameEndpoint with params [{id = ID ; } ;  Ada ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Conference.EndpointUpdated ; direction = BOTH ; endpointId = ID ; mode = MIX ; } ;  ]",
		"20 Executing JS command: DestroyConference with params [{id = ID ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Conference.Stopped ; } ;  ]",
	})
	same(t, "commands", r.Commands(), []string{"0 answer", "20 createConference", "20 sendMediaTo", "20 add", "20 setDisplayName", "20 destroyConference"})
}
