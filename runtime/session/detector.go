package session

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
)

// CallDetector is implemented by what stands behind the amd parameter of calls: a detector of answering machines.
type CallDetector interface {
	// Attach gives the detector its call, which was just dialled. It begins by itself.
	Attach(call *Target, l *telephony.Leg)
}

// CallDetector reads the amd parameter of a function that calls; it is nil without one. What is no detector throws.
func (s *Session) CallDetector(parameters goja.Value, where string) CallDetector {
	v := Prop(parameters, "amd")
	if !Given(v) {
		return nil
	}
	d, ok := jsvm.Self(v).(CallDetector)
	if !ok {
		s.vm.Throw("TypeError", where+": amd is made by AMD.create, not "+Describe(v))
	}
	return d
}

// CallOf returns the call and the leg behind an argument that has to be a Call; anything else throws.
func (s *Session) CallOf(v goja.Value, where string) (*Target, *telephony.Leg) {
	u, ok := jsvm.Self(v).(MediaUnit)
	if !ok || u.Unit() == nil || u.Unit().Leg == nil {
		s.vm.Throw("TypeError", where+": a Call is expected, not "+Describe(v))
	}
	return u.Target(), u.Unit().Leg
}
