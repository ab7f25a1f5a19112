package telephony

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseTones(t *testing.T) {
	sec := time.Second
	us := []Frequency{{440, -19}, {480, -19}}
	for _, c := range []struct {
		script string
		want   ToneScript
	}{
		{"425@-19;5(1/4/1)", ToneScript{[]Frequency{{425, -19}}, []ToneSection{{5 * sec, []Cadence{{sec, 4 * sec, []int{1}}}}}, 5 * sec}},
		{"440@-19,480@-19;*(2/4/1+2)", ToneScript{us, []ToneSection{{Endless, []Cadence{{2 * sec, 4 * sec, []int{1, 2}}}}}, Endless}},
		{"440@-19,480@-19;2(.5/.5/1,.5/0/2);1(*/0/0)", ToneScript{us, []ToneSection{
			{2 * sec, []Cadence{{sec / 2, sec / 2, []int{1}}, {sec / 2, 0, []int{2}}}},
			{sec, []Cadence{{Endless, 0, nil}}},
		}, 3 * sec}},
		{"440@-19,480@3;2(1/1/1),(1/0/2)", ToneScript{[]Frequency{{440, -19}, {480, 3}}, []ToneSection{
			{2 * sec, []Cadence{{sec, sec, []int{1}}, {sec, 0, []int{2}}}},
		}, 2 * sec}},
	} {
		t.Run(c.script, func(t *testing.T) {
			got, err := ParseTones(c.script)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("error %v, want (-), got (+):\n%s", err, diff)
			}
		})
	}
}

func TestWhatSoundsWhen(t *testing.T) {
	for _, c := range []struct {
		name, script string
		at           time.Duration
		want         string
	}{
		{"on", "425@-19;5(1/4/1)", 999 * time.Millisecond, "425"},
		{"off", "425@-19;5(1/4/1)", time.Second, ""},
		{"the script begins anew", "425@-19;5(1/4/1)", 5500 * time.Millisecond, "425"},
		{"the cadence begins anew", "440@-19,480@-19;*(2/4/1+2)", 61 * time.Second, "440 480"},
		{"the second of a cadence", "440@-19,480@-19;2(.5/.5/1,.5/0/2);1(*/0/0)", 1200 * time.Millisecond, "480"},
		{"the second section", "440@-19,480@-19;2(.5/.5/1);1(*/0/2)", 2500 * time.Millisecond, "480"},
		{"silence for ever", "440@-19;9(1/*/1)", 8 * time.Second, ""},
		{"before the beginning", "440@-19;9(1/0/1)", -time.Second, ""},
		{"a section without a cadence of its own length", "440@-19;9(0/0/1)", time.Second, ""},
	} {
		script, err := ParseTones(c.script)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range script.At(c.at) {
			got = strings.TrimSpace(fmt.Sprintf("%s %v", got, f.Hertz))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestParseTonesErrors(t *testing.T) {
	for script, want := range map[string]string{
		"":                    `tone script "", column 1: a frequency in Hz expected`,
		"425":                 `tone script "425", column 4: '@' expected`,
		"425@-x":              `tone script "425@-x", column 6: a level in dB expected`,
		"425@-19":             `tone script "425@-19", column 8: ';' expected`,
		"425@-19;x(1/4/1)":    `tone script "425@-19;x(1/4/1)", column 9: a time in seconds or '*' expected`,
		"425@-19;5":           `tone script "425@-19;5", column 10: '(' expected`,
		"425@-19;5(1/4/2)":    `tone script "425@-19;5(1/4/2)", column 15: a frequency from 1 to 1 expected`,
		"425@-19;5(1/4/1)x":   `tone script "425@-19;5(1/4/1)x", column 17: the end of the script expected`,
		"425@-19;5(1/4/1":     `tone script "425@-19;5(1/4/1", column 16: ')' expected`,
		"425@-19;0(1/4/1)":    `tone script "425@-19;0(1/4/1)": its sections have no length`,
		"425@-19;5(1.2.3/4/1": `tone script "425@-19;5(1.2.3/4/1", column 11: a time in seconds or '*' expected`,
	} {
		t.Run(script, func(t *testing.T) {
			if _, err := ParseTones(script); err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}
