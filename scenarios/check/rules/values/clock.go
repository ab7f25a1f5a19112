package values

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// inUTC tells of methods of dates that depend on the local time zone how the same is written in UTC: what they give in the cloud.
func inUTC(method string) string {
	switch method {
	case "getHours", "getDay", "getDate", "getMonth", "getFullYear", "getMinutes":
		return "getUTC" + strings.TrimPrefix(method, "get")
	}
	return ""
}

// tellsTime reports whether a method gives what people read off a clock or a calendar. Minutes, months and years seldom differ between
// zones, so they alone are not reported.
func tellsTime(method string) bool {
	switch method {
	case "getHours", "getDay", "getDate", "toLocaleTimeString", "toLocaleDateString", "toLocaleString":
		return true
	}
	return false
}

// localTime finds scenarios that read the time of day from new Date(): the cloud's zone is always UTC (section 1.1). A scenario that
// mentions time zones in any way knows.
func localTime(p *rule.Pass) {
	if knowsZones(p.File) {
		return
	}
	seen := map[*program.Variable]bool{} // the first says it for all
	for _, c := range p.Calls() {
		name, of := c.Method()
		if of == nil || !tellsTime(name) || !isNow(p.File, of) || hasZone(c, name) || shifted(p.File, c) {
			continue
		}
		v := p.VariableOf(of)
		if v != nil && (seen[v] || moved(p.File, v)) {
			continue
		}
		seen[v] = v != nil
		start, end := p.MemberRange(c.Callee)
		p.ReportRange(start, end, fmt.Sprintf("%s is in UTC: the cloud has no other time zone", name),
			rule.Hint("ask getLocalTime(zone, date), or write what is meant to be UTC with its UTC method"), rule.Mend(useUTC(p, c, v)))
	}
}

// knowsZones reports whether a text of those that run together has a word of time zones in it, a comment included.
func knowsZones(f *program.File) bool {
	for of := range f.Together() {
		text := strings.ToLower(of.Text())
		for _, word := range []string{"utc", "gmt", "zone", "getlocaltime", "offset"} {
			if strings.Contains(text, word) {
				return true
			}
		}
	}
	return false
}

// hasZone reports whether a call of toLocaleString or its like may name a time zone: its options are then not known, as the word zone is
// nowhere.
func hasZone(c *program.Call, name string) bool {
	if !strings.HasPrefix(name, "toLocale") || len(c.Args) < 2 {
		return false
	}
	_, literal := c.Arg(1).(*ast.ObjectLiteral)
	return !literal
}

// shifted reports whether a number is added to what a call gives: hours of another zone, perhaps.
func shifted(f *program.File, c *program.Call) bool {
	sum, ok := f.Parent(c.Node).(*ast.BinaryExpression)
	if !ok || sum.Operator != token.PLUS && sum.Operator != token.MINUS {
		return false
	}
	other := sum.Left
	if other == c.Node {
		other = sum.Right
	}
	return sum.Operator == token.MINUS || f.TypeOf(other).Kind != program.String
}

// moved reports whether a date is changed: that is how people do the arithmetic of time zones by hand. Then it may be anything.
func moved(f *program.File, v *program.Variable) bool {
	for _, ref := range v.Refs {
		if d, ok := f.Parent(ref).(*ast.DotExpression); !ok || strings.HasPrefix(d.Identifier.Name.String(), "set") {
			return true
		}
	}
	return false
}

// useUTC returns the change that says the same with the methods of UTC: for a variable at all of its mentions.
func useUTC(p *rule.Pass, c *program.Call, v *program.Variable) *finding.Fix {
	places := []ast.Expression{c.Callee}
	if v != nil {
		places = places[:0]
		for _, ref := range v.Refs {
			if d, ok := p.Parent(ref).(*ast.DotExpression); ok {
				places = append(places, d)
			}
		}
	}
	fix := &finding.Fix{Title: "read the time in UTC, which is the same in the cloud"}
	for _, e := range places {
		start, end := p.MemberRange(e)
		utc := inUTC(p.Text()[start:end])
		if utc == "" {
			continue
		}
		one := p.Replace(start, end, utc, fix.Title)
		if one == nil {
			return nil
		}
		fix.Edits = append(fix.Edits, one.Edits...)
	}
	if len(fix.Edits) == 0 {
		return nil
	}
	return fix
}
