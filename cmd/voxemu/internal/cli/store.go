package cli

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"voxemu/runtime/vclock"
	"voxemu/scenarios"
	"voxemu/storage"
	"voxemu/storage/memory"
	"voxemu/storage/sqlite"
)

// store is the storage of a run. It notes when the storage itself fails: the script may well go on, but the person at the
// terminal has to know.
type store struct {
	storage.Store
	path string // "" in memory

	mu    sync.Mutex
	first error
}

// openStore opens the storage; a database file is checked now and opened when it is first used.
func openStore(path string, project *scenarios.Project, env *Env) (*store, error) {
	switch path {
	case sqlite.Memory:
		return &store{Store: memory.New()}, nil
	case "":
		path = filepath.Join(project.Dir, ".voxemu", "voxemu.db")
	default:
		path = env.path(path)
	}
	s, err := sqlite.Open(sqlite.Options{Path: path})
	return &store{Store: s, path: path}, err
}

// Do carries out one request, and looks at how it went.
func (s *store) Do(op storage.Op, done func(storage.Result)) {
	s.Store.Do(op, func(r storage.Result) {
		s.note(r.Err)
		done(r)
	})
}

func (s *store) note(err error) {
	switch storage.CodeOf(err) {
	case "", storage.CodeKey, storage.CodeValue, storage.CodeTTL, storage.CodeText, storage.CodeClosed:
		return // the script's own mistake, or none
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.first == nil {
		s.first = err
	}
}

// failure returns the first failure, or nil.
func (s *store) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.first
}

// epoch is where virtual time starts unless something says otherwise.
func epoch() vclock.Time { return vclock.FromTime(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) }

// clockStart returns where virtual time starts: at a given moment, else at the epoch, or later if the database was written later, so
// that what expires does so in the order of the runs.
func clockStart(ctx context.Context, at string, s storage.Store, now func() time.Time) (vclock.Time, error) {
	switch at {
	case "now":
		return vclock.FromTime(now()), nil
	case "":
		latest, err := s.Latest(ctx)
		return max(epoch(), vclock.Time(latest)), err
	}
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return 0, usage("--at is no time: "+at, "write it like 2026-03-01T09:30:00Z, or now")
	}
	return vclock.FromTime(t), nil
}
