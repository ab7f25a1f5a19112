package calls

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// easyProcessFunc is VoxEngine.easyProcess(incoming, outgoing, onEstablished?, direct?).
func easyProcessFunc(s *session.Session, f goja.FunctionCall) goja.Value {
	easyProcess(s, callOf(s, f.Argument(0), "easyProcess"), callOf(s, f.Argument(1), "easyProcess"), f.Argument(2), f.Argument(3).ToBoolean())
	return goja.Undefined()
}

// on adds a listener that is written in Go. It is one of the call's listeners like any other, so that
// removeEventListener takes it away as well.
func (c *Call) on(event string, f func(e goja.Value)) {
	c.target.AddListener(c.s.Value(event), c.s.VM().Func("", 1, func(call goja.FunctionCall) goja.Value {
		f(call.Argument(0))
		return goja.Undefined()
	}))
}

// easyProcess connects two calls as the published source does (behaviour page, section 4.6): in is incoming, out outgoing. A
// call that was answered before is not answered again, nor does it ring: the platform ignores both.
func easyProcess(s *session.Session, in, out *Call, onEstablished goja.Value, direct bool) {
	s.Do(between("sendMediaBetween", "SendMediaBetween", in, out))
	if !direct { // else it has no effect
		noRoute(s, s.Network().Graph().ConnectBetween(in.Unit(), out.Unit()))
	}
	out.on("Call.Connected", func(e goja.Value) {
		if !in.unanswered() {
			return
		}
		hs, params := s.RelayedHeaders(session.Prop(e, "headers")), session.Fields{{Key: "displayName", Value: out.leg.DisplayName}}
		if direct {
			in.doAnswerDirect(out, hs, params)
			return
		}
		if scheme := session.Prop(e, "scheme"); session.Given(scheme) {
			params = append(params, session.Field{Key: "scheme", Value: scheme})
		}
		in.doAnswer(hs, params, session.HeaderFields(hs), params)
	})
	in.on("Call.Connected", func(goja.Value) {
		if !session.Callable(onEstablished) {
			return
		}
		s.VM().Invoke(jsvm.FunctionOf(onEstablished), goja.Undefined(), in.target.Object, out.target.Object)
	})
	out.on("Call.Ringing", func(goja.Value) {
		if in.unanswered() {
			in.doRing(nil)
		}
	})
	out.on("Call.AudioStarted", func(e goja.Value) {
		if in.unanswered() {
			in.doEarlyMedia(nil, paramFields(session.Prop(e, "scheme")))
		}
	})
	for _, pair := range [][2]*Call{{in, out}, {out, in}} {
		relay(s, pair[0], pair[1])
	}
	end := func(goja.Value) { s.Terminate() }
	for _, c := range []*Call{in, out} {
		c.on("Call.Failed", end)
		c.on("Call.Disconnected", end)
	}
}

// unanswered reports whether the call can still be answered.
func (c *Call) unanswered() bool {
	return c.leg.Incoming && !c.answered && c.leg.State() == telephony.Alerting
}

// relay passes what arrives on one call to the other.
func relay(s *session.Session, from, to *Call) {
	text := func(e goja.Value, name string) string { return session.Text(session.Prop(e, name)) }
	from.on("Call.MessageReceived", func(e goja.Value) { to.doMessage(text(e, "text")) })
	from.on("Call.InfoReceived", func(e goja.Value) {
		to.doInfo(text(e, "mimeType"), text(e, "body"), s.RelayedHeaders(session.Prop(e, "headers")))
	})
	from.on("Call.ReInviteReceived", func(e goja.Value) {
		if from.leg.Kind != telephony.PSTN {
			to.doReInvite(s.RelayedHeaders(session.Prop(e, "headers")), text(e, "mimeType"), text(e, "body"))
			return
		}
		if text(e, "mimeType") == "application/json" {
			from.doAcceptReInvite(s.RelayedHeaders(session.Prop(e, "headers")), "application/sdp", "")
		}
	})
	from.on("Call.ReInviteAccepted", func(e goja.Value) {
		if to.leg.Kind != telephony.PSTN {
			to.doAcceptReInvite(s.RelayedHeaders(session.Prop(e, "headers")), text(e, "mimeType"), text(e, "body"))
		}
	})
	from.on("Call.ReInviteRejected", func(e goja.Value) {
		to.doRejectReInvite(s.RelayedHeaders(session.Prop(e, "headers")), int(session.Prop(e, "code").ToInteger()), text(e, "reason"))
	})
}

// onAlerting adds a listener for CallAlerting that gets the event and its call.
func onAlerting(s *session.Session, f func(e goja.Value, in *Call)) {
	s.AppTarget().AddListener(s.Value("Application.CallAlerting"), s.VM().Func("", 1, func(call goja.FunctionCall) goja.Value {
		e := call.Argument(0)
		if in, ok := jsvm.Self(session.Prop(e, "call")).(*Call); ok {
			f(e, in)
		}
		return goja.Undefined()
	}))
}

// forwardCallToPSTN(numberTransform?, onEstablished?, options?)
func forwardCallToPSTN(s *session.Session, f goja.FunctionCall) goja.Value {
	transform, onEstablished, options := f.Argument(0), f.Argument(1), f.Argument(2)
	onAlerting(s, func(e goja.Value, in *Call) {
		number := in.leg.Number
		if session.Callable(transform) {
			number = s.VM().Invoke(jsvm.FunctionOf(transform), goja.Undefined(), s.Value(number)).String()
		}
		id := session.Text(session.Prop(options, "callerid"))
		if id == "" {
			id = in.leg.CallerID
		}
		r := telephony.DialRequest{Kind: telephony.PSTN, To: number, CallerID: id}
		easyProcess(s, in, dial(s, pstn(r, options, []goja.Value{s.Value(number), s.Value(id)})), onEstablished, false)
	})
	return goja.Undefined()
}

// forwardCallToUser(onEstablished?, video?)
func forwardCallToUser(s *session.Session, f goja.FunctionCall) goja.Value {
	onEstablished := f.Argument(0)
	onAlerting(s, func(_ goja.Value, in *Call) {
		r := passedOn(in, telephony.User)
		out := dial(s, dialling{name: "callUser", native: "CallUser", request: r, args: shown(s, r), params: phoneParams(r)})
		easyProcess(s, in, out, onEstablished, false)
	})
	return goja.Undefined()
}

// forwardCallToUserDirect(onEstablished?)
func forwardCallToUserDirect(s *session.Session, f goja.FunctionCall) goja.Value {
	onEstablished := f.Argument(0)
	onAlerting(s, func(_ goja.Value, in *Call) {
		r := passedOn(in, telephony.User)
		r.Direct = true
		args := append([]goja.Value{in.target.Object}, shown(s, r)...)
		out := dial(s, dialling{name: "callUserDirect", native: "CallUserDirect", request: r, args: args, params: phoneParams(r)})
		easyProcess(s, in, out, onEstablished, true)
	})
	return goja.Undefined()
}

// forwardCallToSIP(onEstablished?, video?)
func forwardCallToSIP(s *session.Session, f goja.FunctionCall) goja.Value {
	onEstablished := f.Argument(0)
	onAlerting(s, func(e goja.Value, in *Call) {
		r := passedOn(in, telephony.SIP)
		r.To = session.Text(session.Prop(e, "toURI"))
		easyProcess(s, in, dial(s, sip(r, "", "", shown(s, r))), onEstablished, false)
	})
	return goja.Undefined()
}

// passedOn is the request for a call to what an incoming call dialled.
func passedOn(in *Call, kind telephony.Kind) telephony.DialRequest {
	return telephony.DialRequest{Kind: kind, To: in.leg.Number, CallerID: in.leg.CallerID, DisplayName: in.leg.DisplayName}
}

// shown are the arguments that a call function got for a request.
func shown(s *session.Session, r telephony.DialRequest) []goja.Value {
	return []goja.Value{s.Value(r.To), s.Value(r.CallerID), s.Value(r.DisplayName)}
}

// playSoundAndHangup(url) answers each call, plays the file and ends the session.
func playSoundAndHangup(s *session.Session, f goja.FunctionCall) goja.Value {
	url := mandatory(s, f, 0, "playSoundAndHangup", "url")
	onAlerting(s, func(_ goja.Value, in *Call) {
		end := func(goja.Value) { s.Terminate() }
		for _, event := range []string{"Call.PlaybackFinished", "Call.Failed", "Call.Disconnected"} {
			in.on(event, end)
		}
		in.doAnswer(nil, session.Fields{})
		in.play("startPlayback", telephony.Utterance{What: telephony.Audio, URL: url}, playOptions{}, url)
	})
	return goja.Undefined()
}
