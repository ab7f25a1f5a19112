// Package collate orders text the way a locale does: Intl.Collator and String.prototype.localeCompare. The weights are those of
// golang.org/x/text/collate, which are of CLDR 23; what came later and matters is added here: the order of scripts, case first, numbers
// of any length, and ignoring punctuation. Characters that are newer than Unicode 6.2 sort after all others.
//
//	c, err := collate.New([]locale.Tag{sv}, collate.Options{})
//	c.Compare("z", "å") // -1
package collate

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"voxemu/runtime/intl/locale"
)

// Options are those of the constructor Intl.Collator by their names in ECMA-402; "" is an option that was not given.
type Options struct {
	Usage       string // sort, search
	Sensitivity string // variant, accent, case, base
	CaseFirst   string // false, upper, lower
	Collation   string
	// Numeric is "true", "false", or "" for not given; see IgnorePunctuation.
	Numeric string
	// IgnorePunctuation is false or not given otherwise, which are the same but in Thai, where ICU always ignores it.
	IgnorePunctuation bool
}

// Resolved is what resolvedOptions shows.
type Resolved struct {
	Locale, Usage, Sensitivity, Collation, CaseFirst string
	Numeric, IgnorePunctuation                       bool
}

// A Collator is an Intl.Collator. It is not safe for several goroutines.
type Collator struct {
	resolved          Resolved
	weights           *collate.Collator
	buffer            collate.Buffer
	scripts           []group
	ignorePunctuation bool
	cyrillic          string // the letters with marks that are letters of their own
	backwards         bool   // accents are compared from the end of the word
	a, b              weights
}

// New makes a collator for the first of the requested locales that is known. Errors are *locale.RangeError and, for a locale or a
// collation that only ICU has, *locale.UnsupportedError.
func New(requested []locale.Tag, options Options) (*Collator, error) {
	c := &Collator{}
	r := &c.resolved
	var err error
	if r.Usage, err = locale.Choose("usage", options.Usage, "sort", "search"); err != nil {
		return nil, err
	}
	collation, err := locale.TypeOption("collation", options.Collation)
	if err != nil {
		return nil, err
	}
	if options.CaseFirst != "" {
		if _, err := locale.Choose("caseFirst", options.CaseFirst, "upper", "lower", "false"); err != nil {
			return nil, err
		}
	}
	if r.Sensitivity, err = locale.Choose("sensitivity", options.Sensitivity, "variant", "accent", "case", "base"); err != nil {
		return nil, err
	}
	found, err := locale.Resolve(requested,
		locale.Key{Name: "co", Option: collation, Allowed: collations},
		locale.Key{Name: "kn", Option: options.Numeric, Allowed: func(string) ([]string, error) { return []string{"false", "true"}, nil }},
		locale.Key{Name: "kf", Option: options.CaseFirst, Allowed: caseOrders})
	if err != nil {
		return nil, err
	}
	r.Locale, r.Collation = found.Name, found.Values["co"]
	r.Numeric, r.CaseFirst, r.IgnorePunctuation = found.Values["kn"] == "true", found.Values["kf"], options.IgnorePunctuation
	return c, c.load(found)
}

// load gets the weights of a locale.
func (c *Collator) load(found locale.Resolved) error {
	name := found.Data
	if c.resolved.Collation == "phonebk" {
		name += "-u-co-phonebk"
	} else if c.resolved.Collation != "default" {
		return &locale.UnsupportedError{Kind: "collation", Name: c.resolved.Collation}
	}
	lang := found.Language()
	if !hasWeights(lang) {
		return &locale.UnsupportedError{Kind: "collation of the locale", Name: found.Name}
	}
	if c.resolved.Usage == "search" && hasOwnSearch(lang) {
		return &locale.UnsupportedError{Kind: "search collation of the locale", Name: found.Name}
	}
	switch {
	case c.resolved.Usage == "search" && scriptsFirst(lang, found.Data) != nil && lang != "az" && lang != "hr":
		// The order for searching is that of the root.
		lang, name = "und", "und"
	case lang == "ky":
		name = "kk"
	case lang == "nb" || lang == "no":
		name = "nn" // the same order; the weights of the others are incomplete
	}
	c.weights = collate.New(language.Make(name))
	c.ignorePunctuation = c.resolved.IgnorePunctuation || lang == "th"
	c.backwards = found.Data == "fr-CA"
	c.cyrillic = cyrillicLetters(lang)
	c.scripts = c.order(lang, found.Data)
	return nil
}

// collations lists the collations of a locale that ICU has, its default first. Those that are not "default" or "phonebk" are refused
// by load.
func collations(data string) ([]string, error) {
	out := []string{"default", "emoji", "eor"}
	language, _, _ := strings.Cut(data, "-")
	switch language {
	case "ar":
		out = append(out, "compat")
	case "de":
		out = append(out, "phonebk")
	case "es", "fi", "sv", "vi":
		out = append(out, "trad")
	case "ja":
		out = append(out, "unihan")
	case "ko":
		out = append(out, "searchjl", "unihan")
	case "zh":
		out = append(out, "unihan", "zhuyin")
		if strings.HasPrefix(data, "zh-Hant") {
			return append(out, "pinyin"), nil
		}
		return append(out, "stroke"), nil
	}
	return out, nil
}

// caseOrders lists the values of the key "kf", the default of a locale first.
func caseOrders(data string) ([]string, error) {
	if data == "da" || strings.HasPrefix(data, "da-") {
		return []string{"upper", "lower", "false"}, nil
	}
	return []string{"false", "lower", "upper"}, nil
}

// Resolved is what resolvedOptions shows.
func (c *Collator) Resolved() Resolved { return c.resolved }

// Compare is negative if a comes before b, positive if it comes after b, and 0 if they are the same for the sensitivity.
func (c *Collator) Compare(a, b string) int {
	if a == b {
		return 0
	}
	a, b = c.prepare(a), c.prepare(b)
	if by := c.primary(a, b); by != 0 {
		return by
	}
	switch c.resolved.Sensitivity {
	case "base":
		return 0
	case "case":
		return slices.Compare(c.cases(a), c.cases(b))
	}
	if !slices.Equal(c.a.primary, c.b.primary) {
		return strings.Compare(a, b) // the same letters only for a search; the plain one comes first
	}
	if c.backwards {
		slices.Reverse(c.a.secondary)
		slices.Reverse(c.b.secondary)
	}
	if by := slices.Compare(c.a.secondary, c.b.secondary); by != 0 || c.resolved.Sensitivity == "accent" {
		return by
	}
	if c.resolved.CaseFirst != "false" {
		if by := slices.Compare(c.cases(a), c.cases(b)); by != 0 {
			return by
		}
	}
	return slices.Compare(c.a.tertiary, c.b.tertiary)
}

// primary compares letters, and leaves the weights of both texts for further levels.
func (c *Collator) primary(a, b string) int {
	by := 0
	if c.resolved.Usage == "search" {
		c.read(&c.a, folded(a))
		c.read(&c.b, folded(b))
		by = slices.Compare(c.a.primary, c.b.primary)
	}
	c.read(&c.a, a)
	c.read(&c.b, b)
	if c.resolved.Usage == "search" {
		return by
	}
	return slices.Compare(c.a.primary, c.b.primary)
}
