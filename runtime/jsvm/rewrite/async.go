package rewrite

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// goja has no asynchronous generators. It has generators, though, and the objects those make serve as asynchronous ones,
// once their functions have another prototype: its next, return and throw drive the generator from promise to promise. So
// an asynchronous generator stays what it is, with its name, parameters, this, super and arguments:
//
//	async function* f(a) { yield await a; return b; yield* c }
//	__voxemu_ag(f);      function* f(a) { yield (yield __voxemu_await(a)); return (yield __voxemu_await(b)); yield* __voxemu_delegate(c) }
//
// The helpers:
//
//	__voxemu_ag(f, name)          makes f asynchronous, and returns it; a function without a name gets that name
//	__voxemu_agKey(key)           returns a computed key, and remembers it for one of the following
//	__voxemu_agName()             returns the key that was remembered last
//	__voxemu_agObject(o, keys)    makes methods of an object literal asynchronous; a hole stands for a remembered key
//	__voxemu_agClass(c, keys)     the same for a class: pairs of 1 (static) or 0, and a key
//	__voxemu_await(v)             is what an asynchronous generator yields to await v
//	__voxemu_delegate(v)          iterates over v for yield*
//	__voxemu_forAwait(v)          iterates over v for a loop: n() asks for the next result, d(result) says whether it is
//	                              the last and sets v and o ("open"); r(), c() and z(result) close the iterator
const (
	agHelper     = "__voxemu_ag("
	keyHelper    = "__voxemu_agKey("
	awaitHelper  = "(yield __voxemu_await("
	loopVariable = "__voxemu_i"
)

// asyncGenerators finds what has to do with asynchronous generators.
func (s *Script) asyncGenerators(e *edits) {
	if !strings.Contains(s.Text, "async") {
		return
	}
	a := &asyncFinder{Script: s, edits: e}
	a.declarations(s.Tree.Body, s.top())
	a.children(s.Tree, false)
}

type asyncFinder struct {
	*Script
	edits *edits
	loops int
}

func isAsyncGenerator(n ast.Node) (*ast.FunctionLiteral, bool) {
	f, ok := n.(*ast.FunctionLiteral)
	return f, ok && f.Async && f.Generator
}

// children looks at what is below a node; inside says whether it is code of an asynchronous generator.
func (a *asyncFinder) children(n ast.Node, inside bool) {
	syntax.Children(n, func(child ast.Node) { a.walk(child, inside) })
}

func (a *asyncFinder) walk(n ast.Node, inside bool) {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		if n.Async && n.Generator {
			a.expression(n, "")
			return
		}
		a.function(n)
	case *ast.ArrowFunctionLiteral:
		if body, ok := n.Body.(*ast.BlockStatement); ok {
			a.declarations(body.List, a.offset(body.LeftBrace)+1)
		}
		a.children(n, false)
	case *ast.FunctionDeclaration:
		if n.Function.Async && n.Function.Generator {
			a.edits.replace(a.offset(n.Function.Function), len("async"), "     ")
		}
		a.function(n.Function)
	case *ast.ClassLiteral:
		a.class(n, inside)
	case *ast.ObjectLiteral:
		a.object(n, inside)
	case *ast.BlockStatement:
		a.declarations(n.List, a.offset(n.LeftBrace)+1)
		a.children(n, inside)
	case *ast.CaseStatement:
		a.cases(n, inside)
	case *ast.AwaitExpression, *ast.ReturnStatement, *ast.YieldExpression:
		a.suspension(n, inside)
	case *ast.LabelledStatement:
		a.labelled(n, inside)
	case *ast.ForOfStatement:
		if a.isAwaited(n) {
			a.loop(n, a.offset(n.For), inside)
			return
		}
		a.children(n, inside)
	default:
		a.named(n, inside)
	}
}

// function looks into a function.
func (a *asyncFinder) function(f *ast.FunctionLiteral) {
	a.declarations(f.Body.List, a.offset(f.Body.LeftBrace)+1)
	syntax.Children(f, func(child ast.Node) {
		if b, ok := child.(*ast.BlockStatement); ok && b == f.Body {
			a.children(b, f.Async && f.Generator)
			return
		}
		a.walk(child, false)
	})
}

// suspension rewrites where an asynchronous generator waits.
func (a *asyncFinder) suspension(n ast.Node, inside bool) {
	switch n := n.(type) {
	case *ast.AwaitExpression:
		if inside {
			at := a.offset(n.Await)
			a.edits.replace(at, len("await"), awaitHelper)
			a.children(n, inside)
			a.edits.insert(a.end(at+len("await"), n.Argument), "))")
			return
		}
	case *ast.ReturnStatement:
		if inside && n.Argument != nil {
			at := a.offset(n.Return) + len("return")
			a.edits.insert(at, " (yield __voxemu_await((")
			a.children(n, inside)
			a.edits.insert(a.end(at, n.Argument), ")))")
			return
		}
	case *ast.YieldExpression:
		if inside && n.Delegate {
			at := a.skip(a.offset(n.Yield)+len("yield")) + 1
			a.edits.insert(at, " __voxemu_delegate(")
			a.children(n, inside)
			a.edits.insert(a.end(at, n.Argument), ")")
			return
		}
	}
	a.children(n, inside)
}

// declarations makes the asynchronous generators that statements declare what they are, before anything else happens.
func (a *asyncFinder) declarations(list []ast.Statement, at int) {
	at, separator := a.start(list, at)
	for _, s := range list {
		if d, ok := s.(*ast.FunctionDeclaration); ok && d.Function.Async && d.Function.Generator {
			a.edits.insert(at, separator+agHelper+d.Function.Name.Name.String()+");")
			separator = ""
		}
	}
}

// cases does the same in a clause of a switch, where there is no place before everything else.
func (a *asyncFinder) cases(n *ast.CaseStatement, inside bool) {
	for _, s := range n.Consequent {
		if d, ok := s.(*ast.FunctionDeclaration); ok && d.Function.Async && d.Function.Generator {
			a.edits.insert(a.offset(d.Idx0()), agHelper+d.Function.Name.Name.String()+");")
		}
	}
	a.children(n, inside)
}

// expression rewrites a function expression. Name is the literal of the name that it gets from where it stands, or "".
func (a *asyncFinder) expression(f *ast.FunctionLiteral, name string) {
	a.edits.replace(a.offset(f.Function), len("async"), agHelper)
	a.function(f)
	if f.Name != nil || name == "" {
		name = ")"
	} else {
		name = "," + name + ")"
	}
	a.edits.insert(a.offset(f.Idx1()), name)
}

// named looks at what gives a function expression its name.
func (a *asyncFinder) named(n ast.Node, inside bool) {
	var value ast.Expression
	var name string
	switch n := n.(type) {
	case *ast.Binding:
		value, name = n.Initializer, identifier(n.Target)
	case *ast.AssignExpression:
		value, name = n.Right, identifier(n.Left)
	case *ast.PropertyShort:
		value, name = n.Initializer, identifier(&n.Name)
	case *ast.FieldDefinition:
		value, name = n.Initializer, a.key(n.Key, n.Computed)
	}
	f, ok := isAsyncGenerator(value)
	if !ok || name == "" {
		a.children(n, inside)
		return
	}
	syntax.Children(n, func(child ast.Node) {
		if child == ast.Node(f) {
			a.expression(f, name)
			return
		}
		a.walk(child, inside)
	})
}

// identifier returns the name of an identifier as a literal, or "".
func identifier(n ast.Node) string {
	if id, ok := n.(*ast.Identifier); ok {
		return quote(id.Name.String())
	}
	return ""
}

// key returns the key of a property as a literal, or "" if it isn't one.
func (a *asyncFinder) key(key ast.Expression, computed bool) string {
	if computed {
		return ""
	}
	switch key := key.(type) {
	case *ast.StringLiteral:
		return quote(key.Value.String())
	case *ast.NumberLiteral:
		return key.Literal
	case *ast.PrivateIdentifier:
		return quote("#" + key.Name.String())
	case *ast.Identifier:
		return quote(key.Name.String())
	}
	return ""
}
