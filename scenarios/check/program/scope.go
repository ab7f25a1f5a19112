package program

import (
	"github.com/dop251/goja/ast"
)

// VariableKind says how a variable is declared.
type VariableKind uint8

// The kinds of variables.
const (
	Var VariableKind = iota
	Let
	Const
	FunctionName
	ClassName
	Parameter
	CatchParameter
)

// Variable is what a scenario declares.
type Variable struct {
	Name string
	Kind VariableKind
	// Scope is where it is visible.
	Scope *Scope
	// Declared are its names in declarations; var and function may declare one variable several times.
	Declared []*ast.Identifier
	// Refs are all other mentions, reads and writes, in the order of the text.
	Refs []*ast.Identifier

	sources []source
}

// Global reports whether the variable is one of the global scope, which other scenarios of a project rule share.
func (v *Variable) Global() bool { return v.Scope.outer == nil }

// Writes is how often something is put into the variable, its initializer and declaration as a function among it.
func (v *Variable) Writes() int { return len(v.sources) }

// source is something that is put into a variable.
type source struct {
	value ast.Node  // an expression, or a function or class literal; nil if it can be anything
	path  []string  // the properties of it that destructuring takes, outermost first
	each  bool      // or each element of it
	fn    *Function // or the variable is the parameter of a function
	param int
	extra ast.Expression // with this default
}

// Scope is a part of the text in which names mean the same.
type Scope struct {
	outer    *Scope
	function *Function // nil for the global scope and what is in it but in no function
	names    map[string]*Variable
	body     bool // it is that of a function or the global one: var belongs here
}

// Lookup finds the variable that a name means in the scope, or nil: then it is a global that the scenario doesn't declare.
func (s *Scope) Lookup(name string) *Variable {
	for ; s != nil; s = s.outer {
		if v, ok := s.names[name]; ok {
			return v
		}
	}
	return nil
}

func (s *Scope) declare(name *ast.Identifier, kind VariableKind) *Variable {
	v, ok := s.names[string(name.Name)]
	if !ok {
		v = &Variable{Name: name.Name.String(), Kind: kind, Scope: s}
		if s.names == nil {
			s.names = map[string]*Variable{}
		}
		s.names[string(name.Name)] = v
	} else if kind != Var {
		v.Kind = kind
	}
	v.Declared = append(v.Declared, name)
	return v
}

// Globals returns the variables that the scenario declares for all scenarios of its project rule, by name.
func (f *File) Globals() map[string]*Variable { return f.global.names }

// Variable returns what an identifier means: a variable of the scenario, or nil for a global that it doesn't declare. It knows
// identifiers that are expressions, declarations or targets of assignments.
func (f *File) Variable(id *ast.Identifier) *Variable { return f.variables[id] }

// VariableOf returns the variable that an expression reads, or nil.
func (f *File) VariableOf(e ast.Expression) *Variable {
	if id, ok := bare(e).(*ast.Identifier); ok {
		return f.variables[id]
	}
	return nil
}

// Unbound returns the mentions of globals that the scenario doesn't declare, in the order of the text.
func (f *File) Unbound() []*ast.Identifier { return f.unbound }

// Implicit reports whether the scenario makes a global by assigning to a name that nobody declares.
func (f *File) Implicit(name string) bool { return f.implicit[name] }

// bare takes off what stands around an expression without changing its value.
func bare(e ast.Node) ast.Node {
	for {
		switch n := e.(type) {
		case *ast.OptionalChain:
			e = n.Expression
		case *ast.Optional:
			e = n.Expression
		default:
			return e
		}
	}
}

// Parameter returns which parameter of which function a variable is, from 0; ok is false if it is none, or if it can have another value
// than the one that the function is given: a part of that, a default, or what is put into it later.
func (v *Variable) Parameter() (fn *Function, i int, ok bool) {
	if v.Kind != Parameter || len(v.sources) != 1 {
		return nil, 0, false
	}
	s := v.sources[0]
	return s.fn, s.param, s.fn != nil && s.extra == nil && len(s.path) == 0
}

// Function is the function that a variable belongs to, also if it is one of a block in it; nil at the top level.
func (v *Variable) Function() *Function { return v.Scope.function }

// Values are all values that are put into a variable; whole is false if there are others that can't be told.
func (v *Variable) Values() (values []ast.Expression, whole bool) {
	whole = true
	for _, s := range v.sources {
		e, ok := s.value.(ast.Expression)
		if !ok || len(s.path) > 0 {
			whole = false
			continue
		}
		values = append(values, e)
	}
	return values, whole
}

// From is the expression whose value, or a part of it by destructuring, a variable has once and for all; nil if that isn't one expression.
func (v *Variable) From() ast.Expression {
	if len(v.sources) != 1 {
		return nil
	}
	e, _ := v.sources[0].value.(ast.Expression)
	return e
}
