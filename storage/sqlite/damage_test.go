package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	sqlite3 "github.com/mattn/go-sqlite3"

	"voxemu/storage"
	"voxemu/storage/storetest"
)

func pairKey(i int) string   { return fmt.Sprintf("key:%05d", i) }
func pairValue(i int) string { return strings.Repeat(fmt.Sprint(i, " "), 50) }

// fill puts so many pairs into the database at path and closes it.
func fill(t *testing.T, path string, pairs int) {
	t.Helper()
	s := mustOpen(t, path)
	for i := range pairs {
		op := storage.Op{Kind: storage.Put, App: "app", Key: pairKey(i), Value: pairValue(i), TTL: 1000, Now: storetest.Start}
		s.Do(op, func(r storage.Result) {
			if r.Err != nil {
				t.Error(r.Err)
			}
		})
	}
	mustClose(t, s)
}

func TestFullDiskIsAnAnswerAndLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	s.limits.pages = 20
	c := with(t, s)
	stored := 0
	var err error
	for ; err == nil && stored < 1000; stored++ {
		err = c.Do(storage.Op{Kind: storage.Put, Key: pairKey(stored), Value: pairValue(stored), TTL: 1000}).Err
	}
	stored--
	wantCode(t, err, storage.CodeFull)
	check := func(when string, c *storetest.T) {
		t.Helper()
		c.Want("keys "+when, len(c.Keys("", 1000)), stored)
		for i := range stored {
			c.Want("get "+when, c.Get(pairKey(i)), pairValue(i))
		}
		c.Want("get of what was refused "+when, c.Get(pairKey(stored)), "(none)")
	}
	check("while full", c)
	for i := range 5 {
		c.Do(storage.Op{Kind: storage.Remove, Key: pairKey(stored - 1 - i)})
	}
	stored -= 5
	c.Put("after", "v", 1000)
	c.Do(storage.Op{Kind: storage.Remove, Key: "after"})
	check("with room again", c)
	mustClose(t, s)
	check("after a restart", with(t, mustOpen(t, path)))
}

func TestOneRequestThatFailsDoesNotSpoilItsBatch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	s.limits.pages = 8
	big := strings.Repeat("я", storage.MaxValue)
	values := []string{"small", big, big, big, big, big, big, big, "small too"}
	results := make([]storage.Result, len(values))
	done := make(chan bool)
	release := make(chan bool)
	s.Do(storage.Op{Kind: storage.Keys}, func(storage.Result) { <-release }) // so that the rest queues up
	for i, value := range values {
		op := storage.Op{Kind: storage.Put, App: "app", Key: fmt.Sprint(i), Value: value, TTL: 10, Now: storetest.Start}
		s.Do(op, func(r storage.Result) {
			results[i] = r
			if i == len(values)-1 {
				close(done)
			}
		})
	}
	close(release)
	<-done
	if results[0].Err != nil || results[len(values)-1].Err != nil {
		t.Errorf("small values: %v, %v", results[0].Err, results[len(values)-1].Err)
	}
	c := with(t, s)
	refused := 0
	for i, r := range results {
		want := values[i]
		if r.Err != nil {
			wantCode(t, r.Err, storage.CodeFull)
			refused++
			want = "(none)"
		}
		c.Want(fmt.Sprint("get ", i), c.Get(fmt.Sprint(i)), want)
	}
	if refused == 0 {
		t.Error("nothing was refused: the limit is too wide for this test")
	}
}

func TestFailedTransactionIsTakenBack(t *testing.T) {
	for _, c := range []struct {
		name     string
		rollback string // "" for the usual one
	}{
		{"by_a_rollback", ""},
		{"by_a_new_connection_if_that_fails", "INSERT INTO clock VALUES (2, 0)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &writer{store: mustOpen(t, filepath.Join(t.TempDir(), "x.db"))}
			defer w.close()
			do := func(kind storage.Kind, key string) (answer storage.Result) {
				op := storage.Op{Kind: kind, App: "app", Key: key, TTL: 10, Now: storetest.Start}
				w.serve([]request{{op, func(r storage.Result) { answer = r }}})
				return answer
			}
			if err := w.open(); err != nil {
				t.Fatal(err)
			}
			touch := w.conn.touch
			// An error in the middle of a transaction that leaves it open: the table takes no second row.
			if err := w.conn.prepare(&w.conn.touch, "INSERT INTO clock VALUES (2, ?1)"); err != nil {
				t.Fatal(err)
			}
			if c.rollback != "" {
				if err := w.conn.prepare(&w.conn.rollback, c.rollback); err != nil {
					t.Fatal(err)
				}
			}
			if err := do(storage.Put, "a").Err; storage.CodeOf(err) != storage.CodeIO {
				t.Fatalf("put: %v", err)
			}
			if w.conn != nil {
				w.conn.touch = touch
			}
			if r := do(storage.Put, "b"); r.Err != nil {
				t.Errorf("put after that: %v", r.Err)
			}
			if do(storage.Get, "a").Found || !do(storage.Get, "b").Found {
				t.Error("the failed put is there, or the other is not")
			}
			if w.lock == nil {
				t.Error("the ownership is lost")
			}
		})
	}
}

func TestGarbagePagesAreErrorsNotPanics(t *testing.T) {
	const pairs, page = 400, 4096
	path, good := makeDatabase(t, pairs)
	found := 0
	for at := page; at < len(good); at += page {
		data := bytes.Clone(good)
		for i := range page {
			data[at+i] = byte(i*131 + at/page*17)
		}
		mustWrite(t, path, data)
		s, err := Open(Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		c := with(t, s)
		for i := range pairs {
			r := c.Do(storage.Op{Kind: storage.Get, Key: pairKey(i)})
			switch {
			case r.Err != nil:
				wantCode(t, r.Err, storage.CodeCorrupt)
				found++
			case r.Entry.Value != pairValue(i):
				t.Fatalf("page %d: wrong answer for %s: %+v", at/page, pairKey(i), r)
			}
		}
		if r := c.Do(storage.Op{Kind: storage.Put, Key: "new", Value: "v", TTL: 1}); r.Err != nil {
			wantCode(t, r.Err, storage.CodeCorrupt)
		}
		_ = s.Close()
	}
	if found == 0 {
		t.Error("no damage was noticed")
	}
}

func TestDamageAfterTheHeaderIsNoticedAtOpening(t *testing.T) {
	path, good := makeDatabase(t, 10)
	data := bytes.Clone(good)
	copy(data[100:], bytes.Repeat([]byte{0xA5}, 200)) // the root of the schema
	mustWrite(t, path, data)
	s, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	wantCode(t, with(t, s).Do(storage.Op{Kind: storage.Put, Key: "k"}).Err, storage.CodeCorrupt)
	_, err = s.Latest(t.Context())
	wantCode(t, err, storage.CodeCorrupt)
	_, err = OpenReadOnly(path)
	wantCode(t, err, storage.CodeCorrupt)
}

func TestDatabaseLockedByAnotherProgram(t *testing.T) {
	path, _ := makeDatabase(t, 1)
	other, err := openConn(path, limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.close()
	s := mustOpen(t, path)
	s.limits.busy = 0
	c := with(t, s)
	c.Put("k", "v", 10)
	if err := other.begin.exec(); err != nil {
		t.Fatal(err)
	}
	wantCode(t, c.Do(storage.Op{Kind: storage.Put, Key: "k", Value: "w", TTL: 10}).Err, storage.CodeInUse)
	c.Want("get", c.Get("k"), "v")
	if err := other.rollback.exec(); err != nil {
		t.Fatal(err)
	}
	c.Put("k", "w", 10)
	c.Want("get", c.Get("k"), "w")
}

func TestInterruptedFirstStartIsTakenUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	c, err := dial(path, uri(path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.script("PRAGMA journal_mode = WAL"); err != nil { // and no further
		t.Fatal(err)
	}
	if err := c.close(); err != nil {
		t.Fatal(err)
	}
	s := with(t, mustOpen(t, path))
	s.Put("k", "v", 10)
	s.Want("get", s.Get("k"), "v")
}

func TestMigrationsRunOnceEach(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	c, err := dial(path, uri(path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	steps := []string{"CREATE TABLE a (n); INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)"}
	for _, n := range []int{1, 2, 2} {
		if err := c.migrate(steps[:n]); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := c.number("SELECT sum(n) FROM a"); n != 3 || err != nil {
		t.Errorf("sum %d, %v", n, err)
	}
	err = c.migrate(append(steps, "INSERT INTO a VALUES (4)", "INSERT INTO a VALUES (8); INSERT INTO nowhere VALUES (1)"))
	if err == nil || !strings.Contains(err.Error(), "version 4") {
		t.Errorf("error %v should name the version", err)
	}
	if n, err := c.number("SELECT sum(n) FROM a"); n != 7 || err != nil {
		t.Errorf("sum after a broken step: %d, %v", n, err)
	}
	if n, err := c.number("PRAGMA user_version"); n != 3 || err != nil {
		t.Errorf("version after a broken step: %d, %v", n, err)
	}
}

func TestDatabasesOfOthersAreNotTouched(t *testing.T) {
	for _, c := range []struct {
		name, sql string
		want      storage.Code
	}{
		{"another_program", "CREATE TABLE theirs (n)", storage.CodeForeign},
		{"a_newer_version", fmt.Sprintf("CREATE TABLE ours (n); PRAGMA application_id = %d; PRAGMA user_version = 2", applicationID), storage.CodeNewer},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			theirs, err := dial(path, uri(path, "rwc"))
			if err != nil {
				t.Fatal(err)
			}
			if err := theirs.script(c.sql); err != nil {
				t.Fatal(err)
			}
			if err := theirs.close(); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			wantCode(t, Check(path), c.want)
			_, err = openConn(path, limits{}) // what happens when the check could not see it
			wantCode(t, err, c.want)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestDatabaseErrorsHaveTheirCode(t *testing.T) {
	for _, c := range []struct {
		err  error
		want storage.Code
	}{
		{sqlite3.Error{Code: sqlite3.ErrFull}, storage.CodeFull},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, storage.CodeFull},
		{sqlite3.Error{Code: sqlite3.ErrNotADB}, storage.CodeNotDatabase},
		{sqlite3.Error{Code: sqlite3.ErrCorrupt}, storage.CodeCorrupt},
		{sqlite3.Error{Code: sqlite3.ErrBusy}, storage.CodeInUse},
		{sqlite3.Error{Code: sqlite3.ErrReadonly}, storage.CodeDenied},
		{sqlite3.Error{Code: sqlite3.ErrCantOpen, SystemErrno: syscall.EACCES}, storage.CodeDenied},
		{sqlite3.Error{Code: sqlite3.ErrIoErr}, storage.CodeIO},
		{io.ErrUnexpectedEOF, storage.CodeIO},
		{storage.ClosedError(), storage.CodeClosed},
	} {
		err := databaseError("x.db", fmt.Errorf("step: %w", c.err))
		if got := storage.CodeOf(err); got != c.want {
			t.Errorf("%v: code %q, want %q", c.err, got, c.want)
		}
		if !errors.Is(err, c.err) {
			t.Errorf("%v is not in the chain of %v", c.err, err)
		}
	}
	if got := storage.CodeOf(fileError("x.db", "read", syscall.ENOSPC)); got != storage.CodeFull {
		t.Errorf("no space: code %q", got)
	}
}
