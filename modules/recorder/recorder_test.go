package recorder_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/recording"
)

// prelude gives scripts w, which writes a line; onStart and onCall; show, which writes the events of a recorder; and tried,
// which gives the message of what a function throws.
const prelude = `
require(Modules.Recorder);
require(Modules.Conference);
const w = (x) => Logger.write(x);
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
	e.call.answer();
	e.call.addEventListener(CallEvents.Connected, () => f(e.call));
});
const show = (r) => {
	for (const n of Object.keys(RecorderEvents)) r.addEventListener(RecorderEvents[n], (e) => {
		const { id, name, eventSourceField, recorder, ...rest } = e;
		if (recorder !== r || id !== r.id() || name !== RecorderEvents[n]) w('wrong event');
		w(n + ' ' + JSON.stringify(rest).replace(/\d{5,}/g, (n) => 'N'));
	});
	return r;
};
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

const (
	started = `20 Started {"url":"http://records.voxemu.invalid/records/s1/N.mp3?record_id=N"}`
)

// same compares lists; nil and an empty one are the same.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func withoutIDs(lines []string) []string {
	id := regexp.MustCompile(`[A-Za-z0-9_-]{43}`)
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = id.ReplaceAllString(line, "ID")
	}
	return out
}

func TestRecorder(t *testing.T) {
	stopped := func(at int, seconds int) string {
		return fmt.Sprintf(`%d Stopped {"cost":"0","duration":%d}`, at, seconds)
	}
	for _, tt := range []struct {
		name, js       string
		want, warnings []string
	}{
		{"starts_soon_after_its_creation", `show(VoxEngine.createRecorder())`, []string{started}, nil},
		{"stop", `const r = show(VoxEngine.createRecorder({hd_audio: true})); setTimeout(() => r.stop(), 3500)`, []string{started, stopped(3500, 3)}, nil},
		{"stop_at_once", `show(VoxEngine.createRecorder()).stop()`, []string{stopped(0, 0)}, nil},
		{"the_legacy_form", `const r = show(VoxEngine.createRecorder('meeting', true)); w(r instanceof Recorder && r instanceof ConferenceRecorder)`, []string{"0 true", started}, nil},
		{"lossless_with_a_prefix", `show(VoxEngine.createRecorder({lossless: true, hd_audio: true, recordNamePrefix: 'room-'}))`,
			[]string{`20 Started {"url":"http://records.voxemu.invalid/records/s1/room-N.flac?record_id=N"}`},
			[]string{"createRecorder: hd_audio and lossless exclude each other: lossless is used"}},
		{"after_its_end", `const r = VoxEngine.createRecorder(); r.stop(); r.stop(); r.mute(true); r.update({}); r.setConference(VoxEngine.createConference())`, nil, []string{
			"stop: recorder ID has ended", "mute: recorder ID has ended", "update: recorder ID has ended", "setConference: recorder ID has ended"}},
		{"a_listener_that_is_removed", `const r = VoxEngine.createRecorder(), f = () => w('started'); r.addEventListener(RecorderEvents.Started, f); r.removeEventListener(RecorderEvents.Started, f)`, nil, nil},
		{"it_sends_nothing", `VoxEngine.sendMediaBetween(VoxEngine.createRecorder(), VoxEngine.createConference())`, nil, []string{"sendMediaTo: ID sends no media"}},
		{"json_of_an_event", `VoxEngine.createRecorder().addEventListener(RecorderEvents.Started, (e) => w(Object.keys(JSON.parse(JSON.stringify(e)))))`, []string{`20 ["id","name","url","eventSourceField","recorder"]`}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Start: true}, prelude+`onStart(() => {`+tt.js+`});`)
			same(t, "what the script wrote", r.Logs(), tt.want)
			same(t, "the warnings", withoutIDs(r.Warnings()), tt.warnings)
		})
	}
}

// shelf keeps recordings.
type shelf struct {
	got  []string
	kept []*recording.Recording
	err  error
}

func (s *shelf) Save(r *recording.Recording) error {
	s.kept = append(s.kept, r)
	if strings.Trim(r.Name, "0123456789") != "room-" {
		s.got = append(s.got, "name "+r.Name)
	}
	for _, u := range r.Utterances {
		line := fmt.Sprintf("%d+%d %s %s %q", u.Start.Milliseconds(), u.Length.Milliseconds(), u.Side, u.What, u.Text+u.URL+u.Digits)
		if u.Cut {
			line += " (cut)"
		}
		s.got = append(s.got, line)
	}
	return s.err
}

// The recorder is made 20 ms after the answer, when the caller's steps begin, too.
func TestWhatIsRecorded(t *testing.T) {
	for _, tt := range []struct {
		name, do, js string
		want         []string
	}{
		{"what_is_sent_to_it", "wait 1s; say hello there; hangup", "call.sendMediaTo(r)", []string{`1000+715 mixed speech "hello there"`}},
		{"nothing_else", "wait 1s; say hello there; hangup", "", nil},
		{"many_sources", "wait 1s; say hello there; hangup", "call.sendMediaTo(r); VoxEngine.createTTSPlayer('Good day to you').sendMediaTo(r)",
			[]string{`0+975 mixed speech "Good day to you"`, `1000+715 mixed speech "hello there"`}},
		{"a_conference", "wait 1s; say hello there; hangup", "const room = VoxEngine.createConference(); VoxEngine.sendMediaBetween(call, room); room.sendMediaTo(r)", []string{`1000+715 mixed speech "hello there"`}},
		{"from_the_moment_it_is_sent", "wait 1s; say hello there; hangup", "setTimeout(() => call.sendMediaTo(r), 1200)", []string{`1200+515 mixed speech "hello there"`}},
		{"until_the_source_is_gone", "wait 1s; say hello there; hangup", "call.sendMediaTo(r); setTimeout(() => call.stopMediaTo(r), 1200)", []string{`1000+200 mixed speech "hello there" (cut)`}},
		{"until_stop", "wait 1s; say hello there; hangup", "call.sendMediaTo(r); setTimeout(() => r.stop(), 1200)", []string{`1000+200 mixed speech "hello there" (cut)`}},
		{"until_the_end_of_the_session", "wait 1s; say hello there; hangup", "call.sendMediaTo(r); setTimeout(VoxEngine.terminate, 1200)", []string{`1000+200 mixed speech "hello there" (cut)`}},
		{"silence_while_it_is_muted", "wait 1s; say hello there; say again; hangup", "call.sendMediaTo(r); setTimeout(() => { r.mute(true); r.mute(true); }, 1200); setTimeout(() => r.mute(false), 1900)",
			[]string{`1000+200 mixed speech "hello there" (cut)`, `1900+315 mixed speech "again"`}},
		{"muted_to_the_end", "wait 1s; say hello there; say again; hangup", "call.sendMediaTo(r); setTimeout(() => r.mute(true), 1200); setTimeout(() => r.stop(), 1300)",
			[]string{`1000+200 mixed speech "hello there" (cut)`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			keep := new(shelf)
			r := apitest.Run(t, apitest.Options{Do: tt.do, Recordings: keep}, prelude+`onCall((call) => {
				const r = VoxEngine.createRecorder({recordNamePrefix: 'room-'}); `+tt.js+`; });`)
			same(t, "the warnings", r.Warnings(), nil)
			same(t, "the recording", keep.got, tt.want)
		})
	}
}

func TestRecordingThatCannotBeKept(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, Recordings: &shelf{err: errors.New("the disk is full")}}, prelude+`onStart(() => VoxEngine.createRecorder().stop());`)
	if got := r.Warnings(); len(got) != 1 || !strings.HasPrefix(got[0], "createRecorder: the recording ") || !strings.HasSuffix(got[0], " is not kept: the disk is full") {
		t.Errorf("warnings: %q", got)
	}
}

// The sound of a WAV has an end; what the transcript has, has none.
func TestVeryLongRecording(t *testing.T) {
	keep := new(shelf)
	r := apitest.Run(t, apitest.Options{Do: "wait 3700s; say bye; hangup", Recordings: keep}, prelude+`onCall((call) => call.sendMediaTo(VoxEngine.createRecorder({recordNamePrefix: 'room-'})));`)
	if got := r.Warnings(); len(got) != 1 || !strings.HasPrefix(got[0], "createRecorder: the sound of the recording room-") || !strings.HasSuffix(got[0], " ends after 1h0m0s; its transcript goes on to the end") {
		t.Errorf("warnings: %q", got)
	}
	same(t, "the recording", keep.got, []string{`3700000+500 mixed speech "bye"`})
}

// A run that is broken off keeps what was recorded until then.
func TestRunThatIsBrokenOff(t *testing.T) {
	keep := new(shelf)
	r := apitest.Run(t, apitest.Options{Do: "wait 1s; say hello there; wait 600s", Virtual: 1220 * time.Millisecond, MayFail: true, Recordings: keep}, prelude+`onCall((call) => {
		call.sendMediaTo(VoxEngine.createRecorder({recordNamePrefix: 'room-'}));
		VoxEngine.createRecorder({recordNamePrefix: 'room-'}).stop();
		setInterval(() => 0, 100);
	});`)
	if r.Outcome.Err == nil {
		t.Error("the run was not broken off")
	}
	if len(keep.kept) != 2 || keep.kept[1].Number != 1 {
		t.Fatalf("%d recordings are kept", len(keep.kept))
	}
	same(t, "the recording", keep.got, []string{`1000+200 mixed speech "hello there" (cut)`})
}

func TestParametersOfTheFile(t *testing.T) {
	for _, tt := range []struct {
		name, arguments string
		rate            int
		secure          bool
	}{
		{"usually", "", recording.Rate, false},
		{"hd", "{hd_audio: true, secure: true}", recording.RateHD, true},
		{"lossless", "{lossless: true}", recording.Rate, false},
		{"both", "{lossless: true, hd_audio: true}", recording.Rate, false},
		{"the_legacy_form", "'meeting', true", recording.Rate, true},
		{"stereo_has_no_effect", "{stereo: true}", recording.Rate, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			keep := new(shelf)
			apitest.Run(t, apitest.Options{Start: true, Recordings: keep}, prelude+`onStart(() => VoxEngine.createRecorder(`+tt.arguments+`).stop());`)
			if got := keep.kept[0]; got.Rate != tt.rate || got.Secure != tt.secure || got.Stereo || got.Session != "s1" || got.Number != 1 || got.Of != "recorder" || len(got.ID) != 43 {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestLogAndTrace(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, Recordings: new(shelf)}, prelude+`onStart(() => {
		const r = VoxEngine.createRecorder({name: 'room', recordNamePrefix: 'room-'});
		r.mute(true);
		setTimeout(() => r.stop(), 1000);
	});`)
	var lines []string
	digits := regexp.MustCompile(`[0-9]{6,}`)
	for _, l := range withoutIDs(r.Log) {
		if strings.Contains(l, "Recorder") {
			lines = append(lines, digits.ReplaceAllString(l, "N"))
		}
	}
	same(t, "the session log", lines, []string{
		"0 Executing JS command: CreateRecorder with params [{id = ID ; } ;  {name = room ; recordNamePrefix = room- ; } ;  ]",
		"0 Executing JS command: MuteRecorder with params [{id = ID ; } ;  true ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Recorder.Started ; url = http://records.voxemu.invalid/records/s1/room-N.mp3?record_id=N ; } ;  ]",
		"1000 Executing JS command: StopRecorder with params [{id = ID ; } ;  ]",
		"1000 Sent event to JS onPhoneEvent with params [{id = ID ; name = Recorder.Stopped ; cost = 0 ; duration = 1 ; } ;  ]",
	})
	same(t, "commands", r.Commands(), []string{"0 createRecorder", "0 mute", "1000 stop"})
}
