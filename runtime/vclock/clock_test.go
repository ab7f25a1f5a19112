package vclock_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"voxemu/runtime/vclock"
)

// fired is what a timer of the tests leaves behind.
type fired struct {
	when vclock.Time
	prio vclock.Priority
	n    int
}

func drain(c *vclock.Clock) {
	for {
		due, _ := c.Pop()
		if due == nil {
			return
		}
		due.Fire()
	}
}

// Timers fire by moment, then priority, then the order they were set, whatever that order was and whichever were stopped.
func TestOrderProperty(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := vclock.NewVirtual(1000)
		var got, want []fired
		var timers []*vclock.Timer
		for n := range 60 {
			f := fired{vclock.Time(1000 + r.Int64N(20)), vclock.Priority(r.IntN(3)), n}
			timers = append(timers, c.After(f.when.Sub(1000), f.prio, nil, func() {
				if c.Now() != f.when {
					t.Fatalf("seed %d: timer %d for %d fired at %d", seed, f.n, f.when, c.Now())
				}
				got = append(got, f)
			}))
			want = append(want, f)
		}
		for range 15 {
			n := r.IntN(len(timers))
			if timers[n].Stop() {
				want = slices.DeleteFunc(want, func(f fired) bool { return f.n == n })
			}
		}
		slices.SortStableFunc(want, func(a, b fired) int {
			if a.when != b.when {
				return int(a.when - b.when)
			}
			return int(a.prio) - int(b.prio)
		})
		drain(c)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d:\n got %v\nwant %v", seed, got, want)
		}
	}
}

func TestTimersSetWhileFiringKeepTheOrder(t *testing.T) {
	c := vclock.NewVirtual(0)
	var got []string
	note := func(s string) func() { return func() { got = append(got, s) } }
	c.After(time.Second, vclock.Script, nil, func() {
		got = append(got, "first")
		c.After(0, vclock.Script, nil, note("set while firing"))
		c.After(0, vclock.Signalling, nil, note("signalling"))
	})
	c.After(time.Second, vclock.Script, nil, note("second"))
	drain(c)
	if want := []string{"first", "signalling", "second", "set while firing"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestStop(t *testing.T) {
	c := vclock.NewVirtual(0)
	a := c.After(time.Second, vclock.Script, vclock.Text("a"), func() { t.Error("a stopped timer fired") })
	if !a.Armed() || !a.Stop() || a.Armed() {
		t.Error("an armed timer must stop once")
	}
	if a.Stop() {
		t.Error("a stopped timer stopped again")
	}
	var none *vclock.Timer
	if none.Stop() || none.Armed() {
		t.Error("a nil timer is never armed")
	}
	drain(c)
	if c.Now() != 0 {
		t.Errorf("the clock moved to %d for a stopped timer", c.Now())
	}
}

func TestPopReportsTheJump(t *testing.T) {
	c := vclock.NewVirtual(500)
	c.After(1500*time.Microsecond, vclock.Script, nil, func() {})
	c.After(-time.Second, vclock.Script, nil, func() {})
	if _, skipped := c.Pop(); skipped != 0 || c.Now() != 500 {
		t.Errorf("a negative delay moved the clock by %v to %d", skipped, c.Now())
	}
	if _, skipped := c.Pop(); skipped != 2*time.Millisecond || c.Now() != 502 {
		t.Errorf("1.5 ms must count as 2 ms: skipped %v to %d", skipped, c.Now())
	}
	if fire, _ := c.Pop(); fire != nil {
		t.Error("an empty clock gave a timer")
	}
}

func TestAdvanceStopsAtTheNextTimer(t *testing.T) {
	c := vclock.NewVirtual(100)
	c.Advance(200)
	c.Advance(150)
	if c.Now() != 200 {
		t.Errorf("the clock is at %d, want 200", c.Now())
	}
	c.After(time.Second, vclock.Script, nil, func() {})
	c.Advance(5000)
	if c.Now() != 1200 {
		t.Errorf("the clock is at %d, want 1200, where its timer is", c.Now())
	}
	wall := vclock.NewReal()
	if wall.Advance(wall.Now() + 1<<40); vclock.Wall().Sub(wall.Now().Std()) < -time.Minute {
		t.Error("a real clock was moved")
	}
}

func TestArmingAgainMovesATimer(t *testing.T) {
	c := vclock.NewVirtual(0)
	var timer vclock.Timer
	fired := 0
	for _, d := range []time.Duration{time.Second, time.Minute, time.Hour} {
		c.Arm(&timer, d, vclock.Script, nil, vclock.Func(func() { fired++ }))
	}
	drain(c)
	if fired != 1 || c.Now() != 3_600_000 {
		t.Errorf("fired %d times by %d, want once, an hour later", fired, c.Now())
	}
}

func TestArmedIsSortedAndLeavesTheClockAlone(t *testing.T) {
	c := vclock.NewVirtual(0)
	for _, d := range []int{5, 1, 4, 2, 3} {
		c.After(time.Duration(d)*time.Second, vclock.Script, vclock.Text("x"), func() {})
	}
	var got []vclock.Time
	for _, timer := range c.Armed() {
		got = append(got, timer.When())
	}
	if want := []vclock.Time{1000, 2000, 3000, 4000, 5000}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if next, ok := c.Next(); !ok || next != 1000 || c.Len() != 5 {
		t.Errorf("the clock changed: next %d, %d timers", next, c.Len())
	}
}

func TestRealClockGivesOnlyWhatIsDue(t *testing.T) {
	c := vclock.NewReal()
	if c.Virtual() {
		t.Fatal("a real clock says it is virtual")
	}
	hour := c.After(time.Hour, vclock.Script, nil, func() {})
	if fire, _ := c.Pop(); fire != nil {
		t.Error("a timer an hour away fired at once")
	}
	hour.Stop()
	ran := false
	c.After(0, vclock.Script, nil, func() { ran = true })
	if due, _ := c.Pop(); due != nil {
		due.Fire()
	}
	if !ran {
		t.Error("a timer for now did not fire")
	}
	if got := vclock.Wall().Sub(c.Now().Std()); got < -time.Second || got > time.Minute {
		t.Errorf("the real clock is %v off the wall", got)
	}
}

func TestTime(t *testing.T) {
	at := vclock.FromTime(time.Date(2026, 1, 1, 0, 0, 0, 999, time.UTC))
	if got, want := at.Std().Format(time.RFC3339Nano), "2026-01-01T00:00:00Z"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := at.Add(time.Second).Sub(at); got != time.Second {
		t.Errorf("got %v, want 1s", got)
	}
	if vclock.Text("x").String() != "x" {
		t.Error("a Text must be itself")
	}
	c, stop := vclock.WallTimer(time.Nanosecond)
	<-c
	stop()
}

func BenchmarkTimer(b *testing.B) {
	c := vclock.NewVirtual(0)
	b.ReportAllocs()
	for b.Loop() {
		c.After(time.Second, vclock.Script, nil, func() {})
		due, _ := c.Pop()
		due.Fire()
	}
}

// Timers in the background fire last in their instant, and are nothing to wait for.
func TestBackground(t *testing.T) {
	c := vclock.NewVirtual(0)
	var got []string
	note := func(text string) func() { return func() { got = append(got, text) } }
	back := c.After(time.Second, vclock.Background, nil, note("background"))
	if c.Waiting() || c.Len() != 1 {
		t.Errorf("waiting %v for %d timers", c.Waiting(), c.Len())
	}
	limit := c.After(time.Second, vclock.Limit, nil, note("limit"))
	if !c.Waiting() {
		t.Error("nothing waits for a limit")
	}
	if limit.Stop(); c.Waiting() {
		t.Error("a timer that was stopped is waited for")
	}
	c.Arm(limit, time.Second, vclock.Limit, nil, vclock.Func(note("limit")))
	c.Arm(back, time.Second, vclock.Background, nil, vclock.Func(note("background")))
	drain(c)
	if !slices.Equal(got, []string{"limit", "background"}) || c.Waiting() {
		t.Errorf("fired %q, waiting %v", got, c.Waiting())
	}
	back.Stop()
	if c.After(0, vclock.Script, nil, func() {}); !c.Waiting() {
		t.Error("the count is wrong after a timer in the background was stopped twice")
	}
}
