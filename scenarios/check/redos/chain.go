package redos

import "slices"

// The bounds of the search for chains.
const (
	maxLoops      = 24 // states in loops that are looked at
	maxCandidates = 24 // words that are tried as pumps
)

// chain is a word that some loops have in common, each of which can hand over to the next one while it is read: with n of the word
// there are about n to the power of the loops, less one, ways to divide it (IDA).
type chain struct {
	word  []int
	loops []int // a state of each
	meets bool  // the pattern can match while the word is read
}

// chains returns the chains of at least so many loops, the longest first, but behind all others those that may match.
func (a *automaton) chains(least int) []chain {
	of, looping := a.components()
	links, long := a.links(of, looping, least)
	if long < least {
		return nil
	}
	var out []chain
	tried := 0
	try := func(word []int) {
		if tried++; tried > maxCandidates {
			return
		}
		if loops := a.divided(word, of); len(loops) >= least {
			out = append(out, chain{word, loops, a.meets(word)})
		}
	}
	for _, l := range links {
		try(l.word)
	}
	for _, l := range links {
		for _, m := range links {
			if l.to == m.from {
				try(slices.Concat(l.word, m.word))
			}
		}
	}
	slices.SortStableFunc(out, func(x, y chain) int {
		switch {
		case x.meets == y.meets:
			return len(y.loops) - len(x.loops)
		case x.meets:
			return 1
		}
		return -1
	})
	return slices.CompactFunc(out, func(x, y chain) bool { return slices.Equal(x.word, y.word) })
}

// meets reports whether the pattern can match while a word is read some times from the beginning on.
func (a *automaton) meets(word []int) bool {
	at := []int{start}
	for range 3 {
		for _, letter := range word {
			at = a.read(at, []int{letter})
			if slices.ContainsFunc(at, func(s int) bool { return a.ends[s] }) {
				return true
			}
		}
	}
	return false
}

// link is a word that leads from a loop back to its state and to that of another loop, which it leads back to itself too.
type link struct {
	from, to int // states
	word     []int
}

// links finds the links between loops, and how many loops are joined at most. It finds nothing if there are less loops than needed.
func (a *automaton) links(of []int, looping []bool, least int) (out []link, long int) {
	var states []int
	taken := make([]int, len(looping)) // how many states of a component
	for s := range a.out {
		if looping[of[s]] && taken[of[s]] < 3 && len(states) < maxLoops {
			taken[of[s]]++
			states = append(states, s)
		}
	}
	slices.SortStableFunc(states, func(s, t int) int { return of[t] - of[s] })
	work := maxWork
	length := map[int]int{} // of the longest row of components behind and with one
	for i := len(states) - 1; i >= 0; i-- {
		s := states[i]
		length[of[s]] = max(length[of[s]], 1)
		for _, t := range states[i+1:] {
			if of[s] == of[t] {
				continue
			}
			if word, ok := a.link(s, t, of, &work); ok {
				out = append(out, link{s, t, word})
				length[of[s]] = max(length[of[s]], length[of[t]]+1)
			}
		}
		long = max(long, length[of[s]])
	}
	if long < least {
		return nil, long
	}
	return out, long
}

// triple is where a word leads to within the first loop, on the way from it to the second, and within the second.
type triple struct{ x, y, z int }

// link looks for a word that leads from s to s, from s to t and from t to t.
func (a *automaton) link(s, t int, of []int, work *int) ([]int, bool) {
	type step struct {
		at             triple
		before, letter int
	}
	goal := triple{s, t, t}
	seen := map[triple]bool{}
	queue := []step{{triple{s, s, t}, -1, -1}}
	for i := 0; i < len(queue); i++ {
		at := queue[i].at
		for _, e := range a.out[at.x] {
			for _, f := range a.out[at.y] {
				both := a.letters[e.to].and(&a.letters[f.to])
				if *work--; *work < 0 {
					return nil, false
				}
				if of[e.to] != of[s] || of[f.to] < of[t] || both == (letters{}) {
					continue
				}
				for _, g := range a.out[at.z] {
					*work--
					next := triple{e.to, f.to, g.to}
					common := both.and(&a.letters[g.to])
					if of[g.to] != of[t] || common == (letters{}) || seen[next] {
						continue
					}
					seen[next] = true
					queue = append(queue, step{next, i, common.first()})
					if next != goal {
						continue
					}
					var word []int
					for j := len(queue) - 1; queue[j].before >= 0; j = queue[j].before {
						word = append(word, queue[j].letter)
					}
					slices.Reverse(word)
					return word, true
				}
			}
		}
	}
	return nil, false
}

// divided returns a state of each loop in the longest row of loops that all have the word, of which each leads to the next one
// by some of the words.
func (a *automaton) divided(word []int, of []int) []int {
	next := make([][]int, len(a.out)) // where the word leads to
	for s := range a.out {
		next[s] = a.read([]int{s}, word)
	}
	best := make([][]int, len(a.out)) // the longest row from a state on; found along the order of the components
	order := make([]int, len(a.out))
	for s := range order {
		order[s] = s
	}
	slices.SortStableFunc(order, func(s, t int) int { return of[s] - of[t] })
	var long []int
	for _, s := range order {
		for _, t := range next[s] {
			if of[t] != of[s] && len(best[t]) > len(best[s]) {
				best[s] = best[t]
			}
		}
		if slices.Contains(next[s], s) {
			best[s] = append([]int{s}, best[s]...)
		}
		if len(best[s]) > len(long) {
			long = best[s]
		}
	}
	return long
}

// read returns the states that a word leads to from some.
func (a *automaton) read(from []int, word []int) []int {
	for _, letter := range word {
		var to []int
		for _, s := range from {
			for _, e := range a.out[s] {
				if a.letters[e.to].has(letter) && !slices.Contains(to, e.to) {
					to = append(to, e.to)
				}
			}
		}
		from = to
	}
	return from
}
