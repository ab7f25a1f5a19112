package names

import (
	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// extensions are the ways in which the scenarios that run together may give properties to objects of the API other than by an assignment
// that names them: with Object.assign and its like, or by a computed name.
type extensions struct {
	p     *rule.Pass
	asked bool
	any   bool // a name isn't known
	adds  map[*program.File][]*program.Call
}

// extended reports whether there may be such a property of that name.
func (x *extensions) extended(name string) bool {
	if !x.asked {
		x.asked = true
		x.look()
	}
	if x.any {
		return true
	}
	for _, c := range x.adds[x.p.File] {
		named, anything := addsTo(x.p.File, c, name)
		if named && !ownObject(x.p, c.Arg(0)) || anything && x.ofAPI(c.Arg(0)) {
			return true
		}
	}
	for _, of := range x.p.Companions { // whose objects are taken for objects of the API if they may be
		for _, c := range x.adds[of] {
			if named, anything := addsTo(of, c, name); named || anything && mayBeAPI(of, c.Arg(0)) {
				return true
			}
		}
	}
	return false
}

// look goes through the scenarios once.
func (x *extensions) look() {
	x.adds = map[*program.File][]*program.Call{}
	for of := range x.p.Together() {
		for _, c := range of.Calls() {
			if adds(c) {
				x.adds[of] = append(x.adds[of], c)
			}
		}
		api := x.ofAPI
		if of != x.p.File {
			api = func(object ast.Expression) bool { return mayBeAPI(of, object) }
		}
		x.any = x.any || computes(of, api)
	}
}

func (x *extensions) ofAPI(object ast.Expression) bool {
	k := x.p.TypeOf(object).Kind
	return k == program.Name || k == program.Instance
}

// mayBeAPI reports whether an object of another scenario may be one of the API.
func mayBeAPI(of *program.File, object ast.Expression) bool {
	id, ok := object.(*ast.Identifier)
	if !ok || of.Variable(id) != nil {
		return false
	}
	_, api := apitable.Lookup(id.Name.String())
	return api
}

// ownObject reports whether an expression surely is an object of the scenario.
func ownObject(p *rule.Pass, e ast.Expression) bool {
	switch p.TypeOf(e).Kind {
	case program.Object, program.Class, program.Func, program.List, program.Shape:
		return true
	}
	return false
}

// adds reports whether a call may give properties to what it is given.
func adds(c *program.Call) bool {
	switch method, _ := c.Method(); method {
	case "assign", "defineProperty", "defineProperties", "extend", "merge", "mixin", "setPrototypeOf":
		return true
	}
	return false
}

// addsTo tells whether a call that adds gives an object other than a new one a property of that name, or properties of which the names
// can't be known.
func addsTo(f *program.File, c *program.Call, name string) (named, anything bool) {
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
