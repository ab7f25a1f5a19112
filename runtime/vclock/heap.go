package vclock

import (
	"cmp"
	"slices"
)

// timerHeap is the order of timers: moment, priority, what a shuffle says, sequence. It implements [container/heap.Interface].
type timerHeap []*Timer

func compare(a, b *Timer) int {
	switch {
	case a.when != b.when:
		return int(max(-1, min(1, a.when-b.when)))
	case a.prio != b.prio:
		return int(a.prio) - int(b.prio)
	case a.tie != b.tie:
		return cmp.Compare(a.tie, b.tie)
	case a.seq < b.seq:
		return -1
	case a.seq > b.seq:
		return 1
	}
	return 0
}

func (h timerHeap) Len() int           { return len(h) }
func (h timerHeap) Less(i, j int) bool { return compare(h[i], h[j]) < 0 }
func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].place, h[j].place = i+1, j+1
}

func (h *timerHeap) Push(x any) {
	t := x.(*Timer)
	*h = append(*h, t)
	t.place = len(*h)
}

func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	t.place = 0
	return t
}

func (h timerHeap) sort() { slices.SortFunc(h, compare) }
