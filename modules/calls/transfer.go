package calls

import (
	"github.com/dop251/goja"

	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// transferTo asks the phone at the far end to call somebody else; given another call, to take its place (behaviour page,
// section 8.8).
func (c *Call) transferTo(f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	to := property(c.s, p, "transferTo", "to")
	hs := c.s.ReadHeaders("transferTo", session.Prop(p, "headers"))
	var with *telephony.Leg
	id := ""
	if other := session.Prop(p, "call"); session.Given(other) {
		with = callOf(c.s, other, "transferTo").leg
		id = with.ID
	}
	c.command("transferTo", "TransferTo", []any{session.Fields{
		{Key: "call", Value: id}, {Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID}, {Key: "to", Value: to},
	}}, to)
	c.noEffect(c.leg.Transfer(to, with, hs))
	return goja.Undefined()
}

// transferred raises the event about how a transfer ended.
func (c *Call) transferred(e telephony.TransferDone) {
	fs := session.Fields{headers(nil)}
	if e.Role != "" {
		fs = append(fs, session.Field{Key: "role", Value: string(e.Role)})
	}
	if e.Code == 200 {
		c.raise("Call.TransferComplete", fs)
		return
	}
	c.raise("Call.TransferFailed", append(fs, session.Field{Key: "code", Value: e.Code}, session.Field{Key: "reason", Value: e.Reason}))
}
