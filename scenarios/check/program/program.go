// Package program reads a scenario the way check rules want to see it: what each name stands for, which part of the VoxEngine API an
// expression is, what is called with what, who listens for which event, and where control can go.
//
// What it says is sure, or it says that it doesn't know: a check rule that builds on it has no false alarms to fear from here.
package program

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/jsvm/syntax"
)

// File is one scenario. Once it is read and has its companions it doesn't change for those who look at it, but it fills in what it is asked
// for as it goes: one goroutine at a time.
type File struct {
	*jsvm.Reading
	name string

	// Companions are the other scenarios that run in one context with this one by some project rule: they share its globals.
	Companions []*File
	// Complete says that Companions are all there are. It is false for a file that was named by itself.
	Complete bool

	nodes      []ast.Node // see Nodes
	parents    map[ast.Node]ast.Node
	global     *Scope
	variables  map[*ast.Identifier]*Variable
	pending    []reference
	unbound    []*ast.Identifier
	implicit   map[string]bool // globals that are made by assigning to them
	dynamic    bool            // with or eval: names may mean anything
	functions  []*Function
	functionOf map[ast.Node]*Function
	calls      []*Call
	callOf     map[ast.Node]*Call
	listeners  []*Listener
	listened   bool
	fields     map[string][]field // writes to properties by name
	members    []Member
	surveyed   bool
	globals    globalObject
	inherits   heirs
	index      index
	solver
}

// Read parses a scenario. The error, a *jsvm.Error, is that of a run.
func Read(src jsvm.Source) (*File, error) {
	r, err := jsvm.Read(src)
	if err != nil {
		return nil, err
	}
	f := &File{Reading: r, name: src.Name}
	f.build()
	return f, nil
}

// Dynamic reports whether the scenario uses with or eval, so that names may mean anything.
func (f *File) Dynamic() bool { return f.dynamic }

// Parent returns the node that a node is part of; nil for the program.
func (f *File) Parent(n ast.Node) ast.Node { return f.parents[n] }

// Inspect calls do with a node and all nodes below it, in the order of the text; those below a node for which do returns false are
// left out.
func Inspect(n ast.Node, do func(ast.Node) bool) {
	if n != nil && do(n) {
		syntax.Children(n, func(c ast.Node) { Inspect(c, do) })
	}
}

// InspectTurn is [Inspect] without the functions and classes in a node, which run at another time, if at all.
func InspectTurn(n ast.Node, do func(ast.Node) bool) {
	Inspect(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
			return false
		}
		return do(n)
	})
}

// Nodes returns all nodes in the order in which [Inspect] comes by them.
func (f *File) Nodes() []ast.Node {
	if f.nodes == nil {
		Inspect(f.Tree(), func(n ast.Node) bool {
			f.nodes = append(f.nodes, n)
			return true
		})
	}
	return f.nodes
}

// Range returns where a node begins and ends, as offsets in [jsvm.Reading.Text].
func (f *File) Range(n ast.Node) (start, end int) {
	start, end = f.Offset(n.Idx0()), f.Offset(n.Idx1())
	switch n := n.(type) {
	case *ast.RegExpLiteral: // the tree doesn't count its flags
		end = start + len(n.Literal)
	case *ast.NewExpression: // nor its parentheses, if nothing is in them
		end = max(end, f.Offset(n.RightParenthesis)+1)
	case *ast.IfStatement: // the tree doesn't know where it begins
		test, _ := f.Range(n.Test)
		start = max(0, strings.LastIndex(f.Text()[:test], "if"))
	}
	size := len(f.Text())
	start = max(0, min(start, size))
	return start, max(start, min(end, size))
}

// MemberRange returns where the name of a member stands: that behind the dot, or the one in brackets.
func (f *File) MemberRange(n ast.Node) (start, end int) {
	switch n := bare(n).(type) {
	case *ast.DotExpression:
		return f.Range(&n.Identifier)
	case *ast.BracketExpression:
		return f.Range(n.Member)
	default:
		return f.Range(n)
	}
}

// Source returns the text of a node as it stands in [jsvm.Reading.Text].
func (f *File) Source(n ast.Node) string {
	start, end := f.Range(n)
	return f.Text()[start:end]
}

// Name is the path of the file as people see it.
func (f *File) Name() string { return f.name }
