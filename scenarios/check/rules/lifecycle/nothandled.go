package lifecycle

import (
	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// callNotHandled looks for handlers of CallAlerting that leave the call ringing on some path: the platform ends it after 60 seconds
// (behaviour page, section 2).
func callNotHandled(p *rule.Pass) {
	var only *program.Listener
	count := 0
	for f := range p.Together() {
		for _, l := range f.Listeners() {
			switch {
			case l.WaitsFor("AppEvents.CallAlerting"):
				count++
				if f == p.File {
					only = l
				}
			case l.Event == nil && l.Type.Kind == program.Name:
				count++ // it may be this event
			}
		}
	}
	if count != 1 || only == nil || only.Func == nil || only.Func.Generator || helped(p) || !known(p) {
		return
	}
	a := &alerting{p: p, listener: only, handling: map[ast.Node]bool{}, later: map[ast.Node]bool{}, own: ownMembers(p), may: map[*program.Function]bool{}}
	if !a.follow() {
		return
	}
	a.report()
}

// helped reports whether a helper of the API takes care of the calls that come in.
func helped(p *rule.Pass) bool {
	for f := range p.Together() {
		for _, c := range f.Calls() {
			if n := f.API(c); n != nil && n.Name != "easyProcess" && helper(n) {
				return true
			}
		}
	}
	return false
}

// alerting is a handler of CallAlerting.
type alerting struct {
	p        *rule.Pass
	listener *program.Listener
	// handling are the nodes by which the call may be answered, rejected or ended.
	handling map[ast.Node]bool
	// later are listeners of the call which hear of nothing before it is handled.
	later map[ast.Node]bool
	own   map[string]bool
	may   map[*program.Function]bool
	// roots are the functions that are looked into, the handler first.
	roots []ast.Node
}

// follow finds what is done with the call; ok is false if code outside of the handler has hold of it.
func (a *alerting) follow() (ok bool) {
	call, event := newFollower(a.p), newFollower(a.p)
	event.member, event.inner = "call", call
	if params := a.listener.Func.Params; len(params.List) > 0 {
		event.target(params.List[0].Target)
	} else if params.Rest != nil {
		return false
	}
	for i := 0; i < len(call.uses); i++ { // it grows
		a.use(call.uses[i], event)
	}
	for _, u := range event.uses {
		if u.kind == escapes || u.kind == given && u.api.Full != "Logger.write" {
			a.handling[u.at] = true
		}
	}
	for _, v := range append(call.shared, event.shared...) {
		if !a.holds(v) {
			return false
		}
	}
	return true
}

// use notes one thing that is done with the call.
func (a *alerting) use(u use, event *follower) {
	switch u.kind {
	case called:
		if u.name == "addEventListener" {
			a.listens(u, event)
			return
		}
		a.handling[u.at] = a.handling[u.at] || !leavesRinging(u.name)
	case read:
		a.handling[u.at] = a.handling[u.at] || !leavesRinging(u.name) || u.name == "addEventListener"
	case given:
		a.handling[u.at] = a.handling[u.at] || !routes(u.api)
	case tested, escapes:
		a.handling[u.at] = true
	}
}

// listens notes a listener of the call: what it does with the call of its event counts, if its event can come before the answer.
func (a *alerting) listens(u use, event *follower) {
	fn := a.p.FunctionOf(u.call.Arg(1))
	e := a.p.EventOf(u.call.Arg(0))
	switch {
	case e != nil && afterHandling(e):
		a.later[u.call.Node] = true
	case e == nil || fn == nil || fn.Params.Rest != nil:
		a.handling[u.at] = true
	case len(fn.Params.List) > 0:
		event.target(fn.Params.List[0].Target)
	}
}

// leavesRinging reports whether a method or property of a call leaves it ringing, and nothing says that this is meant so.
func leavesRinging(member string) bool {
	switch member {
	case "answer", "answerDirect", "reject", "decline", "hangup", "transferTo":
		return false
	case "ring", "startEarlyMedia": // it is to ring
		return false
	case "headers":
		return true
	}
	n, ok := apitable.Lookup("Call")
	if ok {
		_, ok = n.Method(member)
	}
	return ok
}

// afterHandling reports whether an event of a call comes only when it has been answered or is over.
func afterHandling(e *apitable.Node) bool {
	switch e.Full {
	case "CallEvents.Connected", "CallEvents.Disconnected", "CallEvents.Failed":
		return true
	}
	return false
}

// routes reports whether a function of the API does no more with a call than to send its media somewhere, or to log it.
func routes(n *apitable.Node) bool {
	switch n.Name {
	case "sendMediaBetween", "stopMediaBetween", "sendMediaTo", "stopMediaTo", "write":
		return true
	}
	return false
}

// holds reports whether a variable with the call is used nowhere but in the handler.
func (a *alerting) holds(v *program.Variable) bool {
	for _, id := range v.Refs {
		if !a.p.Within(id, a.listener.Func.Node) && a.handling[id] {
			return false
		}
	}
	return true
}

// handles reports whether a node handles the call, or may do so.
func (a *alerting) handles(n ast.Node) bool {
	if a.handling[n] {
		return !a.skipped(n)
	}
	switch n := n.(type) {
	case *ast.CallExpression, *ast.NewExpression:
		return a.unknown(a.p.CallAt(n)) && !a.skipped(n)
	case *ast.YieldExpression:
		return true
	case *ast.Identifier:
		if n.Name == "arguments" {
			return true
		}
		if a.p.Declares(n) {
			return false
		}
	case *ast.DotExpression, *ast.BracketExpression:
	default:
		return false
	}
	switch t := a.p.TypeOf(n); t.Kind {
	case program.Func:
		return a.mayHandle(t.Func) && !a.skipped(n)
	case program.Name:
		return t.Node.Resolve().Full == terminate && !a.skipped(n)
	}
	return false
}

// unknown reports whether a call calls something that isn't known, and could handle the call.
func (a *alerting) unknown(c *program.Call) bool {
	if a.p.API(c) != nil || a.p.FunctionOf(c.Callee) != nil {
		return false
	}
	if id, ok := c.Callee.(*ast.Identifier); ok {
		return !(a.p.Variable(id) == nil && program.OfLanguage(id.Name.String()))
	}
	name, _ := c.Method()
	switch name {
	case "", "call", "apply", "bind":
		return true
	}
	return a.own[name] || a.own[computed]
}

// skipped reports whether a node does not run with the function that is looked into: it belongs to a listener that hears of nothing
// before the call is handled, or to a function that gets a name here and counts where the name is.
func (a *alerting) skipped(n ast.Node) bool {
	root := a.roots[len(a.roots)-1]
	for child := n; n != nil && n != root; child, n = n, a.p.Parent(n) {
		if a.later[n] {
			return true
		}
		b, ok := n.(*ast.Binding)
		if !ok || b.Initializer != child {
			continue
		}
		if id, ok := b.Target.(*ast.Identifier); ok && a.p.TypeOf(id).Kind == program.Func && a.p.TypeOf(child).Kind == program.Func {
			return true
		}
	}
	return false
}

// mayHandle reports whether a function handles the call on any path.
func (a *alerting) mayHandle(fn *program.Function) bool {
	if may, ok := a.may[fn]; ok {
		return may
	}
	a.may[fn] = false // for one that calls itself
	a.roots = append(a.roots, fn.Node)
	found := false
	statements(fn, func(s ast.Node) {
		program.Inspect(s, func(n ast.Node) bool {
			found = found || a.handles(n)
			return !found
		})
	})
	a.roots = a.roots[:len(a.roots)-1]
	a.may[fn] = found
	return found
}

func (a *alerting) report() {
	const message = "the incoming call is neither answered nor rejected here: it rings until the platform ends it after 60 seconds"
	hint := rule.Hint("answer() or reject() it on each path, or end the session with VoxEngine.terminate()")
	fn := a.listener.Func
	if !a.mayHandle(fn) {
		a.p.Report(a.listener.Call.Arg(0), "this handler neither answers nor rejects the incoming call: it rings until the platform ends it after 60 seconds", hint)
		return
	}
	if fn.Result() != nil {
		return
	}
	a.roots = append(a.roots, fn.Node)
	for _, e := range a.p.Exits(fn.Body(), a.handles) {
		if e.Throws || e.At == nil {
			continue
		}
		start, end := a.p.Range(e.At)
		details := []rule.Detail{hint}
		switch n := e.At.(type) {
		case *ast.IfStatement:
			_, end = a.p.Range(n.Test)
			if _, chain := n.Alternate.(*ast.IfStatement); chain {
				details = append(details, rule.Lower(finding.Note)) // the tests may cover all that can be
			}
		case *ast.SwitchStatement:
			_, end = a.p.Range(n.Discriminant)
			details = append(details, rule.Lower(finding.Note))
		}
		a.p.ReportRange(start, end, message, details...)
	}
}
