package jsvm

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/vclock"
)

// tick is how often the watchdog looks.
const tick = 50 * time.Millisecond

// Patience is how long a turn may go on after its interrupt, before the watchdog gives it up as stuck.
const Patience = 2 * time.Second

// Watchdog interrupts turns that take too long, or too much memory. One serves all VMs of a process. It has a goroutine
// only while VMs are open, and it counts its own looks instead of reading the wall clock: a machine that was asleep kills
// no turn.
type Watchdog struct {
	mu      sync.Mutex
	guards  map[*guard]struct{}
	running bool
	onStuck func(Stuck)

	// The memory of the process; see [Watchdog.checkMemory].
	memory reader
	base   uint64 // objects when the first of the open VMs was opened
	now    heap   // at this look
}

// guard is what the watchdog knows of a VM.
type guard struct {
	// state is 0 between turns, the turn's even number while one runs, and that number plus one once it is interrupted.
	// Only the turn's end and the interrupt compete for it, so a late interrupt can't hit the next turn.
	state   atomic.Uint64
	mu      sync.Mutex // held during the interrupt
	limit   time.Duration
	memory  memoryLimit
	host    any
	runtime *goja.Runtime
	// slow and full note that a turn came near its limit of time, or the VM near that of memory.
	slow, full atomic.Bool

	last uint64 // number of the last turn; the VM's goroutine only

	// The watchdog's goroutine only.
	seen      uint64 // the turn that was running at the last look, without the mark of an interrupt
	looks     int    // how many looks have found it running
	since     int    // how many of them after its interrupt
	told      bool   // that it is stuck
	base      uint64 // objects on the heap at the look before it was first seen
	collected uint64 // objects on the heap when garbage was last collected for its sake, or base
}

// memoryLimit is in bytes; see [Options]. 0 stands for none.
type memoryLimit struct{ limit, warn uint64 }

// tookTooLong is why a turn is interrupted.
type tookTooLong struct{ limit time.Duration }

func (t tookTooLong) String() string {
	return fmt.Sprintf("the script ran for more than %v without a pause", t.limit)
}

// NewWatchdog returns a watchdog with nothing to watch.
func NewWatchdog() *Watchdog {
	return &Watchdog{guards: map[*guard]struct{}{}, memory: newProcess()}
}

// OnStuck sets the function that is told of a turn that doesn't answer its interrupt within [Patience], as a built-in
// function that takes forever is not interrupted. It is called once for a turn, on the watchdog's goroutine. Nothing but
// the end of the process ends such a turn. It is to be set before the first VM is opened.
func (w *Watchdog) OnStuck(f func(Stuck)) { w.onStuck = f }

func (w *Watchdog) add(g *guard) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.guards[g] = struct{}{}
	if !w.running {
		w.running = true
		w.now = w.memory.read()
		w.base = w.now.base()
		go w.run()
	}
}

func (w *Watchdog) remove(g *guard) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.guards, g)
}

func (w *Watchdog) run() {
	for {
		next, _ := vclock.WallTimer(tick)
		<-next
		if !w.look() {
			return
		}
	}
}

// look looks at each VM once. It returns false, and the goroutine has to end, when there is none.
func (w *Watchdog) look() bool {
	stuck, goOn := w.lookAtAll()
	for _, s := range stuck { // without the lock: whoever is told may close VMs
		if w.onStuck != nil {
			w.onStuck(s)
		}
	}
	return goOn
}

func (w *Watchdog) lookAtAll() (stuck []Stuck, goOn bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := w.now.base()
	read := false
	for g := range w.guards {
		if g.state.Load() != 0 && !read {
			w.now, read = w.memory.read(), true
		}
		if w.lookAt(g, before) {
			stuck = append(stuck, g.stuck())
		}
	}
	w.running = len(w.guards) > 0
	return stuck, w.running
}

// lookAt interrupts the turn that runs if it has been seen for longer than the limit, or takes too much memory. It
// reports whether the turn has been interrupted for long and doesn't answer.
func (w *Watchdog) lookAt(g *guard, before uint64) (stuck bool) {
	state := g.state.Load()
	turn := state &^ 1
	if turn != g.seen {
		g.seen, g.looks, g.since, g.told, g.base, g.collected = turn, 0, 0, false, before, before
	}
	g.looks++
	if turn == 0 {
		return false
	}
	if state != turn {
		g.since++
		if g.told || time.Duration(g.since)*tick < Patience && !w.lost(g) {
			return false
		}
		g.told = true
		return true
	}
	ran := time.Duration(g.looks-1) * tick
	if ran >= g.limit*4/5 {
		g.slow.Store(true)
	}
	var why any
	if ran >= g.limit {
		why = tookTooLong{g.limit}
	} else if why = w.checkMemory(g); why == nil {
		return false
	}
	g.interrupt(turn, why)
	return false
}

// interrupt ends a turn, if it still runs.
func (g *guard) interrupt(turn uint64, why any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state.CompareAndSwap(turn, turn+1) {
		g.runtime.Interrupt(why)
	}
}

// begin starts the watch over a turn.
func (g *guard) begin() {
	g.last += 2
	g.state.Store(g.last)
}

// end ends it. It returns true if the turn has been interrupted: then nothing further will come, but an interrupt that
// the script didn't notice in time may have to be cleared.
func (g *guard) end() (interrupted bool) {
	if g.state.CompareAndSwap(g.last, 0) {
		return false
	}
	g.mu.Lock() // the interrupt may be on its way
	defer g.mu.Unlock()
	g.state.Store(0)
	return true
}
