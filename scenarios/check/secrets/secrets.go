// Package secrets finds keys of known providers in source text: by the rules of gitleaks, and by our own for what people who write
// scenarios use and gitleaks lacks.
//
// A rule is a regular expression and the words without which it can't match. All words are looked for in one pass; only around
// those that are there is the expression of the rule tried, which is compiled then.
//
// Precision comes first. What has too little entropy, is on a list of examples, has a word of placeholders such as "your", or has
// letters only as names in code do, is no secret.
package secrets

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Secret is a key in a text.
type Secret struct {
	// Start and End are where it is, in bytes.
	Start, End int
	// Provider is who issues such keys; empty for private keys as such.
	Provider string
	// Rule is the id of the rule that has found it.
	Rule string
	// Masked is the first four characters and an ellipsis: what may be shown.
	Masked string
}

// Find returns the secrets of a text in their order. They don't overlap.
func Find(text string) []Secret {
	var all []found
	known := rulebook()
	for _, c := range known.spots(text) {
		all = append(all, known.rules[c.rule].find(text, c)...)
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(a.rank-b.rank, (b.end-b.start)-(a.end-a.start), a.start-b.start)
	})
	var out []Secret // in order, so that only two can overlap a new one
	for _, f := range all {
		i, _ := slices.BinarySearchFunc(out, f.start, func(s Secret, at int) int { return s.Start - at })
		if i < len(out) && out[i].Start < f.end || i > 0 && out[i-1].End > f.start {
			continue
		}
		out = slices.Insert(out, i, Secret{f.start, f.end, f.provider, f.id, masked(text[f.start:f.end])})
	}
	return out
}

// masked is the first four characters of a secret and an ellipsis.
func masked(secret string) string {
	end := 0
	for range 4 {
		_, size := utf8.DecodeRuneInString(secret[end:])
		end += size
	}
	return secret[:end] + "…"
}
