package redos

import "voxemu/runtime/pattern"

// The bounds of an automaton.
const (
	// maxStates is how many characters a pattern may have, those of repetitions counted as often as they come.
	maxStates = 300
	// maxVisits is how many empty moves may be followed.
	maxVisits = 500_000
)

// These two states are in each automaton; the others are the characters of the pattern.
const (
	start  = 0 // nothing has been read
	search = 1 // characters before the match have been read: only with searching
)

// edge is a way to the next character. Many says that there is more than one way.
type edge struct {
	to   int
	many bool
}

// automaton is a pattern as an NFA without empty moves, which keeps how many empty moves there were. Lookbehinds and references
// count as empty, lookaheads as an alternative that leads to nothing, and so it accepts more than the pattern does: what is found
// in it has to be tried.
type automaton struct {
	alphabet *alphabet
	letters  []letters       // what leads into a state
	part     []*pattern.Part // what a state stands for
	out      [][]edge
	ends     []bool // the pattern can match here
	endsLast []bool // it can if nothing follows
}

// move is an empty move, or with state >= 0 the way into a state.
type move struct {
	to    []int
	state int
	guard byte // '^' or '$': what must be true here
	final bool
}

// builder makes an automaton out of a tree, from its end to its beginning.
type builder struct {
	automaton
	flags pattern.Flags
	limit int // how many copies of a repetition are made
	moves []move
	after []int // the move that follows a state
}

// newAlphabet finds the letters of a tree, or reports false if there are too many.
func newAlphabet(tree *pattern.Part, flags pattern.Flags) (*alphabet, bool) {
	highest := rune(0xffff)
	if flags&pattern.Unicode != 0 {
		highest = 0x10ffff
	}
	a := &alphabet{number: map[*pattern.Part]int{}}
	for p := range parts(tree) {
		if p.Kind == pattern.Atom {
			a.number[p] = a.add(p.Set)
		}
	}
	return a, a.settle(highest)
}

// newAutomaton makes the automaton of a tree, with a state for what is skipped in searching if that is asked for. It reports false
// if it would be too large.
func newAutomaton(a *alphabet, tree *pattern.Part, flags pattern.Flags, searching bool) (*automaton, bool) {
	limit := maxStates
	for ; size(tree, limit) > maxStates; limit /= 2 {
		if limit <= 4 {
			return nil, false
		}
	}
	b := builder{flags: flags, limit: limit, automaton: automaton{alphabet: a}}
	b.state(nil, letters{}, 0)
	all := letters{}
	if searching {
		for i := range a.char {
			all.add(i)
		}
	}
	b.state(nil, all, 0)
	first := b.build(tree, b.move(move{state: -1, final: true}))
	b.after[start], b.after[search] = first, first
	b.out = make([][]edge, len(b.after))
	b.ends, b.endsLast = make([]bool, len(b.after)), make([]bool, len(b.after))
	w := walk{builder: &b, seen: make([][2]int8, len(b.moves)), on: make([]bool, len(b.moves)), visits: maxVisits}
	for s := range b.after {
		w.from = s
		clear(w.seen)
		w.visit(b.after[s], 0)
	}
	if w.visits < 0 {
		return nil, false
	}
	if searching {
		b.out[start] = append(b.out[start], edge{to: search})
		b.out[search] = append(b.out[search], edge{to: search})
	}
	return &b.automaton, true
}

// size is how many states a part has, or some number above maxStates.
func size(p *pattern.Part, limit int) int {
	n := 0
	switch {
	case p.Kind == pattern.Atom:
		return 1
	case p.Kind == pattern.Look && p.Behind:
		return 0
	}
	for _, part := range p.Parts {
		n += size(part, limit)
	}
	if p.Kind == pattern.Repeat {
		all, _ := copies(p, limit)
		n = max(n, 1) * all
	}
	return min(n, maxStates+1)
}

// copies is how often the body of a repetition is needed at least, and at all.
func copies(p *pattern.Part, limit int) (all, least int) {
	least = min(p.Min, limit)
	if p.Max == pattern.Endless {
		return max(least, 1), least
	}
	return min(p.Max, max(least, limit)), least
}

func (b *builder) move(m move) int {
	b.moves = append(b.moves, m)
	return len(b.moves) - 1
}

func (b *builder) state(p *pattern.Part, l letters, after int) int {
	b.part, b.letters, b.after = append(b.part, p), append(b.letters, l), append(b.after, after)
	return len(b.part) - 1
}

// build adds a part that is followed by a move, and returns the move that begins it.
func (b *builder) build(p *pattern.Part, next int) int {
	switch p.Kind {
	case pattern.Atom:
		s := b.state(p, b.alphabet.of[b.alphabet.number[p]], next)
		return b.move(move{state: s})
	case pattern.Sequence:
		for i := len(p.Parts) - 1; i >= 0; i-- {
			next = b.build(p.Parts[i], next)
		}
	case pattern.Choice:
		var to []int
		for _, part := range p.Parts {
			to = append(to, b.build(part, next))
		}
		return b.move(move{state: -1, to: to})
	case pattern.Group:
		return b.build(p.Parts[0], next)
	case pattern.Repeat:
		return b.repeat(p, next)
	case pattern.Look:
		if !p.Behind {
			return b.move(move{state: -1, to: []int{b.build(p.Parts[0], b.move(move{state: -1})), next}})
		}
	case pattern.Assertion:
		if (p.Assert == '^' || p.Assert == '$') && b.flags&pattern.Multiline == 0 {
			return b.move(move{state: -1, guard: p.Assert, to: []int{next}})
		}
	}
	return next
}

func (b *builder) repeat(p *pattern.Part, next int) int {
	all, least := copies(p, b.limit)
	if p.Max == pattern.Endless {
		loop := b.move(move{state: -1})
		body := b.build(p.Parts[0], loop)
		b.moves[loop].to = []int{body, next}
		if next = body; least == 0 {
			return b.move(move{state: -1, to: []int{body, b.moves[loop].to[1]}})
		}
		all, least = least-1, least-1
	}
	end := next
	for range all - least {
		next = b.move(move{state: -1, to: []int{b.build(p.Parts[0], next), end}})
	}
	for range least {
		next = b.build(p.Parts[0], next)
	}
	return next
}

// walk follows the empty moves behind a state. A round of a repetition that reads nothing fails in JavaScript: no move comes
// twice on a way.
type walk struct {
	*builder
	from int
	seen [][2]int8 // how often a move was taken, before and behind a $
	on   []bool    // the move is on the way to here

	visits int // how many more there may be
}

func (w *walk) visit(m, last int) {
	if w.visits--; w.visits < 0 || w.on[m] || w.seen[m][last] == 2 {
		return
	}
	w.seen[m][last]++
	at := &w.moves[m]
	switch {
	case at.guard == '^' && w.from != start:
		return
	case at.guard == '$':
		last = 1
	case at.final && last == 1:
		w.endsLast[w.from] = true
	case at.final:
		w.ends[w.from] = true
	case at.state >= 0 && last == 0:
		w.connect(at.state)
	}
	w.on[m] = true
	for _, to := range at.to {
		w.visit(to, last)
	}
	w.on[m] = false
}

func (w *walk) connect(to int) {
	out := w.out[w.from]
	for i := range out {
		if out[i].to == to {
			out[i].many = true
			return
		}
	}
	w.out[w.from] = append(out, edge{to: to})
}
