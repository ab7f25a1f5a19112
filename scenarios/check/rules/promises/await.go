package promises

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// notAwaited finds promises that are surely used as if they were what they give: the result of a call, or a variable that holds one.
func notAwaited(p *rule.Pass) {
	for _, c := range p.Calls() {
		if t := p.TypeOf(c.Node); t.Kind != program.Promise || t.Maybe {
			continue
		}
		m := misuses{p}
		if u, ok := m.of(c.Node, true); ok {
			m.report(c, c.Node, u, m.awaitCall(c, u.member))
			continue
		}
		v := m.holder(c)
		if v == nil {
			continue
		}
		for _, ref := range v.Refs { // the first says it for all
			if u, ok := m.of(ref, false); ok {
				m.report(c, ref, u, m.awaitHeld(c, v))
				break
			}
		}
	}
}

// misuse is a use of a promise that can't have been meant.
type misuse struct {
	what   string // "which is never null"
	member bool   // it stands before a dot
}

type misuses struct{ *rule.Pass }

func (m misuses) report(c *program.Call, at ast.Expression, u misuse, fix *finding.Fix) {
	details := []rule.Detail{rule.Hint("await it in an async function"), rule.Mend(fix)}
	if fix != nil {
		details[0] = rule.Hint("write await before the call")
	}
	start, end := m.Range(at)
	if at == c.Node {
		start, end = calleeRange(m.File, c)
	}
	m.ReportRange(start, end, m.name(c)+" gives a promise, "+u.what, details...)
}

// name is what a call calls, for messages.
func (m misuses) name(c *program.Call) string {
	if n := m.API(c); n != nil {
		return n.Full
	}
	if text := m.Source(c.Callee); !strings.ContainsAny(text, "\n(") && len(text) <= 40 {
		return text
	}
	return "the call"
}

// holder returns the variable that surely holds the promise of a call, and nothing else.
func (m misuses) holder(c *program.Call) *program.Variable {
	b, ok := m.Parent(c.Node).(*ast.Binding)
	if !ok {
		return nil
	}
	id, ok := b.Target.(*ast.Identifier)
	if !ok {
		return nil
	}
	v := m.Variable(id)
	if v == nil || v.Writes() != 1 || v.Kind == program.Parameter {
		return nil
	}
	if t := m.TypeOf(id); t.Kind != program.Promise || t.Maybe {
		return nil
	}
	return v
}

// of tells what is wrong with the use of a promise; direct says that the expression is the call itself.
func (m misuses) of(e ast.Expression, direct bool) (misuse, bool) {
	parent := m.Parent(e)
	switch p := parent.(type) {
	case *ast.OptionalChain:
		return m.of(p, direct)
	case *ast.Optional:
		return m.of(p, direct)
	case *ast.DotExpression:
		return m.property(e, p.Identifier.Name.String())
	case *ast.BracketExpression:
		if key, ok := p.Member.(*ast.StringLiteral); ok && p.Left == e {
			return m.property(e, key.Value.String())
		}
	case *ast.BinaryExpression:
		return m.operand(p, e, direct)
	case *ast.TemplateLiteral:
		if p.Tag == nil {
			return misuse{what: "which becomes the text [object Promise]"}, true
		}
	case *ast.Binding:
		return m.pattern(p.Target, e)
	case *ast.AssignExpression:
		if p.Right == e && p.Operator == token.ASSIGN {
			return m.pattern(p.Left, e)
		}
	case *ast.SpreadElement:
		if _, object := m.Parent(p).(*ast.ObjectLiteral); object {
			return misuse{what: "which has no properties of its own"}, true
		}
		return misuse{what: "which can't be iterated"}, true
	case *ast.ForOfStatement:
		if p.Source == e && !m.Awaited(p) {
			return misuse{what: "which can't be iterated"}, true
		}
	case *ast.CallExpression:
		return m.argument(m.CallAt(p), e)
	}
	if direct && tests(parent, e) {
		return misuse{what: "which always counts as true"}, true
	}
	return misuse{}, false
}

// tests reports whether a node asks if an expression is true.
func tests(n ast.Node, e ast.Expression) bool {
	switch n := n.(type) {
	case *ast.IfStatement:
		return n.Test == e
	case *ast.WhileStatement:
		return n.Test == e
	case *ast.DoWhileStatement:
		return n.Test == e
	case *ast.ForStatement:
		return n.Test == e
	case *ast.ConditionalExpression:
		return n.Test == e
	case *ast.UnaryExpression:
		return n.Operator == token.NOT
	}
	return false
}

// members reports whether each promise has a property of that name.
func members(name string) bool {
	switch name {
	case "then", "catch", "finally":
		return true
	}
	return program.OfEveryObject(name)
}

func (m misuses) property(e ast.Expression, name string) (misuse, bool) {
	if members(name) || m.SetsOn(m.TypeOf(e), name) {
		return misuse{}, false
	}
	return misuse{what: "which has no property " + name, member: true}, true
}

// pattern tells what is wrong with taking a promise apart.
func (m misuses) pattern(target ast.Node, e ast.Expression) (misuse, bool) {
	switch target := target.(type) {
	case *ast.ArrayPattern:
		return misuse{what: "which can't be iterated"}, true
	case *ast.ObjectPattern:
		for _, p := range target.Properties {
			name := ""
			switch p := p.(type) {
			case *ast.PropertyShort:
				name = p.Name.Name.String()
			case *ast.PropertyKeyed:
				if key, ok := p.Key.(*ast.StringLiteral); ok && !p.Computed {
					name = key.Value.String()
				}
			}
			if u, ok := m.property(e, name); ok && name != "" {
				u.member = false
				return u, true
			}
		}
	}
	return misuse{}, false
}

// operand tells what is wrong with comparing a promise, or calculating with it.
func (m misuses) operand(p *ast.BinaryExpression, e ast.Expression, direct bool) (misuse, bool) {
	other := p.Left
	if other == e {
		other = p.Right
	}
	switch p.Operator {
	case token.EQUAL, token.STRICT_EQUAL, token.NOT_EQUAL, token.STRICT_NOT_EQUAL:
		switch m.TypeOf(other).Kind {
		case program.Nothing, program.String, program.Number, program.Boolean:
			if !m.TypeOf(other).Maybe && constant(other) {
				return misuse{what: "which is never " + m.Source(other)}, true
			}
		}
	case token.PLUS:
		if m.TypeOf(other).Kind == program.String {
			return misuse{what: "which becomes the text [object Promise]"}, true
		}
	case token.MINUS, token.MULTIPLY, token.SLASH, token.REMAINDER, token.LESS, token.LESS_OR_EQUAL, token.GREATER, token.GREATER_OR_EQUAL:
		return misuse{what: "which is no number"}, true
	case token.LOGICAL_AND:
		if direct && p.Left == e {
			return misuse{what: "which always counts as true"}, true
		}
	}
	return misuse{}, false
}

// constant reports whether an expression is a value that is written out.
func constant(e ast.Expression) bool {
	switch n := e.(type) {
	case *ast.NullLiteral, *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral:
		return true
	case *ast.Identifier:
		return n.Name == "undefined"
	}
	return false
}

// argument tells what is wrong with giving a promise to a function of the API or of the language.
func (m misuses) argument(c *program.Call, e ast.Expression) (misuse, bool) {
	i := slices.Index(c.Args, e)
	if i < 0 || c.Arg(i) != e {
		return misuse{}, false
	}
	if n := m.API(c); n != nil {
		if i >= len(n.Params) || takesAnything(n.Params[i].Type) {
			return misuse{}, false
		}
		return misuse{what: "and " + n.Full + " wants what it gives"}, true
	}
	if i > 0 {
		return misuse{}, false
	}
	for _, name := range []string{"Number", "parseInt", "parseFloat", "encodeURIComponent"} {
		if m.BuiltIn(c.Callee, name) {
			return misuse{what: fmt.Sprintf("and %s wants what it gives", name)}, true
		}
	}
	switch name, of := c.Method(); name {
	case "parse", "stringify":
		if m.BuiltIn(of, "JSON") {
			return misuse{what: fmt.Sprintf("and JSON.%s wants what it gives", name)}, true
		}
	case "keys", "values", "entries":
		if m.BuiltIn(of, "Object") {
			return misuse{what: "which has no properties of its own"}, true
		}
	}
	return misuse{}, false
}

// takesAnything reports whether a parameter of that type may be a promise.
func takesAnything(declared string) bool {
	for _, part := range strings.FieldsFunc(declared, func(r rune) bool { return r == ' ' || r == '|' }) {
		switch part {
		case "any", "unknown", "object", "Object", "T":
			return true
		}
	}
	return declared == "" || strings.Contains(declared, "=>") || strings.Contains(declared, "Promise")
}

// awaitCall returns the change that awaits a call; nil if it stands where that can't be done.
func (m misuses) awaitCall(c *program.Call, member bool) *finding.Fix {
	if !m.mayAwait(c.Node) {
		return nil
	}
	start, end := m.Range(c.Node)
	title := "write await before " + m.name(c)
	if member {
		return m.Surround(start, end, "(await ", ")", title)
	}
	return m.Surround(start, end, "await ", "", title)
}

// awaitHeld is awaitCall for a call whose promise a variable holds; nil if it is used as a promise, too, or if that isn't known.
func (m misuses) awaitHeld(c *program.Call, v *program.Variable) *finding.Fix {
	fn := m.FunctionAt(c.Node)
	for _, ref := range v.Refs {
		if _, ok := m.of(ref, true); !ok || m.FunctionAt(ref) != fn {
			return nil
		}
	}
	return m.awaitCall(c, false)
}

// mayAwait reports whether await can stand at a node.
func (m misuses) mayAwait(n ast.Node) bool {
	fn := m.FunctionAt(n)
	if fn == nil || !fn.Async || fn.Generator {
		return false
	}
	for ; m.Parent(n) != fn.Node; n = m.Parent(n) {
		switch n.(type) {
		case *ast.FieldDefinition, *ast.ClassStaticBlock:
			return false
		}
	}
	switch n.(type) { // what else stands below a function are defaults of its parameters
	case *ast.BlockStatement, *ast.ExpressionBody:
		return true
	}
	return false
}
