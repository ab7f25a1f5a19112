package decimal

// Operands are what the plural rules of UTS 35 look at.
type Operands struct {
	// I is the integer part as ASCII digits, F the visible fraction digits with trailing zeros; V and W count them with and without the
	// trailing zeros.
	I, F string
	V, W int
	// E is the exponent of compact and scientific notation.
	E int
}

// Operands are those of a finite number that is shown with at least minFraction digits, times ten to the exponent of its notation.
func (n Number) Operands(minFraction, exponent int) Operands {
	whole := n.Shift(exponent)
	o := Operands{E: exponent}
	o.I, o.F = whole.Text(1, max(0, max(minFraction, -n.exp)-exponent))
	o.V = len(o.F)
	o.W = o.V
	for o.W > 0 && o.F[o.W-1] == '0' {
		o.W--
	}
	return o
}
