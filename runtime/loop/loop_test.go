package loop_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// fixture is a loop in virtual time that notes what its turns say.
type fixture struct {
	t     *testing.T
	loop  *loop.Loop
	scope *loop.Scope
	got   []string
	errs  []error
}

func newFixture(t *testing.T, o loop.Options) *fixture {
	f := &fixture{t: t, loop: loop.New(vclock.NewVirtual(0), o)}
	f.scope = f.loop.NewScope("test", func(err error) { f.errs = append(f.errs, err) })
	return f
}

func (f *fixture) note(text string) func() error {
	return func() error {
		f.got = append(f.got, fmt.Sprintf("%d %s", f.scope.Now(), text))
		return nil
	}
}

func (f *fixture) run() {
	f.t.Helper()
	if err := f.loop.Run(context.Background()); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) want(want ...string) {
	f.t.Helper()
	if !slices.Equal(f.got, want) {
		f.t.Errorf("got  %q\nwant %q", f.got, want)
	}
}

func (f *fixture) after(d time.Duration, text string) *loop.Timer {
	return f.scope.After(d, vclock.Script, vclock.Text(text), f.note(text))
}

func TestQueuedTurnsRunBeforeTime(t *testing.T) {
	f := newFixture(t, loop.Options{})
	f.after(time.Second, "timer")
	f.scope.Queue(func() error {
		f.scope.Queue(f.note("queued by a turn"))
		return f.note("queued")()
	})
	f.run()
	f.want("0 queued", "0 queued by a turn", "1000 timer")
}

func TestVirtualTimeStandsStillWhileWorkIsOpen(t *testing.T) {
	f := newFixture(t, loop.Options{})
	release := make(chan struct{})
	f.after(time.Second, "timer")
	f.scope.Queue(func() error {
		done := f.scope.Begin(vclock.Text("work"))
		go func() {
			<-release
			done(f.note("work done"))
		}()
		close(release)
		return nil
	})
	f.run()
	f.want("0 work done", "1000 timer")
}

// Completions come in the order the work was begun, in whatever order the work ends; so the run is the same each time.
func TestCompletionsKeepTheOrderOfBegin(t *testing.T) {
	for seed := range uint64(200) {
		f := newFixture(t, loop.Options{})
		r := rand.New(rand.NewPCG(seed, 2))
		const n = 12
		var dones []loop.Done
		var want []string
		for i := range n {
			dones = append(dones, f.scope.Begin(vclock.Text("work")))
			want = append(want, fmt.Sprintf("0 %d", i))
		}
		order := r.Perm(n)
		var wg sync.WaitGroup
		for _, half := range [][]int{order[:n/2], order[n/2:]} {
			wg.Go(func() {
				for _, i := range half {
					dones[i](f.note(fmt.Sprint(i)))
				}
			})
		}
		f.run()
		wg.Wait()
		f.want(want...)
	}
}

func TestLiveWorkIsDeliveredWhenItArrives(t *testing.T) {
	f := newFixture(t, loop.Options{})
	slow := f.scope.Begin(vclock.Text("slow"))
	live := f.scope.BeginLive(vclock.Text("live"))
	go live(func() error {
		slow(f.note("slow"))
		return f.note("live")()
	})
	f.run()
	f.want("0 live", "0 slow")
}

func TestDoneTwicePanics(t *testing.T) {
	f := newFixture(t, loop.Options{})
	done := f.scope.Begin(vclock.Text("the same answer"))
	done(nil)
	defer func() {
		if got := fmt.Sprint(recover()); !strings.Contains(got, "the same answer") {
			t.Errorf("panic %q must name the work", got)
		}
	}()
	done(nil)
}

func TestErrorsGoToTheScope(t *testing.T) {
	f := newFixture(t, loop.Options{})
	var other []error
	second := f.loop.NewScope("second", func(err error) { other = append(other, err) })
	boom := errors.New("boom")
	f.scope.Queue(func() error { return boom })
	second.After(time.Second, vclock.Script, nil, func() error { return boom })
	f.scope.Queue(f.note("goes on"))
	f.run()
	f.want("0 goes on")
	if len(f.errs) != 1 || len(other) != 1 {
		t.Errorf("errors of the scopes: %v and %v, want one each", f.errs, other)
	}
}

func TestCloseDropsEverything(t *testing.T) {
	f := newFixture(t, loop.Options{})
	second := f.loop.NewScope("second", nil)
	fail := func() error { t.Error("a turn of a closed scope ran"); return nil }
	late := second.Begin(vclock.Text("never ends"))
	second.BeginLive(vclock.Text("never ends either"))
	f.scope.Queue(func() error {
		second.Queue(fail)
		second.After(time.Second, vclock.Script, nil, fail)
		second.Close()
		second.Close()
		second.Queue(fail)
		if second.After(0, vclock.Script, nil, fail).Stop() {
			t.Error("a closed scope armed a timer")
		}
		second.Begin(vclock.Text("nothing"))(fail)
		return nil
	})
	f.after(time.Minute, "end")
	f.run()
	f.want("60000 end")
	if !second.Closed() {
		t.Error("Closed must say so")
	}
	late(fail) // what arrives after the end is ignored
	f.run()
}

func TestStoppedTimers(t *testing.T) {
	f := newFixture(t, loop.Options{})
	a, b := f.after(time.Second, "a"), f.after(2*time.Second, "b")
	f.after(3*time.Second, "c")
	if !a.Stop() || a.Stop() || a.Armed() || !b.Armed() || b.When() != 2000 {
		t.Error("a timer stops once")
	}
	f.scope.Queue(func() error { f.scope.StopTimers(); return nil })
	f.run()
	f.want()
	var none *loop.Timer
	if none.Stop() || none.Armed() {
		t.Error("a nil timer is never armed")
	}
}

func TestIdleIsAskedLastAndMayGoOn(t *testing.T) {
	var f *fixture
	asked := 0
	f = newFixture(t, loop.Options{Idle: func() bool {
		asked++
		if asked == 1 {
			f.scope.Queue(f.note("made by idle"))
		}
		return asked == 1
	}})
	f.after(time.Hour, "timer")
	f.run()
	f.want("3600000 timer", "3600000 made by idle")
	if asked != 2 {
		t.Errorf("idle was asked %d times, want 2", asked)
	}
}

func TestSkippedTellsEachJump(t *testing.T) {
	var jumps []time.Duration
	f := newFixture(t, loop.Options{Skipped: func(d time.Duration) { jumps = append(jumps, d) }})
	f.after(time.Second, "a")
	f.after(time.Second, "b")
	f.after(3*time.Second, "c")
	f.run()
	if want := []time.Duration{time.Second, 2 * time.Second}; !slices.Equal(jumps, want) {
		t.Errorf("got %v, want %v", jumps, want)
	}
}

func TestVirtualLimit(t *testing.T) {
	f := newFixture(t, loop.Options{VirtualLimit: time.Minute})
	var again func() error
	again = func() error {
		f.scope.After(10*time.Second, vclock.Script, vclock.Text("setInterval at ivr.js:3"), again)
		return f.note("tick")()
	}
	f.scope.Queue(again)
	err := f.loop.Run(context.Background())
	want := "still not over after 1m0s of virtual time\n  armed: setInterval at ivr.js:3, due in 10s"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if len(f.got) != 7 {
		t.Errorf("%d ticks in a minute, want 7", len(f.got))
	}
}

func TestExtendLetsTheClockGoFurther(t *testing.T) {
	f := newFixture(t, loop.Options{VirtualLimit: time.Minute})
	f.loop.Extend(time.Hour)
	f.scope.After(61*time.Minute, vclock.Script, nil, f.note("within"))
	f.scope.After(61*time.Minute+time.Second, vclock.Script, vclock.Text("a timer"), f.note("beyond"))
	if err := f.loop.Run(context.Background()); err == nil || len(f.got) != 1 {
		t.Errorf("got %v and the error %v, want one turn and an error", f.got, err)
	}
}

func TestWallLimitNamesWhatIsOpen(t *testing.T) {
	f := newFixture(t, loop.Options{WallLimit: 20 * time.Millisecond})
	f.scope.Begin(vclock.Text("GET http://example.com (lookup.js:4)"))
	for i := range 12 {
		f.after(time.Duration(i+1)*time.Second, "a timer")
	}
	err := f.loop.Run(context.Background())
	stuck, ok := errors.AsType[*loop.Stuck](err)
	if !ok || stuck.Limit != loop.WallTime || len(stuck.Open) != 1 || stuck.Open[0].Scope != "test" {
		t.Fatalf("got %#v", err)
	}
	stuck.Notes = append(stuck.Notes, "still up: a leg")
	for _, part := range []string{"wall time", "waiting for GET http://example.com (lookup.js:4)", "and 2 more timers", "still up: a leg"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the report lacks %q:\n%v", part, err)
		}
	}
}

func TestWallLimitEndsABusyLoop(t *testing.T) {
	f := newFixture(t, loop.Options{WallLimit: 10 * time.Millisecond})
	var again func() error
	again = func() error { f.scope.Queue(again); return nil }
	f.scope.Queue(again)
	if _, ok := errors.AsType[*loop.Stuck](f.loop.Run(context.Background())); !ok {
		t.Error("a loop that is never idle must end at the wall limit")
	}
}

func TestContextEndsTheRun(t *testing.T) {
	for _, busy := range []bool{true, false} {
		f := newFixture(t, loop.Options{})
		ctx, cancel := context.WithCancel(context.Background())
		var again func() error
		again = func() error { f.scope.Queue(again); return nil }
		if busy {
			f.scope.Queue(again)
		} else {
			f.scope.Begin(vclock.Text("never"))
		}
		cancel()
		if err := f.loop.Run(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("busy %v: got %v", busy, err)
		}
	}
}

func TestPostFromOutside(t *testing.T) {
	f := newFixture(t, loop.Options{})
	done := f.scope.Begin(vclock.Text("the outside"))
	go func() {
		f.scope.Post(f.note("posted"))
		done(f.note("done"))
	}()
	f.run()
	f.want("0 posted", "0 done")
}

func TestRealClockWaitsForTimers(t *testing.T) {
	l := loop.New(vclock.NewReal(), loop.Options{})
	s := l.NewScope("test", nil)
	var got []string
	s.After(2*time.Millisecond, vclock.Script, nil, func() error { got = append(got, "timer"); return nil })
	s.Queue(func() error { got = append(got, "queued"); return nil })
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if want := []string{"queued", "timer"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if l.Clock().Virtual() || s.Loop() != l {
		t.Error("the loop must keep its clock")
	}
}

func BenchmarkTurn(b *testing.B) {
	l := loop.New(vclock.NewVirtual(0), loop.Options{})
	s := l.NewScope("bench", nil)
	n := b.N
	var again func() error
	again = func() error {
		if n--; n > 0 {
			s.Queue(again)
		}
		return nil
	}
	b.ReportAllocs()
	s.Queue(again)
	_ = l.Run(context.Background())
}

func BenchmarkBegin(b *testing.B) {
	l := loop.New(vclock.NewVirtual(0), loop.Options{})
	s := l.NewScope("bench", nil)
	n := b.N
	var again func() error
	again = func() error {
		if n--; n > 0 {
			s.Begin(nil)(again)
		}
		return nil
	}
	b.ReportAllocs()
	s.Queue(again)
	_ = l.Run(context.Background())
}

func TestPauseComesAtTheEndOfEachInstant(t *testing.T) {
	var f *fixture
	stop := false
	f = newFixture(t, loop.Options{Pause: func() bool {
		f.got = append(f.got, fmt.Sprintf("%d pause", f.scope.Now()))
		return stop
	}})
	f.scope.Queue(f.note("queued"))
	f.after(0, "at once")
	f.scope.After(time.Second, vclock.Script, vclock.Text("stop"), func() error {
		stop = true
		f.scope.Queue(f.note("queued by a timer"))
		return nil
	})
	f.after(time.Second, "same instant")
	f.after(2*time.Second, "later")
	f.run()
	f.want("0 queued", "0 at once", "0 pause", "1000 queued by a timer", "1000 same instant", "1000 pause")
	f.got, stop = nil, false
	f.run()
	f.want("1000 pause", "2000 later", "2000 pause")
}

// A timer in the background comes along as long as there is something else; it doesn't keep a run from ending.
func TestBackgroundTimersKeepNothingGoing(t *testing.T) {
	for _, real := range []bool{false, true} {
		clock, second := vclock.NewVirtual(0), time.Second
		if real {
			clock, second = vclock.NewReal(), 10*time.Millisecond
		}
		idle := 0
		l := loop.New(clock, loop.Options{WallLimit: 20 * time.Second, Idle: func() bool { idle++; return idle < 3 }})
		s := l.NewScope("test", func(err error) { t.Error(err) })
		n := 0
		var again func() error
		again = func() error {
			n++
			s.After(second, vclock.Background, vclock.Text("again"), again)
			return nil
		}
		s.Queue(again)
		s.After(5*second/2, vclock.Script, vclock.Text("script"), func() error { return nil })
		if err := l.Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		if n < 3 || !real && n != 3 || idle != 3 { // at 0 and twice within the 2.5 s
			t.Errorf("real %v: %d times, idle %d times", real, n, idle)
		}
	}
}

// Timers of two scopes that meet come in the order that the seed of the clock says, those of one in the order they were armed.
func TestShuffledScopes(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(50) {
		clock := vclock.NewVirtual(0)
		clock.Shuffle(seed + 1)
		l := loop.New(clock, loop.Options{})
		got := ""
		for _, name := range []string{"a", "b"} {
			s := l.NewScope(name, nil)
			for n := range 2 {
				s.After(time.Second, vclock.Script, nil, func() error {
					got += fmt.Sprintf("%s%d ", name, n)
					return nil
				})
			}
		}
		if err := l.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		seen[got] = true
	}
	if want := map[string]bool{"a0 a1 b0 b1 ": true, "b0 b1 a0 a1 ": true}; !maps.Equal(seen, want) {
		t.Errorf("got the orders %v, want %v", seen, want)
	}
}
