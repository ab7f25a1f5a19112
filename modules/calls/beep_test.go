package calls_test

import (
	"testing"

	"voxemu/modules/apitest"
)

// caller is one who does these steps.
func caller(steps string) apitest.Options { return apitest.Options{Do: steps} }

// The caller is connected at 20 ms, and its script begins then.
func TestBeepDetection(t *testing.T) {
	const both = "'BeepDetectionComplete', 'BeepDetectionError'"
	begin := func(body string) string {
		return `onCall((call) => { show(call, ` + both + `); call.answer(); call.addEventListener(CallEvents.Connected, () => {` + body + `}); });`
	}
	check(t, []rule{
		{name: "a_beep_completes_it_once", o: caller(`say leave a message length=1s; beep; beep`), js: begin(`call.enableBeepDetection();`),
			want: []string{`1520 BeepDetectionComplete {"frequencies":[1000]}`}},
		{name: "timeout_is_undefined_then", o: caller(`beep`), js: `onCall((call) => { call.answer(); call.enableBeepDetection({});
			call.addEventListener(CallEvents.BeepDetectionComplete, (e) => { w('timeout' in e); w(e.timeout); }); });`,
			want: []string{"520 true", "520 undefined"}},
		{name: "only_of_the_frequencies_given", o: caller(`beep 440; wait 500ms; beep 950`), js: begin(`call.enableBeepDetection({frequencies: [941, 1400]});`),
			want: []string{`1520 BeepDetectionComplete {"frequencies":[950]}`}},
		{name: "timeout_true_when_time_ran_out", o: caller(`wait 3s; beep`), js: begin(`call.enableBeepDetection({timeout: 2000});`),
			want: []string{`2020 BeepDetectionComplete {"timeout":true}`}},
		{name: "timeout_false_when_disabled", o: caller(`wait 3s; beep`), js: begin(`call.enableBeepDetection({timeout: 2000}); setTimeout(() => call.disableBeepDetection(), 1000);`),
			want: []string{`1020 BeepDetectionComplete {"timeout":false}`}},
		{name: "it_can_be_enabled_again", o: caller(`beep; wait 500ms; beep 440`), js: begin(`call.enableBeepDetection();
			call.addEventListener(CallEvents.BeepDetectionComplete, (e) => { if (e.frequencies[0] === 1000) call.enableBeepDetection(); });`),
			want: []string{`520 BeepDetectionComplete {"frequencies":[1000]}`, `1520 BeepDetectionComplete {"frequencies":[440]}`}},
		{name: "not_twice_at_a_time", o: caller(`wait 1s; beep`), js: begin(`call.enableBeepDetection(); call.enableBeepDetection();`),
			want: []string{`20 BeepDetectionError {"reason":"beep detection is enabled already"}`, `1520 BeepDetectionComplete {"frequencies":[1000]}`}},
		{name: "the_end_of_the_call_ends_it_without_an_event", o: caller(`wait 1s; hangup`), js: begin(`call.enableBeepDetection({timeout: 5000});
			call.addEventListener(CallEvents.Disconnected, () => { call.enableBeepDetection(); call.disableBeepDetection(); });`),
			warnings: []string{"enableBeepDetection: call ID is over", "disableBeepDetection: call ID has no beep detection"}},
		{name: "wrong_parameters_are_warned_about", o: caller(`beep 440`), js: begin(`call.enableBeepDetection({frequencies: 440, timeout: 'soon'}); call.disableBeepDetection(); call.enableBeepDetection({frequencies: ['x', 440]});`),
			want: []string{`20 BeepDetectionComplete {"timeout":false}`, `520 BeepDetectionComplete {"frequencies":[440]}`},
			warnings: []string{"enableBeepDetection: frequencies is an array of numbers, not 440: any beep counts",
				"enableBeepDetection: timeout is a number of milliseconds, not soon: there is none", "enableBeepDetection: a frequency is a number of Hz, not x"}},
		{name: "no_media_no_detection", o: far("answer"), js: `onCall(() => {}); onStart(() => {
			const a = VoxEngine.callPSTN('15550200', '1');
			const out = show(VoxEngine.callUserDirect(a, 'ben', {callerid: '1'}), ` + both + `);
			out.enableBeepDetection(); setTimeout(VoxEngine.terminate, 100);
		});`, want: []string{`0 BeepDetectionError {"reason":"the media of the call does not pass through the platform"}`}},
	})
}

func TestToneDetected(t *testing.T) {
	check(t, []rule{
		{name: "a_beep_is_a_voicemail_tone_once_in_a_call", o: caller(`wait 1s; beep; beep`), js: `onCall((call) => { show(call, 'ToneDetected'); show(call, 'ToneDetected'); call.answer(); });`,
			want: []string{`1520 ToneDetected {"ProgressTone":false,"VoicemailTone":true}`, `1520 ToneDetected {"ProgressTone":false,"VoicemailTone":true}`}},
		{name: "not_before_the_call_is_connected", o: far(`early-media; beep; answer; wait 1s; hangup`), js: dial + `function begin(c) { show(c, 'ToneDetected'); }`},
		{name: "no_detector_for_a_call_that_is_over", o: caller(`hangup`), js: `onCall((call) => { call.answer(); call.addEventListener(CallEvents.Disconnected, () => show(call, 'ToneDetected')); });`},
	})
}
