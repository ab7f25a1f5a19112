// Package lifecycle has the rules about how calls and sessions begin and end: calls that nobody answers or hears fail, sessions that
// go on, and what is done when it is too late.
//
// Nothing here is an error in the cloud's eyes: it costs money, or leaves somebody waiting. A rule speaks only if all code that could do
// what is missing is known; what it can't follow counts as done.
package lifecycle

import (
	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1401", Name: "never-ends", Severity: finding.Warning, Summary: "nothing ends a call that the other side doesn't end", File: neverEnds},
		{Code: "VX1402", Name: "call-not-handled", Severity: finding.Warning, Summary: "an incoming call is neither answered nor rejected on some path", File: callNotHandled},
		{Code: "VX1403", Name: "no-failed-handler", Severity: finding.Warning, Summary: "nothing listens for the failure of an outgoing call", File: noFailedHandler},
		{Code: "VX1404", Name: "acts-after-terminate", Severity: finding.Warning, Summary: "a handler goes on to act after VoxEngine.terminate()", File: actsAfterTerminate},
		{Code: "VX1405", Name: "requests-in-terminating", Severity: finding.Warning, Summary: "more than one HTTP request is made while the session terminates", File: requestsInTerminating},
		{Code: "VX1406", Name: "timer-in-terminating", Severity: finding.Warning, Summary: "a timer is set while the session terminates", File: timerInTerminating},
		{Code: "VX1407", Name: "disconnected-after-terminate", Severity: finding.Warning, Summary: "a handler of Disconnected is expected to run after VoxEngine.terminate()", File: disconnectedAfterTerminate},
	}
}

const terminate = "VoxEngine.terminate"

// outgoing are the functions that make a call.
var outgoing = []string{
	"VoxEngine.callPSTN", "VoxEngine.callUser", "VoxEngine.callUserDirect", "VoxEngine.callSIP", "VoxEngine.callConference",
	"VoxEngine.callWhatsappUser",
}

// helper reports whether a function wires the calls that it is given, or that come in, up to the end of the session.
func helper(n *apitable.Node) bool {
	switch n.Full {
	case "VoxEngine.easyProcess", "VoxEngine.playSoundAndHangup", "VoxEngine.forwardCallToPSTN", "VoxEngine.forwardCallToUser",
		"VoxEngine.forwardCallToUserDirect", "VoxEngine.forwardCallToSIP":
		return true
	}
	return false
}

// listens reports whether a listener surely listens for one of these events, by full name.
func listens(l *program.Listener, events ...string) bool {
	for _, e := range events {
		if l.Event != nil && l.Event.Full == e {
			return true
		}
	}
	return false
}

// together calls do with all scenarios that run in one context with this one.
func together(p *rule.Pass, do func(*program.File)) {
	do(p.File)
	for _, c := range p.Companions {
		do(c)
	}
}

// anyone reports whether one of the scenarios that run together listens for one of these events.
func anyone(p *rule.Pass, events ...string) bool {
	found := false
	together(p, func(f *program.File) {
		for _, l := range f.Listeners() {
			found = found || listens(l, events...)
		}
	})
	return found
}

// calling reports whether one of the scenarios that run together has a call of one of these functions.
func calling(p *rule.Pass, full ...string) bool {
	found := false
	together(p, func(f *program.File) { found = found || len(f.Calling(full...)) > 0 })
	return found
}

// known reports whether all code that runs in the session is: no scenario mentions globals that none of them declares, and names mean
// what they say.
func known(p *rule.Pass) bool {
	all := true
	together(p, func(f *program.File) {
		all = all && !f.Dynamic()
		for _, id := range f.Unbound() {
			name := id.Name.String()
			if all && !builtIn()[name] && !f.Implicit(name) && !f.Foreign(name) {
				_, api := apitable.Lookup(name)
				all = api
			}
		}
	})
	return all
}

// within reports whether a node is another one or below it.
func within(p *rule.Pass, n, outer ast.Node) bool {
	for ; n != nil; n = p.Parent(n) {
		if n == outer {
			return true
		}
	}
	return false
}

// sameTurn calls do with the nodes of a node that run in the same turn: functions in it are left out.
func sameTurn(n ast.Node, do func(ast.Node)) {
	program.Inspect(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
			return false
		}
		do(n)
		return true
	})
}

// statements calls do with all statements of a function, or the expression that it returns.
func statements(fn *program.Function, do func(ast.Node)) {
	for _, s := range fn.Body() {
		do(s)
	}
	if e := fn.Result(); e != nil {
		do(e)
	}
}
