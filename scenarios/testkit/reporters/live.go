package reporters

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// Live shows on a terminal how far a run is and what runs now, in lines at the end that it draws anew, at most twenty times a second.
// Above them stay the lines of the tests that failed. In the end come what failed, what was slow, and the last line.
type Live struct {
	w     io.Writer
	style Style

	mu      sync.Mutex // guards what follows: tests and timers call
	total   int
	ended   int
	counts  map[testkit.Status]int
	running []started
	begun   time.Time
	drawn   time.Time // when it was drawn last
	lines   int       // that were drawn
	above   strings.Builder
	due     time.Time // of the timer that counts, zero if there is none
	timer   int       // its number
	over    bool
}

// started is a test that runs.
type started struct {
	result *testkit.Result
	at     time.Time
}

const (
	// often is the least time between two drawings.
	often = time.Second / 20
	// idle is how long a drawing stays while nothing happens: what it says of times grows old.
	idle = time.Second / 2
	// most is how many running tests are shown.
	most = 8
	// bar is how wide the bar is.
	bar = 20
	// slowest is how many slow tests are shown in the end.
	slowest = 5
)

// NewLive returns a live reporter. The style must have a clock.
func NewLive(w io.Writer, s Style) *Live {
	if s.Width == 0 {
		s.Width = 80
	}
	return &Live{w: w, style: s, counts: map[testkit.Status]int{}}
}

var _ testkit.Reporter = (*Live)(nil)

// Begin draws for the first time.
func (l *Live) Begin(tests, _ int, _ *testkit.Options) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.total, l.begun = tests, l.style.Now()
	l.draw(l.begun)
}

// Started shows that a test runs.
func (l *Live) Started(r *testkit.Result) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.style.Now()
	l.running = append(l.running, started{r, now})
	l.changed(now)
}

// Ended counts a test.
func (l *Live) Ended(r *testkit.Result) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = slices.DeleteFunc(l.running, func(s started) bool { return s.result == r })
	l.ended++
	l.counts[r.Status]++
	if r.Status == testkit.Failed || r.Status == testkit.Flaky {
		l.above.WriteString(line(l.style, r) + "\n")
	}
	l.changed(l.style.Now())
}

// End takes away what it has drawn and shows what came of the run.
func (l *Live) End(s *testkit.Summary) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	if _, err := io.WriteString(l.w, l.erase()+l.above.String()); err != nil {
		return err
	}
	l.slow(s)
	return closing(l.w, l.style, s)
}

// slow shows which tests took long.
func (l *Live) slow(s *testkit.Summary) {
	if !l.style.Times {
		return
	}
	var list []*testkit.Result
	for _, r := range s.Results {
		if r.Wall() >= slow {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *testkit.Result) int { return int(b.Wall() - a.Wall()) })
	for i, r := range list[:min(len(list), slowest)] {
		if i == 0 {
			fmt.Fprintln(l.w, "\nslowest:")
		}
		fmt.Fprintf(l.w, "  %6s  %s\n", seconds(r.Wall()), diag.Visible(r.ID))
	}
}

// changed draws now, or once it may.
func (l *Live) changed(now time.Time) {
	if wait := often - now.Sub(l.drawn); wait > 0 {
		l.later(now, wait)
		return
	}
	l.draw(now)
}

// later draws after a while, unless that is to happen before.
func (l *Live) later(now time.Time, wait time.Duration) {
	due := now.Add(wait)
	if l.style.After == nil || !l.due.IsZero() && !l.due.After(due) {
		return
	}
	l.timer++
	timer := l.timer
	l.due = due
	l.style.After(wait, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.over || timer != l.timer {
			return
		}
		l.draw(l.style.Now())
	})
}

// erase is what takes the drawn lines away.
func (l *Live) erase() string {
	if l.lines == 0 {
		return ""
	}
	return fmt.Sprintf("\x1b[%dA\r\x1b[J", l.lines)
}

// draw draws anew.
func (l *Live) draw(now time.Time) {
	l.due = time.Time{}
	l.timer++ // a timer that is under way is of no use any more
	rows := l.rows(now)
	text := l.erase() + l.above.String()
	l.above.Reset()
	for _, row := range rows {
		text += row + "\n"
	}
	l.drawn, l.lines = now, len(rows)
	_, _ = io.WriteString(l.w, text) // the last line's error is the one that counts
	l.later(now, idle)
}

// rows are the lines that are drawn anew.
func (l *Live) rows(now time.Time) []string {
	on := l.style.Color
	done := bar
	if l.total > 0 {
		done = min(bar, bar*l.ended/l.total)
	}
	head := fmt.Sprintf("%s%s %d/%d", diag.Green.Paint(on, strings.Repeat("━", done)), diag.Dim.Paint(on, strings.Repeat("─", bar-done)), l.ended, l.total)
	if parts := counted(l.style, func(status testkit.Status) int { return l.counts[status] }); len(parts) > 0 {
		head += "  " + strings.Join(parts, ", ")
	}
	rows := []string{head + diag.Dim.Paint(on, "  "+seconds(now.Sub(l.begun)))}
	for i, one := range l.running {
		if i == most {
			return append(rows, diag.Dim.Paint(on, fmt.Sprintf("  and %d more", len(l.running)-most)))
		}
		rows = append(rows, l.row(one, now))
	}
	return rows
}

// row is the line of a running test: never wider than the terminal, or it would take two.
func (l *Live) row(one started, now time.Time) string {
	took := ""
	if d := now.Sub(one.at); d >= time.Second {
		took = " (" + seconds(d) + ")"
	}
	name := diag.Cut(diag.Visible(one.result.ID), max(10, l.style.Width-5-len(took)))
	return "  " + diag.Cyan.Paint(l.style.Color, "▸") + " " + name + diag.Dim.Paint(l.style.Color, took)
}
