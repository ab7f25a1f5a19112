package conform

import (
	"fmt"
	"strings"
)

// kind is the sort of a declared type.
type kind uint8

const (
	named   kind = iota // a class, an enum, an interface, another type or a word of the language
	literal             // one text: 'MIX'
	list                // T[]
	either              // T | U
	object              // { a: T; b?: U } or { [key: string]: T }
)

// declared is a type as the declarations write it, taken apart.
type declared struct {
	kind  kind
	text  string     // the name, or the text of a literal
	of    []declared // the item of a list, the choices of a union, the types of an object's members
	names []string   // of an object's members; "" stands for any further one
	maybe []bool     // which of them may be missing
}

// parser reads the small part of the declarations' language that payloads use.
type parser struct{ rest string }

// parse takes a type apart, or tells what it can't read.
func parse(text string) (d declared, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("type %q: %v", text, x)
		}
	}()
	p := &parser{text}
	d = p.union()
	if p.skip(); p.rest != "" {
		p.fail("the end")
	}
	return d, nil
}

func (p *parser) fail(want string) { panic(fmt.Sprintf("%s expected at %q", want, p.rest)) }

func (p *parser) skip() { p.rest = strings.TrimLeft(p.rest, " ") }

// take takes a sign, if it is next.
func (p *parser) take(sign string) bool {
	p.skip()
	rest, ok := strings.CutPrefix(p.rest, sign)
	p.rest = rest
	return ok
}

func (p *parser) must(sign string) {
	if !p.take(sign) {
		p.fail(sign)
	}
}

func (p *parser) union() declared {
	of := []declared{p.item()}
	for p.take("|") {
		of = append(of, p.item())
	}
	if len(of) == 1 {
		return of[0]
	}
	return declared{kind: either, of: of}
}

func (p *parser) item() declared {
	d := p.simple()
	for p.take("[]") {
		d = declared{kind: list, of: []declared{d}}
	}
	return d
}

func (p *parser) simple() declared {
	switch {
	case p.take("("):
		d := p.union()
		p.must(")")
		return d
	case p.take("{"):
		return p.members()
	case p.take("'"):
		text, rest, ok := strings.Cut(p.rest, "'")
		if !ok {
			p.fail("'")
		}
		p.rest = rest
		return declared{kind: literal, text: text}
	}
	return declared{kind: named, text: p.name()}
}

func (p *parser) name() string {
	p.skip()
	n := 0
	for n < len(p.rest) && (p.rest[n] == '_' || p.rest[n] == '.' || p.rest[n] >= '0' && p.rest[n] <= '9' || p.rest[n]|32 >= 'a' && p.rest[n]|32 <= 'z') {
		n++
	}
	if n == 0 {
		p.fail("a name")
	}
	name := p.rest[:n]
	p.rest = p.rest[n:]
	return name
}

func (p *parser) members() declared {
	d := declared{kind: object}
	for !p.take("}") {
		name, maybe := "", true
		if p.take("[") {
			p.name()
			p.must(":")
			p.union()
			p.must("]")
		} else {
			name = p.name()
			maybe = p.take("?")
		}
		p.must(":")
		d.names, d.maybe, d.of = append(d.names, name), append(d.maybe, maybe), append(d.of, p.union())
		if !p.take(";") {
			p.take(",")
		}
	}
	return d
}
