// Package ledger has the rule about behaviour that is assumed: what a scenario leans on of which nobody has shown what the cloud does.
package ledger

import (
	_ "embed" // the table
	"strings"
	"sync"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules.
func Rules() []rule.Rule {
	return []rule.Rule{{
		Code: "VX1901", Name: "assumed", Severity: finding.Note, Optional: true, File: assumed,
		Summary: "a part of the API whose behaviour here is assumed",
	}}
}

// assumed.tsv has a line for each function, method and event of the API that the ledger (docs/parity.tsv) mentions in rows with the
// status assumed, and in no better ones: its full name, the id of the first such row, and what that row says. A test makes it.
//
//go:embed assumed.tsv
var assumedText string

// row is what is assumed of a name.
type row struct{ id, statement string }

var table = sync.OnceValue(func() map[string]row {
	rows := map[string]row{}
	for line := range strings.Lines(assumedText) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 3 {
			rows[f[0]] = row{f[1], f[2]}
		}
	}
	return rows
})

// assumed reports each name of the table at its first use.
func assumed(p *rule.Pass) {
	told := map[string]bool{}
	report := func(n *apitable.Node, start, end int) {
		full := n.Resolve().Full
		r, ok := table()[full]
		if !ok || told[full] {
			return
		}
		told[full] = true
		p.ReportRange(start, end, "assumed of "+full+": "+decapitalized(r.statement),
			rule.Hint("try this part against the cloud before you rely on it; the ledger calls it %s", r.id))
	}
	for _, id := range p.Unbound() {
		if t := p.TypeOf(id); t.Kind == program.Name {
			start, end := p.Range(id)
			report(t.Node, start, end)
		}
	}
	for _, m := range p.Members() {
		if m.Object == nil && m.Of.Kind == program.Name { // in a pattern
			if n, ok := m.Of.Node.Child(m.Name); ok {
				start, end := p.Range(m.Node)
				report(n, start, end)
			}
		} else if t := p.TypeOf(m.Node); t.Kind == program.Name {
			start, end := p.MemberRange(m.Node)
			report(t.Node, start, end)
		}
	}
	for _, l := range p.Listeners() {
		if l.Event != nil { // by its value: its name has been told
			start, end := p.Range(l.Call.Arg(0))
			report(l.Event, start, end)
		}
	}
}

// decapitalized begins a sentence as it stands behind a colon; names keep their capitals.
func decapitalized(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if strings.ToLower(word[1:]) != word[1:] || strings.ContainsAny(word, ".(") {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
