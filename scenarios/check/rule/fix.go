package rule

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
)

// Replace is the change that puts a text in the place of a range of offsets, as [program.File.Range] gives them. It is nil if the range is
// empty, or if the user's file has another text there: one in TypeScript, or one that was bundled.
func (p *Pass) Replace(start, end int, text, title string) *finding.Fix {
	from, to, ok := p.Written(start, end)
	if !ok || start == end {
		return nil
	}
	return &finding.Fix{Title: title, Edits: []finding.Edit{{Start: from, End: to, Text: text}}}
}

// Surround is the change that writes one text before a range of offsets and another behind it; an empty text is none. It is nil if the
// user's file doesn't have the range as it is.
func (p *Pass) Surround(start, end int, before, behind, title string) *finding.Fix {
	from, to, ok := p.Written(start, end)
	if !ok {
		return nil
	}
	fix := &finding.Fix{Title: title}
	if before != "" {
		fix.Edits = append(fix.Edits, finding.Edit{Start: from, End: from, Text: before})
	}
	if behind != "" {
		fix.Edits = append(fix.Edits, finding.Edit{Start: to, End: to, Text: behind})
	}
	return fix
}

// Precede is the change that puts a statement before the one that an expression is the whole of, on a line of its own if that one begins
// a line. It is nil if the expression is no statement in a list, where another would change what runs.
func (p *Pass) Precede(n ast.Node, statement, title string) *finding.Fix {
	s := statementOf(p.File, n)
	if s == nil {
		return nil
	}
	start, end := p.Range(s)
	return p.Surround(start, end, statement+p.Gap(start), "", title)
}

// Gap is what goes between a text that is put before an offset and what stands there: a line end and the same indentation if that begins a
// line, otherwise a space.
func (p *Pass) Gap(offset int) string {
	text := p.Text()[:offset]
	indent := text[strings.LastIndexByte(text, '\n')+1:]
	if strings.TrimSpace(indent) != "" {
		return " "
	}
	return "\n" + indent
}

// statementOf returns the statement that an expression is the whole of, if it stands in a list of statements.
func statementOf(f *program.File, n ast.Node) *ast.ExpressionStatement {
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
