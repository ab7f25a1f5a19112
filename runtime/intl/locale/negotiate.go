package locale

import (
	"slices"
	"strings"

	"voxemu/third_party/cldr"
)

// Default is the locale of a script that asks for none, and of one that asks only for what nobody knows.
const Default = "en-US"

// Support tells how much is known of a locale.
type Support int

// What there is for a locale.
const (
	// Unknown: neither ICU 73 nor voxemu has it; the default locale takes its place.
	Unknown Support = iota
	// Missing: ICU 73 has it and voxemu has not, so there is no right answer.
	Missing
	// Known: voxemu has it.
	Known
)

// Supported tells whether there is data for a tag or for one of those it falls back to.
func Supported(tag Tag) Support {
	if _, ok := bestAvailable(tag.Base()); ok {
		return Known
	}
	if cldr.KnownLocales().Others[tag.Language] {
		return Missing
	}
	return Unknown
}

// bestAvailable is the longest known prefix of a tag without extensions: the abstract operation BestAvailableLocale.
func bestAvailable(name string) (string, bool) {
	known := cldr.KnownLocales().Data
	for {
		if _, ok := known[name]; ok {
			return name, true
		}
		i := strings.LastIndexByte(name, '-')
		if i < 0 {
			return "", false
		}
		name = name[:i]
		if len(name) > 1 && name[len(name)-2] == '-' {
			name = name[:len(name)-2]
		}
	}
}

// A Key is a key of the Unicode extension that a service looks at.
type Key struct {
	// Name is the key: "nu".
	Name string
	// Option is the value that the options ask for, "" for none. It overrides the tag's.
	Option string
	// Allowed lists the values that a locale has, its default first; data is the name of the locale's CLDR data. A value that is
	// not allowed is ignored. The error is passed on.
	Allowed func(data string) ([]string, error)
}

// A Resolved is the locale that a service works with.
type Resolved struct {
	// Name is what resolvedOptions shows: the known locale with those keys of the request's extension that took effect.
	Name string
	// Data is the CLDR locale that has the data: "de" for de-DE, "zh-Hant" for zh-TW.
	Data string
	// Values are the values of the keys.
	Values map[string]string
}

// Language is the language of the data.
func (r Resolved) Language() string {
	language, _, _ := strings.Cut(r.Data, "-")
	return language
}

// Resolve finds the first requested locale that there is data for: the abstract operation ResolveLocale. Both matchers of ECMA-402
// look up, as in SpiderMonkey. A locale that only ICU has, before one that is known, is an *UnsupportedError.
func Resolve(requested []Tag, keys ...Key) (Resolved, error) {
	name, request, err := lookup(requested)
	if err != nil {
		return Resolved{}, err
	}
	out := Resolved{Data: cldr.KnownLocales().Data[name], Values: map[string]string{}}
	var kept []Keyword
	for _, key := range keys {
		allowed, err := key.Allowed(out.Data)
		if err != nil {
			return Resolved{}, err
		}
		value, keep := settle(request, key, allowed)
		if key.Name == "nu" {
			if err := checkNumbering(out.Data, value); err != nil {
				return Resolved{}, err
			}
		}
		out.Values[key.Name] = value
		if keep != nil {
			kept = append(kept, *keep)
		}
	}
	slices.SortFunc(kept, func(a, b Keyword) int { return strings.Compare(a.Key, b.Key) })
	out.Name = name
	if len(kept) > 0 {
		out.Name += "-u" + Tag{Keywords: kept}.unicode()
	}
	return out, nil
}

// settle decides the value of a key, and whether the keyword of the tag stays in the name of the locale.
func settle(request Tag, key Key, allowed []string) (string, *Keyword) {
	value := ""
	if len(allowed) > 0 {
		value = allowed[0]
	}
	var keep *Keyword
	if wanted, ok := request.Keyword(key.Name); ok {
		name := wanted
		if name == "" {
			name = "true"
		}
		if slices.Contains(allowed, name) {
			value = name
			keep = &Keyword{key.Name, wanted}
		}
	}
	if option := key.Option; option != "" {
		if option = CanonicalType(key.Name, option); option == "" {
			option = "true"
		}
		if option != value && slices.Contains(allowed, option) {
			return option, nil
		}
	}
	return value, keep
}

// lookup is the first known locale of a list of requests, with the request that led to it.
func lookup(requested []Tag) (string, Tag, error) {
	for _, tag := range requested {
		if name, ok := bestAvailable(tag.Base()); ok {
			return name, tag, nil
		}
		if cldr.KnownLocales().Others[tag.Language] {
			return "", Tag{}, &UnsupportedError{Kind: "locale", Name: tag.String()}
		}
	}
	return Default, Tag{}, nil
}

// SupportedOf is what supportedLocalesOf returns: those of the requested tags that need not fall back to the default. A tag that only
// ICU has is an *UnsupportedError.
func SupportedOf(requested []Tag) ([]string, error) {
	out := []string{}
	for _, tag := range requested {
		switch Supported(tag) {
		case Known:
			out = append(out, tag.String())
		case Missing:
			return nil, &UnsupportedError{Kind: "locale", Name: tag.String()}
		}
	}
	return out, nil
}
