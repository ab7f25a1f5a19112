// Package sqlite keeps ApplicationStorage in an SQLite database, durably: an acknowledged write survives a crash of the process
// and of the machine.
//
// One goroutine owns the connection. It takes whatever requests have queued up, carries them out in order in one
// transaction (write-ahead log, flushed at each commit) and answers them after the commit. What is queued while it writes
// joins the transaction. There is no timed wait: while a commit is being flushed the next batch gathers by itself. Reads of what
// was read or written before are answered from memory at once, unless a write to the same key is still on its way.
//
// One process owns a database at a time, by a lock file beside it; [OpenReadOnly] works next to the owner.
package sqlite

import (
	"context"
	"os"
	"sync"

	"voxemu/storage"
)

// Memory is the path that stands for a database in memory. It is there for tests of this driver: storage/memory opens some hundred times
// faster.
const Memory = ":memory:"

// Options are the options of [Open].
type Options struct {
	// Path is the database file. It and its folders are made on first use. [Memory] keeps everything in memory.
	Path string
}

// Store is an SQLite database. Its methods may be called from any goroutine.
type Store struct {
	path   string // absolute
	memory bool
	limits limits

	mu      sync.Mutex
	queue   []request
	pending map[id]int // writes per key that are queued or being committed
	cache   cache
	latest  int64 // as of the last commit
	started bool
	closed  bool

	wake     chan struct{} // holds one token when there is something to do
	callers  int           // the writer's: how many requests were answered last, or queued meanwhile
	stopped  chan struct{} // closed when the writer has ended
	closeErr error         // of the writer, set before stopped is closed
}

var _ storage.Store = (*Store)(nil)

// request is a queued Op.
type request struct {
	op   storage.Op
	done func(storage.Result)
}

// kindOpen is the request that only opens the database, which tells the latest time.
const kindOpen = storage.Kind(0xFF)

// Open checks the path as [Check] does and returns the store. The file itself is opened, or made, by the first request: a
// session that never touches its storage pays nothing.
func Open(o Options) (*Store, error) {
	s := &Store{
		path:    o.Path,
		memory:  o.Path == Memory,
		limits:  limits{busy: busyTimeout},
		pending: make(map[id]int),
		cache:   newCache(cacheBytes),
		wake:    make(chan struct{}, 1),
		stopped: make(chan struct{}),
	}
	if s.memory {
		return s, nil
	}
	var err error
	if s.path, err = resolve(o.Path); err != nil {
		return nil, err
	}
	return s, check(s.path)
}

// Do carries out one request. A Get that memory can answer is done before Do returns.
func (s *Store) Do(op storage.Op, done func(storage.Result)) {
	op, err := op.Normalize()
	if err != nil {
		done(storage.Result{Err: err})
		return
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		done(storage.Result{Err: storage.ClosedError()})
		return
	}
	at := id{op.App, op.Key}
	switch op.Kind {
	case storage.Get:
		if s.pending[at] == 0 {
			if r, ok := s.cache.get(at); ok {
				s.mu.Unlock()
				done(r.answer(op))
				return
			}
		}
	case storage.Put, storage.Remove:
		s.pending[at]++
	}
	s.enqueue(request{op, done})
	s.mu.Unlock()
}

// enqueue hands a request to the writer, which it starts if need be. s.mu is held.
func (s *Store) enqueue(r request) {
	s.queue = append(s.queue, r)
	if !s.started {
		s.started = true
		go s.run()
	}
	s.signal()
}

func (s *Store) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Latest returns the latest time at which the database was written to. It does not make a database that isn't there.
func (s *Store) Latest(ctx context.Context) (int64, error) {
	opened := make(chan error, 1)
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return 0, storage.ClosedError()
	}
	if !s.started && !s.exists() {
		s.mu.Unlock()
		return 0, nil
	}
	s.enqueue(request{storage.Op{Kind: kindOpen}, func(r storage.Result) { opened <- r.Err }})
	s.mu.Unlock()
	select {
	case err := <-opened:
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.latest, err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (s *Store) exists() bool {
	if s.memory {
		return false
	}
	_, err := os.Stat(s.path)
	return !absent(err)
}

// Close carries out what is queued, closes the database and gives it up to other processes. It removes the write-ahead log
// and the lock file.
func (s *Store) Close() error {
	s.mu.Lock()
	s.closed = true
	started := s.started
	s.mu.Unlock()
	if !started {
		return nil
	}
	s.signal()
	<-s.stopped
	return s.closeErr
}
