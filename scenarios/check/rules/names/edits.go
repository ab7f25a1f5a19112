package names

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// nameRange is where the name of a member stands.
func nameRange(p *rule.Pass, m program.Member) (start, end int) {
	switch n := m.Node.(type) {
	case *ast.PropertyShort:
		return p.Range(&n.Name)
	case *ast.PropertyKeyed:
		return p.Range(n.Key)
	}
	return p.MemberRange(m.Node)
}

// renamed is the change that writes another name for a member.
func renamed(p *rule.Pass, m program.Member, to string) *finding.Fix {
	start, end := nameRange(p, m)
	text := to
	switch was := p.Text()[start:end]; {
	case strings.HasPrefix(was, "'") || strings.HasPrefix(was, `"`):
		text = was[:1] + to + was[:1]
	case was != m.Name: // written with escapes
		return nil
	}
	if _, short := m.Node.(*ast.PropertyShort); short {
		text = to + ": " + m.Name
	}
	return p.Replace(start, end, text, "replace "+m.Name+" by "+to)
}

// removed is the change that takes out a statement that is a call and stands on a line of its own; nil for any other call.
func removed(p *rule.Pass, call ast.Node, title string) *finding.Fix {
	statement, ok := p.Parent(call).(*ast.ExpressionStatement)
	if !ok {
		return nil
	}
	switch p.Parent(statement).(type) {
	case *ast.Program, *ast.BlockStatement:
	default:
		return nil
	}
	text := p.Text()
	start, end := p.Range(call)
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	for end < len(text) && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r' || text[end] == ';') {
		end++
	}
	if start > 0 && text[start-1] != '\n' || end < len(text) && text[end] != '\n' {
		return nil
	}
	return p.Replace(start, min(end+1, len(text)), "", title)
}

// inserted is the change that puts a line in front of the first statement, behind directives and the comments at the top.
func inserted(p *rule.Pass, line, title string) *finding.Fix {
	for _, s := range p.Tree().Body {
		if e, ok := s.(*ast.ExpressionStatement); ok {
			if _, directive := e.Expression.(*ast.StringLiteral); directive {
				continue
			}
		}
		start, _ := p.Range(s)
		if start > 0 && !strings.ContainsRune("\n;", rune(p.Text()[start-1])) && strings.TrimSpace(lineBefore(p.Text(), start)) != "" {
			line = strings.TrimSuffix(line, "\n") + " "
		}
		return p.Surround(start, start, line, "", title)
	}
	return nil
}

// lineBefore returns what stands in the line of an offset before it.
func lineBefore(text string, offset int) string {
	return text[strings.LastIndexByte(text[:offset], '\n')+1 : offset]
}
