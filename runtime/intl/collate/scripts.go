package collate

import (
	"slices"

	"golang.org/x/text/collate"
)

// hasWeights is false for languages that have an order of their own for which there are no weights, or old ones.
func hasWeights(language string) bool {
	return language != "et" && language != "lv" && language != "uz"
}

// hasOwnSearch tells whether a language searches by other rules than it sorts by, beyond those for Arabic letters that all have.
func hasOwnSearch(language string) bool {
	switch language {
	case "ar", "be", "cs", "de", "et", "fa", "fi", "hu", "kk", "ky", "lt", "lv", "pl", "sk", "sl", "sr", "uk", "vi":
		return true
	}
	return false
}

// A group is a range of primary weights that moves as one: a script.
type group struct {
	start int // its first primary weight
	place int // where it goes among the groups
}

// root is the order of scripts in the root of CLDR: for each that is moved somewhere, or follows one that is, its first character.
func root() []struct{ script, first string } {
	return []struct{ script, first string }{
		{"Latn", "a"}, {"Grek", "α"}, {"Copt", "ⲁ"}, {"Cyrl", "а"}, {"Glag", "ⰰ"}, {"Geor", "ა"}, {"Armn", "ա"}, {"Hebr", "א"},
		{"Phnx", "𐤀"}, {"Arab", "ء"}, {"Syrc", "ܐ"}, {"Deva", "ॐ"}, {"Beng", "অ"}, {"Thai", "ก"}, {"Laoo", "ກ"}, {"Hang", "ᄀ"},
		{"Kana", "ぁ"}, {"Bopo", "ㄅ"}, {"Yiii", "ꀀ"}, {"Hani", "㐀"},
	}
}

// Han characters without weights of their own have the first of these and what follows, those that a language orders have the second.
const (
	implicitHan = 0x14000
	orderedHan  = 0x160000
)

// scriptsFirst says which scripts a locale puts before all others.
func scriptsFirst(language, data string) []string {
	switch language {
	case "ar", "fa":
		return []string{"Arab"}
	case "be", "bg", "kk", "ky", "ru", "uk":
		return []string{"Cyrl"}
	case "sr":
		if len(data) > 6 && data[:7] == "sr-Latn" {
			return []string{"Latn", "Cyrl"}
		}
		return []string{"Cyrl"}
	case "az", "hr":
		return []string{"Latn", "Cyrl"}
	case "el":
		return []string{"Grek"}
	case "he":
		return []string{"Hebr"}
	case "hi":
		return []string{"Deva"}
	case "hy":
		return []string{"Armn"}
	case "ja":
		return []string{"Latn", "Kana", "Hani"}
	case "ka":
		return []string{"Geor"}
	case "ko":
		return []string{"Hang", "Hani"}
	case "th":
		return []string{"Thai"}
	case "zh":
		if len(data) > 6 && data[:7] == "zh-Hant" {
			return []string{"Hani", "Bopo"}
		}
		return []string{"Hani"}
	}
	return nil
}

// order lists the groups by their first weight, with the places that they have in a locale: what is no script first, then the scripts of
// the locale, then all others. Nil says that weights are in order as they are.
func (c *Collator) order(language, data string) []group {
	first := scriptsFirst(language, data)
	if first == nil {
		return nil
	}
	place := func(script string) int {
		if i := slices.Index(first, script); i >= 0 {
			return 2 * (i + 1)
		}
		return 2 * (len(first) + 1)
	}
	var buffer collate.Buffer
	var out []group
	for _, r := range root() {
		if r.script == "Hani" {
			// What the language orders comes before other Han characters.
			out = append(out, group{implicitHan, place("Hani") + 1}, group{orderedHan, place("Hani")})
			break
		}
		key := c.weights.KeyFromString(&buffer, r.first)
		out = append(out, group{int(key[0])<<8 | int(key[1]), place(r.script)})
	}
	return out
}

// rank is a primary weight in the order of the locale.
func rank(scripts []group, primary int) int {
	place := 0
	for _, g := range scripts {
		if primary < g.start {
			break
		}
		place = g.place
	}
	return place<<24 | primary
}
