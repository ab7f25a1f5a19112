package jsvm

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The watchdog sees to memory as well. What it can measure belongs to the process, so it goes by growth: what the heap
// has grown by since the turn began, which is the turn's own as long as one loop runs, and what it has grown by since
// the first VM was opened, which is all VMs' together.
//
// Growth is first read off cheaply, garbage included. Only a turn that has run for two looks, or has grown fast, and seems to have
// grown by more than it may has the garbage collected, to learn what is live.
// Garbage that an earlier VM has left may be taken for live at first: then a turn may keep so much more.
const (
	// DefaultMemory is what one turn may leave live on the heap, in bytes.
	DefaultMemory = 256 << 20

	furtherVM = 64 << 20  // bytes that each further open VM may leave live
	mostStack = 256 << 20 // bytes of Go stack at which recursion ends
	lastStack = 1 << 30   // bytes of Go stack after which the process would die
	lastHeap  = 1 << 30   // bytes by which a turn's garbage and live data may grow beyond its limit before the run is given up
	collectAt = 32 << 20  // bytes of growth between two collections for one turn's sake
)

// heap is a reading of the process's memory, in bytes.
type heap struct {
	objects uint64 // live and garbage
	live    uint64 // after the last collection; 0 before the first
	stacks  uint64
}

// reader reads the process's memory. Tests put another in its place.
type reader interface {
	read() heap
	// collect collects the garbage.
	collect()
}

// process is the reader of this process.
type process struct{ samples []metrics.Sample }

func newProcess() *process {
	return &process{[]metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"},
	}}
}

func (p *process) read() heap {
	metrics.Read(p.samples)
	return heap{objects: p.samples[0].Value.Uint64(), live: p.samples[1].Value.Uint64(), stacks: p.samples[2].Value.Uint64()}
}

func (p *process) collect() { runtime.GC() }

// base is what counts as having been there before: live data, if that is known.
func (h heap) base() uint64 {
	if h.live > 0 && h.live < h.objects {
		return h.live
	}
	return h.objects
}

// RaiseStack lets the Go stack grow to as much as Go can give, 1 GB where pointers have 64 bits, so that the watchdog has
// the time to end a recursion that the engine doesn't count. It is for the start of a program.
func RaiseStack() { debug.SetMaxStack(lastStack * 2) }

// growth is how much now is over base.
func growth(now, base uint64) uint64 {
	if now < base {
		return 0
	}
	return now - base
}

// outOfMemory is why a turn that needs too much is interrupted.
type outOfMemory struct{ limit uint64 }

func (o outOfMemory) String() string {
	return fmt.Sprintf("out of memory: the script keeps more than %d MB", o.limit>>20)
}

// tooRecursive is why a turn whose recursion the engine doesn't count is interrupted.
type tooRecursive struct{}

// checkMemory looks at the memory of the turn that runs, and returns why it has to end, or nil. It belongs to the
// watchdog's goroutine.
func (w *Watchdog) checkMemory(g *guard) any {
	now := w.now
	switch {
	case now.stacks >= mostStack:
		return tooRecursive{}
	case growth(now.objects, g.base) >= g.memory.limit+lastHeap && g.memory.limit > 0:
		return outOfMemory{g.memory.limit} // a collection would come too late
	case g.memory.limit == 0, g.looks < 2 && growth(now.objects, g.base) < g.memory.limit:
		return nil
	}
	smallest := g.memory.limit
	if g.memory.warn > 0 {
		smallest = min(smallest, g.memory.warn)
	}
	grown := growth(now.objects, g.base)
	total := growth(now.objects, w.base)
	if grown < smallest && total < w.bound(g) || growth(now.objects, g.collected) < collectAt {
		return nil
	}
	w.memory.collect()
	w.now = w.memory.read()
	g.collected = w.now.objects
	// What came since the collection may be garbage again, so that live data is what it found.
	live := min(w.now.live, w.now.objects)
	grown = growth(live, g.base)
	if g.memory.warn > 0 && grown >= g.memory.warn {
		g.full.Store(true)
	}
	if grown >= g.memory.limit || growth(live, w.base) >= w.bound(g) {
		return outOfMemory{g.memory.limit}
	}
	return nil
}

// bound is what all open VMs together may have live: the limit of one, and less for each further one.
func (w *Watchdog) bound(g *guard) uint64 {
	return g.memory.limit + uint64(len(w.guards)-1)*furtherVM
}

// lost reports whether an interrupted turn takes so much that the process can't wait for its answer.
func (w *Watchdog) lost(g *guard) bool {
	return w.now.stacks >= lastStack || growth(w.now.objects, g.base) >= g.memory.limit+lastHeap
}
