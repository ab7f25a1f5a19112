package calls

import (
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// tape collects what a recording hears. Digits that the call handles are not in it, as they are no audio any more (behaviour
// page, section 8.10).
type tape struct {
	scope *loop.Scope
	since vclock.Time
	units []*telephony.Unit
	got   []session.RecordedUtterance
	open  []openUtterance
}

// openUtterance is one that is audible at the moment; at is its place in got.
type openUtterance struct {
	u    *telephony.Utterance
	side session.Side
	at   int
}

// newTape records a call from now on.
func newTape(c *Call, name string) *tape {
	t := &tape{scope: c.s.Scope(), since: c.s.Scope().Now()}
	graph := c.s.Network().Graph()
	far := graph.NewUnit(telephony.UnitOptions{Name: name, Inputs: telephony.Many, Sink: track{t, session.FarEnd}})
	noRoute(c.s, graph.Connect(c.leg.Unit(), far))
	cloud := graph.NewUnit(telephony.UnitOptions{Name: name, Overhears: c.leg.Unit(), Sink: track{t, session.Cloud}})
	t.units = append(t.units, far, cloud)
	return t
}

// track is one side of a tape.
type track struct {
	t    *tape
	side session.Side
}

var _ telephony.Sink = track{}

// Begin notes an utterance.
func (r track) Begin(u *telephony.Utterance) {
	if u.What == telephony.Silence {
		return
	}
	t := r.t
	t.open = append(t.open, openUtterance{u, r.side, len(t.got)})
	t.got = append(t.got, session.RecordedUtterance{
		Side: r.side, Start: t.scope.Now().Sub(t.since), What: u.What, Text: u.Text, URL: u.URL, Digits: u.Digits,
	})
}

// End notes how much of it there was.
func (r track) End(u *telephony.Utterance, heard time.Duration, cut bool) {
	t := r.t
	i := slices.IndexFunc(t.open, func(o openUtterance) bool { return o.u == u && o.side == r.side })
	if i < 0 {
		return
	}
	one := &t.got[t.open[i].at]
	one.Length, one.Cut = heard, cut
	t.open = slices.Delete(t.open, i, i+1)
}

// stop ends the recording and returns what is on it; what is still audible is cut.
func (t *tape) stop() []session.RecordedUtterance {
	now := t.scope.Now().Sub(t.since)
	for _, o := range t.open {
		one := &t.got[o.at]
		one.Length, one.Cut = now-one.Start, true
	}
	t.open = nil
	for _, u := range t.units {
		u.End()
	}
	return t.got
}
