package values

import (
	"math"
	"unicode/utf16"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/program"
)

// ruler measures texts that may be known in part.
type ruler struct {
	*program.File
	// of is the length of what is known.
	of func(string) int
}

// bytes measures UTF-8.
func bytes(f *program.File) ruler { return ruler{f, func(s string) int { return len(s) }} }

// characters measures UTF-16 units, as String.length does.
func characters(f *program.File) ruler {
	return ruler{f, func(s string) int {
		n := 0
		for _, r := range s {
			n += utf16.RuneLen(r)
		}
		return n
	}}
}

// most bounds what is counted, and hops how far expressions are followed.
const (
	most = 1 << 30
	hops = 20
)

// least returns how long the text of an expression is at least; exact says that it surely is as long.
func (r ruler) least(e ast.Expression) (n int, exact bool) { return r.measure(e, 0) }

func (r ruler) measure(e ast.Expression, depth int) (n int, exact bool) {
	if depth > hops || e == nil {
		return 0, false
	}
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral:
		text, whole := r.Static(e)
		return r.of(text), whole
	case *ast.TemplateLiteral:
		return r.template(e, depth)
	case *ast.BinaryExpression:
		if e.Operator == token.PLUS && r.TypeOf(e).Kind == program.String {
			left, whole := r.measure(e.Left, depth+1)
			right, rest := r.measure(e.Right, depth+1)
			return min(left+right, most), whole && rest
		}
	case *ast.ConditionalExpression:
		a, whole := r.measure(e.Consequent, depth+1)
		b, also := r.measure(e.Alternate, depth+1)
		return min(a, b), whole && also && a == b
	case *ast.Identifier:
		if value := r.Constant(e); value != nil {
			return r.measure(value, depth+1)
		}
	case *ast.CallExpression:
		return r.call(r.CallAt(e), depth)
	}
	return 0, false
}

func (r ruler) template(e *ast.TemplateLiteral, depth int) (n int, exact bool) {
	if e.Tag != nil {
		return 0, false
	}
	exact = true
	for i, el := range e.Elements {
		n += r.of(el.Parsed.String())
		if i < len(e.Expressions) {
			part, whole := r.measure(e.Expressions[i], depth+1)
			n, exact = min(n+part, most), exact && whole
		}
	}
	return n, exact
}

// call measures what methods give that make long texts.
func (r ruler) call(c *program.Call, depth int) (n int, exact bool) {
	name, of := c.Method()
	if of == nil {
		return 0, false
	}
	switch name {
	case "repeat":
		times, ok := r.Number(c.Arg(0))
		unit, whole := r.measure(of, depth+1)
		if ok && times >= 0 && r.TypeOf(of).Kind == program.String {
			return int(math.Min(math.Trunc(times)*float64(unit), most)), whole
		}
	case "padStart", "padEnd":
		width, ok := r.Number(c.Arg(0))
		if ok && r.TypeOf(of).Kind == program.String && len(c.Args) == 1 {
			n, whole := r.measure(of, depth+1)
			return max(n, int(math.Min(width, most))), whole
		}
	case "stringify":
		if r.BuiltIn(of, "JSON") && len(c.Args) == 1 {
			return r.json(c.Arg(0), depth+1), false
		}
	}
	return 0, false
}

// json returns how long the JSON of a literal is at least. What may be undefined counts nothing: it is left out.
func (r ruler) json(e ast.Expression, depth int) int {
	if depth > hops {
		return 0
	}
	switch n := e.(type) {
	case *ast.StringLiteral, *ast.TemplateLiteral:
		length, _ := r.measure(n, depth+1)
		return length + len(`""`)
	case *ast.NumberLiteral:
		length, _ := r.measure(n, depth+1)
		return length
	case *ast.BooleanLiteral:
		return len(n.Literal)
	case *ast.Identifier:
		value := r.Constant(n)
		switch value.(type) {
		case *ast.ObjectLiteral, *ast.ArrayLiteral:
			if len(r.VariableOf(n).Refs) > 1 { // it may get other properties there
				return 0
			}
		}
		return r.json(value, depth+1)
	case *ast.ArrayLiteral:
		total := len("[]")
		for i, v := range n.Value {
			if _, spread := v.(*ast.SpreadElement); spread {
				return total
			}
			total = min(total+min(i, 1)+r.json(v, depth+1), most)
		}
		return total
	case *ast.ObjectLiteral:
		return r.object(n, depth)
	case *ast.BinaryExpression, *ast.CallExpression:
		if r.TypeOf(n).Kind == program.String {
			length, _ := r.measure(n, depth+1)
			return length + len(`""`)
		}
	}
	return 0
}

func (r ruler) object(n *ast.ObjectLiteral, depth int) int {
	total := len("{}")
	for _, p := range n.Value {
		name, value := property(p)
		if value == nil {
			return len("{}") // it may replace what stands before it
		}
		if length := r.json(value, depth+1); length > 0 {
			total = min(total+r.of(name)+len(`"":`)+length, most)
		}
	}
	return total
}

// property returns name and value of a property in a literal; the value is nil for accessors and computed names.
func property(p ast.Property) (name string, value ast.Expression) {
	switch p := p.(type) {
	case *ast.PropertyShort:
		return p.Name.Name.String(), &p.Name
	case *ast.PropertyKeyed:
		if key, ok := p.Key.(*ast.StringLiteral); ok && !p.Computed && p.Kind == ast.PropertyKindValue {
			return key.Value.String(), p.Value
		}
	}
	return "", nil
}
