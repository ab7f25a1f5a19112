package sqlite

import (
	"os"
	"path/filepath"
	"runtime"

	"voxemu/storage"
)

// maxBatch bounds the requests that share a transaction, and so how long one of them waits for the others.
const maxBatch = 1024

// writer is the goroutine that owns the connection.
type writer struct {
	store *Store
	conn  *conn // nil until the first request, and after a failure to open
	lock  *lock
	sweep sweeper
}

// run serves the queue until the store is closed.
func (s *Store) run() {
	defer close(s.stopped)
	w := &writer{store: s}
	var spare []request
	for range s.wake {
		for {
			s.gather()
			s.mu.Lock()
			queue, closed := s.queue, s.closed
			if len(queue) > 0 {
				s.queue, spare = spare, nil
			}
			s.mu.Unlock()
			if len(queue) == 0 {
				if closed {
					s.closeErr = w.close()
					return
				}
				break
			}
			for rest := queue; len(rest) > 0; {
				n := min(len(rest), maxBatch)
				w.serve(rest[:n])
				rest = rest[n:]
			}
			clear(queue)
			spare = queue[:0]
		}
	}
}

// gather lets callers that were just answered, or woken together, queue their next request, for as long as there are more of
// them: larger batches, for less than a timed wait costs.
func (s *Store) gather() {
	for before := -1; ; {
		s.mu.Lock()
		n := len(s.queue)
		s.mu.Unlock()
		if n == before || n >= maxBatch {
			return
		}
		before = n
		runtime.Gosched()
	}
}

// serve carries out a batch and answers it. If the batch fails as a whole, each request is tried on its own: one that
// can't be carried out must not spoil the others.
func (w *writer) serve(requests []request) {
	b := newBatch(w, requests)
	err := w.attempt(b)
	if err == nil || len(requests) == 1 {
		w.settle(b, err)
		return
	}
	for i := range requests {
		b := newBatch(w, requests[i:i+1])
		w.settle(b, w.attempt(b))
	}
}

func (w *writer) attempt(b *batch) error {
	if err := w.open(); err != nil {
		return err
	}
	return b.run()
}

// settle makes a finished batch known and answers its requests. After a failure, what memory holds of its keys is
// forgotten: whether a failed commit reached the disk is only known by reading.
func (w *writer) settle(b *batch, err error) {
	s := w.store
	s.mu.Lock()
	for at, e := range b.staged {
		if err == nil {
			s.cache.put(at, e.record)
		} else {
			s.cache.drop(at)
		}
	}
	if err == nil {
		s.latest = max(s.latest, b.latest)
	}
	for i, r := range b.requests {
		if err != nil {
			b.results[i] = storage.Result{Err: err}
		}
		if r.op.Kind != storage.Put && r.op.Kind != storage.Remove {
			continue
		}
		at := id{r.op.App, r.op.Key}
		if s.pending[at]--; s.pending[at] == 0 {
			delete(s.pending, at)
		}
	}
	s.mu.Unlock()
	for i, r := range b.requests {
		r.done(b.results[i])
	}
}

// open makes sure that there is a connection.
func (w *writer) open() error {
	if w.conn != nil {
		return nil
	}
	s := w.store
	if !s.memory && w.lock == nil {
		if err := os.MkdirAll(filepath.Dir(s.path), 0o777); err != nil {
			return fileError(s.path, "make the folder of database", err)
		}
		lock, err := acquire(s.path)
		if err != nil {
			return err
		}
		w.lock = lock
	}
	c, err := openConn(s.path, s.limits)
	if err != nil {
		w.release()
		return err
	}
	w.conn = c
	s.mu.Lock()
	s.latest = c.latest
	s.mu.Unlock()
	return nil
}

// close closes the connection, which writes the log back into the database, and gives up the lock.
func (w *writer) close() error {
	var err error
	if w.conn != nil {
		err = w.conn.close()
	}
	w.release()
	return err
}

// reconnect gives the connection up, not the ownership: the next request opens a new one.
func (w *writer) reconnect() {
	_ = w.conn.close() // the error that led here is the one to tell
	w.conn = nil
}

func (w *writer) release() {
	if w.lock != nil {
		w.lock.release()
		w.lock = nil
	}
}
