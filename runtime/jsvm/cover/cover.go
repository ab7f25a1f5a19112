// Package cover makes a script count what of it runs.
//
// It changes the syntax tree, not the text: so places, sources of functions and line breaks that end statements stay as they are. In
// front of each statement, and of each expression that may be left out, comes a read of an element of an array,
//
//	x = y ? f() : 0        c[0]; x = y ? (c[1], f()) : (c[2], 0)
//
// where c is a name that only the array of counters has. Reading an element counts; it calls no function of scripts, so that nothing
// shows in stacks, and gives undefined. What would change meaning is left uncounted: a function without a name that gets one from
// where it stands, and the body of a with statement, whose object would be asked for c.
package cover

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"voxemu/runtime/diag"
)

// Point is a place that is counted.
type Point struct {
	// Counter is the number of its counter, from 0. Points that are always reached together share one.
	Counter int
	Pos     diag.Pos
}

// Function is a function with a body of its own.
type Function struct {
	Point
	// Name is "" if it has none.
	Name string
}

// Branch is a place where a script goes one way or another.
type Branch struct {
	// Kind is "if", "cond", "logic", "switch" or "default".
	Kind string
	Pos  diag.Pos
	// Arms are the ways: of an if, that without else among them.
	Arms []Point
}

// Call is a call of a method, or of a function by its name.
type Call struct {
	// Counter counts how often the code that it stands in was reached.
	Point
	// Name is that of the method or function, Argument the text of the first argument, "" if there is none.
	Name, Argument string
}

// Map says what the counters of a script mean. Each list is in the order of the source.
type Map struct {
	// Counters is how many there are.
	Counters   int
	Statements []Point
	Functions  []Function
	Branches   []Branch
	Calls      []Call
}

// Options say what is counted, and how.
type Options struct {
	// Array is the name of the array of counters.
	Array string
	// Text is what was parsed.
	Text string
	// Place returns the place that an offset of the text stands for; ok is false for what no user wrote: it isn't counted.
	Place func(offset int) (at diag.Pos, ok bool)
}

// Instrument changes a tree so that it counts.
func Instrument(tree *ast.Program, o Options) *Map {
	c := &coverer{Options: o, array: unistring.String(o.Array), seen: map[diag.Pos]bool{}}
	tree.Body = c.list(tree.Body, scope{counter: none}, true)
	return &c.made
}

// none stands for no counter.
const none = -1

type coverer struct {
	Options
	array unistring.String
	made  Map
	seen  map[diag.Pos]bool // places of statements
}

// scope is what is known of the code around a node.
type scope struct {
	// counter counts how often the code is reached; none if nobody does.
	counter int
	// name is the name that a function gets from where it stands.
	name string
	// entry says that counter has just been counted, and nothing has run since.
	entry bool
}

// counter makes a counter.
func (c *coverer) counter() int {
	c.made.Counters++
	return c.made.Counters - 1
}

// place returns the place of a node.
func (c *coverer) place(at file.Idx) (diag.Pos, bool) {
	if at <= 0 || int(at) > len(c.Text)+1 {
		return diag.Pos{}, false
	}
	return c.Place(int(at) - 1)
}

// count is the expression that counts, at the place of what comes behind it.
func (c *coverer) count(counter int, at file.Idx) ast.Expression {
	return &ast.BracketExpression{
		Left:        &ast.Identifier{Name: c.array, Idx: at},
		Member:      &ast.NumberLiteral{Idx: at, Literal: "0", Value: int64(counter)},
		LeftBracket: at, RightBracket: at,
	}
}

func (c *coverer) countStatement(counter int, at file.Idx) ast.Statement {
	return &ast.ExpressionStatement{Expression: c.count(counter, at)}
}

// counted is an expression with a counter in front of it.
func (c *coverer) counted(counter int, e ast.Expression) ast.Expression {
	return &ast.SequenceExpression{Sequence: []ast.Expression{c.count(counter, e.Idx0()), e}}
}

// anonymous reports whether an expression is a function or class that gets its name from where it stands: behind a comma it would
// get none.
func anonymous(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.FunctionLiteral:
		return e.Name == nil
	case *ast.ClassLiteral:
		return e.Name == nil
	case *ast.ArrowFunctionLiteral:
		return true
	}
	return false
}

// isLogical reports whether the right side of an operator, or of the assignment with it, may be left out.
func isLogical(t token.Token) bool {
	return t == token.LOGICAL_AND || t == token.LOGICAL_OR || t == token.COALESCE
}
