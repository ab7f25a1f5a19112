package jsvm

import (
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"

	"voxemu/runtime/jsvm/syntax"
)

// Known reports whether there is somebody: whether the [Caller] isn't the zero one.
func (c Caller) Known() bool { return c.vm != nil }

// Argument returns how the script writes an argument of the function that the caller calls by that name, if it is a name itself:
// "CallEvents.PCM". A variable that the script declares once, with a name as its value, counts as that name. It is "" for anything
// else. The source is parsed again, once for a program: it is for messages only.
func (c Caller) Argument(function string, i int) string {
	if c.vm == nil {
		return ""
	}
	s := c.vm.siteOf(&c.frame)
	for _, n := range s.at() {
		if callee, args := called(n); i < len(args) && s.lastName(callee) == function {
			return s.name(args[i], 0)
		}
	}
	return ""
}

// called returns what a call calls, and with what.
func called(n ast.Node) (callee ast.Expression, args []ast.Expression) {
	switch n := n.(type) {
	case *ast.CallExpression:
		return n.Callee, n.ArgumentList
	case *ast.NewExpression:
		return n.Callee, n.ArgumentList
	}
	return nil, nil
}

// lastName returns the name that is called, of whatever it is a member.
func (s site) lastName(callee ast.Expression) string {
	if dot, ok := callee.(*ast.DotExpression); ok {
		return dot.Identifier.Name.String()
	}
	full := s.name(callee, 0)
	return full[strings.LastIndexByte(full, '.')+1:]
}

// site is a place in a program.
type site struct {
	program *Program
	offset  int
}

func (vm *VM) siteOf(f *goja.StackFrame) site {
	at := f.Position()
	for _, p := range vm.programs {
		if p.source.Name == f.SrcName() && !p.source.Library {
			return site{p, byteOffset(p.text, at.Line, at.Column)}
		}
	}
	return site{}
}

// byteOffset returns the offset of a place; lines end as the engine counts them.
func byteOffset(text string, line, column int) int {
	offset := 0
	for ; line > 1; line-- {
		i := strings.IndexAny(text[offset:], "\n\r\u2028\u2029")
		if i < 0 {
			return -1
		}
		offset += i
		switch {
		case strings.HasPrefix(text[offset:], "\r\n"):
			offset += 2
		case text[offset] == '\n' || text[offset] == '\r':
			offset++
		default:
			offset += len("\u2028")
		}
	}
	return offset + column - 1
}

// syntaxTree returns the tree of what was compiled, or nil. It is kept.
func (p *Program) syntaxTree() *ast.Program {
	if tree := p.tree.Load(); tree != nil {
		return tree
	}
	tree, err := parser.ParseFile(nil, p.source.Name, p.text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil
	}
	p.tree.Store(tree)
	return tree
}

// each calls f with the nodes of the program.
func (s site) each(f func(ast.Node)) {
	if s.program == nil {
		return
	}
	tree := s.program.syntaxTree()
	if tree == nil {
		return
	}
	var visit func(ast.Node)
	visit = func(n ast.Node) {
		f(n)
		syntax.Children(n, visit)
	}
	visit(tree)
}

// at returns the calls and reads that the engine may mean by the place: it gives a call that of its parenthesis, new that of the
// word, and a read that of the name behind the dot or of the one before it.
func (s site) at() (found []ast.Node) {
	s.each(func(n ast.Node) {
		here := false
		switch n := n.(type) {
		case *ast.CallExpression:
			here = int(n.LeftParenthesis)-1 == s.offset
		case *ast.NewExpression:
			here = int(n.New)-1 == s.offset
		case *ast.DotExpression:
			left, dotted := n.Left.(*ast.DotExpression)
			here = int(n.Identifier.Idx)-1 == s.offset || dotted && int(left.Identifier.Idx)-1 == s.offset || int(n.Left.Idx0())-1 == s.offset
		}
		if here {
			found = append(found, n)
		}
	})
	return found
}

// maxHops bounds how far a name is followed.
const maxHops = 8

// name returns an expression as a dotted name, or "".
func (s site) name(e ast.Expression, hops int) string {
	if hops > maxHops {
		return ""
	}
	switch e := e.(type) {
	case *ast.Identifier:
		if name := s.declared(e.Name.String(), hops); name != "" {
			return name
		}
		return e.Name.String()
	case *ast.DotExpression:
		return join(s.name(e.Left, hops), e.Identifier.Name.String())
	case *ast.BracketExpression:
		if text, ok := e.Member.(*ast.StringLiteral); ok {
			return join(s.name(e.Left, hops), text.Value.String())
		}
	case *ast.OptionalChain:
		return s.name(e.Expression, hops)
	case *ast.Optional:
		return s.name(e.Expression, hops)
	}
	return ""
}

func join(left, name string) string {
	if left == "" {
		return ""
	}
	return left + "." + name
}

// declared returns the name that a variable stands for, or "": it has one declaration in the program, with a name as its value,
// `const E = CallEvents`, or as what it is taken out of, `const { PCM } = CallEvents`.
func (s site) declared(name string, hops int) (value string) {
	count := 0
	s.each(func(n ast.Node) {
		b, ok := n.(*ast.Binding)
		if !ok {
			return
		}
		switch target := b.Target.(type) {
		case *ast.Identifier:
			if target.Name.String() == name {
				count++
				value = s.name(b.Initializer, hops+1)
			}
		case *ast.ObjectPattern:
			if key := keyOf(target, name); key != "" {
				count++
				value = join(s.name(b.Initializer, hops+1), key)
			}
		}
	})
	if count != 1 {
		return ""
	}
	return value
}

// keyOf returns the property that a pattern takes out into a variable, or "".
func keyOf(p *ast.ObjectPattern, variable string) string {
	for _, property := range p.Properties {
		switch property := property.(type) {
		case *ast.PropertyShort:
			if property.Name.Name.String() == variable {
				return variable
			}
		case *ast.PropertyKeyed:
			target, ok := property.Value.(*ast.Identifier)
			key, plain := property.Key.(*ast.StringLiteral)
			if ok && plain && target.Name.String() == variable {
				return key.Value.String()
			}
		}
	}
	return ""
}

// missing are the names that were last looked for in objects of tables and not found there.
type missing struct {
	last [8]missed
	next int
}

type missed struct {
	table *Table
	name  string
}

func (m *missing) note(t *Table, name string) {
	m.last[m.next%len(m.last)] = missed{t, name}
	m.next++
}

// in returns the table in which a name was looked for last, or nil.
func (m *missing) in(name string) *Table {
	for i := range m.last {
		if one := m.last[(m.next+len(m.last)-1-i)%len(m.last)]; one.name == name {
			return one.table
		}
	}
	return nil
}

// wrongNames returns the names that may have led to a TypeError of the engine's: that of a member an object of a table lacks, as
// "Call.sendMedia", then what the script writes at the place.
func (vm *VM) wrongNames(message string, frames []goja.StackFrame) (names []string) {
	member, noMember := strings.CutPrefix(message, "TypeError: Object has no member '")
	if noMember {
		member = strings.TrimSuffix(member, "'")
		if t := vm.missing.in(member); t != nil {
			names = append(names, join(t.name, member))
		}
	}
	if !noMember && !strings.HasPrefix(message, "TypeError: Value is not an object: undefined") && !strings.HasPrefix(message, "TypeError: Cannot read property '") {
		return nil
	}
	for i := range frames {
		if !isUsers(&frames[i]) {
			continue
		}
		s := vm.siteOf(&frames[i])
		for _, n := range s.at() {
			names = append(names, s.written(n))
		}
		break
	}
	return names
}

// written returns what a call calls, or a read reads.
func (s site) written(n ast.Node) string {
	if dot, ok := n.(*ast.DotExpression); ok {
		return s.name(dot, 0)
	}
	callee, _ := called(n)
	return s.name(callee, 0)
}
