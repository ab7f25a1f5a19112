package service

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       Behaviour
	}{
		{"nothing_answers", "", Behaviour{}},
		{"answer", "answer", Behaviour{}},
		{"late_answer", "answer after 2s", Behaviour{After: 2 * time.Second}},
		{"refusal", `reject 550 "no such user"`, Behaviour{Refused: true, Code: 550, Text: "no such user"}},
		{"refusal_without_a_code", "reject", Behaviour{Refused: true}},
		{"silence", "no-answer", Behaviour{Silent: true}},
		{"loss", "answer after 1s; wait 2s\nwait 500ms; drop", Behaviour{After: time.Second, Drops: true, Drop: 2500 * time.Millisecond}},
		{"loss_at_once", "drop", Behaviour{Drops: true}},
		{"a_wait_alone_means_nothing", "wait 5s", Behaviour{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"dance":               `unknown step "dance" (allowed: answer, reject, no-answer, wait, drop)`,
		"say hello":           "say is a step of WebSockets (allowed: answer, reject, no-answer, wait, drop)",
		"reject 500; wait 2s": "wait 2s: reject 500 before it was the last step",
		"no-answer; drop":     "drop: no-answer before it was the last step",
		"drop; wait 1s":       "wait 1s: drop before it was the last step",
		"wait 1s; answer":     "answer: only the first step can be that",
	} {
		t.Run(text, func(t *testing.T) {
			if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	var l List
	l.Add("*@example.com", Behaviour{Code: 1})
	l.Add("Mail.example.*", Behaviour{Code: 2})
	l.Add("mail.example.org", Behaviour{Code: 3})
	for _, tt := range []struct {
		names []string
		want  int
	}{
		{[]string{"mail.example.org", "Ann@Example.com"}, 1},
		{[]string{"mail.example.org"}, 2},
		{[]string{"smtp.example.org"}, 0},
		{nil, 0},
	} {
		if got, ok := l.Find(tt.names...); got.Code != tt.want || ok != (tt.want > 0) {
			t.Errorf("%q: got %d, %v, want %d", tt.names, got.Code, ok, tt.want)
		}
	}
	if l.Len() != 3 {
		t.Errorf("%d entries", l.Len())
	}
}
