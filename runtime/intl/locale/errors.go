package locale

import (
	"fmt"
	"slices"
)

// A RangeError is a value that the ECMAScript specification refuses with a RangeError. Its text is the one SpiderMonkey has.
type RangeError struct {
	Message string
}

// Error returns the message.
func (e *RangeError) Error() string { return e.Message }

// A TypeError is what the ECMAScript specification refuses with a TypeError.
type TypeError struct {
	Message string
}

// Error returns the message.
func (e *TypeError) Error() string { return e.Message }

// An UnsupportedError is something that ICU 73 does and voxemu does not: a locale, a collation, a calendar. It is no fault of the
// script; falling back to something else would give a result that the cloud does not give.
type UnsupportedError struct {
	// Kind says what it is: "locale", "collation".
	Kind string
	// Name is what was asked for.
	Name string
}

// Error says what is missing.
func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("%s %q is not emulated yet: the cloud knows it, voxemu has no data for it", e.Kind, e.Name)
}

// Empty stands for an option that a script gives as the empty string, which no option allows; "" in an options struct means that
// nothing was given.
const Empty = "\x00"

// InvalidOption is the error for a string option with a value that is not allowed.
func InvalidOption(option, value string) error {
	if value == Empty {
		value = ""
	}
	return &RangeError{fmt.Sprintf("invalid value \"%s\" for option %s", value, option)}
}

// Choose checks a string option: an empty value stands for the default, the first of allowed. It returns the value that holds.
func Choose(option, value string, allowed ...string) (string, error) {
	if value == "" {
		return allowed[0], nil
	}
	if slices.Contains(allowed, value) {
		return value, nil
	}
	return "", InvalidOption(option, value)
}
