package queues

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// An agent who becomes ready takes who waits; one who joins does, too, and can be told to go.
func TestAgentsAreToldWhatToBe(t *testing.T) {
	s := newSim(t, support(), []Agent{{Name: "anna", Queues: []string{"support"}, State: Offline}}, phones{"anna": brief})
	s.ask("A", Request{Queue: "support", Rules: Smart})
	s.ask("B", Request{Queue: "support", Rules: Smart})
	s.at(time.Minute, func() {
		if n := s.center.Waiting("support"); n != 2 || s.center.Waiting("sales") != 0 {
			t.Errorf("%d wait", n)
		}
		if !s.center.Set("anna", Ready) || s.center.Set("zoe", Ready) {
			t.Error("anna is there, zoe is not")
		}
	})
	s.at(time.Minute+10*time.Millisecond, func() {
		if err := s.center.Join([]Queue{{Name: "sales"}}, []Agent{{Name: "ben", Queues: []string{"support", "sales"}, Changes: []Change{{At: time.Second, State: Offline}}}}); err != nil {
			t.Error(err)
		}
	})
	s.at(2*time.Minute, func() {
		if got := s.center.State("ben"); got != InService { // the call goes on
			t.Errorf("ben is %s", got)
		}
	})
	s.want("0s A accepted", "0s B accepted", "1m0s A offered to anna", "1m0.01s B offered to ben", "1m1s A reached anna", "1m2.01s B reached ben")
	queues, agents := s.center.Names()
	if diff := cmp.Diff([][]string{{"support", "sales"}, {"anna", "ben"}}, [][]string{queues, agents}); diff != "" {
		t.Error(diff)
	}
	ben, ok := s.center.Agent("ben")
	if _, zoe := s.center.Agent("zoe"); !ok || zoe || ben.ID != 2 {
		t.Errorf("ben is %+v", ben)
	}
}

func TestNothingJoinsThatDoesNotFit(t *testing.T) {
	s := newSim(t, support(), named("anna"), nil)
	for _, tt := range []struct {
		queues []Queue
		agents []Agent
		want   string
	}{
		{support(), nil, `queue "support": its name or id is there twice`},
		{[]Queue{{Name: "b", ID: 1}}, nil, `queue "b": its name or id is there twice`},
		{nil, named("anna"), `agent "anna": its name or id is there twice`},
		{nil, []Agent{{Name: "ben", Queues: []string{"sales"}}}, `agent "ben": there is no queue "sales"`},
	} {
		if err := s.center.Join(tt.queues, tt.agents); err == nil || err.Error() != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
	if _, agents := s.center.Names(); len(agents) != 1 {
		t.Errorf("%v", agents)
	}
}
