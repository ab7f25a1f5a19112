package events

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// replace is the fix that puts a text in the place of a range, nil if the range is not as it was written.
func replace(p *rule.Pass, start, end int, text, title string) *finding.Fix {
	from, to, ok := p.Written(start, end)
	if !ok || start == end {
		return nil
	}
	return &finding.Fix{Title: title, Edits: []finding.Edit{{Start: from, End: to, Text: text}}}
}

// before is the fix that puts a statement before that of a node, nil if the node is no statement in a list.
func before(p *rule.Pass, n ast.Node, text, title string) *finding.Fix {
	s := statement(p.File, n)
	if s == nil {
		return nil
	}
	start, end := p.Range(s)
	from, _, ok := p.Written(start, end)
	if !ok {
		return nil
	}
	line := p.Text()[strings.LastIndexByte(p.Text()[:start], '\n')+1 : start]
	gap := "\n" + line
	if strings.TrimSpace(line) != "" {
		gap = " "
	}
	return &finding.Fix{Title: title, Edits: []finding.Edit{{Start: from, End: from, Text: text + gap}}}
}

// statement returns the statement that an expression is the whole of, if it stands in a list of statements.
func statement(f *program.File, n ast.Node) *ast.ExpressionStatement {
	for {
		switch p := f.Parent(n).(type) {
		case *ast.OptionalChain, *ast.Optional:
			n = p
			continue
		case *ast.ExpressionStatement:
			switch f.Parent(p).(type) {
			case *ast.BlockStatement, *ast.Program, *ast.CaseStatement:
				return p
			}
		}
		return nil
	}
}

// isPath reports whether an expression is a name or a chain of names: reading it twice does no harm.
func isPath(e ast.Node) bool {
	switch n := e.(type) {
	case *ast.Identifier, *ast.ThisExpression:
		return true
	case *ast.DotExpression:
		return isPath(n.Left)
	}
	return false
}

// together returns all scenarios that run with one, itself first.
func together(f *program.File) []*program.File {
	return append([]*program.File{f}, f.Companions...)
}

// mentions reports whether any of the scenarios that run together has a name as a member or as a text.
func mentions(f *program.File, name string) bool {
	for _, of := range together(f) {
		if !strings.Contains(of.Text(), name) {
			continue
		}
		for _, n := range of.Nodes() {
			found := false
			switch n := n.(type) {
			case *ast.DotExpression:
				found = n.Identifier.Name.String() == name
			case *ast.StringLiteral:
				found = n.Value.String() == name
			case *ast.PropertyShort:
				found = n.Name.Name.String() == name
			}
			if found {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether what is listened to may come from a scenario that isn't known, which may do with it what this one doesn't.
func elsewhere(f *program.File, l *program.Listener) bool {
	return !f.Complete && l.Type.Kind == program.Unknown
}

// samePlace reports whether two expressions read the same: one variable, or the same names of one.
func samePlace(f *program.File, a, b ast.Expression) bool {
	switch a := a.(type) {
	case *ast.Identifier:
		b, ok := b.(*ast.Identifier)
		return ok && a.Name == b.Name && f.Variable(a) == f.Variable(b)
	case *ast.ThisExpression:
		_, ok := b.(*ast.ThisExpression)
		return ok
	case *ast.DotExpression:
		b, ok := b.(*ast.DotExpression)
		return ok && a.Identifier.Name == b.Identifier.Name && samePlace(f, a.Left, b.Left)
	}
	return false
}
