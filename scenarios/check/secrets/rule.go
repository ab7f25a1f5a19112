package secrets

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"voxemu/third_party/gitleaks"
)

// rule is a rule that is ready to be used.
type rule struct {
	gitleaks.Rule
	rank  int // the lower one is right where two rules find the same
	regex func() *regexp.Regexp
	near  func() *regexp.Regexp // what has to be close by; may give nil
	allow []allow
}

// allow says what is no secret.
type allow struct {
	gitleaks.Allow
	regex func() *regexp.Regexp // may give nil
}

// The reach of a rule around what it has found.
const (
	nearby  = 400  // for what has to be close by, in bytes
	longest = 8192 // a match without a bound of its own is looked for in so many bytes first
)

func newRule(r gitleaks.Rule, near string, rank int, common []allow) rule {
	out := rule{Rule: r, rank: rank, regex: lazy(r.Regex), near: lazy(near), allow: common}
	for _, a := range r.Allow {
		out.allow = append(out.allow[:len(out.allow):len(out.allow)], newAllow(a))
	}
	return out
}

func newAllow(a gitleaks.Allow) allow {
	text := ""
	if len(a.Regexes) > 0 {
		text = "(?:" + strings.Join(a.Regexes, ")|(?:") + ")"
	}
	return allow{a, lazy(text)}
}

// lazy compiles an expression when it is needed first; an empty one is nil.
func lazy(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		if text == "" {
			return nil
		}
		return regexp.MustCompile(text)
	})
}

// found is what a rule has found.
type found struct {
	start, end   int
	id, provider string
	rank         int
}

// find applies the rule to the parts of a text where its words are.
func (r *rule) find(text string, at spot) []found {
	var out []found
	for _, p := range at.parts {
		for _, m := range r.regex().FindAllStringSubmatchIndex(text[p.start:p.end], -1) {
			if r.Longest == 0 && (m[0] == 0 && p.start > 0 || m[1] == p.end-p.start && p.end < len(text)) {
				return r.find(text, spot{at.rule, []part{{0, len(text)}}})
			}
			for i := range m {
				if m[i] >= 0 {
					m[i] += p.start
				}
			}
			start, end := r.secret(m)
			if r.isSecret(text, m[0], m[1], start, end) {
				out = append(out, found{start, end, r.ID, r.Provider, r.rank})
			}
		}
	}
	return out
}

// secret is the part of a match that is the secret.
func (r *rule) secret(m []int) (start, end int) {
	if r.Group > 0 {
		return m[2*r.Group], m[2*r.Group+1]
	}
	for i := 2; i < len(m); i += 2 {
		if m[i] < m[i+1] {
			return m[i], m[i+1]
		}
	}
	return m[0], m[1]
}

func (r *rule) isSecret(text string, from, to, start, end int) bool {
	if start < 0 || start == end {
		return false
	}
	secret := text[start:end]
	if r.Entropy > 0 && entropy(secret) <= r.Entropy || isName(secret) || isPlaceholder(secret) {
		return false
	}
	if near := r.near(); near != nil && !near.MatchString(text[max(0, from-nearby):min(len(text), to+nearby)]) {
		return false
	}
	return !slices.ContainsFunc(r.allow, func(a allow) bool { return a.allows(text, from, to, secret) })
}

// allows reports whether what was found, with a match around it, is no secret.
func (a *allow) allows(text string, from, to int, secret string) bool {
	if len(a.Known) > 0 {
		sum := sha256.Sum256([]byte(secret))
		if slices.Contains(a.Known, hex.EncodeToString(sum[:16])) {
			return true
		}
	}
	lower := strings.ToLower(secret)
	if slices.ContainsFunc(a.Words, func(w string) bool { return strings.Contains(lower, w) }) {
		return true
	}
	target := secret
	switch a.Target {
	case "match":
		target = text[from:to]
	case "line":
		target = line(text, from, to)
	}
	regex := a.regex()
	return regex != nil && regex.MatchString(target)
}

// line is the lines that a part of a text is in.
func line(text string, from, to int) string {
	from = strings.LastIndexByte(text[:from], '\n') + 1
	if end := strings.IndexByte(text[to:], '\n'); end >= 0 {
		return text[from : to+end]
	}
	return text[from:]
}

// isName reports whether a text may be a name in code: it has letters, $ and _ only.
func isName(text string) bool {
	for _, c := range []byte(text) {
		if c != '_' && c != '$' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return true
}

// fillers are what placeholders have and keys haven't, but for chance. They are in lower case.
var fillers = []string{
	"your", "example", "placeholder", "xxxxx", "changeme", "change_me", "replace", "insert", "dummy", "sample", "secret_here", "token_here", "key_here", "process.env",
	"00000000", "11111111", "12345678", "aaaaaaaa", "abcdefgh", "deadbeef",
}

// gaps are what no key has, not even by chance.
var gaps = []string{"...", "***", "<", "${", "…"}

// isPlaceholder reports whether a text stands for a secret. In whole key files words come by chance.
func isPlaceholder(secret string) bool {
	lower := strings.ToLower(secret)
	has := func(part string) bool { return strings.Contains(lower, part) }
	return slices.ContainsFunc(gaps, has) || !strings.HasPrefix(secret, "-----") && slices.ContainsFunc(fillers, has)
}

// entropy is how many bits a character of a text carries, by how often its characters come in it (C. Shannon).
func entropy(text string) float64 {
	count := map[rune]int{}
	total := 0
	for _, c := range text {
		count[c]++
		total++
	}
	var all []int
	for _, n := range count {
		all = append(all, n)
	}
	slices.Sort(all) // so that the sum is the same each time
	bits := 0.0
	for _, n := range all {
		share := float64(n) / float64(total)
		bits -= share * math.Log2(share)
	}
	return bits
}
