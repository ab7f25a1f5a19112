package page

import (
	"strings"
	"testing"

	"voxemu/cmd/voxbench/internal/rounds"
)

func ref(contender string) rounds.Ref { return rounds.Ref{Contender: contender, Figure: "rate"} }

// result has a at 6, 8 and 10, b at 2 each, and no c.
func result() *rounds.Result {
	r := &rounds.Result{Missing: map[string]string{"c": "no node"}}
	for _, v := range []float64{6, 8, 10} {
		r.Rounds = append(r.Rounds, rounds.Round{Others: 0.25, Samples: map[string]rounds.Sample{"a": {"rate": v}, "b": {"rate": 2}}})
	}
	return r
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name              string
		claim             Claim
		outcome, measured string
		met               bool
	}{
		{"a_ratio_above_its_bound", Claim{Of: ref("a"), By: ref("b"), Bound: AtLeast(4)}, "met", "4x (3 to 5)", true},
		{"the_median_decides", Claim{Of: ref("a"), By: ref("b"), Bound: AtLeast(4.1)}, "**missed**", "4x (3 to 5)", false},
		{"a_figure_below_its_bound", Claim{Of: ref("a"), Bound: AtMost(8), Unit: "us"}, "met", "8 us (6 to 10)", true},
		{"a_figure_above_its_bound", Claim{Of: ref("a"), Bound: AtMost(7.9), Unit: "us"}, "**missed**", "8 us (6 to 10)", false},
		{"no_bound", Claim{Of: ref("a"), By: ref("b")}, "no target", "4x (3 to 5)", true},
		{"a_contender_that_did_not_run", Claim{Of: ref("a"), By: ref("c"), Bound: AtMost(1)}, "not measured: no node", "not measured: no node", false},
		{"a_figure_that_is_not_there", Claim{Of: ref("d")}, "not measured: the figure is not there", "not measured: the figure is not there", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Judge(c.claim, result())
			if v.Outcome() != c.outcome || v.Measured() != c.measured || v.Met() != c.met {
				t.Errorf("got %q, %q, %t; want %q, %q, %t", v.Outcome(), v.Measured(), v.Met(), c.outcome, c.measured, c.met)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 0.02: "0.02", 0.12345: "0.123", 1.5: "1.5", 12.34: "12.3", 99.96: "100", 123.4: "123", 999.6: "1,000",
		1234: "1,230", 54_678: "54,700", 1_234_567: "1,230,000", -1234: "-1,230", -123: "-123",
	} {
		if got := number(v); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
}

func TestPage(t *testing.T) {
	p := Page{
		Date: "2026-01-31", Rounds: 3, Machine: []Fact{{"cores", "2"}},
		Measured: []Measured{{
			Group: Group{
				Title: "Speed", Text: "How fast it is.",
				Contenders: []rounds.Contender{{Name: "a"}, {Name: "b"}, {Name: "c"}},
				Columns:    []Column{{"rate", "per second"}, {"size", "MB"}},
				Claims: []Claim{
					{Target: "T1", Text: "a / b", Of: ref("a"), By: ref("b"), Bound: AtLeast(4)},
					{Target: "T2", Text: "a itself", Of: ref("a"), Bound: AtMost(1), Unit: "us"},
					{Target: "T3", Text: "a / c", Of: ref("a"), By: ref("c"), Bound: AtLeast(1)},
					{Text: "b / a", Of: ref("b"), By: ref("a"), Loss: true},
				},
			},
			Result: result(),
		}},
	}
	var b strings.Builder
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| T1 | a / b | 4x (3 to 5) | at least 4x | met |\n",
		"| T2 | a itself | 8 us (6 to 10) | at most 1 us | **missed** |\n",
		"| T3 | a / c | not measured: no node | at least 1x | not measured: no node |\n",
		"1 of 3 are met, 1 are missed, the others were not measured.",
		"Measured on 2026-01-31, 3 rounds", "| cores | 2 |\n",
		"## Speed\n\nHow fast it is.\n\n|  | per second | MB |\n|---|---|---|\n| a | 8 |  |\n| b | 2 |  |\n| c | not measured: no node | not measured: no node |\n",
		"- b / a: 0.25x (0.2 to 0.333)\n- rounds: 3; other programs used up to 0.25 cores\n",
		"| b / a | 0.25x (0.2 to 0.333) |\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, b.String())
		}
	}
	if s := p.Summary(); !strings.Contains(s, "| T1 |") || strings.Contains(s, "## Speed") {
		t.Errorf("the summary is the table of targets alone, not\n%s", s)
	}
}
