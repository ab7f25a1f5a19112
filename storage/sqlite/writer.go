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
	var requests []request
	for range s.wake {
		for {
			if requests = s.take(requests[:0]); len(requests) == 0 {
				break
			}
			requests = w.serve(requests)
			clear(requests)
		}
		if s.over() {
			s.closeErr = w.close()
			return
		}
	}
}

// over reports whether there will never be more to do.
func (s *Store) over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed && len(s.queue) == 0
}

// take moves queued requests to the end of a batch, as many as fit. Callers that were just answered, or woken together, get a
// turn first, to queue their next request: larger batches, for less than a timed wait costs. Once as many are there as there have
// been of late nobody is let in before: the turn itself costs, most of all a single caller.
func (s *Store) take(batch []request) []request {
	if len(batch) == 0 || len(batch) < s.callers {
		runtime.Gosched()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.queue), maxBatch-len(batch))
	batch = append(batch, s.queue[:n]...)
	clear(s.queue[:n])
	if n == len(s.queue) {
		s.queue = s.queue[:0]
	} else {
		s.queue = s.queue[n:]
	}
	return batch
}

// serve carries out a batch and answers it, together with what is queued until all of it is written: that joins the
// transaction. It returns all it has served. If the batch fails as a whole, each request is tried on its own: one that can't be
// carried out must not spoil the others.
func (w *writer) serve(requests []request) []request {
	b := newBatch(w, requests)
	err := w.open()
	for more := true; more && err == nil; {
		if err = b.run(); err == nil {
			more = b.join()
		}
	}
	if err == nil {
		err = b.commit()
	}
	requests = b.requests
	if err == nil || len(requests) == 1 {
		w.settle(b, err)
		return requests
	}
	for i := range requests {
		b := newBatch(w, requests[i:i+1])
		w.settle(b, w.attempt(b))
	}
	return requests
}

func (w *writer) attempt(b *batch) error {
	err := w.open()
	if err == nil {
		err = b.run()
	}
	if err == nil {
		err = b.commit()
	}
	return err
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
		if n := s.pending[at]; n > 1 {
			s.pending[at] = n - 1
		} else {
			delete(s.pending, at)
		}
	}
	s.callers = len(b.requests) + len(s.queue)
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
