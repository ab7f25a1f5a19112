package pattern

import (
	"math"
	"unicode/utf16"
)

// parser reads a pattern. With flag u its characters are code points, else code units.
type parser struct {
	src   []uint16
	pos   int
	flags Flags

	total      int  // capturing groups of the whole pattern
	named      bool // it has named groups, so that \k is always a reference
	groups     int  // those so far
	depth      int
	names      []Name
	references []*reference  // by name
	spans      map[node]span // where the nodes stand; nil if nobody asks
}

// parsed is what is known of a pattern besides its tree.
type parsed struct {
	flags  Flags
	groups int // with the whole match
	names  []Name
}

// failure is how the parser gives up: parse recovers it.
type failure struct{ err *Error }

// fail ends the parsing with a SyntaxError.
func fail(message string) {
	panic(failure{&Error{Class: "SyntaxError", Message: message}})
}

func parse(src []uint16, flags Flags) (tree node, out parsed, err error) {
	return (&parser{src: src, flags: flags}).parse()
}

func (p *parser) parse() (tree node, out parsed, err error) {
	if len(p.src) > MaxLength {
		return nil, out, &Error{Class: "InternalError", Message: "regular expression too large"}
	}
	defer func() {
		if x := recover(); x != nil {
			f, ok := x.(failure)
			if !ok {
				panic(x)
			}
			err = f.err
		}
	}()
	p.count()
	tree = p.disjunction()
	if p.more() {
		fail("unmatched ) in regular expression")
	}
	p.resolve()
	return tree, parsed{p.flags, p.total + 1, p.names}, nil
}

// count finds out how many groups there are, which decides what \1 and \k mean.
func (p *parser) count() {
	class := false
	for i := 0; i < len(p.src); i++ {
		switch p.src[i] {
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '(':
			if class {
				continue
			}
			rest := p.src[i+1:]
			if len(rest) == 0 || rest[0] != '?' {
				p.total++
			} else if len(rest) > 2 && rest[1] == '<' && rest[2] != '=' && rest[2] != '!' {
				p.total++
				p.named = true
			}
		}
	}
	if p.total > MaxGroups {
		panic(failure{&Error{Class: "InternalError", Message: "too many parentheses in regular expression"}})
	}
}

// resolve turns the names of references into numbers.
func (p *parser) resolve() {
	index := map[string]int{}
	for _, n := range p.names {
		index[n.Name] = n.Index
	}
	for _, r := range p.references {
		if r.index = index[r.name]; r.index == 0 {
			fail("invalid named capture reference in regular expression")
		}
	}
}

func (p *parser) unicode() bool { return p.flags&Unicode != 0 }
func (p *parser) more() bool    { return p.pos < len(p.src) }

// peek returns the code unit that is n further on, or -1.
func (p *parser) peek(n int) rune {
	if p.pos+n < len(p.src) {
		return rune(p.src[p.pos+n])
	}
	return -1
}

// eat skips the text if it comes next.
func (p *parser) eat(text string) bool {
	for i := range len(text) {
		if p.peek(i) != rune(text[i]) {
			return false
		}
	}
	p.pos += len(text)
	return true
}

// next reads a character.
func (p *parser) next() rune {
	if p.unicode() {
		return p.point()
	}
	p.pos++
	return rune(p.src[p.pos-1])
}

// point reads a code point.
func (p *parser) point() rune {
	c := rune(p.src[p.pos])
	p.pos++
	if r := utf16.DecodeRune(c, p.peek(0)); r != '\ufffd' {
		p.pos++
		return r
	}
	return c
}

func (p *parser) disjunction() node {
	if p.depth++; p.depth > MaxDepth {
		panic(failure{tooMuch()})
	}
	defer func() { p.depth-- }()
	start := p.pos
	options := []node{p.alternative()}
	for p.eat("|") {
		options = append(options, p.alternative())
	}
	if len(options) == 1 {
		return options[0]
	}
	return p.place(&choice{options}, start)
}

func (p *parser) alternative() node {
	items, first := []node{}, p.pos
	for p.more() && p.peek(0) != '|' && p.peek(0) != ')' {
		groups, start := p.groups, p.pos
		item, repeatable := p.term()
		p.place(item, start)
		if r, ok := p.quantifier(); ok {
			if !repeatable {
				fail("nothing to repeat")
			}
			r.body, r.first, r.last = item, groups+1, p.groups+1
			item = p.place(r, start)
		}
		items = append(items, item)
	}
	if len(items) == 1 {
		return items[0]
	}
	return p.place(&sequence{items}, first)
}

// term reads an assertion or an atom, and reports whether it may have a quantifier.
func (p *parser) term() (n node, repeatable bool) {
	switch c := p.peek(0); c {
	case '^', '$':
		p.pos++
		return &assertion{byte(c)}, false
	case '(':
		p.pos++
		return p.group()
	case '[':
		p.pos++
		return &atom{p.class()}, true
	case '.':
		p.pos++
		if p.flags&DotAll != 0 {
			return &atom{set{0, maxRune}}, true
		}
		return &atom{lineEnds().negate()}, true
	case '*', '+', '?':
		fail("nothing to repeat")
	case '{':
		if _, ok := p.braces(); ok {
			fail("nothing to repeat")
		}
		p.raw()
	case ']', '}':
		p.raw()
	case '\\':
		if e := p.peek(1); e == 'b' || e == 'B' {
			p.pos += 2
			return &assertion{byte(e)}, false
		}
		p.pos++
		return p.escape(), true
	}
	return p.char(p.next()), true
}

// raw is called before a bracket or brace that stands for itself, which only annex B allows.
func (p *parser) raw() {
	if p.unicode() {
		fail("raw bracket is not allowed in regular expression with unicode flag")
	}
}

// char is one character and what flag i makes equal to it.
func (p *parser) char(c rune) node {
	return &atom{p.flags.closed(set{c, c})}
}

// group reads what follows an opening parenthesis.
func (p *parser) group() (n node, repeatable bool) {
	repeatable = true
	switch {
	case p.eat("?:"):
		n = p.disjunction()
	case p.eat("?="):
		n, repeatable = &look{body: p.disjunction()}, !p.unicode()
	case p.eat("?!"):
		n, repeatable = &look{negative: true, body: p.disjunction()}, !p.unicode()
	case p.eat("?<="):
		n, repeatable = &look{behind: true, body: p.disjunction()}, false
	case p.eat("?<!"):
		n, repeatable = &look{behind: true, negative: true, body: p.disjunction()}, false
	case p.eat("?<"):
		p.groups++
		index := p.groups
		p.declare(p.name("invalid capture group name in regular expression"), index)
		n = &capture{index, p.disjunction()}
	case p.eat("?"):
		fail("invalid regexp group")
	default:
		p.groups++
		index := p.groups
		n = &capture{index, p.disjunction()}
	}
	if !p.eat(")") {
		fail("unterminated parenthetical")
	}
	return n, repeatable
}

// declare notes the name of a group.
func (p *parser) declare(name string, index int) {
	for _, n := range p.names {
		if n.Name == name {
			fail("duplicate capture group name in regular expression")
		}
	}
	p.names = append(p.names, Name{name, index})
}

// quantifier reads a quantifier, if there is one.
func (p *parser) quantifier() (*repeat, bool) {
	r := &repeat{max: infinite}
	switch {
	case p.eat("*"):
	case p.eat("+"):
		r.min = 1
	case p.eat("?"):
		r.max = 1
	case p.peek(0) == '{':
		b, ok := p.braces()
		if !ok {
			if p.unicode() {
				fail("incomplete quantifier in regular expression")
			}
			return nil, false
		}
		if b.min > b.max {
			fail("numbers out of order in {} quantifier.")
		}
		r = b
	default:
		return nil, false
	}
	r.lazy = p.eat("?")
	return r, true
}

// braces reads {n}, {n,} or {n,m}, or nothing.
func (p *parser) braces() (*repeat, bool) {
	start := p.pos
	p.pos++
	r := &repeat{}
	var ok bool
	if r.min, ok = p.number(); ok {
		r.max = r.min
		if p.eat(",") {
			if r.max, ok = p.number(); !ok {
				r.max = infinite
			}
		}
		if p.eat("}") {
			return r, true
		}
	}
	p.pos = start
	return nil, false
}

// number reads decimal digits. It stops counting at infinite.
func (p *parser) number() (n int, ok bool) {
	for c := p.peek(0); '0' <= c && c <= '9'; c = p.peek(0) {
		if n = n*10 + int(c-'0'); n > math.MaxInt32 {
			n = infinite
		}
		ok = true
		p.pos++
	}
	return n, ok
}
