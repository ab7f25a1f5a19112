// Package report turns traces into what people read: the timeline of a run, as it goes, and a summary of it.
//
// Both are [trace.Sink]s and know only the trace, so a recorded trace reads the same as the run it came from.
package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// Options say how a timeline is printed. The zero value gives output that is the same for the same trace.
type Options struct {
	Color bool
	// Width is the columns of a line; longer texts are cut. 0 stands for 100.
	Width int
	// Verbose shows everything: events that nobody handled with all their fields, timers, edges of the media graph, and
	// texts at full length.
	Verbose bool
	// Start is where the clock of the first session started; it is shown in the first line unless zero.
	Start time.Time
	// Wall returns how long the run has taken so far in the user's own time. It is left out when nil.
	Wall func() time.Duration
	// Source returns the text of a script, for the code under an error, or "". It may be nil.
	Source func(file string) string
	// Cwd is the absolute path of the folder that file names are shown from; "" shows them as they are.
	Cwd string
}

// Timeline is a [trace.Sink] that prints one line for each thing a person wants to know, as it happens: when, in which
// direction (→ the script acts, ← something happens to it, » a party hears, « a party speaks, · services, │ the script's own
// words), who, and what. A time is printed once for all that happens at it. Records without interest print nothing.
type Timeline struct {
	w        io.Writer
	opts     Options
	err      error
	sessions []*session
	byID     map[string]*session
	block    bool // what was printed last is not a line but a block

	// Each session is told of the same jumps of the clock: the longest sum since the last line is the one to show.
	jumped int64 // ms
	lines  int64 // printed so far

	lastSession *session // the one of the last line
	lastTime    int64
}

var _ trace.Sink = (*Timeline)(nil)

// session is what a timeline knows of one session.
type session struct {
	SessionSummary
	label  string
	begun  bool // the line that introduces it is printed
	over   bool
	jumped int64 // ms the clock jumped since line number since
	since  int64
	names  names
	http   []trace.HTTP // requests without an answer so far
	warned map[trace.Warning]bool
}

// NewTimeline returns a timeline that prints to w, one Write for each record that shows.
func NewTimeline(w io.Writer, o Options) *Timeline {
	if o.Width == 0 {
		o.Width = 100
	}
	return &Timeline{w: w, opts: o, byID: map[string]*session{}}
}

// Write prints what is worth it of one record.
func (t *Timeline) Write(r trace.Record) {
	s := t.session(r.Session)
	s.add(r)
	s.names.learn(r.Body)
	switch b := r.Body.(type) {
	case trace.Skip:
		t.skip(s, b.MS)
	case trace.Error:
		t.error(s, b)
	case trace.Session:
		if b.State == trace.Terminated {
			t.end(s, b)
		} else if t.opts.Verbose && b.State != trace.Loading {
			t.row(s, row{glyph: service, who: "session", text: string(b.State)})
		}
	default:
		for _, line := range t.rows(s, r.Body) {
			t.row(s, line)
		}
	}
}

// Close tells of sessions that are not over, and sums up when there were several. It returns the first error of the
// writer; a timeline does not close it.
func (t *Timeline) Close() error {
	failed := 0
	for _, s := range t.sessions {
		if !s.over {
			t.end(s, trace.Session{Reason: "Not over", Error: "the run was stopped"})
		}
		if s.Failed() {
			failed++
		}
	}
	if len(t.sessions) > 1 {
		head := fmt.Sprintf("%d sessions", len(t.sessions))
		if failed > 0 {
			head += fmt.Sprintf(", %d failed", failed)
		}
		t.print("\n" + t.result(failed == 0, t.elapsed(head), "") + "\n")
	}
	return t.err
}

func (t *Timeline) session(id string) *session {
	if s := t.byID[id]; s != nil {
		return s
	}
	s := &session{SessionSummary: SessionSummary{ID: id}, label: id, warned: map[trace.Warning]bool{}}
	if diag.Cells(id) > 4 {
		s.label = fmt.Sprintf("s%d", len(t.sessions)+1)
	}
	t.byID[id] = s
	t.sessions = append(t.sessions, s)
	return s
}

// skip notes a jump of the clock.
func (t *Timeline) skip(s *session, ms int64) {
	if s.since != t.lines {
		s.jumped, s.since = 0, t.lines
	}
	s.jumped += ms
	t.jumped = max(t.jumped, s.jumped)
}

// begin introduces a session, before its first line.
func (t *Timeline) begin(s *session) {
	if s.begun {
		return
	}
	s.begun = true
	if len(t.sessions) > 1 {
		t.row(s, row{glyph: start, who: "session", text: strings.TrimSpace(strings.Join(s.Scenarios, " + ") + " starts")})
		return
	}
	line := diag.Bold.Paint(t.opts.Color, string(start)+" "+diag.Visible(s.title()))
	if !t.opts.Start.IsZero() {
		line += diag.Dim.Paint(t.opts.Color, " · the clock starts at "+t.opts.Start.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	t.print(line + "\n\n")
}

// error shows what ended a session, with the code it happened in.
func (t *Timeline) error(s *session, e trace.Error) {
	t.begin(s)
	p := Problem(e)
	if t.opts.Source != nil {
		p.Source = t.opts.Source(e.File)
	}
	if len(t.sessions) > 1 {
		p.Message = s.label + ": " + p.Message
	}
	var b strings.Builder
	o := diag.Options{Color: t.opts.Color, Width: t.opts.Width, Cwd: t.opts.Cwd}
	if err := diag.Render(&b, o, p); err != nil && t.err == nil {
		t.err = err
	}
	t.print("\n" + b.String())
	t.block, t.lastSession = true, nil
}

// end prints how a session ended: as the last line of the output if it was the only one.
func (t *Timeline) end(s *session, b trace.Session) {
	t.begin(s)
	for _, h := range s.http {
		t.row(s, row{glyph: service, who: "http", text: h.Method + " " + h.URL, note: "no answer"})
	}
	s.over = true
	head := or(b.Reason, "The end")
	notes := []string{t.elapsed(span(s.MS) + " of virtual time")}
	if n := s.Warnings; n > 0 {
		notes = append(notes, diag.Count(n, "warning"))
	}
	if b.Exit != nil && *b.Exit != 0 {
		notes = append(notes, fmt.Sprintf("exit code %d", *b.Exit))
	}
	if b.Error != "" && len(s.Errors) == 0 {
		notes = append(notes, diag.Visible(b.Error))
	}
	if len(t.sessions) == 1 {
		t.print("\n" + t.result(!s.Failed(), head, strings.Join(notes, " · ")) + "\n")
		return
	}
	notes[0] = span(s.MS)
	end := row{glyph: good, who: "session", text: head, note: strings.Join(notes, " · ")}
	if s.Failed() {
		end.glyph, end.style = bad, diag.Red
	}
	t.row(s, end)
}

func (t *Timeline) result(ok bool, head, note string) string {
	color, mark := diag.Green, "✓ "
	if !ok {
		color, mark = diag.Red, "✗ "
	}
	line := (diag.Bold + color).Paint(t.opts.Color, mark+diag.Visible(head))
	if note != "" {
		line += diag.Dim.Paint(t.opts.Color, " · "+note)
	}
	return line
}

// elapsed adds the wall time to what.
func (t *Timeline) elapsed(what string) string {
	if t.opts.Wall == nil {
		return what
	}
	return what + " in " + span(t.opts.Wall().Milliseconds())
}

func (t *Timeline) print(text string) {
	if t.err != nil {
		return
	}
	if _, err := io.WriteString(t.w, text); err != nil {
		t.err = fmt.Errorf("print the timeline: %w", err)
	}
}
