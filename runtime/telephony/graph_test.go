package telephony

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestConferenceMembersHearAllButThemselves(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b, c := s.member("a"), s.member("b"), s.member("c")
	conf := g.NewConference("conf")
	for _, u := range []*Unit{a, b, c} {
		s.ok(g.ConnectBetween(u, conf))
	}
	a.Emit(Utterance{What: Speech, Text: "from a", Length: 100 * time.Millisecond}, nil)
	b.Emit(Utterance{What: Speech, Text: "from b", Length: 200 * time.Millisecond}, nil)
	equal(t, s.run(), lines(`
		100 b heard speech "from a" 100ms
		100 c heard speech "from a" 100ms
		200 a heard speech "from b" 200ms
		200 c heard speech "from b" 200ms`))
}

func TestConferencesMixTransitivelyWithoutEcho(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b, c := s.member("a"), s.member("b"), s.member("c")
	one, two := g.NewConference("one"), g.NewConference("two")
	s.ok(g.ConnectBetween(a, one))
	s.ok(g.ConnectBetween(b, one))
	s.ok(g.ConnectBetween(one, two))
	s.ok(g.ConnectBetween(c, two))
	a.Emit(Utterance{What: Speech, Text: "hi", Length: 100 * time.Millisecond}, nil)
	equal(t, s.run(), lines(`
		100 b heard speech "hi" 100ms
		100 c heard speech "hi" 100ms`))
}

func TestAMixerKeepsASourceFromOneListener(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b, c := s.member("a"), s.member("b"), s.member("c")
	conf := g.NewConference("conf")
	for _, u := range []*Unit{a, b, c} {
		s.ok(g.ConnectBetween(u, conf))
	}
	g.Mute(conf, b, a, true)
	g.Mute(conf, b, a, true)
	a.Emit(Utterance{What: Speech, Text: "from a", Length: 200 * time.Millisecond}, nil)
	c.Emit(Utterance{What: Speech, Text: "from c", Length: 100 * time.Millisecond}, nil)
	s.at(150, func() { g.Mute(conf, b, a, false) })
	equal(t, s.run(), lines(`
		100 a heard speech "from c" 100ms
		100 b heard speech "from c" 100ms
		200 b heard speech "from a" 50ms
		200 c heard speech "from a" 200ms`))
}

func TestSupervisorListensToABridge(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b, boss := s.member("a"), s.member("b"), s.member("boss")
	conf := g.NewConference("conf")
	s.ok(g.ConnectBetween(a, b))
	s.ok(g.Connect(a, conf))
	s.ok(g.Connect(b, conf))
	s.ok(g.Connect(conf, boss))
	a.Emit(Utterance{What: Speech, Text: "secret", Length: 100 * time.Millisecond}, nil)
	boss.Emit(Utterance{What: Speech, Text: "cough", Length: 100 * time.Millisecond}, nil)
	equal(t, s.run(), lines(`
		100 b heard speech "secret" 100ms
		100 boss heard speech "secret" 100ms`))
}

func TestRecorderMixesAndRecogniserTakesTheNewest(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b := s.member("a"), s.member("b")
	rec, asr := s.sink("rec", Many), s.sink("asr", One)
	for _, u := range []*Unit{a, b} {
		s.ok(g.Connect(u, rec))
		s.ok(g.Connect(u, asr))
	}
	a.Emit(Utterance{What: Speech, Text: "from a", Length: 100 * time.Millisecond}, nil)
	b.Emit(Utterance{What: Speech, Text: "from b", Length: 100 * time.Millisecond}, nil)
	equal(t, s.run(), lines(`
		100 rec heard speech "from a" 100ms
		100 rec heard speech "from b" 100ms
		100 asr heard speech "from b" 100ms`))
}

func TestJoiningInTheMiddleHearsTheRest(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, rec := s.member("a"), s.sink("rec", Many)
	a.Emit(Utterance{What: Speech, Text: "long", Length: time.Second}, func() { s.add("a", "is done") })
	s.at(400, func() { s.ok(g.Connect(a, rec)) })
	s.at(600, func() { s.ok(g.Disconnect(a, rec)) })
	s.at(700, func() { s.ok(g.Connect(a, rec)) })
	s.at(800, func() { // within one turn it is not heard to be gone
		s.ok(g.Disconnect(a, rec))
		s.ok(g.Connect(a, rec))
	})
	equal(t, s.run(), lines(`
		600 rec heard speech "long" 200ms cut
		1000 a is done
		1000 rec heard speech "long" 300ms`))
}

func TestEdgesVanishWithTheirUnit(t *testing.T) {
	s := newSim(t, Options{})
	s.media = true
	g := s.net.Graph()
	a, b := s.member("a"), s.member("b")
	s.ok(g.ConnectBetween(a, b))
	b.Emit(Utterance{What: Speech, Text: "cut off"}, func() { t.Error("told to be done") })
	s.at(100, func() { b.End(); b.End() })
	equal(t, s.run(), lines(`
		0 attached a > b
		0 attached b > a
		100 detached a > b
		100 detached b > a
		100 a heard speech "cut off" 100ms cut`))
	if !b.Ended() || a.Ended() {
		t.Error("the wrong one has ended")
	}
	s.warns(g.Connect(a, b), "b has ended")
	s.warns(g.DisconnectBetween(a, b), "does not send media")
	if e := b.Emit(Utterance{What: Key, Digits: "1"}, nil); !e.over {
		t.Error("a unit that has ended speaks")
	}
}

func TestImpossibleEdgesWarn(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, sink := s.member("a"), s.sink("sink", Many)
	player := g.NewPlayer("player", Clip{}, nil).Unit()
	s.warns(g.Connect(a, a), "cannot hear itself")
	s.warns(g.Connect(sink, a), "sends no media")
	s.warns(g.Connect(a, player), "receives no media")
	s.warns(g.ConnectBetween(a, sink), "sends no media")
	s.warns(g.Disconnect(a, sink), "does not send media")
	s.ok(g.Connect(a, sink))
	s.ok(g.Connect(a, sink))
	if len(sink.ins) != 1 {
		t.Errorf("%d edges", len(sink.ins))
	}
	s.ok(g.DisconnectBetween(a, sink))
}

func TestOverhearingAnEar(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b, conf := s.member("a"), s.member("b"), g.NewConference("conf")
	tap := func(name string) *Unit {
		return g.NewUnit(UnitOptions{Name: name, Overhears: b, Sink: recorder{s, name}})
	}
	s.ok(g.Connect(a, conf))
	a.Emit(Utterance{What: Speech, Text: "through a mixer", Length: time.Second}, nil)
	b.Emit(Utterance{What: Speech, Text: "its own", Length: time.Second}, nil)
	first := tap("first")
	s.at(100, func() { s.ok(g.Connect(conf, b)) })
	s.at(300, func() { tap("second") })
	s.at(400, first.End)
	s.at(600, func() { b.End() })
	equal(t, s.run(), lines(`
		400 first heard speech "through a mixer" 300ms cut
		600 b heard speech "through a mixer" 500ms cut
		600 second heard speech "through a mixer" 300ms cut`))
}

// member is a unit like a leg that is up.
func (s *sim) member(name string) *Unit {
	return s.net.Graph().NewUnit(UnitOptions{Name: name, Inputs: One, Source: true, Sink: recorder{s, name}})
}

// dice are repeatable.
type dice uint64

func (d *dice) roll(n int) int {
	*d ^= *d << 13
	*d ^= *d >> 7
	*d ^= *d << 17
	return int(uint64(*d) % uint64(n))
}

// TestGraphAgainstAPlainRecomputation does random operations and compares, after each, what units hear with a fixpoint over
// all edges that knows nothing of walks.
func TestGraphAgainstAPlainRecomputation(t *testing.T) {
	for seed := range 300 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := dice(seed*7919 + 1)
			s := newSim(t, Options{})
			g := s.net.Graph()
			units := randomUnits(s, &d)
			for range 60 {
				randomOperation(g, units, &d)
				s.ok(g.flush())
				for _, u := range units {
					if u.opts.Inputs == One && len(u.ins) > 1 {
						t.Fatalf("%s has %d sources", u.Name, len(u.ins))
					}
					if u.opts.Sink == nil {
						continue
					}
					var got []*Emission
					for _, h := range u.hearing {
						got = append(got, h.e)
					}
					if want := plainly(u, units); !sameSet(got, want) {
						t.Fatalf("%s hears %s, want %s\nedges %s", u.Name, names(got), names(want), edges(units))
					}
				}
			}
		})
	}
}

func randomUnits(s *sim, d *dice) []*Unit {
	var units []*Unit
	for i := range 4 + d.roll(6) {
		name := fmt.Sprintf("u%d", i)
		switch d.roll(5) {
		case 0, 1:
			units = append(units, s.net.Graph().NewConference(name))
		case 2:
			units = append(units, s.sink(name, Many))
		default:
			units = append(units, s.member(name))
		}
	}
	for i := 0; i+1 < len(units); i += 3 {
		if a, b := units[i], units[i+1]; a.opts.Inputs == One && b.opts.Inputs == One && !a.opts.Mix && !b.opts.Mix {
			link(a, b)
		}
	}
	return units
}

func randomOperation(g *Graph, units []*Unit, d *dice) {
	u, v := units[d.roll(len(units))], units[d.roll(len(units))]
	switch d.roll(11) {
	case 0, 1, 2:
		_ = g.Connect(u, v)
	case 3:
		_ = g.ConnectBetween(u, v)
	case 4:
		_ = g.Disconnect(u, v)
	case 5:
		if u.opts.Source {
			what := []What{Speech, Key}[d.roll(2)]
			u.emit(Utterance{What: what, Text: fmt.Sprint(d.roll(1000)), Length: Endless}, d.roll(4) == 0, nil)
		}
	case 6:
		if n := len(u.emissions); n > 0 {
			u.emissions[d.roll(n)].Stop()
		}
	case 7:
		if u.opts.Inputs == One {
			u.open(d.roll(3) > 0, u.opts.Source && d.roll(3) > 0)
		}
	case 8:
		u.keepKeys(d.roll(2) == 0)
	case 9:
		if d.roll(6) == 0 {
			u.End()
		}
	case 10:
		if u.opts.Mix {
			g.Mute(u, v, units[d.roll(len(units))], d.roll(3) > 0)
		}
	}
}

// plainly is what u hears, by pushing everything along all edges until nothing changes. What is on an edge came from its
// source, or through it: from a mixer's other edges, or from what the other leg of a call hears.
func plainly(u *Unit, units []*Unit) []*Emission {
	on := map[*edge][]*Emission{}
	at := func(n, except *Unit) (list []*Emission) {
		if !n.hears {
			return nil
		}
		list = append(list, n.aside...)
		for _, e := range n.ins {
			if e.src != except && !slices.Contains(n.muted[except], e.src) {
				list = append(list, on[e]...)
			}
		}
		return list
	}
	for changed := true; changed; {
		changed = false
		for _, src := range units {
			for _, e := range src.outs {
				if !src.speaks {
					continue
				}
				list := slices.Clone(src.emissions)
				if src == u {
					list = nil
				}
				if src.opts.Mix {
					list = append(list, at(src, e.dst)...)
				}
				if src.peer != nil {
					for _, em := range at(src.peer, nil) {
						if !src.keepsKeys || em.Utterance.What != Key {
							list = append(list, em)
						}
					}
				}
				if !sameSet(list, on[e]) {
					on[e], changed = list, true
				}
			}
		}
	}
	return at(u, nil)
}

func sameSet(a, b []*Emission) bool {
	in := func(x, y []*Emission) bool {
		return !slices.ContainsFunc(x, func(e *Emission) bool { return !slices.Contains(y, e) })
	}
	return in(a, b) && in(b, a)
}

func names(list []*Emission) (s string) {
	for _, e := range list {
		s += e.String() + ", "
	}
	return "[" + s + "]"
}

func edges(units []*Unit) (s string) {
	for _, u := range units {
		for _, e := range u.outs {
			s += e.src.Name + ">" + e.dst.Name + " "
		}
	}
	return s
}

// Who makes a unit is told at once of each change of what feeds it.
func TestAUnitKnowsItsSources(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	var got []string
	var dst *Unit
	dst = g.NewUnit(UnitOptions{Name: "dst", Inputs: One, Fed: func() {
		names := "fed:"
		for _, u := range dst.Sources() {
			names += " " + u.Name
			if u.Open() {
				names += " open"
			}
		}
		got = append(got, names)
	}})
	a, b := s.member("a"), g.NewUnit(UnitOptions{Name: "b", Source: true})
	b.open(false, false)
	s.ok(g.Connect(a, dst))
	s.ok(g.Connect(b, dst))
	b.open(false, true)
	b.End()
	equal(t, got, lines(`
		fed: a open
		fed:
		fed: b
		fed: b open
		fed:`))
}

func TestAnEndlessUtteranceThatFinishesIsNotCut(t *testing.T) {
	s := newSim(t, Options{})
	g := s.net.Graph()
	a, b := s.member("a"), s.member("b")
	s.ok(g.Connect(a, b))
	for i, end := range []func(*Emission){(*Emission).Finish, (*Emission).Stop} {
		e := a.Emit(Utterance{What: Audio, URL: "stream", Length: Endless}, nil)
		s.sc.After(time.Duration(i+1)*time.Second, 0, nil, func() error { end(e); return nil })
	}
	equal(t, s.run(), lines(`
		1000 b heard audio "stream" 1s
		2000 b heard audio "stream" 2s cut`))
}
