package lifecycle

import (
	"voxemu/scenarios/check/rule"
)

// noFailedHandler looks for calls whose failure nobody hears of (behaviour page, sections 4 and 5.2): a call that isn't answered ends with
// Failed, and with nothing else.
func noFailedHandler(p *rule.Pass) {
	for _, c := range p.Calling(outgoing...) {
		t := newFollower(p)
		t.expr(c.Node)
		if t.escaped() || hearsFailed(p, t) {
			continue
		}
		start, end := p.MemberRange(c.Callee)
		p.ReportRange(start, end, "nothing listens for Failed of this call: if it isn't answered, the scenario doesn't hear of it",
			rule.Hint("add a listener for CallEvents.Failed that tells the caller, tries another way, or ends the session"))
	}
}

// hearsFailed reports whether what is done with a call may listen for its failure, or look for it.
func hearsFailed(p *rule.Pass, t *follower) bool {
	for _, u := range t.uses {
		switch u.kind {
		case called:
			if u.name == "state" {
				return true
			}
			if u.name == "addEventListener" {
				if e := p.EventOf(u.call.Arg(0)); e == nil || e.Full == "CallEvents.Failed" {
					return true
				}
			}
		case read:
			if u.name == "addEventListener" || u.name == "state" {
				return true
			}
		case given:
			if helper(u.api) {
				return true
			}
		}
	}
	return false
}
