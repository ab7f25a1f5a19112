package report_test

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/trace"
	"voxemu/scenarios/report"
)

var update = flag.Bool("update", false, "rewrite the files of testdata that hold expected output")

func records(t testing.TB, name string) []trace.Record {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := trace.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-%s +got)\n%s", file, diff)
	}
}

const ivr = `VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  e.call.addEventListener(CallEvents.Connected, onConnected);
});
function onConnected(e) {
  cal.say('Привет');
}
`

func TestTimeline(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	source := func(file string) string {
		if file == "/home/me/project/ivr.js" {
			return ivr
		}
		return ""
	}
	tests := []struct {
		name, trace string
		opts        report.Options
	}{
		{"call-counter", "call-counter", report.Options{Start: start}},
		{"call-counter-wall", "call-counter", report.Options{Wall: func() time.Duration { return 9400 * time.Microsecond }}},
		{"call-counter-verbose", "call-counter", report.Options{Verbose: true}},
		{"forward", "forward", report.Options{}},
		{"forward-narrow", "forward", report.Options{Width: 60}},
		{"forward-verbose", "forward", report.Options{Verbose: true}},
		{"forward-color", "forward", report.Options{Color: true}},
		{"error", "error", report.Options{Source: source, Cwd: "/home/me/project"}},
		{"error-color", "error", report.Options{Source: source, Cwd: "/home/me/project", Color: true, Start: start}},
		{"conference", "conference", report.Options{Wall: func() time.Duration { return 12 * time.Millisecond }}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			tl := report.NewTimeline(&b, tt.opts)
			for _, r := range records(t, tt.trace) {
				tl.Write(r)
			}
			if err := tl.Close(); err != nil {
				t.Fatal(err)
			}
			golden(t, tt.name, b.String())
			if !tt.opts.Color && strings.Contains(b.String(), "\x1b") {
				t.Error("colour without being asked for")
			}
		})
	}
}

// write makes records of bodies, 10 ms apart, in one session.
func write(s trace.Sink, bodies ...trace.Body) {
	for i, b := range bodies {
		s.Write(trace.Record{Seq: int64(i + 1), T: int64(i) * 10, Session: "s1", Body: b})
	}
}

func timeline(t *testing.T, o report.Options, bodies ...trace.Body) string {
	t.Helper()
	var b strings.Builder
	tl := report.NewTimeline(&b, o)
	write(tl, bodies...)
	if err := tl.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestScriptsCannotControlTheTerminal(t *testing.T) {
	got := timeline(t, report.Options{Verbose: true},
		trace.Log{Text: "\x1b[2Jgone\rover"},
		trace.Command{Name: "say", Target: "x\x07", Args: []any{"\x1b[31mred"}},
		trace.Storage{Op: "get", Key: "a\nb", Value: new(string)},
		trace.Session{State: trace.Terminated, Reason: "\x1b", Error: "\x1b"})
	if strings.ContainsAny(got, "\x1b\x07\r") {
		t.Errorf("control characters got through: %q", got)
	}
	if !strings.Contains(got, `␛[2Jgone\rover`) {
		t.Errorf("the text is lost: %q", got)
	}
}

func TestLongLogsAreShortened(t *testing.T) {
	text := strings.Repeat("line\n", 40)
	if got, want := strings.Count(timeline(t, report.Options{}, trace.Log{Text: text}), "│  "), 13; got != want {
		t.Errorf("got %d lines, want %d", got, want)
	}
	if got, want := strings.Count(timeline(t, report.Options{Verbose: true}, trace.Log{Text: text}), "│  "), 40; got != want {
		t.Errorf("verbose: got %d lines, want %d", got, want)
	}
}

func TestRequestWithoutAnswerIsShownAtTheEnd(t *testing.T) {
	got := timeline(t, report.Options{},
		trace.HTTP{ID: "h1", Phase: "request", Method: "GET", URL: "http://a/"},
		trace.HTTP{ID: "h2", Phase: "request", Method: "GET", URL: "http://b/"},
		trace.HTTP{ID: "h2", Phase: "response", Method: "GET", URL: "http://b/", Code: -7},
		trace.Session{State: trace.Terminated, Reason: "Normal termination"})
	want := `▸ session s1

   0.020  ·  http         GET http://b/ · -7 timeout
   0.030  ·  http         GET http://a/ · no answer

✓ Normal termination · 30 ms of virtual time
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSessionThatIsNotOverIsSaidSo(t *testing.T) {
	got := timeline(t, report.Options{}, trace.Log{Text: "a"})
	want := "▸ session s1\n\n   0.000  │  log          a\n\n✗ Not over · 0 ms of virtual time · the run was stopped\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestCloseReturnsTheWritersError(t *testing.T) {
	tl := report.NewTimeline(brokenWriter{}, report.Options{})
	write(tl, trace.Log{Text: "a"}, trace.Error{Message: "m"})
	if err := tl.Close(); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want the writer's error", err)
	}
	var s report.Summary
	write(&s, trace.Log{Text: "a"})
	if err := s.Print(brokenWriter{}, report.Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("summary: got %v, want the writer's error", err)
	}
}
