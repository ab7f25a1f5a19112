package events

import (
	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

const interimResults = "interimResults"

func interimNotAsked(p *rule.Pass) {
	for _, l := range p.Listeners() {
		if !l.WaitsFor("ASREvents.InterimResult") || elsewhere(p.File, l) || callsByName(p.File) {
			continue
		}
		made := recognisers(p.File, l)
		if len(made) == 0 {
			continue
		}
		silent := true
		for _, c := range made {
			silent = silent && notAsked(p.File, c)
		}
		if !silent {
			continue
		}
		details := []rule.Detail{rule.Hint("pass interimResults: true to createASR")}
		if len(made) == 1 {
			details = append(details, rule.Mend(ask(p, made[0])))
		}
		p.Report(l.Call.Arg(0), "ASREvents.InterimResult never comes: createASR is not asked for interim results", details...)
	}
}

// recognisers returns the calls of createASR that may have made what a listener is added to: that which it is known to come from, or all
// of the scenario; none if it may come from elsewhere.
func recognisers(f *program.File, l *program.Listener) []*program.Call {
	if value := f.Constant(l.On); value != nil {
		if c := f.CallAt(value); c != nil && isCreateASR(f, c) {
			return []*program.Call{c}
		}
	}
	if !l.Type.Is("ASR") {
		return nil
	}
	var all []*program.Call
	for of := range f.Together() {
		for _, c := range of.Calls() {
			if name, _ := c.Method(); name == "createASR" && !isCreateASR(of, c) || name == "createVoiceAvatar" {
				return nil
			}
			if isCreateASR(of, c) {
				if of != f {
					return nil
				}
				all = append(all, c)
			}
		}
	}
	return all
}

func isCreateASR(f *program.File, c *program.Call) bool { return f.IsCall(c, "VoxEngine.createASR") }

// notAsked reports whether a createASR surely has no interim results. The old form, which begins with a language, is left alone: what it
// raises isn't known.
func notAsked(f *program.File, c *program.Call) bool {
	if c.Arg(0) == nil {
		return false
	}
	value, ok := f.Property(c.Arg(0), interimResults)
	if !ok {
		return false
	}
	if value == nil {
		return true
	}
	b, literal := value.(*ast.BooleanLiteral)
	return literal && !b.Value
}

// ask puts interimResults into the parameters.
func ask(p *rule.Pass, c *program.Call) *finding.Fix {
	const title = "pass interimResults: true"
	literal, ok := c.Arg(0).(*ast.ObjectLiteral)
	if !ok {
		if literal, ok = p.Constant(c.Arg(0)).(*ast.ObjectLiteral); !ok {
			return nil
		}
	}
	if value, _ := p.Property(literal, interimResults); value != nil {
		start, end := p.Range(value)
		return p.Replace(start, end, "true", title)
	}
	if len(literal.Value) == 0 {
		start, end := p.Range(literal)
		return p.Replace(start, end, "{ interimResults: true }", title)
	}
	start, end := p.Range(literal.Value[0])
	return p.Surround(start, end, "interimResults: true,"+p.Gap(start), "", title)
}
