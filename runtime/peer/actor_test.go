package peer_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/peer"
	"voxemu/runtime/telephony"
)

// An actor goes on when it is given more steps, and keeps what has come.
func TestActors(t *testing.T) {
	r := unconnected(t)
	var a *peer.Actor
	changes := 0
	r.add(t, "wss://bot/*", peer.Peer{Far: func(l *peer.Line) peer.Far {
		a = peer.NewActor(l, telephony.Script{Steps: []telephony.Step{{Verb: telephony.SendText, Text: "one"}}}, func() { changes++ })
		return a
	}})
	r.dial("wss://bot/x")
	a.Do(telephony.Step{Verb: telephony.SendText, Text: "two"})
	if a.Open() || a.Closed() != nil {
		t.Error("it is not open yet")
	}
	r.send(100, "hello")
	say := func(ms int, u telephony.Utterance) { r.at(ms, func() { r.ann.Emit(u, nil) }) }
	say(200, telephony.Utterance{What: telephony.Speech, Text: "hi", Length: time.Second})
	say(1500, telephony.Utterance{What: telephony.Silence, Length: time.Second})
	say(3000, telephony.Utterance{What: telephony.Audio, URL: "http://music", Length: telephony.Endless})
	r.at(4000, func() { a.Do(telephony.Step{Verb: telephony.CloseWith, Code: 4000, Text: "bye"}) })
	r.want(
		"10 socket.Opened {}", "10 socket.Message {Text:one}", "10 socket.Message {Text:two}",
		`1200 bot heard "hi"`, "4000 socket.Ended {Code:4000 Reason:bye Clean:true}",
	)
	var got []string
	for _, one := range a.Received() {
		if one.Heard != nil {
			got = append(got, fmt.Sprint("heard ", one.Heard.Text, one.Heard.URL, " ", one.For))
		} else if len(one.Text) < 10 {
			got = append(got, one.Text)
		}
	}
	if diff := cmp.Diff([]string{"hello", "heard hi 1s", "heard http://music 0s"}, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if a.URL() != "wss://bot/x" || a.Open() || a.Closed() == nil || a.Closed().Code != 4000 || changes == 0 {
		t.Errorf("it was closed: %+v after %d changes", a.Closed(), changes)
	}
	a.Do(telephony.Step{Verb: telephony.Drop}) // too late to matter
	peer.NewActor(nil, telephony.Script{}, nil)
}
