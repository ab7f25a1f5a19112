package language

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// own reports whether one list of statements of a function has all mentions, and writes before it reads.
func (u *usage) own() bool {
	list := u.home()
	return len(list) > 0 && u.settled(list)
}

// home returns the innermost list of statements with all mentions; nil if it is that of the program.
func (u *usage) home() []ast.Statement {
	for n := u.Parent(u.all[0]); n != nil; n = u.Parent(n) {
		b, ok := n.(*ast.BlockStatement)
		if !ok || u.FunctionAt(b) == nil {
			continue
		}
		whole := true
		for _, id := range u.all[1:] {
			whole = whole && u.Within(id, b)
		}
		if whole {
			return b.List
		}
	}
	return nil
}

// mentioned reports whether a node mentions the name.
func (u *usage) mentioned(n ast.Node) bool {
	for _, id := range u.all {
		if u.Within(id, n) {
			return true
		}
	}
	return false
}

// settled reports whether statements surely write before they read.
func (u *usage) settled(list []ast.Statement) bool {
	for _, s := range list {
		if u.mentioned(s) {
			return u.settles(s)
		}
	}
	return false
}

func (u *usage) settles(s ast.Statement) bool {
	switch n := s.(type) {
	case *ast.ExpressionStatement:
		return u.puts(n.Expression)
	case *ast.BlockStatement:
		return u.settled(n.List)
	case *ast.IfStatement:
		return !u.mentioned(n.Test) && n.Alternate != nil && u.settles(n.Consequent) && u.settles(n.Alternate)
	case *ast.ForStatement:
		head, ok := n.Initializer.(*ast.ForLoopInitializerExpression)
		return ok && u.puts(head.Expression)
	case *ast.ForInStatement:
		return u.loops(n.Into, n.Source)
	case *ast.ForOfStatement:
		return u.loops(n.Into, n.Source)
	case *ast.TryStatement:
		return u.settled(n.Body.List) && n.Finally == nil && (n.Catch == nil || !u.mentioned(n.Catch))
	}
	return false
}

// loops reports whether each round of a loop writes first.
func (u *usage) loops(into ast.ForInto, source ast.Expression) bool {
	_, writes := into.(*ast.ForIntoExpression)
	return writes && u.mentioned(into) && !u.mentioned(source)
}

// puts reports whether an expression writes to the name and does not read it.
func (u *usage) puts(e ast.Expression) bool {
	switch n := e.(type) {
	case *ast.SequenceExpression:
		for _, part := range n.Sequence {
			if u.mentioned(part) {
				return u.puts(part)
			}
		}
	case *ast.AssignExpression:
		targets, inside := 0, 0
		for _, id := range u.all {
			if isTarget(n.Left, id) {
				targets++
			}
			if u.Within(id, n) {
				inside++
			}
		}
		if _, plain := n.Left.(*ast.Identifier); plain && targets == 0 {
			return u.puts(n.Right) // a = b = 0
		}
		return n.Operator == token.ASSIGN && targets > 0 && inside == targets
	}
	return false
}
