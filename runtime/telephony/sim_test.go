package telephony

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// sim is a network in virtual time that writes down all it tells, as "ms who what".
type sim struct {
	t    *testing.T
	loop *loop.Loop
	sc   *loop.Scope
	net  *Network
	log  []string
	// media switches lines for edges on, quiet switches all lines of the observer off.
	media, quiet bool
}

// newSim returns a network whose idle parties hang up, as an engine would have it.
func newSim(t *testing.T, o Options) *sim {
	s := &sim{t: t}
	s.loop = loop.New(vclock.NewVirtual(0), loop.Options{
		Idle: func() bool { return s.net.Idle() }, VirtualLimit: time.Hour,
	})
	s.sc = s.loop.NewScope("network", func(err error) { t.Errorf("error of a turn: %v", err) })
	o.Observer = s
	o.Doubt = func(d Doubt) { s.add("doubt", "%s: %s: %s", d.Party, d.Step, d.Text) }
	s.net = New(s.sc, o)
	return s
}

func (s *sim) add(who, format string, args ...any) {
	s.log = append(s.log, fmt.Sprintf("%d %s %s", s.sc.Now(), who, fmt.Sprintf(format, args...)))
}

func (s *sim) Heard(h Heard) {
	if s.quiet {
		return
	}
	cut := ""
	if h.Cut {
		cut = " cut"
	}
	s.add(h.Party, "heard %s %q from %s %d%s", h.What, h.Text+h.URL+h.Digits, h.From, h.MS, cut)
}

func (s *sim) Spoke(sp Spoke) {
	if !s.quiet {
		s.add(sp.Party, "spoke %s %q", sp.What, sp.Text+sp.Digits)
	}
}

func (s *sim) Media(m Media) {
	if s.media {
		s.add(string(m.Phase), "%s > %s", m.From.Name, m.To.Name)
	}
}

// run runs until nothing is left and returns what was written down.
func (s *sim) run() []string {
	s.t.Helper()
	if err := s.loop.Run(context.Background()); err != nil {
		s.t.Fatalf("run: %v", err)
	}
	return s.log
}

// noLater fails when the clock moved on after the last thing that was written down: some timer was left.
func (s *sim) noLater() {
	s.t.Helper()
	if last := s.log[len(s.log)-1]; !strings.HasPrefix(last, fmt.Sprintf("%d ", s.sc.Now())) {
		s.t.Errorf("the clock is at %d after %q", s.sc.Now(), last)
	}
}

// at runs f as a turn at a moment, in ms, after what the network does then.
func (s *sim) at(ms int, f func()) {
	s.sc.After(time.Duration(ms)*time.Millisecond-time.Duration(s.sc.Now())*time.Millisecond, vclock.Script, nil, func() error {
		f()
		return nil
	})
}

// app is an application's end of a leg; on may react to events.
type app struct {
	s    *sim
	name string
	on   func(l *Leg, e Event)
}

func (a app) LegEvent(l *Leg, e Event) {
	a.s.add(a.name, "%s", show(e))
	if a.on != nil {
		a.on(l, e)
	}
}

// show writes an event as its type and the fields that are set.
func show(e Event) string {
	text := fmt.Sprintf("%T%+v", e, e)
	return strings.TrimPrefix(text, "telephony.")
}

// call makes a call to the application; on takes it.
func (s *sim) call(in Incoming, offered func(l *Leg), on func(l *Leg, e Event)) *Leg {
	s.net.OnCall = func(l *Leg) {
		l.Handle(app{s, "in", on})
		offered(l)
	}
	in.From, in.To = or(in.From, "15550100"), or(in.To, "15550200")
	return s.net.Call(in)
}

// answered makes a call that is answered at once.
func (s *sim) answered(script string, on func(l *Leg, e Event)) *Leg {
	return s.call(Incoming{Script: mustScript(s.t, script)}, func(l *Leg) { s.ok(l.Answer(nil)) }, on)
}

func (s *sim) dial(r DialRequest, on func(l *Leg, e Event)) *Leg {
	r.Kind, r.To, r.CallerID = or(r.Kind, PSTN), or(r.To, "15550300"), or(r.CallerID, "15550100")
	return s.net.Dial(r, app{s, "out", on})
}

func (s *sim) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Errorf("unexpected warning: %v", err)
	}
}

func (s *sim) warns(err error, part string) {
	s.t.Helper()
	var w Warning
	if !errors.As(err, &w) || !strings.Contains(w.Error(), part) {
		s.t.Errorf("got %v, want a warning with %q", err, part)
	}
}

// say plays speech to a leg, as a scenario's say does.
func (s *sim) say(l *Leg, text string) *Player {
	p := s.net.Graph().NewPlayer("say", Clip{Utterance: Utterance{What: Speech, Text: text}}, nil)
	s.ok(s.net.Graph().Connect(p.Unit(), l.Unit()))
	return p
}

func mustScript(t *testing.T, text string) Script {
	t.Helper()
	s, err := ParseScript(text)
	if err != nil {
		t.Fatalf("script %q: %v", text, err)
	}
	return s
}

func far(t *testing.T, pairs ...string) *FarEnds {
	t.Helper()
	f := &FarEnds{}
	for i := 0; i < len(pairs); i += 2 {
		if err := f.Add(pairs[i], FarEnd{Script: mustScript(t, pairs[i+1])}); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func equal(t *testing.T, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func is[T Event](e Event) bool {
	_, ok := e.(T)
	return ok
}

// lines cuts a text into its lines, without indentation.
func lines(text string) []string {
	var list []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			list = append(list, l)
		}
	}
	return list
}
