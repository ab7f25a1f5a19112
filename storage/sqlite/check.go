package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"voxemu/storage"
)

// header is what an SQLite file begins with (https://sqlite.org/fileformat2.html, section 1.3).
const header = "SQLite format 3\x00"

// headerSize is the length of the database header in bytes.
const headerSize = 100

// Check tells whether a store can be opened at path, without changing anything: a session can be refused before it begins. A
// file that isn't there is fine if it can be made. Errors are [*storage.Error] with a hint: the path is a folder or some other
// file, a database of another program, damaged, not accessible, or in use by another process.
func Check(path string) error {
	if path == Memory {
		return nil
	}
	path, err := resolve(path)
	if err != nil {
		return err
	}
	return check(path)
}

// resolve returns the absolute path of the file itself: the lock must not depend on the name by which it was reached.
func resolve(path string) (string, error) {
	if path == "" {
		return "", &storage.Error{Code: storage.CodeNotDatabase, Message: "the path of the database is empty"}
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fileError(path, "find database", err)
	}
	if real, err := filepath.EvalSymlinks(absolute); err == nil {
		return real, nil
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(absolute)); err == nil {
		return filepath.Join(folder, filepath.Base(absolute)), nil
	}
	return absolute, nil
}

func check(path string) error {
	info, err := os.Stat(path)
	if absent(err) {
		return checkFolder(path, filepath.Dir(path))
	}
	if err != nil {
		return fileError(path, "open database", err)
	}
	if !info.Mode().IsRegular() {
		what := "a special file"
		if info.IsDir() {
			what = "a folder"
		}
		return &storage.Error{
			Code:    storage.CodeNotDatabase,
			Message: fmt.Sprintf("%s is %s, not a database", path, what),
			Hint:    "give --storage the path of a file",
		}
	}
	// Before the file is touched: closing it here would drop the locks of a connection of this same process.
	if pid, held := owner(path); held {
		return inUse(path, pid)
	}
	if err := checkFile(path, info.Size()); err != nil {
		return err
	}
	return checkFolder(path, filepath.Dir(path))
}

// checkFolder makes sure that files can be made in dir, or in the nearest folder above it that there is.
func checkFolder(path, dir string) error {
	info, err := os.Stat(dir)
	for absent(err) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
		info, err = os.Stat(dir)
	}
	if err == nil && !info.IsDir() {
		return &storage.Error{
			Code:    storage.CodeNotDatabase,
			Message: fmt.Sprintf("database %s: %s is not a folder", path, dir),
			Hint:    "choose another file with --storage",
		}
	}
	if err == nil {
		err = writable(dir)
	}
	if err != nil {
		return fileError(path, "make files beside database", err)
	}
	return nil
}

// absent reports whether a path leads nowhere, be it that one of its folders is a file.
func absent(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) }

// checkFile looks at a regular file: that it can be read and written, and what its header says.
func checkFile(path string, size int64) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fileError(path, "open database", err)
	}
	defer f.Close()
	if size == 0 {
		return nil
	}
	head := make([]byte, headerSize)
	switch n, err := io.ReadFull(f, head); {
	case err == nil:
	case errors.Is(err, io.ErrUnexpectedEOF) && string(head[:min(n, len(header))]) == header[:min(n, len(header))]:
		return corrupt(path, errors.New("it was cut off"))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return notDatabase(path, nil)
	default:
		return fileError(path, "read database", err)
	}
	if string(head[:len(header)]) != header {
		return notDatabase(path, nil)
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil // the log has the say over what follows; opening the database reads it
	}
	return checkHeader(path, head, size)
}

// checkHeader judges the fields of the header of a database that was closed properly.
func checkHeader(path string, head []byte, size int64) error {
	field := func(at int) int64 { return int64(binary.BigEndian.Uint32(head[at:])) }
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	// The size in pages counts only if it was written together with the change counter.
	if pages := field(28); field(24) == field(92) && size < pages*page {
		return corrupt(path, fmt.Errorf("it was cut off after %d of %d bytes", size, pages*page))
	}
	version, app := field(60), field(68)
	if app == 0 && version == 0 && size <= page {
		return nil // nothing but a header: a start that was interrupted
	}
	return identityError(path, app, version)
}
