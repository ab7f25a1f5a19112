package loop_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

func TestALineMakesTheClockKeepPace(t *testing.T) {
	f := newFixture(t, loop.Options{Skipped: func(d time.Duration) { t.Errorf("skipped %v", d) }})
	begun := vclock.Wall()
	var line *loop.Line
	f.scope.Queue(func() error {
		line = f.scope.OpenLine(vclock.Text("a socket"))
		return nil
	})
	f.after(30*time.Millisecond, "timer")
	f.scope.After(60*time.Millisecond, vclock.Script, nil, func() error {
		line.Close()
		line.Close()
		return nil
	})
	f.run()
	f.want("30 timer")
	if took := vclock.Wall().Sub(begun); took < 55*time.Millisecond {
		t.Errorf("60 ms took %v", took)
	}
}

func TestTheClockJumpsAgainAfterTheLastLine(t *testing.T) {
	f := newFixture(t, loop.Options{})
	f.scope.Queue(func() error {
		f.scope.OpenLine(vclock.Text("a socket")).Close()
		return nil
	})
	f.after(time.Hour, "an hour later")
	f.run()
	f.want("3600000 an hour later")
}

func TestWhatComesOverALineIsATurnOfItsMoment(t *testing.T) {
	f := newFixture(t, loop.Options{})
	f.after(time.Hour, "timer")
	f.scope.Queue(func() error {
		line := f.scope.OpenLine(vclock.Text("a socket"))
		go func() {
			c, stop := vclock.WallTimer(20 * time.Millisecond)
			defer stop()
			<-c
			line.Post(func() error {
				if now := f.scope.Now(); now < 15 || now > 2000 {
					t.Errorf("it came at %d", now)
				}
				line.Close()
				f.got = append(f.got, "message")
				return nil
			})
			line.Post(f.note("too late"))
		}()
		return nil
	})
	f.run()
	f.want("message", "3600000 timer")
}

func TestALineHoldsTheLoopUntilItsScopeEnds(t *testing.T) {
	f := newFixture(t, loop.Options{})
	other := f.loop.NewScope("other", func(error) {})
	f.scope.Queue(func() error {
		f.scope.OpenLine(vclock.Text("a socket"))
		go other.Post(func() error {
			f.scope.Close()
			return nil
		})
		return nil
	})
	f.run()
	if f.scope.OpenLine(vclock.Text("none")); f.loop.Run(context.Background()) != nil {
		t.Error("a line of a closed scope holds the loop")
	}
}

func TestAStuckLoopNamesItsLines(t *testing.T) {
	f := newFixture(t, loop.Options{WallLimit: 20 * time.Millisecond})
	f.scope.OpenLine(vclock.Text("the socket of a bot"))
	err := f.loop.Run(context.Background())
	stuck, ok := errors.AsType[*loop.Stuck](err)
	if !ok || stuck.Limit != loop.WallTime || !strings.Contains(err.Error(), "waiting for the socket of a bot") {
		t.Errorf("got %v", err)
	}
}
