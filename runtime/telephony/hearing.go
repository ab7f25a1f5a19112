package telephony

import (
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// Emission is an utterance on its way: its unit utters it until it ends or is stopped.
type Emission struct {
	// Utterance is what is uttered, with its length and origin filled in. It must not be changed.
	Utterance Utterance

	unit   *Unit
	aside  bool
	timer  *loop.Timer
	began  vclock.Time
	left   time.Duration // how much there was to utter at began; < 0 for ever
	over   bool
	cut    bool
	paused bool
	seen   int // the epoch of the last walk that collected it
	done   func()
	gone   func() // called at any end, before done
}

// hearing is what a unit hears at the moment.
type hearing struct {
	e     *Emission
	since vclock.Time
}

// Emit utters something from now on. When it comes to its own end, done is called; it may be nil. After
// [Emission.Stop], and when the unit ends first, it is not. A unit may utter several things at a time.
func (u *Unit) Emit(what Utterance, done func()) *Emission {
	return u.emit(what, false, done)
}

func (u *Unit) emit(what Utterance, aside bool, done func()) *Emission {
	what.From = or(what.From, u.Name)
	what.Length = u.graph.durations.length(what, 1)
	e := &Emission{Utterance: what, unit: u, aside: aside, left: what.Length, done: done, paused: true}
	if u.ended {
		e.over, e.cut = true, true
		return e
	}
	e.resume()
	return e
}

// Stop cuts the utterance. It does nothing when that has ended.
func (e *Emission) Stop() { e.finish(true) }

// Finish ends an utterance that was [Endless] because nobody knew how long it would take: it has come to its end, and is
// not cut. It does nothing when that has ended.
func (e *Emission) Finish() { e.finish(false) }

func (e *Emission) finish(cut bool) {
	if e.over {
		return
	}
	e.over, e.cut = true, cut
	e.timer.Stop()
	e.leave()
	if e.gone != nil {
		e.gone()
	}
	if e.done != nil && !cut {
		e.done()
	}
}

// pause makes it inaudible and keeps its time; resume goes on where it was.
func (e *Emission) pause() {
	if e.over || e.paused {
		return
	}
	if e.left > 0 {
		e.left -= e.unit.graph.sc.Now().Sub(e.began)
	}
	e.paused = true
	e.timer.Stop()
	e.leave()
}

func (e *Emission) resume() {
	if e.over || !e.paused {
		return
	}
	e.paused = false
	e.began = e.unit.graph.sc.Now()
	if e.left >= 0 {
		e.timer = e.unit.graph.sc.After(e.left, vclock.Media, e, func() error {
			e.finish(false)
			return nil
		})
	}
	u := e.unit
	if e.aside {
		u.aside = append(u.aside, e)
		u.graph.touch(u)
		return
	}
	u.emissions = append(u.emissions, e)
	u.graph.touchOuts(u)
}

func (e *Emission) leave() {
	u := e.unit
	same := func(o *Emission) bool { return o == e }
	if e.aside {
		u.aside = slices.DeleteFunc(u.aside, same)
		u.graph.touch(u)
		return
	}
	u.emissions = slices.DeleteFunc(u.emissions, same)
	u.graph.touchOuts(u)
}

// String describes it in reports.
func (e *Emission) String() string {
	return e.Utterance.From + ": " + string(e.Utterance.What) + " " + e.Utterance.content()
}

// touch notes that what u hears may have changed, and what all hear that hear u.
func (g *Graph) touch(u *Unit) {
	g.epoch++
	g.mark(u)
}

// touchOuts notes that what u utters has changed.
func (g *Graph) touchOuts(u *Unit) {
	g.epoch++
	for _, e := range u.outs {
		g.markEdge(e)
	}
}

func (g *Graph) mark(u *Unit) {
	if u.opts.Sink != nil && !u.isDirty {
		u.isDirty = true
		g.dirty = append(g.dirty, u)
		if !g.queued {
			g.queued = true
			g.sc.Queue(g.flush)
		}
	}
	for _, t := range u.taps {
		g.mark(t)
	}
	if u.opts.Mix {
		for _, e := range u.outs {
			g.markEdge(e)
		}
	}
	if u.peer != nil {
		for _, e := range u.peer.outs {
			g.markEdge(e)
		}
	}
}

func (g *Graph) markEdge(e *edge) {
	if e.seen[0] != g.epoch {
		e.seen[0] = g.epoch
		g.mark(e.dst)
	}
}

// Position returns how much of an utterance that u hears now has passed.
func (u *Unit) Position(what *Utterance) time.Duration {
	for _, h := range u.hearing {
		if e := h.e; &e.Utterance == what {
			passed := e.unit.graph.sc.Now().Sub(e.began)
			if e.left >= 0 {
				passed += what.Length - e.left
			}
			return passed
		}
	}
	return 0
}

// flush tells the sinks what has changed for them: first what ended, then what began.
func (g *Graph) flush() error {
	dirty := g.dirty
	g.dirty, g.queued = nil, false
	now := g.sc.Now()
	for _, u := range dirty {
		u.isDirty = false
		audible := g.audible(u)
		before := u.hearing
		u.hearing = make([]hearing, 0, len(audible))
		for _, e := range audible {
			h := hearing{e, now}
			if i := slices.IndexFunc(before, func(o hearing) bool { return o.e == e }); i >= 0 {
				h = before[i]
			}
			u.hearing = append(u.hearing, h)
		}
		after := u.hearing
		for _, h := range before {
			if !slices.Contains(audible, h.e) {
				u.opts.Sink.End(&h.e.Utterance, now.Sub(h.since), !h.e.over || h.e.cut)
			}
		}
		for _, h := range after {
			if !slices.ContainsFunc(before, func(o hearing) bool { return o.e == h.e }) {
				u.opts.Sink.Begin(&h.e.Utterance)
			}
		}
	}
	return nil
}

// audible returns what can be heard at u, in the order of its edges. It walks backwards; an edge is passed once, as
// what has been collected on it is there already.
func (g *Graph) audible(u *Unit) []*Emission {
	g.epoch++
	if o := u.opts.Overhears; o != nil && !u.ended {
		u = o
	}
	w := walk{g: g, at: u}
	w.ear(u, nil, true)
	return w.found
}

type walk struct {
	g     *Graph
	at    *Unit
	found []*Emission
}

// ear collects what n hears; a mixer does not give back to a member what came from it, nor what it keeps from that.
func (w *walk) ear(n, member *Unit, digits bool) {
	if !n.hears {
		return
	}
	for _, e := range n.aside {
		w.add(e, digits)
	}
	for _, e := range n.ins {
		if e.src != member && !slices.Contains(n.muted[member], e.src) {
			w.voice(e, digits)
		}
	}
}

// voice collects what comes along an edge.
func (w *walk) voice(e *edge, digits bool) {
	seen := &e.seen[0]
	if digits {
		seen = &e.seen[1]
	}
	u := e.src
	if *seen == w.g.epoch || !u.speaks {
		return
	}
	*seen = w.g.epoch
	if u != w.at {
		for _, e := range u.emissions {
			w.add(e, digits)
		}
	}
	if u.opts.Mix {
		w.ear(u, e.dst, digits)
	}
	if u.peer != nil {
		w.ear(u.peer, nil, digits && !u.keepsKeys)
	}
}

func (w *walk) add(e *Emission, digits bool) {
	if e.seen != w.g.epoch && (digits || e.Utterance.What != Key) {
		e.seen = w.g.epoch
		w.found = append(w.found, e)
	}
}
