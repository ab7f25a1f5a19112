package events

import (
	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
)

// depends says what it depends on whether a node runs when its function does.
type depends uint8

const (
	always  depends = iota // it runs each time
	onInput                // on nothing but what the function is given, so that it may run each time
	onState                // on something else, which may let it run once only
)

// runs says what it depends on that a node of a function runs.
func runs(f *program.File, n ast.Node, fn *program.Function) depends {
	most := always
	for child, parent := n, f.Parent(n); parent != nil; child, parent = parent, f.Parent(parent) {
		most = max(most, step(f, child, parent, fn))
		if parent == fn.Node {
			return most
		}
	}
	return onState
}

// step is what one node around another adds.
func step(f *program.File, child, parent ast.Node, fn *program.Function) depends {
	switch p := parent.(type) {
	case *ast.IfStatement:
		return test(f, fn, p.Test)
	case *ast.ConditionalExpression:
		return test(f, fn, p.Test)
	case *ast.BinaryExpression:
		if choice(p) && child == ast.Node(p.Right) {
			return test(f, fn, p.Left)
		}
	case *ast.SwitchStatement:
		return test(f, fn, p.Discriminant)
	case *ast.CaseStatement:
		return max(onInput, left(f, fn, p.Consequent, child))
	case *ast.BlockStatement:
		return left(f, fn, p.List, child)
	case *ast.FunctionLiteral:
		if parent == fn.Node {
			return left(f, fn, p.Body.List, child)
		}
		return onState
	case *ast.ArrowFunctionLiteral:
		if parent != fn.Node {
			return onState
		}
		if b, ok := p.Body.(*ast.BlockStatement); ok {
			return left(f, fn, b.List, child)
		}
	case *ast.TryStatement:
		if p.Body != child {
			return onState
		}
	case *ast.CatchStatement, *ast.ForStatement, *ast.ForInStatement, *ast.ForOfStatement, *ast.WhileStatement, *ast.DoWhileStatement, *ast.WithStatement:
		return onState
	}
	return always
}

// left is what the statements before one of a list add: those that may leave the function.
func left(f *program.File, fn *program.Function, list []ast.Statement, child ast.Node) depends {
	most := always
	for _, s := range list {
		if ast.Node(s) == child {
			break
		}
		program.InspectTurn(s, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.ReturnStatement, *ast.ThrowStatement, *ast.BranchStatement:
				most = max(most, leaves(f, fn, n, s))
			}
			return true
		})
	}
	return most
}

// leaves is what a statement that leaves adds, inside one of the list.
func leaves(f *program.File, fn *program.Function, n ast.Node, s ast.Statement) depends {
	if ast.Node(s) == n {
		return onState
	}
	most := onInput
	for child, parent := n, f.Parent(n); child != ast.Node(s) && parent != nil; child, parent = parent, f.Parent(parent) {
		if _, list := parent.(*ast.BlockStatement); !list {
			most = max(most, step(f, child, parent, fn))
		}
	}
	return most
}

// test is what a test depends on: the function's own parameters, and what is made of them.
func test(f *program.File, fn *program.Function, e ast.Expression) depends {
	if inputOnly(f, fn, e, 0) {
		return onInput
	}
	return onState
}

// deepest bounds how far names are followed.
const deepest = 5

func inputOnly(f *program.File, fn *program.Function, e ast.Expression, depth int) bool {
	ok := depth < deepest
	program.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Identifier:
			ok = ok && own(f, fn, n, depth)
		case *ast.CallExpression:
			_, method := f.CallAt(n).Method()
			ok = ok && method != nil
		case *ast.ThisExpression, *ast.NewExpression, *ast.AwaitExpression, *ast.YieldExpression, *ast.AssignExpression, *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
			ok = false
		case *ast.DotExpression:
			// the name behind the dot is no variable
			ok = ok && inputOnly(f, fn, n.Left, depth)
			return false
		}
		return ok
	})
	return ok
}

// own reports whether a name means a parameter of the function, something made of one, or something that never changes.
func own(f *program.File, fn *program.Function, id *ast.Identifier, depth int) bool {
	v := f.Variable(id)
	if v == nil {
		return f.TypeOf(id).Kind == program.Name || standard[id.Name.String()]
	}
	if v.Writes() != 1 {
		return false
	}
	if v.Kind == program.Parameter {
		return v.Function() == fn
	}
	value := v.From()
	if value == nil {
		return false
	}
	if v.Function() != fn {
		return literal(value)
	}
	return inputOnly(f, fn, value, depth+1)
}

// literal reports whether a value is written down as it is.
func literal(e ast.Expression) bool {
	switch e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.RegExpLiteral:
		return true
	}
	return false
}

// standard are names of the language whose functions keep no state.
var standard = map[string]bool{"JSON": true, "Number": true, "String": true, "undefined": true, "Boolean": true, "RegExp": true}
