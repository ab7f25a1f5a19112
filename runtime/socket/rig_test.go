package socket_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/loop"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// rig is a socket in virtual time, between a far end and the media graph. It writes down all that happens.
type rig struct {
	t      *testing.T
	loop   *loop.Loop
	sc     *loop.Scope
	graph  *telephony.Graph
	socket *socket.Socket
	log    []string
}

func newRig(t *testing.T) *rig {
	r := &rig{t: t, loop: loop.New(vclock.NewVirtual(0), loop.Options{VirtualLimit: time.Hour})}
	r.sc = r.loop.NewScope("test", func(err error) { t.Error(err) })
	r.graph = telephony.New(r.sc, telephony.Options{}).Graph()
	r.socket = socket.New(socket.Options{ID: "ws", URL: "wss://bot", Scope: r.sc, Graph: r.graph, Handler: r})
	r.socket.Connect(wire{r})
	return r
}

// opened is a rig whose connection is open.
func opened(t *testing.T) *rig {
	r := newRig(t)
	r.socket.Opened()
	r.log = nil
	return r
}

func (r *rig) add(format string, args ...any) {
	r.log = append(r.log, fmt.Sprintf("%d %s", r.sc.Now(), fmt.Sprintf(format, args...)))
}

func (r *rig) SocketEvent(_ *socket.Socket, e socket.Event) {
	switch e := e.(type) {
	case socket.Ignored:
		r.add("ignored: %s", e.Text)
	case socket.Heard:
		r.add("%s heard %q for %v, cut %v", e.Party, e.Utterance.Text, e.For, e.Cut)
	case socket.Spoke:
		r.add("%s spoke %q", e.Party, e.Utterance.Text)
	default:
		r.add("%T %+v", e, e)
	}
}

// wire is a real connection: what is sent is written down.
type wire struct{ r *rig }

func (w wire) Send(text string)              { w.r.add("sent %s", text) }
func (w wire) Close(code int, reason string) { w.r.add("close %d %s", code, reason) }

// listener is a simulated far end.
type listener struct{ wire }

func (listener) Name() string { return "bot" }

func (l listener) Began(tag string, u *telephony.Utterance) { l.r.add("began %q on %q", u.Text, tag) }

func (l listener) Over(tag string, u *telephony.Utterance, heard time.Duration, cut bool) {
	l.r.add("over %q on %q", u.Text, tag)
}

// person is a member of the graph that writes down what it hears.
type person struct {
	r    *rig
	name string
}

func (r *rig) person(name string) *telephony.Unit {
	return r.graph.NewUnit(telephony.UnitOptions{Name: name, Inputs: telephony.One, Source: true, Sink: person{r, name}})
}

func (p person) Begin(*telephony.Utterance) {}

func (p person) End(u *telephony.Utterance, heard time.Duration, cut bool) {
	p.r.add("%s heard %s %q from %s for %v, cut %v", p.name, u.What, u.Text+u.URL, u.From, heard, cut)
}

// at does something at a time of the run.
func (r *rig) at(ms int, f func()) {
	r.sc.After(time.Duration(ms)*time.Millisecond, vclock.Far, nil, func() error {
		f()
		return nil
	})
}

func (r *rig) ok(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Error(err)
	}
}

// want runs the loop and compares what was written down.
func (r *rig) want(want ...string) {
	r.t.Helper()
	if err := r.loop.Run(context.Background()); err != nil {
		r.t.Fatal(err)
	}
	if diff := cmp.Diff(want, r.log); diff != "" {
		r.t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func speech(text string, ms int) telephony.Utterance {
	return telephony.Utterance{What: telephony.Speech, Text: text, Length: time.Duration(ms) * time.Millisecond}
}
