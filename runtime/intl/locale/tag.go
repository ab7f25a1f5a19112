// Package locale knows language tags: their syntax and canonical form, which of them there is data for, and how a request is matched
// against those. It follows ECMA-402 as SpiderMonkey has it in Firefox 115, with the data of CLDR 43.
//
//	tag, err := locale.Parse("DE-at-u-nu-latn")
//	tag.String() // "de-AT-u-nu-latn"
package locale

import (
	"fmt"
	"slices"
	"strings"
)

// A Tag is a Unicode BCP 47 locale identifier in canonical form. The zero Tag is no tag; Parse makes them.
type Tag struct {
	// Language is a lower-case language subtag, "und" if the tag says so.
	Language string
	// Script and Region are "" if the tag has none.
	Script, Region string
	// Variants are sorted.
	Variants []string
	// Attributes are those of the Unicode extension, sorted.
	Attributes []string
	// Keywords are those of the Unicode extension, sorted by key. The value "true" is stored as "".
	Keywords []Keyword

	transform string            // the extension "t" without its singleton
	others    map[string]string // further extensions by singleton
	private   string            // what follows "x-"
}

// A Keyword is a key of the Unicode extension with its value: nu and latn.
type Keyword struct {
	Key, Value string
}

// Base is the tag without extensions.
func (t Tag) Base() string {
	parts := []string{t.Language}
	if t.Script != "" {
		parts = append(parts, t.Script)
	}
	if t.Region != "" {
		parts = append(parts, t.Region)
	}
	return strings.Join(append(parts, t.Variants...), "-")
}

// Keyword is the value of a key of the Unicode extension, and whether the tag has the key.
func (t Tag) Keyword(key string) (string, bool) {
	for _, k := range t.Keywords {
		if k.Key == key {
			return k.Value, true
		}
	}
	return "", false
}

// WithKeyword is the tag with a key of the Unicode extension set to a value, which has to be a lower-case type.
func (t Tag) WithKeyword(key, value string) Tag {
	keywords := slices.DeleteFunc(slices.Clone(t.Keywords), func(k Keyword) bool { return k.Key == key })
	keywords = append(keywords, Keyword{key, CanonicalType(key, value)})
	slices.SortFunc(keywords, func(a, b Keyword) int { return strings.Compare(a.Key, b.Key) })
	t.Keywords = keywords
	return t
}

// String is the whole tag.
func (t Tag) String() string {
	var b strings.Builder
	b.WriteString(t.Base())
	singletons := make([]string, 0, len(t.others)+2)
	for s := range t.others {
		singletons = append(singletons, s)
	}
	if t.transform != "" {
		singletons = append(singletons, "t")
	}
	if len(t.Attributes)+len(t.Keywords) > 0 {
		singletons = append(singletons, "u")
	}
	slices.Sort(singletons)
	for _, s := range singletons {
		b.WriteString("-" + s)
		switch s {
		case "t":
			b.WriteString("-" + t.transform)
		case "u":
			b.WriteString(t.unicode())
		default:
			b.WriteString("-" + t.others[s])
		}
	}
	if t.private != "" {
		b.WriteString("-x-" + t.private)
	}
	return b.String()
}

// unicode is the Unicode extension without its singleton, with a hyphen before each part.
func (t Tag) unicode() string {
	var b strings.Builder
	for _, a := range t.Attributes {
		b.WriteString("-" + a)
	}
	for _, k := range t.Keywords {
		b.WriteString("-" + k.Key)
		if k.Value != "" {
			b.WriteString("-" + k.Value)
		}
	}
	return b.String()
}

// Parse reads a tag and brings it into canonical form. The error is a *RangeError.
func Parse(text string) (Tag, error) {
	tag, ok := scan(text)
	if !ok {
		return Tag{}, &RangeError{fmt.Sprintf("invalid language tag: \"%s\"", text)}
	}
	return canonical(tag), nil
}

// Canonicalize is the list that ECMA-402 makes of requested tags: each in canonical form, each once.
func Canonicalize(requested []string) ([]Tag, error) {
	var out []Tag
	seen := map[string]bool{}
	for _, text := range requested {
		tag, err := Parse(text)
		if err != nil {
			return nil, err
		}
		if name := tag.String(); !seen[name] {
			seen[name] = true
			out = append(out, tag)
		}
	}
	return out, nil
}
