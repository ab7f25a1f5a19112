package events

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// recurring are events that an object raises again and again. Those that may well come once only are known by false.
var recurring = map[string]bool{
	"CallEvents.ToneReceived": true, "CallEvents.MicStatusChange": true, "CallEvents.MediaStatisticsReceived": true,
	"CallEvents.MessageReceived": true, "CallEvents.InfoReceived": false, "CallEvents.OnHold": false, "CallEvents.OffHold": false,
	"ASREvents.Result": true, "ASREvents.InterimResult": true, "ASREvents.CaptureStarted": true, "ASREvents.SpeechCaptured": true,
	"WebSocketEvents.MESSAGE": true, "AppEvents.HttpRequest": false,
	"SmartQueueEvents.Waiting": true, "ACDEvents.Waiting": false,
}

// ends are methods after which nothing comes again, or not in the same way.
var ends = map[string]bool{
	"terminate": true, "hangup": true, "reject": true, "decline": true, "close": true, "stop": true, "cancel": true, "stopMediaTo": true,
	"removeEventListener": true, "handleTones": true, "handleMicStatus": true, "monitorMediaStatistics": true, "clearInterval": true,
}

// plays are methods that raise CallEvents.PlaybackFinished in the end.
var plays = map[string]bool{"say": true, "startPlayback": true}

func repeatedListener(p *rule.Pass) {
	if p.Dynamic() {
		return
	}
	r := &repeats{Pass: p, removed: map[string]bool{}}
	r.removals()
	for _, l := range p.Listeners() {
		fn := l.Call.In
		if fn == nil || l.Event == nil || l.Func == nil || r.all || r.removed[l.Event.Full] || over(p.File, l.Func, nil) {
			continue
		}
		run := r.again(fn, l.Call.Node, l.On, chain{})
		if run == nil {
			continue
		}
		details := []rule.Detail{rule.Hint("add it once, outside of what runs repeatedly, or take it away with removeEventListener when it has run")}
		if run.doubtful {
			details = append(details, rule.Lower(finding.Note))
		}
		start, end := p.MemberRange(l.Call.Callee)
		p.ReportRange(start, end, fmt.Sprintf("%s adds one more listener for %s, and all of them are called", run.cause, l.Event.Full), details...)
	}
}

// repeats looks for functions that run again and again.
type repeats struct {
	*rule.Pass
	removed map[string]bool // events of which a listener is taken away
	all     bool            // of any event
}

func (r *repeats) removals() {
	for of := range r.Together() {
		for _, c := range of.CallsOf("removeEventListener") {
			var event *apitable.Node
			if c.Arg(0) != nil {
				event = of.EventOf(c.Arg(0))
			}
			if event == nil {
				r.all = true
				continue
			}
			r.removed[event.Full] = true
		}
	}
}

// again says why a function runs repeatedly.
type again struct {
	cause    string // "each CallEvents.ToneReceived"
	doubtful bool
}

// chain are the functions on the way from what adds a listener to what runs repeatedly.
type chain []*program.Function

// again returns why a node of a function runs repeatedly while an object stays the same, or nil if that isn't sure.
func (r *repeats) again(fn *program.Function, n ast.Node, on ast.Expression, way chain) *again {
	const longest = 4
	if len(way) == longest || fn.Generator {
		return nil
	}
	way = append(way[:len(way):len(way)], fn)
	uses, _ := r.Uses(fn)
	for _, u := range uses {
		run := r.by(fn, u, on, way)
		if run == nil {
			continue
		}
		if when := runs(r.File, n, fn); when == onState || over(r.File, fn, n) {
			return nil
		} else if when == onInput {
			return run.inCases(u.Argument < 0 || r.callsBack(u))
		}
		return run
	}
	return nil
}

// inCases returns the reason for what runs in some cases only. That suits the keys that somebody presses, and may press twice; of anything else it is
// not sure that the same case comes again, and of what a function is called with nothing is known.
func (a *again) inCases(called bool) *again {
	switch {
	case called || a.cause == "each run of setInterval":
		return nil
	case a.cause != "each CallEvents.ToneReceived":
		a.doubtful = true
	}
	return a
}

// by returns why one use of a function lets it run repeatedly.
func (r *repeats) by(fn *program.Function, u program.Use, on ast.Expression, way chain) *again {
	name, _ := u.Call.Method()
	switch {
	case name == "addEventListener" && u.Argument == 1:
		return r.listens(fn, u.Call, on, way)
	case u.Argument == 0 && r.isName(u.Call.Callee, "setInterval"):
		if r.stays(on, fn, nil) {
			return &again{cause: "each run of setInterval"}
		}
	case (u.Argument < 0 || r.callsBack(u)) && u.Call.In != nil && !u.Call.New:
		at := on
		if i, ok := parameterOf(r.VariableOf(on), fn); ok {
			if at = u.Call.Arg(i); at == nil || u.Argument >= 0 {
				return nil
			}
		} else if !r.outside(on, fn) {
			return nil
		}
		return r.again(u.Call.In, u.Call.Node, at, way)
	}
	return nil
}

// callsBack reports whether what is given to a call runs once for each such call: later, or when a promise is kept.
func (r *repeats) callsBack(u program.Use) bool {
	name, _ := u.Call.Method()
	switch {
	case name == "then" || r.isName(u.Call.Callee, "setTimeout"):
		return u.Argument == 0
	case r.isName(u.Call.Callee, "Net.httpRequest"):
		return u.Argument == 1
	}
	return false
}

func (r *repeats) isName(e ast.Expression, full string) bool {
	n := r.TypeOf(e)
	return n.Kind == program.Name && n.Node.Full == full
}

// listens returns why the handler of a listener runs repeatedly.
func (r *repeats) listens(fn *program.Function, c *program.Call, on ast.Expression, way chain) *again {
	event := r.EventOf(c.Arg(0))
	_, of := c.Method()
	if event == nil || !r.stays(on, fn, event) {
		return nil
	}
	if event.Full == "CallEvents.PlaybackFinished" && r.playsAgain(way, of) {
		return &again{"each " + event.Full, false}
	}
	sure, known := recurring[event.Full]
	if !known {
		return nil
	}
	return &again{"each " + event.Full, !sure}
}

// playsAgain reports whether one of the functions plays something on a call each time it runs.
func (r *repeats) playsAgain(way chain, call ast.Expression) bool {
	for _, c := range r.Calls() {
		name, on := c.Method()
		if !plays[name] || c.In == nil || !samePlace(r.File, on, call) {
			continue
		}
		for _, fn := range way {
			if c.In == fn && runs(r.File, c.Node, fn) == always {
				return true
			}
		}
	}
	return false
}

// stays reports whether an expression is the same object each time the handler of an event runs: VoxEngine, what is put once and for all
// into a variable around the handler, or the call of the event itself.
func (r *repeats) stays(on ast.Expression, fn *program.Function, event *apitable.Node) bool {
	if r.isName(on, "VoxEngine") {
		return true
	}
	if event != nil && enumOf(event) == "CallEvents" && r.isCallOfEvent(on, fn) {
		return true
	}
	return r.outside(on, fn)
}

// isCallOfEvent reports whether an expression is the field call of the event that a handler is given.
func (r *repeats) isCallOfEvent(on ast.Expression, fn *program.Function) bool {
	if d, ok := on.(*ast.DotExpression); ok && d.Identifier.Name == "call" {
		v := r.VariableOf(d.Left)
		return v != nil && v.Kind == program.Parameter && v.Writes() == 1 && v.Function() == fn
	}
	v := r.VariableOf(on)
	if v == nil || v.Kind != program.Parameter || v.Writes() != 1 || v.Name != "call" || len(fn.Params.List) == 0 {
		return false
	}
	pattern, ok := fn.Params.List[0].Target.(*ast.ObjectPattern)
	if !ok {
		return false
	}
	for _, prop := range pattern.Properties {
		if s, ok := prop.(*ast.PropertyShort); ok && r.Variable(&s.Name) == v {
			return true
		}
	}
	return false
}

// outside reports whether an expression is a variable that is declared around a function and filled once.
func (r *repeats) outside(on ast.Expression, fn *program.Function) bool {
	if r.isName(on, "VoxEngine") {
		return true
	}
	v := r.VariableOf(on)
	if v == nil || v.Global() && r.Foreign(v.Name) {
		return false
	}
	declared := v.Function()
	for outer := declared; outer != nil; outer = outer.Outer {
		if outer == fn {
			return false
		}
	}
	return declared != fn && r.filledOnce(v)
}

// filledOnce reports whether one value is put into a variable: where it is declared, or later, in its function or in the handler of an event
// that comes once. That it is emptied is no matter.
func (r *repeats) filledOnce(v *program.Variable) bool {
	values, whole := v.Values()
	if !whole { // a parameter, or a part of something
		return v.Writes() == 1 && (v.Kind == program.Parameter || v.Kind == program.Const)
	}
	var value ast.Expression
	for _, e := range values {
		if r.TypeOf(e).Kind != program.Nothing {
			whole = whole && value == nil
			value = e
		}
	}
	if !whole || value == nil {
		return false
	}
	fn := r.FunctionAt(value)
	if fn == v.Function() {
		return true
	}
	uses, all := r.Uses(fn)
	if !all || len(uses) != 1 || uses[0].Argument != 1 {
		return false
	}
	event := r.EventOf(uses[0].Call.Arg(0))
	return event != nil && (event.Full == "AppEvents.CallAlerting" || event.Full == "AppEvents.Started")
}

// parameterOf returns which parameter of a function a variable is.
func parameterOf(v *program.Variable, fn *program.Function) (i int, ok bool) {
	if v == nil {
		return 0, false
	}
	of, i, ok := v.Parameter()
	return i, ok && of == fn
}

// over reports whether a function ends something, so that what it reacts to may not come again. What it does in other cases than those in
// which it comes by a node doesn't count.
func over(f *program.File, fn *program.Function, by ast.Node) bool {
	around := map[ast.Node]bool{}
	for n := by; n != nil && n != fn.Node; n = f.Parent(n) {
		around[n] = true
	}
	found := false
	program.Inspect(fn.Node, func(n ast.Node) bool {
		if by != nil && elseCase(f, n) && !around[n] {
			return false
		}
		if d, ok := n.(*ast.DotExpression); ok {
			found = found || ends[d.Identifier.Name.String()]
		}
		return !found
	})
	return found
}

// elseCase reports whether a node runs in some cases only.
func elseCase(f *program.File, n ast.Node) bool {
	switch p := f.Parent(n).(type) {
	case *ast.IfStatement:
		return n != ast.Node(p.Test)
	case *ast.ConditionalExpression:
		return n != ast.Node(p.Test)
	case *ast.BinaryExpression:
		return choice(p) && n == ast.Node(p.Right)
	case *ast.SwitchStatement:
		return n != ast.Node(p.Discriminant)
	case *ast.TryStatement:
		return n == ast.Node(p.Catch)
	case *ast.CallExpression:
		name, _ := f.CallAt(p).Method()
		return name == "catch" && n != ast.Node(p.Callee)
	}
	return false
}
