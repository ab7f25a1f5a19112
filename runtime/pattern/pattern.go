// Package pattern is the regular expressions of ECMAScript 2022 (ECMA-262, section 22.2, and annex B.1.2), with the indices that
// flag d asks for and the property escapes of Unicode 15.
//
// [Compile] turns a pattern into a [Program], or says with SpiderMonkey's words why it can't. A [Machine] runs programs over
// UTF-16, by backtracking as the standard prescribes it, without recursion; it lets its owner interrupt a match that takes long.
// [Check] finds the early errors of a literal, and [NeedsHelp] tells whether goja's own engine would answer wrongly.
//
//	p, err := pattern.Compile(utf16.Encode([]rune(`(?<year>\d{4})`)), pattern.IgnoreCase)
//	var m pattern.Machine
//	groups, err := m.ASCII(p, "in 2026", 0, false) // 3, 7, 3, 7
//
// The package knows nothing of goja.
package pattern

import (
	"strings"
	"unicode/utf16"
)

// The bounds of a pattern. What a scenario's engine allows depends on its stack; these are beyond what people write.
const (
	// MaxLength is how long a pattern may be, in UTF-16 code units.
	MaxLength = 1 << 20
	// MaxDepth is how deep groups may nest.
	MaxDepth = 5000
	// MaxGroups is how many capturing groups a pattern may have: SpiderMonkey's limit.
	MaxGroups = 1<<15 - 1
)

// Flags is a set of flags.
type Flags uint8

// The flags, in the order in which the property flags lists them.
const (
	HasIndices Flags = 1 << iota // d
	Global                       // g
	IgnoreCase                   // i
	Multiline                    // m
	DotAll                       // s
	Unicode                      // u
	Sticky                       // y
)

// letters are the letters of the flags, from the lowest bit on.
const letters = "dgimsuy"

// ParseFlags reads flags as the second argument of RegExp has them. The error is an [*Error].
func ParseFlags(text string) (Flags, error) {
	var flags Flags
	for _, c := range text {
		i := strings.IndexRune(letters, c)
		if i < 0 || flags&(1<<i) != 0 {
			return 0, &Error{Class: "SyntaxError", Message: "invalid regular expression flag " + string(c)}
		}
		flags |= 1 << i
	}
	return flags, nil
}

// String returns the letters in their order.
func (f Flags) String() string {
	var out []byte
	for i := range letters {
		if f&(1<<i) != 0 {
			out = append(out, letters[i])
		}
	}
	return string(out)
}

// Error is why a pattern can't be compiled or run.
type Error struct {
	// Class is the class of the JavaScript error: SyntaxError or InternalError.
	Class string
	// Message is SpiderMonkey's text.
	Message string
}

// Error returns the class and the message.
func (e *Error) Error() string { return e.Class + ": " + e.Message }

// tooMuch is the error for what SpiderMonkey's stack would not hold.
func tooMuch() *Error { return &Error{Class: "InternalError", Message: "too much recursion"} }

// Name is a named group.
type Name struct {
	Name  string
	Index int // of the group, from 1
}

// Program is a compiled pattern. It is immutable and may be shared by goroutines.
type Program struct {
	// Flags are those it was compiled with.
	Flags Flags
	// Groups is the number of groups, the whole match included.
	Groups int
	// Names are the named groups in the order of the pattern.
	Names []Name

	code  []inst
	sets  []*class
	slots int    // captures and registers
	first *class // the code units that a match can begin with; nil if it can be empty or anything
}

// Compile compiles a pattern. The error is an [*Error].
func Compile(source []uint16, flags Flags) (*Program, error) {
	tree, p, err := parse(source, flags)
	if err != nil {
		return nil, err
	}
	return assemble(tree, p), nil
}

// Check returns the early error of a literal, or nil: an [*Error] with the text that SpiderMonkey reports.
func Check(source, flags string) error {
	f, err := ParseFlags(flags)
	if err != nil {
		return err
	}
	_, _, err = parse(utf16.Encode([]rune(source)), f)
	return err
}
