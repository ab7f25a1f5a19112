package probe

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"voxemu/cmd/voxbench/internal/bare"
	"voxemu/storage"
	"voxemu/storage/memory"
	"voxemu/storage/sqlite"
)

// warmUp is how long a probe runs before it measures, at most.
const warmUp = 300 * time.Millisecond

// hammer lets so many workers do a thing over and over, and returns the rate and how long one takes.
func hammer(workers int, d time.Duration, once func(worker int) error) (Figures, error) {
	if _, err := phase(workers, min(warmUp, d), once); err != nil {
		return nil, err
	}
	return phase(workers, d, once)
}

func phase(workers int, d time.Duration, once func(worker int) error) (Figures, error) {
	took, errs := make([][]time.Duration, workers), make([]error, workers)
	var wait sync.WaitGroup
	begin := time.Now()
	for w := range workers {
		wait.Go(func() {
			for from := begin; from.Sub(begin) < d && errs[w] == nil; {
				errs[w] = once(w)
				now := time.Now()
				took[w] = append(took[w], now.Sub(from))
				from = now
			}
		})
	}
	wait.Wait()
	elapsed := time.Since(begin)
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	return Figures{
		"rate":   float64(len(all)) / elapsed.Seconds(),
		"p50-ms": ms(all[len(all)/2]),
		"p99-ms": ms(all[len(all)*99/100]),
	}, nil
}

// sessions is whole sessions a second. Without a database each has an empty store of its own in memory; with one, all share
// it and each worker has an application scope.
func sessions(p Params) (Figures, error) {
	a, err := newApp(p.Scenario)
	if err != nil {
		return nil, err
	}
	if p.Database == "" {
		if err := countsUp(a, memory.New()); err != nil {
			return nil, err
		}
		return hammer(p.Workers, p.For, func(int) error { return a.play(memory.New(), "app") })
	}
	store, err := sqlite.Open(sqlite.Options{Path: p.Database})
	if err != nil {
		return nil, err
	}
	scopes := make([]string, p.Workers)
	for i := range scopes {
		scopes[i] = fmt.Sprintf("app%d", i)
	}
	f, err := hammer(p.Workers, p.For, func(w int) error { return a.play(store, scopes[w]) })
	if cerr := store.Close(); err == nil {
		err = cerr
	}
	return f, err
}

// countsUp plays two sessions and looks whether they counted: what does nothing is fast, too.
func countsUp(a *app, store storage.Store) error {
	for range 2 {
		if err := a.play(store, "app"); err != nil {
			return err
		}
	}
	r := storage.Wait(context.Background(), store, storage.Op{Kind: storage.Get, App: "app", Key: "totalCalls", Now: int64(start())})
	if r.Entry.Value != "2" {
		return fmt.Errorf("two sessions counted to %q", r.Entry.Value)
	}
	return nil
}

// bareSessions is the same with nothing but goja.
func bareSessions(p Params) (Figures, error) {
	program, err := readBare(p.Scenario)
	if err != nil {
		return nil, err
	}
	return hammer(p.Workers, p.For, func(int) error { return program.Play(bare.Store{}) })
}
