package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	sqlite3 "github.com/mattn/go-sqlite3"

	"voxemu/storage"
)

// databaseError turns what SQLite says into an error of the store. Errors that are one already stay as they are.
func databaseError(path string, err error) error {
	if _, ok := errors.AsType[*storage.Error](err); ok {
		return err
	}
	out := &storage.Error{Code: storage.CodeIO, Message: "database " + path, Err: err}
	e, ok := errors.AsType[sqlite3.Error](err)
	if !ok {
		return out
	}
	switch {
	case e.Code == sqlite3.ErrFull, e.SystemErrno == syscall.ENOSPC:
		out.Code = storage.CodeFull
		out.Message = fmt.Sprintf("database %s can't grow, there is no space left", path)
		out.Hint = "free some space; what was stored before is kept"
	case e.Code == sqlite3.ErrNotADB:
		return notDatabase(path, err)
	case e.Code == sqlite3.ErrCorrupt:
		return corrupt(path, err)
	case e.Code == sqlite3.ErrBusy, e.Code == sqlite3.ErrLocked:
		out.Code = storage.CodeInUse
		out.Message = fmt.Sprintf("database %s is locked by another program", path)
		out.Hint = "close the program that has the file open"
	case e.Code == sqlite3.ErrReadonly, e.Code == sqlite3.ErrPerm, e.SystemErrno == syscall.EACCES, e.SystemErrno == syscall.EPERM:
		out.Code = storage.CodeDenied
		out.Message = fmt.Sprintf("database %s: no permission", path)
		out.Hint = "check who may write the file and its folder"
	}
	return out
}

// fileError turns an error of the file system into an error of the store. what says what was tried, such as "read database".
func fileError(path, what string, err error) error {
	code, hint := storage.CodeIO, ""
	switch {
	case errors.Is(err, fs.ErrPermission):
		code, hint = storage.CodeDenied, "check who may read and write the file and its folder"
	case errors.Is(err, syscall.ENOSPC):
		code, hint = storage.CodeFull, "free some space"
	}
	return &storage.Error{Code: code, Message: what + " " + path, Hint: hint, Err: err}
}

func notDatabase(path string, err error) error {
	return &storage.Error{
		Code:    storage.CodeNotDatabase,
		Message: path + " is not an SQLite database",
		Hint:    "choose another file with --storage",
		Err:     err,
	}
}

func corrupt(path string, err error) error {
	return &storage.Error{
		Code:    storage.CodeCorrupt,
		Message: "database " + path + " is damaged",
		Hint:    "restore the file from a copy, or move it away to begin with an empty storage",
		Err:     err,
	}
}
