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

// Watchdog interrupts turns that take too long. One serves all VMs of a process. It has a goroutine only while VMs are
// open, and it counts its own looks instead of reading the wall clock: a machine that was asleep kills no turn.
type Watchdog struct {
	mu      sync.Mutex
	guards  map[*guard]struct{}
	running bool
}

// guard is what the watchdog knows of a VM.
type guard struct {
	// state is 0 between turns, the turn's even number while one runs, and that number plus one once it is interrupted.
	// Only the turn's end and the interrupt compete for it, so a late interrupt can't hit the next turn.
	state   atomic.Uint64
	mu      sync.Mutex // held during the interrupt
	limit   time.Duration
	runtime *goja.Runtime

	last uint64 // number of the last turn; the VM's goroutine only

	seen  uint64 // the turn that was running at the last look; the watchdog's goroutine only
	looks int    // how many looks have found it running
}

// tookTooLong is why a turn is interrupted.
type tookTooLong struct{ limit time.Duration }

func (t tookTooLong) String() string {
	return fmt.Sprintf("the script ran for more than %v without a pause", t.limit)
}

// NewWatchdog returns a watchdog with nothing to watch.
func NewWatchdog() *Watchdog { return &Watchdog{guards: map[*guard]struct{}{}} }

func (w *Watchdog) add(g *guard) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.guards[g] = struct{}{}
	if !w.running {
		w.running = true
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
	w.mu.Lock()
	defer w.mu.Unlock()
	for g := range w.guards {
		g.look()
	}
	w.running = len(w.guards) > 0
	return w.running
}

// look interrupts the turn that runs if it has been seen for longer than the limit.
func (g *guard) look() {
	turn := g.state.Load()
	if turn != g.seen {
		g.seen, g.looks = turn, 0
	}
	g.looks++
	if turn == 0 || turn&1 == 1 || time.Duration(g.looks-1)*tick < g.limit {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state.CompareAndSwap(turn, turn+1) {
		g.runtime.Interrupt(tookTooLong{g.limit})
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
