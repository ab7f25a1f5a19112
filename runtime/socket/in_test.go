package socket_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"voxemu/runtime/media"
	"voxemu/runtime/socket"
)

const ignored = "ignored: the WebSocket received "

// start is a start frame of PCM8; frames gives so many milliseconds of it.
const start = `{"event":"start","start":{"mediaFormat":{"encoding":"PCM8","sampleRate":8000,"channels":1}}}`

func frames(ms int) string {
	return fmt.Sprintf(`{"event":"media","media":{"payload":"%s"}}`, base64.StdEncoding.EncodeToString(make([]byte, 16*ms)))
}

func TestASilentStreamHasEnded(t *testing.T) {
	r := opened(t)
	ann := r.person("ann")
	r.ok(r.graph.Connect(r.socket.Stream("").Unit(), ann))
	r.at(0, func() { r.socket.Text(start) })
	for i := range 100 {
		r.at(20*i, func() { r.socket.Text(frames(20)) })
	}
	r.at(5000, func() { r.socket.Text(frames(500)) })
	r.want(
		"0 socket.MediaStarted {Tag: Encoding:PCM8 Custom:}",
		`2100 ann heard audio "wss://bot" from ws for 2.1s, cut false`, // 100 ms wait for more
		"3000 socket.MediaEnded {Tag: Seconds:2}",
		"5000 socket.MediaStarted {Tag: Encoding:PCM8 Custom:}",
		`5600 ann heard audio "wss://bot" from ws for 600ms, cut false`,
		"6500 socket.MediaEnded {Tag: Seconds:2}",
	)
}

func TestAStopEndsAStreamWhenItHasBeenPlayed(t *testing.T) {
	r := opened(t)
	r.at(0, func() {
		r.socket.Text(`{"event":"start","start":{"tag":"a","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000},"customParameters":"{\"k\":1}"}}`)
		r.socket.Text(fmt.Sprintf(`{"event":"media","media":{"tag":"a","payload":"%s"}}`, base64.StdEncoding.EncodeToString(make([]byte, 8000))))
		r.socket.Text(`{"event":"stop","stop":{"tag":"a"}}`)
	})
	r.at(2000, func() {
		r.socket.Text(`{"event":"start","start":{"tag":"b","mediaFormat":{"encoding":"OPUS","sampleRate":48000},"customParameters":{"k":2}}}`)
		r.socket.Text(`{"event":"stop","stop":{"tag":"b"}}`)
		r.socket.Text(`{"event":"stop","stop":{"tag":"b"}}`)
	})
	r.want(
		`0 socket.MediaStarted {Tag:a Encoding:ULAW Custom:{"k":1}}`,
		"1000 socket.MediaEnded {Tag:a Seconds:1}",
		`2000 socket.MediaStarted {Tag:b Encoding:OPUS Custom:{"k":2}}`,
		"2000 socket.MediaEnded {Tag:b Seconds:1}",
	)
}

func TestASecondStart(t *testing.T) {
	r := opened(t)
	r.at(0, func() {
		r.socket.Text(start)
		r.socket.Text(start)
		r.socket.Text(frames(1000))
		r.socket.Text(`{"event":"stop","stop":{}}`)
		r.socket.Text(`{"event":"start","start":{"mediaFormat":{"encoding":"ALAW"}}}`)
	})
	r.want(
		"0 socket.MediaStarted {Tag: Encoding:PCM8 Custom:}",
		`0 `+ignored+`a second start of the stream "": a change needs a stop first`,
		"0 socket.MediaEnded {Tag: Seconds:1}",
		"0 socket.MediaStarted {Tag: Encoding:ALAW Custom:}",
		"2000 socket.MediaEnded {Tag: Seconds:1}",
	)
}

func TestTheBufferHoldsTenSeconds(t *testing.T) {
	r := opened(t)
	ann := r.person("ann")
	r.ok(r.graph.Connect(r.socket.Stream("").Unit(), ann))
	r.at(0, func() {
		r.socket.Text(start)
		r.socket.Text(frames(6000))
		r.socket.Text(frames(6000))
		r.socket.Text(frames(20))
	})
	r.at(4000, func() { r.socket.Text(frames(6000)) })
	r.want(
		"0 socket.MediaStarted {Tag: Encoding:PCM8 Custom:}",
		"0 "+ignored+"audio faster than it is played: what is more than 10s ahead is dropped",
		`14100 ann heard audio "wss://bot" from ws for 14.1s, cut false`,
		"15000 socket.MediaEnded {Tag: Seconds:14}",
	)
}

func TestClearDropsWhatWaits(t *testing.T) {
	r := opened(t)
	ann := r.person("ann")
	r.ok(r.graph.Connect(r.socket.Stream("").Unit(), ann))
	r.at(0, func() {
		r.socket.Text(start)
		r.socket.Text(frames(8000))
	})
	r.at(3000, func() {
		r.socket.Clear("other")
		r.socket.Clear("")
	})
	r.want(
		"0 socket.MediaStarted {Tag: Encoding:PCM8 Custom:}",
		`3000 ann heard audio "wss://bot" from ws for 3s, cut true`,
		"4000 socket.MediaEnded {Tag: Seconds:3}",
	)
}

// Audio without a sound comes at its own pace, or all at once: then it waits in the buffer, and can be dropped there.
func TestSaying(t *testing.T) {
	r := opened(t)
	r.socket.Connect(listener{wire{r}})
	ann := r.person("ann")
	r.ok(r.graph.Connect(r.socket.Stream("").Unit(), ann))
	r.at(0, func() {
		r.socket.Say("", speech("too early", 100), false, nil)
		r.socket.Text(socket.StartFrame(0, "", media.PCM16, ""))
		r.socket.Say("", speech("one", 1000), false, func() {
			r.add("said")
			r.socket.Say("", speech("two", 7000), true, nil)
			r.socket.Say("", speech("three", 7000), true, nil)
			r.socket.Say("", speech("four", 1000), true, nil)
		})
	})
	r.at(9000, func() { r.socket.Clear("") })
	r.at(9500, func() {
		r.socket.Say("", speech("five", 1000), false, nil)
		r.socket.Clear("")
		r.socket.Say("", speech("", 0), false, func() { r.add("nothing said") })
	})
	r.at(9600, func() { r.socket.Shut() })
	r.want(
		`0 bot spoke "too early"`,
		`0 `+ignored+`audio of the stream "" before its start, or without an end`,
		"0 socket.MediaStarted {Tag: Encoding:PCM16 Custom:}",
		`0 bot spoke "one"`,
		"1000 said",
		`1000 bot spoke "two"`,
		`1000 bot spoke "three"`,
		"1000 "+ignored+"audio faster than it is played: what is more than 10s ahead is dropped",
		`1000 bot spoke "four"`,
		`1000 ann heard speech "one" from bot for 1s, cut false`,
		`8000 ann heard speech "two" from bot for 7s, cut false`,
		`9000 ann heard speech "three" from bot for 1s, cut true`,
		`9500 bot spoke "five"`,
		`9500 bot spoke ""`,
		"9500 nothing said",
		"9600 close 1000 Normal connection close",
		"9600 socket.MediaEnded {Tag: Seconds:9}",
		"9600 socket.Ended {Code:1000 Reason:Normal connection close Clean:true}",
		`9600 ann heard speech "five" from bot for 100ms, cut true`,
	)
}

// A paced sound behind one that waits survives the clearing of the buffer.
func TestClearKeepsWhatIsNotInTheBuffer(t *testing.T) {
	r := opened(t)
	ann := r.person("ann")
	r.ok(r.graph.Connect(r.socket.Stream("").Unit(), ann))
	r.at(0, func() {
		r.socket.Text(start)
		r.socket.Say("", speech("burst", 2000), true, nil)
		r.socket.Say("", speech("paced", 1000), false, nil)
	})
	r.at(500, func() { r.socket.Clear("") })
	r.want(
		"0 socket.MediaStarted {Tag: Encoding:PCM8 Custom:}",
		`0 ws spoke "burst"`,
		`0 ws spoke "paced"`,
		`500 ann heard speech "burst" from ws for 500ms, cut true`,
		`1500 ann heard speech "paced" from ws for 1s, cut false`,
		"2500 socket.MediaEnded {Tag: Seconds:1}",
	)
}

func FuzzText(f *testing.F) {
	for _, text := range []string{start, frames(20), `{"event":"stop"}`, `{"event":"start","start":{"tag":1}}`, "{}", `{"event":"media","media":{"payload":""}}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := opened(t)
		r.socket.Text(start)
		r.socket.Text(text)
		if err := r.loop.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
