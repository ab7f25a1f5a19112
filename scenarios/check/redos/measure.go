package redos

import (
	"math"
	"strings"
	"unicode/utf16"

	"voxemu/runtime/pattern"
)

// The measures of a claim, in steps of our own matcher: some 200 million of them take a second.
const (
	// tooLong is what a match may take: some seconds.
	tooLong = 1e9
	// page is the length of input within which a polynomial pattern has to become too slow, in code units.
	page = 10_000
	// cubic is the least exponent that counts, a little below 3 since short inputs have not reached it yet.
	cubic = 2.6
	// enough and doubled are how many steps a measure needs at least, so that what comes once a match doesn't count.
	enough, doubled = 20_000, 6_000
	// budget is how many steps all measures of a pattern may take.
	budget = 2_000_000
)

// attack is an input: the prefix, so many pumps as one likes, and the suffix.
type attack struct{ prefix, pump, suffix string }

func (a attack) text(pumps int) string { return a.prefix + strings.Repeat(a.pump, pumps) + a.suffix }

// gauge counts the steps of a pattern.
type gauge struct {
	program *pattern.Program
	machine pattern.Machine
	left    int // of the budget
}

// stopped is how a match is ended that takes too many steps.
type stopped struct{}

func newGauge(p *pattern.Program) *gauge {
	g := &gauge{program: p, left: budget}
	g.machine.Pulse = func() { panic(stopped{}) }
	return g
}

// steps is how many steps a match of a text takes; ended is false if these are not all.
func (g *gauge) steps(text string) (n int, ended bool) {
	defer func() {
		if x := recover(); x != nil {
			if _, ok := x.(stopped); !ok {
				panic(x)
			}
		}
		n = g.machine.Steps()
		g.left -= n
	}()
	_, err := g.machine.UTF16(g.program, utf16.Encode([]rune(text)), 0, g.program.Flags&pattern.Sticky != 0)
	return 0, err == nil
}

// doubles tells whether each further pump makes a match take about twice as long or more, and if so, how long the input is with
// which it takes too long, in code units.
func (g *gauge) doubles(a attack) (length int, ok bool) {
	before, row := 0, 0
	for pumps := 1; pumps <= 48 && g.left > 0; pumps++ {
		n, ended := g.steps(a.text(pumps))
		growth := float64(n) / float64(max(before, 1))
		if before > 0 && growth >= 1.6 {
			row++
		} else {
			row = 0
		}
		if !ended && row < 2 || pumps > 12 && row == 0 {
			return 0, false
		}
		if !ended || n > doubled && row >= 4 {
			more := math.Log(tooLong/float64(n)) / math.Log(min(growth, 16))
			return units(a.text(pumps + max(0, int(math.Ceil(more))))), true
		}
		before = n
	}
	return 0, false
}

// grows returns the exponent with which the time of a match grows with the input if that is a high one, and the length of the input
// with which it takes too long, in code units. It compares an input with one of half its length.
func (g *gauge) grows(a attack) (exponent float64, length int, ok bool) {
	pumps, n := 0, 0
	for next := 4; n < enough; next += 2 * max(1, next/8) {
		text := a.text(next)
		if units(text) > page || g.left <= 0 || pumps >= 32 && exponent < 2 {
			return 0, 0, false
		}
		steps, ended := g.steps(text)
		if !ended {
			break
		}
		half, _ := g.steps(a.text(next / 2))
		exponent = math.Log2(float64(steps) / float64(max(half, 1)))
		pumps, n = next, steps
	}
	length = int(float64(units(a.text(pumps))) * math.Pow(tooLong/float64(n), 1/exponent))
	return exponent, length, n > enough/4 && exponent >= cubic && length <= page
}

// units is the length of a text in code units.
func units(text string) int { return len(utf16.Encode([]rune(text))) }
