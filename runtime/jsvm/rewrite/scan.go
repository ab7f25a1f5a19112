package rewrite

import (
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// each calls f with each node of the tree.
func (s *Script) each(f func(ast.Node)) {
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		f(n)
		syntax.Children(n, walk)
	}
	walk(s.Tree)
}

// blank returns the size of the white space or comment that text begins with.
func blank(text string) int {
	switch {
	case text == "":
		return 0
	case strings.HasPrefix(text, "//"):
		if i := strings.IndexAny(text, "\n\r\u2028\u2029"); i >= 0 {
			return i
		}
		return len(text)
	case strings.HasPrefix(text, "/*"):
		if i := strings.Index(text[2:], "*/"); i >= 0 {
			return i + 4
		}
		return len(text)
	}
	c, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune(" \t\n\r\v\f\u00a0\ufeff\u2028\u2029", c) {
		return size
	}
	return 0
}

// skip returns the offset of what comes after white space and comments.
func (s *Script) skip(at int) int {
	for at < len(s.Text) {
		n := blank(s.Text[at:])
		if n == 0 {
			break
		}
		at += n
	}
	return at
}

// before cuts white space and comments off the end of a text.
func before(text string) string {
	for {
		trimmed := strings.TrimRight(text, " \t\n\r\v\f\u00a0\ufeff\u2028\u2029")
		if strings.HasSuffix(trimmed, "*/") {
			if i := strings.LastIndex(trimmed, "/*"); i >= 0 {
				trimmed = trimmed[:i]
			}
		}
		if trimmed == text {
			return text
		}
		text = trimmed
	}
}

// keyEnd returns where the key of a property ends, or -1.
func keyEnd(text string, at int) int {
	if at >= len(text) {
		return -1
	}
	switch c := text[at]; c {
	case '"', '\'':
		return quoteEnd(text, at)
	case '[':
		depth := 0
		for i := at; i < len(text); i++ {
			switch text[i] {
			case '[':
				depth++
			case ']':
				if depth--; depth == 0 {
					return i + 1
				}
			case '"', '\'', '`':
				end := quoteEnd(text, i)
				if end < 0 {
					return -1
				}
				i = end - 1
			}
		}
		return -1
	}
	end := at
	for end < len(text) && text[end] != '(' && blank(text[end:]) == 0 {
		end++
	}
	return end
}

// quoteEnd returns where a string ends, or -1.
func quoteEnd(text string, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[at]:
			return i + 1
		}
	}
	return -1
}

// end returns where an expression ends that begins at or after the offset begin. The tree leaves parentheses out, so what
// is open at the end of the node is closed.
func (s *Script) end(begin int, n ast.Node) int {
	end, quoted := s.offset(n.Idx1()), s.quoted(n)
	for at, q := range quoted {
		if at < end && q.claimed == end {
			end = q.end
		}
	}
	depth := s.depth(begin, end, quoted)
	for depth > 0 {
		end = s.skip(end)
		if end >= len(s.Text) || s.Text[end] != ')' {
			return end // can't be
		}
		end++
		depth--
	}
	return end
}

// quotation is a string or the like: where it ends, and where it does for the tree, which is wrong about regular expressions.
type quotation struct{ end, claimed int }

// quoted returns the strings and the like below a node by where they begin.
func (s *Script) quoted(n ast.Node) map[int]quotation {
	found := map[int]quotation{}
	add := func(n ast.Node, end int) {
		claimed := s.offset(n.Idx1())
		if end < 0 {
			end = claimed
		}
		found[s.offset(n.Idx0())] = quotation{end, claimed}
	}
	var look func(ast.Node)
	look = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.StringLiteral:
			add(n, -1)
		case *ast.RegExpLiteral:
			add(n, regexpEnd(s.Text, s.offset(n.Idx)))
		case *ast.TemplateLiteral:
			for _, el := range n.Elements {
				add(el, -1)
			}
		}
		syntax.Children(n, look)
	}
	look(n)
	return found
}

// regexpEnd returns where a regular expression ends, its flags included.
func regexpEnd(text string, at int) int {
	class := false
	for at++; at < len(text) && (class || text[at] != '/'); at++ {
		switch text[at] {
		case '\\':
			at++
		case '[':
			class = true
		case ']':
			class = false
		}
	}
	for at++; at < len(text) && text[at] >= 'a' && text[at] <= 'z'; at++ {
	}
	return min(at, len(text))
}

// depth counts the parentheses that are open at the end of a piece of text. What is quoted doesn't count.
func (s *Script) depth(begin, end int, quoted map[int]quotation) int {
	depth := 0
	for at := begin; at < end; {
		if q, ok := quoted[at]; ok && q.end > at {
			at = q.end
			continue
		}
		if size := blank(s.Text[at:]); size > 0 {
			at += size
			continue
		}
		switch s.Text[at] {
		case '(':
			depth++
		case ')':
			depth--
		}
		at++
	}
	return depth
}

// statementEnd returns where a statement ends that begins at or after the offset begin, its semicolon included.
func (s *Script) statementEnd(begin int, n ast.Statement) int {
	switch n := n.(type) {
	case *ast.BlockStatement, *ast.SwitchStatement, *ast.TryStatement, *ast.FunctionDeclaration, *ast.ClassDeclaration, *ast.EmptyStatement:
		return s.offset(n.Idx1())
	case *ast.IfStatement:
		if n.Alternate != nil {
			return s.statementEnd(begin, n.Alternate)
		}
		return s.statementEnd(begin, n.Consequent)
	case *ast.ForStatement:
		return s.statementEnd(begin, n.Body)
	case *ast.ForInStatement:
		return s.statementEnd(begin, n.Body)
	case *ast.ForOfStatement:
		return s.statementEnd(begin, n.Body)
	case *ast.WhileStatement:
		return s.statementEnd(begin, n.Body)
	case *ast.WithStatement:
		return s.statementEnd(begin, n.Body)
	case *ast.LabelledStatement:
		return s.statementEnd(begin, n.Statement)
	}
	end := s.end(begin, n)
	if at := s.skip(end); at < len(s.Text) && s.Text[at] == ';' {
		return at + 1
	}
	return end
}
