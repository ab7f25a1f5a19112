package phonenumber

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// pluses begin an international number.
const pluses = "+＋"

// What stands between the digits of numbers: dashes, blanks, slashes, brackets, full stops, tildes and x, for digits of
// carriers.
const punctuation = `\-x\x{2010}-\x{2015}\x{2212}\x{30FC}\x{FF0D}-\x{FF0F} \x{00A0}\x{00AD}\x{200B}\x{2060}\x{3000}` +
	`()\x{FF08}\x{FF09}\x{FF3B}\x{FF3D}.\[\]/~\x{2053}\x{223C}\x{FF5E}`

// The ways to write an extension, each with the most digits it may have. The longer the label, the surer it is one.
const (
	blanks = `[ \x{00A0}\t,]*`
	after  = `[:.\x{FF0E}]?[ \x{00A0}\t,-]*`

	extension = `;ext=\p{Nd}{1,20}` +
		`|` + blanks + `(?:e?xt(?:ensi(?:o\x{0301}?|ó))?n?|ｅ?ｘｔｎ?|доб|anexo)` + after + `\p{Nd}{1,20}#?` +
		`|` + blanks + `(?:[xｘ#＃~～]|int|ｉｎｔ)` + after + `\p{Nd}{1,9}#?` +
		`|[- ]+\p{Nd}{1,6}#` +
		`|[ \x{00A0}\t]*(?:,,|;)` + after + `\p{Nd}{1,15}#?` +
		`|[ \x{00A0}\t]*,+` + after + `\p{Nd}{1,9}#?`
)

var shape = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:\p{Nd}{2}|[` + pluses + `]*(?:[` + punctuation + `*]*\p{Nd}){3,}[` + punctuation +
		`*a-zA-Z\p{Nd}]*(?:` + extension + `)?)$`)
})

var atEnd = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(?:` + extension + `)$`) })

// viable reports whether a text looks like a number: two digits, or three and more with what may stand between and behind them.
func viable(written string) bool { return shape().MatchString(written) }

// withoutExtension takes an extension off the end.
func withoutExtension(written string) string {
	if at := atEnd().FindStringIndex(written); at != nil && viable(written[:at[0]]) {
		return written[:at[0]]
	}
	return written
}

const context = ";phone-context="

var contextShape = sync.OnceValue(func() *regexp.Regexp {
	const visual, label = `[-.()]?`, `[0-9A-Za-z](?:[-0-9A-Za-z]*[0-9A-Za-z])?`
	return regexp.MustCompile(`^(?:\+(?:\p{Nd}|` + visual + `)*\p{Nd}(?:\p{Nd}|` + visual + `)*|(?:` + label + `\.)*[A-Za-z](?:[-0-9A-Za-z]*[0-9A-Za-z])?\.?)$`)
})

// extract returns the part of a text that may be a number: behind tel:, or from the first digit or plus on, without what cannot
// belong to it.
func extract(text string) (string, error) {
	before, behind, found := strings.Cut(text, context)
	if !found {
		return cutSubaddress(candidate(text)), nil
	}
	where, _, _ := strings.Cut(behind, ";")
	if !contextShape().MatchString(where) {
		return "", ErrNotANumber
	}
	if before == "" {
		return cutSubaddress(candidate(text)), nil
	}
	if _, rest, ok := strings.Cut(before, "tel:"); ok {
		before = rest
	}
	if where[0] == '+' {
		before = where + before
	}
	return cutSubaddress(before), nil
}

func candidate(text string) string {
	start := strings.IndexFunc(text, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(pluses, r) })
	if start < 0 {
		return ""
	}
	text = strings.TrimRightFunc(text[start:], func(r rune) bool { return !unicode.IsNumber(r) && !unicode.IsLetter(r) && r != '#' })
	// A second number, or extension, behind a slash.
	if at := compiled(`[\\/] *x`).FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	return text
}

// cutSubaddress takes off what only the far end's exchange reads (RFC 3966).
func cutSubaddress(text string) string {
	if at := strings.Index(text, ";isub="); at > 0 {
		return text[:at]
	}
	return text
}
