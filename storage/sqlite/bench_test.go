package sqlite

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"voxemu/runtime/vclock"
	"voxemu/storage"
	"voxemu/storage/storetest"
)

const benchKeys = 1000

// parallel lets so many callers do b.N units of work in all, each call doing one, and reports the rate and the 99th
// percentile of a call.
func parallel(b *testing.B, callers int, work func(caller, n int) error) {
	took := make([][]time.Duration, callers)
	var wait sync.WaitGroup
	var next atomic.Int64 // one order of keys for any number of callers
	b.ResetTimer()
	begin := vclock.Wall()
	for caller := range callers {
		wait.Go(func() {
			for n := int(next.Add(1)) - 1; n < b.N; n = int(next.Add(1)) - 1 {
				from := vclock.Wall()
				if err := work(caller, n); err != nil {
					b.Error(err)
					return
				}
				took[caller] = append(took[caller], vclock.Wall().Sub(from))
			}
		})
	}
	wait.Wait()
	elapsed := vclock.Wall().Sub(begin)
	b.StopTimer()
	all := slices.Concat(took...)
	slices.Sort(all)
	if len(all) > 0 {
		b.ReportMetric(float64(len(all))/elapsed.Seconds(), "op/s")
		b.ReportMetric(float64(all[len(all)/2].Nanoseconds())/1e6, "p50-ms")
		b.ReportMetric(float64(all[len(all)*99/100].Nanoseconds())/1e6, "p99-ms")
	}
}

// callers returns for each caller a function that carries out a request and waits for it, without garbage of its own.
func callers(s storage.Store, n int) []func(storage.Op) error {
	list := make([]func(storage.Op) error, n)
	for i := range list {
		answer := make(chan error, 1)
		done := func(r storage.Result) { answer <- r.Err }
		list[i] = func(op storage.Op) error {
			s.Do(op, done)
			return <-answer
		}
	}
	return list
}

func benchOp(kind storage.Kind, n int) storage.Op {
	op := storage.Op{Kind: kind, App: "app", Key: fmt.Sprintf("key:%d", n%benchKeys), TTL: storage.DefaultTTL, Now: storetest.Start + int64(n)}
	if kind == storage.Put {
		op.Value = fmt.Sprintf("value %d of some forty characters, about", n)
	}
	return op
}

// BenchmarkPut is durable puts of one store, by so many callers at once.
func BenchmarkPut(b *testing.B) {
	for _, n := range []int{1, 4, 32, 128} {
		b.Run(fmt.Sprintf("writers=%d", n), func(b *testing.B) {
			do := callers(mustOpen(b, filepath.Join(b.TempDir(), "x.db")), n)
			if err := do[0](benchOp(storage.Put, 0)); err != nil {
				b.Fatal(err)
			}
			parallel(b, n, func(caller, i int) error { return do[caller](benchOp(storage.Put, i)) })
		})
	}
}

// BenchmarkPutOneCommitEach is the same through database/sql, with the same schema and settings but one commit a put.
func BenchmarkPutOneCommitEach(b *testing.B) {
	for _, n := range []int{1, 32} {
		b.Run(fmt.Sprintf("writers=%d", n), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "x.db")
			db, err := sql.Open("sqlite3", uri(path, "rwc")+"_journal_mode=WAL&_synchronous=FULL&_busy_timeout=10000")
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1)
			for _, step := range migrations() {
				if _, err := db.Exec(step); err != nil {
					b.Fatal(err)
				}
			}
			put, err := db.Prepare("INSERT INTO entry (app, key, value, expire_at) VALUES (?, ?, ?, ?)" +
				" ON CONFLICT (app, key) DO UPDATE SET value = excluded.value, expire_at = excluded.expire_at")
			if err != nil {
				b.Fatal(err)
			}
			defer put.Close()
			parallel(b, n, func(_, i int) error {
				op := benchOp(storage.Put, i)
				_, err := put.Exec(op.App, op.Key, op.Value, int64(op.Expiry()))
				return err
			})
		})
	}
}

// BenchmarkAppendAndFlush is what the disk can do: 4 KiB appended and flushed.
func BenchmarkAppendAndFlush(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "x"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	parallel(b, 1, func(_, _ int) error {
		if _, err := f.Write(page); err != nil {
			return err
		}
		return flush(f)
	})
}

// BenchmarkGet is reads of what is in memory already, and of what has to come from the database.
func BenchmarkGet(b *testing.B) {
	for _, c := range []struct {
		name    string
		callers int
		cache   int
	}{{"cached/readers=1", 1, cacheBytes}, {"cached/readers=32", 32, cacheBytes}, {"uncached/readers=1", 1, 0}, {"uncached/readers=32", 32, 0}} {
		b.Run(c.name, func(b *testing.B) {
			s := mustOpen(b, filepath.Join(b.TempDir(), "x.db"))
			do := callers(s, c.callers)
			for i := range benchKeys {
				if err := do[0](benchOp(storage.Put, i)); err != nil {
					b.Fatal(err)
				}
			}
			s.mu.Lock()
			s.cache = newCache(c.cache)
			s.mu.Unlock()
			parallel(b, c.callers, func(caller, i int) error { return do[caller](benchOp(storage.Get, i)) })
		})
	}
}

// BenchmarkProcess is what a run with storage pays for it: open the database, get, put, close.
func BenchmarkProcess(b *testing.B) {
	for _, c := range []struct {
		name  string
		fresh bool
	}{{"existing", false}, {"new", true}} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			path := filepath.Join(dir, "x.db")
			i := 0
			for b.Loop() {
				if i++; c.fresh {
					path = filepath.Join(dir, fmt.Sprint(i))
				}
				s, err := Open(Options{Path: path})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Latest(b.Context()); err != nil {
					b.Fatal(err)
				}
				do := callers(s, 1)[0]
				if err := do(benchOp(storage.Get, 1)); err != nil {
					b.Fatal(err)
				}
				if err := do(benchOp(storage.Put, 1)); err != nil {
					b.Fatal(err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
