package pattern

// The nodes of a parsed pattern.
type (
	node any

	// atom is one character of a set.
	atom struct{ set set }
	// sequence is one node after the other.
	sequence struct{ items []node }
	// choice is one of some nodes, the first that leads to a match.
	choice struct{ options []node }
	// capture is a group with a number.
	capture struct {
		index int
		body  node
	}
	// repeat is a quantifier. Its body has the groups from first to before last.
	repeat struct {
		body        node
		min, max    int // max is infinite for no end
		lazy        bool
		first, last int
	}
	// reference is what a group has captured.
	reference struct {
		index int
		name  string // until it is resolved
	}
	// look is a lookahead or a lookbehind.
	look struct {
		behind, negative bool
		body             node
	}
	// assertion is one of ^ $ b B.
	assertion struct{ kind byte }
)

// infinite is the upper end of a quantifier that has none. Numbers in patterns are cut to it.
const infinite = 1<<31 - 1

// shortest is the least number of code units that a node can consume, or a number below it that is not zero if that isn't.
func shortest(n node) int {
	switch n := n.(type) {
	case *atom:
		return 1
	case *sequence:
		for _, item := range n.items {
			if shortest(item) > 0 {
				return 1
			}
		}
	case *choice:
		for _, option := range n.options {
			if shortest(option) == 0 {
				return 0
			}
		}
		return 1
	case *capture:
		return shortest(n.body)
	case *repeat:
		if n.min > 0 {
			return shortest(n.body)
		}
	}
	return 0
}

// beginning returns the characters that a match of the node can begin with, and whether it can be empty; known is false if
// nothing is known. Assertions count as empty.
func beginning(n node) (s set, empty, known bool) {
	switch n := n.(type) {
	case *atom:
		return n.set, false, true
	case *sequence:
		empty = true
		for _, item := range n.items {
			first, can, ok := beginning(item)
			if !ok {
				return nil, false, false
			}
			if s = append(s, first...); !can {
				empty = false
				break
			}
		}
		return s, empty, true
	case *choice:
		for _, option := range n.options {
			first, can, ok := beginning(option)
			if !ok {
				return nil, false, false
			}
			s, empty = append(s, first...), empty || can
		}
		return s, empty, true
	case *capture:
		return beginning(n.body)
	case *repeat:
		if n.max == 0 {
			return nil, true, true
		}
		s, empty, known = beginning(n.body)
		return s, empty || n.min == 0, known
	case *look, *assertion:
		return nil, true, true
	}
	return nil, false, false
}
