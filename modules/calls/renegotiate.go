package calls

import (
	"github.com/dop251/goja"

	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// reInvite, acceptReInvite and rejectReInvite are undeclared; easyProcess needs them (behaviour page, section 4.6).
func (c *Call) reInvite(f goja.FunctionCall) goja.Value {
	c.doReInvite(c.s.ReadHeaders("reInvite", f.Argument(0)), session.Text(f.Argument(1)), session.Text(f.Argument(2)))
	return goja.Undefined()
}

func (c *Call) doReInvite(hs telephony.Headers, mime, body string) {
	c.command("reInvite", "ReInvite", c.contentParams(mime, body, hs), mime, body)
	c.noEffect(c.leg.ReInvite(mime, body, hs))
}

func (c *Call) acceptReInvite(f goja.FunctionCall) goja.Value {
	c.doAcceptReInvite(c.s.ReadHeaders("acceptReInvite", f.Argument(0)), session.Text(f.Argument(1)), session.Text(f.Argument(2)))
	return goja.Undefined()
}

func (c *Call) doAcceptReInvite(hs telephony.Headers, mime, body string) {
	c.command("acceptReInvite", "AcceptReInvite", c.contentParams(mime, body, hs), mime, body)
	c.noEffect(c.leg.AcceptReInvite(mime, body, hs))
}

func (c *Call) rejectReInvite(f goja.FunctionCall) goja.Value {
	p := f.Argument(1)
	code := 0
	if v := session.Prop(p, "code"); session.Given(v) {
		code = int(v.ToInteger())
	}
	c.doRejectReInvite(c.s.ReadHeaders("rejectReInvite", f.Argument(0)), code, session.Text(session.Prop(p, "reason")))
	return goja.Undefined()
}

func (c *Call) doRejectReInvite(hs telephony.Headers, code int, reason string) {
	c.command("rejectReInvite", "RejectReInvite", []any{session.Fields{
		{Key: "code", Value: code}, {Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID}, {Key: "reason", Value: reason},
	}}, code, reason)
	c.noEffect(c.leg.RejectReInvite(code, reason, hs))
}

// reInvited raises ReInviteReceived. When nobody listens, the platform accepts by itself (behaviour page, section 8.9).
func (c *Call) reInvited(e telephony.ReInvite) {
	c.target.Raise(session.Event{
		Name: "Call.ReInviteReceived", Fields: content(e.Type, e.Body, e.Headers),
		Unhandled: func() {
			if c.leg.State() == telephony.Connected {
				c.noEffect(c.leg.AcceptReInvite(e.Type, e.Body, nil))
			}
		},
	})
}

// handleBlindTransfer makes the far end's wish to be transferred an event, which the scenario answers with one of the two
// methods below (behaviour page, section 8.8).
func (c *Call) handleBlindTransfer(f goja.FunctionCall) goja.Value {
	mandatory(c.s, f, 0, "handleBlindTransfer", "handle")
	c.blind = f.Argument(0).ToBoolean()
	c.command("handleBlindTransfer", "HandleBlindTransfer", []any{session.Fields{{Key: "handle", Value: c.blind}, {Key: "id", Value: c.leg.ID}}}, c.blind)
	if c.state == telephony.Terminated {
		c.noEffect(telephony.Warning("handleBlindTransfer: call " + c.leg.ID + " is over"))
	}
	return goja.Undefined()
}

func (c *Call) notifyBlindTransferSuccess(goja.FunctionCall) goja.Value {
	c.command("notifyBlindTransferSuccess", "NotifyBlindTransferSuccess", []any{session.Fields{{Key: "id", Value: c.leg.ID}}})
	c.noEffect(c.leg.AnswerRefer(200, "OK"))
	return goja.Undefined()
}

func (c *Call) notifyBlindTransferFailed(f goja.FunctionCall) goja.Value {
	mandatory(c.s, f, 0, "notifyBlindTransferFailed", "code")
	code, reason := int(f.Argument(0).ToInteger()), session.Text(f.Argument(1))
	c.command("notifyBlindTransferFailed", "NotifyBlindTransferFailed", []any{session.Fields{
		{Key: "code", Value: code}, {Key: "id", Value: c.leg.ID}, {Key: "reason", Value: reason},
	}}, code, reason)
	c.noEffect(c.leg.AnswerRefer(code, reason))
	return goja.Undefined()
}

// referred handles the far end's wish to be transferred. Where the scenario doesn't, the platform does: a call to the target arrives
// at the application, which starts a session of its own (behaviour page, section 8.8).
func (c *Call) referred(e telephony.Refer) {
	if c.blind {
		c.raise("Call.BlindTransferRequested", session.Fields{headers(e.Headers), {Key: "transferTo", Value: e.To}})
		return
	}
	c.noEffect(c.leg.FollowRefer(e.To, e.Headers))
}
