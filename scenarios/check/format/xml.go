package format

import (
	"bufio"
	"encoding/xml"
	"strings"
	"unicode"
)

// writeXML writes a document with its header.
func writeXML(b *bufio.Writer, root any) error {
	b.WriteString(xml.Header)
	e := xml.NewEncoder(b)
	e.Indent("", "  ")
	if err := e.Encode(root); err != nil {
		return err
	}
	return b.WriteByte('\n')
}

// writable replaces the characters that XML has no way to write, and those that would move the cursor of who reads it.
func writable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xfffe || r == 0xffff {
			return unicode.ReplacementChar
		}
		return r
	}, readable(s))
}
