package diag

import (
	"strings"
	"unicode"
)

// Cells returns how many columns of a terminal s takes: two for East Asian wide characters and emoji, none for marks that
// combine with the character before them.
func Cells(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

func cells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 2
	default:
		return 1
	}
}

// wide covers the blocks whose characters Unicode's East Asian Width calls wide or full-width.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f ||
		r >= 0x2e80 && r <= 0xa4cf ||
		r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f ||
		r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 ||
		r >= 0x1f300 && r <= 0x1faff ||
		r >= 0x20000 && r <= 0x3fffd)
}

// Cut returns s, or as much of its beginning as fits into that many columns together with an ellipsis.
func Cut(s string, columns int) string {
	if Cells(s) <= columns {
		return s
	}
	n := 1 // the ellipsis
	for i, r := range s {
		if n += cells(r); n > columns {
			return s[:i] + "…"
		}
	}
	return s
}

// Visible returns s without what could move the cursor or change colours: line ends are written \n, tabs \t, and other
// control characters as their pictures.
func Visible(s string) string {
	if strings.IndexFunc(s, unicode.IsControl) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == 0x7f:
			b.WriteRune('␡')
		case r < 0x20:
			b.WriteRune('␀' + r)
		case unicode.IsControl(r):
			b.WriteRune(unicode.ReplacementChar)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
