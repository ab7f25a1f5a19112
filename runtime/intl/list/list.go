// Package list joins words the way a locale does: Intl.ListFormat, over the patterns of CLDR 43.
//
//	f, err := list.New([]locale.Tag{es}, list.Options{})
//	f.Format([]string{"padre", "hijo"}) // "padre e hijo"
package list

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"voxemu/runtime/intl/locale"
	"voxemu/third_party/cldr"
)

// Options are those of the constructor Intl.ListFormat by their names in ECMA-402; "" is an option that was not given.
type Options struct {
	Type  string // conjunction, disjunction, unit
	Style string // long, short, narrow
}

// Resolved is what resolvedOptions shows.
type Resolved struct {
	Locale, Type, Style string
}

// A Formatter is an Intl.ListFormat. It does not change once it is made.
type Formatter struct {
	resolved                Resolved
	start, middle, end, two pattern
	other                   func(last string) bool // whether end and two take their other form before a word
	otherEnd, otherTwo      pattern
}

// A Part is a piece of a formatted list; Type is "element" or "literal".
type Part struct {
	Type, Value string
}

// A pattern is the text before, between and after two elements.
type pattern [3]string

func parsePattern(text string) pattern {
	before, rest, _ := strings.Cut(text, "{0}")
	between, after, _ := strings.Cut(rest, "{1}")
	return pattern{before, between, after}
}

// New makes a formatter for the first of the requested locales that is known. Errors are *locale.RangeError and
// *locale.UnsupportedError.
func New(requested []locale.Tag, options Options) (*Formatter, error) {
	found, err := locale.Resolve(requested)
	if err != nil {
		return nil, err
	}
	f := &Formatter{resolved: Resolved{Locale: found.Name}}
	if f.resolved.Type, err = locale.Choose("type", options.Type, "conjunction", "disjunction", "unit"); err != nil {
		return nil, err
	}
	if f.resolved.Style, err = locale.Choose("style", options.Style, "long", "short", "narrow"); err != nil {
		return nil, err
	}
	table, ok := cldr.Phrases(found.Data)
	if !ok {
		return nil, &locale.UnsupportedError{Kind: "locale", Name: found.Name}
	}
	key := "list." + map[string]string{"conjunction": "standard", "disjunction": "or", "unit": "unit"}[f.resolved.Type]
	if f.resolved.Style != "long" {
		key += "-" + f.resolved.Style
	}
	f.start, f.middle = parsePattern(table.Get(key+".start")), parsePattern(table.Get(key+".middle"))
	f.contextual(found.Language(), table.Get(key+".end"), table.Get(key+".2"))
	return f, nil
}

// contextual sets the patterns that may depend on the word after them: in Spanish, y becomes e and o becomes u before the same sound,
// in Hebrew, the letter for "and" takes a hyphen before other scripts. The rules are those of ICU.
func (f *Formatter) contextual(language, end, two string) {
	f.end, f.two = parsePattern(end), parsePattern(two)
	for _, rule := range []struct {
		language, from, to string
		before             func(string) bool
	}{
		{"es", "{0} y {1}", "{0} e {1}", soundsLikeY},
		{"es", "{0} o {1}", "{0} u {1}", soundsLikeO},
		{"he", "{0} \u05d5{1}", "{0} \u05d5-{1}", notHebrew},
	} {
		if rule.language != language || rule.from != end && rule.from != two {
			continue
		}
		f.other, f.otherEnd, f.otherTwo = rule.before, f.end, f.two
		if rule.from == end {
			f.otherEnd = parsePattern(rule.to)
		}
		if rule.from == two {
			f.otherTwo = parsePattern(rule.to)
		}
		return
	}
}

func soundsLikeY(word string) bool {
	word = strings.ToLower(word)
	return strings.HasPrefix(word, "i") ||
		strings.HasPrefix(word, "hi") && !strings.HasPrefix(word, "hia") && !strings.HasPrefix(word, "hie")
}

func soundsLikeO(word string) bool {
	word = strings.ToLower(word)
	return strings.HasPrefix(word, "o") || strings.HasPrefix(word, "ho") || strings.HasPrefix(word, "8") || // "ocho"
		word == "11" || strings.HasPrefix(word, "11 ") // "once"
}

func notHebrew(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return word != "" && !unicode.Is(unicode.Hebrew, r)
}

// Resolved is what resolvedOptions shows.
func (f *Formatter) Resolved() Resolved { return f.resolved }

// Format joins words.
func (f *Formatter) Format(words []string) string {
	var b strings.Builder
	for _, p := range f.Parts(words) {
		b.WriteString(p.Value)
	}
	return b.String()
}

// Parts joins words and keeps them apart from what joins them.
func (f *Formatter) Parts(words []string) []Part {
	if len(words) == 0 {
		return nil
	}
	last := len(words) - 1
	end, two := f.end, f.two
	if f.other != nil && f.other(words[last]) {
		end, two = f.otherEnd, f.otherTwo
	}
	var before []Part // literals before the first word, outermost first
	var out []Part
	for i, word := range words {
		if i == 0 {
			out = append(out, Part{"element", word})
			continue
		}
		p := f.middle
		switch {
		case last == 1:
			p = two
		case i == last:
			p = end
		case i == 1:
			p = f.start
		}
		before = append([]Part{{"literal", p[0]}}, before...)
		out = append(out, Part{"literal", p[1]}, Part{"element", word}, Part{"literal", p[2]})
	}
	return merge(append(before, out...))
}

// merge drops empty literals and joins neighbours.
func merge(parts []Part) []Part {
	out := parts[:0:0]
	for _, p := range parts {
		if p.Type == "literal" {
			if p.Value == "" {
				continue
			}
			if n := len(out); n > 0 && out[n-1].Type == "literal" {
				out[n-1].Value += p.Value
				continue
			}
		}
		out = append(out, p)
	}
	return out
}
