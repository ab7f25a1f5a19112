package report

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// SessionSummary is what came of one session.
type SessionSummary struct {
	ID        string
	Scenarios []string // base names of the files, in the order they were loaded
	Reason    string   // finish reason; "" while it is not over
	Exit      int
	Error     string // of the last record
	MS        int64  // virtual time of its last record, in ms since it began
	Calls     int    // in and out
	Storage   int    // accesses
	Requests  int    // HTTP requests
	Warnings  int
	Errors    []trace.Error
}

// Failed says whether the session did not end well: it is not over, ended with an error, or asks for an exit code.
func (s *SessionSummary) Failed() bool {
	return s.Reason == "" || s.Exit != 0 || s.Error != "" || len(s.Errors) > 0
}

// title names a session after its scripts.
func (s *SessionSummary) title() string {
	return or(strings.Join(s.Scenarios, " + "), "session "+s.ID)
}

func (s *SessionSummary) add(r trace.Record) {
	s.MS = r.T
	switch b := r.Body.(type) {
	case trace.Scenario:
		s.Scenarios = append(s.Scenarios, path.Base(filepath.ToSlash(or(b.File, b.Name))))
	case trace.Session:
		if b.State == trace.Terminated {
			s.Reason, s.Error = or(b.Reason, "The end"), b.Error
			if b.Exit != nil {
				s.Exit = *b.Exit
			}
		}
	case trace.Event:
		if b.Name == "Application.CallAlerting" {
			s.Calls++
		}
	case trace.Command:
		if dialled(b) != "" {
			s.Calls++
		}
	case trace.Storage:
		s.Storage++
	case trace.HTTP:
		if b.Phase == "request" {
			s.Requests++
		}
	case trace.Warning:
		s.Warnings++
	case trace.Error:
		s.Errors = append(s.Errors, b)
	}
}

// Summary is a [trace.Sink] that keeps what came of each session. Its zero value is ready to use.
type Summary struct {
	sessions []*SessionSummary
	byID     map[string]*SessionSummary
}

var _ trace.Sink = (*Summary)(nil)

// Write counts one record.
func (s *Summary) Write(r trace.Record) {
	one := s.byID[r.Session]
	if one == nil {
		if s.byID == nil {
			s.byID = map[string]*SessionSummary{}
		}
		one = &SessionSummary{ID: r.Session}
		s.byID[r.Session] = one
		s.sessions = append(s.sessions, one)
	}
	one.add(r)
}

// Sessions returns the sessions in the order they began.
func (s *Summary) Sessions() []SessionSummary {
	list := make([]SessionSummary, len(s.sessions))
	for i, one := range s.sessions {
		list[i] = *one
	}
	return list
}

// Print writes one line for each session, and one for each of its errors. Of o it uses Color and Cwd. It returns the error
// of w.
func (s *Summary) Print(w io.Writer, o Options) error {
	var b strings.Builder
	for _, one := range s.sessions {
		color, mark := diag.Green, "✓ "
		if one.Failed() {
			color, mark = diag.Red, "✗ "
		}
		line := []string{(diag.Bold + color).Paint(o.Color, mark+diag.Visible(one.title())), or(one.Reason, "not over"), span(one.MS)}
		for _, c := range []struct {
			n     int
			thing string
		}{{one.Calls, "call"}, {one.Storage, "storage operation"}, {one.Requests, "request"}, {one.Warnings, "warning"}} {
			if c.n > 0 {
				line = append(line, diag.Count(c.n, c.thing))
			}
		}
		fmt.Fprintln(&b, strings.Join(line, " · "))
		for _, e := range one.Errors {
			p := Problem(e)
			p.Pos = p.Pos.Under(o.Cwd)
			fmt.Fprintln(&b, "  "+diag.Red.Paint(o.Color, diag.Visible(p.Error())))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
