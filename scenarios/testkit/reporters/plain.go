package reporters

import (
	"fmt"
	"io"
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// Plain prints a line for each test, and in the end what failed. The lines are in the order of the tests: that of a test which ends
// early is held back until those before it have ended.
type Plain struct {
	w     io.Writer
	style Style
	held  map[int]*testkit.Result // by place
	next  int
}

// NewPlain returns a plain reporter.
func NewPlain(w io.Writer, s Style) *Plain {
	return &Plain{w: w, style: s, held: map[int]*testkit.Result{}}
}

var _ testkit.Reporter = (*Plain)(nil)

// Begin does nothing.
func (p *Plain) Begin(int, int, *testkit.Options) {}

// Started does nothing.
func (p *Plain) Started(*testkit.Result) {}

// Ended prints the lines that are due.
func (p *Plain) Ended(r *testkit.Result) {
	p.held[r.Place] = r
	for p.held[p.next] != nil {
		p.line(p.held[p.next])
		delete(p.held, p.next)
		p.next++
	}
}

// End prints the lines that were held back for tests that were not run, what failed, and the last line.
func (p *Plain) End(s *testkit.Summary) error {
	for _, r := range s.Results {
		if p.held[r.Place] == r {
			p.line(r)
		}
	}
	return closing(p.w, p.style, s)
}

// mark is the sign in front of a test of a status, with its colour.
func mark(status testkit.Status) (sign string, style diag.Style) {
	switch status {
	case testkit.Passed:
		return "✓", diag.Green
	case testkit.Failed:
		return "✗", diag.Red
	case testkit.Flaky:
		return "±", diag.Yellow
	}
	return "-", diag.Dim
}

// line prints the line of a test, and below it what a test that passed has printed.
func (p *Plain) line(r *testkit.Result) {
	fmt.Fprintln(p.w, line(p.style, r))
	if last := r.Last(); last != nil && last.Outcome != nil && r.Status != testkit.Failed {
		output(p.w, p.style, last.Output)
	}
}

func line(s Style, r *testkit.Result) string {
	sign, style := mark(r.Status)
	text := style.Paint(s.Color, sign) + " " + diag.Visible(r.ID)
	if r.Status == testkit.Skipped && r.Reason != "" {
		text += diag.Dim.Paint(s.Color, " ("+diag.Visible(r.Reason)+")")
	}
	if s.Times && r.Wall() >= slow {
		text += diag.Dim.Paint(s.Color, " ("+seconds(r.Wall())+")")
	}
	return text
}

// slow is from when on the time of a test is worth showing.
const slow = 100 * time.Millisecond

// closing prints what failed, and the last line.
func closing(w io.Writer, style Style, s *testkit.Summary) error {
	for _, status := range []testkit.Status{testkit.Flaky, testkit.Failed} {
		for _, r := range s.Results {
			if r.Status == status {
				fmt.Fprintln(w)
				Failure(w, style, r)
			}
		}
	}
	if len(s.Results) > 0 {
		fmt.Fprintln(w)
	}
	if err := snapshots(w, style, s); err != nil {
		return err
	}
	if s.Failed() {
		fmt.Fprintf(w, "seed %d\n", s.Seed)
	}
	_, err := fmt.Fprintln(w, Line(s, style))
	return err
}

// snapshots prints what was done with snapshots, and what is wrong with them.
func snapshots(w io.Writer, style Style, s *testkit.Summary) error {
	if len(s.Snapshots.Problems) > 0 {
		_ = diag.Render(w, style.diag(), s.Snapshots.Problems...)
	}
	for _, line := range s.Snapshots.Lines() {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// Line is the last line of a run, such as "7 passed, 1 failed, 1 skipped (0.4s)". Counts of zero are left out.
func Line(s *testkit.Summary, style Style) string {
	parts := counted(style, s.Count)
	if s.Left > 0 {
		parts = append(parts, fmt.Sprintf("%d not run", s.Left))
	}
	if len(parts) == 0 {
		parts = []string{"no tests were left to run"}
	}
	text := strings.Join(parts, ", ")
	if style.Times {
		text += " (" + seconds(s.Wall) + ")"
	}
	return text
}

// counted are the counts that are not zero, such as "7 passed".
func counted(style Style, count func(testkit.Status) int) (parts []string) {
	for _, status := range statuses() {
		if n := count(status); n > 0 {
			_, color := mark(status)
			parts = append(parts, color.Paint(style.Color, fmt.Sprintf("%d %s", n, status)))
		}
	}
	return parts
}

// statuses are in the order of the last line.
func statuses() []testkit.Status {
	return []testkit.Status{testkit.Passed, testkit.Failed, testkit.Flaky, testkit.Skipped}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1fs", d.Seconds()) }
