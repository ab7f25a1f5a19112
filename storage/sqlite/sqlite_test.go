package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/storage"
	"voxemu/storage/storetest"
)

func TestSuite(t *testing.T) {
	for _, c := range []struct {
		name string
		open func(t *testing.T) storage.Store
	}{
		{"file", func(t *testing.T) storage.Store { return mustOpen(t, filepath.Join(t.TempDir(), "x.db")) }},
		{"memory", func(t *testing.T) storage.Store { return mustOpen(t, Memory) }},
		{"file_without_cache", func(t *testing.T) storage.Store {
			s := mustOpen(t, filepath.Join(t.TempDir(), "x.db"))
			s.cache = newCache(0)
			return s
		}},
	} {
		t.Run(c.name, func(t *testing.T) { storetest.Run(t, c.open) })
	}
}

// mustOpen opens a store that the test closes.
func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// with returns short ways to use a store.
func with(t *testing.T, s storage.Store) *storetest.T {
	return &storetest.T{T: t, Store: s, App: "app"}
}

func mustClose(t *testing.T, s storage.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want storage.Code) *storage.Error {
	t.Helper()
	if storage.CodeOf(err) != want {
		t.Fatalf("error %v with code %q, want code %q", err, storage.CodeOf(err), want)
	}
	e, _ := errors.AsType[*storage.Error](err)
	if e.Hint == "" {
		t.Errorf("error %v has no hint", err)
	}
	return e
}

// filesOf lists the files in the folder of a database.
func filesOf(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPairsOutliveTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	with(t, s).Put("k", "v", 10)
	mustClose(t, s)

	again := with(t, mustOpen(t, path))
	again.Want("get", again.Get("k"), "v")
	again.Now = 10_000
	again.Want("get after its ttl", again.Get("k"), "(none)")
	latest, err := again.Store.Latest(t.Context())
	if err != nil || latest != storetest.Start {
		t.Errorf("Latest() = %d, %v", latest, err)
	}
}

func TestNothingIsMadeBeforeTheFirstRequest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "x.db")
	s := mustOpen(t, path)
	if latest, err := s.Latest(t.Context()); latest != 0 || err != nil {
		t.Errorf("Latest() = %d, %v", latest, err)
	}
	if _, err := os.Stat(filepath.Dir(filepath.Dir(path))); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
	with(t, s).Put("k", "v", 10)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestCloseLeavesOnlyTheDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	c := with(t, s)
	c.Put("k", "v", 10)
	c.Want("files while open", filesOf(t, path), []string{"x.db", "x.db-shm", "x.db-wal", "x.db.lock"})
	mustClose(t, s)
	c.Want("files after close", filesOf(t, path), []string{"x.db"})
	mustClose(t, s)
}

func TestCloseCarriesOutWhatIsQueued(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	const n = 3 * maxBatch / 2
	answers := make([]storage.Result, n)
	for i := range n {
		s.Do(storage.Op{Kind: storage.Put, App: "app", Key: fmt.Sprint(i), TTL: 10, Now: storetest.Start}, func(r storage.Result) { answers[i] = r })
	}
	mustClose(t, s)
	for i, r := range answers {
		if r.Err != nil || r.Entry.Key != fmt.Sprint(i) {
			t.Fatalf("answer %d: %+v", i, r)
		}
	}
	if got := len(with(t, mustOpen(t, path)).Keys("", 2*n)); got != n {
		t.Errorf("%d keys, want %d", got, n)
	}
}

func TestFilesWithOddNames(t *testing.T) {
	for _, name := range []string{"a?mode=memory.db", "a#b.db", "a%20b.db", "100%.db", "a b.db", "ключ.db", "file:x.db", "a&b=c.db"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			s := mustOpen(t, path)
			with(t, s).Put("k", "v", 10)
			mustClose(t, s)
			if got := filesOf(t, path); !slices.Equal(got, []string{name}) {
				t.Fatalf("files: %q", got)
			}
			if got := with(t, mustOpen(t, path)).Get("k"); got != "v" {
				t.Errorf("get: %q", got)
			}
		})
	}
}

func TestCommitsAreFlushed(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "x.db"))
	with(t, s).Put("k", "v", 10)
	mustClose(t, s) // the connection is the writer's until then
	c, err := openConn(s.path, limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	const full = 2
	if got, err := c.number("PRAGMA synchronous"); got != full || err != nil {
		t.Errorf("synchronous is %d, %v", got, err)
	}
	if got, err := c.number("SELECT journal_mode = 'wal' FROM pragma_journal_mode"); got != 1 || err != nil {
		t.Errorf("the journal mode is not wal: %v", err)
	}
}

func TestHitsAreAnsweredBeforeDoReturns(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "x.db"))
	c := with(t, s)
	c.Put("k", "v", 10)
	c.Get("absent")
	for _, key := range []string{"k", "absent"} {
		answered := false
		s.Do(storage.Op{Kind: storage.Get, App: c.App, Key: key, Now: storetest.Start}, func(storage.Result) { answered = true })
		if !answered {
			t.Errorf("get %s went to the writer", key)
		}
	}
}

func TestGetWaitsForAPutThatIsNotDurable(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "x.db"))
	c := with(t, s)
	c.Put("k", "old", 10)
	var got []string
	put := storage.Op{Kind: storage.Put, App: c.App, Key: "k", Value: "new", TTL: 10, Now: storetest.Start}
	answered := make(chan bool)
	s.Do(put, func(r storage.Result) { got = append(got, "put "+r.Entry.Value) })
	s.Do(storage.Op{Kind: storage.Get, App: c.App, Key: "k", Now: storetest.Start}, func(r storage.Result) {
		got = append(got, "get "+r.Entry.Value)
		close(answered)
	})
	<-answered
	c.Want("answers", got, []string{"put new", "get new"})
}

func TestExpiredEntriesAreSwept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	c := with(t, s)
	const n = 1000
	put := func(prefix string, ttl int64) {
		c.PutMany(n, func(i int) (string, int64) { return fmt.Sprint(prefix, ":", i), ttl })
	}
	put("short", 1)
	put("long", 1000)
	c.Now = 1000
	for range 10 { // 10,000 writes look at 10,000 entries, the table has 3,000
		put("later", 1000)
	}
	mustClose(t, s)
	conn, err := openConn(path, limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.close()
	got, err := conn.number("SELECT count(*) FROM entry")
	if want := int64(2 * n); got != want || err != nil {
		t.Errorf("%d entries are left, %v; want %d", got, err, want)
	}
}

func TestCacheForgetsWhatIsNotUsed(t *testing.T) {
	const entries = 100
	c := newCache(2 * entries * (recordBytes + 10))
	for i := range 10 * entries {
		c.put(id{"", fmt.Sprint(i)}, record{value: "v", found: true})
		if _, ok := c.get(id{"", "0"}); !ok {
			t.Fatalf("what was in use is gone after %d entries", i)
		}
	}
	if got := len(c.young) + len(c.old); got > 3*entries {
		t.Errorf("%d entries are kept", got)
	}
	if _, ok := c.get(id{"", "1"}); ok {
		t.Error("what was not used is still there")
	}
	c.drop(id{"", "0"})
	if _, ok := c.get(id{"", "0"}); ok {
		t.Error("what was dropped is still there")
	}
}

func TestLatestEndsWithItsContext(t *testing.T) {
	s := mustOpen(t, Memory)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	hold := make(chan bool)
	s.Do(storage.Op{Kind: storage.Keys}, func(storage.Result) { <-hold })
	_, err := s.Latest(ctx)
	close(hold)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add("app", "k", "v")
	f.Add("", "a:b", "")
	f.Add("a\x00", "\x00", strings.Repeat("😀", storage.MaxValue/2))
	f.Add("ключ", "'", "\"")
	s, err := Open(Options{Path: Memory})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	now := int64(storetest.Start)
	f.Fuzz(func(t *testing.T, app, key, value string) {
		now += 10_000 // what was there before has expired
		do := func(op storage.Op) storage.Result {
			op.App, op.Now = app, now
			s.mu.Lock()
			s.cache = newCache(cacheBytes)
			s.mu.Unlock()
			return storage.Wait(t.Context(), s, op)
		}
		r := do(storage.Op{Kind: storage.Put, Key: key, Value: value, TTL: 5})
		bad := storage.CheckKey(key)
		if bad == nil {
			bad = storage.CheckValue(value)
		}
		if (r.Err != nil) != (bad != nil) {
			t.Fatalf("put answered %v, the rules say %v", r.Err, bad)
		}
		if r.Err != nil {
			return
		}
		if r := do(storage.Op{Kind: storage.Get, Key: key}); !r.Found || r.Entry.Value != value || r.Entry.Key != key {
			t.Errorf("get: %+v", r)
		}
		want := []string{key}
		if d := cmp.Diff(want, do(storage.Op{Kind: storage.Keys}).Keys); d != "" {
			t.Errorf("keys: %s", d)
		}
		if namespace := storage.Namespace(key); namespace != "" {
			if d := cmp.Diff(want, do(storage.Op{Kind: storage.Keys, Pattern: namespace}).Keys); d != "" {
				t.Errorf("keys of %q: %s", namespace, d)
			}
		}
	})
}
