package loop

import (
	"sync/atomic"
	"time"

	"voxemu/runtime/vclock"
)

// Done closes a piece of work begun with [Scope.Begin]. It is called exactly once, from any goroutine; f then runs on the
// loop as a turn. A nil f is allowed. A second call panics: it would deliver one answer twice.
type Done func(f func() error)

// work is one piece of open work.
type work struct {
	scope *Scope
	why   vclock.Reason
	since time.Time // when the loop first had to wait for it; zero before
	live  bool
	done  atomic.Bool // its Done has been called

	arrived bool // its completion is here and waits for its turn
	f       func() error
}

// completion is what arrives from other goroutines.
type completion struct {
	work *work // nil for a posted turn
	f    func() error
	task task // the posted turn
}

// Begin opens work that goes on outside the loop, such as a storage request. Until it is closed, the clock stands still and
// the loop does not end. Completions are delivered in the order in which the work was begun.
func (s *Scope) Begin(why vclock.Reason) Done { return s.begin(why, false) }

// BeginLive opens work whose duration belongs to the outside world, such as a live HTTP request. Like
// [Scope.Begin], but it is delivered as soon as it completes.
func (s *Scope) BeginLive(why vclock.Reason) Done { return s.begin(why, true) }

func (s *Scope) begin(why vclock.Reason, live bool) Done {
	if s.closed {
		return func(func() error) {}
	}
	w := &work{scope: s, why: why, live: live}
	s.loop.open.add(w)
	return func(f func() error) {
		if w.done.Swap(true) {
			panic("loop: work closed twice: " + why.String())
		}
		s.loop.deliver(completion{work: w, f: f})
	}
}

// deliver hands a completion to the loop.
func (l *Loop) deliver(c completion) {
	l.mu.Lock()
	l.inbox = append(l.inbox, c)
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// receive takes in what has arrived and queues the turns that may run now. It reports whether there are any.
func (l *Loop) receive() bool {
	l.mu.Lock()
	arrived := l.inbox
	l.inbox = nil
	l.mu.Unlock()
	if len(arrived) > 0 && l.lines.open() {
		l.lines.reached(l.clock) // what arrives, arrives now
	}
	for _, c := range arrived {
		if c.work == nil {
			l.ready.put(c.task)
			continue
		}
		c.work.arrived, c.work.f = true, c.f
	}
	l.open.takeArrived(func(w *work) {
		if w.f != nil {
			l.ready.put(task{w.scope, Func(w.f)})
		}
	})
	return l.ready.head < len(l.ready.tasks)
}

// openWork is the open work in the order it was begun.
type openWork struct{ list []*work }

func (o *openWork) len() int    { return len(o.list) }
func (o *openWork) add(w *work) { o.list = append(o.list, w) }

// takeArrived removes and yields, in order, the completed work that nothing begun earlier holds back.
func (o *openWork) takeArrived(yield func(*work)) {
	kept := o.list[:0]
	blocked := false // by ordered work that is still going on
	for _, w := range o.list {
		if w.arrived && (w.live || !blocked) {
			yield(w)
			continue
		}
		if !w.live {
			blocked = true
		}
		kept = append(kept, w)
	}
	clear(o.list[len(kept):])
	o.list = kept
}

// waited notes when the waiting for the work began. A look at the wall clock takes longer than most work does.
func (o *openWork) waited(now time.Time) {
	for _, w := range o.list {
		if w.since.IsZero() {
			w.since = now
		}
	}
}

// drop forgets the work of a scope.
func (o *openWork) drop(s *Scope) {
	kept := o.list[:0]
	for _, w := range o.list {
		if w.scope != s {
			kept = append(kept, w)
		}
	}
	clear(o.list[len(kept):])
	o.list = kept
}
