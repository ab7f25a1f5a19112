package sqlite

import "voxemu/storage"

// batch is a run of requests that share one transaction.
type batch struct {
	w        *writer
	requests []request
	results  []storage.Result
	answered int // how many results are known

	staged map[id]*staged // what the batch knows of the keys it has touched
	dirty  []*staged      // keys with writes that the database has not got yet, in the order of first writing
	open   bool           // a transaction is open
	writes int
	first  id    // the key of the first write
	latest int64 // the latest time of its writes, in ms
	oldest int64 // the earliest
}

type staged struct {
	at id
	record
	dirty bool
}

func newBatch(w *writer, requests []request) *batch {
	return &batch{w: w, requests: requests, results: make([]storage.Result, len(requests)), staged: make(map[id]*staged, len(requests))}
}

// run works out the answers to the requests that have none yet. After an error nothing of the batch is in the database.
func (b *batch) run() error {
	for ; b.answered < len(b.requests); b.answered++ {
		if err := b.do(b.requests[b.answered].op, &b.results[b.answered]); err != nil {
			return b.fail(err)
		}
	}
	if err := b.flush(); err != nil {
		return b.fail(err)
	}
	return nil
}

// join takes in what has been queued meanwhile, and tells whether that was anything.
func (b *batch) join() bool {
	b.requests = b.w.store.take(b.requests)
	n := len(b.requests) - len(b.results)
	b.results = append(b.results, make([]storage.Result, n)...)
	return n > 0
}

// commit ends the transaction, if there is one. After an error nothing of the batch is in the database.
func (b *batch) commit() error {
	if !b.open {
		return nil
	}
	c := b.w.conn
	if b.latest > c.latest {
		if err := c.touch.exec(b.latest); err != nil {
			return b.fail(err)
		}
	}
	// A damaged page that only the sweep came across is none of the callers' business, as long as the transaction stands.
	if err := b.w.sweep.run(c, b); err != nil && c.db.AutoCommit() {
		return b.fail(err)
	}
	if err := c.commit.exec(); err != nil {
		return b.fail(err)
	}
	c.latest = max(c.latest, b.latest)
	return nil
}

// fail takes the transaction back and returns what went wrong.
func (b *batch) fail(err error) error {
	c := b.w.conn
	// After some errors SQLite itself has rolled back.
	if b.open && !c.db.AutoCommit() {
		if c.rollback.exec() != nil {
			b.w.reconnect()
		}
	}
	return databaseError(b.w.store.path, err)
}

func (b *batch) do(op storage.Op, result *storage.Result) error {
	switch op.Kind {
	case storage.Put:
		r := record{op.Value, op.Expiry(), true}
		b.write(op, r)
		*result = storage.Result{Entry: storage.Entry{Key: op.Key, Value: op.Value, ExpireAt: r.expiry.Seconds()}}
	case storage.Get, storage.Remove:
		r, err := b.read(id{op.App, op.Key})
		if err != nil {
			return err
		}
		*result = r.answer(op)
		if op.Kind == storage.Remove && result.Found {
			b.write(op, record{})
		}
	case storage.Keys:
		// The database answers, so it has to know what was written before.
		if err := b.flush(); err != nil {
			return err
		}
		keys, err := b.w.conn.listKeys(op)
		result.Keys = keys
		return err
	}
	return nil
}

// write stages a record. Later writes to the same key replace it: only the last one costs anything.
func (b *batch) write(op storage.Op, r record) {
	at := id{op.App, op.Key}
	e := b.staged[at]
	if e == nil {
		e = &staged{at: at}
		b.staged[at] = e
	}
	e.record = r
	if !e.dirty {
		e.dirty = true
		b.dirty = append(b.dirty, e)
	}
	if b.writes == 0 {
		b.first, b.oldest = at, op.Now
	}
	b.writes++
	b.oldest, b.latest = min(b.oldest, op.Now), max(b.latest, op.Now)
}

// read returns what stands under a key, as the requests so far have left it.
func (b *batch) read(at id) (record, error) {
	if e := b.staged[at]; e != nil {
		return e.record, nil
	}
	s := b.w.store
	s.mu.Lock()
	r, ok := s.cache.get(at)
	s.mu.Unlock()
	if ok {
		return r, nil
	}
	r, err := b.w.conn.find(at)
	if err == nil {
		b.staged[at] = &staged{at: at, record: r}
	}
	return r, err
}

// flush sends staged writes to the database, in a transaction that it opens.
func (b *batch) flush() error {
	c := b.w.conn
	if len(b.dirty) > 0 && !b.open {
		if err := c.begin.exec(); err != nil {
			return err
		}
		b.open = true
	}
	for _, e := range b.dirty {
		e.dirty = false
		var err error
		if e.found {
			err = c.put.exec(e.at.app, e.at.key, e.value, int64(e.expiry))
		} else {
			err = c.remove.exec(e.at.app, e.at.key)
		}
		if err != nil {
			return err
		}
	}
	b.dirty = b.dirty[:0]
	return nil
}
