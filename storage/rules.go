package storage

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// The limits (behaviour page, sections 2 and 7.1). Lengths count UTF-16 units, as String.length does in JavaScript: most
// emoji count two.
const (
	MaxKey       = 200       // units; a key has at least one
	MaxValue     = 2000      // units
	DefaultTTL   = 2_592_000 // seconds: 30 days, where a put gives none
	MaxTTL       = 7_776_000 // seconds: 90 days, to which longer lifetimes are lowered
	DefaultCount = 1000      // keys that one Keys lists
)

// CheckKey returns an error with [CodeKey] unless key has 1 to [MaxKey] UTF-16 units, or [CodeText] if it is not UTF-8. That
// such a request is refused is assumed (behaviour page, section 7.1).
func CheckKey(key string) error {
	if key == "" {
		return &Error{Code: CodeKey, Message: "the key is empty"}
	}
	return checkText("key", CodeKey, key, MaxKey)
}

// CheckValue returns an error with [CodeValue] if value has more than [MaxValue] UTF-16 units, or [CodeText] if it is not
// UTF-8 (behaviour page, section 7.1).
func CheckValue(value string) error { return checkText("value", CodeValue, value, MaxValue) }

func checkText(what string, code Code, s string, limit int) error {
	if n := units(s, limit); n > limit {
		return &Error{Code: code, Message: fmt.Sprintf("the %s is %d characters long, the limit is %d", what, n, limit)}
	}
	if !utf8.ValidString(s) {
		return &Error{Code: CodeText, Message: "the " + what + " is not valid text"}
	}
	return nil
}

// units returns how many UTF-16 units s has, or something up to limit without counting where bytes alone show it.
func units(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// Lifetime turns the ttl of a put, in seconds, into what [Op] takes: a fraction is cut off, more than [MaxTTL] is lowered to it.
// A negative ttl or NaN is an error with [CodeTTL] (behaviour page, section 7.1; all but the lowering is assumed there).
func Lifetime(seconds float64) (int64, error) {
	switch {
	case math.IsNaN(seconds):
		return 0, &Error{Code: CodeTTL, Message: "the ttl is not a number"}
	case seconds < 0:
		return 0, &Error{Code: CodeTTL, Message: fmt.Sprintf("the ttl is %v seconds, it can't be negative", seconds)}
	}
	return int64(min(seconds, MaxTTL)), nil
}

// Namespace returns the part of key before the first colon, or all of it. It is what the pattern of Keys has to equal
// (behaviour page, section 7.1: a contradiction is resolved there against a prefix match).
func Namespace(key string) string {
	namespace, _, _ := strings.Cut(key, ":")
	return namespace
}

// Normalize checks a request against the rules and returns it with defaults filled in. Each driver begins with it.
func (op Op) Normalize() (Op, error) {
	switch op.Kind {
	case Put:
		if err := CheckValue(op.Value); err != nil {
			return op, err
		}
		ttl, err := Lifetime(float64(op.TTL))
		if err != nil {
			return op, err
		}
		op.TTL = ttl
		return op, CheckKey(op.Key)
	case Get, Remove:
		return op, CheckKey(op.Key)
	case Keys:
		if op.Count <= 0 {
			op.Count = DefaultCount
		}
		return op, checkText("pattern", CodeText, op.Pattern, math.MaxInt)
	}
	return op, &Error{Code: CodeKind, Message: fmt.Sprintf("no storage request has the number %d", op.Kind)}
}

// Expiry is the moment, in milliseconds since the Unix epoch, from which on a pair is gone. Drivers keep it to the
// millisecond, so that a pair lives for exactly its ttl; scripts see whole seconds.
type Expiry int64

// Expiry returns when what a Put stores will be gone.
func (op Op) Expiry() Expiry { return Expiry(op.Now + op.TTL*1000) }

// Passed reports whether the pair is gone at now, in milliseconds since the Unix epoch.
func (e Expiry) Passed(now int64) bool { return now >= int64(e) }

// Seconds returns the expiry as scripts see it, in seconds since the Unix epoch, rounded down (the unit is assumed: behaviour page, section 7.1).
func (e Expiry) Seconds() int64 { return int64(e) / 1000 }
