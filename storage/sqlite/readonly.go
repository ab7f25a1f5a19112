package sqlite

import (
	"context"
	"os"
	"sync"

	"voxemu/storage"
)

// Reader is a database opened for reading only, next to the process that owns it. Each request sees what has been committed
// by then; Put and Remove are refused with [storage.CodeReadOnly].
type Reader struct {
	mu   sync.Mutex
	conn *conn // nil once closed
}

var _ storage.Store = (*Reader)(nil)

// OpenReadOnly opens a database for reading. One that isn't there is an error with [storage.CodeMissing].
func OpenReadOnly(path string) (*Reader, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case absent(err):
		return nil, &storage.Error{Code: storage.CodeMissing, Message: "there is no database " + path, Hint: "check the path after --storage"}
	case err != nil:
		return nil, fileError(path, "open database", err)
	case !info.Mode().IsRegular():
		return nil, notDatabase(path, nil)
	}
	c, err := dial(path, uri(path, "ro"))
	if err != nil {
		return nil, err
	}
	if err := c.prepareReader(); err != nil {
		_ = c.close()
		return nil, databaseError(path, err)
	}
	return &Reader{conn: c}, nil
}

// prepareReader prepares the statements that read, unless the database is empty yet.
func (c *conn) prepareReader() error {
	version, err := c.number("PRAGMA user_version")
	if err != nil || version == 0 {
		return err
	}
	return c.prepareReads()
}

// Do carries out one request; done is called before it returns.
func (r *Reader) Do(op storage.Op, done func(storage.Result)) { done(r.do(op)) }

func (r *Reader) do(op storage.Op) storage.Result {
	op, err := op.Normalize()
	if err != nil {
		return storage.Result{Err: err}
	}
	if op.Kind == storage.Put || op.Kind == storage.Remove {
		return storage.Result{Err: &storage.Error{Code: storage.CodeReadOnly, Message: "the storage is open for reading only"}}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.conn == nil {
		return storage.Result{Err: storage.ClosedError()}
	}
	if r.conn.get == nil {
		return storage.Result{} // the database is empty
	}
	var result storage.Result
	if op.Kind == storage.Keys {
		result.Keys, err = r.conn.listKeys(op)
	} else {
		var found record
		found, err = r.conn.find(id{op.App, op.Key})
		result = found.answer(op)
	}
	if err != nil {
		return storage.Result{Err: databaseError(r.conn.path, err)}
	}
	return result
}

// Latest returns the latest time at which the database was written to, as of now.
func (r *Reader) Latest(context.Context) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.conn == nil {
		return 0, storage.ClosedError()
	}
	if r.conn.get == nil {
		return 0, nil
	}
	latest, err := r.conn.number(latestQuery)
	if err != nil {
		return 0, databaseError(r.conn.path, err)
	}
	return latest, nil
}

// Close closes the database.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.conn == nil {
		return nil
	}
	c := r.conn
	r.conn = nil
	return c.close()
}
