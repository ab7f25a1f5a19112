package report

import (
	"testing"

	"voxemu/runtime/trace"
)

func TestRequestsInQueuesAreCalledAfterTheirEvents(t *testing.T) {
	n := &names{}
	n.learn(trace.Command{Name: "enqueueACDRequest", Target: "a"})
	n.learn(trace.Event{Name: "ACD.Queued", Target: "a"})
	n.learn(trace.Command{Name: "enqueueTask", Target: "b"})
	n.learn(trace.Command{Name: "enqueueTask", Target: "c"})
	for id, want := range map[string]string{"a": "acd", "b": "smartqueue", "c": "smartqueue 2"} {
		if got := n.of(id); got != want {
			t.Errorf("%s is called %s, want %s", id, got, want)
		}
	}
}
