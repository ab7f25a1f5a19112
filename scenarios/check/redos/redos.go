// Package redos finds regular expressions of JavaScript that take very long on some inputs.
//
// A backtracking matcher tries all ways in which a pattern can read an input before it gives up. The pattern is made into an NFA, in
// which those ways are counted (A. Weber, H. Seidl: On the degree of ambiguity of finite automata; N. Weideman and others: Analyzing
// matching time behavior of backtracking regular expression matchers by using ambiguity of NFA). Where some word leads from a
// state back to it in two ways, the time doubles with each such word; where a word is one round of several loops in a row, it grows
// with a power of the input's length.
//
// Both are only suspicions: what comes behind may always match, or a lookaround or a reference, which the NFA doesn't know, may
// forbid the input. So each is tried: package pattern matches inputs of growing length and counts its steps. What doesn't
// grow as foretold is not reported.
//
// What is reported: exponential growth; and growth with the third power or more that makes an input of 10,000 characters take
// seconds. Squares are not: /\s+$/ is one of many useful ones, and takes 0.2 s for 10,000 spaces before something else.
package redos

import (
	"iter"
	"math"
	"slices"
	"unicode/utf16"

	"voxemu/runtime/pattern"
)

// What is looked at.
const (
	maxLength   = 8192 // of a pattern, in code units
	maxChains   = 4    // of a pattern
	maxSuffixes = 4    // for a prefix and a pump
	maxPaired   = 24   // letters that suffixes of two are made of
)

// Slow is why a pattern can take long.
type Slow struct {
	// Exponent is the power of the input's length with which the time of a match grows, 3 or more; 0 if it grows exponentially.
	Exponent int
	// Start and End are the part of the pattern that is to blame: offsets in bytes.
	Start, End int
	// An input that the pattern is slow with is Prefix, Pump as often as one likes, and Suffix.
	Prefix, Pump, Suffix string
	// Length is how long that input is when a match takes seconds, about, in UTF-16 code units.
	Length int
}

// Find tells whether a pattern is slow with some input. It says nothing of patterns that are wrong, and of those that are too large to
// be looked at: more than 300 characters, with repetitions written out.
func Find(source, flags string) (why Slow, ok bool) {
	f, err := pattern.ParseFlags(flags)
	text := utf16.Encode([]rune(source))
	if err != nil || len(text) > maxLength {
		return Slow{}, false
	}
	tree, err := pattern.Parse(text, f)
	if err != nil || !suspicious(tree) {
		return Slow{}, false
	}
	s := suspect{source: text, tree: tree, flags: f}
	if why, ok = s.find(); ok {
		why.Start, why.End = len(string(utf16.Decode(text[:why.Start]))), len(string(utf16.Decode(text[:why.End])))
	}
	return why, ok
}

// parts goes through a part and all that are in it, inner ones first.
func parts(p *pattern.Part) iter.Seq[*pattern.Part] {
	return func(yield func(*pattern.Part) bool) { each(p, yield) }
}

func each(p *pattern.Part, yield func(*pattern.Part) bool) bool {
	for _, part := range p.Parts {
		if !each(part, yield) {
			return false
		}
	}
	return yield(p)
}

// suspicious reports whether a pattern has a repetition without end of more than one character, or two of such repetitions: others
// take the square of the input's length at most.
func suspicious(p *pattern.Part) bool {
	n := 0
	for part := range parts(p) {
		if isLoop(part) {
			n++
			if n == 2 || part.Parts[0].Kind != pattern.Atom {
				return true
			}
		}
	}
	return false
}

func isLoop(p *pattern.Part) bool { return p.Kind == pattern.Repeat && p.Max == pattern.Endless }

// suspect is a pattern under suspicion.
type suspect struct {
	source   []uint16
	tree     *pattern.Part
	flags    pattern.Flags
	alphabet *alphabet
	whole    *automaton
	gauge    *gauge // made for the first measure
}

func (s *suspect) find() (Slow, bool) {
	var ok bool
	if s.alphabet, ok = newAlphabet(s.tree, s.flags); !ok {
		return Slow{}, false
	}
	if s.whole, ok = newAutomaton(s.alphabet, s.tree, s.flags, s.flags&pattern.Sticky == 0); !ok {
		return Slow{}, false
	}
	for part := range parts(s.tree) {
		if isLoop(part) && part.Parts[0].Kind != pattern.Atom {
			if why, ok := s.exponential(part); ok {
				return why, true
			}
		}
	}
	return s.polynomial()
}

// exponential looks for a word that one loop can read in two ways.
func (s *suspect) exponential(loop *pattern.Part) (Slow, bool) {
	a, ok := newAutomaton(s.alphabet, loop, s.flags, false)
	if !ok {
		return Slow{}, false
	}
	for _, p := range a.doubles() {
		prefix := s.whole.path(start, func(t int) bool { return s.whole.part[t] == a.part[p.state] })
		for _, at := range s.attacks(prefix, p.word, false) {
			if length, ok := s.measure().doubles(at); ok {
				return Slow{0, loop.Start, loop.End, at.prefix, at.pump, at.suffix, length}, true
			}
		}
	}
	return Slow{}, false
}

// polynomial looks for a word that is a round of three loops in a row or more. Skipping what is before a match is one of them.
func (s *suspect) polynomial() (Slow, bool) {
	for i, c := range s.whole.chains(3) {
		if i == maxChains {
			break
		}
		prefix := s.whole.path(start, func(t int) bool { return t == c.loops[0] })
		if c.loops[0] == search {
			prefix = nil
		}
		for _, at := range s.attacks(prefix, c.word, true) {
			exponent, length, ok := s.measure().grows(at)
			if !ok {
				continue
			}
			first, last := s.blame(c.loops)
			return Slow{int(math.Round(exponent)), first, last, at.prefix, at.pump, at.suffix, length}, true
		}
	}
	return Slow{}, false
}

// blame is the text from the first to the last of some loops, with the whole of each part that it cuts.
func (s *suspect) blame(states []int) (first, last int) {
	first = len(s.source)
	for _, state := range states {
		atom := s.whole.part[state]
		for p := range parts(s.tree) { // inner ones first
			if atom != nil && isLoop(p) && p.Start <= atom.Start && atom.End <= p.End {
				first, last = min(first, p.Start), max(last, p.End)
				break
			}
		}
	}
	for p := range parts(s.tree) {
		cut := p.Start < first && first < p.End && p.End < last || first < p.Start && p.Start < last && last < p.End
		if cut && p.Kind != pattern.Sequence {
			first, last = min(first, p.Start), max(last, p.End)
		}
	}
	return first, last
}

func (s *suspect) measure() *gauge {
	if s.gauge == nil {
		program, err := pattern.Compile(s.source, s.flags)
		if err != nil {
			panic(err) // its tree is there
		}
		s.gauge = newGauge(program)
	}
	return s.gauge
}

// attacks are inputs with a prefix and a pump and what may keep the pattern from matching, the most likely ones first. Searching says
// that it must not match further on either.
func (s *suspect) attacks(prefix, word []int, searching bool) []attack {
	a := s.whole
	live := []int{start}
	for _, letter := range slices.Concat(prefix, word, word, word) {
		live = a.step(live, letter, searching)
	}
	at := attack{prefix: s.alphabet.text(prefix), pump: s.alphabet.text(word)}
	type ranked struct {
		attack
		rank int
	}
	all := []ranked{{at, a.rank(live)}}
	for letter, char := range s.alphabet.char {
		at.suffix = string(char)
		all = append(all, ranked{at, a.rank(a.step(live, letter, searching))})
	}
	less := func(x, y ranked) int { return x.rank - y.rank }
	slices.SortStableFunc(all, less)
	if all[0].rank > len(a.out) && len(s.alphabet.char) <= maxPaired {
		for first, char := range s.alphabet.char {
			after := a.step(live, first, searching)
			for second, more := range s.alphabet.char {
				at.suffix = string(char) + string(more)
				all = append(all, ranked{at, a.rank(a.step(after, second, searching))})
			}
		}
		slices.SortStableFunc(all, less)
	}
	var out []attack
	for _, r := range all[:min(len(all), maxSuffixes)] {
		out = append(out, r.attack)
	}
	return out
}

// rank says how little is to be expected from an input that leads to some states and ends: the fewer of them the better, and it should
// not match. It may, though: another alternative is only tried when the slow one has failed.
func (a *automaton) rank(states []int) int {
	n := len(states)
	for _, s := range states {
		if a.ends[s] || a.endsLast[s] {
			return n + len(a.out)
		}
	}
	return n
}

// step reads a letter. Without searching nothing is skipped before the match.
func (a *automaton) step(from []int, letter int, searching bool) []int {
	var out []int
	for _, s := range a.read(from, []int{letter}) {
		if s != search || searching {
			out = append(out, s)
		}
	}
	return out
}
