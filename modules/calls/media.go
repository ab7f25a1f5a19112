package calls

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

func (c *Call) sendMediaTo(f goja.FunctionCall) goja.Value { return c.s.SendMedia(c, f) }
func (c *Call) stopMediaTo(f goja.FunctionCall) goja.Value { return c.s.StopMedia(c, f) }

func sendMediaBetween(s *session.Session, f goja.FunctionCall) goja.Value {
	a, b := s.MediaUnit(f.Argument(0), "sendMediaBetween"), s.MediaUnit(f.Argument(1), "sendMediaBetween")
	s.Do(between("sendMediaBetween", "SendMediaBetween", a, b))
	noRoute(s, s.Network().Graph().ConnectBetween(session.Input(a, nil, true), session.Input(b, nil, true)))
	return goja.Undefined()
}

func stopMediaBetween(s *session.Session, f goja.FunctionCall) goja.Value {
	a, b := s.MediaUnit(f.Argument(0), "stopMediaBetween"), s.MediaUnit(f.Argument(1), "stopMediaBetween")
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
