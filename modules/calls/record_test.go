package calls_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"voxemu/modules/apitest"
	"voxemu/runtime/recording"
	"voxemu/runtime/telephony"
)

const recorded = `const recorded = (c) => {
	c.addEventListener(CallEvents.RecordStarted, (e) => w('RecordStarted ' + e.url.replace(/\d+/g, (n) => n.length > 5 ? 'N' : n)));
	c.addEventListener(CallEvents.RecordStopped, (e) => w('RecordStopped ' + [typeof e.cost, e.cost, e.duration, e.reason, e.url.split('?')[0].split('.').pop()].join('|')));
};
`

func TestRecordEvents(t *testing.T) {
	hangup := func(after string) apitest.Options { return apitest.Options{Do: "wait " + after + "; hangup"} }
	const started = "RecordStarted http://records.voxemu.invalid/records/s1/N.mp3?record_id=N"
	check(t, []rule{
		{name: "while_connected", o: hangup("4s"), js: recorded + `onCall((call) => { recorded(call); call.answer(); call.addEventListener(CallEvents.Connected, () => call.record({stereo: true})); })`,
			want: []string{"40 " + started, "4035 RecordStopped string|0|3|Stopped by user|mp3"}},
		{name: "before_the_connection_starts_with_it", o: hangup("4s"), js: recorded + `onCall((call) => { recorded(call); call.record(); setTimeout(call.answer, 1000); })`,
			want: []string{"1040 " + started, "5035 RecordStopped string|0|3|Stopped by user|mp3"}},
		{name: "starts_with_early_media", o: hangup("4s"), js: recorded + `onCall((call) => { recorded(call); call.record(); setTimeout(call.startEarlyMedia, 500); setTimeout(call.answer, 1000); })`,
			want: []string{"520 " + started, "5035 RecordStopped string|0|4|Stopped by user|mp3"}},
		{name: "during_early_media", o: hangup("4s"), js: recorded + `onCall((call) => { recorded(call); call.startEarlyMedia(); setTimeout(() => call.record(), 500); setTimeout(call.answer, 1000); })`,
			want: []string{"520 " + started, "5035 RecordStopped string|0|4|Stopped by user|mp3"}},
		{name: "of_an_outgoing_call_with_early_media", o: far("early-media; answer after 1s; hangup"), js: recorded + dial + `function begin(c) { recorded(c); c.record(); }`,
			want: []string{"220 " + started, "1015 RecordStopped string|0|0|Stopped by user|mp3"}},
		{name: "of_a_call_that_is_never_answered", o: far("busy"), js: recorded + dial + `function begin(c) { recorded(c); c.record(); }`},
		{name: "of_a_call_that_ends_at_once", o: hangup("10ms"), js: recorded + `onCall((call) => { recorded(call); call.record(); call.answer(); })`},
		{name: "twice", o: hangup("4s"), js: recorded + `onCall((call) => { recorded(call); call.record(); call.record(); call.answer(); })`,
			want: []string{"40 " + started, "4035 RecordStopped string|0|3|Stopped by user|mp3"}, warnings: []string{"record: call ID is being recorded already"}},
		{name: "lossless_with_a_prefix", o: hangup("1s"), js: recorded + `onCall((call) => { recorded(call); call.record({lossless: true, hd_audio: true, recordNamePrefix: 'shop-'}); call.answer(); })`,
			want:     []string{"40 RecordStarted http://records.voxemu.invalid/records/s1/shop-N.flac?record_id=N", "1035 RecordStopped string|0|0|Stopped by user|flac"},
			warnings: []string{"record: hd_audio and lossless exclude each other: lossless is used"}},
		{name: "the_event_follows_that_of_the_end", o: hangup("1s"), js: `onCall((call) => {
			for (const n of ['Disconnected', 'RecordStopped']) call.addEventListener(CallEvents[n], () => w(n + ' ' + call.state()));
			call.record(); call.answer();
		})`, want: []string{"1020 Disconnected TERMINATED", "1035 RecordStopped TERMINATED"}},
	})
}

// shelf keeps recordings.
type shelf struct {
	got  []string
	kept []*recording.Recording
	err  error
}

func (s *shelf) Save(r *recording.Recording) error {
	s.kept = append(s.kept, r)
	if strings.Trim(r.Name, "0123456789") != "shop-" {
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

// record runs a scenario for a call that is recorded, and returns what is on the tape.
func record(t *testing.T, do, js string) []string {
	t.Helper()
	script, err := telephony.ParseScript(do)
	if err != nil {
		t.Fatal(err)
	}
	keep := new(shelf)
	r := run(t, telephony.Incoming{From: "1", To: "2", Script: script}, telephony.Options{}, keep,
		`onCall((call) => { call.answer(); call.record({recordNamePrefix: 'shop-'}); `+js+` })`)
	same(t, "the warnings", r.Warnings(), nil)
	return keep.got
}

// The recording starts 40 ms after the answer, and the caller's steps 20 ms after it.
func TestRecordingOfTheFarEnd(t *testing.T) {
	for _, tt := range []struct {
		name, do, js string
		want         []string
	}{
		{"speech", "wait 1s; say hello there; hangup", "", []string{`980+715 far-end speech "hello there"`}},
		{"what_began_before", "say hello there; hangup", "", []string{`0+695 far-end speech "hello there"`}},
		{"what_the_end_cuts", "wait 1s; say hello there", "setTimeout(call.hangup, 1220);", []string{`980+200 far-end speech "hello there" (cut)`}},
		{"digits", "wait 1s; press 12", "setTimeout(call.hangup, 3000);", []string{`980+100 far-end digit "1"`, `1180+100 far-end digit "2"`}},
		{"no_digits_that_are_handled", "wait 1s; press 12; say done; hangup", "call.handleTones(true);", []string{`1380+500 far-end speech "done"`}},
		{"no_silence", "wait 1s; silence 1s; say done; hangup", "", []string{`1980+500 far-end speech "done"`}},
		{"to_the_end_of_the_session", "wait 1s; say hello there", "setTimeout(VoxEngine.terminate, 1220);", []string{`980+200 far-end speech "hello there" (cut)`}},
	} {
		t.Run(tt.name, func(t *testing.T) { same(t, "the recording", record(t, tt.do, tt.js), tt.want) })
	}
}

func TestRecordingOfTheCloud(t *testing.T) {
	for _, tt := range []struct {
		name, do, js string
		want         []string
	}{
		{"a_say_from_its_start", "wait 3s; hangup", "setTimeout(() => call.say('hello there'), 1040);", []string{`1000+715 cloud speech "hello there"`}},
		{"a_say_that_began_before", "wait 3s; hangup", "call.say('hello there');", []string{`0+695 cloud speech "hello there"`}},
		{"one_cut_by_another", "wait 3s; hangup", "setTimeout(() => call.say('hello there'), 1040); setTimeout(() => call.say('again'), 1240);",
			[]string{`1000+200 cloud speech "hello there" (cut)`, `1200+500 cloud speech "again"`}},
		{"one_cut_by_the_end", "wait 1s; hangup", "setTimeout(() => call.startPlayback('http://example.com/a.mp3'), 540);", []string{`500+480 cloud audio "http://example.com/a.mp3" (cut)`}},
		{"both_sides", "wait 1220ms; say good day; hangup", "setTimeout(() => call.say('hello there'), 1040);",
			[]string{`1000+715 cloud speech "hello there"`, `1200+520 far-end speech "good day"`}},
		{"not_what_nobody_hears", "wait 3s; hangup", "setTimeout(() => { call.say('hello there'); call.stopPlayback(); }, 1000);", nil},
	} {
		t.Run(tt.name, func(t *testing.T) { same(t, "the recording", record(t, tt.do, tt.js), tt.want) })
	}
}

func TestRecordingThatCannotBeKept(t *testing.T) {
	keep := &shelf{err: errors.New("the disk is full")}
	r := run(t, telephony.Incoming{From: "1", To: "2"}, telephony.Options{}, keep,
		`onCall((call) => { call.answer(); call.record({recordNamePrefix: 'shop-'}); setTimeout(call.hangup, 1000); })`)
	if got := r.Warnings(); len(got) != 1 || !strings.HasPrefix(got[0], "record: the recording shop-") || !strings.HasSuffix(got[0], "is not kept: the disk is full") {
		t.Errorf("warnings: %q", got)
	}
}

func TestParametersOfARecording(t *testing.T) {
	keep := new(shelf)
	r := run(t, telephony.Incoming{From: "1", To: "2"}, telephony.Options{}, keep, `onCall((call) => {
		call.answer();
		call.record({recordNamePrefix: 'shop-', stereo: true, hd_audio: true, secure: true, video: true});
		setTimeout(() => call.say('hi', VoiceList.Amazon.en_US_Matthew), 1020);
		setTimeout(call.hangup, 2000);
	})`)
	same(t, "the warnings", r.Warnings(), []string{"record: there is no video: only the sound is recorded, and VideoTrackCreated does not come"})
	got := keep.kept[0]
	if !got.Stereo || !got.Secure || got.Rate != recording.RateHD || got.Of != "call" || got.Length != 1960*time.Millisecond || got.Began.UnixMilli() != 40 || got.Number != 1 {
		t.Errorf("%+v", got)
	}
	if u := got.Utterances[0]; u.Voice != "VoiceList.Amazon.en_US_Matthew" || u.Offset != 0 {
		t.Errorf("%+v", u)
	}
}

// What began before the recording is heard from where it is then.
func TestOffsetOfWhatBeganBefore(t *testing.T) {
	keep := new(shelf)
	run(t, telephony.Incoming{From: "1", To: "2"}, telephony.Options{}, keep, `onCall((call) => {
		call.answer();
		setTimeout(() => call.playProgressTone('RU'), 100);
		setTimeout(() => call.record({recordNamePrefix: 'shop-'}), 1600);
		setTimeout(call.hangup, 3000);
	})`)
	if u := keep.kept[0].Utterances[0]; u.Offset != 1520*time.Millisecond || u.Start != 0 || u.What != telephony.Tones {
		t.Errorf("%+v", u)
	}
}
