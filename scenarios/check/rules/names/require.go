package names

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// required is what the scenarios of a project rule load.
type required struct {
	modules map[string]bool // names of modules
	dynamic bool            // and perhaps any other
}

// requiredBy looks at a scenario and at all that run with it. It goes by names alone, as types rest on what is loaded.
func requiredBy(f *program.File) required {
	r := required{modules: map[string]bool{}}
	for of := range f.Together() {
		if of.Dynamic() {
			r.dynamic = true
		}
		for _, id := range of.Mentions("require") {
			r.mention(of, id)
		}
	}
	return r
}

// mention takes in one mention of require.
func (r *required) mention(f *program.File, id *ast.Identifier) {
	switch up := f.Parent(id).(type) {
	case *ast.CallExpression:
		if up.Callee == id {
			if len(up.ArgumentList) > 0 {
				r.argument(f, up.ArgumentList[0])
			}
			return
		}
	case *ast.UnaryExpression:
		if up.Operator == token.TYPEOF {
			return
		}
	}
	r.dynamic = true // it is given to somebody
}

// argument takes in what require is given: a module, or one of several.
func (r *required) argument(f *program.File, e ast.Expression) {
	switch n := e.(type) {
	case *ast.ConditionalExpression:
		r.argument(f, n.Consequent)
		r.argument(f, n.Alternate)
		return
	case *ast.BinaryExpression:
		r.argument(f, n.Left)
		r.argument(f, n.Right)
		return
	}
	name, text, ok := moduleOf(f, e)
	switch {
	case !ok:
		r.dynamic = true
	case name != "":
		r.modules[name] = true
		for _, near := range apitable.Suggest("Modules." + name) { // a slip, which is another finding
			n, _ := apitable.Lookup(near)
			r.modules[n.Name] = true
		}
	default:
		m, known := apitable.ModuleByValue(text)
		r.modules[m.Name] = true
		if !known {
			r.modules[nearModule(text)] = true
		}
	}
}

// moduleOf reads an argument of require: the member of Modules, or a text.
func moduleOf(f *program.File, e ast.Expression) (name, text string, ok bool) {
	if v := f.Constant(e); v != nil {
		e = v
	}
	switch n := e.(type) {
	case *ast.StringLiteral:
		return "", n.Value.String(), true
	case *ast.DotExpression:
		if of, is := n.Left.(*ast.Identifier); is && of.Name == "Modules" && f.Variable(of) == nil && !f.Foreign("Modules") {
			return n.Identifier.Name.String(), "", true
		}
	}
	return "", "", false
}

// nearModule returns the name of the module that a text resembles by its name or by what require takes, or "".
func nearModule(text string) string {
	var candidates []string
	for _, m := range apitable.Modules() {
		if m.Name == text {
			return text
		}
		candidates = append(candidates, m.Name, m.Value)
	}
	near := nearest(text, candidates)
	for _, m := range apitable.Modules() {
		if m.Value == near {
			return m.Name
		}
	}
	return near
}

// requireOf returns the call of the API's require that a member is the argument of, or nil.
func requireOf(p *rule.Pass, m program.Member) *program.Call {
	c := p.CallAt(p.Parent(m.Node))
	if c == nil || len(c.Args) == 0 || ast.Node(c.Args[0]) != m.Node {
		return nil
	}
	if !p.IsCall(c, "require") {
		return nil
	}
	return c
}
