package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"voxemu/storage"
)

// conn is a connection with its prepared statements. It belongs to one goroutine at a time.
type conn struct {
	db     *sqlite3.SQLiteConn
	path   string
	latest int64 // the latest time of a write, as committed

	get, keys               *stmt
	put, remove, touch      *stmt // nil if read-only
	ahead, sweep            *stmt // nil if read-only
	begin, commit, rollback *stmt // nil if read-only
	all                     []*stmt
}

// busyTimeout is how long to wait for another program that holds a lock inside the database.
const busyTimeout = 3 * time.Second

// limits of a connection; tests narrow them.
type limits struct {
	pages int // of the database; 0 for no limit
	busy  time.Duration
}

// openConn opens the database for writing, makes what is missing of it and prepares the statements.
func openConn(path string, l limits) (*conn, error) {
	name := path + "?"
	if path != Memory {
		name = uri(path, "rwc")
	}
	c, err := dial(path, name)
	if err != nil {
		return nil, err
	}
	if err := c.prepareOwner(l); err != nil {
		c.db.Close()
		return nil, databaseError(path, err)
	}
	return c, nil
}

// dial opens a raw connection and makes sure that the database is one that we may use.
func dial(path, name string) (*conn, error) {
	opened, err := new(sqlite3.SQLiteDriver).Open(fmt.Sprintf("%s_mutex=no&_synchronous=NORMAL&_busy_timeout=%d", name, busyTimeout.Milliseconds()))
	if err != nil {
		return nil, databaseError(path, err)
	}
	c := &conn{db: opened.(*sqlite3.SQLiteConn), path: path}
	if err := c.checkIdentity(); err != nil {
		c.db.Close()
		return nil, databaseError(path, err)
	}
	return c, nil
}

// uri returns the SQLite name of a file, ready to take parameters.
func uri(path, mode string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/...
	}
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path) + "?mode=" + mode + "&"
}

func (c *conn) prepareOwner(l limits) error {
	// Damaged pages are noticed early, not followed.
	if err := c.script(fmt.Sprintf("PRAGMA cell_size_check = ON; PRAGMA busy_timeout = %d", l.busy.Milliseconds())); err != nil {
		return err
	}
	if c.path != Memory {
		if err := c.script("PRAGMA journal_mode = WAL"); err != nil {
			return err
		}
	}
	if err := c.migrate(migrations()); err != nil {
		return err
	}
	// From here on each commit is flushed. What went before goes with the first of them: nobody has been told of it.
	if err := c.script("PRAGMA synchronous = FULL"); err != nil {
		return err
	}
	if l.pages > 0 {
		if err := c.script(fmt.Sprintf("PRAGMA max_page_count = %d", l.pages)); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		to  **stmt
		sql string
	}{
		// REPLACE writes in one search of the tree, since there is no other index; ON CONFLICT DO UPDATE takes several.
		{&c.put, "REPLACE INTO entry (app, key, value, expire_at) VALUES (?1, ?2, ?3, ?4)"},
		{&c.remove, "DELETE FROM entry WHERE app = ?1 AND key = ?2"},
		{&c.touch, "UPDATE clock SET latest = ?1"},
		{&c.ahead, "SELECT app, key FROM entry WHERE (app, key) > (?1, ?2) ORDER BY app, key LIMIT 1 OFFSET ?3"},
		{&c.sweep, "DELETE FROM entry WHERE (app, key) > (?1, ?2) AND (app, key) <= (?3, ?4) AND expire_at <= ?5"},
		{&c.begin, "BEGIN IMMEDIATE"},
		{&c.commit, "COMMIT"},
		{&c.rollback, "ROLLBACK"},
	} {
		if err := c.prepare(p.to, p.sql); err != nil {
			return err
		}
	}
	return c.prepareReads()
}

// prepareReads prepares what owners and readers share, and reads the latest time.
func (c *conn) prepareReads() error {
	if err := c.prepare(&c.get, "SELECT value, expire_at FROM entry WHERE app = ?1 AND key = ?2"); err != nil {
		return err
	}
	if err := c.prepare(&c.keys, "SELECT key FROM entry WHERE app = ?1 AND key >= ?2 AND key < ?3 AND expire_at > ?4"+
		" ORDER BY key LIMIT ?5"); err != nil {
		return err
	}
	var err error
	c.latest, err = c.number(latestQuery)
	return err
}

func (c *conn) prepare(to **stmt, sql string) error {
	s, err := c.db.Prepare(sql)
	if err != nil {
		return err
	}
	*to = &stmt{s: s.(*sqlite3.SQLiteStmt)}
	c.all = append(c.all, *to)
	return nil
}

// latestQuery asks for the latest time of a write, in ms.
const latestQuery = "SELECT latest FROM clock"

// find reads one entry.
func (c *conn) find(at id) (record, error) {
	var r record
	row := make([]driver.Value, 2)
	err := c.get.query(row, func() { r = record{row[0].(string), storage.Expiry(row[1].(int64)), true} }, at.app, at.key)
	return r, err
}

// pastText is greater than any UTF-8 text, by its bytes.
const pastText = "\xff"

// listKeys carries out a Keys request.
func (c *conn) listKeys(op storage.Op) ([]string, error) {
	var keys []string
	row := make([]driver.Value, 1)
	list := func(from, to string) error {
		return c.keys.query(row, func() { keys = append(keys, row[0].(string)) },
			op.App, from, to, op.Now, int64(op.Count-len(keys)))
	}
	if op.Pattern == "" {
		return keys, list("", pastText)
	}
	if storage.Namespace(op.Pattern) != op.Pattern {
		return nil, nil // no namespace has a colon in it
	}
	// The namespace itself may be a key; then come the keys with a colon behind it. ";" is what follows the colon.
	if err := list(op.Pattern, op.Pattern+"\x00"); err != nil {
		return nil, err
	}
	err := list(op.Pattern+":", op.Pattern+";")
	return keys, err
}

// script runs statements without arguments or answers.
func (c *conn) script(sql string) error {
	_, err := c.db.Exec(sql, nil)
	return err
}

// number runs a query that answers with one integer; 0 if with none.
func (c *conn) number(sql string) (int64, error) {
	var s *stmt
	if err := c.prepare(&s, sql); err != nil {
		return 0, err
	}
	c.all = c.all[:len(c.all)-1]
	n := int64(0)
	row := make([]driver.Value, 1)
	err := s.query(row, func() { n = row[0].(int64) })
	if e := s.s.Close(); err == nil {
		err = e
	}
	return n, err
}

// close closes the statements, then the connection: the other way round SQLite would leave the write-ahead log behind.
func (c *conn) close() error {
	var first error
	for _, s := range c.all {
		if err := s.s.Close(); err != nil && first == nil {
			first = err
		}
	}
	if err := c.db.Close(); err != nil && first == nil {
		first = err
	}
	if first == nil {
		return nil
	}
	return databaseError(c.path, first)
}

// stmt is a prepared statement that keeps its argument list.
type stmt struct {
	s    *sqlite3.SQLiteStmt
	args []driver.NamedValue
}

// query runs the statement and calls each after every row that it has read into row.
func (s *stmt) query(row []driver.Value, each func(), args ...driver.Value) error {
	s.args = s.args[:0]
	for i, a := range args {
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	// A query binds and steps in one call into C, also for statements that write; Exec would take one call an argument.
	rows, err := s.s.QueryContext(context.Background(), s.args)
	if err != nil {
		return err
	}
	defer rows.Close()
	for {
		err := rows.Next(row)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if each != nil {
			each()
		}
	}
}

// exec runs a statement that has no rows.
func (s *stmt) exec(args ...driver.Value) error { return s.query(nil, nil, args...) }
