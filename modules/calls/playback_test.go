package calls_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/trace"
)

const playing = `show(call, 'PlaybackReady', 'PlaybackStarted', 'PlaybackFinished');`

func TestPlayback(t *testing.T) {
	long := "'" + strings.Repeat("x", 1500) + "'"
	check(t, []rule{
		{name: "say_waits_for_the_connection", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('Hello there'); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":715}`, "735 PlaybackFinished {}"}},
		{name: "say_while_connected", js: `onCall((call) => { ` + playing + ` call.answer(); setTimeout(() => call.say('Hello there', {voice: VoiceList.Amazon.en_US_Joanna}), 1000); })`,
			want: []string{"1000 PlaybackReady {}", `1000 PlaybackStarted {"duration":715}`, "1715 PlaybackFinished {}"}},
		{name: "rate_shortens_it", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('x'.repeat(20), {ttsOptions: {rate: 2}}); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":650}`, "670 PlaybackFinished {}"}},
		{name: "a_rate_that_is_no_number", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('x'.repeat(20), {ttsOptions: {rate: 'x-slow'}}); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":1300}`, "1320 PlaybackFinished {}"}},
		{name: "an_empty_text_is_finished_at_once", js: `onCall((call) => { ` + playing + ` call.answer(); call.say(''); })`, want: []string{"20 PlaybackReady {}", "20 PlaybackFinished {}"}},
		{name: "1500_characters", js: `onCall((call) => { ` + playing + ` call.answer(); call.say(` + long + `); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":97500}`, "97520 PlaybackFinished {}"}},
		{name: "1501_characters", js: `onCall((call) => { ` + playing + ` call.answer(); call.say(` + long + ` + 'x'); })`,
			want: []string{`0 PlaybackFinished {"error":"the text has 1501 characters, more than 1500"}`}},
		{name: "a_file", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3'); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":5000}`, "5020 PlaybackFinished {}"}},
		{name: "a_file_in_a_loop", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3', {loop: true}); setTimeout(() => call.stopPlayback(), 20000); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":5000}`}},
		{name: "a_file_in_a_loop_as_of_old", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3', true); setTimeout(() => call.hangup(), 20000); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":5000}`}},
		{name: "stop_raises_nothing", js: `onCall((call) => { ` + playing + ` call.answer(); call.stopPlayback(); call.say('Hello there'); setTimeout(() => { call.stopPlayback(); call.stopPlayback(); }, 500); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":715}`}},
		{name: "stop_before_the_connection", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('Hello there'); call.stopPlayback(); })`},
		{name: "another_say_takes_its_place", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('x'.repeat(20)); setTimeout(() => call.say('Hello there'), 520); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":1300}`, "520 PlaybackReady {}", `520 PlaybackStarted {"duration":715}`, "1235 PlaybackFinished {}"}},
		{name: "two_in_a_row_before_the_connection", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('x'.repeat(20)); call.say('Hello there'); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":715}`, "735 PlaybackFinished {}"}},
		{name: "the_end_of_the_call_ends_it_silently", js: `onCall((call) => { ` + playing + ` show(call, 'Disconnected'); call.answer(); call.say('x'.repeat(20)); setTimeout(call.hangup, 520); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":1300}`, `520 Disconnected {"cost":0,"direction":"All numbers","duration":0,` + ended}},
		{name: "the_end_before_the_connection", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('Hello there'); call.playProgressTone('RU'); call.hangup(); })`},
		{name: "an_outgoing_call_that_rings", o: far("no-answer"), js: dial + `function begin(c) { c.say('Hello'); VoxEngine.terminate(); }`,
			warnings: []string{"say: call ID is not connected and has no early media, so nobody hears it"}},
	})
}

func TestWhatTheCallerHears(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"the_second_of_two_says", `call.say('first text'); call.say('second')`, []string{`520 caller "second"`}},
		{"the_first_cut_by_the_second", `call.say('first text that is long'); setTimeout(() => call.say('second'), 520)`, []string{`520 caller "first text that is long" (cut)`, `1020 caller "second"`}},
		{"silence_after_stop", `call.say('first text that is long'); setTimeout(() => call.stopPlayback(), 520)`, []string{`520 caller "first text that is long" (cut)`}},
		{"what_was_sent_last_before_the_connection", `call.say('never heard'); other.sendMediaTo(call)`, nil},
		{"a_tone_until_say", `call.playProgressTone('RU'); setTimeout(() => call.say('Hello there'), 3020)`, []string{`3020 caller "425@-19;5(1/4/1)" (cut)`, `3735 caller "Hello there"`}},
		{"say_until_a_tone", `call.say('x'.repeat(20)); setTimeout(() => call.playProgressTone('RU'), 520); setTimeout(call.hangup, 2000)`,
			[]string{`520 caller "xxxxxxxxxxxxxxxxxxxx" (cut)`, `2000 caller "425@-19;5(1/4/1)" (cut)`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Far: map[string]string{"user:quiet": "answer after 0s"}},
				prelude+`const other = VoxEngine.callUser('quiet', 'x'); onCall((call) => { call.answer(); `+tt.js+` })`)
			same(t, "what was heard", r.Heard(), tt.want)
		})
	}
}

// A playback whose place another source has taken goes on unheard, and tells of its end.
func TestReplacedByAnotherSource(t *testing.T) {
	check(t, []rule{
		{name: "by_another_call", o: apitest.Options{Far: map[string]string{"15550200": "answer after 0s"}}, js: `onCall((call) => {
			` + playing + ` const out = VoxEngine.callPSTN('15550200', '1');
			call.answer(); call.say('x'.repeat(20)); setTimeout(() => VoxEngine.sendMediaBetween(call, out), 520);
		})`, want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":1300}`, "1320 PlaybackFinished {}"}},
		{name: "by_a_tone", js: `onCall((call) => { ` + playing + ` call.answer(); call.say('x'.repeat(20)); setTimeout(() => call.playProgressTone('RU'), 520); })`,
			want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":1300}`, "520 PlaybackReady {}", `520 PlaybackStarted {"duration":5000}`, "1320 PlaybackFinished {}"}},
	})
}

func TestProgressTone(t *testing.T) {
	check(t, []rule{
		{name: "of_russia", js: `onCall((call) => { ` + playing + ` call.answer(); call.playProgressTone('RU'); })`, want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":5000}`}},
		{name: "of_america_has_no_end", js: `onCall((call) => { ` + playing + ` call.answer(); call.playProgressTone('US'); })`, want: []string{"20 PlaybackReady {}", `20 PlaybackStarted {"duration":0}`}},
		{name: "before_the_answer_with_early_media", js: `onCall((call) => { ` + playing + ` call.startEarlyMedia(); call.playProgressTone('RU'); setTimeout(call.answer, 8000); })`,
			want: []string{"0 PlaybackReady {}", `0 PlaybackStarted {"duration":5000}`}},
		{name: "before_the_answer_without", js: `onCall((call) => { ` + playing + ` call.playProgressTone('RU'); VoxEngine.terminate(); })`,
			warnings: []string{"playProgressTone: call ID is not connected and has no early media, so nobody hears it"}},
		{name: "of_elsewhere", js: `onCall((call) => { ` + playing + ` call.answer(); call.playProgressTone('DE'); call.playProgressTone(); })`,
			warnings: []string{`playProgressTone: there is no tone of "DE", only of RU and US`, `playProgressTone: there is no tone of "", only of RU and US`}},
	})
}

// The player of a tone runs to the end of the session, whatever becomes of its edge; stopPlayback does not touch it.
func TestToneRunsToTheEndOfTheSession(t *testing.T) {
	const tone = `call.playProgressTone('RU'); setTimeout(() => call.stopPlayback(), 1000); setTimeout(call.hangup, 3000);`
	for _, tt := range []struct{ name, js, stopped string }{
		{"begun_while_waiting", `call.answer(); ` + tone, "5000"},
		{"begun_at_once", `call.startEarlyMedia(); ` + tone, "5000"},
		{"never_begun", `call.answer(); call.playProgressTone('RU'); call.hangup();`, "0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => { setTimeout(VoxEngine.terminate, 5000); `+tt.js+` })`)
			heard := []string{`3000 caller "425@-19;5(1/4/1)" (cut)`}
			if tt.stopped == "0" {
				heard = nil
			}
			same(t, "what was heard", r.Heard(), heard)
			var stopped []string
			for _, line := range r.Log {
				if strings.Contains(line, "Player.Stopped") {
					stopped = append(stopped, strings.Fields(line)[0])
				}
			}
			same(t, "when the player stopped", stopped, []string{tt.stopped})
		})
	}
}

func TestPlayerLimit(t *testing.T) {
	js := func(tones int) string {
		return fmt.Sprintf(`onCall((call) => {
			%s call.startEarlyMedia(); for (let i = 0; i < %d; i++) call.playProgressTone('RU');
			call.say('Hello there'); setTimeout(() => call.say('Hello again'), 2000); setTimeout(VoxEngine.terminate, 5000);
		})`, `show(call, 'PlaybackFinished');`, tones)
	}
	const full = `PlaybackFinished {"error":"more than 10 media players in a session"}`
	check(t, []rule{
		{name: "10_play", js: js(9), want: []string{"715 PlaybackFinished {}", "2715 PlaybackFinished {}"}},
		{name: "the_11th_fails", js: js(10), want: []string{"0 " + full, "2000 " + full}},
	})
}

func TestVoices(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, prelude+`onCall((call) => {
		call.answer();
		call.say('a'); call.say('b', VoiceList.Google.he_IL_Wavenet_A); call.say('c', {language: VoiceList.Google.he_IL_Wavenet_B});
		call.say('d', {voice: VoiceList.Google.he_IL_Wavenet_C}); call.say('e', Language.RU_RUSSIAN_FEMALE); call.say('f', null);
	})`)
	var voices []string
	for _, line := range r.Log {
		if _, after, ok := strings.Cut(line, "; voice = "); ok {
			voices = append(voices, strings.Fields(after)[0])
		}
	}
	const standard = "VoiceList.Amazon.en_US_Joanna"
	same(t, "the voices in the log", voices, []string{standard, "VoiceList.Google.he_IL_Wavenet_A", "VoiceList.Google.he_IL_Wavenet_B",
		"VoiceList.Google.he_IL_Wavenet_C", "Language.RU_RUSSIAN_FEMALE", standard})
	commands, _ := apitest.Of[trace.Command](r)
	i := slices.IndexFunc(commands, func(c trace.Command) bool { return fmt.Sprint(c.Args) == "[b VoiceList.Google.he_IL_Wavenet_A]" })
	if i < 0 {
		t.Errorf("the trace names the voice: %v", commands)
	}
}

// Events of internal players stand in the log twice: as the player's own, and as the call's.
func TestPlaybackInTheLog(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "hangup"}, prelude+`onCall((call) => { call.answer(); call.say('Hello'); setTimeout(VoxEngine.terminate, 1000); })`)
	var lines []string
	for _, line := range withoutIDs(r.Log) {
		if strings.Contains(line, "Play") {
			lines = append(lines, line)
		}
	}
	same(t, "lines", lines[:5], []string{
		"0 Executing JS command: CreatePlayer with params [{id = PLAYER ; } ;  {loop = false ; text = Hello ; voice = VoiceList.Amazon.en_US_Joanna ; } ;  ]",
		"0 Sent event to JS onPhoneEvent with params [{id = PLAYER ; name = Player.Created ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = PLAYER ; name = Player.PlaybackReady ; } ;  ]",
		`20 Sent event from JS onPhoneEvent with params {"name":"Call.PlaybackReady","id":"ID"}`,
		"20 Sent event to JS onPhoneEvent with params [{id = PLAYER ; name = Player.Started ; duration = 500 ; } ;  ]",
	})
}
