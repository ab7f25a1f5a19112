package locale

import (
	"slices"
	"strings"
)

// A scanner walks over the subtags of a tag, all in lower case.
type scanner struct {
	subtags []string
	ok      bool
}

// next takes the next subtag if it fits.
func (s *scanner) next(fits func(string) bool) (string, bool) {
	if len(s.subtags) == 0 || !fits(s.subtags[0]) {
		return "", false
	}
	subtag := s.subtags[0]
	s.subtags = s.subtags[1:]
	return subtag, true
}

// all takes subtags as long as they fit.
func (s *scanner) all(fits func(string) bool) []string {
	var out []string
	for {
		subtag, ok := s.next(fits)
		if !ok {
			return out
		}
		out = append(out, subtag)
	}
}

// scan reads a unicode_locale_id of UTS 35 as ECMA-402 restricts it, and reports whether the text is one. Order and aliases are left
// to canonical.
func scan(text string) (Tag, bool) {
	for _, r := range text {
		if r >= 0x80 {
			return Tag{}, false
		}
	}
	s := &scanner{subtags: strings.Split(strings.ToLower(text), "-"), ok: true}
	tag, ok := s.base()
	if !ok {
		return Tag{}, false
	}
	for s.ok && len(s.subtags) > 0 {
		s.extension(&tag)
	}
	return tag, s.ok
}

// base reads language, script, region and variants.
func (s *scanner) base() (tag Tag, ok bool) {
	if tag.Language, ok = s.next(isLanguage); !ok {
		return tag, false
	}
	if script, ok := s.next(isScript); ok {
		tag.Script = strings.ToUpper(script[:1]) + script[1:]
	}
	if region, ok := s.next(isRegion); ok {
		tag.Region = strings.ToUpper(region)
	}
	tag.Variants = s.all(isVariant)
	slices.Sort(tag.Variants)
	return tag, len(slices.Compact(slices.Clone(tag.Variants))) == len(tag.Variants)
}

// extension reads one extension with its singleton.
func (s *scanner) extension(tag *Tag) {
	singleton, ok := s.next(func(x string) bool { return len(x) == 1 && isAlnum(x) })
	if !ok {
		s.ok = false
		return
	}
	switch singleton {
	case "x":
		rest := s.all(func(x string) bool { return length(x, 1, 8) && isAlnum(x) })
		tag.private = strings.Join(rest, "-")
		s.ok = len(rest) > 0 && len(s.subtags) == 0
	case "u":
		s.ok = len(tag.Attributes)+len(tag.Keywords) == 0 && s.unicode(tag)
	case "t":
		s.ok = tag.transform == "" && s.transform(tag)
	default:
		rest := s.all(func(x string) bool { return length(x, 2, 8) && isAlnum(x) })
		if _, twice := tag.others[singleton]; twice || len(rest) == 0 {
			s.ok = false
			return
		}
		if tag.others == nil {
			tag.others = map[string]string{}
		}
		tag.others[singleton] = strings.Join(rest, "-")
	}
}

// unicode reads what follows the singleton u.
func (s *scanner) unicode(tag *Tag) bool {
	tag.Attributes = s.all(isType)
	for {
		key, ok := s.next(isKey)
		if !ok {
			break
		}
		value := strings.Join(s.all(isType), "-")
		if _, twice := tag.Keyword(key); !twice {
			tag.Keywords = append(tag.Keywords, Keyword{key, value})
		}
	}
	return len(tag.Attributes)+len(tag.Keywords) > 0
}

// transform reads what follows the singleton t: a tag, fields, or both. Fields are sorted here, as it is kept as text.
func (s *scanner) transform(tag *Tag) bool {
	var parts []string
	if len(s.subtags) > 0 && isLanguage(s.subtags[0]) {
		source, ok := s.base()
		if !ok {
			return false
		}
		parts = append(parts, strings.ToLower(canonical(source).Base()))
	}
	var fields []string
	seen := map[string]bool{}
	for {
		key, ok := s.next(isField)
		if !ok {
			break
		}
		value := s.all(isType)
		if len(value) == 0 || seen[key] {
			return false
		}
		seen[key] = true
		fields = append(fields, key+"-"+alias("t-"+key, strings.Join(value, "-")))
	}
	slices.Sort(fields)
	tag.transform = strings.Join(append(parts, fields...), "-")
	return tag.transform != ""
}

func length(s string, min, max int) bool { return len(s) >= min && len(s) <= max }

func isAlpha(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

func isDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func isAlnum(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

func isLanguage(s string) bool { return (length(s, 2, 3) || length(s, 5, 8)) && isAlpha(s) }

func isScript(s string) bool { return len(s) == 4 && isAlpha(s) }

func isRegion(s string) bool { return len(s) == 2 && isAlpha(s) || len(s) == 3 && isDigits(s) }

func isVariant(s string) bool {
	return isAlnum(s) && (length(s, 5, 8) || len(s) == 4 && isDigits(s[:1]))
}

func isType(s string) bool { return length(s, 3, 8) && isAlnum(s) }

func isKey(s string) bool { return len(s) == 2 && isAlnum(s) && isAlpha(s[1:]) }

func isField(s string) bool { return len(s) == 2 && isAlpha(s[:1]) && isDigits(s[1:]) }
