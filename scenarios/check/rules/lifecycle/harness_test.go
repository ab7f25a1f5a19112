package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rule/ruletest"
	"voxemu/scenarios/check/rules/lifecycle"
)

// findings are those of the package's rules, one a line: the line, the severity, the code, and the message.
func findings(t *testing.T, text string, others ...string) string {
	t.Helper()
	f := ruletest.Read(t, "a.js", text, others...)
	var list []finding.Finding
	for _, r := range lifecycle.Rules() {
		r.File(rule.NewPass(&r, f, func(x finding.Finding) { list = append(list, x) }))
	}
	finding.Sort(list)
	var b strings.Builder
	for _, x := range list {
		fmt.Fprintf(&b, "%d %s %s %s\n", x.Pos.Line, x.Severity, x.Code, x.Message)
	}
	return b.String()
}

// table tries scenarios that say nothing (want is empty) or what is wanted, one finding a line, without the code.
type table []struct{ name, text, want string }

func (tests table) run(t *testing.T, code string) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Helper()
			want := ""
			if test.want != "" {
				want = test.want + "\n"
			}
			if diff := cmp.Diff(want, only(findings(t, test.text), code)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// only keeps the lines of a code, and takes it out.
func only(lines, code string) string {
	var b strings.Builder
	for line := range strings.Lines(lines) {
		if strings.Contains(line, " "+code+" ") {
			b.WriteString(strings.Replace(line, code+" ", "", 1))
		}
	}
	return b.String()
}
