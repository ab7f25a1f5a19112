package names

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// missingRequire looks for names that exist only after a require, where no scenario of the project rule has it: at the first use of each module.
func missingRequire(p *rule.Pass) {
	loaded := requiredBy(p.File)
	if loaded.dynamic {
		return
	}
	for _, u := range gatedUses(p, loaded.modules) {
		if p.MentionsMember("require") { // as one of globalThis
			return
		}
		var details []rule.Detail
		switch {
		case attemptOf(p, u.at) != unguarded:
			details = append(details, rule.Lower(finding.Warning))
		case !whole(p):
			details = append(details, rule.Lower(finding.Note))
		}
		text := "require(Modules." + u.node.Gate + ")"
		details = append(details, rule.Hint("it exists after %s", text), rule.Mend(inserted(p, text+";\n", "add "+text)))
		p.ReportRange(u.start, u.end, u.node.Full+" needs the module "+u.node.Gate+", which nothing loads", details...)
	}
}

// use is a mention of a name that exists only after a require.
type use struct {
	node       *apitable.Node
	at         ast.Node
	start, end int
}

// gatedUses returns the first use of each module that is not loaded.
func gatedUses(p *rule.Pass, loaded map[string]bool) []use {
	first := map[string]use{}
	var order []string
	asks := asking(p)
	add := func(u use) {
		before, seen := first[u.node.Gate]
		if !seen {
			order = append(order, u.node.Gate)
		}
		if !seen || u.start < before.start {
			first[u.node.Gate] = u
		}
	}
	for _, id := range p.Unbound() {
		t := p.TypeOf(id)
		if t.Kind != program.Name || t.Node.Gate == "" || loaded[t.Node.Gate] {
			continue
		}
		if _, seen := first[t.Node.Gate]; seen || p.MakesGlobal(t.Node.Name) || asksForGlobal(p, t.Node.Name) {
			continue
		}
		start, end := p.Range(id)
		add(use{t.Node, id, start, end})
	}
	for _, m := range p.Members() {
		if m.Of.Kind != program.Name || m.Of.Node.Gate != "" {
			continue
		}
		n, ok := m.Of.Node.Child(m.Name)
		if !ok || n.Gate == "" || loaded[n.Gate] || p.Sets(m.Name) || asks(m.Name) || standIn(p, m.Node) {
			continue
		}
		_, end := nameRange(p, m)
		start, _ := p.Range(m.Node)
		add(use{n, m.Node, start, end})
	}
	var uses []use
	for _, gate := range order {
		uses = append(uses, first[gate])
	}
	return uses
}

// standIn reports whether a member is what a scenario takes if there is no other one of the API: it may lack both.
func standIn(p *rule.Pass, n ast.Node) bool {
	b, ok := p.Parent(n).(*ast.BinaryExpression)
	return ok && (b.Operator == token.LOGICAL_OR || b.Operator == token.COALESCE) && ast.Node(b.Right) == n && p.TypeOf(b.Left).Kind == program.Name
}

// asksForGlobal reports whether a scenario asks whether a global is there.
func asksForGlobal(p *rule.Pass, name string) bool {
	for _, id := range p.Mentions(name) {
		if onlyTyped(p, id) {
			return true
		}
	}
	return ofGlobalObject(p, name)
}
