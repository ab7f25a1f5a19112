package cldr

import (
	"strings"
	"sync"
)

// A Table is the data of one locale: flat keys, with dots between their parts, to values. The keys are those of the reducer that
// made the file.
type Table struct {
	own, base map[string]string
}

// Get is the value of a key, or "" if there is none.
func (t Table) Get(key string) string {
	value, _ := t.Lookup(key)
	return value
}

// Lookup is the value of a key, and whether there is one.
func (t Table) Lookup(key string) (string, bool) {
	if value, ok := t.own[key]; ok {
		if value == gone {
			return "", false
		}
		return value, true
	}
	value, ok := t.base[key]
	return value, ok
}

// gone marks a key that the language has and the locale has not. No value holds a line break.
const gone = "\n"

// A library is a folder of data files: the tables of a language by the name of the language, read when they are first asked for.
type library map[string]func() map[string]Table

// newLibrary returns a function that lists a folder the first time it is called.
func newLibrary(folder string) func() library {
	return sync.OnceValue(func() library {
		out := library{}
		for _, language := range languages(folder) {
			out[language] = sync.OnceValue(func() map[string]Table { return parse(text(folder + "/" + language + ".txt")) })
		}
		return out
	})
}

// table is the data of a CLDR locale. One that differs in nothing from its language has the data of that.
func (l library) table(locale string) (Table, bool) {
	language, _, _ := strings.Cut(locale, "-")
	read, ok := l[language]
	if !ok {
		return Table{}, false
	}
	tables := read()
	if table, ok := tables[locale]; ok {
		return table, true
	}
	if _, known := KnownLocales().Data[locale]; !known {
		return Table{}, false
	}
	return tables[language], true
}

// parse reads the text of a data file: see layers in locales.mjs.
func parse(content string) map[string]Table {
	out := map[string]Table{}
	var base, current map[string]string
	for line := range strings.SplitSeq(content, "\n") {
		if locale, ok := strings.CutPrefix(line, "@"); ok {
			if base == nil {
				base = make(map[string]string, strings.Count(content, "\n")/2)
				current = base
				out[locale] = Table{base: base}
				continue
			}
			current = map[string]string{}
			out[locale] = Table{own: current, base: base}
			continue
		}
		if line == "" {
			continue
		}
		key, value, ok := strings.Cut(line, "\t")
		if !ok {
			value = gone
		}
		current[key] = value
	}
	return out
}
