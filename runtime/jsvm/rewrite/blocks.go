package rewrite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// In sloppy code a function declared in a block is also a variable of the function around it, set when the declaration is
// reached (annex B.3.3 of the language). To goja it exists in the block alone. So that variable is declared, and set by an
// arrow function beside it, since in the block the name means the block's own:
//
//	{ function f() {} }
//	var f,__voxemu_f0=$=>{f=$};{ function f() {}let __voxemu_t0=__voxemu_f0(f); }
//
// The `let` keeps the value of the block, which eval returns.

// hoistBlocks finds such functions in sloppy code.
func (s *Script) hoistBlocks(kind Kind, e *edits) {
	if !strings.Contains(s.Text, "function") && !strings.Contains(s.Text, "catch") {
		return
	}
	h := &hoister{Script: s, edits: e}
	h.function(&function{kind: kind, body: s.Tree.Body, at: s.top(), isProgram: true})
}

// hoister goes through a script, function by function.
type hoister struct {
	*Script
	edits *edits
	count int // names made so far
}

// function is the code that a hoisted function becomes a variable of: that of a function, a script or an eval.
type function struct {
	kind       Kind
	isProgram  bool
	parameters []string
	body       []ast.Statement
	at         int // where the body begins
	hoisted    []string
	setters    []int    // the numbers of their setters
	variables  []string // further variables to declare
}

// block is a scope within a function, with the names that are declared in it by let, const, class and function.
type block struct {
	outer     *block
	lexical   []string
	functions []string
}

func (h *hoister) function(f *function) {
	top := &block{lexical: lexicalNames(f.body)}
	h.statements(f, f.body, top)
	if len(f.hoisted)+len(f.variables) == 0 {
		return
	}
	at, separator := h.start(f.body, f.at)
	var b strings.Builder
	b.WriteString(separator)
	for _, name := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(f.hoisted, f.variables)))) {
		if name != "arguments" { // which is there already
			b.WriteString("var " + name + ";")
		}
	}
	if !f.global() {
		word := "var "
		if f.isProgram {
			word = "let "
		}
		for i, name := range f.hoisted {
			fmt.Fprintf(&b, "%s__voxemu_f%d=$=>{%s=$};", word, f.setters[i], name)
		}
	}
	h.edits.insert(at, b.String())
}

// global reports whether hoisted functions become properties of the global object for good.
func (f *function) global() bool { return f.isProgram && f.kind == Whole }

// statements looks at a list of statements; in is nil for the top of the function.
func (h *hoister) statements(f *function, list []ast.Statement, in *block) {
	for _, s := range list {
		h.statement(f, s, in)
	}
}

func (h *hoister) statement(f *function, n ast.Node, in *block) {
	switch n := n.(type) {
	case *ast.FunctionDeclaration:
		if in.outer != nil {
			h.declaration(f, n.Function, in)
		}
		h.node(f, n.Function, in)
	case *ast.BlockStatement:
		h.statements(f, n.List, in.inner(n.List))
	case *ast.SwitchStatement:
		h.node(f, n.Discriminant, in)
		var all []ast.Statement
		for _, c := range n.Body {
			all = append(all, c.Consequent...)
		}
		cases := in.inner(all)
		for _, c := range n.Body {
			if c.Test != nil {
				h.node(f, c.Test, cases)
			}
			h.statements(f, c.Consequent, cases)
		}
	case *ast.IfStatement:
		h.node(f, n.Test, in)
		h.clause(f, n.Consequent, in)
		if n.Alternate != nil {
			h.clause(f, n.Alternate, in)
		}
	case *ast.LabelledStatement:
		h.statement(f, n.Statement, in)
	default:
		h.node(f, n, in)
	}
}

// clause looks at a statement of an if, which may be a bare function declaration: it counts as a block.
func (h *hoister) clause(f *function, s ast.Statement, in *block) {
	d, ok := s.(*ast.FunctionDeclaration)
	if !ok {
		h.statement(f, s, in)
		return
	}
	h.edits.insert(h.offset(d.Idx0()), "{")
	h.statement(f, d, in.inner([]ast.Statement{d}))
	h.edits.insert(h.offset(d.Idx1()), "}")
}

// declaration notes a function declared in a block, if it is hoisted.
func (h *hoister) declaration(f *function, d *ast.FunctionLiteral, in *block) {
	name := d.Name.Name.String()
	if d.Async || d.Generator || slices.Contains(f.parameters, name) || in.shadows(name) {
		return
	}
	n := h.count
	h.count++
	f.hoisted = append(f.hoisted, name)
	f.setters = append(f.setters, n)
	set := fmt.Sprintf("__voxemu_f%d(%s)", n, name)
	if f.global() {
		set = fmt.Sprintf("%s(%s,%s)", varHelper, quote(name), name)
	}
	h.edits.insert(h.offset(d.Idx1()), fmt.Sprintf("let __voxemu_t%d=%s;", n, set))
}

// shadows reports whether a variable of that name at the top of the function would clash with a scope on the way.
func (b *block) shadows(name string) bool {
	for own := true; b != nil; b, own = b.outer, false {
		if slices.Contains(b.lexical, name) || !own && b.outer != nil && slices.Contains(b.functions, name) {
			return true
		}
	}
	return false
}

// inner returns the scope of a block within b.
func (b *block) inner(list []ast.Statement) *block {
	in := &block{outer: b, lexical: lexicalNames(list)}
	for _, s := range list {
		for l, ok := s.(*ast.LabelledStatement); ok; l, ok = s.(*ast.LabelledStatement) {
			s = l.Statement
		}
		if d, ok := s.(*ast.FunctionDeclaration); ok {
			in.functions = append(in.functions, d.Function.Name.Name.String())
		}
	}
	return in
}

// node looks at what is neither a block nor a declaration: for functions and blocks inside.
func (h *hoister) node(f *function, n ast.Node, in *block) {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		h.nested(n.ParameterList, n.Body, in)
	case *ast.ArrowFunctionLiteral:
		if body, ok := n.Body.(*ast.BlockStatement); ok {
			h.nested(n.ParameterList, body, in)
			return
		}
		h.children(f, n, in)
	case *ast.ClassLiteral: // strict
	case *ast.ForStatement:
		h.loop(f, n, forNames(n.Initializer), in)
	case *ast.ForInStatement:
		h.loop(f, n, intoNames(n.Into), in)
	case *ast.ForOfStatement:
		h.loop(f, n, intoNames(n.Into), in)
	case *ast.CatchStatement:
		caught := &block{outer: in}
		if id, simple := n.Parameter.(*ast.Identifier); simple {
			h.redeclared(f, n.Body, id.Name.String())
		} else if n.Parameter != nil {
			caught.lexical = boundNames(n.Parameter)
			h.node(f, n.Parameter, caught)
		}
		h.statement(f, n.Body, caught)
	default:
		h.children(f, n, in)
	}
}

// redeclared looks for variables that have the name of a caught error (annex B.3.4): to goja that is a mistake. They are the
// function's variables, but what they are set to, the error's variable gets.
//
//	try {} catch (e) { var e = 1 }
//	var e;try {} catch (e) {     e = 1 }
func (h *hoister) redeclared(f *function, n ast.Node, name string) {
	var list []*ast.Binding
	at := 0
	switch n := n.(type) {
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
		return
	case *ast.VariableStatement:
		list, at = n.List, h.offset(n.Var)
	case *ast.ForLoopInitializerVarDeclList:
		list, at = n.List, strings.LastIndex(h.Text[:h.offset(n.Idx0())], "var")
	case *ast.ForIntoVar:
		list, at = []*ast.Binding{n.Binding}, strings.LastIndex(h.Text[:h.offset(n.Idx0())], "var")
	}
	var names []string
	for _, b := range list {
		id, ok := b.Target.(*ast.Identifier)
		if !ok {
			names = nil
			break
		}
		names = append(names, id.Name.String())
	}
	if slices.Contains(names, name) {
		h.edits.replace(at, len("var"), "   ")
		f.variables = append(f.variables, names...)
	}
	syntax.Children(n, func(child ast.Node) { h.redeclared(f, child, name) })
}

func (h *hoister) children(f *function, n ast.Node, in *block) {
	syntax.Children(n, func(child ast.Node) {
		if _, ok := child.(ast.Statement); ok {
			if _, caught := child.(*ast.CatchStatement); !caught {
				h.statement(f, child, in)
				return
			}
		}
		h.node(f, child, in)
	})
}

// loop looks at a loop whose head declares names.
func (h *hoister) loop(f *function, n ast.Node, names []string, in *block) {
	h.children(f, n, &block{outer: in, lexical: names})
}

// nested looks at a function within the function.
func (h *hoister) nested(parameters *ast.ParameterList, body *ast.BlockStatement, in *block) {
	f := &function{body: body.List, at: h.offset(body.LeftBrace) + 1}
	if parameters != nil {
		for _, p := range parameters.List {
			f.parameters = append(f.parameters, boundNames(p.Target)...)
			if p.Initializer != nil {
				h.node(f, p.Initializer, &block{})
			}
		}
		if parameters.Rest != nil {
			f.parameters = append(f.parameters, boundNames(parameters.Rest)...)
		}
	}
	if syntax.IsStrict(body.List) {
		return
	}
	h.function(f)
}
