package rewrite

import (
	"regexp"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"

	"voxemu/runtime/jsvm/syntax"
)

// bitsHelper is given the right operand of an operator that can make a BigInt of any length at once, and returns it, if it
// is not too large.
const bitsHelper = "__voxemu_bits"

// bigLiteral finds literals of BigInts.
var bigLiteral = regexp.MustCompile(`[0-9a-fA-F]n\b`)

// bigInts puts the helper before the right operands of <<, >> and **, in scripts that have BigInts.
func (s *Script) bigInts(e *edits) {
	if !strings.Contains(s.Text, "BigInt") && !bigLiteral.MatchString(s.Text) {
		return
	}
	s.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.BinaryExpression:
			if grows(n.Operator) {
				s.bits(n.Right, e)
			}
		case *ast.AssignExpression:
			if grows(n.Operator) {
				s.bits(n.Right, e)
			}
		}
	})
}

func grows(t token.Token) bool {
	return t == token.SHIFT_LEFT || t == token.SHIFT_RIGHT || t == token.EXPONENT
}

// bits puts the helper around an operand, but for plain numbers, and for what the parser doesn't tell the place of.
func (s *Script) bits(operand ast.Expression, e *edits) {
	if n, ok := operand.(*ast.NumberLiteral); ok {
		if _, small := n.Value.(int64); small {
			return
		}
	}
	from, to := s.offset(operand.Idx0()), s.offset(operand.Idx1())
	if from < 0 || to > len(s.Text) || from >= to || tagged(operand) {
		return
	}
	if _, err := parser.ParseFile(nil, "", "("+s.Text[from:to]+")", 0, parser.WithDisableSourceMaps); err != nil {
		return
	}
	e.insert(from, bitsHelper+"((")
	e.insert(to, "))")
}

// tagged reports whether an expression has a tagged template in it, which the parser places wrongly.
func tagged(n ast.Node) bool {
	found := false
	var look func(ast.Node)
	look = func(n ast.Node) {
		if t, ok := n.(*ast.TemplateLiteral); ok && t.Tag != nil {
			found = true
		}
		syntax.Children(n, look)
	}
	look(n)
	return found
}
