package lifecycle

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// enders are the names by which a scenario ends calls, or the session; transferTo lets the platform end one.
var enders = [...]string{
	"terminate", "hangup", "easyProcess", "playSoundAndHangup", "forwardCallToPSTN", "forwardCallToUser", "forwardCallToUserDirect",
	"forwardCallToSIP", "JSession", "transferTo",
}

// neverEnds looks for sessions in which nothing hangs up. A session ends 60 seconds after its last call (behaviour page, section 1.6), so
// what costs is a call that lasts: one of two that were joined, when the other has ended, or one whose callee doesn't hang up. The caller
// of an incoming call does that sooner or later: that is a note.
func neverEnds(p *rule.Pass) {
	if mayEnd(p) || !known(p) {
		return
	}
	if c := queued(p); c != nil {
		p.Report(c.Callee, "no request is ever cancelled and nothing ends the session: when the caller hangs up in the queue, the session waits for an agent for up to 120 minutes",
			rule.Hint("cancel the request and end the session when the call is over: call.addEventListener(CallEvents.Disconnected, ...)"))
	}
	if calling(p, "VoxEngine.createConference", "VoxEngine.callConference", "VoxEngine.enqueueACDRequest", "VoxEngine.enqueueTask") {
		return
	}
	incoming := anyone(p, "AppEvents.CallAlerting")
	if !incoming && !starts(p) {
		return // these are functions for other scenarios
	}
	if c := joined(p); c != nil {
		p.Report(c.Callee, "nothing hangs up a call or ends the session: when one of the two hangs up, the other's call goes on",
			rule.Hint("end the session when either of them leaves: call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate)"))
	} else if made := p.Calling(outgoing...); len(made) > 0 && !incoming {
		p.Report(made[0].Callee, "nothing hangs up this call or ends the session: it goes on until the callee hangs up",
			rule.Hint("hang up when all is said, such as in a listener for CallEvents.PlaybackFinished"))
	} else if answered := p.Calling("Call.answer"); len(answered) > 0 && incoming && !calling(p, outgoing...) {
		p.Report(answered[0].Callee, "nothing hangs up this call or ends the session: it lasts until the caller hangs up, and 60 seconds more",
			rule.Hint("end the session with the call: call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate)"), rule.Lower(finding.Note))
	}
}

// mayEnd reports whether any of the scenarios mentions a way to end something, or calls a member whose name isn't known.
func mayEnd(p *rule.Pass) bool {
	for f := range p.Together() {
		if f.Dynamic() || mentions(f, enders[:]) {
			return true
		}
		for _, c := range f.Calls() {
			if b, ok := c.Callee.(*ast.BracketExpression); ok {
				if _, ok := b.Member.(*ast.StringLiteral); !ok {
					return true
				}
			}
		}
	}
	return false
}

// mentions reports whether a scenario has one of these words as a name or a text.
func mentions(f *program.File, words []string) bool {
	there := map[string]bool{}
	for _, w := range words {
		if strings.Contains(f.Text(), w) {
			there[w] = true
		}
	}
	if len(there) == 0 {
		return false
	}
	for _, n := range f.Nodes() {
		name := ""
		switch n := n.(type) {
		case *ast.Identifier:
			name = n.Name.String()
		case *ast.DotExpression:
			name = n.Identifier.Name.String()
		case *ast.StringLiteral:
			name = n.Value.String()
		}
		if there[name] {
			return true
		}
	}
	return false
}

// starts reports whether a session can begin in the scenarios without a call that comes in: they listen for its start, or call somebody
// as they are loaded.
func starts(p *rule.Pass) bool {
	begins := anyone(p, "AppEvents.Started", "AppEvents.HttpRequest")
	for _, c := range p.Calling(outgoing...) {
		begins = begins || c.In == nil
	}
	return begins
}

// queued is a call that puts somebody in a queue from which nothing takes him.
func queued(p *rule.Pass) *program.Call {
	if p.CallsMethod("cancel") {
		return nil
	}
	for _, c := range p.Calling("VoxEngine.enqueueACDRequest") {
		return c
	}
	return nil
}

// joined is a call that joins two calls.
func joined(p *rule.Pass) *program.Call {
	isCall := func(e ast.Expression) bool { return e != nil && p.TypeOf(e).Is("Call") }
	for _, c := range p.Calling("VoxEngine.sendMediaBetween", "Call.sendMediaTo", "Call.answerDirect") {
		a, b := c.Arg(0), c.Arg(1)
		if name, of := c.Method(); name != "sendMediaBetween" {
			a, b = of, a
		}
		if isCall(a) && isCall(b) {
			return c
		}
	}
	return nil
}
