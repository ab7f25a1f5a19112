package pattern

// How much a match may take.
const (
	// pulse is how many instructions run between two calls of [Machine.Pulse]: some milliseconds.
	pulse = 1 << 18
	// maxStack is how many places to come back to a match may keep: 64 MB, as in SpiderMonkey.
	maxStack = 4 << 20
)

// Machine runs programs, one at a time. The zero value is ready for use.
type Machine struct {
	// Pulse is called now and then during a match that takes long. It ends the match by panicking. It may be nil.
	Pulse func()

	stack []frame
	slots []int32
	ticks int // of the fuel in this match
	steps int // of the match before
}

// Steps is how many instructions the last match has run, whether it has ended or was ended by Pulse. A run of characters counts an
// eighth of its length when it is scanned, and one for each character that is given back.
func (m *Machine) Steps() int { return m.steps }

// ASCII matches a program over text that is all ASCII. See [Machine.UTF16].
func (m *Machine) ASCII(p *Program, text []byte, start int, sticky bool) ([]int32, error) {
	return match(m, p, text, start, sticky)
}

// UTF16 looks for the first match that begins at start or behind it, or with sticky exactly there. With flag u a start
// within a surrogate pair is moved to the pair's. It returns pairs of positions in code units, of the whole match and of each group,
// -1 for a group that has taken no part; nil if there is no match. They are valid until the next match. The error is an
// [*Error], for a match that needs too much memory.
func (m *Machine) UTF16(p *Program, text []uint16, start int, sticky bool) ([]int32, error) {
	return match(m, p, text, start, sticky)
}

func match[U unit](m *Machine, p *Program, text []U, start int, sticky bool) ([]int32, error) {
	if cap(m.slots) < p.slots {
		m.slots = make([]int32, p.slots)
	}
	m.slots = m.slots[:p.slots]
	for i := range m.slots {
		m.slots[i] = -1
	}
	m.stack = m.stack[:0]
	t := thread[U]{text: text, p: p, m: m, stack: m.stack, slots: m.slots, fuel: pulse, unicode: p.Flags&Unicode != 0}
	m.ticks = 0
	defer func() {
		m.keep(t.stack)
		m.steps = m.ticks*pulse + pulse - t.fuel
	}()
	if t.unicode && t.within(start) {
		start--
	}
	for at := start; at <= len(text); at++ {
		if at = t.candidate(at, sticky); at < 0 {
			break
		}
		if t.run(at) {
			return m.slots[:2*p.Groups], nil
		}
		if t.overflow {
			return nil, tooMuch()
		}
		if sticky {
			break
		}
		if t.unicode && t.within(at+1) {
			at++
		}
	}
	return nil, nil
}

// keep keeps the stack for the next match, unless it has become large.
func (m *Machine) keep(stack []frame) {
	if cap(stack) > 1<<16 {
		stack = nil
	}
	m.stack = stack
}

// candidate returns the next place from at on where a match may begin, or -1.
func (t *thread[U]) candidate(at int, sticky bool) int {
	first := t.p.first
	if first == nil || sticky {
		return at
	}
	for ; at < len(t.text); at++ {
		c := rune(t.text[at])
		if c < 256 && first.low[c>>6]&(1<<(c&63)) != 0 || c >= 256 && first.ranges.has(c) {
			if t.unicode && t.within(at) {
				continue // the trail of a pair, which its lead has been tried with
			}
			return at
		}
	}
	return -1
}

// unit is a code unit: of ASCII text, or of UTF-16.
type unit interface{ byte | uint16 }

// The kinds of frames.
const (
	tryAt   = iota // go on at pc, position a
	restore        // slot a gets back the value b
	giveOne        // the run at pc has matched from position b to a: try one character less
	takeOne        // the lazy run at pc has matched up to position a: try one more, at most b times
	barrier        // nothing; where a positive lookaround began
)

// frame is something to do when the match fails.
type frame struct {
	kind, pc, a, b int32
}

// thread is one attempt to match.
type thread[U unit] struct {
	text     []U
	p        *Program
	m        *Machine
	stack    []frame
	slots    []int32
	fuel     int
	unicode  bool
	overflow bool // the stack was full
}

func (t *thread[U]) push(f frame) { t.stack = append(t.stack, f) }

// set changes a slot, and puts it back when the match fails.
func (t *thread[U]) set(slot, value int32) {
	t.push(frame{kind: restore, a: slot, b: t.slots[slot]})
	t.slots[slot] = value
}

// tick is called each time the fuel has run out.
func (t *thread[U]) tick() {
	t.fuel = pulse
	t.m.ticks++
	if t.m.Pulse != nil {
		t.m.Pulse()
	}
}

// run matches the program at a position.
func (t *thread[U]) run(start int) bool {
	pc, pos := int32(0), start
	code := t.p.code
	for {
		if t.fuel--; t.fuel < 0 {
			t.tick()
		}
		i := &code[pc]
		ok := true
		switch i.op {
		case opUnit:
			if i.back {
				pos--
				ok = pos >= 0 && rune(t.text[pos]) == i.a
			} else {
				ok = pos < len(t.text) && rune(t.text[pos]) == i.a
				pos++
			}
			pc++
		case opUnitSet, opPointSet:
			pos, ok = t.one(t.p.sets[i.a], pos, i.back, i.op == opPointSet)
			pc++
		case opRun:
			pos, ok = t.many(i, pc, pos)
			pc++
		case opSplit:
			t.push(frame{tryAt, i.b, int32(pos), 0})
			pc = i.a
		case opJump:
			pc = i.a
		case opSave:
			t.set(i.a, int32(pos))
			pc++
		case opMatch:
			return true
		default:
			pc, pos, ok = t.seldom(i, pc, pos)
		}
		if !ok {
			if pc, pos = t.backtrack(); pc < 0 {
				return false
			}
		} else if len(t.stack) > maxStack {
			t.overflow = true
			return false
		}
	}
}

// backtrack undoes what was done since the last choice and returns where to go on, or -1.
func (t *thread[U]) backtrack() (pc int32, pos int) {
	for len(t.stack) > 0 {
		top := len(t.stack) - 1
		f := &t.stack[top]
		switch f.kind {
		case restore:
			t.slots[f.a] = f.b
			t.stack = t.stack[:top]
		case tryAt:
			t.stack = t.stack[:top]
			return f.pc, int(f.a)
		case giveOne:
			i := &t.p.code[f.pc]
			f.a = int32(t.step(int(f.a), !i.back, i.points))
			next, at := f.pc+1, int(f.a)
			if f.a == f.b {
				t.stack = t.stack[:top]
			}
			return next, at
		case takeOne:
			i := &t.p.code[f.pc]
			at, ok := t.one(t.p.sets[i.a], int(f.a), i.back, i.points)
			if !ok {
				t.stack = t.stack[:top]
				continue
			}
			next := f.pc + 1
			if f.a, f.b = int32(at), f.b-1; f.b == 0 {
				t.stack = t.stack[:top]
			}
			return next, at
		default:
			t.stack = t.stack[:top]
		}
	}
	return -1, 0
}
