// Package finding is what a check has found: where, how bad, why, and the change that would mend it.
package finding

import (
	"cmp"
	"slices"
	"strings"

	"voxemu/runtime/diag"
)

// Severity says how sure and how bad a finding is. The zero value is [Off].
type Severity uint8

// The severities, mildest first.
const (
	Off     Severity = iota // not reported
	Note                    // worth knowing; nothing need be wrong
	Warning                 // likely wrong in the cloud
	Error                   // surely fails in the cloud
)

// String returns the severity in lower case.
func (s Severity) String() string {
	names := [...]string{"off", "note", "warning", "error"}
	if int(s) >= len(names) {
		s = 0
	}
	return names[s]
}

// ParseSeverity reads what String returns.
func ParseSeverity(text string) (Severity, bool) {
	for s := Off; s <= Error; s++ {
		if s.String() == text {
			return s, true
		}
	}
	return Off, false
}

// Finding is one thing that a rule has to say about one place.
type Finding struct {
	// Code is that of the rule, such as "VX1202"; Rule is its name, such as "unknown-member".
	Code, Rule string
	Severity   Severity
	// Message says what is wrong with what, in one line without a full stop.
	Message string
	// Hint offers one thing to do. It may be empty.
	Hint string
	// Pos is where it is; without a line it is about the file as a whole.
	Pos diag.Pos
	// End is the place behind the last character; Line 0 if it isn't known.
	End diag.Pos
	// Source is the text of the file, for the code frame. It may be empty.
	Source string
	// Fix is a change that mends it; nil if none is safe.
	Fix *Fix
}

// Fix is a change that mends a finding.
type Fix struct {
	// Title says what the change does: "replace OnHangup by Disconnected".
	Title string
	// Edits are the changes of the finding's file, in order; they don't overlap.
	Edits []Edit
}

// Edit replaces the bytes from Start to End of a file's text. Nothing is replaced where both are equal.
type Edit struct {
	Start, End int
	Text       string
}

// Problem returns the finding as problems are shown to people.
func (f *Finding) Problem() *diag.Problem {
	severity := diag.Note
	switch f.Severity {
	case Error:
		severity = diag.Error
	case Warning:
		severity = diag.Warning
	}
	return &diag.Problem{Code: f.Code, Message: f.Message, Hint: f.Hint, Pos: f.Pos, Source: f.Source, Severity: severity, Exit: diag.ExitFailed}
}

// Sort orders findings by file, place, code and message, and leaves out what is said twice.
func Sort(list []Finding) []Finding {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column),
			strings.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(list, func(a, b Finding) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Message == b.Message
	})
}
