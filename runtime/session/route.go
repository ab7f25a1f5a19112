package session

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
)

// SendMedia is unit.sendMediaTo(target, parameters?): the target hears the unit from now on (behaviour page, section 6.1). What
// cannot be is warned about.
func (s *Session) SendMedia(u MediaUnit, c goja.FunctionCall) goja.Value {
	to := s.MediaUnit(c.Argument(0), "sendMediaTo")
	s.Do(route("sendMediaTo", "SendMedia", u, to, c.Argument(1)))
	if err := s.Network().Graph().Connect(u.Unit(), Input(to, c.Argument(1), true)); err != nil {
		s.Warn(diag.CodeRoute, err.Error())
	}
	return goja.Undefined()
}

// StopMedia is unit.stopMediaTo(target).
func (s *Session) StopMedia(u MediaUnit, c goja.FunctionCall) goja.Value {
	to := s.MediaUnit(c.Argument(0), "stopMediaTo")
	s.Do(route("stopMediaTo", "StopMedia", u, to, c.Argument(1)))
	if err := s.Network().Graph().Disconnect(u.Unit(), Input(to, c.Argument(1), false)); err != nil {
		s.Warn(diag.CodeIgnored, err.Error())
	}
	return goja.Undefined()
}

func route(name, native string, from, to MediaUnit, parameters goja.Value) Command {
	args := []any{to.Target()}
	if Given(parameters) {
		args = append(args, parameters)
	}
	return Command{
		Name: name, Target: from.Target().ID, Args: args,
		Native: native, Params: []any{Fields{{"from", from.Target().ID}, {"to", to.Target().ID}}},
	}
}
