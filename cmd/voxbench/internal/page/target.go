// Package page turns what was measured into a page of documentation: which target is met, by how much, and the figures behind it.
package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"voxemu/cmd/voxbench/internal/rounds"
)

// Group is a set of contenders that are measured in turn, and what is claimed of them.
type Group struct {
	// Title and Text open its section.
	Title, Text string
	// Rounds is how many rounds it needs in place of the usual number; 0 for that.
	Rounds     int
	Contenders []rounds.Contender
	// Columns are the figures shown of each contender.
	Columns []Column
	Claims  []Claim
}

// Column is a figure and the heading it is shown under.
type Column struct{ Figure, Heading string }

// Claim is a figure, or the ratio of two, and what it should be.
type Claim struct {
	// Target is the name of the target, such as "T1"; "" for what has none.
	Target string
	// Text says what is compared with what.
	Text string
	// Of is divided by By, unless By is empty: then the figure itself counts.
	Of, By rounds.Ref
	Bound  Bound
	// Unit follows figures; ratios have none.
	Unit string
	// Loss marks a comparison that is known to go against voxemu.
	Loss bool
}

// Bound is what a claim should be; the zero Bound leaves it open.
type Bound struct {
	most  bool
	value float64
}

// AtMost is the bound of what should be small.
func AtMost(v float64) Bound { return Bound{true, v} }

// AtLeast is the bound of what should be large.
func AtLeast(v float64) Bound { return Bound{false, v} }

func (b Bound) none() bool { return b == Bound{} }

func (b Bound) holds(v float64) bool {
	if b.most {
		return v <= b.value
	}
	return v >= b.value
}

// text writes the bound with a unit.
func (b Bound) text(unit string) string {
	switch {
	case b.none():
		return "none"
	case b.most:
		return "at most " + quantity(b.value, unit)
	}
	return "at least " + quantity(b.value, unit)
}

// Verdict is what became of a claim.
type Verdict struct {
	Claim
	Spread rounds.Spread
	// Missing says why it was not measured, or is "".
	Missing string
}

// Judge compares a claim with what was measured.
func Judge(c Claim, r *rounds.Result) Verdict {
	v := Verdict{Claim: c}
	var ok bool
	if c.By == (rounds.Ref{}) {
		v.Spread, ok = r.Figure(c.Of.Contender, c.Of.Figure)
	} else {
		v.Spread, ok = r.Ratio(c.Of, c.By)
	}
	if ok {
		return v
	}
	v.Missing = "the figure is not there"
	for _, name := range []string{c.Of.Contender, c.By.Contender} {
		if why := r.Missing[name]; why != "" {
			v.Missing = why
		}
	}
	return v
}

// Met reports whether the claim was measured and is within its bound, if it has one.
func (v Verdict) Met() bool {
	return v.Missing == "" && (v.Bound.none() || v.Bound.holds(v.Spread.Median))
}

// Outcome is the verdict in a word.
func (v Verdict) Outcome() string {
	switch {
	case v.Missing != "":
		return "not measured: " + v.Missing
	case v.Bound.none():
		return "no target"
	case v.Met():
		return "met"
	}
	return "**missed**"
}

// Measured writes the median and the range of the rounds.
func (v Verdict) Measured() string {
	if v.Missing != "" {
		return "not measured: " + v.Missing
	}
	unit := v.Unit
	if unit == "" {
		unit = "x"
	}
	return fmt.Sprintf("%s (%s to %s)", quantity(v.Spread.Median, unit), number(v.Spread.Min), number(v.Spread.Max))
}

func quantity(v float64, unit string) string {
	switch unit {
	case "":
		return number(v) + "x"
	case "x":
		return number(v) + "x"
	}
	return number(v) + " " + unit
}

// number writes three significant digits, and thousands with commas.
func number(v float64) string {
	if v == 0 {
		return "0"
	}
	digits := 2 - int(math.Floor(math.Log10(math.Abs(v))))
	if digits > 0 {
		s := strconv.FormatFloat(v, 'f', digits, 64)
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	scale := math.Pow(10, float64(-digits))
	s := strconv.FormatFloat(math.Round(v/scale)*scale, 'f', 0, 64)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
