package kit

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/telephony"
	"voxemu/scenarios/testkit/world"
)

// wanted is what is looked for in texts: a text, or an expression, which only a turn can look with.
type wanted struct {
	text       string
	expression *goja.Object
	r          *running
}

func (r *running) wants(v goja.Value) wanted {
	if o, ok := v.(*goja.Object); ok {
		return wanted{expression: o, r: r}
	}
	return wanted{text: v.String()}
}

// fits tells whether it is in a text.
func (w wanted) fits(text string) bool {
	if w.expression == nil {
		return strings.Contains(text, w.text)
	}
	v := w.r.v
	return v.vm.Invoke(v.fits, goja.Undefined(), w.expression, v.vm.Runtime().ToValue(text)).ToBoolean()
}

// seeking finds the first thing that a party has heard that fits. Keys that follow one another count as one text, too: "4", "2" fits
// "42". What it has looked at once, it does not look at again: that stays what it was.
type seeking struct {
	want wanted
	next int
	keys string
}

// find returns the place of what fits in all that was heard; -1 while there is none.
func (s *seeking) find(all []telephony.Hearing) int {
	for ; s.next < len(all); s.next++ {
		h := &all[s.next]
		s.keys += h.Digits
		if h.What != telephony.Key {
			s.keys = ""
		}
		if s.want.fits(contentOf(h)) || s.keys != "" && s.want.fits(s.keys) {
			return s.next
		}
	}
	return -1
}

// contentOf is what was heard, as one text.
func contentOf(h *telephony.Hearing) string {
	switch {
	case h.Text != "":
		return h.Text
	case h.URL != "":
		return h.URL
	}
	return h.Digits
}

// seek returns where, from a number on, a party has heard what fits: 0 is at that number, -1 nowhere.
func (r *running) seek(args []goja.Value) (any, error) {
	all := r.actor(args).Heard()
	from := min(int(arg(args, 1).ToInteger()), len(all))
	s := seeking{want: r.wants(arg(args, 2)), next: from}
	if at := s.find(all); at >= 0 {
		return at - from, nil
	}
	return -1, nil
}

// cursor returns how much of what a party has heard was expected already.
func (r *running) cursor(args []goja.Value) (any, error) {
	return r.cursors[arg(args, 0).ToInteger()], nil
}

// hearing is the wait for what a party is to hear, or not.
type hearing struct {
	r      *running
	seek   seeking
	party  int
	a      *telephony.Actor
	not    bool
	id     int // among what the test has to await
	from   int // where the looking began
	at     int // where it was heard; -1 while it was not
	failed []goja.Value
	why    world.Reason

	resolve, reject func(v goja.Value)
}

// hears returns a promise that a party hears what fits, behind what was expected before, or does not. Arguments: what it is, the error
// that knows its place, the limit in milliseconds, the party, what is wanted, whether it must not be heard; and a function that makes
// the error if it goes wrong, of those behind it, the reason, where it was heard (-1: nowhere) and where the looking began.
func (r *running) hears(w *world.World, args []goja.Value) (any, error) {
	party := int(arg(args, 3).ToInteger())
	h := &hearing{
		r: r, party: party, a: r.parties[party], not: arg(args, 5).ToBoolean(), id: r.v.awaits.add(args[0], args[1]), from: r.cursors[party], at: -1,
		failed: append([]goja.Value(nil), args[6:]...), seek: seeking{want: r.wants(args[4]), next: r.cursors[party]},
	}
	var promise goja.Value
	promise, h.resolve, h.reject = r.v.vm.Promise()
	r.when(w, h.holds, args, 2, h.over)
	return promise, nil
}

func (h *hearing) holds() bool {
	switch all := h.a.Heard(); {
	case h.at >= 0:
	case h.seek.want.expression == nil:
		h.at = h.seek.find(all)
	case h.seek.next < len(all):
		h.r.enter(func() { h.at = h.seek.find(all) })
	}
	return h.at >= 0 || !h.not && hasEnded(h.a)
}

func (h *hearing) over(why world.Reason) {
	h.why = why
	h.r.enter(h.settle)
}

// settle settles the promise, in a turn.
func (h *hearing) settle() {
	h.r.v.awaits.remove(h.id)
	if h.not == (h.at < 0) {
		if !h.not {
			h.r.cursors[h.party] = h.at + 1
		}
		h.resolve(goja.Undefined())
		return
	}
	place := h.at
	if place >= 0 {
		place -= h.from
	}
	vm := h.r.v.vm
	rt := vm.Runtime()
	e, err := vm.Call(h.failed[0], goja.Undefined(), append(h.failed[1:], rt.ToValue(string(h.why)), rt.ToValue(place), rt.ToValue(h.from))...)
	if err != nil {
		panic(err)
	}
	h.reject(e)
}
