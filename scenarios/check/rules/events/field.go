package events

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// read is one place where a field is read.
type read struct {
	field string
	of    given
	// from is the variable that the object is in, nil if it is in none.
	from *program.Variable
	at   ast.Node // the name
	// write is what a fix puts in the place of the name, with a %s for the right one; "" if none is safe.
	write string
}

// unknownField looks for fields that events do not have. Scenarios that test for a field know that it may be missing:
// such a field is left alone in the whole function.
func unknownField(p *rule.Pass) {
	if p.Dynamic() {
		return
	}
	f := &fields{
		giving:  &giving{File: p.File, events: map[*apitable.Node]apitable.Interface{}, asked: map[*program.Variable]bool{}},
		guarded: map[guard]bool{},
	}
	for _, fn := range p.Functions() {
		for i, b := range fn.Params.List {
			if pattern, ok := b.Target.(*ast.ObjectPattern); ok && b.Initializer == nil {
				f.pattern(pattern, func() given { return f.parameter(fn, i) }, nil)
			}
		}
	}
	for _, n := range p.Nodes() {
		f.node(n)
	}
	for _, r := range f.reads {
		if !f.guarded[guard{r.from, r.field}] {
			f.judge(p, r)
		}
	}
}

// guard is a field that a scenario tests for.
type guard struct {
	from  *program.Variable
	field string
}

// fields gathers reads.
type fields struct {
	*giving
	reads   []read
	guarded map[guard]bool
}

func (f *fields) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpression:
		if key, ok := n.Left.(*ast.StringLiteral); ok && n.Operator == token.IN {
			f.guarded[guard{f.VariableOf(n.Right), key.Value.String()}] = true
		}
	case *ast.Binding:
		if pattern, ok := n.Target.(*ast.ObjectPattern); ok && n.Initializer != nil {
			f.pattern(pattern, func() given { return f.of(n.Initializer) }, f.VariableOf(n.Initializer))
		}
	case *ast.DotExpression:
		f.member(n, n.Left, n.Identifier.Name.String(), &n.Identifier, "%s")
	case *ast.BracketExpression:
		if key, ok := n.Member.(*ast.StringLiteral); ok {
			f.member(n, n.Left, key.Value.String(), key, "'%s'")
		}
	}
}

// member notes the read of a field by its name.
func (f *fields) member(n, of ast.Expression, field string, at ast.Node, write string) {
	if o, ok := of.(*ast.Optional); ok {
		of = o.Expression
	}
	from := f.VariableOf(of)
	if from == nil || common(field) {
		return
	}
	if f.tested(n) {
		f.guarded[guard{from, field}] = true
		return
	}
	if is := f.of(of); is != nil {
		f.reads = append(f.reads, read{field, is, from, at, write})
	}
}

// pattern notes what a pattern takes out of an object. A name with a default is a test.
func (f *fields) pattern(n *ast.ObjectPattern, of func() given, from *program.Variable) {
	is := of()
	if is == nil {
		return
	}
	for _, prop := range n.Properties {
		switch prop := prop.(type) {
		case *ast.PropertyShort:
			if name := prop.Name.Name.String(); prop.Initializer == nil && !common(name) {
				f.reads = append(f.reads, read{name, is, from, &prop.Name, "%s: " + name})
			}
		case *ast.PropertyKeyed:
			key, ok := prop.Key.(*ast.StringLiteral)
			_, defaulted := prop.Value.(*ast.AssignExpression)
			if ok && !prop.Computed && !defaulted && !common(key.Value.String()) {
				f.reads = append(f.reads, read{key.Value.String(), is, from, key, "%s"})
			}
		}
	}
}

// tested reports whether a scenario asks whether a value is there, or has something else if it isn't.
func (f *fields) tested(n ast.Node) bool {
	for {
		switch p := f.Parent(n).(type) {
		case *ast.OptionalChain:
			n = p
			continue
		case *ast.Optional:
			return true
		case *ast.UnaryExpression:
			return p.Operator == token.NOT || p.Operator == token.TYPEOF || p.Operator == token.DELETE
		case *ast.BinaryExpression:
			return choice(p) || p.Comparison && (nothing(p.Left) || nothing(p.Right))
		case *ast.IfStatement:
			return n == ast.Node(p.Test)
		case *ast.ConditionalExpression:
			return n == ast.Node(p.Test)
		case *ast.WhileStatement:
			return n == ast.Node(p.Test)
		case *ast.AssignExpression:
			return n == ast.Node(p.Left) // the scenario gives it this field
		}
		return false
	}
}

func choice(n *ast.BinaryExpression) bool {
	return n.Operator == token.LOGICAL_OR || n.Operator == token.LOGICAL_AND || n.Operator == token.COALESCE
}

func nothing(e ast.Expression) bool {
	switch n := e.(type) {
	case *ast.NullLiteral:
		return true
	case *ast.Identifier:
		return n.Name == "undefined"
	case *ast.UnaryExpression:
		return n.Operator == token.VOID
	}
	return false
}

// judge reports a read of what isn't there.
func (f *fields) judge(p *rule.Pass, r read) {
	if r.of.has(r.field) || p.Sets(r.field) {
		return
	}
	for _, i := range r.of {
		if slices.Contains(strings.Fields(doubtful[i.Name]), r.field) {
			return
		}
	}
	details := []rule.Detail{rule.Hint("its fields are %s", listed(r.of))}
	if right := r.right(); right != "" {
		start, end := p.Range(r.at)
		fix := p.Replace(start, end, fmt.Sprintf(r.write, right), "replace "+r.field+" by "+right)
		details = []rule.Detail{rule.Hint("did you mean %s?", right), rule.Mend(fix)}
	} else if slices.ContainsFunc(r.of, func(i apitable.Interface) bool { return siblings(i.Name, r.field) }) {
		details = append(details, rule.Lower(finding.Note))
	}
	p.Report(r.at, r.message(), details...)
}

func (r read) message() string {
	var list []string
	for _, i := range r.of {
		if !slices.Contains(list, i.Name) {
			list = append(list, i.Name)
		}
	}
	if len(list) == 1 {
		return fmt.Sprintf("%s has no field %s", list[0], r.field)
	}
	if len(list) == 2 {
		return fmt.Sprintf("neither %s nor %s has a field %s", list[0], list[1], r.field)
	}
	return fmt.Sprintf("none of %s has a field %s", strings.Join(list, ", "), r.field)
}

// right returns the field that is meant, or "": all that the object may be have to agree.
func (r read) right() string {
	right := ""
	for _, i := range r.of {
		name := synonym(i.Name, r.field)
		if name == "" {
			name = diag.Suggest(r.field, given{i}.fields())
		}
		if name == "" || right != "" && name != right {
			return ""
		}
		right = name
	}
	return right
}

// listed are the fields that an object has beside those of all.
func listed(g given) string {
	var list []string
	for _, name := range g.fields() {
		if !common(name) && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	if len(list) == 0 {
		return "name and id"
	}
	return strings.Join(list, ", ")
}
