package vclock

import "slices"

// timerHeap holds the armed timers so that the next one is at its front: a heap in which each place has four below it. The order of
// a timer stands beside its pointer: comparing reads no timer, and with ten thousand of them that is most of the work.
type timerHeap []armed

type armed struct {
	order
	timer *Timer
}

// order is what decides on which timer comes first: moment, priority, what a shuffle says, sequence.
type order struct {
	when Time
	prio Priority
	tie  uint64 // 0 unless the clock shuffles
	seq  uint64
}

func (a *order) before(b *order) bool {
	switch {
	case a.when != b.when:
		return a.when < b.when
	case a.prio != b.prio:
		return a.prio < b.prio
	case a.tie != b.tie:
		return a.tie < b.tie
	}
	return a.seq < b.seq
}

func (h *timerHeap) push(t *Timer) {
	*h = append(*h, armed{})
	h.up(len(*h)-1, armed{t.order, t})
}

// remove takes the timer at a place, counted from 0, out of the heap.
func (h *timerHeap) remove(i int) {
	last := len(*h) - 1
	(*h)[i].timer.place = 0
	moved := (*h)[last]
	(*h)[last] = armed{}
	*h = (*h)[:last]
	if i == last {
		return
	}
	if i > 0 && moved.before(&(*h)[(i-1)/4].order) {
		h.up(i, moved)
		return
	}
	h.down(i, moved)
}

// up puts a timer at the free place i, or above it.
func (h timerHeap) up(i int, a armed) {
	for i > 0 {
		parent := (i - 1) / 4
		if !a.before(&h[parent].order) {
			break
		}
		h.put(i, h[parent])
		i = parent
	}
	h.put(i, a)
}

// down puts a timer at the free place i, or below it.
func (h timerHeap) down(i int, a armed) {
	for {
		least := 4*i + 1
		if least >= len(h) {
			break
		}
		for child := least + 1; child < min(4*i+5, len(h)); child++ {
			if h[child].before(&h[least].order) {
				least = child
			}
		}
		if !h[least].before(&a.order) {
			break
		}
		h.put(i, h[least])
		i = least
	}
	h.put(i, a)
}

func (h timerHeap) put(i int, a armed) {
	h[i] = a
	a.timer.place = i + 1
}

// sorted returns the timers in the order they are due.
func (h timerHeap) sorted() []*Timer {
	list := slices.SortedFunc(slices.Values(h), func(a, b armed) int {
		if a.before(&b.order) {
			return -1
		}
		return 1 // no two have the same sequence
	})
	timers := make([]*Timer, len(list))
	for i, a := range list {
		timers[i] = a.timer
	}
	return timers
}
