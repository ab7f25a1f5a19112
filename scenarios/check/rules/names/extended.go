package names

import (
	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// extended reports whether a scenario may give a property of that name to objects of the API in other ways than by an assignment that
// names it: with Object.assign and its like, or by a computed name.
func extended(p *rule.Pass, name string) bool {
	ofAPI := func(object ast.Expression) bool {
		k := p.TypeOf(object).Kind
		return k == program.Name || k == program.Instance
	}
	for _, c := range p.Calls() {
		named, anything := addsTo(p.File, c, name)
		if named && !ownObject(p, c.Arg(0)) || anything && ofAPI(c.Arg(0)) {
			return true
		}
	}
	if computes(p.File, ofAPI) {
		return true
	}
	for _, of := range p.Companions { // which are not asked for types: they may be looked at at the same time
		global := func(object ast.Expression) bool {
			id, ok := object.(*ast.Identifier)
			if !ok || of.Variable(id) != nil {
				return false
			}
			_, api := apitable.Lookup(id.Name.String())
			return api
		}
		for _, c := range of.Calls() {
			if named, anything := addsTo(of, c, name); named || anything && global(c.Arg(0)) {
				return true
			}
		}
		if computes(of, global) {
			return true
		}
	}
	return false
}

// ownObject reports whether an expression surely is an object of the scenario.
func ownObject(p *rule.Pass, e ast.Expression) bool {
	switch p.TypeOf(e).Kind {
	case program.Object, program.Class, program.Func, program.List, program.Shape:
		return true
	}
	return false
}

// addsTo tells whether a call gives an object other than a new one a property of that name, or properties of which the names can't be
// known.
func addsTo(f *program.File, c *program.Call, name string) (named, anything bool) {
	switch method, _ := c.Method(); method {
	case "assign", "defineProperty", "defineProperties", "extend", "merge", "mixin", "setPrototypeOf":
	default:
		return false, false
	}
	switch c.Arg(0).(type) {
	case nil, *ast.ObjectLiteral, *ast.ThisExpression, *ast.StringLiteral:
		return false, false
	}
	for _, from := range c.Args[1:] {
		switch n := from.(type) {
		case *ast.StringLiteral: // defineProperty with a name
			return n.Value.String() == name, false
		case *ast.ObjectLiteral:
			value, known := f.Property(n, name)
			named, anything = named || value != nil, anything || !known
		default:
			anything = true
		}
	}
	return named, anything
}

// computes reports whether a scenario writes to a property by a computed name of an object that may be one of the API.
func computes(f *program.File, api func(object ast.Expression) bool) bool {
	found := false
	program.Inspect(f.Tree(), func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignExpression); ok {
			if b, ok := a.Left.(*ast.BracketExpression); ok {
				if _, literal := b.Member.(*ast.StringLiteral); !literal && api(b.Left) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}
