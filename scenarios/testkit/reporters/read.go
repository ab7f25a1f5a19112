package reporters

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/snapshot"
)

// Report is a JSON report that was read.
type Report struct {
	// Name is that of its file.
	Name string
	*testkit.Summary
	// Times is whether it says how long tests took.
	Times bool
}

// Read reads a JSON report. What is none, or none of this version, is refused with a [*diag.Problem].
func Read(name string, text []byte) (*Report, error) {
	refuse := func(why, hint string) (*Report, error) {
		return nil, &diag.Problem{Code: diag.CodeReport, Message: name + " " + why, Hint: hint, Exit: diag.ExitUsage}
	}
	var head struct {
		Report  string `json:"report"`
		Version int    `json:"v"`
	}
	const write = "voxemu test --reporter json=FILE writes one"
	if err := json.Unmarshal(text, &head); err != nil {
		return refuse("is no report of voxemu test: "+explain(text, err), write)
	}
	if head.Report != reportName {
		return refuse(`is no report of voxemu test: it has no "report": "`+reportName+`"`, write)
	}
	if head.Version != ReportVersion {
		return refuse(fmt.Sprintf("is a report of version %d, and this voxemu reads version %d", head.Version, ReportVersion), "use the same voxemu for all shards and for merging them")
	}
	var d document
	err := json.Unmarshal(text, &d)
	if err == nil {
		err = d.wrong()
	}
	if err != nil {
		return refuse("is damaged: "+explain(text, err), "run its tests again")
	}
	return &Report{Name: name, Summary: d.summary(), Times: d.WallMs != nil}, nil
}

// explain says where a text stops being the JSON it should be.
func explain(text []byte, err error) string {
	offset := int64(-1)
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = e.Offset
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		offset = e.Offset
	}
	why := strings.TrimPrefix(err.Error(), "json: ")
	if offset < 0 {
		return why
	}
	return fmt.Sprintf("line %d: %s", 1+bytes.Count(text[:min(offset, int64(len(text)))], []byte("\n")), why)
}

// wrong tells what a report lacks that is valid JSON.
func (d *document) wrong() error {
	if d.Shard != nil && (d.Shard.Of < 1 || d.Shard.Of > mostShards || d.Shard.Index < 1 || d.Shard.Index > d.Shard.Of) {
		return fmt.Errorf("there is no shard %d/%d", d.Shard.Index, d.Shard.Of)
	}
	if d.Snapshots != nil && slices.Contains(d.Snapshots.Problems, nil) {
		return errors.New("a problem of its snapshots is null")
	}
	for i, t := range d.Tests {
		if why := t.wrong(); why != "" {
			return fmt.Errorf("test %d of it %s", i+1, why)
		}
	}
	return nil
}

// mostShards is more than anybody has machines for.
const mostShards = 1 << 16

// wrong says what a test lacks; "" if nothing.
func (t *test) wrong() string {
	switch {
	case t == nil:
		return "is null"
	case t.ID == "":
		return "has no id"
	case t.File == "":
		return "has no file"
	case !slices.Contains(statuses(), t.Status):
		return fmt.Sprintf("has the status %q", t.Status)
	case slices.Contains(t.Problems, nil), slices.Contains(t.Attempts, nil):
		return "has a part that is null"
	case slices.ContainsFunc(t.Attempts, func(a *attempt) bool { return slices.Contains(a.Failures, nil) }):
		return "has a failure that is null"
	}
	return ""
}

func (d *document) summary() *testkit.Summary {
	s := &testkit.Summary{Seed: d.Seed, Left: max(d.Counts.NotRun, 0)}
	if d.WallMs != nil {
		s.Wall = time.Duration(*d.WallMs)
	}
	if d.Shard != nil {
		s.Shard, s.Whole, s.Plan = testkit.Shard{Index: d.Shard.Index, Of: d.Shard.Of}, d.Shard.Tests, d.Shard.Plan
	}
	if p := d.Snapshots; p != nil {
		s.Snapshots = snapshot.Report{Written: p.Written, Updated: p.Updated, Removed: p.Removed, Obsolete: p.Obsolete, Problems: problemsOf(p.Problems)}
	}
	for i, t := range d.Tests {
		r := t.result()
		r.Place = i
		s.Results = append(s.Results, r)
	}
	return s
}

func (t *test) result() *testkit.Result {
	r := &testkit.Result{
		ID: t.ID, File: t.File, Titles: t.Titles, Index: t.Index, Tags: t.Tags, Status: t.Status, Reason: t.Reason,
		Pos: diag.Pos{File: t.File, Line: t.Line, Column: t.Column}, Broken: problemsOf(t.Problems),
	}
	for _, a := range t.Attempts {
		r.Attempts = append(r.Attempts, a.attempt())
	}
	return r
}

func problemsOf(list []*problem) (problems []*diag.Problem) {
	for _, p := range list {
		one := &diag.Problem{
			Code: p.Code, Message: p.Message, Pos: diag.Pos{File: p.File, Line: p.Line, Column: p.Column}, Hint: p.Hint, Stack: stackOf(p.Stack),
			Source: p.Source.source(), Exit: diag.ExitFailed,
		}
		if p.Severity == diag.Warning.String() {
			one.Severity = diag.Warning
		}
		problems = append(problems, one)
	}
	return problems
}

func (a *attempt) attempt() testkit.Attempt {
	one := testkit.Attempt{Outcome: &kit.Outcome{Virtual: time.Duration(a.VirtualMs), Output: a.Output}, Trace: a.Trace}
	if a.WallMs != nil {
		one.Wall = time.Duration(*a.WallMs)
	}
	for _, f := range a.Failures {
		one.Failures = append(one.Failures, kit.Failure{
			Message: f.Message, Stack: stackOf(f.Stack), Source: f.Source.source(), Diff: f.Diff, Timeline: f.Timeline, Waiting: f.Waiting,
		})
	}
	for _, p := range a.Steps {
		one.Steps = append(one.Steps, kit.Step{Title: p.Title, Depth: p.Depth, At: time.Duration(p.AtMs), Took: time.Duration(p.TookMs), Failed: p.Failed})
	}
	return one
}
