package telephony

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// FarEnd is what the far end of an address does.
type FarEnd struct {
	// Offline makes calls fail with 480.
	Offline bool
	// DisplayName is given with the answer.
	DisplayName string
	// Script is what it does; the zero Script is as in [Options].
	Script Script
	// Party, if not nil, makes the party of a call instead of Script.
	Party func(*Line) Party
}

// FarEnds are far ends by dialled address.
type FarEnds struct {
	exact map[string]FarEnd
	globs []glob // in the order they were added
}

type glob struct {
	pattern string
	end     FarEnd
}

// Add adds a far end. The pattern is a phone number, with or without "+"; "user:NAME"; a SIP URI, with or without "sip:"; or
// "conference:ID". A "*" stands for any characters. An exact address comes before patterns with "*", and of those the
// first that fits counts. The same pattern twice is an error.
func (f *FarEnds) Add(pattern string, end FarEnd) error {
	p := Canonical(pattern)
	if p == "" {
		return fmt.Errorf("far end %q: an address is missing", pattern)
	}
	if strings.Contains(p, "*") {
		for _, g := range f.globs {
			if g.pattern == p {
				return fmt.Errorf("far end %q: listed twice", pattern)
			}
		}
		f.globs = append(f.globs, glob{p, end})
		return nil
	}
	if _, twice := f.exact[p]; twice {
		return fmt.Errorf("far end %q: listed twice", pattern)
	}
	if f.exact == nil {
		f.exact = make(map[string]FarEnd)
	}
	f.exact[p] = end
	return nil
}

// Clone returns far ends that can be changed without changing these. A nil receiver has none.
func (f *FarEnds) Clone() *FarEnds {
	if f == nil {
		return new(FarEnds)
	}
	return &FarEnds{maps.Clone(f.exact), slices.Clone(f.globs)}
}

// Set adds a far end, or replaces the one of the same pattern: for those whose mind changes between calls. Of the patterns with "*"
// the one that was set last comes first.
func (f *FarEnds) Set(pattern string, end FarEnd) error {
	p := Canonical(pattern)
	if _, ok := f.exact[p]; ok {
		f.exact[p] = end
		return nil
	}
	if !strings.Contains(p, "*") {
		return f.Add(pattern, end)
	}
	f.globs = slices.DeleteFunc(f.globs, func(g glob) bool { return g.pattern == p })
	f.globs = slices.Insert(f.globs, 0, glob{p, end})
	return nil
}

// Find returns the far end of an address, which is written like a pattern.
func (f *FarEnds) Find(address string) (FarEnd, bool) {
	if f == nil {
		return FarEnd{}, false
	}
	a := Canonical(address)
	if end, ok := f.exact[a]; ok {
		return end, true
	}
	bare := withoutPort(a)
	if end, ok := f.exact[bare]; ok {
		return end, true
	}
	for _, g := range f.globs {
		if Matches(g.pattern, a) || Matches(g.pattern, bare) {
			return g.end, true
		}
	}
	return FarEnd{}, false
}

// Canonical brings the ways to write an address to one: no "+", no URI parameters, "sip:" before what has an "@".
func Canonical(address string) string {
	a := strings.TrimSpace(address)
	if strings.HasPrefix(a, "user:") || strings.HasPrefix(a, "conference:") {
		return a
	}
	if rest, ok := strings.CutPrefix(a, "sips:"); ok {
		a = "sip:" + rest
	}
	if strings.Contains(a, "@") && !strings.HasPrefix(a, "sip:") {
		a = "sip:" + a
	}
	if strings.HasPrefix(a, "sip:") {
		a, _, _ = strings.Cut(a, ";")
		return a
	}
	return strings.TrimPrefix(a, "+")
}

// withoutPort cuts the port off a SIP address.
func withoutPort(a string) string {
	if !strings.HasPrefix(a, "sip:") {
		return a
	}
	host := strings.LastIndexByte(a, '@') + 1
	if host == 0 {
		host = len("sip:")
	}
	if i := strings.LastIndexByte(a, ':'); i > host && i > strings.LastIndexByte(a, ']') {
		return a[:i]
	}
	return a
}

// Matches reports whether s fits a pattern in which "*" stands for any characters. It looks back to the last star only, as that
// is always enough.
func Matches(pattern, s string) bool {
	p, i, star, from := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && pattern[p] == s[i]:
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// addressOf is how the network writes what was dialled.
func addressOf(k Kind, to string) string {
	switch k {
	case User:
		return "user:" + to
	case Conference:
		return "conference:" + to
	case SIP:
		if !strings.HasPrefix(to, "sip:") && !strings.HasPrefix(to, "sips:") {
			return "sip:" + to
		}
	}
	return to
}

// dialable reports whether a far end can have this address at all (behaviour page, section 4.3; the length of numbers is
// assumed).
func dialable(k Kind, to string) bool {
	switch k {
	case PSTN, WAB:
		number := strings.TrimPrefix(to, "+")
		return len(number) >= 2 && len(number) <= 15 && strings.Trim(number, "0123456789") == ""
	case SIP:
		to = strings.TrimPrefix(strings.TrimPrefix(to, "sips:"), "sip:")
	}
	return to != "" && !strings.ContainsAny(to, " \t\r\n")
}
