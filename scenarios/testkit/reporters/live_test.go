package reporters_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/reporters"
)

// wall is a wall clock that tests move, with timers.
type wall struct {
	now    time.Time
	timers []alarm
}

type alarm struct {
	at time.Time
	f  func()
}

func (w *wall) after(d time.Duration, f func()) { w.timers = append(w.timers, alarm{w.now.Add(d), f}) }

// move lets time pass and timers ring.
func (w *wall) move(d time.Duration) {
	end := w.now.Add(d)
	for {
		next := -1
		for i, one := range w.timers {
			if !one.at.After(end) && (next < 0 || one.at.Before(w.timers[next].at)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		one := w.timers[next]
		w.timers = append(w.timers[:next], w.timers[next+1:]...)
		w.now = one.at
		one.f()
	}
	w.now = end
}

func newLive(w *wall, b *bytes.Buffer, width int) *reporters.Live {
	w.now = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return reporters.NewLive(b, reporters.Style{Width: width, Times: true, Now: func() time.Time { return w.now }, After: w.after})
}

// screen is what a terminal shows after it was sent a text that moves only as the live reporter does.
func screen(text string) string {
	var lines []string
	for line := range strings.SplitAfterSeq(text, "\n") {
		for strings.HasPrefix(line, "\x1b[") {
			var up int
			n, _ := fmt.Sscanf(line, "\x1b[%dA", &up)
			if n != 1 {
				break
			}
			lines = lines[:len(lines)-up]
			line = strings.TrimPrefix(line, fmt.Sprintf("\x1b[%dA\r\x1b[J", up))
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

func TestLiveShowsWhatRuns(t *testing.T) {
	var b bytes.Buffer
	w := &wall{}
	l := newLive(w, &b, 60)
	slow, failed, next := result(0, testkit.Passed, "slow"), result(1, testkit.Failed, "fails"), result(2, testkit.Passed, "next")
	slow.Attempts[0].Wall = 2 * time.Second
	steps := []struct {
		do   func()
		want string
	}{
		{func() { l.Begin(3, 1, nil) }, "──────────────────── 0/3  0.0s\n"},
		{func() { l.Started(slow); l.Started(failed); w.move(100 * time.Millisecond) }, "──────────────────── 0/3  0.1s\n  ▸ ivr.test.js › slow\n  ▸ ivr.test.js › fails\n"},
		{func() { l.Ended(failed); l.Started(next) }, "✗ ivr.test.js › fails\n━━━━━━────────────── 1/3  1 failed  0.1s\n  ▸ ivr.test.js › slow\n"},
		{func() { w.move(1100 * time.Millisecond) }, "✗ ivr.test.js › fails\n━━━━━━────────────── 1/3  1 failed  1.1s\n  ▸ ivr.test.js › slow (1.1s)\n  ▸ ivr.test.js › next (1.1s)\n"},
		{func() { l.Ended(next); l.Ended(slow); w.move(50 * time.Millisecond) }, "✗ ivr.test.js › fails\n━━━━━━━━━━━━━━━━━━━━ 3/3  2 passed, 1 failed  1.2s\n"},
		{func() {
			s := &testkit.Summary{Results: []*testkit.Result{slow, failed, next}, Seed: 1, Wall: 2 * time.Second}
			if err := l.End(s); err != nil {
				t.Fatal(err)
			}
			w.move(time.Minute)
		}, "✗ ivr.test.js › fails\n\nslowest:\n    2.0s  ivr.test.js › slow\n\n● ivr.test.js › fails\n\nseed 1\n2 passed, 1 failed (2.0s)\n"},
	}
	for i, step := range steps {
		step.do()
		if got := screen(b.String()); got != step.want {
			t.Errorf("after step %d:\n%s\nwant\n%s", i+1, got, step.want)
		}
	}
}

func TestLiveDrawsAtMostTwentyTimesASecond(t *testing.T) {
	var b bytes.Buffer
	w := &wall{}
	l := newLive(w, &b, 80)
	l.Begin(1000, 1, nil)
	before := strings.Count(b.String(), "/1000")
	for i := range 1000 {
		r := result(i, testkit.Passed, fmt.Sprint("n", i))
		l.Started(r)
		l.Ended(r)
		w.move(time.Millisecond)
	}
	if got := strings.Count(b.String(), "/1000") - before; got < 15 || got > 20 {
		t.Errorf("drawn %d times in a second", got)
	}
	w.move(50 * time.Millisecond)
	if got := screen(b.String()); !strings.Contains(got, " 1000/1000  1000 passed") {
		t.Errorf("the last state is not shown:\n%s", got)
	}
}

func TestLinesOfLiveFitIntoTheTerminal(t *testing.T) {
	var b bytes.Buffer
	w := &wall{}
	l := newLive(w, &b, 40)
	l.Begin(20, 1, nil)
	for i := range 12 {
		l.Started(result(i, testkit.Passed, strings.Repeat("長い ", 20)))
	}
	w.move(10 * time.Second)
	got := screen(b.String())
	for line := range strings.SplitSeq(got, "\n") {
		if diag.Cells(line) >= 40 {
			t.Errorf("%d columns: %q", diag.Cells(line), line)
		}
	}
	if !strings.HasSuffix(got, "  and 4 more\n") {
		t.Errorf("the tests that are too many are not counted:\n%s", got)
	}
}

func TestLiveWithoutTimersDrawsOnEvents(t *testing.T) {
	var b bytes.Buffer
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	l := reporters.NewLive(&b, reporters.Style{Now: func() time.Time { return now }})
	l.Begin(0, 0, nil)
	l.Started(result(0, testkit.Passed, "early"))
	now = now.Add(time.Second)
	l.Started(result(1, testkit.Passed, "late"))
	if got := screen(b.String()); !strings.Contains(got, "early") || !strings.Contains(got, "late") {
		t.Errorf("got\n%s", got)
	}
}
