package rewrite

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"

	"voxemu/runtime/jsvm/syntax"
	"voxemu/runtime/pattern"
)

// early finds mistakes that make a script invalid, but which the parser takes.
type early struct {
	*Script
	strict bool
	async  bool // the innermost function is async
	errors parser.ErrorList
}

// check returns the first of those mistakes, as the parser would have.
func (s *Script) check(name string) error {
	e := &early{Script: s, strict: syntax.IsStrict(s.Tree.Body)}
	e.walk(s.Tree)
	if len(e.errors) == 0 {
		return nil
	}
	e.errors[0].Position.Filename = name
	return e.errors
}

func (e *early) fail(at file.Idx, message string) {
	if len(e.errors) > 0 {
		return
	}
	offset := e.offset(at)
	line := 1 + strings.Count(e.Text[:offset], "\n")
	p := file.Position{Line: line, Column: offset - lineStart(e.Text, line) + 1}
	e.errors = append(e.errors, &parser.Error{Position: p, Message: message})
}

func (e *early) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		e.scope(n, e.strict || syntax.IsStrict(n.Body.List), n.Async)
		return
	case *ast.ArrowFunctionLiteral:
		body, ok := n.Body.(*ast.BlockStatement)
		e.scope(n, e.strict || ok && syntax.IsStrict(body.List), n.Async)
		return
	case *ast.ClassLiteral:
		e.scope(n, true, e.async)
		return
	case *ast.ClassStaticBlock:
		e.scope(n, true, false)
		return
	case *ast.ForOfStatement:
		if !e.async && e.isAwaited(n) {
			e.fail(n.For, "Unexpected await of a loop outside of async functions")
		}
	case *ast.StringLiteral:
		if e.strict && hasOctal(n.Literal) {
			e.fail(n.Idx, "octal escape sequences can't be used in strict mode")
		}
	case *ast.NumberLiteral:
		if zeros := e.zeros(n); e.strict && zeros > 0 {
			e.fail(n.Idx-file.Idx(zeros), "numbers can't begin with zeros in strict mode")
		}
	case *ast.RegExpLiteral:
		if err := pattern.Check(n.Pattern, n.Flags); err != nil {
			e.fail(n.Idx, strings.TrimPrefix(err.Error(), "SyntaxError: "))
		}
	case *ast.IfStatement:
		e.clause(n.Consequent)
		e.clause(n.Alternate)
	}
	syntax.Children(n, e.walk)
}

func (e *early) scope(n ast.Node, strict, async bool) {
	outerStrict, outerAsync := e.strict, e.async
	e.strict, e.async = strict, async
	syntax.Children(n, e.walk)
	e.strict, e.async = outerStrict, outerAsync
}

// clause looks at a statement of an if: only a plain function may be declared there.
func (e *early) clause(s ast.Statement) {
	if d, ok := s.(*ast.FunctionDeclaration); ok && (d.Function.Async || d.Function.Generator) {
		e.fail(d.Idx0(), "async functions and generators can be declared only at top level or inside a block")
	}
}

// hasOctal reports whether a string literal has an octal escape, or \8 or \9. \0 alone is none.
func hasOctal(literal string) bool {
	for i := 0; i+1 < len(literal); i++ {
		if literal[i] != '\\' {
			continue
		}
		i++
		if c := literal[i]; c >= '1' && c <= '9' || c == '0' && i+1 < len(literal) && literal[i+1] >= '0' && literal[i+1] <= '9' {
			return true
		}
	}
	return false
}
