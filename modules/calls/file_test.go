package calls_test

import (
	"context"
	"os"
	"testing"
	"time"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

// files answers for files that are played.
type files session.Response

func (f files) Answer(*session.Request) *session.Response {
	a := session.Response(f)
	a.Mocked = true
	return &a
}

func (f files) RoundTrip(context.Context, *session.Request) *session.Response {
	panic("a file went over the network")
}

func TestFilesThatCannotBePlayed(t *testing.T) {
	const js = `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3'); })`
	check(t, []rule{
		{name: "no_address", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('a.mp3'); })`,
			want: []string{`0 PlaybackFinished {"error":"malformed URL \"a.mp3\": it begins with neither http:// nor https://"}`}},
		{name: "not_there", js: js, o: apitest.Options{HTTP: files{Code: 404}}, want: []string{`20 PlaybackFinished {"error":"HTTP status 404"}`}},
		{name: "too_slow", js: js, o: apitest.Options{HTTP: files{Code: 200, Body: tone(t), Latency: time.Minute}}, want: []string{`12000 PlaybackFinished {"error":"Timeout is reached"}`}},
		{name: "no_audio", js: js, o: apitest.Options{HTTP: files{Code: 200, Body: []byte("{}")}}, want: []string{`20 PlaybackFinished {"error":"the file is no mp3, ogg, flac or wav: it looks like JSON"}`}},
		{name: "slow", js: js, o: apitest.Options{HTTP: files{Code: 200, Body: tone(t), Latency: time.Second}},
			want: []string{"1000 PlaybackReady {}", `1000 PlaybackStarted {"duration":500}`, "1500 PlaybackFinished {}"}},
		{name: "stopped_while_it_loads", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3'); setTimeout(() => call.stopPlayback(), 500); })`,
			o: apitest.Options{HTTP: files{Code: 200, Body: tone(t), Latency: time.Second}}},
		{name: "the_second_time_it_is_there", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3');
			setTimeout(() => call.startPlayback('http://example.com/a.mp3'), 3000); })`, o: apitest.Options{HTTP: files{Code: 200, Body: tone(t), Latency: time.Second}},
			want: []string{"1000 PlaybackReady {}", `1000 PlaybackStarted {"duration":500}`, "1500 PlaybackFinished {}",
				"3000 PlaybackReady {}", `3000 PlaybackStarted {"duration":500}`, "3500 PlaybackFinished {}"}},
	})
}

// tone is a file of half a second.
func tone(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../runtime/audiofile/testdata/tone.flac")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What the caller hears of a file lasts as long as the file.
func TestAFileIsHeardAsLongAsItIs(t *testing.T) {
	r := apitest.Run(t, apitest.Options{AudioFiles: []session.AudioFile{{Address: "http://example.com/a.mp3", Length: 3210 * time.Millisecond}}},
		prelude+`onCall((call) => { call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup()); call.answer(); call.startPlayback('http://example.com/a.mp3'); })`)
	for _, rec := range r.Records {
		if h, ok := rec.Body.(trace.Heard); ok {
			if h.URL != "http://example.com/a.mp3" || h.MS != 3210 || h.Cut {
				t.Errorf("heard %+v", h)
			}
			return
		}
	}
	t.Error("nothing was heard")
}
