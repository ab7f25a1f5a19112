package events

import (
	"fmt"
	"slices"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// stopping is a method that ends a playback, and the event that doesn't come then.
type stopping struct {
	method, event string
	// instead is raised in its place; "" if nothing is.
	instead string
}

// What is stopped has not finished (sections 5.5 and 6.3).
var stoppings = map[string]stopping{
	"Call.stopPlayback":   {"stopPlayback", "CallEvents.PlaybackFinished", ""},
	"Player.stop":         {"stop", "PlayerEvents.PlaybackFinished", "PlayerEvents.Stopped"},
	"BasePlayer.stop":     {"stop", "PlayerEvents.PlaybackFinished", "PlayerEvents.Stopped"},
	"SequencePlayer.stop": {"stop", "SequencePlayerEvents.PlaybackFinished", "SequencePlayerEvents.Stopped"},
}

func finishedAfterStop(p *rule.Pass) {
	if p.Dynamic() {
		return
	}
	for _, c := range p.Calls() {
		n := p.API(c)
		if n == nil {
			continue
		}
		s, ok := stoppings[n.Full]
		if !ok {
			continue
		}
		if !waitsBehind(p, c, s) {
			stopsOnly(p, c, s)
		}
	}
}

// waitsBehind reports a listener for the end that is added right behind the stop, if nothing plays from there on.
func waitsBehind(p *rule.Pass, c *program.Call, s stopping) bool {
	_, on := c.Method()
	at := statementOf(p.File, c.Node)
	if at == nil {
		return false
	}
	rest := slices.Collect(p.Following(at))
	for _, l := range p.Listeners() {
		if !l.WaitsFor(s.event) || !samePlace(p.File, l.On, on) || !runsIn(p.File, rest, l.Call, c.In) || mayPlay(p.File, rest, l) {
			continue
		}
		message := fmt.Sprintf("%s does not come after %s", s.event, s.method)
		if s.instead == "" {
			p.Report(l.Call.Arg(0), message, rule.Hint("go on right after %s, without waiting for an event", s.method))
			return true
		}
		p.Report(l.Call.Arg(0), message, rule.Hint("wait for %s", s.instead), rule.Lower(finding.Note),
			rule.Mend(rename(p, l.Call.Arg(0), s.event, s.instead)))
		return true
	}
	return false
}

// statementOf returns the statement that a call is in, of its own function.
func statementOf(f *program.File, n ast.Node) ast.Statement {
	for ; n != nil; n = f.Parent(n) {
		switch n := n.(type) {
		case *ast.ExpressionStatement:
			return n
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
			return nil
		}
	}
	return nil
}

// runsIn reports whether a call runs as part of statements of a function: in it, or in the function that a promise is made with.
func runsIn(f *program.File, list []ast.Statement, c *program.Call, fn *program.Function) bool {
	in := c.In
	for in != nil && in != fn {
		made, ok := f.Parent(in.Node).(*ast.NewExpression)
		if !ok || !f.BuiltIn(made.Callee, "Promise") {
			return false
		}
		in = f.FunctionAt(made)
	}
	if in != fn {
		return false
	}
	return slices.ContainsFunc(list, func(s ast.Statement) bool { return f.Within(c.Node, s) })
}

// mayPlay reports whether any of the statements may start to play something, leaving out what a listener does when its event comes: they call
// what plays, or a function that isn't one of the API.
func mayPlay(f *program.File, list []ast.Statement, l *program.Listener) bool {
	may := false
	for _, s := range list {
		program.Inspect(s, func(n ast.Node) bool {
			if h, ok := n.(ast.Expression); ok && l.Handler != nil && h == l.Handler {
				return false
			}
			switch n.(type) {
			case *ast.CallExpression, *ast.NewExpression:
				c := f.CallAt(n)
				name, _ := c.Method()
				may = may || plays[name] || !harmless(f, c, name)
			}
			return !may
		})
	}
	return may
}

// harmless reports whether a call surely plays nothing.
func harmless(f *program.File, c *program.Call, name string) bool {
	if n := f.API(c); n != nil {
		return name != "playProgressTone" && name != "resume"
	}
	switch f.Source(c.Callee) {
	case "Promise", "console.log":
		return true
	}
	return false
}

// stopsOnly reports a handler of tones that does nothing but stop a prompt, where what goes on waits for the end of the prompt and nothing
// else can go on.
func stopsOnly(p *rule.Pass, c *program.Call, s stopping) {
	_, on := c.Method()
	if s.instead != "" || c.In == nil || !alone(p.File, c) || othersGoOn(p.File) {
		return
	}
	tone, waits := 0, false
	for _, l := range p.Listeners() {
		switch {
		case l.Event == nil:
			return
		case l.Event.Full == "CallEvents.ToneReceived":
			if tone++; l.Func != c.In || !sameCall(p.File, l.On, on, c.In) {
				return
			}
		case l.Event.Full == s.event:
			waits = waits || l.Type.Is("Call")
		}
	}
	if tone == 1 && waits {
		p.Report(c.Node, fmt.Sprintf("nothing goes on after this: %s does not come after %s", s.event, s.method),
			rule.Hint("do here what the listener for %s does", s.event))
	}
}

// sameCall reports whether a handler stops the call that it listens on.
func sameCall(f *program.File, listens, stops ast.Expression, fn *program.Function) bool {
	if samePlace(f, listens, stops) {
		return true
	}
	d, ok := stops.(*ast.DotExpression)
	if !ok || d.Identifier.Name != "call" {
		return false
	}
	v := f.VariableOf(d.Left)
	return v != nil && v.Kind == program.Parameter && v.Function() == fn
}

// alone reports whether a call is all that its function does, apart from writing to the log.
func alone(f *program.File, c *program.Call) bool {
	if e := c.In.Result(); e != nil {
		return e == c.Node
	}
	found := false
	for _, s := range c.In.Body() {
		e, ok := s.(*ast.ExpressionStatement)
		if !ok {
			return false
		}
		if e.Expression == c.Node {
			found = true
			continue
		}
		other := f.CallAt(e.Expression)
		if other == nil {
			return false
		}
		if !f.IsCall(other, "Logger.write", "console.log", "trace") {
			return false
		}
	}
	return found
}

// othersGoOn reports whether something beside the end of a prompt may move a scenario on: timers, speech, requests, other scenarios.
func othersGoOn(f *program.File) bool {
	if len(f.Companions) > 0 {
		return true
	}
	for _, c := range f.Calls() {
		if id, ok := c.Callee.(*ast.Identifier); ok && (id.Name == "setTimeout" || id.Name == "setInterval") {
			return true
		}
		if f.IsCall(c, "VoxEngine.createASR", "VoxEngine.createWebSocket", "Net.httpRequest") {
			return true
		}
	}
	for _, l := range f.Listeners() {
		if l.WaitsFor("AppEvents.HttpRequest", "AppEvents.WebSocket") {
			return true
		}
	}
	return false
}
