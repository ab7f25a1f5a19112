package main

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// study works out what lets a rule be applied to parts of a text only.
func (r *rule) study() error {
	tree, err := syntax.Parse(r.Regex, syntax.Perl)
	if err != nil {
		return err
	}
	folded, exact := words{lower: r.Keywords}, words{lower: r.Keywords, exact: true}
	r.Far = !folded.in(tree)
	if exact.in(tree) {
		slices.Sort(exact.found)
		r.Exact = slices.Compact(exact.found)
	}
	r.Longest = max(longest(tree), 0)
	r.Run = row(tree)
	return nil
}

// words are texts in lower case, one of which is looked for in all that an expression matches: as they are written there, or in
// lower case.
type words struct {
	lower []string
	exact bool
	found []string // as they are written
}

// in reports whether each match surely has one of the words.
func (w *words) in(n *syntax.Regexp) bool {
	if all := w.texts(n); all != nil {
		return !slices.ContainsFunc(all, func(text string) bool { return !w.inText(text) })
	}
	switch n.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return w.in(n.Sub[0])
	case syntax.OpRepeat:
		return n.Min > 0 && w.in(n.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(n.Sub, func(sub *syntax.Regexp) bool { return !w.in(sub) })
	case syntax.OpConcat:
		for i := range n.Sub {
			if w.in(n.Sub[i]) {
				return true
			}
			for j := i + 2; j <= len(n.Sub); j++ {
				row := &syntax.Regexp{Op: syntax.OpConcat, Sub: n.Sub[i:j]}
				if w.texts(row) == nil {
					break
				}
				if w.in(row) {
					return true
				}
			}
		}
	}
	return false
}

func (w *words) inText(text string) bool {
	for _, word := range w.lower {
		if at := strings.Index(strings.ToLower(text), word); at >= 0 {
			w.found = append(w.found, text[at:at+len(word)])
			return true
		}
	}
	return false
}

// most is how many texts are looked at.
const most = 64

// texts returns all texts that an expression matches, or nil if there are many, or if upper and lower case are equal and that counts.
func (w *words) texts(n *syntax.Regexp) []string {
	switch n.Op {
	case syntax.OpLiteral:
		if w.exact && n.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(n.Rune)}
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return []string{""}
	case syntax.OpCapture:
		return w.texts(n.Sub[0])
	case syntax.OpCharClass:
		var out []string
		for i := 0; i < len(n.Rune); i += 2 {
			for c := n.Rune[i]; c <= n.Rune[i+1]; c++ {
				if len(out) == most {
					return nil
				}
				out = append(out, string(c))
			}
		}
		return out
	case syntax.OpAlternate:
		var out []string
		for _, sub := range n.Sub {
			more := w.texts(sub)
			if more == nil || len(out)+len(more) > most {
				return nil
			}
			out = append(out, more...)
		}
		return out
	case syntax.OpQuest:
		if some := w.texts(n.Sub[0]); some != nil {
			return append([]string{""}, some...)
		}
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range n.Sub {
			out = product(out, w.texts(sub))
		}
		return out
	}
	return nil
}

// product is each text of a before each of b; nil if one of both is nil, or there would be too many.
func product(a, b []string) []string {
	if a == nil || b == nil || len(a)*len(b) > most {
		return nil
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

// longest is how many bytes a match has at most, or -1 if there is no bound.
func longest(n *syntax.Regexp) int {
	switch n.Op {
	case syntax.OpLiteral:
		return 4 * len(n.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 4
	case syntax.OpStar, syntax.OpPlus:
		return -1
	case syntax.OpRepeat:
		if sub := longest(n.Sub[0]); sub >= 0 && n.Max >= 0 {
			return sub * n.Max
		}
		return -1
	}
	total, widest := 0, 0
	for _, sub := range n.Sub {
		size := longest(sub)
		if size < 0 {
			return -1
		}
		total, widest = total+size, max(widest, size)
	}
	if n.Op == syntax.OpAlternate {
		return widest
	}
	return total
}

// row is the length of a row of characters that each match has.
func row(n *syntax.Regexp) int {
	switch n.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return row(n.Sub[0])
	case syntax.OpRepeat:
		switch {
		case n.Min > 0 && n.Sub[0].Op == syntax.OpCharClass && plain(n.Sub[0]):
			return n.Min
		case n.Min > 0:
			return row(n.Sub[0])
		}
	case syntax.OpConcat:
		best := 0
		for _, sub := range n.Sub {
			best = max(best, row(sub))
		}
		return best
	case syntax.OpAlternate:
		best := row(n.Sub[0])
		for _, sub := range n.Sub {
			best = min(best, row(sub))
		}
		return best
	}
	return 0
}

// plain reports whether a class has only letters and digits of ASCII and _ - + / =. The two others that are equal to k and s don't count.
func plain(class *syntax.Regexp) bool {
	for i := 0; i < len(class.Rune); i += 2 {
		for c := class.Rune[i]; c <= class.Rune[i+1]; c++ {
			ok := c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) || strings.ContainsRune("_-+/=", c) || c == 0x17f || c == 0x212a
			if !ok {
				return false
			}
		}
	}
	return true
}
