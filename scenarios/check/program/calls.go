package program

import (
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
	c := &Call{Node: n, Callee: bare(callee).(ast.Expression), Args: args, New: isNew, In: b.function}
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

// Calling returns the calls of a function or method of the API in the order of the text: by full name, such as "Call.say".
func (f *File) Calling(full ...string) []*Call {
	var found []*Call
	for _, c := range f.calls {
		n := f.API(c)
		for _, name := range full {
			if n != nil && n.Full == name {
				found = append(found, c)
			}
		}
	}
	return found
}

// Mentions reports whether any of the scenarios that run together has a call of a method of that name, whatever of.
func (f *File) CallsMethod(name string) bool {
	for _, of := range append([]*File{f}, f.Companions...) {
		for _, c := range of.calls {
			if m, _ := c.Method(); m == name {
				return true
			}
		}
	}
	return false
}

// Listener is one addEventListener.
type Listener struct {
	Call *Call
	// On is what listens, and Type what it is; Type is unknown if that isn't sure.
	On   ast.Expression
	Type Type
	// Event is the member of an enum of events that the first argument is; nil if it is none, or isn't known.
	Event *apitable.Node
	// Handler is the second argument, nil if there is none; Func is the function that it surely is, or nil.
	Handler ast.Expression
	Func    *Function
}

// Listeners returns all calls of addEventListener, whatever of, in the order of the text.
func (f *File) Listeners() []*Listener {
	if f.listened {
		return f.listeners
	}
	f.listened = true
	for _, c := range f.calls {
		name, of := c.Method()
		if name != "addEventListener" || c.Arg(0) == nil {
			continue
		}
		l := &Listener{Call: c, On: of, Type: f.TypeOf(of), Event: f.EventOf(c.Arg(0)), Handler: c.Arg(1)}
		l.Func = f.FunctionOf(l.Handler)
		f.listeners = append(f.listeners, l)
	}
	return f.listeners
}

// EventOf returns the member of an enum of events that an expression surely is, or nil: CallEvents.Connected, or its value as a text.
func (f *File) EventOf(e ast.Expression) *apitable.Node {
	if t := f.TypeOf(e); t.Kind == Name && t.Node.Kind == apitable.Member {
		return t.Node
	}
	if text, ok := f.String(e); ok {
		if n, ok := apitable.Event(text); ok {
			return n
		}
	}
	return nil
}
