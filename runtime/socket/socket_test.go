package socket_test

import (
	"strings"
	"testing"
	"time"

	"voxemu/runtime/media"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
)

func TestTextsWaitForTheConnection(t *testing.T) {
	r := newRig(t)
	r.ok(r.socket.Send("1"))
	r.at(10, r.socket.Opened)
	r.at(20, func() { r.ok(r.socket.Send("2")) })
	r.at(30, func() { r.ok(r.socket.Close()) })
	r.at(40, func() { r.socket.Text("too late") })
	r.want("10 socket.Opened {}", "10 sent 1", "20 sent 2", "30 close 1000 Normal connection close",
		"30 socket.Ended {Code:1000 Reason:Normal connection close Clean:true}")
}

func TestWhatAnEndedSocketIsAskedIsAWarning(t *testing.T) {
	r := opened(t)
	r.socket.Closed(1001, "going away")
	for _, err := range []error{r.socket.Send("x"), r.socket.Close()} {
		if _, ok := err.(telephony.Warning); !ok || !strings.Contains(err.Error(), "is closed") {
			t.Errorf("got %v", err)
		}
	}
	r.socket.Shut()
	r.socket.Opened()
	r.socket.Failed("why")
	r.socket.Closed(1000, "")
	if !r.socket.Stream("new").Unit().Ended() {
		t.Error("a stream of a closed socket is alive")
	}
	r.want("0 socket.Ended {Code:1001 Reason:going away Clean:true}")
}

func TestHowConnectionsEnd(t *testing.T) {
	tests := []struct {
		name string
		do   func(r *rig)
		want []string
	}{
		{"it can't be made", func(r *rig) { r.socket.Failed("no route") },
			[]string{"0 socket.Failed {Why:no route}", "0 socket.Ended {Code:1006 Reason: Clean:false}"}},
		{"it is lost", func(r *rig) { r.socket.Opened(); r.socket.Closed(socket.Lost, "") },
			[]string{"0 socket.Opened {}", "0 socket.Ended {Code:1006 Reason: Clean:false}"}},
		{"it is closed while connecting", func(r *rig) { r.ok(r.socket.Close()); r.socket.Opened() },
			[]string{"0 close 1000 Normal connection close", "0 socket.Ended {Code:1006 Reason: Clean:false}"}},
		{"its session ends", func(r *rig) { r.socket.Opened(); r.socket.Shut() },
			[]string{"0 socket.Opened {}", "0 close 1000 Normal connection close", "0 socket.Ended {Code:1000 Reason:Normal connection close Clean:true}"}},
		{"its session ends while it closes", func(r *rig) { r.socket.Opened(); r.ok(r.socket.Close()); r.socket.Shut() },
			[]string{"0 socket.Opened {}", "0 close 1000 Normal connection close", "0 socket.Ended {Code:1000 Reason:Normal connection close Clean:true}"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			tt.do(r)
			r.want(tt.want...)
			if r.socket.State() != socket.Closed {
				t.Errorf("the state is %s", r.socket.State())
			}
		})
	}
}

func TestWhatIsAMessage(t *testing.T) {
	const wrong = "0 ignored: the WebSocket received a frame of media that is wrong: "
	tests := []struct{ text, want string }{
		{"hello", "0 socket.Message {Text:hello}"},
		{"[1]", "0 socket.Message {Text:[1]}"},
		{`{"event":"hello"}`, `0 socket.Message {Text:{"event":"hello"}}`},
		{`{"event":5}`, `0 socket.Message {Text:{"event":5}}`},
		{`{"event":"media"`, `0 socket.Message {Text:{"event":"media"}`},
		{`{"customEvent":"x","payload":{}}`, `0 socket.Message {Text:{"customEvent":"x","payload":{}}}`},
		{`{"event":"start","customEvent":"x"}`, wrong + "it has both event and customEvent"},
		{`{"event":"start"}`, wrong + `it has no field "start"`},
		{`{"event":"media"}`, wrong + `it has no field "media"`},
		{`{"event":"start","start":{"mediaFormat":{"encoding":"MP3","sampleRate":8000}}}`, wrong + `start: encoding "MP3" at 8000 Hz is not supported: take PCM8, PCM16, ALAW, ULAW or OPUS`},
		{`{"event":"start","start":{"mediaFormat":{"encoding":"ULAW","channels":2}}}`, wrong + "start: 2 channels are not supported, only one is"},
		{`{"event":"media","media":{"payload":"AAAA"}}`, `0 ignored: the WebSocket received audio of the stream "" before its start`},
	}
	for _, tt := range tests {
		r := opened(t)
		r.socket.Text(tt.text)
		r.want(tt.want)
	}
	r := opened(t)
	r.socket.Text(`{"event":"media","media":{"payload":"?"}}`)
	if len(r.log) != 1 || !strings.HasPrefix(r.log[0], wrong+"media: illegal base64") {
		t.Errorf("got %q", r.log)
	}
	r = opened(t)
	r.socket.Text(`{"event":"stop"}`)
	r.socket.Binary(3)
	r.socket.Binary(4)
	r.want("0 ignored: the WebSocket received a binary frame: only text frames reach the scenario")
}

// A real far end gets a start frame, a frame of sound every 20 ms and a stop frame, all counted.
func TestFramesOfAStream(t *testing.T) {
	r := opened(t)
	ann := r.person("ann")
	st := r.socket.Stream("a")
	st.Prepare(media.ULAW, `{"x": 1}`)
	r.ok(r.graph.Connect(ann, st.Unit()))
	r.at(50, func() { r.ok(r.graph.Disconnect(ann, st.Unit())) })
	silence := strings.Repeat("/", 213) + "w=="
	r.want(
		`0 sent {"event":"start","sequenceNumber":0,"start":{"tag":"a","mediaFormat":{"encoding":"ULAW","sampleRate":8000,"channels":1},"customParameters":"{\"x\":1}"}}`,
		`20 sent {"event":"media","sequenceNumber":1,"media":{"tag":"a","chunk":1,"timestamp":0,"payload":"`+silence+`"}}`,
		`40 sent {"event":"media","sequenceNumber":2,"media":{"tag":"a","chunk":2,"timestamp":160,"payload":"`+silence+`"}}`,
		`50 sent {"event":"stop","sequenceNumber":3,"stop":{"tag":"a","mediaInfo":{"bytesSent":320,"duration":0}}}`,
	)
}

// The default is PCM8, and a second stream has its own chunks and shares the sequence.
func TestStreamsShareTheSequence(t *testing.T) {
	r := opened(t)
	ann, ben := r.person("ann"), r.person("ben")
	r.ok(r.graph.Connect(ann, r.socket.Stream("").Unit()))
	r.ok(r.graph.Connect(ben, r.socket.Stream("b").Unit()))
	r.at(25, r.socket.Shut)
	if err := r.loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		`{"event":"start","sequenceNumber":0,"start":{"mediaFormat":{"encoding":"PCM8","sampleRate":8000,"channels":1}}}`,
		`{"event":"start","sequenceNumber":1,"start":{"tag":"b",`,
		`{"event":"media","sequenceNumber":2,"media":{"chunk":1,"timestamp":0,`,
		`{"event":"media","sequenceNumber":3,"media":{"tag":"b","chunk":1,"timestamp":0,`,
		"close 1000",
	} {
		if !strings.Contains(r.log[i], want) {
			t.Errorf("line %d is %.150s, want %s", i, r.log[i], want)
		}
	}
}

// Keys and tones sound; speech and files are silence.
func TestWhatSounds(t *testing.T) {
	for what, loud := range map[telephony.Utterance]bool{
		{What: telephony.Key, Digits: "5", Length: time.Second}:                          true,
		{What: telephony.Tones, Digits: "425@-10;1(.3/.7/1)", Length: telephony.Endless}: true,
		{What: telephony.Tones, Digits: "wrong", Length: time.Second}:                    false,
		{What: telephony.Speech, Text: "hello", Length: time.Second}:                     false,
	} {
		r := opened(t)
		ann := r.person("ann")
		r.ok(r.graph.Connect(ann, r.socket.Stream("").Unit()))
		ann.Emit(what, nil)
		r.at(45, r.socket.Shut)
		if err := r.loop.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		silent := strings.Contains(r.log[2], `"payload":"`+strings.Repeat("A", 426))
		if silent == loud {
			t.Errorf("%s %s: silence is %v: %.120s", what.What, what.Digits, silent, r.log[2])
		}
	}
}

// A simulated far end hears utterances instead of frames of sound; the frames count as if they had been sent.
func TestASimulatedFarEndHears(t *testing.T) {
	r := opened(t)
	r.socket.Connect(listener{wire{r}})
	ann := r.person("ann")
	st := r.socket.Stream("")
	r.at(10, func() {
		r.ok(r.graph.Connect(ann, st.Unit()))
		ann.Emit(speech("hello", 500), nil)
	})
	r.at(2010, ann.End)
	r.want(
		`10 sent {"event":"start","sequenceNumber":0,"start":{"mediaFormat":{"encoding":"PCM8","sampleRate":8000,"channels":1}}}`,
		`10 began "hello" on ""`,
		`510 bot heard "hello" for 500ms, cut false`,
		`510 over "hello" on ""`,
		`2010 sent {"event":"stop","sequenceNumber":101,"stop":{"mediaInfo":{"bytesSent":32000,"duration":2}}}`,
	)
}

// A source that replaces another stops the stream of the first, and starts one of its own.
func TestANewSourceIsANewStream(t *testing.T) {
	r := opened(t)
	r.socket.Connect(listener{wire{r}})
	st := r.socket.Stream("")
	r.ok(r.graph.Connect(r.person("ann"), st.Unit()))
	r.at(100, func() {
		st.Prepare(media.PCM16, "not JSON")
		r.ok(r.graph.Connect(r.person("ben"), st.Unit()))
	})
	r.want(
		`0 sent {"event":"start","sequenceNumber":0,"start":{"mediaFormat":{"encoding":"PCM8","sampleRate":8000,"channels":1}}}`,
		`100 sent {"event":"stop","sequenceNumber":6,"stop":{"mediaInfo":{"bytesSent":1600,"duration":0}}}`,
		`100 sent {"event":"start","sequenceNumber":7,"start":{"mediaFormat":{"encoding":"PCM16","sampleRate":16000,"channels":1},"customParameters":"not JSON"}}`,
	)
}
