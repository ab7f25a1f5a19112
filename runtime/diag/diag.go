// Package diag is how voxemu tells people that something is wrong: what, where, why, and what to do.
package diag

// Problem is one thing that is wrong, as it is shown to a person. It is an error.
type Problem struct {
	// Code is stable, such as "VX1001". It may be empty.
	Code string
	// Message says what is wrong with what, in one line without a full stop.
	Message string
	// Pos is the place in the user's file, if one is to blame.
	Pos Pos
	// Source is the text of that file, for the code frame. It may be empty.
	Source string
	// Hint offers one thing to do. It may be empty.
	Hint string
	// Stack are the user's frames, innermost first.
	Stack []Frame
	// Severity says whether this is an error, as by default, a warning or a note.
	Severity Severity
	// Exit is the exit code this problem asks for; 0 stands for [ExitUsage].
	Exit int
	// Err is the cause, for errors.Is and errors.As. It may be nil and is not shown.
	Err error
}

// Severity says how bad a problem is.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // something cannot go on, or is wrong
	Warning                 // a doubt: the run goes on
	Note                    // worth knowing; nothing need be wrong
)

// String returns "error", "warning" or "note".
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return "error"
}

// Pos is a place in a file. Line and Column count from 1; 0 means unknown. Column counts characters: Unicode
// code points, as editors do.
type Pos struct {
	File         string
	Line, Column int
}

// Frame is one line of a stack. Either field may be empty.
type Frame struct {
	Func string
	Pos  Pos
}

// The exit codes of voxemu.
const (
	ExitOK          = 0   // fine
	ExitFailed      = 1   // the scenario, a test or a check failed
	ExitUsage       = 2   // wrong use, or unreadable input
	ExitInternal    = 3   // our own failure
	ExitInterrupted = 130 // interrupted by the user
)

// Error returns the message with its place.
func (p *Problem) Error() string {
	if p.Pos.File == "" {
		return p.Message
	}
	return p.Pos.String() + ": " + p.Message
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }
