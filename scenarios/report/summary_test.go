package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/trace"
	"voxemu/scenarios/report"
)

func TestSummaryPrintsALineForEachSession(t *testing.T) {
	for _, name := range []string{"call-counter", "forward", "error", "conference"} {
		t.Run(name, func(t *testing.T) {
			var s report.Summary
			for _, r := range records(t, name) {
				s.Write(r)
			}
			var b strings.Builder
			if err := s.Print(&b, report.Options{Cwd: "/home/me/project"}); err != nil {
				t.Fatal(err)
			}
			golden(t, name+"-summary", b.String())
		})
	}
}

func TestSummaryCounts(t *testing.T) {
	var s report.Summary
	for _, r := range records(t, "forward") {
		s.Write(r)
	}
	want := []report.SessionSummary{{
		ID: "5b1f0c3a", Scenarios: []string{"config.js", "ivr.js"}, Reason: "Normal termination", MS: 3725000,
		Calls: 4, Storage: 1, Requests: 2, Warnings: 3,
	}}
	if diff := cmp.Diff(want, s.Sessions()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFailed(t *testing.T) {
	one := 1
	zero := 0
	tests := []struct {
		name string
		in   []trace.Body
		want bool
	}{
		{"normal_end", []trace.Body{trace.Session{State: trace.Terminated, Reason: "Normal termination", Exit: &zero}}, false},
		{"end_without_reason", []trace.Body{trace.Session{State: trace.Terminated}}, false},
		{"exit_code", []trace.Body{trace.Session{State: trace.Terminated, Reason: "Normal termination", Exit: &one}}, true},
		{"error_at_the_end", []trace.Body{trace.Session{State: trace.Terminated, Reason: "x", Error: "boom"}}, true},
		{"error_before_the_end", []trace.Body{trace.Error{Message: "boom"}, trace.Session{State: trace.Terminated}}, true},
		{"warnings_do_not_fail", []trace.Body{trace.Warning{Text: "hm"}, trace.Session{State: trace.Terminated}}, false},
		{"not_over", []trace.Body{trace.Session{State: trace.Draining}}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s report.Summary
			write(&s, tt.in...)
			list := s.Sessions()
			if got := list[0].Failed(); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSummaryInColour(t *testing.T) {
	var s report.Summary
	write(&s, trace.Error{Message: "boom"}, trace.Session{State: trace.Terminated})
	var b strings.Builder
	if err := s.Print(&b, report.Options{Color: true}); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[1m\x1b[31m✗ session s1\x1b[0m · The end · 10 ms\n  \x1b[31mboom\x1b[0m\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
