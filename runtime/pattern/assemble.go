package pattern

import (
	"slices"
	"unicode/utf16"
)

type op uint8

// The instructions. What a and b mean is said behind each; back is set on those that go to the left, in a lookbehind.
const (
	opMatch     op = iota // the whole pattern has matched
	opUnit                // the code unit a
	opUnitSet             // one code unit of set a
	opPointSet            // one code point of set a
	opRun                 // min to max characters of set a
	opSplit               // go on at a; if that fails at b
	opJump                // go on at a
	opSave                // slot a becomes the position
	opClear               // slots a to before b become -1
	opLoopStart           // the counter in slot a becomes 0
	opLoop                // another round, or on at b; counter in slot a
	opRound               // count a round, note where it begins in the slot behind the counter a
	opRoundEnd            // fail if the round of counter a was empty and not needed, else go on at b
	opMark                // slot a becomes the position where an optional part begins
	opMoved               // fail if the position is still that of slot a
	opReference           // what the group whose slots begin at a has captured
	opLook                // a lookaround, whose registers begin at a; it ends before b
	opLookEnd             // the body of the lookaround at a has matched
	opLineStart           // ^
	opLineEnd             // $
	opBoundary            // \b, or with negative \B
)

// inst is one instruction.
type inst struct {
	op       op
	back     bool
	lazy     bool
	negative bool
	points   bool // opRun: the set is matched by code points
	a, b     int32
	min, max int32
}

// assembler turns a tree into instructions.
type assembler struct {
	p    *Program
	back bool // within a lookbehind
}

func assemble(tree node, from parsed) *Program {
	p := &Program{Flags: from.flags, Groups: from.groups, Names: from.names, slots: 2 * from.groups}
	a := assembler{p: p}
	a.node(&capture{0, tree})
	a.emit(inst{op: opMatch})
	if s, empty, known := beginning(tree); known && !empty {
		p.first = a.firstUnits(s)
	}
	return p
}

// firstUnits is the class of code units that characters of a set begin with, or nil if that rules out nothing.
func (a *assembler) firstUnits(s set) *class {
	s = slices.Clone(s)
	for i := 1; i < len(s); i += 2 {
		if s[i] > 0xffff {
			s = s.add(0xd800, 0xdfff)
			break
		}
	}
	if c := newClass(s.tidy()); !c.all() {
		return c
	}
	return nil
}

// emit appends an instruction and returns where it is.
func (a *assembler) emit(i inst) int32 {
	i.back = a.back
	a.p.code = append(a.p.code, i)
	return a.here() - 1
}

func (a *assembler) here() int32 { return int32(len(a.p.code)) }

// register returns the first of some fresh slots.
func (a *assembler) register(count int) int32 {
	a.p.slots += count
	return int32(a.p.slots - count)
}

func (a *assembler) node(n node) {
	switch n := n.(type) {
	case *atom:
		a.atom(n)
	case *sequence:
		items := n.items
		if a.back {
			items = slices.Clone(items)
			slices.Reverse(items)
		}
		for _, item := range items {
			a.node(item)
		}
	case *choice:
		a.choice(n.options)
	case *capture:
		first, second := int32(2*n.index), int32(2*n.index+1)
		if a.back {
			first, second = second, first
		}
		a.emit(inst{op: opSave, a: first})
		a.node(n.body)
		a.emit(inst{op: opSave, a: second})
	case *repeat:
		a.repeat(n)
	case *reference:
		a.emit(inst{op: opReference, a: int32(2 * n.index)})
	case *look:
		a.look(n)
	case *assertion:
		a.assertion(n.kind)
	}
}

// atom emits the shortest test for a set.
func (a *assembler) atom(n *atom) {
	if len(n.set) == 2 && n.set[0] == n.set[1] {
		c := n.set[0]
		lead, trail := utf16.EncodeRune(c)
		switch {
		case lead != '\ufffd' && a.back:
			lead, trail = trail, lead
			fallthrough
		case lead != '\ufffd':
			a.emit(inst{op: opUnit, a: lead})
			a.emit(inst{op: opUnit, a: trail})
			return
		case a.p.Flags&Unicode == 0 || !utf16.IsSurrogate(c):
			a.emit(inst{op: opUnit, a: c})
			return
		}
	}
	index, points := a.set(n.set)
	if points {
		a.emit(inst{op: opPointSet, a: index})
	} else {
		a.emit(inst{op: opUnitSet, a: index})
	}
}

// set adds a set to the program, and reports whether it has to be matched by code points.
func (a *assembler) set(s set) (index int32, points bool) {
	c := newClass(s)
	a.p.sets = append(a.p.sets, c)
	return int32(len(a.p.sets) - 1), a.p.Flags&Unicode != 0 && !c.plain
}

func (a *assembler) choice(options []node) {
	var jumps []int32
	for i, option := range options {
		if i == len(options)-1 {
			a.node(option)
			break
		}
		split := a.emit(inst{op: opSplit})
		a.p.code[split].a = a.here()
		a.node(option)
		jumps = append(jumps, a.emit(inst{op: opJump}))
		a.p.code[split].b = a.here()
	}
	for _, j := range jumps {
		a.p.code[j].a = a.here()
	}
}

// split emits a choice between what follows and something that is set later with exit.
func (a *assembler) split(lazy bool) (at int32) {
	at = a.emit(inst{op: opSplit, lazy: lazy})
	a.aim(at, a.here(), -1)
	return at
}

// aim sets where a split goes: into the body, or out of it. A lazy one tries out first; -1 leaves a target as it is.
func (a *assembler) aim(split, body, exit int32) {
	i := &a.p.code[split]
	first, second := &i.a, &i.b
	if i.lazy {
		first, second = second, first
	}
	if body >= 0 {
		*first = body
	}
	if exit >= 0 {
		*second = exit
	}
}

func (a *assembler) repeat(n *repeat) {
	body, single := n.body.(*atom)
	moves := shortest(n.body) > 0
	switch {
	case n.max == 0:
	case single:
		index, points := a.set(body.set)
		a.emit(inst{op: opRun, a: index, points: points, lazy: n.lazy, min: int32(n.min), max: int32(n.max)})
	case n.min == 1 && n.max == 1:
		a.node(n.body)
	case n.min == 0 && n.max == 1:
		split := a.split(n.lazy)
		mark := int32(-1)
		if !moves {
			mark = a.register(1)
			a.emit(inst{op: opMark, a: mark})
		}
		a.node(n.body)
		if !moves {
			a.emit(inst{op: opMoved, a: mark})
		}
		a.aim(split, -1, a.here())
	case n.max == infinite && n.min == 0 && moves:
		split := a.split(n.lazy)
		a.body(n)
		a.emit(inst{op: opJump, a: split})
		a.aim(split, -1, a.here())
	case n.max == infinite && n.min == 1 && moves:
		start := a.here()
		a.body(n)
		split := a.split(n.lazy)
		a.aim(split, start, a.here())
	default:
		counter := a.register(2)
		a.emit(inst{op: opLoopStart, a: counter})
		loop := a.emit(inst{op: opLoop, a: counter, lazy: n.lazy, min: int32(n.min), max: int32(n.max)})
		a.emit(inst{op: opRound, a: counter})
		a.body(n)
		a.emit(inst{op: opRoundEnd, a: counter, b: loop, min: int32(n.min)})
		a.p.code[loop].b = a.here()
	}
}

// body emits the body of a quantifier, at whose start its groups have captured nothing.
func (a *assembler) body(n *repeat) {
	if n.last > n.first {
		a.emit(inst{op: opClear, a: int32(2 * n.first), b: int32(2 * n.last)})
	}
	a.node(n.body)
}

func (a *assembler) look(n *look) {
	registers := a.register(2)
	at := a.emit(inst{op: opLook, a: registers, negative: n.negative})
	back := a.back
	a.back = n.behind
	a.node(n.body)
	a.back = back
	a.emit(inst{op: opLookEnd, a: registers, negative: n.negative})
	a.p.code[at].b = a.here()
}

func (a *assembler) assertion(kind byte) {
	switch kind {
	case '^':
		a.emit(inst{op: opLineStart})
	case '$':
		a.emit(inst{op: opLineEnd})
	default:
		a.emit(inst{op: opBoundary, negative: kind == 'B'})
	}
}
