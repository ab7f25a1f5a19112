package program

import "github.com/dop251/goja/ast"

// Function is a function of the scenario.
type Function struct {
	// Node is an *ast.FunctionLiteral or an *ast.ArrowFunctionLiteral.
	Node ast.Node
	// Outer is the function around it; nil at the top level.
	Outer *Function
	// Name is what it is called in its declaration, or the variable that it is put into first; "" if it has none.
	Name             string
	Async, Generator bool
	Params           *ast.ParameterList

	owner ast.Node // the class or object literal that it is a method of
}

// Body are the statements of the function; an arrow function with an expression has none.
func (fn *Function) Body() []ast.Statement {
	switch n := fn.Node.(type) {
	case *ast.FunctionLiteral:
		return n.Body.List
	case *ast.ArrowFunctionLiteral:
		if b, ok := n.Body.(*ast.BlockStatement); ok {
			return b.List
		}
	}
	return nil
}

// Result is the expression that an arrow function without statements returns; nil for any other function.
func (fn *Function) Result() ast.Expression {
	if n, ok := fn.Node.(*ast.ArrowFunctionLiteral); ok {
		if e, ok := n.Body.(*ast.ExpressionBody); ok {
			return e.Expression
		}
	}
	return nil
}

// Functions returns all functions in the order of the text.
func (f *File) Functions() []*Function { return f.functions }

// FunctionAt returns the function around a node, or of it; nil at the top level.
func (f *File) FunctionAt(n ast.Node) *Function {
	for ; n != nil; n = f.parents[n] {
		if fn, ok := f.functionOf[n]; ok {
			return fn
		}
	}
	return nil
}

// FunctionOf returns the function that an expression surely is: a literal, or a name that never holds anything else.
func (f *File) FunctionOf(e ast.Expression) *Function {
	if e == nil {
		return nil
	}
	return f.TypeOf(e).Func
}

func (b *builder) note(n ast.Node, fn *Function) *Function {
	fn.Node, fn.Outer = n, b.function
	switch p := b.parents[n].(type) {
	case *ast.Binding:
		if id := identifierOf(p.Target); id != nil && fn.Name == "" {
			fn.Name = id.Name.String()
		}
	case *ast.AssignExpression:
		if id := identifierOf(p.Left); id != nil && fn.Name == "" {
			fn.Name = id.Name.String()
		}
	case *ast.MethodDefinition:
		fn.owner = b.parents[p]
	case *ast.PropertyKeyed:
		fn.owner = b.parents[p]
		if key, ok := p.Key.(*ast.StringLiteral); ok && fn.Name == "" {
			fn.Name = key.Value.String()
		}
	case *ast.FieldDefinition:
		fn.owner = b.parents[p]
	}
	b.functions = append(b.functions, fn)
	b.functionOf[n] = fn
	return fn
}

func (b *builder) functionLiteral(n *ast.FunctionLiteral) {
	fn := &Function{Async: n.Async, Generator: n.Generator, Params: n.ParameterList}
	if n.Name != nil {
		fn.Name = n.Name.Name.String()
		b.parents[n.Name] = n
	}
	b.note(n, fn)
	if _, declared := b.parents[n].(*ast.FunctionDeclaration); n.Name != nil && !declared {
		b.enter()
		v := b.scope.declare(n.Name, FunctionName)
		v.sources = append(v.sources, source{value: n})
		b.variables[n.Name] = v
	}
	b.body(fn, n.DeclarationList, n.Body.List)
	b.parents[n.Body] = n
	b.parent = n.Body
	b.children(n.Body)
}

func (b *builder) arrow(n *ast.ArrowFunctionLiteral) {
	fn := b.note(n, &Function{Async: n.Async, Params: n.ParameterList})
	block, ok := n.Body.(*ast.BlockStatement)
	if !ok {
		b.body(fn, n.DeclarationList, nil)
		b.visit(n.Body)
		return
	}
	b.body(fn, n.DeclarationList, block.List)
	b.parents[block] = n
	b.parent = block
	b.children(block)
}

// body opens the scope of a function and declares its parameters and what its statements declare.
func (b *builder) body(fn *Function, vars []*ast.VariableDeclaration, list []ast.Statement) {
	b.function = fn
	b.scope = &Scope{outer: b.scope, function: fn, body: true}
	for _, p := range fn.Params.List {
		b.declareAll(p.Target, Parameter)
	}
	if fn.Params.Rest != nil {
		b.declareAll(fn.Params.Rest, Parameter)
		b.target(fn.Params.Rest, source{})
		b.pattern(fn.Node, fn.Params.Rest)
	}
	for i, p := range fn.Params.List {
		b.target(p.Target, source{fn: fn, param: i, extra: p.Initializer})
		b.pattern(fn.Node, p)
	}
	b.hoistVars(vars)
	b.hoistFunctions(list)
	b.lexical(list)
}

func (b *builder) class(n *ast.ClassLiteral) {
	if n.Name != nil {
		b.parents[n.Name] = n
	}
	if _, declared := b.parents[n].(*ast.ClassDeclaration); n.Name != nil && !declared {
		b.enter()
		v := b.scope.declare(n.Name, ClassName)
		v.sources = append(v.sources, source{value: n})
		b.variables[n.Name] = v
	}
	if n.SuperClass != nil {
		b.visit(n.SuperClass)
	}
	for _, el := range n.Body {
		if d, ok := el.(*ast.FieldDefinition); ok && !d.Static {
			if key, ok := d.Key.(*ast.StringLiteral); ok {
				b.fields[key.Value.String()] = append(b.fields[key.Value.String()], field{owner: n, value: d.Initializer})
			}
		}
		b.visit(el)
	}
}

// Use is one place where a function is used.
type Use struct {
	// Call is what it is called by, or given to.
	Call *Call
	// Argument is which argument it is, from 0; -1 if it is called.
	Argument int
	// At is the mention of it.
	At ast.Expression
}

// Uses returns where a function is called, and what it is given to. All is false if it can be used elsewhere, too.
func (f *File) Uses(fn *Function) (uses []Use, all bool) {
	e, ok := fn.Node.(ast.Expression)
	if !ok {
		return nil, false
	}
	if d, ok := f.parents[e].(*ast.FunctionDeclaration); ok {
		return f.usesOf(f.variables[d.Function.Name])
	}
	if m, ok := f.parents[e].(*ast.MethodDefinition); ok {
		return f.usesOfConstructor(m)
	}
	return f.useOf(e)
}

// usesOfConstructor returns the news of a class whose constructor a method is.
func (f *File) usesOfConstructor(m *ast.MethodDefinition) (uses []Use, all bool) {
	key, ok := m.Key.(*ast.StringLiteral)
	class, whole := f.parents[m].(*ast.ClassLiteral)
	if !ok || !whole || key.Value != "constructor" || m.Static || m.Computed {
		return nil, false
	}
	if _, ok := f.parents[class].(*ast.ClassDeclaration); ok {
		uses, all = f.usesOf(f.variables[class.Name])
	} else {
		uses, all = f.useOf(class)
	}
	for _, u := range uses {
		all = all && u.Argument < 0 && u.Call.New
	}
	return uses, all
}

// useOf returns how one expression that is a function is used.
func (f *File) useOf(e ast.Expression) (uses []Use, all bool) {
	switch p := f.parents[e].(type) {
	case *ast.CallExpression, *ast.NewExpression:
		c := f.callOf[p]
		if c.Callee == e {
			return []Use{{c, -1, e}}, true
		}
		for i, a := range c.Args {
			if a == e {
				return []Use{{c, i, e}}, true
			}
		}
	case *ast.Binding:
		if id := identifierOf(p.Target); id != nil && p.Initializer == e {
			return f.usesOf(f.variables[id])
		}
	case *ast.AssignExpression:
		_, statement := f.parents[p].(*ast.ExpressionStatement)
		if id := identifierOf(p.Left); id != nil && p.Right == e && statement {
			return f.usesOf(f.variables[id])
		}
	case *ast.ExpressionStatement, *ast.UnaryExpression:
		return nil, true
	case *ast.DotExpression: // f.call, f.bind
	}
	return nil, false
}

// usesOf returns how the function in a variable is used.
func (f *File) usesOf(v *Variable) (uses []Use, all bool) {
	if v == nil || len(v.sources) != 1 || f.dynamic {
		return nil, false
	}
	all = !f.Reached(v)
	for _, id := range v.Refs {
		switch p := f.parents[id].(type) {
		case *ast.AssignExpression:
			if p.Left == id {
				continue
			}
		case *ast.DotExpression:
			if v.Kind == ClassName && p.Identifier.Name != "prototype" {
				continue // a static member
			}
		}
		found, whole := f.useOf(id)
		uses = append(uses, found...)
		all = all && whole
	}
	return uses, all
}
