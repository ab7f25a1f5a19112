package program_test

import (
	"testing"

	"voxemu/scenarios/check/program"
)

func TestCallsOfTheAPI(t *testing.T) {
	f := read(t, "VoxEngine.terminate(); const c = VoxEngine.callPSTN('1', '2'); c.say('x'); other.say('y'); terminate();")
	if got := f.Calling("Call.say", "VoxEngine.terminate"); len(got) != 2 || got[0] != f.Calls()[0] || got[1] != f.Calls()[2] {
		t.Errorf("got %v", got)
	}
	if c := f.Calls()[1]; !f.IsCall(c, "setTimeout", "VoxEngine.callPSTN") || f.IsCall(c, "VoxEngine.callSIP") {
		t.Error("callPSTN is not known as such")
	}
	if c := f.Calls()[3]; f.IsCall(c, "Call.say") {
		t.Error("a method of something is taken for one of a call")
	}
}

func TestMethodsAreCalledByAnyScenario(t *testing.T) {
	f := read(t, "a.one(); two();")
	f.Companions = []*program.File{read(t, "b['three']()")}
	for name, want := range map[string]bool{"one": true, "two": false, "three": true} {
		if got := f.CallsMethod(name); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// An argument behind one that is spread can be any.
func TestArguments(t *testing.T) {
	f := read(t, "f(a, ...b, c)")
	c := f.Calls()[0]
	if got := f.Source(c.Arg(0)); got != "a" || c.Arg(1) != nil || c.Arg(2) != nil || c.Arg(3) != nil {
		t.Errorf("the first argument is %s, the others are %v, %v, %v", got, c.Arg(1), c.Arg(2), c.Arg(3))
	}
}
