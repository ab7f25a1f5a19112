package names

import (
	"strings"
	"sync"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// unusedRequire looks for modules that are loaded and not used by any scenario of the project rule.
func unusedRequire(p *rule.Pass) {
	calls := p.Calling("require")
	if len(calls) == 0 || !whole(p) || reflective(p.File) {
		return
	}
	said := map[string]bool{}
	for _, c := range calls {
		name, text, ok := moduleOf(p.File, c.Arg(0))
		if !ok {
			continue
		}
		if name == "" {
			m, _ := apitable.ModuleByValue(text)
			name = m.Name
		}
		if said[name] || name == "" {
			continue
		}
		said[name] = true
		opened := openedBy()[name]
		if len(opened) == 0 || usesAny(p.File, wordsOf(name, opened)) || usesObjects(p, name) {
			continue
		}
		p.Report(c.Node, "the module "+name+" is loaded, and nothing of it is used",
			rule.Hint("it has %s", listed(opened)), rule.Mend(removed(p, c.Node, "remove the require")))
	}
}

// openedBy has what each module opens, found in one go: see [apitable.Opened].
var openedBy = sync.OnceValue(func() map[string][]*apitable.Node {
	opened := map[string][]*apitable.Node{}
	queue := []*apitable.Node{apitable.Root()}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, c := range n.Children() {
			if c.Gate != "" {
				opened[c.Gate] = append(opened[c.Gate], c)
			} else if c.Kind != apitable.Alias {
				queue = append(queue, c)
			}
		}
	}
	return opened
})

// listed names some of the names that a module has.
func listed(opened []*apitable.Node) string {
	var names []string
	for _, n := range opened {
		if len(names) == most {
			return strings.Join(names, ", ") + " and more"
		}
		names = append(names, n.Full)
	}
	return strings.Join(names, ", ")
}

// wordsOf are the words by which a scenario can use a module.
func wordsOf(module string, opened []*apitable.Node) map[string]bool {
	words := map[string]bool{}
	for _, n := range opened {
		words[n.Name] = true
	}
	if module == "AI" { // guides load it for AMD, which is always there (behaviour page, section 1.3)
		words["AMD"] = true
	}
	return words
}

// reflective reports whether any of the scenarios that run together reaches names in ways that can't be followed.
func reflective(f *program.File) bool {
	for of := range f.Together() {
		if of.Dynamic() {
			return true
		}
		for _, id := range of.Unbound() {
			switch id.Name {
			case "globalThis", "VoxEngine":
				if !reads(of, id) {
					return true
				}
			}
		}
	}
	return false
}

// reads reports whether a mention of an object only reads a member of it by name, or asks for its type.
func reads(f *program.File, id *ast.Identifier) bool {
	switch up := f.Parent(id).(type) {
	case *ast.DotExpression, *ast.UnaryExpression, *ast.Optional:
		return true
	case *ast.BracketExpression:
		_, literal := up.Member.(*ast.StringLiteral)
		return literal
	case *ast.Binding:
		_, taken := up.Target.(*ast.ObjectPattern)
		return taken
	}
	return false
}

// usesAny reports whether any of the scenarios that run together has one of the words as a name, a member, a key or a string, or has
// a string that begins with one of them and a dot, as the values of events do.
func usesAny(f *program.File, words map[string]bool) bool {
	for of := range f.Together() {
		for _, n := range of.Nodes() {
			found := false
			switch n := n.(type) {
			case *ast.Identifier:
				found = words[n.Name.String()]
			case *ast.DotExpression:
				found = words[n.Identifier.Name.String()] && !loads(n)
			case *ast.StringLiteral:
				head, _, _ := strings.Cut(n.Value.String(), ".")
				found = words[head]
			}
			if found {
				return true
			}
		}
	}
	return false
}

// loads reports whether an expression is a member of Modules, which alone uses nothing.
func loads(n *ast.DotExpression) bool {
	id, ok := n.Left.(*ast.Identifier)
	return ok && id.Name == "Modules"
}

// usesObjects reports whether a scenario uses objects that come from a module, however it got them.
func usesObjects(p *rule.Pass, module string) bool {
	for _, m := range p.Members() {
		if m.Of.Kind == program.Instance && m.Of.Node.Gate == module || m.Of.Kind == program.Shape && m.Of.Interface.Gate == module {
			return true
		}
	}
	for _, l := range p.Listeners() {
		if l.Event != nil && l.Event.Gate == module {
			return true
		}
	}
	return false
}
