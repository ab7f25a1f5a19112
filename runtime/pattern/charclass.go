package pattern

// class reads what follows an opening bracket.
func (p *parser) class() set {
	negated := p.eat("^")
	s := set{}
	for !p.eat("]") {
		if !p.more() {
			fail("unterminated character class")
		}
		low, many, single := p.classAtom()
		if p.peek(0) != '-' || p.peek(1) == ']' || p.peek(1) < 0 {
			s = s.addAtom(low, many, single)
			continue
		}
		p.pos++
		high, manyHigh, singleHigh := p.classAtom()
		if !single || !singleHigh {
			if p.unicode() {
				fail("character class escape cannot be used in class range in regular expression")
			}
			s = s.addAtom(low, many, single).addAtom(high, manyHigh, singleHigh).add('-', '-')
			continue
		}
		if low > high {
			fail("invalid range in character class")
		}
		s = s.add(low, high)
	}
	s = p.flags.closed(s.tidy())
	if negated {
		return s.negate()
	}
	return s
}

func (s set) addAtom(c rune, many set, single bool) set {
	if single {
		return s.add(c, c)
	}
	return append(s, many...)
}

// classAtom reads one character of a class, or an escape for many.
func (p *parser) classAtom() (c rune, many set, single bool) {
	if p.peek(0) != '\\' {
		return p.next(), nil, true
	}
	p.pos++
	if many, ok := p.classEscape(); ok {
		return 0, many, false
	}
	if p.eat("b") {
		return '\b', nil, true
	}
	return p.charEscape(true), nil, true
}
