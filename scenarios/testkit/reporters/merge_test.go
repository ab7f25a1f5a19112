package reporters_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/reporters"
)

func read(t *testing.T, name, text string) *reporters.Report {
	t.Helper()
	r, err := reporters.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What was read from a JSON report is shown as if it had just been run.
func TestReportsSurviveJSON(t *testing.T) {
	for _, times := range []bool{true, false} {
		style := reporters.Style{Times: times, Color: true, Verbose: true}
		r := read(t, "a.json", report(t, "json", style, suite()))
		if r.Times != times {
			t.Errorf("Times is %v, want %v", r.Times, times)
		}
		for _, k := range reporters.Kinds() {
			if diff := cmp.Diff(report(t, k.Name, style, suite()), report(t, k.Name, style, r.Summary)); diff != "" {
				t.Errorf("%s, times %v: %s", k.Name, times, diff)
			}
		}
	}
}

// shard is a report of a part of a run of four tests.
func shard(t *testing.T, index int, places ...int) *reporters.Report {
	t.Helper()
	s := &testkit.Summary{Seed: 1, Wall: time.Duration(index) * time.Second, Shard: testkit.Shard{Index: index, Of: 2}, Whole: 4, Plan: "abcd"}
	for _, place := range places {
		r := result(place, testkit.Passed, "same line", fmt.Sprint("n", 10-place))
		r.Pos.Line = 3
		s.Results = append(s.Results, r)
	}
	return read(t, fmt.Sprintf("%d.json", index), report(t, "json", reporters.Style{Times: true}, s))
}

func TestMergedShardsAreTheWholeRunInItsOrder(t *testing.T) {
	for _, reversed := range []bool{false, true} {
		list := []*reporters.Report{shard(t, 1, 0, 3), shard(t, 2, 1, 2)}
		if reversed {
			list[0], list[1] = list[1], list[0]
		}
		all, err := reporters.Merge(list)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, r := range all.Results {
			got = append(got, r.Titles[1])
			if r.Place != i {
				t.Errorf("%s has place %d, want %d", r.ID, r.Place, i)
			}
		}
		if diff := cmp.Diff([]string{"n10", "n9", "n8", "n7"}, got); diff != "" {
			t.Errorf("reversed %v: %s", reversed, diff)
		}
		if all.Wall != 2*time.Second || all.Left != 0 || len(all.Missing) > 0 || !all.Times || all.Seed != 1 || all.Shard.Of != 0 {
			t.Errorf("got %+v", all)
		}
	}
}

// A report that lacks tests, as one that was cut, doesn't make a whole run.
func TestTestsThatNoReportTellsOfDidNotRun(t *testing.T) {
	all, err := reporters.Merge([]*reporters.Report{shard(t, 1, 0), shard(t, 2, 1, 2)})
	if err != nil {
		t.Fatal(err)
	}
	if all.Left != 1 || len(all.Missing) > 0 {
		t.Errorf("%d left, missing %v, want 1 left and no shard missing", all.Left, all.Missing)
	}
}

func TestMissingShardsAreNamed(t *testing.T) {
	all, err := reporters.Merge([]*reporters.Report{shard(t, 2, 1, 2)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1/2"}, all.Missing); diff != "" || all.Left != 2 {
		t.Errorf("missing: %s, %d not run, want 2", diff, all.Left)
	}
}

func TestMergeOfNothing(t *testing.T) {
	all, err := reporters.Merge(nil)
	if err != nil || len(all.Results) > 0 || len(all.Missing) > 0 {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestAFileThatNoShardCouldLoadCountsOnce(t *testing.T) {
	broken := func(name string) *reporters.Report {
		s := &testkit.Summary{Results: suite().Results[5:]}
		return read(t, name, report(t, "json", reporters.Style{}, s))
	}
	all, err := reporters.Merge([]*reporters.Report{broken("1.json"), broken("2.json")})
	if err != nil || len(all.Results) != 1 {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestReportsThatDoNotBelongTogether(t *testing.T) {
	one := shard(t, 1, 0, 3)
	otherSeed, otherPlan, otherWhole := shard(t, 2, 1), shard(t, 2, 1), shard(t, 2, 1)
	otherSeed.Seed, otherPlan.Plan, otherWhole.Whole = 2, "beef", 5
	const hint = "the reports are not of one run: "
	for _, c := range []struct {
		name, want string
		list       []*reporters.Report
	}{
		{"a test in two reports", hint + `"ivr.test.js › same line › n7" is in 1.json and in 2.json`, []*reporters.Report{one, shard(t, 2, 1, 3)}},
		{"a test twice in one", hint + `"ivr.test.js › same line › n9" is in 2.json twice`, []*reporters.Report{shard(t, 2, 1, 1)}},
		{"other seeds", hint + "1.json was run with seed 1, 2.json with seed 2", []*reporters.Report{one, otherSeed}},
		{"other plans", hint + "1.json and 2.json divide other tests, or divide them otherwise", []*reporters.Report{one, otherPlan}},
		{"other tests", hint + "1.json and 2.json divide other tests, or divide them otherwise", []*reporters.Report{one, otherWhole}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := reporters.Merge(c.list); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestWhatIsNoReportIsRefused(t *testing.T) {
	good := `{"report":"voxemu test","v":1,"counts":{},"tests":[`
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "x.json is no report of voxemu test: line 1: unexpected end of JSON input"},
		{"no JSON", "{\n\"a\":\n}", "x.json is no report of voxemu test: line 3: invalid character '}' looking for beginning of value"},
		{"a list", "[]", "x.json is no report of voxemu test: line 1: cannot unmarshal array into Go value"},
		{"other JSON", `{"tests":[]}`, `x.json is no report of voxemu test: it has no "report": "voxemu test"`},
		{"another version", `{"report":"voxemu test","v":2}`, "x.json is a report of version 2, and this voxemu reads version 1"},
		{"a field of another type", good + "\n{\"id\":1}]}", "x.json is damaged: line 2: cannot unmarshal number into Go struct field"},
		{"a test that is null", good + `null]}`, "x.json is damaged: test 1 of it is null"},
		{"no id", good + `{"file":"x"}]}`, "x.json is damaged: test 1 of it has no id"},
		{"no file", good + `{"id":"x"}]}`, "x.json is damaged: test 1 of it has no file"},
		{"another status", good + `{"id":"x","file":"x","status":"won"}]}`, `x.json is damaged: test 1 of it has the status "won"`},
		{"an attempt that is null", good + `{"id":"x","file":"x","status":"passed","attempts":[null]}]}`, "x.json is damaged: test 1 of it has a part that is null"},
		{"a failure that is null", good + `{"id":"x","file":"x","status":"failed","attempts":[{"failures":[null]}]}]}`, "x.json is damaged: test 1 of it has a failure that is null"},
		{"a negative time", good + `{"id":"x","file":"x","status":"passed","attempts":[{"virtualMs":-1}]}]}`, "x.json is damaged: -1 is no length of time"},
		{"a time that is a text", good + `{"id":"x","file":"x","status":"passed","attempts":[{"virtualMs":"1"}]}]}`, "x.json is damaged: "},
		{"no such shard", `{"report":"voxemu test","v":1,"shard":{"index":3,"of":2}}`, "x.json is damaged: there is no shard 3/2"},
		{"a snapshot problem that is null", `{"report":"voxemu test","v":1,"snapshots":{"problems":[null]}}`, "x.json is damaged: a problem of its snapshots is null"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := reporters.Read("x.json", []byte(c.text)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// Whatever a report says, every reporter can show it.
func FuzzRead(f *testing.F) {
	f.Add(`{"report":"voxemu test","v":1,"tests":[{"id":"a","file":"b","status":"failed","problems":[{"message":"m","file":"b","line":3,"source":{"line":-1,"text":["x"]}}]}]}`)
	f.Add(`{"report":"voxemu test","v":1,"tests":[{"id":"a","file":"b","status":"flaky","attempts":[{"failures":[{"message":"","stack":[{"file":"x","line":9,"column":-4}],"source":{"line":8,"text":["",""]}}],"steps":[{"depth":-3,"failed":true}]}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := reporters.Read("x.json", []byte(text))
		if err != nil {
			return
		}
		all, err := reporters.Merge([]*reporters.Report{r})
		if err != nil {
			return
		}
		for _, k := range reporters.Kinds() {
			report(t, k.Name, reporters.Style{Times: all.Times, Color: true}, all.Summary)
		}
	})
}
