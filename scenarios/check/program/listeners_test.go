package program_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestListeners(t *testing.T) {
	f := read(t, `
const call = VoxEngine.callPSTN('1', '2');
call.addEventListener(CallEvents.Connected, on);
call.addEventListener('Call.Failed', () => {});
call.addEventListener(name, VoxEngine.terminate);
other.addEventListener(CallEvents.Connected);
function on() {}
`)
	var got []string
	for _, l := range f.Listeners() {
		event, name := "?", "?"
		if l.Event != nil {
			event = l.Event.Full
		}
		if l.Func != nil {
			name = "function " + l.Func.Name
		}
		got = append(got, l.Type.String()+" "+event+" "+name)
	}
	want := []string{"a Call CallEvents.Connected function on", "a Call CallEvents.Failed function ", "a Call ? ?", "anything CallEvents.Connected ?"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestListenersAreKnownByTheirEvent(t *testing.T) {
	f := read(t, "c.addEventListener('Call.Failed', g); c.addEventListener(name, g)")
	failed, other := f.Listeners()[0], f.Listeners()[1]
	if !failed.WaitsFor("CallEvents.Connected", "CallEvents.Failed") || failed.WaitsFor("CallEvents.Connected") || failed.WaitsFor() {
		t.Error("a listener for Failed is not known as such")
	}
	if other.WaitsFor("CallEvents.Failed") {
		t.Error("a listener for some event is taken for one for Failed")
	}
}
