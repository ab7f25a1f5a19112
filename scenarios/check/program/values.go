package program

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// maxHops bounds how far a constant is followed.
const maxHops = 20

// String returns the string that an expression surely is: a literal, a template, a sum of those, or a name for one that never changes.
func (f *File) String(e ast.Expression) (text string, ok bool) {
	text, whole := f.known(e, 0)
	if !whole || f.kindOfValue(e) != String {
		return "", false
	}
	return text, true
}

// Static returns the parts of a string that are known, put together; whole is false if there are others between them. What isn't
// surely a string has none.
func (f *File) Static(e ast.Expression) (text string, whole bool) { return f.known(e, 0) }

func (f *File) kindOfValue(e ast.Expression) Kind {
	if e == nil {
		return Unknown
	}
	return f.TypeOf(e).Kind
}

// known puts the known parts of a string together.
func (f *File) known(e ast.Expression, hops int) (text string, whole bool) {
	if hops > maxHops {
		return "", false
	}
	switch n := e.(type) {
	case *ast.StringLiteral:
		return n.Value.String(), true
	case *ast.NumberLiteral:
		if v, ok := f.Number(n); ok && v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return strconv.FormatFloat(v, 'f', -1, 64), true
		}
	case *ast.TemplateLiteral:
		if n.Tag != nil {
			return "", false
		}
		var b strings.Builder
		whole = true
		for i, el := range n.Elements {
			b.WriteString(el.Parsed.String())
			if i < len(n.Expressions) {
				part, all := f.known(n.Expressions[i], hops+1)
				b.WriteString(part)
				whole = whole && all
			}
		}
		return b.String(), whole
	case *ast.BinaryExpression:
		if n.Operator == token.PLUS && f.TypeOf(n).Kind == String {
			left, all := f.known(n.Left, hops+1)
			right, rest := f.known(n.Right, hops+1)
			return left + right, all && rest
		}
	case *ast.Identifier:
		if value := f.Constant(n); value != nil {
			return f.known(value, hops+1)
		}
	}
	return "", false
}

// Constant returns what a name is put to once and for all, or nil.
func (f *File) Constant(e ast.Expression) ast.Expression {
	v := f.VariableOf(e)
	if v == nil || len(v.sources) != 1 || f.dynamic {
		return nil
	}
	s := v.sources[0]
	if s.value == nil || len(s.path) > 0 || v.Global() && f.Foreign(v.Name) {
		return nil
	}
	value, _ := s.value.(ast.Expression)
	return value
}

// Number returns the number that an expression surely is: a literal, a calculation with such, or a name for one that never changes.
func (f *File) Number(e ast.Expression) (value float64, ok bool) { return f.number(e, 0) }

func (f *File) number(e ast.Expression, hops int) (value float64, ok bool) {
	if hops > maxHops {
		return 0, false
	}
	switch n := e.(type) {
	case *ast.NumberLiteral:
		switch v := n.Value.(type) {
		case int64:
			return float64(v), true
		case float64:
			return v, true
		}
	case *ast.UnaryExpression:
		v, ok := f.number(n.Operand, hops+1)
		if n.Operator == token.MINUS {
			return -v, ok
		}
		return v, ok && n.Operator == token.PLUS
	case *ast.BinaryExpression:
		a, known := f.number(n.Left, hops+1)
		b, also := f.number(n.Right, hops+1)
		if !known || !also {
			return 0, false
		}
		switch n.Operator {
		case token.PLUS:
			return a + b, true
		case token.MINUS:
			return a - b, true
		case token.MULTIPLY:
			return a * b, true
		case token.SLASH:
			return a / b, true
		}
	case *ast.Identifier:
		if c := f.Constant(n); c != nil {
			return f.number(c, hops+1)
		}
	}
	return 0, false
}

// Property returns the value that an object literal surely gives a property; ok is false if it can't be known whether it gives one.
// The expression may be a name for a literal that never changes.
func (f *File) Property(e ast.Expression, name string) (value ast.Expression, ok bool) {
	if id, is := e.(*ast.Identifier); is {
		if f.Sets(name) || f.Sets(anyField) {
			return nil, false
		}
		if e = f.Constant(id); e != nil && f.extended(e) {
			return nil, false
		}
	}
	n, is := e.(*ast.ObjectLiteral)
	if !is {
		return nil, false
	}
	ok = true
	for _, p := range n.Value {
		switch p := p.(type) {
		case *ast.PropertyShort:
			if p.Name.Name.String() == name {
				value = &p.Name
			}
		case *ast.PropertyKeyed:
			key, plain := p.Key.(*ast.StringLiteral)
			if !plain || p.Computed {
				ok = false
			} else if key.Value.String() == name {
				value, ok = p.Value, true
			}
		default:
			value, ok = nil, false
		}
	}
	return value, ok
}
