// Package calls is the Call class and everything of the VoxEngine namespace that makes calls and connects them
// (behaviour page, sections 4.3 to 4.6 and 5).
//
// A Call is a thin layer: the leg with its timing and codes is [telephony.Leg], and what happens to it comes as
// [telephony.Event]s that are turned into the events scripts know.
package calls

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Call is what stands behind a Call object.
type Call struct {
	s          *session.Session
	leg        *telephony.Leg
	target     *session.Target
	state      telephony.State // as scripts see it: changed just before the event that reports it
	customData string
	vad        bool

	playing  *playback   // the internal player of say and startPlayback
	waiting  []*playback // playbacks that begin when the call is connected, in the order they were asked for
	answered bool        // answer() was called
	hearable bool        // early media of an outgoing call flows
	blind    bool        // the scenario itself carries out the far end's wish to be transferred
	record   *record
	beeps    *beeps                  // nil while none are looked for
	tones    *telephony.ToneDetector // of ToneDetected; nil until a script listens to that
}

var _ session.MediaUnit = (*Call)(nil)

// Unit returns the leg's place in the media graph.
func (c *Call) Unit() *telephony.Unit { return c.leg.Unit() }

// Target returns the object that raises the call's events.
func (c *Call) Target() *session.Target { return c.target }

// TraceID returns the id of the call.
func (c *Call) TraceID() string { return c.leg.ID }

// wrap makes the Call of a leg and listens to it. All that JSON shows of a Call are internals of the engine (behaviour
// page, section 1.8).
func wrap(s *session.Session, l *telephony.Leg) *Call {
	c := &Call{s: s, leg: l, state: l.State(), customData: l.CustomData}
	c.target = s.NewTarget(l.ID, "call", nil)
	object := s.NewInstance("Call", c)
	jsvm.Define(object, "rism", s.Runtime().NewObject())
	if l.Kind == telephony.Conference {
		jsvm.Define(object, "is_conf", s.Value(true))
	}
	c.target.Object = object
	l.Handle(c)
	s.AddLeg(l)
	return c
}

// wrapIncoming makes the Call of a leg that arrived. The engine asks for its statistics when the script is about to see
// the call: after its top level has run.
func wrapIncoming(s *session.Session, l *telephony.Leg) *session.Target {
	s.CountCall() // the platform's own calls, such as those of a queue, come this way, too
	if s.Logging() {
		s.Scope().Queue(func() error {
			s.Do(session.Command{Native: "EnableMediaStatistics", Params: []any{session.Fields{{Key: "id", Value: l.ID}}}})
			return nil
		})
	}
	return wrap(s, l).target
}

// Module declares the Call class, and the functions that make and connect calls.
func Module() session.Module {
	return session.Module{
		Name:    "calls",
		WrapLeg: wrapIncoming,
		Funcs: []session.Func{
			{Name: "VoxEngine.callPSTN", Call: callPSTN},
			{Name: "VoxEngine.callUser", Call: callUser},
			{Name: "VoxEngine.callUserDirect", Call: callUserDirect},
			{Name: "VoxEngine.callSIP", Call: callSIP},
			{Name: "VoxEngine.callWhatsappUser", Call: callWhatsappUser},
			{Name: "VoxEngine.callConference", Call: callConference},
			{Name: "VoxEngine.sendMediaBetween", Call: sendMediaBetween},
			{Name: "VoxEngine.stopMediaBetween", Call: stopMediaBetween},
			{Name: "VoxEngine.easyProcess", Call: easyProcessFunc},
			{Name: "VoxEngine.forwardCallToPSTN", Call: forwardCallToPSTN},
			{Name: "VoxEngine.forwardCallToUser", Call: forwardCallToUser},
			{Name: "VoxEngine.forwardCallToUserDirect", Call: forwardCallToUserDirect},
			{Name: "VoxEngine.forwardCallToSIP", Call: forwardCallToSIP},
			{Name: "VoxEngine.playSoundAndHangup", Call: playSoundAndHangup},
		},
		Classes: []session.Class{{Name: "Call", Methods: []session.Method{
			method("addEventListener", (*Call).addEventListener),
			method("removeEventListener", (*Call).removeEventListener),
			method("id", (*Call).id),
			method("incoming", (*Call).incoming),
			method("callerid", (*Call).callerid),
			method("displayName", (*Call).displayName),
			method("number", (*Call).number),
			method("clientType", (*Call).clientType),
			method("state", (*Call).stateText),
			method("vad", (*Call).vadText),
			method("toString", (*Call).text),
			method("customData", (*Call).custom),
			method("answer", (*Call).answer),
			method("answerDirect", (*Call).answerDirect),
			method("reject", (*Call).reject),
			method("decline", (*Call).decline),
			method("hangup", (*Call).hangup),
			method("ring", (*Call).ring),
			method("startEarlyMedia", (*Call).startEarlyMedia),
			method("handleTones", (*Call).handleTones),
			method("handleMicStatus", (*Call).handleMicStatus),
			method("monitorMediaStatistics", (*Call).monitorMediaStatistics),
			method("detectProgressTone", (*Call).detectProgressTone),
			method("enableBeepDetection", (*Call).enableBeepDetection),
			method("disableBeepDetection", (*Call).disableBeepDetection),
			method("sendDigits", (*Call).sendDigits),
			method("sendMessage", (*Call).sendMessage),
			method("sendInfo", (*Call).sendInfo),
			method("reInvite", (*Call).reInvite),
			method("acceptReInvite", (*Call).acceptReInvite),
			method("rejectReInvite", (*Call).rejectReInvite),
			method("handleBlindTransfer", (*Call).handleBlindTransfer),
			method("notifyBlindTransferSuccess", (*Call).notifyBlindTransferSuccess),
			method("notifyBlindTransferFailed", (*Call).notifyBlindTransferFailed),
			method("transferTo", (*Call).transferTo),
			method("say", (*Call).say),
			method("startPlayback", (*Call).startPlayback),
			method("stopPlayback", (*Call).stopPlayback),
			method("playProgressTone", (*Call).playProgressTone),
			method("sendMediaTo", (*Call).sendMediaTo),
			method("stopMediaTo", (*Call).stopMediaTo),
			method("record", (*Call).startRecord),
		}}},
	}
}

// method adapts a method of Call.
func method(name string, f func(*Call, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*Call), c)
	}}
}

// callOf returns the Call behind an argument; anything else throws.
func callOf(s *session.Session, v goja.Value, where string) *Call {
	c, ok := jsvm.Self(v).(*Call)
	if !ok {
		s.VM().Throw("TypeError", where+": a Call is expected, not "+session.Describe(v))
	}
	return c
}

// noEffect warns that a call of the API did nothing, or something else, and why.
func noEffect(s *session.Session, err error) {
	if err != nil {
		s.Warn(diag.CodeIgnored, err.Error())
	}
}

func (c *Call) noEffect(err error) { noEffect(c.s, err) }

// command records a method call on this call.
func (c *Call) command(name string, native string, params []any, args ...any) {
	c.s.Do(session.Command{Name: name, Target: c.leg.ID, Args: args, Native: native, Params: params})
}

// after runs f once d has passed, if the session still runs then.
func (c *Call) after(d time.Duration, why string, f func()) *loop.Timer {
	return c.s.Scope().After(d, vclock.Signalling, vclock.Text(fmt.Sprintf("call %s: %s", c.leg.ID, why)), func() error {
		f()
		return nil
	})
}

func (c *Call) addEventListener(f goja.FunctionCall) goja.Value {
	c.target.AddListener(f.Argument(0), f.Argument(1))
	c.listenForTones(f.Argument(0))
	return goja.Undefined()
}

func (c *Call) removeEventListener(f goja.FunctionCall) goja.Value {
	c.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (c *Call) id(goja.FunctionCall) goja.Value       { return c.s.Value(c.leg.ID) }
func (c *Call) incoming(goja.FunctionCall) goja.Value { return c.s.Value(c.leg.Incoming) }
func (c *Call) callerid(goja.FunctionCall) goja.Value { return c.s.Value(c.leg.CallerID) }
func (c *Call) displayName(goja.FunctionCall) goja.Value {
	return c.s.Value(c.leg.DisplayName)
}
func (c *Call) number(goja.FunctionCall) goja.Value { return c.s.Value(c.leg.Number) }

// clientType returns one of the four kinds that the platform names. A call between sessions counts as one of users (assumed).
func (c *Call) clientType(goja.FunctionCall) goja.Value {
	if c.leg.Kind == telephony.Conference {
		return c.s.Value(string(telephony.User))
	}
	return c.s.Value(string(c.leg.Kind))
}

func (c *Call) stateText(goja.FunctionCall) goja.Value { return c.s.Value(string(c.state)) }
func (c *Call) vadText(goja.FunctionCall) goja.Value   { return c.s.Value(c.vad) }

func (c *Call) text(goja.FunctionCall) goja.Value {
	return c.s.Value("Call " + c.leg.ID + " " + string(c.state))
}

// custom is customData(v?): the call's own store. Over 200 bytes it warns, and in strict mode cuts (behaviour page, section
// 7.7).
func (c *Call) custom(f goja.FunctionCall) goja.Value {
	if v := f.Argument(0); !goja.IsUndefined(v) {
		c.customData = v.String()
		if limit := c.s.Limits().CustomData; len(c.customData) > limit {
			c.s.Warn(diag.CodeArgument, fmt.Sprintf("call.customData: %d bytes are more than the documented %d", len(c.customData), limit))
			if c.s.Strict() {
				c.customData = session.CutBytes(c.customData, limit)
			}
		}
	}
	return c.s.Value(c.customData)
}
