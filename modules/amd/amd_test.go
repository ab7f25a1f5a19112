package amd_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
)

// prelude gives scripts w, which writes a line; show, which writes what a detector and its call tell; payload, which writes what
// a promise settles with; and run, which makes a detector and a call with it, and takes them to f.
const prelude = `
const w = (x) => Logger.write(String(x));
const start = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const on = (unit, name, event, hide) => unit.addEventListener(event, (e) => {
	const { amd, call, id, name: _, eventSourceField, ...rest } = e;
	if ('callId' in rest) rest.callId = call && rest.callId !== call.id() ? 'another' : 'ID';
	w(name + ' ' + JSON.stringify(rest));
});
const show = (amd) => { for (const n of Object.keys(AMD.Events)) on(amd, n, AMD.Events[n]); return amd; };
const showCall = (call) => { for (const n of ['Started', 'Result', 'Stopped', 'Error']) on(call, n, CallEvents['AudioIdentification' + n]); return call; };
const payload = (e) => JSON.stringify(Object.keys(e)) + ' ' + e.resultClass;
const run = (o, f = () => {}) => start(() => {
	const amd = show(AMD.create({model: AMD.Model.US, ...o}));
	const call = showCall(VoxEngine.callPSTN('15550200', '15550100', {amd}));
	f(amd, call);
});
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

type rule struct {
	name     string
	far      string // what 15550200 does
	js       string
	want     []string
	warnings []string
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	id := regexp.MustCompile(`[A-Za-z0-9_-]{43}`)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			o := apitest.Options{Start: true}
			if r.far != "" {
				o.Far = map[string]string{"15550200": r.far}
			}
			got := apitest.Run(t, o, prelude+r.js)
			same(t, "what the script wrote", got.Logs(), r.want)
			warnings := got.Warnings()
			for i := range warnings {
				warnings[i] = id.ReplaceAllString(warnings[i], "ID")
			}
			same(t, "the warnings", warnings, r.warnings)
		})
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestDetectorOfACall(t *testing.T) {
	check(t, []rule{
		{name: "human_2_s_after_the_answer", far: "answer after 1s", js: `run()`, want: []string{`1000 Started {}`,
			`3000 Result {"audioSubType":"NONE","audioType":"HUMAN","confidence":100}`, `3000 Stopped {}`,
			`3000 DetectionComplete {"callId":"ID","confidence":100,"resultClass":"HUMAN","resultSubtype":"NONE"}`}},
		{name: "voicemail", far: "amd voicemail after=1s confidence=87; answer after 1s", js: `run()`, want: []string{`1000 Started {}`,
			`2000 Result {"audioSubType":"NONE","audioType":"VOICEMAIL","confidence":87}`, `2000 Stopped {}`,
			`2000 DetectionComplete {"callId":"ID","confidence":87,"resultClass":"VOICEMAIL","resultSubtype":"NONE"}`}},
		{name: "voicemail_that_talks_like_a_human", far: "amd mimic; answer after 1s", js: `run()`, want: []string{`1000 Started {}`,
			`3000 Result {"audioSubType":"MIMIC","audioType":"VOICEMAIL","confidence":100}`, `3000 Stopped {}`,
			`3000 DetectionComplete {"callId":"ID","confidence":100,"resultClass":"VOICEMAIL","resultSubtype":"MIMIC"}`}},
		{name: "timeout_6500_ms_after_the_answer", far: "amd unclear; answer after 1s", js: `run()`, want: []string{`1000 Started {}`,
			`7500 Result {"audioSubType":"NONE","audioType":"TIMEOUT","confidence":0}`, `7500 Stopped {}`, `7500 DetectionComplete {"callId":"ID","resultClass":"TIMEOUT"}`}},
		{name: "or_after_the_time_given", far: "amd unclear; answer after 1s", js: `run({timeout: 500}, (amd) => w(amd.timeout + ' ' + amd.model))`, want: []string{`0 500 us`, `1000 Started {}`,
			`1500 Result {"audioSubType":"NONE","audioType":"TIMEOUT","confidence":0}`, `1500 Stopped {}`, `1500 DetectionComplete {"callId":"ID","resultClass":"TIMEOUT"}`}},
		{name: "call_ended_when_it_hangs_up_before", far: "answer after 1s; wait 1s; hangup", js: `run()`,
			want: []string{`1000 Started {}`, `2000 DetectionComplete {"callId":"ID","resultClass":"CALL_ENDED"}`}},
		{name: "call_ended_when_nobody_answers", far: "busy", js: `run()`, want: []string{`200 DetectionComplete {"callId":"ID","resultClass":"CALL_ENDED"}`}},
		{name: "a_threshold_from_0_to_1", far: "amd voicemail confidence=79; answer after 1s", js: `run({timeout: 3000, thresholds: {human: 0.9, voicemail: 0.79}}, (amd) => amd.addEventListener(AMD.Events.DetectionComplete, () =>
				VoxEngine.callPSTN('15550200', '1', {amd: show(AMD.create({model: 'ru', timeout: 3000, thresholds: {voicemail: 0.8}}))})))`,
			want: []string{`1000 Started {}`, `3000 Result {"audioSubType":"NONE","audioType":"VOICEMAIL","confidence":79}`, `3000 Stopped {}`,
				`3000 DetectionComplete {"callId":"ID","confidence":79,"resultClass":"VOICEMAIL","resultSubtype":"NONE"}`, `7000 DetectionComplete {"callId":"ID","resultClass":"TIMEOUT"}`}},
		{name: "an_unknown_model_is_an_error", far: "answer after 1s", js: `run({model: 'de'})`, want: []string{`0 Error {}`, `0 DetectionError {"callId":"ID","message":"unknown model: de"}`}},
		{name: "the_detector_has_its_call_and_serves_no_other", far: "answer after 1s; wait 3s; hangup", js: `run({}, (amd, call) => { w(amd.call === call); VoxEngine.callSIP('sip:x@y', {callerid: '1', amd}); VoxEngine.callUser({username: 'u', callerid: '1', amd}); })`,
			want: []string{`0 true`, `1000 Started {}`, `3000 Result {"audioSubType":"NONE","audioType":"HUMAN","confidence":100}`, `3000 Stopped {}`,
				`3000 DetectionComplete {"callId":"ID","confidence":100,"resultClass":"HUMAN","resultSubtype":"NONE"}`},
			warnings: []string{"amd: this detector serves call ID: make one for each call", "amd: this detector serves call ID: make one for each call"}},
		{name: "json_of_an_event", far: "answer", js: `start(() => { const amd = AMD.create({model: AMD.Model.RU}); const call = VoxEngine.callPSTN('15550200', '1', {amd});
				amd.addEventListener(AMD.Events.DetectionComplete, (e) => { w(JSON.stringify(e).replace(amd.id(), 'AMD').replaceAll(call.id(), 'ID').replace(/"_conn.*?\d+/, '')); call.hangup(); }); })`,
			want: []string{`2200 {"callId":"ID","confidence":100,"id":"AMD","name":"AMD.Events.DetectionComplete","resultClass":"HUMAN","resultSubtype":"NONE","eventSourceField":"amd","amd":{"model":"ru","timeout":6500,"call":{"rism":{},"_isAnsweredStatus":true,}},"call":{"rism":{},"_isAnsweredStatus":true,"_connectedTime":1767225600200}}`}},
	})
}

func TestDetect(t *testing.T) {
	check(t, []rule{
		{name: "promises_the_payload_after_the_event", far: "answer after 1s", js: `start(async () => {
				const call = VoxEngine.callPSTN('15550200', '1'), amd = show(AMD.create({model: AMD.Model.US, call})), detect = amd.detect;
				const e = await detect();
				w(payload(e) + (e.amd === amd && e.call === call && e.callId === call.id()));
				w((await detect()).resultClass);
			})`, want: []string{`3000 DetectionComplete {"callId":"ID","confidence":100,"resultClass":"HUMAN","resultSubtype":"NONE"}`,
			`3000 ["amd","call","callId","confidence","resultClass","resultSubtype"] HUMANtrue`, `3000 HUMAN`}},
		{name: "without_a_call_it_is_refused", js: `start(async () => { const amd = show(AMD.create({model: AMD.Model.US}));
				try { await amd.detect(); } catch (e) { w(e.message + (e.amd === amd)); } VoxEngine.terminate(); })`,
			want: []string{`0 DetectionError {"message":"The 'call' parameter is required, the operation will be skipped!"}`, `0 The 'call' parameter is required, the operation will be skipped!true`}},
		{name: "an_unknown_model_breaks_it", far: "answer", js: `start(async () => { const call = VoxEngine.callPSTN('15550200', '1'), amd = show(AMD.create({call}));
				for (let i = 0; i < 2; i++) await amd.detect().catch((e) => w(e.message)); })`,
			want: []string{`0 DetectionError {"callId":"ID","message":"unknown model: undefined"}`, `0 unknown model: undefined`, `0 unknown model: undefined`}},
		{name: "so_does_a_call_whose_media_is_elsewhere", js: `start(async () => { const a = VoxEngine.callPSTN('15550200', '1'), call = VoxEngine.callUserDirect(a, 'ben', {callerid: '1'});
				await AMD.create({model: 'us', call}).detect().catch((e) => w(e.message.replace(call.id(), 'ID'))); VoxEngine.terminate(); })`,
			want: []string{`0 detect: call ID has its media elsewhere`}},
		{name: "a_listener_can_be_removed", far: "answer", js: `start(async () => { const call = VoxEngine.callPSTN('15550200', '1'), amd = AMD.create({model: 'us', call}), f = () => w('never');
				amd.addEventListener(AMD.Events.DetectionComplete, f); amd.removeEventListener(AMD.Events.DetectionComplete, f); await amd.detect(); call.hangup(); })`},
	})
}

func TestCreate(t *testing.T) {
	check(t, []rule{
		{name: "wrong_arguments", js: `start(() => {
				w(tried(() => AMD.create())); w(tried(() => AMD.create({model: 'us', call: {}}))); w(tried(() => new AMD.AnsweringMachineDetector()));
				w(AMD.create({model: 'us', timeout: 30000}).timeout); w(AMD.create({model: 'us', timeout: -1, thresholds: {human: 50}}).timeout);
				VoxEngine.terminate();
			})`, want: []string{"0 TypeError: AMD.create: an object with a model is expected, not undefined", "0 TypeError: AMD.create: call: a Call is expected, not an object",
			"0 TypeError: AMD.AnsweringMachineDetector can't be created with new: its objects come from the API", "0 20000", "0 0"},
			warnings: []string{"AMD.create: timeout is from 0 to 20000 ms, not 30000: 20000 is used", "AMD.create: thresholds.human is from 0 to 1, not 50: it is ignored",
				"AMD.create: timeout is from 0 to 20000 ms, not -1: 0 is used"}},
		{name: "the_models_are_those_of_the_table", far: "answer; wait 5s", js: `start(async () => { const call = VoxEngine.callPSTN('15550200', '1');
				await Promise.all(Object.values(AMD.Model).map((model) => AMD.create({model, call}).detect())); w(Object.keys(AMD.Model).length); call.hangup(); })`, want: []string{"2200 11"}},
	})
}

func TestDetectVoicemail(t *testing.T) {
	begin := `require(Modules.AI);
		const go = (...o) => start(async () => {
			const call = VoxEngine.callPSTN('15550200', '1');
			for (const n of ['VoicemailDetected', 'VoicemailNotDetected']) on(call, n, AI.Events[n]);
			try { const e = await AI.detectVoicemail(call, ...o); w('kept ' + e.name + ' ' + e.confidence + (e.call === call)); }
			catch (e) { w('broken ' + (e.message || e.name + (e.call === call)).replace(call.id(), 'ID')); }
			call.hangup();
		}); `
	check(t, []rule{
		{name: "kept_for_a_voicemail", far: "amd voicemail confidence=80; answer after 1s", js: begin + `go()`,
			want: []string{`3000 VoicemailDetected {"confidence":80}`, `3000 kept AI.Events.VoicemailDetected 80true`}},
		{name: "kept_for_one_that_talks", far: "amd mimic; answer after 1s", js: begin + `go({model: 'colombia'})`,
			want: []string{`3000 VoicemailDetected {"confidence":100}`, `3000 kept AI.Events.VoicemailDetected 100true`}},
		{name: "broken_for_a_human", far: "answer after 1s", js: begin + `go({model: 'ru'})`,
			want: []string{`3000 VoicemailNotDetected {}`, `3000 broken AI.Events.VoicemailNotDetectedtrue`}},
		{name: "broken_under_the_threshold", far: "amd voicemail confidence=80; answer after 1s", js: begin + `go({threshold: 0.81})`,
			want: []string{`7500 VoicemailNotDetected {}`, `7500 broken AI.Events.VoicemailNotDetectedtrue`}},
		{name: "a_threshold_that_is_none_is_warned_about", far: "amd voicemail confidence=79; answer", js: begin + `go({threshold: 80})`,
			want: []string{`6700 VoicemailNotDetected {}`, `6700 broken AI.Events.VoicemailNotDetectedtrue`}, warnings: []string{"AI.detectVoicemail: threshold is from 0 to 1, not 80: 0.8 is used"}},
		{name: "an_unknown_model_breaks_it", far: "answer", js: begin + `go({model: 'us'})`, want: []string{`0 broken AI.detectVoicemail: the model is 'ru' or 'colombia', not us`}},
		{name: "media_elsewhere_breaks_it", far: "answer", js: `require(Modules.AI); start(async () => { const a = VoxEngine.callPSTN('15550200', '1'), call = VoxEngine.callUserDirect(a, 'ben', {callerid: '1'});
				await AI.detectVoicemail(call).catch((e) => w(e.message.replace(call.id(), 'ID'))); w(tried(() => AI.detectVoicemail())); VoxEngine.terminate(); })`,
			want: []string{`0 AI.detectVoicemail: detect: call ID has its media elsewhere`, `0 TypeError: AI.detectVoicemail: a Call is expected, not undefined`}},
	})
}
