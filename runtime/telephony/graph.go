package telephony

import (
	"fmt"
	"slices"
	"time"

	"voxemu/runtime/loop"
)

// Graph is the media graph: units, and directed edges between them (behaviour page, section 6.1). Who hears what follows from
// the edges: everything that can reach a unit through edges, conferences and connected legs is audible there.
//
// Changes take effect at once; sinks are told of them together in a turn of their own. So an edge that is taken
// away and given back in one turn is not heard to be gone.
type Graph struct {
	sc        *loop.Scope
	durations Durations
	observer  Observer

	dirty  []*Unit // what they hear may have changed
	queued bool
	epoch  int
}

func newGraph(sc *loop.Scope, d Durations, o Observer) *Graph {
	return &Graph{sc: sc, durations: d, observer: o}
}

// Inputs is how many sources a unit can hear at the same time.
type Inputs uint8

// The rules for inputs. One is the rule of a call: the newest source replaces the one before, which does not come
// back (behaviour page, section 6.1).
const (
	None Inputs = iota
	One
	Many
)

// Sink is told what becomes audible at a unit and what stops. Both are called in turns of the network's scope.
type Sink interface {
	// Begin says that u is audible from now on. It may have begun earlier: then the rest of it is heard.
	Begin(u *Utterance)
	// End says that u, given to Begin before, is no longer audible; heard is for how long it was, and cut is true when
	// it did not come to its own end.
	End(u *Utterance, heard time.Duration, cut bool)
}

// UnitOptions describe a media unit.
type UnitOptions struct {
	// Name is its id in traces.
	Name string
	// Inputs is None for what hears nothing.
	Inputs Inputs
	// Source is whether others can hear it.
	Source bool
	// Mix passes what is heard on, except to where it came from: a conference.
	Mix bool
	// Overhears is a unit whose ear this one shares: its sink is told of what that unit hears, and of nothing else. It
	// is for recording what the far end of a leg hears. Inputs is None then.
	Overhears *Unit
	// Sink is told what is audible at the unit. It may be nil.
	Sink Sink
	// Fed is called at once when an edge to the unit has come or gone, and when one of its sources begins or ceases to be
	// open: see [Unit.Sources]. It must not change the graph. It may be nil.
	Fed func()
}

// Unit is anything that sends or receives audio: a leg, a player, a recorder, a recogniser, a conference, one stream of a
// WebSocket, an AI client.
type Unit struct {
	// Name is its id in traces.
	Name string
	// Leg is the leg whose unit this is, or nil.
	Leg *Leg
	// Owner is whatever the maker of the unit wants to find again in notices. The graph does not look at it.
	Owner any

	graph     *Graph
	opts      UnitOptions
	ins, outs []*edge
	emissions []*Emission
	aside     []*Emission // audible at this unit only
	hearing   []hearing
	taps      []*Unit           // those that overhear this one
	muted     map[*Unit][]*Unit // of a mixer: the sources that it keeps from a listener
	peer      *Unit             // the other leg of a call between two legs: what that one hears, this one says
	hears     bool              // its ear is open
	speaks    bool              // others can hear it
	keepsKeys bool              // digits of its far end are handled, not heard
	ended     bool
	isDirty   bool
}

type edge struct {
	src, dst *Unit
	seen     [2]int // the epochs of the last walks that came by, without and with digits
}

// NewUnit adds a unit that is not a leg.
func (g *Graph) NewUnit(o UnitOptions) *Unit {
	u := &Unit{Name: o.Name, graph: g, opts: o, hears: o.Inputs != None, speaks: o.Source || o.Mix}
	if o.Overhears != nil {
		o.Overhears.taps = append(o.Overhears.taps, u)
		g.touch(u)
	}
	return u
}

// NewConference adds a mixer: each member hears all others (behaviour page, section 6.6).
func (g *Graph) NewConference(name string) *Unit {
	return g.NewUnit(UnitOptions{Name: name, Inputs: Many, Source: true, Mix: true})
}

// Connect makes dst hear src. If dst hears one source only, that takes the place of the edge before. Connecting a leg that is not
// up yet is remembered. A connection that exists already stays as it is. It returns a [Warning] if there can be no such
// edge.
func (g *Graph) Connect(src, dst *Unit) error {
	if err := connectable(src, dst); err != nil {
		return err
	}
	g.connect(src, dst)
	return nil
}

func connectable(src, dst *Unit) error {
	for _, u := range []*Unit{src, dst} {
		if u.ended {
			return Warning(fmt.Sprintf("sendMediaTo: %s has ended", u.Name))
		}
		if u.Leg != nil && u.Leg.Direct {
			return Warning(fmt.Sprintf("sendMediaTo: the media of %s does not pass through the platform", u.Name))
		}
	}
	switch {
	case src == dst:
		return Warning(fmt.Sprintf("sendMediaTo: %s cannot hear itself", src.Name))
	case !src.opts.Source && !src.opts.Mix:
		return Warning(fmt.Sprintf("sendMediaTo: %s sends no media", src.Name))
	case dst.opts.Inputs == None:
		return Warning(fmt.Sprintf("sendMediaTo: %s receives no media", dst.Name))
	}
	return nil
}

func (g *Graph) connect(src, dst *Unit) {
	if i := slices.IndexFunc(dst.ins, func(e *edge) bool { return e.src == src }); i >= 0 {
		return
	}
	if dst.opts.Inputs == One && len(dst.ins) > 0 {
		g.remove(dst.ins[0], Replaced)
	}
	e := &edge{src: src, dst: dst}
	dst.ins = append(dst.ins, e)
	src.outs = append(src.outs, e)
	g.notice(Attached, src, dst)
	g.touch(dst)
	dst.fed()
}

// Disconnect takes the edge from src to dst away. It returns a [Warning] if there is none.
func (g *Graph) Disconnect(src, dst *Unit) error {
	for _, e := range dst.ins {
		if e.src == src {
			g.remove(e, Detached)
			return nil
		}
	}
	return Warning(fmt.Sprintf("stopMediaTo: %s does not send media to %s", src.Name, dst.Name))
}

// ConnectBetween connects a and b in both directions: a to b first (behaviour page, section 4.5).
func (g *Graph) ConnectBetween(a, b *Unit) error {
	if err := connectable(b, a); err != nil {
		return err
	}
	if err := g.Connect(a, b); err != nil {
		return err
	}
	return g.Connect(b, a)
}

// DisconnectBetween takes both edges between a and b away. It returns a [Warning] if there is neither.
func (g *Graph) DisconnectBetween(a, b *Unit) error {
	errA, errB := g.Disconnect(a, b), g.Disconnect(b, a)
	if errA != nil && errB != nil {
		return errA
	}
	return nil
}

// Hears reports whether there is an edge from src to dst, audible or not.
func (g *Graph) Hears(dst, src *Unit) bool {
	return slices.ContainsFunc(dst.ins, func(e *edge) bool { return e.src == src })
}

// Mute sets whether a mixer keeps a source from one of those that hear the mixer; for all others nothing changes. It holds before
// there are edges, and when they come back.
func (g *Graph) Mute(mixer, listener, source *Unit, on bool) {
	at := slices.Index(mixer.muted[listener], source)
	switch {
	case on == (at >= 0):
		return
	case !on:
		mixer.muted[listener] = slices.Delete(mixer.muted[listener], at, at+1)
	default:
		if mixer.muted == nil {
			mixer.muted = map[*Unit][]*Unit{}
		}
		mixer.muted[listener] = append(mixer.muted[listener], source)
	}
	g.touch(listener)
}

func (g *Graph) remove(e *edge, why Phase) {
	e.dst.ins = slices.DeleteFunc(e.dst.ins, func(o *edge) bool { return o == e })
	e.src.outs = slices.DeleteFunc(e.src.outs, func(o *edge) bool { return o == e })
	g.notice(why, e.src, e.dst)
	g.touch(e.dst)
	e.dst.fed()
}

func (g *Graph) notice(why Phase, src, dst *Unit) {
	if g.observer != nil {
		g.observer.Media(Media{Phase: why, From: src, To: dst})
	}
}

// End removes the unit with all its edges, and cuts what it utters. A second call does nothing.
func (u *Unit) End() {
	if u.ended {
		return
	}
	for _, list := range [][]*Emission{slices.Clone(u.emissions), slices.Clone(u.aside)} {
		for _, e := range list {
			e.Stop()
		}
	}
	u.graph.touch(u)
	for _, e := range slices.Clone(u.ins) {
		u.graph.remove(e, Detached)
	}
	for _, e := range slices.Clone(u.outs) {
		u.graph.remove(e, Detached)
	}
	if p := u.peer; p != nil {
		u.peer, p.peer = nil, nil
		p.graph.touchOuts(p)
	}
	if o := u.opts.Overhears; o != nil {
		o.taps = slices.DeleteFunc(o.taps, func(t *Unit) bool { return t == u })
	}
	u.ended, u.hears, u.speaks = true, false, false
}

// Ended reports whether the unit has been removed.
func (u *Unit) Ended() bool { return u.ended }

// open sets whether a leg's far end hears and can be heard.
func (u *Unit) open(hears, speaks bool) {
	if u.ended || u.hears == hears && u.speaks == speaks {
		return
	}
	u.hears, u.speaks = hears, speaks
	u.graph.touch(u)
	u.graph.touchOuts(u)
	for _, e := range u.outs {
		e.dst.fed()
	}
}

func (u *Unit) fed() {
	if u.opts.Fed != nil {
		u.opts.Fed()
	}
}

// Sources returns the units that send media to this one, oldest first.
func (u *Unit) Sources() []*Unit {
	list := make([]*Unit, len(u.ins))
	for i, e := range u.ins {
		list[i] = e.src
	}
	return list
}

// Open reports whether others can hear the unit at the moment: for a leg, whether its media flows.
func (u *Unit) Open() bool { return u.speaks }

// keepKeys sets whether digits that come through the other leg of a call are kept from those that hear this one.
func (u *Unit) keepKeys(on bool) {
	if u.keepsKeys != on {
		u.keepsKeys = on
		u.graph.touchOuts(u)
	}
}

// link makes two legs the two ends of one call.
func link(a, b *Unit) { a.peer, b.peer = b, a }
