package program

import (
	"slices"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
)

// Call is one call, or a new.
type Call struct {
	// Node is an *ast.CallExpression or an *ast.NewExpression.
	Node   ast.Expression
	Callee ast.Expression // without ?.
	Args   []ast.Expression
	New    bool
	// In is the function around it; nil at the top level.
	In *Function

	order int // among all calls
	api   *apitable.Node
	known bool // api was looked for
}

// Arg returns an argument, or nil if there are fewer, or one of those before it is spread.
func (c *Call) Arg(i int) ast.Expression {
	for n, a := range c.Args {
		if _, spread := a.(*ast.SpreadElement); spread {
			return nil
		}
		if n == i {
			return a
		}
	}
	return nil
}

// Method returns the name of the member that is called and the object it is called of: "say" and call for call.say(). Both are
// empty for other calls.
func (c *Call) Method() (name string, of ast.Expression) { return memberOf(c.Callee) }

func memberOf(e ast.Node) (name string, of ast.Expression) {
	switch n := bare(e).(type) {
	case *ast.DotExpression:
		return n.Identifier.Name.String(), n.Left
	case *ast.BracketExpression:
		if key, ok := n.Member.(*ast.StringLiteral); ok {
			return key.Value.String(), n.Left
		}
	}
	return "", nil
}

// Calls returns all calls in the order of the text, the outer one of nested calls first.
func (f *File) Calls() []*Call { return f.calls }

// CallAt returns the call that a node is, or nil.
func (f *File) CallAt(n ast.Node) *Call { return f.callOf[bare(n)] }

func (b *builder) call(n ast.Expression, callee ast.Expression, args []ast.Expression) {
	_, isNew := n.(*ast.NewExpression)
	c := &Call{Node: n, Callee: bare(callee).(ast.Expression), Args: args, New: isNew, In: b.function, order: len(b.calls)}
	b.calls = append(b.calls, c)
	b.callOf[n] = c
	if id, ok := c.Callee.(*ast.Identifier); ok && id.Name == "eval" && !isNew {
		b.dynamic = true
	}
	b.children(n)
}

// API returns the function or method of the API that a call surely calls, for a new its class; nil if it is none, or if that isn't
// known. Its Full is "VoxEngine.callPSTN", "Call.say" or "require".
func (f *File) API(c *Call) *apitable.Node {
	if c.known {
		return c.api
	}
	var n *apitable.Node
	if t := f.TypeOf(c.Callee); t.Kind == Name {
		n = t.Node.Resolve()
	}
	if f.depth == 0 { // nothing is half known
		c.api, c.known = n, true
	}
	return n
}

// IsCall reports whether a call surely is one of these functions or methods of the API, by full name.
func (f *File) IsCall(c *Call, full ...string) bool {
	n := f.API(c)
	return n != nil && slices.Contains(full, n.Full)
}

// CallsMethod reports whether any of the scenarios that run together has a call of a method of that name, whatever of.
func (f *File) CallsMethod(name string) bool {
	for of := range f.Together() {
		if len(of.CallsOf(name)) > 0 {
			return true
		}
	}
	return false
}
