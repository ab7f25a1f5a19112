package calls_test

import (
	"context"
	"testing"
	"time"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

// files answers for files that are played.
type files session.Response

func (f files) Answer(*session.Request) *session.Response {
	a := session.Response(f)
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
		{name: "not_there", js: js, o: apitest.Options{HTTP: files{Code: 404}}, want: []string{`0 PlaybackFinished {"error":"HTTP status 404"}`}},
		{name: "too_slow", js: js, o: apitest.Options{HTTP: files{Code: 200, Latency: time.Minute}}, want: []string{`12000 PlaybackFinished {"error":"Timeout is reached"}`}},
		{name: "slow", js: js, o: apitest.Options{HTTP: files{Code: 200, Latency: time.Second}},
			want: []string{"1000 PlaybackReady {}", `1000 PlaybackStarted {"duration":5000}`, "6000 PlaybackFinished {}"}},
		{name: "stopped_while_it_loads", js: `onCall((call) => { ` + playing + ` call.answer(); call.startPlayback('http://example.com/a.mp3'); setTimeout(() => call.stopPlayback(), 500); })`,
			o: apitest.Options{HTTP: files{Code: 200, Latency: time.Second}}},
	})
}
