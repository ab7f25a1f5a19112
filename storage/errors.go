package storage

import "errors"

// Code says what kind of error a store returned. Codes are stable.
type Code string

// The codes: first of requests that break a rule, then of stores that can't serve.
const (
	CodeKey   Code = "key"   // the key is empty or too long
	CodeValue Code = "value" // the value is too long
	CodeTTL   Code = "ttl"   // the lifetime is negative or not a number
	CodeText  Code = "text"  // a key, value or pattern is not valid UTF-8
	CodeKind  Code = "kind"  // no such request

	CodeMissing     Code = "missing"      // there is no database to read
	CodeInUse       Code = "in-use"       // another process owns the database
	CodeNotDatabase Code = "not-database" // the path is a directory or a file of another format
	CodeForeign     Code = "foreign"      // a database of another program
	CodeNewer       Code = "newer"        // a database of a newer voxemu
	CodeCorrupt     Code = "corrupt"      // the database is damaged
	CodeFull        Code = "full"         // no space left
	CodeDenied      Code = "denied"       // no permission
	CodeReadOnly    Code = "read-only"    // a write to a store opened for reading
	CodeClosed      Code = "closed"       // the store has been closed
	CodeIO          Code = "io"           // any other failure of the disk or the database
)

// Error is an error of a store, or of a request to it.
type Error struct {
	Code Code
	// Message says what is wrong with what, in one line.
	Message string
	// Hint offers one thing to do. It may be empty.
	Hint string
	// PID is the process that owns the database, with [CodeInUse]; 0 if unknown.
	PID int
	// Err is the cause. It may be nil.
	Err error
}

// Error returns the message and the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the [*Error] in err's chain; "" if there is none.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// ClosedError returns the error of a request to a closed store.
func ClosedError() *Error { return &Error{Code: CodeClosed, Message: "the storage is closed"} }
