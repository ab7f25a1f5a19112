package queues

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// sim is a center with a network, on a virtual clock that starts at 0.
type sim struct {
	t      *testing.T
	loop   *loop.Loop
	sc     *loop.Scope
	net    *telephony.Network
	center *Center
	said   []string
}

// phones are what the phones of agents do; the others answer after 2 s and stay.
type phones map[string]string

func newSim(t *testing.T, queues []Queue, agents []Agent, phones phones) *sim {
	t.Helper()
	s := &sim{t: t}
	s.loop = loop.New(vclock.NewVirtual(0), loop.Options{WallLimit: 10 * time.Second, VirtualLimit: 24 * time.Hour})
	s.sc = s.loop.NewScope("test", func(err error) { t.Error(err) })
	far := new(telephony.FarEnds)
	for name, steps := range phones {
		script, err := telephony.ParseScript(steps)
		if err == nil {
			err = far.Add("user:"+name, telephony.FarEnd{Script: script})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s.net = telephony.New(s.loop.NewScope("network", func(err error) { t.Error(err) }), telephony.Options{Far: far})
	plan, err := NewPlan(queues, agents)
	if err != nil {
		t.Fatal(err)
	}
	s.center = New(s.loop.NewScope("queues", func(err error) { t.Error(err) }), plan)
	return s
}

func (s *sim) say(format string, args ...any) {
	s.said = append(s.said, fmt.Sprintf("%v ", time.Duration(s.sc.Now())*time.Millisecond)+fmt.Sprintf(format, args...))
}

// at does something at a time of the run.
func (s *sim) at(d time.Duration, f func()) {
	s.sc.After(d, vclock.Script, vclock.Text("test"), func() error {
		f()
		return nil
	})
}

// ask enqueues a request whose events are noted under a name.
func (s *sim) ask(name string, r Request) *Ticket {
	r.Call = func(a Agent) *telephony.Leg {
		return s.net.Dial(telephony.DialRequest{Kind: telephony.User, To: a.Name, CallerID: "15550100"}, nil)
	}
	r.Tell = func(e Event) {
		switch e := e.(type) {
		case Accepted:
			s.say("%s accepted", name)
		case Refused:
			s.say("%s refused: %s", name, e.Why)
		case Offered:
			s.say("%s offered to %s", name, e.Agent.Name)
		case Missed:
			s.say("%s missed by %s: %d", name, e.Agent.Name, e.Code)
		case Reached:
			s.say("%s reached %s", name, e.Agent.Name)
		case GaveUp:
			s.say("%s gave up: %s", name, e.Why)
		}
	}
	return s.center.Enqueue(r)
}

// want runs the loop until nothing is left and compares what was noted.
func (s *sim) want(lines ...string) {
	s.t.Helper()
	if err := s.loop.Run(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	if diff := cmp.Diff(lines, s.said); diff != "" {
		s.t.Errorf("-want +got\n%s", diff)
	}
}

// only leaves out the notes that are not about some words.
func (s *sim) only(verbs ...string) {
	s.t.Helper()
	if err := s.loop.Run(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	s.said = slices.DeleteFunc(s.said, func(line string) bool {
		return !slices.ContainsFunc(verbs, func(v string) bool { return strings.Contains(line, v) })
	})
}

const brief = "answer after 1s; wait 4s; hangup" // 5 s of an agent's time

func support() []Queue { return []Queue{{Name: "support"}} }

func named(names ...string) []Agent {
	var agents []Agent
	for _, n := range names {
		agents = append(agents, Agent{Name: n, Queues: []string{"support"}})
	}
	return agents
}
