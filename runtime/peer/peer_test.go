package peer_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/loop"
	"voxemu/runtime/peer"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// rig is a platform's end that writes down what its far end does, and what could not be done.
type rig struct {
	t      *testing.T
	loop   *loop.Loop
	sc     *loop.Scope
	dialer *peer.Dialer
	socket *socket.Socket
	ann    *telephony.Unit
	log    []string
}

// newRig dials wss://bot/x, where a far end with these steps is.
func newRig(t *testing.T, steps string) *rig {
	r := unconnected(t)
	script, err := telephony.ParseSocketScript(steps)
	if err != nil {
		t.Fatal(err)
	}
	r.add(t, "wss://bot/*", peer.Peer{Script: script})
	r.dial("wss://bot/x")
	return r
}

func unconnected(t *testing.T) *rig {
	r := &rig{t: t, loop: loop.New(vclock.NewVirtual(0), loop.Options{VirtualLimit: time.Hour})}
	r.sc = r.loop.NewScope("test", func(err error) { t.Error(err) })
	r.dialer = &peer.Dialer{Peers: new(peer.Peers), Doubt: func(d peer.Doubt) { r.note("doubt %s: %s: %s", d.Peer, d.Step, d.Text) }}
	graph := telephony.New(r.sc, telephony.Options{}).Graph()
	r.socket = socket.New(socket.Options{ID: "ws", URL: "wss://bot/x", Scope: r.sc, Graph: graph, Handler: r})
	r.ann = graph.NewUnit(telephony.UnitOptions{Name: "ann", Source: true})
	if err := graph.Connect(r.ann, r.socket.Stream("").Unit()); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *rig) add(t *testing.T, pattern string, p peer.Peer) {
	if err := r.dialer.Peers.Add(pattern, p); err != nil {
		t.Fatal(err)
	}
}

func (r *rig) dial(address string) {
	r.socket.Connect(r.dialer.Dial(r.sc, socket.Request{URL: address}, r.socket))
}

func (r *rig) note(format string, args ...any) {
	r.log = append(r.log, fmt.Sprintf("%d %s", r.sc.Now(), fmt.Sprintf(format, args...)))
}

func (r *rig) SocketEvent(_ *socket.Socket, e socket.Event) {
	switch e := e.(type) {
	case socket.Heard:
		r.note("%s heard %q", e.Party, e.Utterance.Text+e.Utterance.URL+e.Utterance.Digits)
	case socket.Spoke:
		r.note("%s spoke %q", e.Party, e.Utterance.Text)
	default:
		r.note("%T %+v", e, e)
	}
}

func (r *rig) at(ms int, f func()) {
	r.sc.After(time.Duration(ms)*time.Millisecond, vclock.Script, nil, func() error {
		f()
		return nil
	})
}

func (r *rig) send(ms int, text string) {
	r.at(ms, func() {
		if err := r.socket.Send(text); err != nil {
			r.t.Error(err)
		}
	})
}

func (r *rig) want(want ...string) {
	r.t.Helper()
	if err := r.loop.Run(context.Background()); err != nil {
		r.t.Fatal(err)
	}
	if diff := cmp.Diff(want, r.log); diff != "" {
		r.t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestHowFarEndsAnswer(t *testing.T) {
	tests := []struct {
		steps string
		want  []string
	}{
		{"", []string{"10 socket.Opened {}"}},
		{"answer after 3s", []string{"3000 socket.Opened {}"}},
		{"reject", []string{"10 socket.Failed {Why:the server answered 403 }", "10 socket.Ended {Code:1006 Reason: Clean:false}"}},
		{"reject 503 full", []string{"10 socket.Failed {Why:the server answered 503 full}", "10 socket.Ended {Code:1006 Reason: Clean:false}"}},
		{"no-answer", nil},
		{"close 4000 bye", []string{"10 socket.Opened {}", "10 socket.Ended {Code:4000 Reason:bye Clean:true}"}},
		{"wait 1s; drop; message never", []string{"10 socket.Opened {}", "1010 socket.Ended {Code:1006 Reason: Clean:false}"}},
		{"wait 1s; answer; stop-media", []string{"10 socket.Opened {}",
			"1010 doubt bot: answer: it has a meaning before the connection is open only",
			"1010 doubt bot: stop-media: stop-media: nothing is sent on this stream"}},
	}
	for _, tt := range tests {
		t.Run(tt.steps, func(t *testing.T) { newRig(t, tt.steps).want(tt.want...) })
	}
}

// Messages that came before the step that waits for them count; a standing reply answers each, by the first rule that fits.
func TestMessages(t *testing.T) {
	r := newRig(t, `message hello; reply /ping/ pong; reply /ping 2/ never; wait 1s; wait-message /ready/; message go; wait-message /ping 2/; close`)
	r.send(100, "ping 1")
	r.send(200, "I am ready")
	r.send(2000, "ping 2")
	r.want(
		"10 socket.Opened {}",
		"10 socket.Message {Text:hello}",
		"100 socket.Message {Text:pong}",
		"1010 socket.Message {Text:go}",
		"2000 socket.Message {Text:pong}",
		"2000 socket.Ended {Code:1000 Reason: Clean:true}",
	)
}

func TestWhatNeverCameIsADoubt(t *testing.T) {
	r := newRig(t, `wait-message /never/; close`)
	r.at(500, func() { _ = r.socket.Close() })
	r.want(
		"10 socket.Opened {}",
		"500 doubt bot: wait-message /never/: the connection ended before it came",
		"500 socket.Ended {Code:1000 Reason:Normal connection close Clean:true}",
	)
}

func TestTalking(t *testing.T) {
	r := newRig(t, `wait-heard /hi/; say "one moment" length=2s tag=t; stop-media t; silence 1s; say now confidence=50 pace=burst; wait-heard /^5$/; wait-heard /music/; drop`)
	say := func(ms int, u telephony.Utterance) { r.at(ms, func() { r.ann.Emit(u, nil) }) }
	say(100, telephony.Utterance{What: telephony.Speech, Text: "hi", Length: time.Second})
	say(4000, telephony.Utterance{What: telephony.Key, Digits: "5"})
	say(8000, telephony.Utterance{What: telephony.Audio, URL: "http://music", Length: telephony.Endless})
	r.want(
		"10 socket.Opened {}",
		`1100 bot heard "hi"`,
		"1100 socket.MediaStarted {Tag:t Encoding:PCM16 Custom:}",
		`1100 bot spoke "one moment"`,
		"3100 socket.MediaEnded {Tag:t Seconds:2}",
		"3100 socket.MediaStarted {Tag: Encoding:PCM16 Custom:}",
		`4100 bot heard "5"`,
		`4100 bot spoke "now"`,
		"5600 socket.MediaEnded {Tag: Seconds:3}",
		"8000 socket.Ended {Code:1006 Reason: Clean:false}",
	)
}

// far is a far end of one's own: it tells what happens to it.
type far struct {
	r    *rig
	line *peer.Line
	on   func(peer.Event)
}

func (f far) PeerEvent(e peer.Event) { f.on(e) }

func TestAFarEndOfOnesOwn(t *testing.T) {
	r := unconnected(t)
	r.add(t, "wss://bot/x", peer.Peer{Name: "robot", Far: func(l *peer.Line) peer.Far {
		return far{r, l, func(e peer.Event) {
			r.note("%T", e)
			switch e.(type) {
			case peer.Offered:
				for name, err := range map[string]error{"message": l.Send("x"), "say": l.Say("", telephony.Utterance{}, false, nil), "close": l.Drop()} {
					if err == nil || err.Error() != name+": the connection is not open" {
						t.Errorf("%s before the connection is open: %v", name, err)
					}
				}
				if err := l.Accept(); err != nil || !l.Open() || l.Name() != "robot" {
					t.Errorf("accept: %v", err)
				}
				if l.Accept() == nil || l.Refuse("late") == nil {
					t.Error("a connection was made twice")
				}
				l.After(time.Second, func() { _ = l.Drop() })
				l.After(2*time.Second, func() { t.Error("it acts after its end") })
			case peer.Began:
				if err := l.Say("", telephony.Utterance{What: telephony.Speech, Text: "yes?"}, true, func() { r.note("said") }); err != nil {
					t.Error(err)
				}
			}
		}}
	}})
	r.dial("wss://bot/x")
	r.at(100, func() { r.ann.Emit(telephony.Utterance{What: telephony.Speech, Text: "hi", Length: time.Second}, nil) })
	r.want(
		"0 peer.Offered", "0 socket.Opened {}", "0 peer.Opened", "0 peer.Message", "100 peer.Began",
		"100 socket.MediaStarted {Tag: Encoding:PCM16 Custom:}", `100 robot spoke "yes?"`, "100 said",
		"1000 socket.MediaEnded {Tag: Seconds:0}", "1000 socket.Ended {Code:1006 Reason: Clean:false}", "1000 peer.Closed",
	)
}

func TestAddresses(t *testing.T) {
	peers := new(peer.Peers)
	for _, pattern := range []string{"wss://*/a", "wss://bot/*", "wss://bot/a", "ws://10.0.0.1:80/"} {
		if err := peers.Add(pattern, peer.Peer{Name: pattern}); err != nil {
			t.Fatal(err)
		}
	}
	for address, want := range map[string]string{
		"wss://bot/a": "wss://bot/a", "wss://other/a": "wss://*/a", "wss://bot/b": "wss://bot/*", "ws://bot/b": "",
	} {
		if got, ok := peers.Find(address); got.Name != want || ok != (want != "") {
			t.Errorf("%s is served by %q, want %q", address, got.Name, want)
		}
	}
	for pattern, want := range map[string]string{
		"wss://bot/a": `WebSocket "wss://bot/a": listed twice`,
		"bot":         `WebSocket "bot": an address begins with ws:// or wss://, or is "incoming"`,
	} {
		if err := peers.Add(pattern, peer.Peer{}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", pattern, err, want)
		}
	}
	if _, ok := (*peer.Peers)(nil).Find("ws://x"); ok {
		t.Error("nobody serves an address")
	}
}

// out stands for the real network.
type out struct{ got *[]string }

func (o out) Dial(_ *loop.Scope, r socket.Request, _ socket.Receiver) socket.Conn {
	*o.got = append(*o.got, r.URL)
	return nil
}

func TestWhatNobodyServesGoesOut(t *testing.T) {
	r := unconnected(t)
	r.dial("wss://bot/x")
	r.want("0 socket.Failed {Why:there is no way to the network}", "0 socket.Ended {Code:1006 Reason: Clean:false}")
	var got []string
	r.dialer.Out = out{&got}
	r.dial("wss://real/x")
	if diff := cmp.Diff([]string{"wss://real/x"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestClients(t *testing.T) {
	r := unconnected(t)
	for _, steps := range []string{"wait 1s; wait 1s; message hello; wait 1s; close", "message me"} {
		script, _ := telephony.ParseSocketScript(steps)
		r.add(t, peer.IncomingAddress, peer.Peer{Script: script})
	}
	count := 0
	r.dialer.Connect(r.sc, func(in socket.Incoming) (socket.Receiver, error) {
		if count++; count == 1 {
			r.note("refused")
			return nil, errors.New("403: full")
		}
		r.socket.Connect(in.Conn)
		r.socket.Opened()
		return r.socket, nil
	})
	r.want(
		"0 refused",
		`0 doubt client: message "me": the connection was refused: 403: full`,
		"2000 socket.Opened {}",
		"2000 socket.Message {Text:hello}",
		"3000 socket.Ended {Code:1000 Reason: Clean:true}",
	)
	(&peer.Dialer{}).Connect(r.sc, nil)
}
