package redos

import "slices"

// maxWork is how many pairs of edges one search may look at.
const maxWork = 200_000

// components returns for each state the number of its strongly connected component, in an order in which edges lead to the same or
// a lower number. Looping says which components have a loop.
func (a *automaton) components() (of []int, looping []bool) {
	t := tarjan{automaton: a, of: make([]int, len(a.out)), index: make([]int, len(a.out)), low: make([]int, len(a.out))}
	for s := range a.out {
		t.of[s] = -1
	}
	for s := range a.out {
		if t.index[s] == 0 {
			t.visit(s)
		}
	}
	looping = make([]bool, t.count)
	for s, out := range a.out {
		for _, e := range out {
			if t.of[s] == t.of[e.to] {
				looping[t.of[s]] = true
			}
		}
	}
	return t.of, looping
}

type tarjan struct {
	*automaton
	of, index, low, stack []int
	next, count           int
}

func (t *tarjan) visit(s int) {
	t.next++
	t.index[s], t.low[s] = t.next, t.next
	t.stack = append(t.stack, s)
	for _, e := range t.out[s] {
		if t.index[e.to] == 0 {
			t.visit(e.to)
		}
		if t.of[e.to] < 0 {
			t.low[s] = min(t.low[s], t.low[e.to])
		}
	}
	if t.low[s] != t.index[s] {
		return
	}
	for {
		top := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.of[top] = t.count
		if top == s {
			break
		}
	}
	t.count++
}

// pump is a word that leads from a state back to it.
type pump struct {
	state int
	word  []int
}

// doubles finds words that lead from a state back to it in two ways: exponential ambiguity (EDA). It may return some words of
// different states.
func (a *automaton) doubles() []pump {
	var out []pump
	of, _ := a.components()
	for s, edges := range a.out {
		for _, e := range edges {
			if e.many && of[s] == of[e.to] && len(out) < 2 {
				word := append([]int{a.letters[e.to].first()}, a.path(e.to, func(t int) bool { return t == s })...)
				out = append(out, pump{s, word})
			}
		}
	}
	if p, ok := a.diverging(of); ok {
		out = append(out, p)
	}
	return out
}

// pair is two states that the same word leads to, and how it was reached. Letter is what leads into it.
type pair struct {
	a, b, before, letter int
}

// diverging looks for a state that a word leaves to two states, from which another word leads to the same state of the same
// component.
func (a *automaton) diverging(of []int) (pump, bool) {
	work, n := maxWork, len(a.out)
	seen := make([]bool, n*n)
	var queue []pair
	add := func(s, t, before int, common letters) {
		s, t = min(s, t), max(s, t)
		if !seen[s*n+t] || s == t {
			seen[s*n+t] = true
			queue = append(queue, pair{s, t, before, common.first()})
		}
	}
	for s, edges := range a.out {
		for i, e := range edges {
			for _, f := range edges[:i] {
				common := a.letters[e.to].and(&a.letters[f.to])
				if work--; work < 0 {
					return pump{}, false
				}
				if common != (letters{}) && of[e.to] == of[s] && of[f.to] == of[s] && !seen[min(e.to, f.to)*n+max(e.to, f.to)] {
					queue = append(queue, pair{s, s, -1, -1})
					add(e.to, f.to, len(queue)-1, common)
				}
			}
		}
	}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		if at.before < 0 {
			continue
		}
		for _, e := range a.out[at.a] {
			for _, f := range a.out[at.b] {
				if work--; work < 0 {
					return pump{}, false
				}
				common := a.letters[e.to].and(&a.letters[f.to])
				if common == (letters{}) || of[e.to] != of[at.a] || of[f.to] != of[at.a] {
					continue
				}
				if add(e.to, f.to, i, common); e.to == f.to {
					return a.joined(queue), true
				}
			}
		}
	}
	return pump{}, false
}

// joined is the pump whose two ways end in the last pair.
func (a *automaton) joined(queue []pair) pump {
	at := queue[len(queue)-1]
	end := at.a
	var word []int
	for ; at.before >= 0; at = queue[at.before] {
		word = append(word, at.letter)
	}
	slices.Reverse(word)
	if end != at.a {
		word = append(word, a.path(end, func(t int) bool { return t == at.a })...)
	}
	return pump{at.a, word}
}

// path returns the shortest word, of readable letters if that can be, from a state to one that is wanted; nil if that is the state
// itself, or if there is none.
func (a *automaton) path(from int, wanted func(int) bool) []int {
	before := make([]int, len(a.out))
	queue := []int{from}
	for i := 0; i < len(queue); i++ {
		s := queue[i]
		if wanted(s) {
			var word []int
			for ; s != from; s = before[s] - 1 {
				word = append(word, a.letters[s].first())
			}
			slices.Reverse(word)
			return word
		}
		for _, e := range a.out[s] {
			if before[e.to] == 0 && e.to != from && a.letters[e.to] != (letters{}) {
				before[e.to] = s + 1
				queue = append(queue, e.to)
			}
		}
	}
	return nil
}
