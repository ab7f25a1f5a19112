package collate

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cyrillicLetters are the Cyrillic letters with a mark that a language takes for letters of their own. The weights have many more, as
// the root of CLDR once had.
func cyrillicLetters(language string) string {
	switch language {
	case "be":
		return "ёЁйЙўЎ"
	case "kk", "ky":
		return "ёЁйЙ"
	case "uk":
		return "їЇйЙ"
	case "sr":
		return ""
	}
	return "йЙ"
}

// splitCyrillic keeps the marks on other Cyrillic letters from being read as one with them. The text is in NFD.
func (c *Collator) splitCyrillic(text string) string {
	if !strings.ContainsFunc(text, isCyrillic) {
		return text
	}
	var b strings.Builder
	previous := rune(0)
	for _, r := range text {
		if isCyrillic(previous) && unicode.Is(unicode.Mn, r) {
			letter := norm.NFC.String(string([]rune{previous, r}))
			if !strings.Contains(c.cyrillic, letter) {
				b.WriteRune(joiner)
			}
		}
		b.WriteRune(r)
		previous = r
	}
	return b.String()
}

func isCyrillic(r rune) bool { return r >= 0x400 && r < 0x530 }
