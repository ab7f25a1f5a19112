package asr_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/service"
)

// prelude gives scripts w, which writes a line; onCall; show, which writes each event of a recogniser with its own fields; and
// hear, which answers and sends the call to a recogniser made with the arguments.
const prelude = `
require(Modules.ASR);
const w = (x) => Logger.write(String(x));
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => f(e.call));
const show = (a) => {
	for (const n of Object.keys(ASREvents)) a.addEventListener(ASREvents[n], (e) => {
		const { asr, id, name, eventSourceField, ...rest } = e;
		w(n + ' ' + JSON.stringify(rest) + (asr === a && id === a.id() ? '' : ' of another'));
	});
	return a;
};
const hear = (...args) => onCall((call) => {
	call.answer();
	call.addEventListener(CallEvents.Connected, () => call.sendMediaTo(show(VoxEngine.createASR(...args))));
});
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

type rule struct {
	name     string
	do       string // what the caller does; it is connected at 20 ms
	js       string
	want     []string
	warnings []string
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			got := apitest.Run(t, apitest.Options{Do: r.do}, prelude+r.js)
			same(t, "what the script wrote", got.Logs(), r.want)
			same(t, "the warnings", got.Warnings(), r.warnings)
		})
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestEvents(t *testing.T) {
	check(t, []rule{
		{name: "started_then_capture_speech_result", do: `say "yes please" confidence=65`, js: `hear({profile: ASRProfileList.Google.en_US, singleUtterance: true})`, want: []string{
			`20 Started {}`, `20 CaptureStarted {}`, `1170 SpeechCaptured {}`, `1170 Result {"confidence":65,"text":"yes please"}`}},
		{name: "interim_results_when_asked_for", do: `say "yes please"`, js: `hear({profile: ASRProfileList.Google.en_US, singleUtterance: true, interimResults: true})`, want: []string{
			`20 Started {}`, `20 CaptureStarted {}`, `215 InterimResult {"text":"yes"}`, `670 InterimResult {"text":"yes please"}`,
			`1170 SpeechCaptured {}`, `1170 Result {"confidence":100,"text":"yes please"}`}},
		{name: "single_utterance_is_off_by_default", do: `say "one"; wait 700ms; say "two"`, js: `hear({profile: ASRProfileList.Google.en_US})`, want: []string{
			`20 Started {}`, `20 CaptureStarted {}`, `2720 SpeechCaptured {}`, `2720 Result {"confidence":100,"text":"one two"}`}},
		{name: "but_on_for_SaluteSpeech", do: `say "one"; wait 700ms; say "two"`, js: `hear({profile: ASRProfileList.SaluteSpeech.ru_RU})`, want: []string{
			`20 Started {}`, `20 CaptureStarted {}`, `1020 SpeechCaptured {}`, `1020 Result {"confidence":100,"text":"one"}`,
			`1220 CaptureStarted {}`, `2220 SpeechCaptured {}`, `2220 Result {"confidence":100,"text":"two"}`}},
		{name: "stopped_is_the_last_event", do: `say "one two three"; wait 2s; say "four"`, js: `onCall((call) => {
				call.answer();
				const asr = show(VoxEngine.createASR({profile: ASRProfileList.Yandex.en_US}));
				call.sendMediaTo(asr);
				setTimeout(() => { asr.stop(); asr.stop(); }, 2500);
			})`, want: []string{`0 Started {}`, `20 CaptureStarted {}`, `1865 SpeechCaptured {}`, `1865 Result {"confidence":100,"text":"one two three"}`, `2500 Stopped {"cost":"0","duration":2}`},
			warnings: []string{"stop: the recogniser has been stopped already"}},
	})
}

func TestRouting(t *testing.T) {
	check(t, []rule{
		{name: "what_is_said_while_detached_is_lost", do: `say "one"; wait 2s; say "two"; wait 2s; say "three"`, js: `onCall((call) => {
				call.answer();
				const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US, singleUtterance: true});
				asr.addEventListener(ASREvents.Result, (e) => {
					w(e.text);
					call.stopMediaTo(asr);
					setTimeout(() => call.sendMediaTo(asr), 3500);
				});
				call.sendMediaTo(asr);
			})`, want: []string{"1020 one", "6020 three"}},
		{name: "without_a_source_nothing_is_heard", do: `say "one"`, js: `onCall((call) => { call.answer(); show(VoxEngine.createASR({profile: ASRProfileList.Google.en_US})); })`,
			want: []string{"0 Started {}"}},
		{name: "the_newest_source_wins", do: `wait 1s; say "from the caller"`, js: `onCall((call) => {
				call.answer();
				const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US, singleUtterance: true});
				asr.addEventListener(ASREvents.Result, (e) => w(e.text));
				call.sendMediaTo(asr);
				VoxEngine.createTTSPlayer('from a player').sendMediaTo(asr);
			})`, want: []string{"1345 from a player"}},
		{name: "it_sends_no_media", js: `onCall((call) => { call.answer(); const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US});
				w(tried(() => asr.sendMediaTo(call))); VoxEngine.terminate(); })`, want: []string{"0 TypeError: Object has no member 'sendMediaTo'"}},
		{name: "it_outlives_its_call", do: `say "bye"; hangup`, js: `let asr; onCall((call) => {
				call.answer();
				asr = show(VoxEngine.createASR({profile: ASRProfileList.Google.en_US}));
				call.sendMediaTo(asr);
				call.addEventListener(CallEvents.Disconnected, () => setTimeout(() => { asr.stop(); setTimeout(VoxEngine.terminate, 0); }, 2000));
			})`, want: []string{`0 Started {}`, `20 CaptureStarted {}`, `1520 SpeechCaptured {}`, `1520 Result {"confidence":100,"text":"bye"}`, `2520 Stopped {"cost":"0","duration":2}`}},
	})
}

func TestArguments(t *testing.T) {
	check(t, []rule{
		{name: "without_a_profile_it_throws", js: `onCall(() => { w(tried(() => VoxEngine.createASR())); w(tried(() => VoxEngine.createASR({})));
				w(tried(() => VoxEngine.createASR({profile: ASRProfileList.Google.nowhere}))); w(tried(() => new ASR('a'))); VoxEngine.terminate(); })`,
			want: []string{"0 Error: createASR: the profile parameter is missing", "0 Error: createASR: the profile parameter is missing",
				"0 Error: createASR: the profile parameter is missing", "0 TypeError: ASR can't be created with new: its objects come from the API"}},
		{name: "the_older_form_recognises_without_a_break", do: `say "one"; wait 700ms; say "two"`, js: `onCall((call) => { call.answer();
				const asr = show(VoxEngine.createASR(ASRLanguage.ENGLISH_US, 'dict'));
				call.sendMediaTo(asr); w(asr.language() + ' ' + asr.dictionary()); })`,
			want: []string{`0 en-US dict`, `0 Started {}`, `20 CaptureStarted {}`, `2720 SpeechCaptured {}`, `2720 Result {"confidence":100,"text":"one two"}`}},
		{name: "lang_is_an_older_name", do: `say "one"`, js: `onCall((call) => { call.answer();
				const asr = VoxEngine.createASR({lang: ASRLanguage.RUSSIAN_RU, dict: ['a', 'b'], singleUtterance: true});
				asr.addEventListener(ASREvents.Result, (e) => w(e.text));
				call.sendMediaTo(asr); w(asr.language() + ' ' + asr.dictionary().length); })`,
			want: []string{`0 ru-RU 2`, `1020 one`}, warnings: []string{"createASR: lang is an older parameter: give a profile of ASRProfileList"}},
		{name: "language_and_dictionary_are_as_given", js: `onCall(() => { const profile = ASRProfileList.Google.en_US, asr = VoxEngine.createASR({profile});
				w(asr.language() === profile); w(JSON.stringify(asr.dictionary())); w(JSON.stringify(VoxEngine.createASR('en-US').dictionary())); VoxEngine.terminate(); })`,
			want: []string{"0 true", "0 []", "0 []"}},
		{name: "a_profile_that_is_none_is_an_error", do: `say "one"`, js: `hear({profile: 'en-US'})`,
			want: []string{`20 ASRError {"error":"profile: a member of ASRProfileList is expected, not en-US"}`}},
		{name: "so_is_a_model", do: `say "one"`, js: `hear({profile: ASRProfileList.Google.en_US, model: ASRProfileList.Google.en_US, singleUtterance: true})`,
			want:     []string{`20 Started {}`, `20 CaptureStarted {}`, `1020 SpeechCaptured {}`, `1020 Result {"confidence":100,"text":"one"}`},
			warnings: []string{"createASR: model: a member of ASRModelList is expected, not an object"}},
		{name: "a_listener_can_be_removed", do: `say "one"`, js: `onCall((call) => { call.answer();
				const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US, model: ASRModelList.Google.latest_long}), f = () => w('never');
				asr.addEventListener(ASREvents.Result, f); asr.removeEventListener(ASREvents.Result, f); call.sendMediaTo(asr); })`},
		{name: "json_of_an_event", do: `say "one"`, js: `onCall((call) => { call.answer();
				const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US}); call.sendMediaTo(asr);
				asr.addEventListener(ASREvents.Result, (e) => w(JSON.stringify(e).replace(asr.id(), 'ID'))); })`,
			want: []string{`1520 {"confidence":100,"id":"ID","name":"ASR.Result","text":"one","eventSourceField":"asr","asr":{}}`}},
	})
}

func TestProviders(t *testing.T) {
	for _, tt := range []struct {
		name, pattern, steps, do, js string
		want                         []string
	}{
		{"one_that_refuses", "Google.*", `reject 429 "quota exceeded"`, `say "one"`, `hear({profile: ASRProfileList.Google.en_US, singleUtterance: true})`,
			[]string{`20 ASRError {"error":"quota exceeded"}`}},
		{"refusal_without_words", "*", "reject", "wait 1s", `hear({profile: ASRProfileList.Google.en_US})`,
			[]string{`20 ASRError {"error":"the recogniser refused the request"}`}},
		{"other_profiles_work", "Yandex.*", "reject", `say "one"`, `hear({profile: ASRProfileList.Google.en_US, singleUtterance: true})`,
			[]string{`20 Started {}`, `20 CaptureStarted {}`, `1020 SpeechCaptured {}`, `1020 Result {"confidence":100,"text":"one"}`}},
		{"one_that_is_silent", "google.en_us", "no-answer", `say "one"`, `hear({profile: ASRProfileList.Google.en_US, singleUtterance: true})`, nil},
		{"one_that_is_late_misses_what_began_before", "*", "answer after 200ms", `say "one"; wait 1s; say "two"`, `hear({profile: ASRProfileList.Google.en_US, singleUtterance: true})`,
			[]string{`220 Started {}`, `1520 CaptureStarted {}`, `2520 SpeechCaptured {}`, `2520 Result {"confidence":100,"text":"two"}`}},
		{"one_that_is_lost", "en-US", "wait 2s; drop", `say "one"; wait 2s; say "two"`, `hear('en-US')`,
			[]string{`20 Started {}`, `20 CaptureStarted {}`, `1520 SpeechCaptured {}`, `1520 Result {"confidence":100,"text":"one"}`,
				`2020 ASRError {"error":"the connection to the recogniser was lost"}`}},
		{"stop_comes_before_the_loss", "*", "wait 2s; drop", `wait 3s; hangup`, `onCall((call) => { call.answer(); const asr = show(VoxEngine.createASR('en-US'));
			setTimeout(() => asr.stop(), 1000); })`, []string{`0 Started {}`, `1000 Stopped {"cost":"0","duration":1}`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := service.Parse(tt.steps)
			if err != nil {
				t.Fatal(err)
			}
			services := new(service.Services)
			services.Recognisers.Add(tt.pattern, b)
			got := apitest.Run(t, apitest.Options{Do: tt.do, Services: services}, prelude+tt.js)
			same(t, "what the script wrote", got.Logs(), tt.want)
			same(t, "the warnings", got.Warnings(), nil)
		})
	}
}

// The commands stand in the session log as section 10.4 of the behaviour page has them by analogy.
func TestSessionLog(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall(() => { VoxEngine.createASR({profile: ASRProfileList.Google.en_US}).stop(); VoxEngine.createASR('en-US', 'a'); VoxEngine.terminate(); })`)
	id := regexp.MustCompile(`[A-Za-z0-9_-]{43}`)
	var got []string
	for _, line := range r.Log {
		if strings.Contains(line, "ASR") {
			got = append(got, id.ReplaceAllString(line, "ID"))
		}
	}
	same(t, "the log", got, []string{
		`0 Executing JS command: CreateASR with params [{id = ID ; } ;  {interimResults = false ; model = NULL ; profile = ASRProfileList.Google.en_US ; singleUtterance = false ; } ;  ]`,
		`0 Sent event to JS onPhoneEvent with params [{id = ID ; name = ASR.Started ; } ;  ]`,
		`0 Executing JS command: StopASR with params [{id = ID ; } ;  ]`,
		`0 Sent event to JS onPhoneEvent with params [{id = ID ; name = ASR.Stopped ; cost = 0 ; duration = 0 ; } ;  ]`,
		`0 Executing JS command: CreateASR with params [{id = ID ; } ;  {dictionary = [a ;  ] ; language = en-US ; } ;  ]`,
		`0 Sent event to JS onPhoneEvent with params [{id = ID ; name = ASR.Started ; } ;  ]`,
	})
}
