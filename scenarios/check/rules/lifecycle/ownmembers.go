package lifecycle

import (
	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/rule"
)

// computed stands for members whose name isn't known.
const computed = "*"

// ownMembers returns the names of all members that the scenarios give to objects of their own. A method of any other name is one of the
// language or of the API.
func ownMembers(p *rule.Pass) map[string]bool {
	own := map[string]bool{}
	key := func(e ast.Expression, is bool) {
		if s, ok := e.(*ast.StringLiteral); ok && !is {
			own[s.Value.String()] = true
		} else {
			own[computed] = true
		}
	}
	for f := range p.Together() {
		for _, n := range f.Nodes() {
			switch n := n.(type) {
			case *ast.PropertyKeyed:
				key(n.Key, n.Computed)
			case *ast.PropertyShort:
				own[n.Name.Name.String()] = true
			case *ast.MethodDefinition:
				key(n.Key, n.Computed)
			case *ast.FieldDefinition:
				key(n.Key, n.Computed)
			case *ast.AssignExpression:
				switch left := n.Left.(type) {
				case *ast.DotExpression:
					own[left.Identifier.Name.String()] = true
				case *ast.BracketExpression:
					key(left.Member, false)
				}
			}
		}
	}
	return own
}
