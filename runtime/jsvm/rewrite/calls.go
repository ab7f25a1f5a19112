package rewrite

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
	"voxemu/runtime/pattern"
)

// calls finds uses of eval, whose texts have to be looked at before they are evaluated, and regular
// expressions that goja takes for something else.
func (s *Script) calls(strict bool, e *edits) {
	eval := strings.Contains(s.Text, "eval") && !bindsEval(s.Tree)
	c := &callFinder{Script: s, edits: e, eval: eval, strict: strict}
	c.walk(s.Tree)
}

type callFinder struct {
	*Script
	edits  *edits
	eval   bool
	strict bool // the code that is looked at is strict
}

func isEval(n ast.Node) bool {
	id, ok := n.(*ast.Identifier)
	return ok && id.Name == "eval"
}

func (c *callFinder) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		c.scope(n, c.strict || syntax.IsStrict(n.Body.List))
	case *ast.ArrowFunctionLiteral:
		body, ok := n.Body.(*ast.BlockStatement)
		c.scope(n, c.strict || ok && syntax.IsStrict(body.List))
	case *ast.ClassLiteral:
		c.scope(n, true)
	case *ast.RegExpLiteral:
		if pattern.NeedsHelp(n.Pattern, n.Flags) {
			at := c.offset(n.Idx)
			c.edits.replace(at, regexpEnd(c.Text, at)-at, regexpHelper+"("+quote(n.Pattern)+","+quote(n.Flags)+")")
		}
	case *ast.CallExpression:
		if c.eval && isEval(n.Callee) {
			c.call(n)
			return
		}
		c.children(n)
	case *ast.SequenceExpression:
		c.value(&n.Sequence[len(n.Sequence)-1])
		c.children(n)
	case *ast.Binding:
		c.value(&n.Initializer)
		c.children(n)
	case *ast.AssignExpression:
		c.value(&n.Right)
		c.children(n)
	default:
		c.children(n)
	}
}

// value looks at an expression whose value goes elsewhere: if it is eval, a later call of it will evaluate in the global
// scope.
func (c *callFinder) value(e *ast.Expression) {
	if c.eval && *e != nil && isEval(*e) {
		c.edits.replace(c.offset((*e).Idx0()), len("eval"), indirectEval)
	}
}

func (c *callFinder) children(n ast.Node) { syntax.Children(n, c.walk) }

func (c *callFinder) scope(n ast.Node, strict bool) {
	outer := c.strict
	c.strict = strict
	c.children(n)
	c.strict = outer
}

// call puts the helper between a call of eval and its arguments.
func (c *callFinder) call(n *ast.CallExpression) {
	if len(n.ArgumentList) > 0 {
		mode := "0"
		if c.strict {
			mode = "1"
		}
		c.edits.insert(c.offset(n.LeftParenthesis)+1, evalHelper+"("+mode+",")
	}
	for _, a := range n.ArgumentList {
		c.walk(a)
	}
	if len(n.ArgumentList) > 0 {
		c.edits.insert(c.offset(n.RightParenthesis), ")")
	}
}

// bindsEval reports whether a script has something of its own that is called eval.
func bindsEval(n ast.Node) bool {
	found := false
	var look func(ast.Node)
	look = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Binding:
			found = found || isEval(n.Target)
		case *ast.AssignExpression:
			found = found || isEval(n.Left)
		case *ast.FunctionLiteral:
			found = found || n.Name != nil && isEval(n.Name)
		case *ast.CatchStatement:
			found = found || n.Parameter != nil && isEval(n.Parameter)
		}
		if !found {
			syntax.Children(n, look)
		}
	}
	look(n)
	return found
}
