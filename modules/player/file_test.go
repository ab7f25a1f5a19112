package player_test

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

// sound is a wav of 8000 bytes a second that plays for so long.
func sound(d time.Duration) []byte {
	n := int(d / time.Millisecond * 8)
	header := "RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x07\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data"
	return append(binary.LittleEndian.AppendUint32([]byte(header), uint32(n)), make([]byte, n)...)
}

// played are the events of a file that is ready at a time and plays for so long.
func played(at, ms int) []string {
	return []string{"0 Created", fmt.Sprintf("%d PlaybackReady", at), fmt.Sprintf(`%d Started {"duration":%d}`, at, ms), fmt.Sprintf("%d PlaybackFinished", at+ms)}
}

// failed are those of one that can't be played.
func failed(at int, why string) []string {
	return []string{"0 Created", fmt.Sprintf(`%d Error {"error":%q}`, at, why), fmt.Sprintf(`%d PlaybackFinished {"error":%q}`, at, why)}
}

const play = `show(VoxEngine.createURLPlayer(file))`

// A scripted answer decides what becomes of a file, and takes its time.
func TestFilesThatAnswer(t *testing.T) {
	answer := func(a session.Response) apitest.Options {
		return apitest.Options{HTTP: mock(func(*session.Request) *session.Response { return &a })}
	}
	file := sound(1234 * time.Millisecond)
	check(t, []rule{
		{name: "late", js: play, o: answer(session.Response{Code: 200, Body: file, Latency: 700 * time.Millisecond}), want: played(700, 1234)},
		{name: "too_late", js: play, o: answer(session.Response{Code: 200, Body: file, Latency: 13 * time.Second}), want: failed(12000, "Timeout is reached")},
		{name: "404", js: play, o: answer(session.Response{Code: 404}), want: failed(0, "HTTP status 404")},
		{name: "unreachable", js: play, o: answer(session.Response{Code: -3, Error: "host not found", Latency: time.Second}), want: failed(1000, "host not found")},
		{name: "an_error_without_a_text", js: play, o: answer(session.Response{Code: -1}), want: failed(0, "the request failed with code -1")},
		{name: "10_MB", js: play, o: answer(session.Response{Code: 200, Body: append(file, make([]byte, 10<<20-len(file))...)}), want: played(0, 1234)},
		{name: "too_big", js: play, o: answer(session.Response{Code: 200, Body: make([]byte, 10<<20+1)}), want: failed(0, "the file is larger than 10 MB")},
		{name: "no_audio", js: play, o: answer(session.Response{Code: 200, Body: []byte("<html>")}), want: failed(0, "the file is no mp3, ogg, flac or wav: it looks like HTML or XML")},
		{name: "the_bytes_count_whatever_the_type_says", js: play, o: answer(session.Response{Code: 200, Body: file, Header: []session.Header{{Key: "Content-Type", Value: "text/plain"}}}), want: played(0, 1234)},
		{name: "cut_off", js: play, o: answer(session.Response{Code: 200, Body: file[:44]}), want: failed(0, "wav: the file is cut off: its header announces 9872 bytes of sound, 0 are there")},
		{name: "without_a_sound_it_is_over_at_once", js: play, o: answer(session.Response{Code: 200, Body: sound(0)}), want: []string{"0 Created", "0 PlaybackReady", "0 PlaybackFinished"}},
		{name: "stopped_while_it_loads", js: `const p = ` + play + `; setTimeout(() => p.stop(), 300)`, o: answer(session.Response{Code: 200, Body: file, Latency: time.Second}),
			want: []string{"0 Created", "300 Stopped"}},
		{name: "paused_while_it_loads", js: `const p = ` + play + `; p.pause(); setTimeout(() => p.resume(), 2000)`, o: answer(session.Response{Code: 200, Body: file, Latency: time.Second}),
			want: []string{"0 Created", "1000 PlaybackReady", `2000 Started {"duration":1234}`, "3234 PlaybackFinished"}},
		{name: "a_marker_from_the_end_waits_for_the_length", js: `const p = ` + play + `; p.addMarker(-234)`, o: answer(session.Response{Code: 200, Body: file, Latency: time.Second}),
			want: []string{"0 Created", "1000 PlaybackReady", `1000 Started {"duration":1234}`, `2000 PlaybackMarkerReached {"offset":-234}`, "2234 PlaybackFinished"}},
	})
}

// A segment with an error ends a sequence before it starts, once all of it has answered.
func TestASequenceLoadsAllOfIt(t *testing.T) {
	o := apitest.Options{AudioFiles: []session.AudioFile{
		{Address: "http://example.com/a", Length: time.Second, After: 2 * time.Second}, {Address: "http://example.com/b", Length: 3 * time.Second}, {Address: "*", Status: 403},
	}}
	const js = `show(VoxEngine.createSequencePlayer({segments: [{url: 'http://example.com/a'}, {url: 'http://example.com/%s'}, {url: 'http://example.com/a'}]}), SequencePlayerEvents)`
	check(t, []rule{
		{name: "ready_with_the_last", o: o, js: fmt.Sprintf(js, "b"), want: []string{"0 Created", "2000 PlaybackReady", "2000 Started", "7000 PlaybackFinished"}},
		{name: "one_fails", o: o, js: fmt.Sprintf(js, "c"), want: []string{"0 Created", `2000 Error {"error":"HTTP status 403"}`, `2000 PlaybackFinished {"error":"HTTP status 403"}`}},
	})
}

// web is the world outside: it answers in wall time and counts what it is asked.
type web struct {
	answer func(r *session.Request) *session.Response
	asked  []session.Request
}

func (w *web) RoundTrip(_ context.Context, r *session.Request) *session.Response {
	w.asked = append(w.asked, *r) // the tests have one request under way at a time
	return w.answer(r)
}

func says(a session.Response) *web {
	return &web{answer: func(*session.Request) *session.Response { return &a }}
}

func TestFilesAreLoadedForReal(t *testing.T) {
	const advice = "; to do without loading it, give a file of yours or a length for it under files in voxemu.yaml, or in the file of --far"
	warning := func(why string) []string {
		return []string{"the file https://example.com/a.mp3 can't be played: " + why + advice}
	}
	check(t, []rule{
		{name: "a_live_answer_takes_no_virtual_time", js: play, o: apitest.Options{HTTP: says(session.Response{Code: 200, Body: sound(time.Second)})}, want: played(0, 1000)},
		{name: "a_server_that_refuses", js: play, o: apitest.Options{HTTP: says(session.Response{Code: -4, Error: "dial tcp: refused"})},
			want: failed(1, "the connection was refused, or not up in time"), warnings: warning("the connection was refused, or not up in time (dial tcp: refused)")},
		{name: "a_connection_that_breaks", js: play, o: apitest.Options{HTTP: says(session.Response{Code: -6})},
			want: failed(1, "the connection broke, or could not be trusted"), warnings: warning("the connection broke, or could not be trusted")},
		{name: "an_unreachable_host", js: play, o: apitest.Options{HTTP: says(session.Response{Code: -3, Error: "host not found"})},
			want: failed(1, "host not found"), warnings: warning("host not found")},
		{name: "a_timeout", js: play, o: apitest.Options{HTTP: says(session.Response{Code: -7, Error: "no answer"})}, want: failed(1, "Timeout is reached"), warnings: warning("Timeout is reached (no answer)")},
		{name: "too_big", js: play, o: apitest.Options{HTTP: says(session.Response{Code: -9})}, want: failed(1, "the file is larger than 10 MB"), warnings: warning("the file is larger than 10 MB")},
		{name: "no_way_out", js: play, o: apitest.Options{AudioFiles: []session.AudioFile{}}, want: failed(1, "there is no way to the network"), warnings: warning("there is no way to the network")},
		{name: "no_audio", js: play, o: apitest.Options{HTTP: says(session.Response{Code: 200, Body: []byte("no")})},
			want: failed(1, "the file is no mp3, ogg, flac or wav"), warnings: warning("the file is no mp3, ogg, flac or wav")},
	})
}

func TestARequestIsSentAsItIsGiven(t *testing.T) {
	w := says(session.Response{Code: 200, Body: sound(time.Second)})
	r := apitest.Run(t, apitest.Options{Start: true, HTTP: w}, prelude+`onStart(() => {
		VoxEngine.createURLPlayer({url: file, method: 'post', headers: [{name: 'X-A', value: 'b'}, {value: 'c'}], body: {text: 'grüezi'}}).addEventListener(PlayerEvents.Started,
			() => VoxEngine.createURLPlayer({url: file, method: 'POST', body: {binary: '`+base64.StdEncoding.EncodeToString([]byte{0, 255})+`'}}).addEventListener(PlayerEvents.Started,
			() => VoxEngine.createURLPlayer({url: file, method: 'POST', body: {binary: '?'}})));
	})`)
	var got []string
	for _, a := range w.asked {
		got = append(got, fmt.Sprintf("%s %s %v %q %v %v %d", a.Method, a.URL, a.Header, a.Body, a.Connect, a.Timeout, a.MaxBody))
	}
	same(t, "the requests", got, []string{
		`POST https://example.com/a.mp3 [{X-A b}] "grüezi" 12s 12s 10485760`, `POST https://example.com/a.mp3 [] "\x00\xff" 12s 12s 10485760`, `POST https://example.com/a.mp3 [] "" 12s 12s 10485760`,
	})
	same(t, "the warnings", r.Warnings(), []string{"createURLPlayer: a header without a name is left out", "createURLPlayer: body.binary is no base64: nothing is sent"})
}

// What is loaded stays there for the session: only failures, and requests that are more than an address, are asked for again.
func TestWhatIsLoadedIsThere(t *testing.T) {
	times := func(js string) string {
		return `const again = (n) => { if (n > 0) ` + js + `.addEventListener(PlayerEvents.PlaybackFinished, () => again(n - 1)); }; again(3);`
	}
	const get = `VoxEngine.createURLPlayer(file)`
	for _, c := range []struct {
		name, js string
		code     int
		want     int
	}{
		{"a_file_is_loaded_once", times(get), 200, 1},
		{"by_players_of_one_time_too", strings.Repeat(get+`;`, 3), 200, 1},
		{"for_calls_and_players_alike", get + `.addEventListener(PlayerEvents.PlaybackFinished, () => VoxEngine.createSequencePlayer({segments: [{url: file}]}))`, 200, 1},
		{"a_failure_is_tried_again", times(get), 503, 3},
		{"a_request_with_a_body_as_well", times(`VoxEngine.createURLPlayer({url: file, method: 'POST'})`), 200, 3},
		{"and_one_with_headers", times(`VoxEngine.createURLPlayer({url: file, headers: [{name: 'A', value: 'b'}]})`), 200, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := says(session.Response{Code: c.code, Body: sound(time.Second)})
			apitest.Run(t, apitest.Options{Start: true, HTTP: w}, prelude+"onStart(() => {"+c.js+"})")
			if len(w.asked) != c.want {
				t.Errorf("asked %d times, want %d", len(w.asked), c.want)
			}
		})
	}
}

func TestLoadingIsTraced(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, HTTP: says(session.Response{Code: 200, Body: sound(time.Second)})}, prelude+`onStart(() => {`+play+`})`)
	var got []trace.HTTP
	for _, rec := range r.Records {
		if h, ok := rec.Body.(trace.HTTP); ok {
			got = append(got, h)
		}
	}
	want := []trace.HTTP{
		{ID: "http-1", Phase: "request", Method: "GET", URL: "https://example.com/a.mp3"},
		{ID: "http-1", Phase: "response", Method: "GET", URL: "https://example.com/a.mp3", Code: 200, Bytes: 8044},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What is said of an address goes before the network.
func TestFilesThatAreKnown(t *testing.T) {
	known := func(files ...session.AudioFile) apitest.Options {
		return apitest.Options{AudioFiles: files, HTTP: mock(func(*session.Request) *session.Response { panic("asked") })}
	}
	const url = "https://example.com/a.mp3"
	check(t, []rule{
		{name: "a_length", js: play, o: known(session.AudioFile{Address: url, Length: 12 * time.Second}), want: played(0, 12000)},
		{name: "an_exact_address_goes_first", js: play, o: known(session.AudioFile{Address: "*", Length: time.Second}, session.AudioFile{Address: url, Length: 2 * time.Second}), want: played(0, 2000)},
		{name: "of_patterns_the_first", js: play, o: known(session.AudioFile{Address: "*.mp3", Length: time.Second}, session.AudioFile{Address: "*", Length: 2 * time.Second}), want: played(0, 1000)},
		{name: "after_a_time", js: play, o: known(session.AudioFile{Address: url, Length: time.Second, After: 3 * time.Second}), want: played(3000, 1000)},
		{name: "after_too_long", js: play, o: known(session.AudioFile{Address: url, Length: time.Second, After: 13 * time.Second}), want: failed(12000, "Timeout is reached")},
		{name: "with_a_status", js: play, o: known(session.AudioFile{Address: url, Status: 404, After: time.Second}), want: failed(1000, "HTTP status 404")},
		{name: "a_loop_is_as_long_as_it_is_played", js: `const p = show(VoxEngine.createURLPlayer({url: file}, {loop: true})); setTimeout(() => p.stop(), 7000)`,
			o: known(session.AudioFile{Address: url, Length: 2 * time.Second}), want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":2000}`, "7000 Stopped"}},
	})
}
