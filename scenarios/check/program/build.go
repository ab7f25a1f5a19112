package program

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/runtime/jsvm/syntax"
)

// builder goes through the tree once and notes what the rest looks up.
type builder struct {
	*File
	parent   ast.Node
	scope    *Scope
	function *Function
}

// reference is a mention of a name, resolved when all names are declared.
type reference struct {
	id    *ast.Identifier
	scope *Scope
}

func (f *File) build() {
	f.parents = map[ast.Node]ast.Node{}
	f.variables = map[*ast.Identifier]*Variable{}
	f.functionOf = map[ast.Node]*Function{}
	f.callOf = map[ast.Node]*Call{}
	f.implicit = map[string]bool{}
	f.fields = map[string][]field{}
	f.solved = map[any]Type{}
	f.solving = map[any]int{}
	f.global = &Scope{body: true}
	tree := f.Tree()
	b := &builder{File: f, scope: f.global, parent: tree}
	b.hoistVars(tree.DeclarationList)
	b.hoistFunctions(tree.Body)
	b.lexical(tree.Body)
	b.children(tree)
	for _, r := range f.pending {
		b.resolve(r)
	}
	f.pending = nil
}

// resolve gives a mention its variable.
func (b *builder) resolve(r reference) {
	v := r.scope.Lookup(string(r.id.Name))
	if v == nil {
		b.unbound = append(b.unbound, r.id)
		return
	}
	b.variables[r.id] = v
	v.Refs = append(v.Refs, r.id)
}

// visit looks at a node whose parent is b.parent.
func (b *builder) visit(n ast.Node) {
	b.parents[n] = b.parent
	outer := *b
	b.parent = n
	b.node(n)
	b.parent, b.scope, b.function = outer.parent, outer.scope, outer.function
}

// visitIn looks at a node whose parent is another than b.parent.
func (b *builder) visitIn(parent, n ast.Node) {
	outer := b.parent
	b.parent = parent
	b.visit(n)
	b.parent = outer
}

func (b *builder) children(n ast.Node) { syntax.Children(n, b.visit) }

func (b *builder) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Identifier:
		b.pending = append(b.pending, reference{n, b.scope})
	case *ast.FunctionLiteral:
		b.functionLiteral(n)
	case *ast.ArrowFunctionLiteral:
		b.arrow(n)
	case *ast.ClassLiteral:
		b.class(n)
	case *ast.BlockStatement:
		b.enter()
		b.lexical(n.List)
		b.children(n)
	case *ast.SwitchStatement:
		b.enter()
		for _, c := range n.Body {
			b.lexical(c.Consequent)
		}
		b.children(n)
	case *ast.CatchStatement:
		b.enter()
		if n.Parameter != nil {
			b.declareAll(n.Parameter, CatchParameter)
			b.target(n.Parameter, source{})
			b.pattern(n, n.Parameter)
		}
		b.visit(n.Body)
	case *ast.ForStatement:
		b.enter()
		if d, ok := n.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			b.declareLexical(&d.LexicalDeclaration)
		}
		b.children(n)
	case *ast.ForInStatement:
		b.into(n, n.Into, n.Source, n.Body)
	case *ast.ForOfStatement:
		b.into(n, n.Into, n.Source, n.Body)
	default:
		b.flat(n)
	}
}

// flat looks at nodes that open no scope.
func (b *builder) flat(n ast.Node) {
	switch n := n.(type) {
	case *ast.Binding:
		b.binding(n)
	case *ast.AssignExpression:
		b.assign(n)
	case *ast.UnaryExpression:
		if n.Operator == token.INCREMENT || n.Operator == token.DECREMENT {
			b.target(n.Operand, source{})
		}
		b.children(n)
	case *ast.CallExpression:
		b.call(n, n.Callee, n.ArgumentList)
	case *ast.NewExpression:
		b.call(n, n.Callee, n.ArgumentList)
	case *ast.WithStatement:
		b.dynamic = true
		b.children(n)
	default:
		b.children(n)
	}
}

// enter opens a scope; visit closes it.
func (b *builder) enter() {
	b.scope = &Scope{outer: b.scope, function: b.function}
}

// hoistVars declares what a function or the program declares with var.
func (b *builder) hoistVars(list []*ast.VariableDeclaration) {
	for _, d := range list {
		for _, binding := range d.List {
			syntax.Bound(binding.Target, func(id *ast.Identifier) { b.variables[id] = b.scope.declare(id, Var) })
		}
	}
}

// hoistFunctions declares the functions of statements and of the blocks in them: in sloppy code those are visible around the block,
// too.
func (b *builder) hoistFunctions(list []ast.Statement) {
	for _, s := range list {
		b.hoistFunction(s)
	}
}

func (b *builder) hoistFunction(n ast.Node) {
	switch n := n.(type) {
	case *ast.FunctionDeclaration:
		name := n.Function.Name
		v := b.scope.declare(name, FunctionName)
		v.sources = append(v.sources, source{value: n.Function})
		b.variables[name] = v
	case ast.Statement, *ast.CaseStatement, *ast.CatchStatement:
		syntax.Children(n, func(c ast.Node) {
			switch c.(type) {
			case ast.Statement, *ast.CaseStatement, *ast.CatchStatement:
				b.hoistFunction(c)
			}
		})
	}
}

// lexical declares the let, const and class of a list of statements.
func (b *builder) lexical(list []ast.Statement) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			b.declareLexical(s)
		case *ast.ClassDeclaration:
			v := b.scope.declare(s.Class.Name, ClassName)
			v.sources = append(v.sources, source{value: s.Class})
			b.variables[s.Class.Name] = v
		}
	}
}

func (b *builder) declareLexical(d *ast.LexicalDeclaration) {
	kind := Let
	if d.Token == token.CONST {
		kind = Const
	}
	for _, binding := range d.List {
		b.declareAll(binding.Target, kind)
	}
}

func (b *builder) declareAll(target ast.Node, kind VariableKind) {
	syntax.Bound(target, func(id *ast.Identifier) { b.variables[id] = b.scope.declare(id, kind) })
}

// into looks at a loop over something.
func (b *builder) into(loop ast.Node, into ast.ForInto, from ast.Expression, body ast.Statement) {
	b.enter()
	if d, ok := into.(*ast.ForDeclaration); ok {
		kind := Let
		if d.IsConst {
			kind = Const
		}
		b.declareAll(d.Target, kind)
	}
	each := source{}
	if _, of := loop.(*ast.ForOfStatement); of {
		each = source{value: from, each: true}
	}
	switch into := into.(type) {
	case *ast.ForDeclaration:
		b.parents[into] = loop
		b.target(into.Target, each)
		b.pattern(into, into.Target)
	case *ast.ForIntoVar:
		b.parents[into] = loop
		b.target(into.Binding.Target, each)
		b.pattern(into, into.Binding)
	case *ast.ForIntoExpression:
		b.target(into.Expression, source{})
		b.visit(into)
	}
	b.visit(from)
	b.visit(body)
}

// binding looks at a declared name or pattern with its initializer. Parameters are written to by their function.
func (b *builder) binding(n *ast.Binding) {
	if n.Initializer != nil {
		b.target(n.Target, source{value: n.Initializer})
		b.visit(n.Initializer)
	} else if d, ok := b.variables[identifierOf(n.Target)]; ok && d.Kind != Var {
		d.sources = append(d.sources, source{value: &ast.NullLiteral{}}) // let x;
	}
	b.pattern(n, n.Target)
}

func identifierOf(n ast.Node) *ast.Identifier {
	id, _ := n.(*ast.Identifier)
	return id
}

// assign looks at an assignment.
func (b *builder) assign(n *ast.AssignExpression) {
	switch left := n.Left.(type) {
	case *ast.Identifier:
		switch n.Operator {
		case token.ASSIGN, token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE: // ||= is written ||
			b.write(left, source{value: n.Right})
		default:
			b.write(left, source{})
		}
		b.visit(left)
	case *ast.ObjectPattern, *ast.ArrayPattern:
		b.target(left, source{value: n.Right})
		b.pattern(n, left)
	case *ast.DotExpression, *ast.BracketExpression:
		if n.Operator == token.ASSIGN {
			b.setMember(left, n.Right)
		} else {
			b.setMember(left, nil)
		}
		b.visit(left)
	default:
		b.visit(n.Left)
	}
	b.visit(n.Right)
}

// setMember notes a write to a property; a nil value stands for anything.
func (b *builder) setMember(member ast.Node, value ast.Expression) {
	name, object := memberOf(member)
	if object == nil {
		name = anyField
		if n, ok := member.(*ast.BracketExpression); ok {
			object = n.Left
		}
	}
	b.fields[name] = append(b.fields[name], field{object: object, value: value})
}

// write notes what is put into the variable that an identifier means; it is looked up when all names are declared, which they are
// for all scopes around.
func (b *builder) write(id *ast.Identifier, s source) {
	if v := b.scope.Lookup(string(id.Name)); v != nil {
		v.sources = append(v.sources, s)
	} else {
		b.implicit[id.Name.String()] = true
	}
}
