package values

import (
	"fmt"
	"math"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/runtime/session"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
	"voxemu/storage"
)

// ttl finds lifetimes in the storage that are over 90 days or negative, moments in place of lifetimes, and such as look like
// milliseconds (section 7.1).
func ttl(p *rule.Pass) {
	const days, dayInMilliseconds = storage.MaxTTL / (24 * 60 * 60), 24 * 60 * 60 * 1000
	for _, c := range p.Calling("ApplicationStorage.put") {
		e := c.Arg(2)
		if e == nil {
			continue
		}
		if moment(p.File, e, 0) {
			p.Report(e, "the ttl is a moment, not a number of seconds from now", rule.Hint("give the seconds for which the value is kept, %d at most", storage.MaxTTL))
			continue
		}
		seconds, ok := p.Number(e)
		if !ok {
			if text, is := p.String(e); is && math.IsNaN(number(text)) {
				p.Report(e, "the ttl is not a number", rule.Hint("give a number of seconds"))
			}
			continue
		}
		switch {
		case seconds > storage.MaxTTL:
			hint := fmt.Sprintf("%d days are %d", days, storage.MaxTTL)
			if thousands(p.File, e, 0) || math.Mod(seconds, 1000) == 0 && seconds >= dayInMilliseconds {
				hint = "it looks like milliseconds: leave out the factor 1000"
			}
			p.Report(e, fmt.Sprintf("the ttl is %s seconds, more than the %d days that are the limit", plain(seconds), days), rule.Hint("%s", hint))
		case seconds < 0:
			p.Report(e, fmt.Sprintf("the ttl is %s seconds, it can't be negative", plain(seconds)), rule.Hint("give a number of seconds from 1 to %d", storage.MaxTTL))
		case seconds < 1:
			p.Report(e, "the value expires at once, as its ttl is below one second", rule.Hint("leave the ttl out to keep it for 30 days"), rule.Lower(finding.Warning))
		case thousands(p.File, e, 0):
			p.Report(e, fmt.Sprintf("the ttl is in seconds, and this looks like milliseconds: %s seconds are %s", plain(seconds), span(seconds)),
				rule.Hint("leave out the factor 1000"), rule.Lower(finding.Note))
		}
	}
}

// plain writes a number without an exponent.
func plain(n float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", n), "0"), ".")
}

// span writes a time in the largest unit that fits.
func span(seconds float64) string {
	for _, unit := range []struct {
		seconds float64
		name    string
	}{{24 * 60 * 60, "days"}, {60 * 60, "hours"}, {60, "minutes"}} {
		if seconds >= 2*unit.seconds {
			return fmt.Sprintf("%.0f %s", seconds/unit.seconds, unit.name)
		}
	}
	return plain(seconds) + " seconds"
}

// number reads a text as JavaScript does, for plain decimal numbers; NaN for what is surely none, and 0 for what isn't known.
func number(text string) float64 {
	if strings.ContainsAny(text, "0123456789") || strings.TrimSpace(text) == "" || strings.Contains(text, "Infinity") {
		return 0
	}
	return math.NaN()
}

// thousands reports whether an expression is a product with a literal 1000 in it.
func thousands(f *program.File, e ast.Expression, depth int) bool {
	if depth > hops {
		return false
	}
	switch n := e.(type) {
	case *ast.BinaryExpression:
		return n.Operator == token.MULTIPLY && (thousands(f, n.Left, depth+1) || thousands(f, n.Right, depth+1))
	case *ast.NumberLiteral:
		v, _ := f.Number(n)
		return v == 1000
	case *ast.Identifier:
		c, ok := f.Constant(n).(*ast.BinaryExpression)
		return ok && thousands(f, c, depth+1)
	}
	return false
}

// moment reports whether an expression surely is the current time, in milliseconds or seconds, or a later one.
func moment(f *program.File, e ast.Expression, depth int) bool {
	if depth > hops || e == nil {
		return false
	}
	depth++
	switch n := e.(type) {
	case *ast.Identifier:
		return moment(f, f.Constant(n), depth)
	case *ast.BinaryExpression:
		switch n.Operator {
		case token.PLUS:
			return moment(f, n.Left, depth) && positive(f, n.Right) || moment(f, n.Right, depth) && positive(f, n.Left)
		case token.SLASH:
			by, ok := f.Number(n.Right)
			return ok && by <= 1000 && by > 0 && moment(f, n.Left, depth)
		}
	case *ast.CallExpression:
		c := f.CallAt(n)
		name, of := c.Method()
		switch name {
		case "now":
			return f.BuiltIn(of, "Date")
		case "getTime", "valueOf":
			return isNow(f, of)
		case "floor", "ceil", "round", "trunc":
			return f.BuiltIn(of, "Math") && moment(f, c.Arg(0), depth)
		}
	}
	return false
}

func positive(f *program.File, e ast.Expression) bool {
	v, ok := f.Number(e)
	return ok && v >= 0
}

// isNow reports whether an expression surely is a new Date(), or a name for one.
func isNow(f *program.File, e ast.Expression) bool {
	if id, ok := e.(*ast.Identifier); ok {
		e = f.Constant(id)
	}
	n, ok := e.(*ast.NewExpression)
	if !ok || !f.BuiltIn(n.Callee, "Date") {
		return false
	}
	if len(n.ArgumentList) == 1 {
		c, ok := n.ArgumentList[0].(*ast.CallExpression)
		if !ok {
			return false
		}
		name, of := f.CallAt(c).Method()
		return name == "now" && f.BuiltIn(of, "Date")
	}
	return len(n.ArgumentList) == 0
}

// shortInterval finds intervals below 100 ms: the cloud takes 100 in their place (section 3.2).
func shortInterval(p *rule.Pass) {
	shortest := session.CloudLimits().IntervalMin.Milliseconds()
	for _, c := range p.Calling("setInterval") {
		if len(c.Args) == 1 && c.Arg(0) != nil {
			p.Report(c.Callee, fmt.Sprintf("an interval without a time is one of %d ms", shortest), rule.Hint("write the time as the second argument"))
			continue
		}
		e := c.Arg(1)
		if e == nil {
			continue
		}
		ms, ok := p.Number(e)
		if !ok || ms >= float64(shortest) {
			continue
		}
		p.Report(e, fmt.Sprintf("an interval of %s ms is one of %d ms in the cloud", plain(ms), shortest), rule.Hint("write %d, or do more in each turn", shortest),
			rule.Mend(lengthen(p, e, shortest)))
	}
}

// lengthen returns the change that writes the shortest interval in the place of a literal.
func lengthen(p *rule.Pass, e ast.Expression, shortest int64) *finding.Fix {
	if _, literal := e.(*ast.NumberLiteral); !literal {
		return nil
	}
	start, end := p.Range(e)
	return p.Replace(start, end, fmt.Sprint(shortest), fmt.Sprintf("replace %s by %d", p.Source(e), shortest))
}
