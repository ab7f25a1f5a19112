package pattern

// Kind is what sort of [Part] a part is.
type Kind int

// The kinds of parts.
const (
	// Atom is one character of Set.
	Atom Kind = iota
	// Sequence is its Parts, one after the other; without any it is empty.
	Sequence
	// Choice is the first of its Parts that leads to a match.
	Choice
	// Group is a capturing group around the one of Parts.
	Group
	// Repeat is the one of Parts from Min to Max times.
	Repeat
	// Reference is what a group has captured.
	Reference
	// Look is a lookahead or, with Behind, a lookbehind for the one of Parts.
	Look
	// Assertion is one of ^ $ b B, which Assert tells.
	Assertion
)

// Endless is Max of a quantifier without an upper end. Higher numbers in a pattern count as this one.
const Endless = infinite

// Part is a part of a pattern, for those who study patterns instead of running them. A group that captures nothing is the part
// within it.
type Part struct {
	Kind Kind
	// Start and End are where its text is in the pattern, in code units, with parentheses and quantifier.
	Start, End int
	// Parts are the parts within it.
	Parts []*Part
	// Set is pairs of the first and the last character of each range, in rising order with gaps between them, with all that flag i
	// adds. Characters are code points with flag u, else code units, though a range may reach beyond them. It must not be changed.
	Set []rune
	// Min and Max are how often a Repeat may come; Max is [Endless] for no end.
	Min, Max int
	// Lazy says that a Repeat prefers to end.
	Lazy bool
	// Behind and Negative say which lookaround it is.
	Behind, Negative bool
	// Assert is '^', '$', 'b' or 'B'.
	Assert byte
}

// Parse returns the tree of a pattern. The error is an [*Error].
func Parse(source []uint16, flags Flags) (*Part, error) {
	p := &parser{src: source, flags: flags, spans: map[node]span{}}
	tree, _, err := p.parse()
	if err != nil {
		return nil, err
	}
	return p.part(tree), nil
}

// span is where the text of a node is.
type span struct{ start, end int }

// place notes that the text of a node goes from start to here, if anybody asks for it. The widest text is noted last.
func (p *parser) place(n node, start int) node {
	if p.spans != nil {
		p.spans[n] = span{start, p.pos}
	}
	return n
}

// part is a node as others see it.
func (p *parser) part(n node) *Part {
	at := p.spans[n]
	out := &Part{Start: at.start, End: at.end}
	switch n := n.(type) {
	case *atom:
		out.Kind, out.Set = Atom, n.set
	case *sequence:
		out.Kind, out.Parts = Sequence, p.parts(n.items...)
	case *choice:
		out.Kind, out.Parts = Choice, p.parts(n.options...)
	case *capture:
		out.Kind, out.Parts = Group, p.parts(n.body)
	case *repeat:
		out.Kind, out.Parts = Repeat, p.parts(n.body)
		out.Min, out.Max, out.Lazy = n.min, n.max, n.lazy
	case *reference:
		out.Kind = Reference
	case *look:
		out.Kind, out.Parts = Look, p.parts(n.body)
		out.Behind, out.Negative = n.behind, n.negative
	case *assertion:
		out.Kind, out.Assert = Assertion, n.kind
	}
	return out
}

func (p *parser) parts(nodes ...node) []*Part {
	out := make([]*Part, len(nodes))
	for i, n := range nodes {
		out[i] = p.part(n)
	}
	return out
}
