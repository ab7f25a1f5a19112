package secrets

import (
	"slices"
	"strings"
	"sync"

	"voxemu/third_party/gitleaks"
)

// book is all rules and their keywords.
type book struct {
	rules    []rule
	keywords []string
	of       [][]int // the rules of a keyword
	words    *words
}

// rulebook returns our own rules and those of gitleaks.
var rulebook = sync.OnceValue(func() *book {
	b := &book{}
	from := gitleaks.Load()
	var common []allow
	for _, a := range from.Allow {
		common = append(common, newAllow(a))
	}
	for _, o := range own() {
		b.add(newRule(o.Rule, o.near, 0, common))
	}
	for _, r := range from.Rules {
		b.add(newRule(r, "", 1, common))
	}
	b.words = newWords(b.keywords)
	return b
})

func (b *book) add(r rule) {
	b.rules = append(b.rules, r)
	for _, k := range r.Keywords {
		i := slices.Index(b.keywords, k)
		if i < 0 {
			i = len(b.keywords)
			b.keywords = append(b.keywords, k)
			b.of = append(b.of, nil)
		}
		b.of[i] = append(b.of[i], len(b.rules)-1)
	}
}

// spot is where a rule may match.
type spot struct {
	rule  int
	parts []part
}

// part is a part of a text.
type part struct{ start, end int }

// spots returns the rules that may match, in their order, with where.
func (b *book) spots(text string) []spot {
	parts := make([][]part, len(b.rules))
	long := runs(text)
	b.words.each(text, func(word, end int) {
		start := end - len(b.keywords[word])
		for _, i := range b.of[word] {
			r := &b.rules[i]
			if len(r.Exact) > 0 && !slices.Contains(r.Exact, text[start:end]) {
				continue
			}
			p := part{max(0, start-r.Longest), min(len(text), end+r.Longest)}
			switch {
			case r.Far:
				p = part{0, len(text)}
			case r.Longest == 0:
				p = part{max(0, start-longest), min(len(text), end+longest)}
			}
			if r.Run < minRun || meets(long, p, r.Run) {
				parts[i] = appendPart(parts[i], p)
			}
		}
	})
	var out []spot
	for i, p := range parts {
		if len(p) > 0 {
			out = append(out, spot{i, p})
		}
	}
	return out
}

// appendPart adds a part that ends behind the others, and joins it with the last one if they meet.
func appendPart(list []part, p part) []part {
	if n := len(list); n > 0 && p.start <= list[n-1].end {
		list[n-1].end = max(list[n-1].end, p.end)
		list[n-1].start = min(list[n-1].start, p.start)
		return list
	}
	return append(list, p)
}

// minRun is the least length of a run that is looked for: longer than most names.
const minRun = 16

// isRun has the bytes of runs: letters, digits and _ - + / =.
var isRun = sync.OnceValue(func() (set [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=") {
		set[c] = true
	}
	return set
})

// runs returns the long runs of letters, digits and _ - + / = in a text. Names of functions are among them; rows of dashes are not.
func runs(text string) []part {
	set := isRun()
	row := func(text string) bool { return strings.Trim(text, "_-+/=") == "" }
	var out []part
	start := -1
	for i := range len(text) + 1 {
		if i < len(text) && set[text[i]] {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start >= minRun && !row(text[start:i]) {
			out = append(out, part{start, i})
		}
		start = -1
	}
	return out
}

// meets reports whether one of the runs that a part has some of is long enough.
func meets(runs []part, p part, least int) bool {
	i, _ := slices.BinarySearchFunc(runs, p.start, func(r part, at int) int { return r.end - at })
	for ; i < len(runs) && runs[i].start < p.end; i++ {
		if runs[i].end-runs[i].start >= least {
			return true
		}
	}
	return false
}
