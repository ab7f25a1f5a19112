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

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1401", Name: "never-ends", Severity: finding.Warning, File: neverEnds,
			Summary: "nothing ends a call that the other side doesn't end"},
		{Code: "VX1402", Name: "call-not-handled", Severity: finding.Warning, File: callNotHandled,
			Summary: "an incoming call is neither answered nor rejected on some path"},
		{Code: "VX1403", Name: "no-failed-handler", Severity: finding.Warning, File: noFailedHandler,
			Summary: "nothing listens for the failure of an outgoing call"},
		{Code: "VX1404", Name: "acts-after-terminate", Severity: finding.Warning, File: actsAfterTerminate,
			Summary: "a handler goes on to act after VoxEngine.terminate()"},
		{Code: "VX1405", Name: "requests-in-terminating", Severity: finding.Warning, File: requestsInTerminating,
			Summary: "more than one HTTP request is made while the session terminates"},
		{Code: "VX1406", Name: "timer-in-terminating", Severity: finding.Warning, File: timerInTerminating,
			Summary: "a timer is set while the session terminates"},
		{Code: "VX1407", Name: "disconnected-after-terminate", Severity: finding.Warning, File: disconnectedAfterTerminate,
			Summary: "a handler of Disconnected is expected to run after VoxEngine.terminate()"},
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

// anyone reports whether one of the scenarios that run together listens for one of these events.
func anyone(p *rule.Pass, events ...string) bool {
	for f := range p.Together() {
		for _, l := range f.Listeners() {
			if l.WaitsFor(events...) {
				return true
			}
		}
	}
	return false
}

// calling reports whether one of the scenarios that run together has a call of one of these functions.
func calling(p *rule.Pass, full ...string) bool {
	for f := range p.Together() {
		if len(f.Calling(full...)) > 0 {
			return true
		}
	}
	return false
}

// known reports whether all code that runs in the session is: no scenario mentions globals that none of them declares, and names mean
// what they say.
func known(p *rule.Pass) bool {
	for f := range p.Together() {
		if f.Dynamic() {
			return false
		}
		for _, id := range f.Unbound() {
			name := id.Name.String()
			if program.OfLanguage(name) && name != "eval" || f.Implicit(name) || f.Foreign(name) {
				continue
			}
			if _, api := apitable.Lookup(name); !api {
				return false
			}
		}
	}
	return true
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
