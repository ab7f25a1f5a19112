package probe

import (
	"database/sql"
	"fmt"
	"os"

	_ "github.com/mattn/go-sqlite3" // the driver of putSQL

	"voxemu/storage"
	"voxemu/storage/sqlite"
)

// keys is how many keys the writers write.
const keys = 1000

// putOp is the n-th request of a writer.
func putOp(worker, n int) storage.Op {
	return storage.Op{
		Kind: storage.Put, App: "app", Key: fmt.Sprintf("key:%d", (worker+n*32)%keys),
		Value: fmt.Sprintf("value %d of some forty characters, about", n),
		TTL:   storage.DefaultTTL, Now: int64(start()) + int64(n),
	}
}

// put is durable puts a second through our store, each waited for.
func put(p Params) (Figures, error) {
	s, err := sqlite.Open(sqlite.Options{Path: p.Database})
	if err != nil {
		return nil, err
	}
	answers, counts := make([]chan error, p.Workers), make([]int, p.Workers)
	done := make([]func(storage.Result), p.Workers)
	for i := range answers {
		answers[i] = make(chan error, 1)
		done[i] = func(r storage.Result) { answers[i] <- r.Err }
	}
	f, err := hammer(p.Workers, p.For, func(w int) error {
		counts[w]++
		s.Do(putOp(w, counts[w]), done[w])
		return <-answers[w]
	})
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return f, err
}

const (
	schema = `CREATE TABLE IF NOT EXISTS entry (app TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
 expire_at INTEGER NOT NULL, PRIMARY KEY (app, key)) STRICT, WITHOUT ROWID`
	upsert = `INSERT INTO entry (app, key, value, expire_at) VALUES (?, ?, ?, ?)
 ON CONFLICT (app, key) DO UPDATE SET value = excluded.value, expire_at = excluded.expire_at`
)

// putSQL is durable puts a second as a program would do them with database/sql: one connection, prepared, one commit each.
func putSQL(p Params) (f Figures, err error) {
	db, err := sql.Open("sqlite3", "file:"+p.Database+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=10000")
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := db.Close(); err == nil {
			err = cerr
		}
	}()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(schema); err != nil {
		return nil, err
	}
	stmt, err := db.Prepare(upsert)
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	counts := make([]int, p.Workers)
	return hammer(p.Workers, p.For, func(w int) error {
		counts[w]++
		op := putOp(w, counts[w])
		_, err := stmt.Exec(op.App, op.Key, op.Value, int64(op.Expiry()))
		return err
	})
}

// appendFile is what the disk can do: 4 KiB appended to a file and flushed.
func appendFile(p Params) (f Figures, err error) {
	file, err := os.Create(p.Database)
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := file.Close(); err == nil {
			err = cerr
		}
	}()
	page := make([]byte, 4096)
	return hammer(1, p.For, func(int) error {
		if _, err := file.Write(page); err != nil {
			return err
		}
		return flush(file)
	})
}
