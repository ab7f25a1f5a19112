package rewrite

import (
	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/lower"
	"voxemu/runtime/jsvm/syntax"
)

// KeepSources makes the functions and classes of the changed script show themselves as they were written. Tree is the syntax
// tree of the text with the edits made.
func (s *Script) KeepSources(tree *ast.Program, list []lower.Edit) {
	written := map[place][]string{}
	s.each(func(n ast.Node) {
		if kind := kindOf(n); kind != 0 {
			at := place{kind, s.offset(n.Idx1())}
			written[at] = append(written[at], s.Text[min(s.offset(n.Idx0()), at.end):at.end])
		}
	})
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		if kind := kindOf(n); kind != 0 {
			at := place{kind, unedited(list, int(n.Idx1())-2) + 1}
			// Where several end at one place, both trees come to the outer one first.
			if w := written[at]; len(w) > 0 {
				written[at] = w[1:]
				setSource(n, w[0])
			}
		}
		syntax.Children(n, walk)
	}
	walk(tree)
}

// place is where a function or class ends, and which of them it is.
type place struct{ kind, end int }

// kindOf returns a number for each kind of node that shows its source, 0 for others.
func kindOf(n ast.Node) int {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		return 1
	case *ast.ArrowFunctionLiteral:
		if _, ok := n.Body.(*ast.BlockStatement); ok { // the tree doesn't know exactly where others end
			return 2
		}
	case *ast.ClassLiteral:
		return 3
	}
	return 0
}

func setSource(n ast.Node, text string) {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		n.Source = text
	case *ast.ArrowFunctionLiteral:
		n.Source = text
	case *ast.ClassLiteral:
		n.Source = text
	}
}

// unedited returns the offset before the edits of an offset after them.
func unedited(list []lower.Edit, at int) int {
	shift := 0
	for _, e := range list {
		if at < e.Offset+shift {
			break
		}
		if at < e.Offset+shift+len(e.Insert) {
			return e.Offset
		}
		shift += len(e.Insert) - e.Delete
	}
	return at - shift
}
