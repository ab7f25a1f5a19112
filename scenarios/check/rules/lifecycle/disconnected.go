package lifecycle

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// disconnectedAfterTerminate looks for handlers of Disconnected that VoxEngine.terminate() keeps from running: from then on no event reaches
// the scenario but Terminating and Terminated (behaviour page, section 1.6).
func disconnectedAfterTerminate(p *rule.Pass) {
	d := &disconnecting{p: p, ending: newEnding(p), from: map[subject]*program.Listener{}}
	for _, l := range p.Listeners() {
		if l.WaitsFor("CallEvents.Disconnected", "CallEvents.Failed") {
			d.added(l)
		}
	}
	if anyone(p, "AppEvents.Terminating", "AppEvents.Terminated") {
		return // what matters may be done there
	}
	if takenAway(p, "CallEvents.Disconnected") {
		return // the author knows that it won't run
	}
	d.listened()
	d.gather()
	for _, l := range p.Listeners() {
		if !l.WaitsFor("CallEvents.Disconnected") || l.Func == nil {
			continue
		}
		if of, what := d.subject(l.On), d.work(l.Func); of.v != nil && what != "" {
			d.hungUp(l, of, what)
			d.cutShort(l, of, what)
		}
	}
}

type disconnecting struct {
	p      *rule.Pass
	ending *ending
	// from has the listener that a parameter comes from.
	from map[subject]*program.Listener
	// hangups are the calls that hang up, alive the listeners for what comes while a call is connected: by whose.
	hangups map[subject][]*program.Call
	alive   map[subject][]*program.Listener
	hangs   map[*program.Function]bool // functions that hang up; nil stands for the top level
}

// added reports a listener that is added in the turn that ends the session: before it ends, or behind.
func (d *disconnecting) added(l *program.Listener) {
	end := d.ending.behind(l.Call.Node)
	if end == nil || d.onlyEnds(l) {
		return
	}
	d.p.Report(l.Call.Arg(0), fmt.Sprintf("%s does not come any more: %s ends the session in the same turn", l.Event.Name, d.place(end)),
		rule.Hint("end the session in the handler of %s", l.Event.Name))
}

// onlyEnds reports whether a handler does no more than to end the session, which is ending anyway.
func (d *disconnecting) onlyEnds(l *program.Listener) bool {
	if l.Func != nil {
		return d.ending.function(l.Func) && d.work(l.Func) == ""
	}
	t := d.p.TypeOf(l.Handler)
	return t.Kind == program.Name && t.Node.Resolve().Full == terminate
}

// place names a call that ends the session.
func (d *disconnecting) place(c *program.Call) string {
	return fmt.Sprintf("%s() on line %d", d.p.Source(c.Callee), d.line(c.Node))
}

func (d *disconnecting) line(n ast.Node) int { return d.p.At(first(d.p, n)).Line }

// hungUp reports where a call is hung up and the session ended at once, though the handler of its Disconnected has work to do.
func (d *disconnecting) hungUp(l *program.Listener, of subject, what string) {
	for _, c := range d.hangups[of] {
		if c.In == l.Func || c.In != nil && d.work(c.In) != "" || d.accounted(c.In, l.Func) {
			continue
		}
		behind(d.p, c.Node, func(x ast.Expression) bool {
			end := d.p.CallAt(x)
			if end == nil || end.New || !d.ending.ends(end) {
				return true
			}
			d.p.Report(end.Callee, fmt.Sprintf("%s() ends the session before Disconnected comes: its handler on line %d, with %s(), does not run",
				d.p.Source(end.Callee), d.line(l.Call.Node), what), d.hint(l))
			return false
		})
	}
}

func (d *disconnecting) hint(l *program.Listener) rule.Detail {
	ends := false
	program.Inspect(l.Func.Node, func(n ast.Node) bool {
		c := d.p.CallAt(n)
		ends = ends || c != nil && d.ending.ends(c)
		return !ends
	})
	if ends {
		return rule.Hint("only hang up here: the handler of Disconnected ends the session")
	}
	return rule.Hint("only hang up here, and end the session at the end of the handler of Disconnected")
}

// cutShort reports where a handler of the living call ends the session, though the handler of its Disconnected has work to do. That may
// be meant so.
func (d *disconnecting) cutShort(l *program.Listener, of subject, what string) {
	for _, other := range d.alive[of] {
		if other.Func == l.Func || d.hangs[other.Func] || d.work(other.Func) != "" || d.accounted(other.Func, l.Func) {
			continue // where it hangs up, the other finding is about it
		}
		for _, c := range d.p.CallsIn(other.Func) {
			if c.New || !d.ending.ends(c) {
				continue
			}
			d.p.Report(c.Callee, fmt.Sprintf("%s() ends the call without Disconnected: its handler on line %d, with %s(), does not run",
				d.p.Source(c.Callee), d.line(l.Call.Node), what), rule.Hint("hang up instead: Disconnected follows"), rule.Lower(finding.Note))
		}
	}
}

// gather finds what is done with each call.
func (d *disconnecting) gather() {
	d.hangups, d.alive, d.hangs = map[subject][]*program.Call{}, map[subject][]*program.Listener{}, map[*program.Function]bool{}
	for _, c := range d.p.Calling("Call.hangup") {
		_, on := c.Method()
		of := d.subject(on)
		d.hangups[of] = append(d.hangups[of], c)
		d.hangs[c.In] = true
	}
	for _, l := range d.p.Listeners() {
		if l.Func != nil && l.WaitsFor("CallEvents.Connected", "CallEvents.PlaybackFinished", "CallEvents.ToneReceived") {
			of := d.subject(l.On)
			d.alive[of] = append(d.alive[of], l)
		}
	}
}

// work is a function of the API by which a handler tells somebody of the end, or keeps it; "" if it doesn't. Functions that it calls
// count.
func (d *disconnecting) work(fn *program.Function) string { return d.workOf(fn, 0) }

func (d *disconnecting) workOf(fn *program.Function, depth int) string {
	found := ""
	statements(fn, func(s ast.Node) {
		program.Inspect(s, func(n ast.Node) bool {
			if c := d.p.CallAt(n); found == "" && c != nil && c.Node == n {
				api, callee := d.p.API(c), d.p.FunctionOf(c.Callee)
				switch {
				case api != nil && tells(api.Full):
					found = api.Full
				case callee != nil && depth < 5:
					found = d.workOf(callee, depth+1)
				}
			}
			return found == ""
		})
	})
	return found
}

func tells(full string) bool {
	switch space, name, _ := strings.Cut(full, "."); space {
	case "Net", "CallList":
		return true
	case "ApplicationStorage":
		return name == "put" || name == "remove"
	}
	return false
}

// subject is what tells one call of a scenario from the others: the variable that holds it, or the event that brought it.
type subject struct {
	v    *program.Variable
	call bool // it is the property call of what the variable holds
}

// subject finds out which call an expression is; a zero one is unknown. The call of an event is the one that was listened to.
func (d *disconnecting) subject(e ast.Expression) subject {
	for range 10 {
		s := subject{v: d.p.VariableOf(e)}
		if dot, ok := e.(*ast.DotExpression); ok && dot.Identifier.Name == "call" {
			s = subject{d.p.VariableOf(dot.Left), true}
		} else if dot, ok := d.p.Constant(e).(*ast.DotExpression); ok && s.v != nil {
			e = dot
			continue
		}
		if s.v == nil || s.v.Kind != program.Parameter {
			return s
		}
		l := d.from[subject{s.v, !s.call}]
		if l == nil || !l.Type.Is("Call") {
			return s
		}
		e = l.On
	}
	return subject{}
}

// listened finds which listener gives a value to a parameter: the event to a name, its call to a name in a pattern. The key of the former
// says that the call is not taken out yet.
func (d *disconnecting) listened() {
	for _, l := range d.p.Listeners() {
		if l.Func == nil || len(l.Func.Params.List) == 0 {
			continue
		}
		var s subject
		switch t := l.Func.Params.List[0].Target.(type) {
		case *ast.Identifier:
			s = subject{d.p.Variable(t), false}
		case *ast.ObjectPattern:
			s = subject{callIn(d.p, t), true}
		}
		if s.v == nil {
			continue
		}
		if uses, all := d.p.Uses(l.Func); all && len(uses) == 1 {
			d.from[s] = l
		}
	}
}

// callIn is the variable that a pattern puts the property call in.
func callIn(p *rule.Pass, t *ast.ObjectPattern) *program.Variable {
	for _, property := range t.Properties {
		switch n := property.(type) {
		case *ast.PropertyShort:
			if n.Name.Name == "call" {
				return p.Variable(&n.Name)
			}
		case *ast.PropertyKeyed:
			key, ok := n.Key.(*ast.StringLiteral)
			id, name := n.Value.(*ast.Identifier)
			if ok && name && !n.Computed && key.Value == "call" {
				return p.Variable(id)
			}
		}
	}
	return nil
}
