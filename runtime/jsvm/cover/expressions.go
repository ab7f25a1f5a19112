package cover

import (
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm/syntax"
)

// walk goes through a node, whose own counter is in front of it already.
func (c *coverer) walk(n ast.Node, in scope) {
	name := in.name
	in.name, in.entry = "", false
	switch n := n.(type) {
	case *ast.BlockStatement:
		n.List = c.list(n.List, in, false)
	case *ast.IfStatement:
		c.ifStatement(n, in)
	case *ast.SwitchStatement:
		c.switchStatement(n, in)
	case *ast.WithStatement:
		c.walk(n.Object, in)
	case *ast.FunctionLiteral:
		if n.Name != nil {
			name = n.Name.Name.String()
		}
		c.function(n.ParameterList, n.Body, n.Function, name, in)
	case *ast.ArrowFunctionLiteral:
		c.arrow(n, name, in)
	case *ast.ClassLiteral:
		c.class(n, in)
	case *ast.CallExpression:
		c.call(n, in)
		c.children(n, in)
	default:
		if !c.loop(n, in) && !c.choice(n, in) && !c.pattern(n, in) && !c.named(n, in) {
			c.children(n, in)
		}
	}
}

func (c *coverer) children(n ast.Node, in scope) {
	syntax.Children(n, func(child ast.Node) { c.walk(child, in) })
}

// loop goes through a loop, if a node is one.
func (c *coverer) loop(n ast.Node, in scope) bool {
	var body *ast.Statement
	switch n := n.(type) {
	case *ast.ForStatement:
		body = &n.Body
	case *ast.ForInStatement:
		body = &n.Body
	case *ast.ForOfStatement:
		body = &n.Body
	case *ast.WhileStatement:
		body = &n.Body
	case *ast.DoWhileStatement:
		body = &n.Body
	default:
		return false
	}
	syntax.Children(n, func(child ast.Node) {
		if child == ast.Node(*body) {
			return
		}
		c.walk(child, in)
	})
	*body = c.body(*body, in)
	return true
}

// function counts the runs of a function's body.
func (c *coverer) function(parameters *ast.ParameterList, body *ast.BlockStatement, at file.Idx, name string, in scope) {
	counter := c.newFunction(at, name)
	if counter == none {
		c.parameters(parameters, in)
		body.List = c.list(body.List, in, true)
		return
	}
	c.parameters(parameters, scope{counter: counter})
	body.List = c.enter(body.List, counter, body.LeftBrace, true)
}

// newFunction notes a function; none is the counter of one that no user wrote.
func (c *coverer) newFunction(at file.Idx, name string) (counter int) {
	pos, ok := c.place(at)
	if !ok {
		return none
	}
	counter = c.counter()
	c.made.Functions = append(c.made.Functions, Function{Point{counter, pos}, name})
	return counter
}

func (c *coverer) arrow(n *ast.ArrowFunctionLiteral, name string, in scope) {
	body, ok := n.Body.(*ast.ExpressionBody)
	if !ok {
		c.function(n.ParameterList, n.Body.(*ast.BlockStatement), n.Start, name, in)
		return
	}
	counter := c.newFunction(n.Start, name)
	if counter == none {
		c.parameters(n.ParameterList, in)
		c.walk(body.Expression, in)
		return
	}
	c.parameters(n.ParameterList, scope{counter: counter})
	if at, ok := c.place(body.Expression.Idx0()); ok && !c.seen[at] {
		c.seen[at] = true
		c.made.Statements = append(c.made.Statements, Point{counter, at})
	}
	c.walk(body.Expression, scope{counter: counter})
	body.Expression = c.counted(counter, body.Expression)
}

// parameters counts how often defaults are needed.
func (c *coverer) parameters(list *ast.ParameterList, in scope) {
	if list == nil {
		return
	}
	for _, p := range list.List {
		c.walk(p.Target, in)
		c.byDefault(&p.Initializer, nameOf(p.Target), in)
	}
	if list.Rest != nil {
		c.walk(list.Rest, in)
	}
}

// byDefault counts a default value.
func (c *coverer) byDefault(e *ast.Expression, name string, in scope) {
	if *e == nil {
		return
	}
	at, ok := c.place((*e).Idx0())
	if !ok || anonymous(*e) {
		in.name = name
		c.walk(*e, in)
		return
	}
	b := c.branch("default", at)
	c.wrap(b, e, in)
}

// pattern goes through the patterns that take a value apart, if a node is one.
func (c *coverer) pattern(n ast.Node, in scope) bool {
	switch n := n.(type) {
	case *ast.ArrayPattern:
		for i := range n.Elements {
			c.element(n.Elements[i], in)
		}
	case *ast.ObjectPattern:
		for _, p := range n.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				c.byDefault(&p.Initializer, p.Name.Name.String(), in)
			case *ast.PropertyKeyed:
				c.walk(p.Key, in)
				c.element(p.Value, in)
			}
		}
	default:
		return false
	}
	rest := func(e ast.Expression) {
		if e != nil {
			c.walk(e, in)
		}
	}
	switch n := n.(type) {
	case *ast.ArrayPattern:
		rest(n.Rest)
	case *ast.ObjectPattern:
		rest(n.Rest)
	}
	return true
}

// element goes through an element of a pattern, which may have a default.
func (c *coverer) element(e ast.Expression, in scope) {
	switch e := e.(type) {
	case nil:
	case *ast.AssignExpression:
		c.walk(e.Left, in)
		c.byDefault(&e.Right, nameOf(e.Left), in)
	case *ast.Binding:
		c.walk(e.Target, in)
		c.byDefault(&e.Initializer, nameOf(e.Target), in)
	default:
		c.walk(e, in)
	}
}

// choice counts the ways that an expression may go, if it has several.
func (c *coverer) choice(n ast.Node, in scope) bool {
	switch n := n.(type) {
	case *ast.ConditionalExpression:
		at, ok := c.place(n.Idx0())
		if !ok {
			return false
		}
		c.walk(n.Test, in)
		b := c.branch("cond", at)
		c.wrap(b, &n.Consequent, in)
		c.wrap(b, &n.Alternate, in)
	case *ast.BinaryExpression:
		at, ok := c.place(n.Idx0())
		if !ok || !isLogical(n.Operator) {
			return false
		}
		b := c.branch("logic", at)
		c.operand(b, &n.Left, in)
		c.operand(b, &n.Right, in)
	case *ast.AssignExpression:
		at, ok := c.place(n.Idx0())
		if !ok || !isLogical(n.Operator) || anonymous(n.Right) {
			return false
		}
		c.walk(n.Left, in)
		c.wrap(c.branch("logic", at), &n.Right, in)
	default:
		return false
	}
	return true
}

// operand counts an operand of && and the like: those of a chain are arms of one branch.
func (c *coverer) operand(b int, e *ast.Expression, in scope) {
	if n, ok := (*e).(*ast.BinaryExpression); ok && isLogical(n.Operator) {
		c.operand(b, &n.Left, in)
		c.operand(b, &n.Right, in)
		return
	}
	c.wrap(b, e, in)
}

// branch notes a branch and returns its number.
func (c *coverer) branch(kind string, at diag.Pos) int {
	c.made.Branches = append(c.made.Branches, Branch{Kind: kind, Pos: at})
	return len(c.made.Branches) - 1
}

func (c *coverer) addArm(b, counter int, at file.Idx) {
	pos, ok := c.place(at)
	if !ok {
		pos = c.made.Branches[b].Pos
	}
	c.made.Branches[b].Arms = append(c.made.Branches[b].Arms, Point{counter, pos})
}

// wrap makes an expression an arm of a branch.
func (c *coverer) wrap(b int, e *ast.Expression, in scope) {
	counter := c.counter()
	c.addArm(b, counter, (*e).Idx0())
	in.counter = counter
	c.walk(*e, in)
	*e = c.counted(counter, *e)
}

// class counts what its fields are set to. Its methods are functions.
func (c *coverer) class(n *ast.ClassLiteral, in scope) {
	if n.SuperClass != nil {
		c.walk(n.SuperClass, in)
	}
	for _, el := range n.Body {
		switch el := el.(type) {
		case *ast.MethodDefinition:
			c.walk(el.Key, in)
			in := in
			in.name = keyOf(el.Key, el.Computed)
			c.walk(el.Body, in)
		case *ast.FieldDefinition:
			c.walk(el.Key, in)
			c.field(el, in)
		case *ast.ClassStaticBlock:
			el.Block.List = c.list(el.Block.List, in, false)
		}
	}
}

func (c *coverer) field(n *ast.FieldDefinition, in scope) {
	if n.Initializer == nil {
		return
	}
	in.name = keyOf(n.Key, n.Computed)
	at, ok := c.place(n.Idx)
	if !ok || c.seen[at] || anonymous(n.Initializer) {
		c.walk(n.Initializer, in)
		return
	}
	c.seen[at] = true
	in.counter = c.counter()
	c.made.Statements = append(c.made.Statements, Point{in.counter, at})
	c.walk(n.Initializer, in)
	n.Initializer = c.counted(in.counter, n.Initializer)
}

// named goes through what gives a function its name, if a node is such.
func (c *coverer) named(n ast.Node, in scope) bool {
	var left, right ast.Expression
	name := in
	switch n := n.(type) {
	case *ast.Binding:
		left, right, name.name = n.Target, n.Initializer, nameOf(n.Target)
	case *ast.AssignExpression:
		left, right, name.name = n.Left, n.Right, nameOf(n.Left)
	case *ast.PropertyKeyed:
		left, right, name.name = n.Key, n.Value, keyOf(n.Key, n.Computed)
	default:
		return false
	}
	c.walk(left, in)
	if right != nil {
		c.walk(right, name)
	}
	return true
}

// nameOf returns the name of what is assigned to, "" if it has none.
func nameOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Identifier:
		return n.Name.String()
	case *ast.DotExpression:
		return n.Identifier.Name.String()
	}
	return ""
}

// keyOf returns the name of a property, "" if it is computed.
func keyOf(key ast.Expression, computed bool) string {
	if computed {
		return ""
	}
	switch key := key.(type) {
	case *ast.StringLiteral:
		return key.Value.String()
	case *ast.NumberLiteral:
		return key.Literal
	case *ast.PrivateIdentifier:
		return "#" + key.Name.String()
	case *ast.Identifier:
		return key.Name.String()
	}
	return ""
}

// call notes a call in code that is counted.
func (c *coverer) call(n *ast.CallExpression, in scope) {
	callee := ast.Node(n.Callee)
	for {
		optional, ok := callee.(*ast.Optional)
		if !ok {
			break
		}
		callee = optional.Expression
	}
	name := nameOf(callee)
	at, ok := c.place(n.LeftParenthesis)
	if name == "" || strings.HasPrefix(name, helper) || !ok || in.counter == none {
		return
	}
	c.made.Calls = append(c.made.Calls, Call{Point: Point{in.counter, at}, Name: name, Argument: c.argument(n.ArgumentList)})
}

// helper is what the names of functions begin with that lowered code calls.
const helper = "__voxemu_"

// maxArgument is how much of an argument is kept, in bytes.
const maxArgument = 80

// argument returns the text of the first argument on one line, shortened.
func (c *coverer) argument(list []ast.Expression) string {
	if len(list) == 0 {
		return ""
	}
	from, to := int(list[0].Idx0())-1, int(list[0].Idx1())-1
	if from < 0 || to > len(c.Text) || from >= to {
		return ""
	}
	text := strings.Join(strings.Fields(c.Text[from:to]), " ")
	if len(text) <= maxArgument {
		return text
	}
	cut := maxArgument
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
