package calls

import (
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// The methods of this file follow the behaviour page, section 5.4.

func (c *Call) answer(f goja.FunctionCall) goja.Value {
	c.doAnswer(c.s.ReadHeaders("answer", f.Argument(0)), paramFields(f.Argument(1)), f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

// doAnswer answers the call. Of the parameters nothing has an effect here.
func (c *Call) doAnswer(hs telephony.Headers, params session.Fields, args ...any) {
	c.command("answer", "AcceptCall", []any{session.Fields{
		{Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID}, {Key: "parameters", Value: params},
	}}, trim(args)...)
	c.accepted(c.leg.Answer(hs))
}

func (c *Call) answerDirect(f goja.FunctionCall) goja.Value {
	peer := callOf(c.s, f.Argument(0), "answerDirect")
	c.doAnswerDirect(peer, c.s.ReadHeaders("answerDirect", f.Argument(1)), paramFields(f.Argument(2)))
	return goja.Undefined()
}

func (c *Call) doAnswerDirect(peer *Call, hs telephony.Headers, params session.Fields) {
	c.command("answerDirect", "AcceptCallDirect", []any{session.Fields{
		{Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID}, {Key: "parameters", Value: params},
		{Key: "peer", Value: peer.leg.ID},
	}}, peer.target)
	c.accepted(c.leg.AnswerDirect(peer.leg, hs))
}

func (c *Call) accepted(err error) {
	c.noEffect(err)
	c.answered = c.answered || err == nil
}

// paramFields returns named parameters as the session log shows them: in alphabetical order.
func paramFields(v goja.Value) session.Fields {
	fs := session.Fields{}
	if o, ok := session.PlainObject(v); ok {
		for _, k := range slices.Sorted(slices.Values(o.Keys())) {
			fs = append(fs, session.Field{Key: k, Value: o.Get(k)})
		}
	}
	return fs
}

func (c *Call) reject(f goja.FunctionCall) goja.Value { return c.refuse("reject", f) }

// decline is the older name of reject.
func (c *Call) decline(f goja.FunctionCall) goja.Value { return c.refuse("decline", f) }

// refuse rejects the call with a SIP code from 300 to 699; without one, and in place of any other, 603 is used.
func (c *Call) refuse(name string, f goja.FunctionCall) goja.Value {
	code := 603
	if v := f.Argument(0); session.Given(v) {
		if n := v.ToInteger(); n >= 300 && n <= 699 {
			code = int(n)
		} else {
			c.s.Warn(diag.CodeArgument, name+": the code is a SIP status from 300 to 699, not "+session.Describe(v)+": 603 is used")
		}
	}
	hs := c.s.ReadHeaders(name, f.Argument(1))
	c.commandHangup(name, code, hs, f.Argument(0), f.Argument(1))
	c.noEffect(c.leg.Reject(code, hs))
	return goja.Undefined()
}

func (c *Call) hangup(f goja.FunctionCall) goja.Value {
	hs := c.s.ReadHeaders("hangup", f.Argument(0))
	c.commandHangup("hangup", 603, hs, f.Argument(0))
	c.noEffect(c.leg.Hangup(hs))
	return goja.Undefined()
}

func (c *Call) commandHangup(name string, code int, hs telephony.Headers, args ...any) {
	c.command(name, "HangupCall", []any{session.Fields{
		{Key: "code", Value: code}, {Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID},
	}}, trim(args)...)
}

func (c *Call) ring(f goja.FunctionCall) goja.Value {
	c.doRing(c.s.ReadHeaders("ring", f.Argument(0)), f.Argument(0))
	return goja.Undefined()
}

func (c *Call) doRing(hs telephony.Headers, args ...any) {
	c.command("ring", "Ring", []any{session.Fields{{Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID}}}, trim(args)...)
	c.noEffect(c.leg.Ring(hs))
}

func (c *Call) startEarlyMedia(f goja.FunctionCall) goja.Value {
	hs := c.s.ReadHeaders("startEarlyMedia", f.Argument(0))
	c.doEarlyMedia(hs, paramFields(f.Argument(1)), f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (c *Call) doEarlyMedia(hs telephony.Headers, scheme session.Fields, args ...any) {
	c.command("startEarlyMedia", "StartAudio", []any{session.Fields{
		{Key: "headers", Value: session.HeaderFields(hs)}, {Key: "id", Value: c.leg.ID}, {Key: "scheme", Value: scheme},
	}}, trim(args)...)
	c.noEffect(c.leg.StartEarlyMedia(hs))
	c.beginRecord()
}

// handleTones switches ToneReceived on or off. A missing or invalid type is noted in the session log, in the engine's words; as
// hardly any scenario passes one, that is all.
func (c *Call) handleTones(f goja.FunctionCall) goja.Value {
	on := goja.IsUndefined(f.Argument(0)) || f.Argument(0).ToBoolean()
	v := f.Argument(1)
	kind, ok := dtmfType(v)
	if !ok {
		c.s.Log("WARNING! The valid 'supportedDtmfTypes' parameter value is not provided, the default 'ALL' value will be used.")
	}
	c.command("handleTones", "HandleTones", []any{session.Fields{{Key: "handle", Value: on}, {Key: "id", Value: c.leg.ID}}}, trim([]any{f.Argument(0), v})...)
	c.noEffect(c.leg.HandleTones(on, kind))
	return goja.Undefined()
}

// dtmfType reads a DTMFType, which is a number from 0 to 3.
func dtmfType(v goja.Value) (telephony.DTMF, bool) {
	if !session.Given(v) {
		return telephony.AllDTMF, false
	}
	switch kind := v.ToFloat(); kind {
	case 0, 1, 2, 3:
		return telephony.DTMF(kind), true
	}
	return telephony.AllDTMF, false
}

func (c *Call) handleMicStatus(f goja.FunctionCall) goja.Value {
	mandatory(c.s, f, 0, "handleMicStatus", "handle")
	on := f.Argument(0).ToBoolean()
	c.command("handleMicStatus", "HandleMicStatus", []any{session.Fields{{Key: "handle", Value: on}, {Key: "id", Value: c.leg.ID}}}, on)
	c.vad = c.vad || on
	c.noEffect(c.leg.HandleMic(on))
	return goja.Undefined()
}

// detectProgressTone is gone from the declarations; it is accepted and does nothing (behaviour page, section 5.4).
func (c *Call) detectProgressTone(goja.FunctionCall) goja.Value {
	c.noEffect(telephony.Warning("detectProgressTone: removed from the API, has no effect"))
	return goja.Undefined()
}

func (c *Call) sendDigits(f goja.FunctionCall) goja.Value {
	digits := mandatory(c.s, f, 0, "sendDigits", "digits")
	c.command("sendDigits", "SendDigits", []any{session.Fields{{Key: "digits", Value: c.s.Digits(digits)}, {Key: "id", Value: c.leg.ID}}}, digits)
	c.noEffect(c.leg.SendDigits(digits))
	return goja.Undefined()
}

func (c *Call) sendMessage(f goja.FunctionCall) goja.Value {
	c.doMessage(mandatory(c.s, f, 0, "sendMessage", "text"))
	return goja.Undefined()
}

func (c *Call) doMessage(text string) {
	c.command("sendMessage", "SendMessage", []any{session.Fields{{Key: "id", Value: c.leg.ID}, {Key: "text", Value: text}}}, text)
	c.noEffect(c.leg.SendMessage(text))
}

func (c *Call) sendInfo(f goja.FunctionCall) goja.Value {
	mime, body := mandatory(c.s, f, 0, "sendInfo", "mimeType"), mandatory(c.s, f, 1, "sendInfo", "body")
	c.doInfo(mime, body, c.s.ReadHeaders("sendInfo", f.Argument(2)))
	return goja.Undefined()
}

func (c *Call) doInfo(mime, body string, hs telephony.Headers) {
	c.command("sendInfo", "SendInfo", c.contentParams(mime, body, hs), mime, body)
	c.noEffect(c.leg.SendInfo(mime, body, hs))
}

func (c *Call) contentParams(mime, body string, hs telephony.Headers) []any {
	return []any{session.Fields{
		{Key: "body", Value: body}, {Key: "headers", Value: session.HeaderFields(hs)},
		{Key: "id", Value: c.leg.ID}, {Key: "mimeType", Value: mime},
	}}
}

// trim cuts arguments that the script did not pass off the end.
func trim(args []any) []any {
	for len(args) > 0 {
		v, ok := args[len(args)-1].(goja.Value)
		if !ok || !goja.IsUndefined(v) {
			break
		}
		args = args[:len(args)-1]
	}
	return args
}
