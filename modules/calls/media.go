package calls

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// unitOf returns the media unit behind an argument; anything else throws.
func unitOf(s *session.Session, v goja.Value, where string) session.MediaUnit {
	u, ok := jsvm.Self(v).(session.MediaUnit)
	if !ok {
		s.VM().Throw("TypeError", where+": a media unit is expected, not "+describe(v))
	}
	return u
}

func (c *Call) sendMediaTo(f goja.FunctionCall) goja.Value {
	to := unitOf(c.s, f.Argument(0), "sendMediaTo")
	c.command("sendMediaTo", "SendMedia", []any{session.Fields{{Key: "from", Value: c.leg.ID}, {Key: "to", Value: to.Target().ID}}}, to.Target())
	noRoute(c.s, c.s.Network().Graph().Connect(c.Unit(), to.Unit()))
	return goja.Undefined()
}

func (c *Call) stopMediaTo(f goja.FunctionCall) goja.Value {
	to := unitOf(c.s, f.Argument(0), "stopMediaTo")
	c.command("stopMediaTo", "StopMedia", []any{session.Fields{{Key: "from", Value: c.leg.ID}, {Key: "to", Value: to.Target().ID}}}, to.Target())
	c.noEffect(c.s.Network().Graph().Disconnect(c.Unit(), to.Unit()))
	return goja.Undefined()
}

func sendMediaBetween(s *session.Session, f goja.FunctionCall) goja.Value {
	a, b := unitOf(s, f.Argument(0), "sendMediaBetween"), unitOf(s, f.Argument(1), "sendMediaBetween")
	s.Do(between("sendMediaBetween", "SendMediaBetween", a, b))
	noRoute(s, s.Network().Graph().ConnectBetween(a.Unit(), b.Unit()))
	return goja.Undefined()
}

func stopMediaBetween(s *session.Session, f goja.FunctionCall) goja.Value {
	a, b := unitOf(s, f.Argument(0), "stopMediaBetween"), unitOf(s, f.Argument(1), "stopMediaBetween")
	s.Do(between("stopMediaBetween", "StopMediaBetween", a, b))
	noEffect(s, s.Network().Graph().DisconnectBetween(a.Unit(), b.Unit()))
	return goja.Undefined()
}

func between(name, native string, a, b session.MediaUnit) session.Command {
	return session.Command{
		Name: name, Target: "application", Args: []any{a.Target(), b.Target()},
		Native: native, Params: []any{session.Fields{{Key: "id1", Value: a.Target().ID}, {Key: "id2", Value: b.Target().ID}}},
	}
}

// noRoute warns that media cannot flow.
func noRoute(s *session.Session, err error) {
	if err != nil {
		s.Warn(diag.CodeRoute, err.Error())
	}
}
