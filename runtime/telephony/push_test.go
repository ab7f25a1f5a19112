package telephony

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What becomes of a call to a user who sleeps, with and without pushes.
func TestPush(t *testing.T) {
	const push = 20 * time.Second
	for _, c := range []struct {
		name, steps string
		push        time.Duration
		want        string
	}{
		{"no pushes", "asleep 3s", 0, "0 out Failed{Code:480 Reason:User offline Headers:[]}"},
		{"a device that wakes", "asleep 3s; answer after 1s", push, `0 out Pushed{}
			3200 out Ringing{Code:180 Headers:[]}
			4000 out EarlyMedia{Code:200 Headers:[]}
			4000 out Answered{Headers:[] DisplayName:}`},
		{"a device that wakes in the last moment", "asleep 20s; busy", push, `0 out Pushed{}
			20200 out Failed{Code:486 Reason:Busy Here Headers:[]}`},
		{"a device that wakes too late", "asleep 21s", push, `0 out Pushed{}
			20000 out Failed{Code:480 Reason:User offline Headers:[]}`},
		{"a device that does not wake", "asleep", push, `0 out Pushed{}
			20000 out Failed{Code:480 Reason:User offline Headers:[]}`},
		{"it rings for as long as others", "asleep 3s; no-answer", push, `0 out Pushed{}
			3200 out Ringing{Code:180 Headers:[]}
			63000 out Failed{Code:408 Reason: Headers:[]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			script, err := ParseScript(c.steps)
			if err != nil {
				t.Fatal(err)
			}
			s := newSim(t, Options{Users: map[string]Subscriber{"anna": {Online: true, Script: script}}})
			s.quiet = true
			s.net.Dial(DialRequest{Kind: User, To: "anna", CallerID: "1", Push: c.push}, app{s: s, name: "out"})
			wanted := strings.Split(c.want, "\n")
			for i := range wanted {
				wanted[i] = strings.TrimSpace(wanted[i])
			}
			got := s.run()
			if diff := cmp.Diff(wanted, got[:min(len(got), len(wanted))]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHangUpBeforeTheDeviceWakes(t *testing.T) {
	s := newSim(t, Options{Users: map[string]Subscriber{"anna": {Online: true, Script: Script{[]Step{{Verb: Asleep, For: 5 * time.Second}}}}}})
	s.quiet = true
	l := s.net.Dial(DialRequest{Kind: User, To: "anna", CallerID: "1", Push: 20 * time.Second}, app{s: s, name: "out"})
	s.at(1000, func() { s.ok(l.Hangup(nil)) })
	if got := s.run(); len(got) != 2 || !strings.HasPrefix(got[1], "1000 out Failed{Code:487") {
		t.Errorf("got %q", got)
	}
	s.noLater()
}

// Only users can sleep, and only from the beginning.
func TestAsleepElsewhere(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	script, err := ParseScript("answer; asleep 3s; hangup")
	if err != nil {
		t.Fatal(err)
	}
	ends := new(FarEnds)
	if err := ends.Add("user:anna", FarEnd{Script: script}); err != nil {
		t.Fatal(err)
	}
	s.net.opts.Far = ends
	s.net.Dial(DialRequest{Kind: User, To: "anna", CallerID: "1"}, nil)
	s.run()
	if want := "doubt user:anna: asleep 3s: only the first step of a user can be asleep"; !strings.Contains(strings.Join(s.log, "\n"), want) {
		t.Errorf("the log is %q, want %s", s.log, want)
	}
}
