package cover

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"

	"voxemu/runtime/jsvm/syntax"
)

// list goes through statements and returns them with their counters. Directives lets strings come first, as only at the start of
// scripts and functions. If in has a counter, it is that of the list as a whole.
func (c *coverer) list(list []ast.Statement, in scope, directives bool) []ast.Statement {
	made := make([]ast.Statement, 0, 2*len(list))
	for _, s := range list {
		directives = directives && isString(s)
		if directives {
			made = append(made, s)
			continue
		}
		inner := in
		if counter, own := c.statement(s, in); own {
			made = append(made, c.countStatement(counter, c.start(s)))
			inner.counter = counter
		}
		inner.entry = false
		c.walk(s, inner)
		made = append(made, s)
		in.entry = in.entry && !runs(s)
	}
	return made
}

// enter puts a counter in front of statements: that of a function's body, or of an arm.
func (c *coverer) enter(list []ast.Statement, counter int, at file.Idx, directives bool) []ast.Statement {
	made := c.list(list, scope{counter: counter, entry: true}, directives)
	first := 0
	for directives && first < len(made) && isString(made[first]) {
		first++
	}
	if first < len(made) {
		at = c.start(made[first])
	}
	made = append(made, nil)
	copy(made[first+1:], made[first:])
	made[first] = c.countStatement(counter, at)
	return made
}

// statement notes a statement. Own says that it needs a counter of its own.
func (c *coverer) statement(s ast.Statement, in scope) (counter int, own bool) {
	if !executable(s) {
		return in.counter, false
	}
	at, ok := c.place(c.start(s))
	if !ok || c.seen[at] {
		return in.counter, false
	}
	c.seen[at] = true
	counter, own = in.counter, false
	if !in.entry {
		counter, own = c.counter(), true
	}
	c.made.Statements = append(c.made.Statements, Point{counter, at})
	return counter, own
}

// executable reports whether a statement does something by itself, so that it makes sense to ask whether it ran.
func executable(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.FunctionDeclaration, *ast.EmptyStatement, *ast.BlockStatement, *ast.BadStatement:
		return false
	case *ast.LabelledStatement:
		return executable(s.Statement)
	case *ast.VariableStatement:
		return initialised(s.List)
	case *ast.LexicalDeclaration:
		return initialised(s.List)
	}
	return true
}

// runs reports whether code may run, or leave the list, when a statement is reached.
func runs(s ast.Statement) bool {
	switch s.(type) {
	case *ast.FunctionDeclaration, *ast.EmptyStatement:
		return false
	}
	return true
}

func initialised(list []*ast.Binding) bool {
	for _, b := range list {
		if b.Initializer != nil {
			return true
		}
	}
	return false
}

func isString(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*ast.StringLiteral)
	return ok
}

// body returns the body of a loop with its counters.
func (c *coverer) body(s ast.Statement, in scope) ast.Statement {
	switch s.(type) {
	case *ast.BlockStatement, *ast.EmptyStatement, *ast.FunctionDeclaration:
		c.walk(s, in)
		return s
	}
	return &ast.BlockStatement{LeftBrace: c.start(s), List: c.list([]ast.Statement{s}, in, false), RightBrace: s.Idx1()}
}

// arm returns a clause of an if with its counter. Where there is no else, one is made.
func (c *coverer) arm(s ast.Statement, counter int, at file.Idx) ast.Statement {
	switch s := s.(type) {
	case nil:
		return &ast.BlockStatement{LeftBrace: at, List: []ast.Statement{c.countStatement(counter, at)}, RightBrace: at}
	case *ast.BlockStatement:
		s.List = c.enter(s.List, counter, s.LeftBrace, false)
		return s
	case *ast.FunctionDeclaration: // a mistake, but inside a block
		c.walk(s, scope{counter: counter})
		return s
	}
	return &ast.BlockStatement{LeftBrace: c.start(s), List: c.enter([]ast.Statement{s}, counter, c.start(s), false), RightBrace: s.Idx1()}
}

// ifStatement counts both clauses. An `else if` stays one, so that long chains don't nest deeper than they do.
func (c *coverer) ifStatement(n *ast.IfStatement, in scope) {
	start := c.start(n)
	at, ok := c.place(start)
	if !ok {
		syntax.Children(n, func(child ast.Node) { c.walk(child, in) })
		return
	}
	c.walk(n.Test, in)
	b := c.branch("if", at)
	then := c.counter()
	c.addArm(b, then, c.start(n.Consequent))
	otherwise := c.counter()
	n.Consequent = c.arm(n.Consequent, then, start)
	next, chained := n.Alternate.(*ast.IfStatement)
	if n.Alternate != nil {
		c.addArm(b, otherwise, c.start(n.Alternate))
	} else {
		c.addArm(b, otherwise, start)
	}
	if !chained {
		n.Alternate = c.arm(n.Alternate, otherwise, start)
		return
	}
	c.statement(next, scope{counter: otherwise, entry: true})
	c.ifStatement(next, scope{counter: otherwise})
	next.Test = c.counted(otherwise, next.Test)
}

// switchStatement counts each clause, however it is reached.
func (c *coverer) switchStatement(n *ast.SwitchStatement, in scope) {
	c.walk(n.Discriminant, in)
	at, ok := c.place(n.Switch)
	b := none
	if ok {
		b = c.branch("switch", at)
	}
	for _, clause := range n.Body {
		if clause.Test != nil {
			c.walk(clause.Test, in)
		}
		if !ok {
			clause.Consequent = c.list(clause.Consequent, in, false)
			continue
		}
		counter := c.counter()
		c.addArm(b, counter, clause.Case)
		clause.Consequent = c.enter(clause.Consequent, counter, clause.Case, false)
	}
}

// start returns where a statement begins. The parser doesn't note where an if does.
func (c *coverer) start(s ast.Statement) file.Idx {
	n, ok := s.(*ast.IfStatement)
	if !ok {
		return s.Idx0()
	}
	test := int(n.Test.Idx0()) - 1
	if test < 0 || test > len(c.Text) {
		return 0
	}
	const word = "if"
	for at := test; at > 0; {
		at = strings.LastIndex(c.Text[:at], word)
		if at < 0 {
			break
		}
		if opens(c.Text[at+len(word) : test]) {
			return file.Idx(at + 1)
		}
	}
	return n.Test.Idx0()
}

// opens reports whether there is nothing in a text but brackets that open, white space and comments.
func opens(text string) bool {
	for text = strings.TrimLeft(text, blanks); text != ""; text = strings.TrimLeft(text, blanks) {
		end := ""
		switch {
		case strings.HasPrefix(text, "//"):
			end = "\n"
		case strings.HasPrefix(text, "/*"):
			end = "*/"
		default:
			return false
		}
		_, rest, ok := strings.Cut(text[2:], end)
		if !ok {
			return false
		}
		text = rest
	}
	return true
}

const blanks = "( \t\n\r\v\f\u00a0\ufeff\u2028\u2029"
