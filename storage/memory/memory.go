// Package memory is a store that forgets: for tests and for sessions that each want an empty storage of their own. A new one
// costs next to nothing, and it answers each request before Do returns.
package memory

import (
	"context"
	"slices"
	"sync"

	"voxemu/storage"
)

// Store keeps pairs in memory. The zero value is an empty store.
type Store struct {
	mu      sync.Mutex
	pairs   map[id]pair
	sweepAt int // how many pairs there may be before the expired ones are looked for
	latest  int64
	closed  bool
}

var _ storage.Store = (*Store)(nil)

type id struct{ app, key string }

type pair struct {
	value  string
	expiry storage.Expiry
}

// minSweep is the least number of pairs for which a sweep is worth it.
const minSweep = 256

// New returns an empty store.
func New() *Store { return new(Store) }

// Do carries out one request; done is called before it returns.
func (s *Store) Do(op storage.Op, done func(storage.Result)) { done(s.do(op)) }

func (s *Store) do(op storage.Op) storage.Result {
	op, err := op.Normalize()
	if err != nil {
		return storage.Result{Err: err}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return storage.Result{Err: storage.ClosedError()}
	}
	switch op.Kind {
	case storage.Put:
		return s.put(op)
	case storage.Keys:
		return storage.Result{Keys: s.keys(op)}
	}
	at := id{op.App, op.Key}
	p, ok := s.pairs[at]
	if !ok || p.expiry.Passed(op.Now) {
		return storage.Result{}
	}
	if op.Kind == storage.Remove {
		delete(s.pairs, at)
		s.latest = max(s.latest, op.Now)
	}
	return storage.Result{Entry: storage.Entry{Key: op.Key, Value: p.value, ExpireAt: p.expiry.Seconds()}, Found: true}
}

func (s *Store) put(op storage.Op) storage.Result {
	if s.pairs == nil {
		s.pairs = make(map[id]pair)
	}
	s.pairs[id{op.App, op.Key}] = pair{op.Value, op.Expiry()}
	s.latest = max(s.latest, op.Now)
	if len(s.pairs) > max(s.sweepAt, minSweep) {
		for at, p := range s.pairs {
			if p.expiry.Passed(op.Now) {
				delete(s.pairs, at)
			}
		}
		s.sweepAt = 2 * len(s.pairs)
	}
	return storage.Result{Entry: storage.Entry{Key: op.Key, Value: op.Value, ExpireAt: op.Expiry().Seconds()}}
}

func (s *Store) keys(op storage.Op) []string {
	var keys []string
	for at, p := range s.pairs {
		if at.app != op.App || p.expiry.Passed(op.Now) {
			continue
		}
		if op.Pattern == "" || storage.Namespace(at.key) == op.Pattern {
			keys = append(keys, at.key)
		}
	}
	slices.Sort(keys)
	return keys[:min(len(keys), op.Count)]
}

// Latest returns the latest time at which the store was written to.
func (s *Store) Latest(context.Context) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0, storage.ClosedError()
	}
	return s.latest, nil
}

// Close forgets everything.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pairs, s.closed = nil, true
	return nil
}
