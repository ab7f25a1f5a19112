package promises

import (
	"fmt"
	"math"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// mostInTurn is how many requests to the storage, one after the other, nobody need mind.
const mostInTurn = 10

// storageInLoop finds loops that wait for the storage in each round, unless they surely have few rounds, or can be left early: those look
// for something, or try again.
func storageInLoop(p *rule.Pass) {
	for _, c := range p.Calls() {
		n := origin(p.File, c)
		if n == nil || !isStorage(n.Full) || !awaited(p.File, c) {
			continue
		}
		loop := p.Loop(c.Node)
		if loop == nil || evaluatedOnce(p.File, c.Node, loop) {
			continue
		}
		rounds, known := 1, true
		for l := loop; l != nil && known; l = p.Loop(l) {
			var n int
			if leaves(l) {
				n = 1
			} else if n, known = count(p.File, l); known {
				rounds = min(rounds*n, 1<<20)
			}
		}
		if known && rounds <= mostInTurn {
			continue
		}
		often := "in each round of a loop"
		if known {
			often = fmt.Sprintf("%d times", rounds)
		}
		start, end := calleeRange(p.File, c)
		p.ReportRange(start, end, fmt.Sprintf("%s is awaited %s, one request after the other", n.Full, often),
			rule.Hint("start the requests together and await Promise.all, or keep the values as JSON under one key"))
	}
}

func isStorage(full string) bool {
	switch full {
	case "ApplicationStorage.get", "ApplicationStorage.put", "ApplicationStorage.remove", "ApplicationStorage.keys":
		return true
	}
	return false
}

// awaited reports whether a call, or a chain that begins with it, is awaited.
func awaited(f *program.File, c *program.Call) bool {
	for n := ast.Node(c.Node); ; {
		switch p := f.Parent(n).(type) {
		case *ast.AwaitExpression:
			return true
		case *ast.DotExpression, *ast.OptionalChain, *ast.Optional:
			n = p
		case *ast.CallExpression:
			if ast.Node(p.Callee) != n {
				return false
			}
			n = p
		default:
			return false
		}
	}
}

// evaluatedOnce reports whether a node is in the part of a loop's head that runs once.
func evaluatedOnce(f *program.File, n, loop ast.Node) bool {
	for f.Parent(n) != loop {
		n = f.Parent(n)
	}
	switch l := loop.(type) {
	case *ast.ForOfStatement:
		return n == ast.Node(l.Source)
	case *ast.ForInStatement:
		return n == ast.Node(l.Source)
	case *ast.ForStatement:
		return l.Initializer != nil && n == ast.Node(l.Initializer)
	}
	return false
}

// leaves reports whether a loop is left from within, but for exceptions.
func leaves(loop ast.Node) bool {
	found := false
	var look func(n ast.Node, inner bool)
	look = func(n ast.Node, inner bool) {
		program.InspectTurn(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.ReturnStatement:
				found = true
			case *ast.BranchStatement:
				found = found || m.Token == token.BREAK && (!inner || m.Label != nil)
			case *ast.ForStatement, *ast.ForInStatement, *ast.ForOfStatement, *ast.WhileStatement, *ast.DoWhileStatement, *ast.SwitchStatement:
				if m != n {
					look(m, true)
					return false
				}
			}
			return !found
		})
	}
	look(loop, false)
	return found
}

// count returns how often the body of a loop runs at most, if that is known.
func count(f *program.File, loop ast.Node) (rounds int, known bool) {
	switch l := loop.(type) {
	case *ast.ForOfStatement:
		return size(f, l.Source)
	case *ast.ForInStatement:
		return properties(f, l.Source)
	case *ast.ForStatement:
		return steps(f, l)
	}
	return 0, false
}

// size returns how many elements an array has at most.
func size(f *program.File, e ast.Expression) (n int, known bool) {
	switch e := e.(type) {
	case *ast.ArrayLiteral:
		for _, v := range e.Value {
			if _, spread := v.(*ast.SpreadElement); spread {
				return 0, false
			}
		}
		return len(e.Value), true
	case *ast.Identifier:
		value := f.Constant(e)
		if value == nil || grows(f, f.VariableOf(e)) {
			return 0, false
		}
		return size(f, value)
	case *ast.CallExpression:
		return sizeOfCall(f, f.CallAt(e))
	}
	return 0, false
}

// grows reports whether a variable is seen to have elements added to its array.
func grows(f *program.File, v *program.Variable) bool {
	for _, ref := range v.Refs {
		switch p := f.Parent(ref).(type) {
		case *ast.DotExpression:
			switch p.Identifier.Name {
			case "push", "unshift", "splice":
				return true
			}
		case *ast.BracketExpression:
			if a, ok := f.Parent(p).(*ast.AssignExpression); ok && a.Left == ast.Expression(p) {
				return true
			}
		}
	}
	return false
}

func sizeOfCall(f *program.File, c *program.Call) (n int, known bool) {
	name, of := c.Method()
	if of == nil {
		return 0, false
	}
	switch name {
	case "map", "filter", "sort", "reverse", "entries":
		if len(c.Args) > 0 || name != "entries" || !f.BuiltIn(of, "Object") {
			return size(f, of)
		}
	case "slice":
		if n, ok := slice(f, c); ok {
			return n, true
		}
		return size(f, of)
	}
	switch name {
	case "keys", "values", "entries":
		if f.BuiltIn(of, "Object") {
			return properties(f, c.Arg(0))
		}
	}
	return 0, false
}

// slice returns how many elements a call of slice gives at most.
func slice(f *program.File, c *program.Call) (n int, known bool) {
	from, ok := 0.0, true
	if len(c.Args) > 0 {
		from, ok = f.Number(c.Arg(0))
	}
	if !ok {
		return 0, false
	}
	if len(c.Args) == 1 && from < 0 {
		return int(-from), true
	}
	if len(c.Args) < 2 {
		return 0, false
	}
	to, ok := f.Number(c.Arg(1))
	if !ok || from < 0 != (to < 0) {
		return 0, false
	}
	return int(max(0, to-from)), true
}

// properties returns how many properties an object literal has.
func properties(f *program.File, e ast.Expression) (n int, known bool) {
	if id, ok := e.(*ast.Identifier); ok {
		if v := f.VariableOf(id); v == nil || grows(f, v) {
			return 0, false
		}
		e = f.Constant(id)
	}
	o, ok := e.(*ast.ObjectLiteral)
	if !ok {
		return 0, false
	}
	for _, p := range o.Value {
		if _, spread := p.(*ast.SpreadElement); spread {
			return 0, false
		}
	}
	return len(o.Value), true
}

// steps returns how often a loop that counts runs: for (let i = 0; i < 10; i++).
func steps(f *program.File, l *ast.ForStatement) (n int, known bool) {
	from, ok := start(f, l.Initializer)
	test, compares := l.Test.(*ast.BinaryExpression)
	if !ok || !compares {
		return 0, false
	}
	to, ok := f.Number(test.Right)
	if !ok {
		elements, of := lengthOf(test.Right)
		if of == nil {
			return 0, false
		}
		size, known := size(f, of)
		if !known || elements != "length" {
			return 0, false
		}
		to = float64(size)
	}
	rounds := math.Abs(to - from)
	switch test.Operator {
	case token.LESS, token.GREATER, token.NOT_EQUAL, token.STRICT_NOT_EQUAL:
	case token.LESS_OR_EQUAL, token.GREATER_OR_EQUAL:
		rounds++
	default:
		return 0, false
	}
	return int(min(rounds, 1<<20)), true
}

func lengthOf(e ast.Expression) (name string, of ast.Expression) {
	if d, ok := e.(*ast.DotExpression); ok {
		return d.Identifier.Name.String(), d.Left
	}
	return "", nil
}

// start returns what a loop that counts begins with.
func start(f *program.File, init ast.ForLoopInitializer) (from float64, known bool) {
	var list []*ast.Binding
	switch i := init.(type) {
	case *ast.ForLoopInitializerLexicalDecl:
		list = i.LexicalDeclaration.List
	case *ast.ForLoopInitializerVarDeclList:
		list = i.List
	}
	if len(list) != 1 || list[0].Initializer == nil {
		return 0, false
	}
	return f.Number(list[0].Initializer)
}
