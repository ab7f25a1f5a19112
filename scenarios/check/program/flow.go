package program

import (
	"iter"

	"github.com/dop251/goja/ast"
)

// Exit is one way in which control leaves statements.
type Exit struct {
	// At is the return or throw statement, or the last statement, behind which control falls out of the list; nil for an empty list.
	At ast.Node
	// Throws says that it is a throw that nothing around it catches.
	Throws bool
}

// Exits returns the ways in which control can leave a list of statements without having come by a node of which stops is true. A nil
// stops stops nothing. It errs on the side of stopping: a node in a part of an expression that may be left out, in a loop that may not run
// or in a function counts as come by; catch blocks are not entered if the block before stops; a branch that stops only if a name of an
// earlier test has some value counts for all.
func (f *File) Exits(list []ast.Statement, stops func(ast.Node) bool) []Exit {
	w := &walk{stops: stops, tested: map[string]bool{}}
	var last ast.Node
	if len(list) > 0 {
		last = list[len(list)-1]
	}
	if w.list(list) {
		w.exits = append(w.exits, Exit{At: last})
	}
	return w.exits
}

// walk follows control through statements.
type walk struct {
	stops  func(ast.Node) bool
	exits  []Exit
	breaks []bool          // for each loop or switch around: whether control breaks out of it
	tested map[string]bool // names in tests so far
}

// hit reports whether a node or one below it stops.
func (w *walk) hit(n ast.Node) bool {
	if n == nil || w.stops == nil {
		return false
	}
	found := false
	Inspect(n, func(n ast.Node) bool {
		found = found || w.stops(n)
		return !found
	})
	return found
}

// list returns whether control falls out of the end.
func (w *walk) list(list []ast.Statement) (falls bool) {
	for _, s := range list {
		if !w.statement(s) {
			return false
		}
	}
	return true
}

func (w *walk) statement(s ast.Statement) (falls bool) {
	switch n := s.(type) {
	case *ast.BlockStatement:
		return w.list(n.List)
	case *ast.IfStatement:
		return w.branch(n)
	case *ast.ReturnStatement, *ast.ThrowStatement:
		if !w.hit(n) {
			_, throws := n.(*ast.ThrowStatement)
			w.exits = append(w.exits, Exit{n, throws})
		}
		return false
	case *ast.TryStatement:
		return w.try(n)
	case *ast.SwitchStatement:
		return w.cases(n)
	case *ast.LabelledStatement:
		w.statement(n.Statement)
		return !w.hit(n.Statement)
	case *ast.BranchStatement:
		if n.Label == nil && len(w.breaks) > 0 {
			w.breaks[len(w.breaks)-1] = true
		}
		return false
	case *ast.WithStatement:
		return w.statement(n.Body)
	case *ast.WhileStatement:
		return w.loop(n, n.Body, constantly(n.Test))
	case *ast.DoWhileStatement:
		return w.loop(n, n.Body, constantly(n.Test))
	case *ast.ForStatement:
		return w.loop(n, n.Body, n.Test == nil || constantly(n.Test))
	case *ast.ForInStatement:
		return w.loop(n, n.Body, false)
	case *ast.ForOfStatement:
		return w.loop(n, n.Body, false)
	case *ast.FunctionDeclaration:
		return true // it runs when it is called
	}
	return !w.hit(s)
}

// constantly reports whether a test is always true.
func constantly(e ast.Expression) bool {
	switch n := e.(type) {
	case *ast.BooleanLiteral:
		return n.Value
	case *ast.NumberLiteral:
		return n.Value != int64(0)
	}
	return false
}

func (w *walk) loop(n ast.Node, body ast.Statement, endless bool) (falls bool) {
	if w.hit(n) {
		return false
	}
	w.breaks = append(w.breaks, false)
	w.statement(body)
	broken := w.breaks[len(w.breaks)-1]
	w.breaks = w.breaks[:len(w.breaks)-1]
	return !endless || broken
}

func (w *walk) branch(n *ast.IfStatement) (falls bool) {
	if w.hit(n.Test) {
		return false
	}
	again := false
	Inspect(n.Test, func(t ast.Node) bool {
		if id, ok := t.(*ast.Identifier); ok {
			again = again || w.tested[id.Name.String()]
			w.tested[id.Name.String()] = true
		}
		return true
	})
	stopsThen, stopsElse := w.hit(n.Consequent), n.Alternate != nil && w.hit(n.Alternate)
	if again && stopsThen != stopsElse {
		return false
	}
	falls = w.statement(n.Consequent)
	if n.Alternate == nil {
		return true
	}
	return w.statement(n.Alternate) || falls
}

func (w *walk) try(n *ast.TryStatement) (falls bool) {
	if n.Finally != nil && w.hit(n.Finally) {
		return false
	}
	before := len(w.exits)
	falls = w.list(n.Body.List)
	if n.Catch != nil {
		kept := w.exits[:before]
		for _, e := range w.exits[before:] {
			if !e.Throws {
				kept = append(kept, e)
			}
		}
		w.exits = kept
		if !w.hit(n.Body) {
			falls = w.list(n.Catch.Body.List) || falls
		}
	}
	if n.Finally != nil {
		falls = w.list(n.Finally.List) && falls
	}
	return falls
}

func (w *walk) cases(n *ast.SwitchStatement) (falls bool) {
	if w.hit(n.Discriminant) {
		return false
	}
	w.breaks = append(w.breaks, false)
	through, hasDefault := false, false
	for _, c := range n.Body {
		hasDefault = hasDefault || c.Test == nil
		if c.Test != nil && w.hit(c.Test) {
			through = false
			continue
		}
		through = w.list(c.Consequent)
	}
	broken := w.breaks[len(w.breaks)-1]
	w.breaks = w.breaks[:len(w.breaks)-1]
	return through || broken || !hasDefault
}

// Following yields the statements of the same function that run whenever a node has run to its end, in order, up to the first that leaves
// the function: those behind it in its block, then those behind that block, and so on. Those behind a loop are among them. Behind one of
// them come those that follow it.
func (f *File) Following(n ast.Node) iter.Seq[ast.Statement] {
	return func(yield func(ast.Statement) bool) {
		for n := n; n != nil && f.functionOf[n] == nil && !departs(n); n = f.parents[n] {
			if list, at := f.placeOf(n); list != nil {
				for _, s := range list[at+1:] {
					if !yield(s) || departs(s) {
						return
					}
				}
			}
			if t, ok := f.parents[n].(*ast.TryStatement); ok && t.Finally != nil && n != ast.Node(t.Finally) && !yield(t.Finally) {
				return
			}
		}
	}
}

// departs reports whether a node is a statement behind which nothing of its block runs.
func departs(n ast.Node) bool {
	switch n.(type) {
	case *ast.ReturnStatement, *ast.ThrowStatement, *ast.BranchStatement:
		return true
	}
	return false
}

// Within reports whether a node is another one, or stands in it.
func (f *File) Within(n, outer ast.Node) bool {
	for ; n != nil; n = f.parents[n] {
		if n == outer {
			return true
		}
	}
	return false
}

// Handled reports whether an exception or the rejection of an awaited promise at a node is caught by a try of the same function.
func (f *File) Handled(n ast.Node) bool {
	for child := n; n != nil; child, n = n, f.parents[n] {
		if f.functionOf[n] != nil && n != child {
			return false
		}
		if t, ok := n.(*ast.TryStatement); ok && t.Catch != nil && child == ast.Node(t.Body) {
			return true
		}
	}
	return false
}

// Loop returns the innermost loop of the same function around a node, or nil.
func (f *File) Loop(n ast.Node) ast.Node {
	for child := n; n != nil; child, n = n, f.parents[n] {
		if f.functionOf[n] != nil && n != child {
			return nil
		}
		switch n.(type) {
		case *ast.ForStatement, *ast.ForInStatement, *ast.ForOfStatement, *ast.WhileStatement, *ast.DoWhileStatement:
			if n != child {
				return n
			}
		}
	}
	return nil
}
