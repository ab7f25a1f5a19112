package world_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/calllist"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
	"voxemu/scenarios/testkit/world"
	"voxemu/storage/memory"
)

const script = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => call.say('hello'));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
VoxEngine.addEventListener(AppEvents.Started, () => {
  if (VoxEngine.customData() === 'interval') setInterval(() => {}, 1000);
  if (VoxEngine.customData() === 'secret') { Logger.write(VoxEngine.getSecretValue('A') + VoxEngine.getSecretValue('B')); VoxEngine.terminate(); }
  if (VoxEngine.customData() === 'socket') VoxEngine.createWebSocket('wss://out.example.com/');
});`

// rig is a world with what it failed with.
type rig struct {
	*world.World
	t     *testing.T
	fails []string
}

func newRig(t *testing.T, config string, change func(*world.Options)) *rig {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"main.js": script, "voxemu.yaml": "rules:\n  - { name: all, pattern: '1.*|room', scenarios: [main.js] }\n" + config} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := scenarios.Load([]string{dir}, scenarios.Options{Cwd: dir, Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	app, err := world.Open(p, assemble.Options{Cache: jsvm.NewCache()})
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t}
	o := world.Options{
		Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Seed: 1, Wall: 10 * time.Second, Virtual: time.Hour, Store: memory.New(),
		Watchdog: jsvm.NewWatchdog(), Fail: func(err error) { r.fails = append(r.fails, err.Error()) },
	}
	if change != nil {
		change(&o)
	}
	r.World = world.New(app, o)
	t.Cleanup(r.Close)
	return r
}

// advance goes on until nothing is waited for any more.
func (r *rig) advance() {
	r.t.Helper()
	for r.Waits() {
		if err := r.Advance(context.Background()); err != nil {
			r.t.Fatal(err)
		}
	}
}

func (r *rig) at() time.Duration {
	return r.Now().Sub(vclock.FromTime(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)))
}

// when waits for a condition and returns why the wait ended, and when.
func (r *rig) when(within time.Duration, cond func() bool) (why world.Reason, at time.Duration) {
	r.t.Helper()
	r.When(cond, within, func(reason world.Reason) { why, at = reason, r.at() })
	r.advance()
	return why, at
}

func TestWaits(t *testing.T) {
	r := newRig(t, "", nil)
	never := func() bool { return false }
	if why, at := r.when(0, func() bool { return true }); why != world.Fulfilled || at != 0 {
		t.Errorf("what holds already: %s at %v", why, at)
	}
	if why, at := r.when(0, never); why != world.Idle || at != 0 {
		t.Errorf("nothing is left to happen: %s at %v", why, at)
	}
	if why, at := r.when(time.Minute, never); why != world.Idle || at != 0 {
		t.Errorf("only the limit is left: %s at %v", why, at)
	}
	caller := r.Call(telephony.Incoming{To: "1"})
	if why, _ := r.when(time.Minute, func() bool { return len(caller.Heard()) > 0 }); why != world.Fulfilled {
		t.Errorf("the caller hears: %s", why)
	}
	if err := caller.Hangup(); err != nil {
		t.Error(err)
	}
	r.Start(&r.Application().Project().Application.Rules[0], "interval")
	before := r.at()
	if why, at := r.when(5*time.Second, never); why != world.TooLate || at-before != 5*time.Second {
		t.Errorf("time goes on: %s after %v", why, at-before)
	}
}

func TestTimesAndTheirOrder(t *testing.T) {
	r := newRig(t, "", nil)
	var got []string
	note := func(name string) func() {
		return func() { got = append(got, fmt.Sprint(r.at().Milliseconds(), " ", name)) }
	}
	r.Advanced(time.Second, nil, note("advanced"))
	r.After(time.Second, nil, note("after"))
	r.After(2*time.Second, nil, note("never"))()
	r.After(500*time.Millisecond, nil, func() {
		note("first")()
		r.After(0, nil, note("at once"))
	})
	r.advance()
	if diff := cmp.Diff([]string{"500 first", "500 at once", "1000 after", "1000 advanced"}, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestLimits(t *testing.T) {
	r := newRig(t, "", nil)
	r.After(2*time.Hour, nil, func() { t.Error("the limit is an hour") })
	err := r.Advance(context.Background())
	if stuck, ok := errors.AsType[*loop.Stuck](err); !ok || stuck.Limit != loop.Virtual {
		t.Errorf("got %v", err)
	}
	r = newRig(t, "", nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var again func()
	again = func() { r.After(time.Millisecond, nil, again) }
	again()
	for err = nil; err == nil; err = r.Advance(ctx) {
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSettleDoesNotMoveTheClock(t *testing.T) {
	r := newRig(t, "", nil)
	caller := r.Call(telephony.Incoming{To: "1"})
	if err := r.Settle(context.Background()); err != nil || r.at() != 0 {
		t.Errorf("%v at %v", err, r.at())
	}
	if s := r.Session(caller); s == nil || s.State() != trace.Running {
		t.Errorf("the call has reached its session: %v", s)
	}
}

func TestCallsThatNoRuleTakes(t *testing.T) {
	r := newRig(t, "", nil)
	caller := r.Call(telephony.Incoming{To: "9"})
	if why, _ := r.when(0, func() bool { return caller.End() != nil }); why != world.Fulfilled || r.Session(caller) != nil {
		t.Error(why)
	}
	if err := r.Unroutable(); err == nil || !strings.Contains(err.Error(), `"9"`) || r.Unroutable() != nil {
		t.Errorf("got %v", err)
	}
	if _, err := r.Conference("9", ""); err == nil {
		t.Error("no rule takes the conference")
	}
}

func TestPhones(t *testing.T) {
	r := newRig(t, `users: [{ name: anna, displayName: Anna, steps: busy }, { name: ben }]
`, nil)
	if err := r.Phone("user:carl", telephony.FarEnd{}); err == nil || err.Error() != `the project has no user "carl": it has anna, ben` {
		t.Errorf("got %v", err)
	}
	if err := errors.Join(r.Knows("an*"), r.Presence("user:anna", false), r.Presence("user:anna", true), r.Presence("15550100", false), r.Phone("user:*", telephony.FarEnd{})); err != nil {
		t.Error(err)
	}
	if err := r.Presence("user:annna", true); err == nil || !strings.Contains(err.Error(), "did you mean") {
		t.Errorf("got %v", err)
	}
}

func TestSecrets(t *testing.T) {
	own := map[string]string{"A": "test"}
	r := newRig(t, "secrets: { A: project, B: both }\n", func(o *world.Options) { o.Secrets = own })
	s := r.Start(&r.Application().Project().Application.Rules[0], "secret")
	r.when(0, func() bool { return s.State() == trace.Terminated })
	for _, rec := range r.Records() {
		if l, ok := rec.Body.(trace.Log); ok && l.Text != "testboth" {
			t.Errorf("got %s", l.Text)
		}
	}
	if v, ok := r.Secret("B"); v != "both" || !ok || len(r.Secrets()) != 2 {
		t.Error(v)
	}
	if r := newRig(t, "secrets: { A: project }\n", nil); r.Secrets()["A"] != "project" {
		t.Error("without a test's own they are the project's")
	}
}

func TestQueuesAndAgents(t *testing.T) {
	r := newRig(t, "queues: { support: {}, sales: {} }\nagents: { anna: { queues: support } }\nusers: [{ name: ben }]\n", nil)
	for _, tt := range []struct {
		err  error
		want string
	}{
		{r.Queue(queues.Queue{Name: "support"}, false), ""},
		{r.Queue(queues.Queue{Name: "suport"}, false), `there is no queue "suport": did you mean "support"?`},
		{r.Queue(queues.Queue{Name: "extra", MaxSize: 1}, true), ""},
		{r.Queue(queues.Queue{Name: "sales", MaxSize: 1}, true), `queue "sales" is there already: give its settings once, when it is first named`},
		{r.Agent("support", queues.Agent{Name: "anna"}, false), ""},
		{r.Agent("support", queues.Agent{Name: "anna"}, true), `agent "anna" is there already: give the settings once, when the agent is first named`},
		{r.Agent("sales", queues.Agent{Name: "anna"}, false), `agent "anna" does not serve the queue "sales": it has support`},
		{r.Agent("sales", queues.Agent{Name: "ben"}, false), `there is no agent "ben": it has anna`},
		{r.Agent("sales", queues.Agent{Name: "ben"}, true), ""},
		{r.Agent("sales", queues.Agent{Name: "zoe"}, true), ""},
		{r.Agent("nowhere", queues.Agent{Name: "kim"}, true), `there is no queue "nowhere": it has support, sales, extra`},
		{r.Agent("sales", queues.Agent{Name: "lou", Skills: []queues.Skill{{Name: "x", Level: 7}}}, true), `agent "lou": the level of skill "x" is 1 to 5, not 7`},
		{r.Phone("user:zoe", telephony.FarEnd{}), ""},
	} {
		got := ""
		if tt.err != nil {
			got = tt.err.Error()
		}
		if got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	r.Become("zoe", queues.Online)
	if got := r.Queues().State("zoe"); got != queues.Online {
		t.Error(got)
	}
	if r := newRig(t, "", nil); r.Agent("any", queues.Agent{Name: "one"}, false) != nil || r.Agent("any", queues.Agent{Name: "two"}, false) != nil {
		t.Error("a project without agents has all there can be")
	}
}

func TestSockets(t *testing.T) {
	r := newRig(t, "", func(o *world.Options) { o.Sockets = func(string) socket.Dialer { return nil } })
	s, err := r.Socket("wss://out.example.com/*")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := r.Socket("wss://out.example.com/*"); again != s {
		t.Error("the same address has one far end")
	}
	if _, err := r.Socket("http://x"); err == nil {
		t.Error("an address that is none")
	}
	if _, err := r.Socket(peer.IncomingAddress); err != nil {
		t.Error(err)
	}
	s.Do(telephony.Step{Verb: telephony.SendText, Text: "later"})
	r.Start(&r.Application().Project().Application.Rules[0], "socket")
	if why, _ := r.when(time.Minute, func() bool { return len(s.Connections()) == 1 && s.Connections()[0].Open() }); why != world.Fulfilled {
		t.Error(why)
	}
	s.Do(telephony.Step{Verb: telephony.StopMedia}, telephony.Step{Verb: telephony.Drop})
	r.when(time.Minute, func() bool { return s.Connections()[0].Closed() != nil })
	if diff := cmp.Diff([]string{"the WebSocket out.example.com could not do `stop-media`: stop-media: nothing is sent on this stream"}, r.fails); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestMailServersHaveToBeNamed(t *testing.T) {
	r := newRig(t, "", nil)
	if r.MailServer(" ", "reject") == nil || r.MailServer("*", "dance") == nil || r.MailServer("*", "reject 550") != nil {
		t.Error("a name and a step are needed")
	}
	if len(r.Mails()) != 0 || len(r.Recordings()) != 0 {
		t.Error("nothing was sent or recorded")
	}
}

func TestSessionsOfOtherKinds(t *testing.T) {
	r := newRig(t, "", nil)
	rule := &r.Application().Project().Application.Rules[0]
	rows, err := calllist.Read(strings.NewReader("a\n1\n"))
	if err != nil {
		t.Fatal(err)
	}
	r.AddAudioFile(session.AudioFile{Address: "*", Length: time.Second})
	list := r.CallList(rule, calllist.Options{Rows: rows})
	if why, _ := r.when(3*time.Minute, func() bool { return list.Tasks()[0].Status() == calllist.StatusInProgress }); why != world.Fulfilled {
		t.Error(why)
	}
	s, err := r.Conference("room", "data")
	if err != nil {
		t.Fatal(err)
	}
	caller := r.Join(s, telephony.Incoming{From: "anna", To: "x"})
	r.when(time.Minute, func() bool { return len(caller.Heard()) > 0 })
	if r.Session(caller) != s || caller.Leg().Kind != telephony.User {
		t.Errorf("a %s call in %v", caller.Leg().Kind, r.Session(caller))
	}
}

func TestProjectsThatCannotBeOpened(t *testing.T) {
	for name, app := range map[string]*scenarios.Application{
		"a scenario": {Rules: []scenarios.Rule{{Name: "a", Scenarios: []scenarios.Scenario{{Name: "a", File: "a.js", Text: "("}}}}},
		"a far end":  {Far: []scenarios.FarEnd{{Address: "1", Steps: []string{"dance"}}}},
	} {
		if _, err := world.Open(&scenarios.Project{Application: app}, assemble.Options{Cache: jsvm.NewCache()}); err == nil {
			t.Errorf("%s that is wrong", name)
		}
	}
}
