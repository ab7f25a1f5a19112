package reporters

import (
	"io"
	"path/filepath"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/snapshot"
)

// JSON writes all there is to know about a run as one JSON object, in the end. docs/test-reports.md describes its fields.
type JSON struct {
	atEnd
	w     io.Writer
	style Style
}

// NewJSON returns a JSON reporter.
func NewJSON(w io.Writer, s Style) *JSON { return &JSON{w: w, style: s} }

var _ testkit.Reporter = (*JSON)(nil)

// End writes the report.
func (j *JSON) End(s *testkit.Summary) error {
	text, err := j.style.document(s).marshal()
	if err != nil {
		return err
	}
	_, err = j.w.Write(text)
	return err
}

func (s Style) document(sum *testkit.Summary) *document {
	d := &document{Report: reportName, Version: ReportVersion, Seed: sum.Seed, Tests: []*test{}}
	d.Counts = counts{sum.Count(testkit.Passed), sum.Count(testkit.Failed), sum.Count(testkit.Flaky), sum.Count(testkit.Skipped), sum.Left}
	if s.Times {
		d.WallMs = new(millis(sum.Wall))
	}
	if sum.Shard.Of > 0 {
		d.Shard = &shard{sum.Shard.Index, sum.Shard.Of, sum.Whole, sum.Plan}
	}
	d.Snapshots = s.snapshotsDone(&sum.Snapshots)
	for _, r := range sum.Results {
		t := &test{
			ID: r.ID, File: filepath.ToSlash(r.File), Titles: r.Titles, Index: r.Index, Line: r.Pos.Line, Column: r.Pos.Column, Tags: r.Tags,
			Status: r.Status, Reason: r.Reason,
		}
		for _, p := range r.Broken {
			t.Problems = append(t.Problems, s.problem(p))
		}
		for i := range r.Attempts {
			t.Attempts = append(t.Attempts, s.attempt(&r.Attempts[i]))
		}
		d.Tests = append(d.Tests, t)
	}
	return d
}

func (s Style) snapshotsDone(r *snapshot.Report) *snapshotsDone {
	if len(r.Lines()) == 0 && len(r.Problems) == 0 {
		return nil
	}
	done := &snapshotsDone{Written: r.Written, Updated: r.Updated, Removed: r.Removed, Obsolete: r.Obsolete}
	for _, p := range r.Problems {
		done.Problems = append(done.Problems, s.problem(p))
	}
	return done
}

func (s Style) problem(p *diag.Problem) *problem {
	at := under(p.Pos, s.Cwd)
	return &problem{
		Code: p.Code, Severity: p.Severity.String(), Message: p.Message, File: at.File, Line: at.Line, Column: at.Column, Hint: p.Hint,
		Stack: framesOf(p.Stack, s.Cwd), Source: excerptOf(p.Source, p.Pos.Line),
	}
}

func (s Style) attempt(a *testkit.Attempt) *attempt {
	one := &attempt{Trace: a.Trace}
	if s.Times {
		one.WallMs = new(millis(a.Wall))
	}
	if a.Outcome == nil {
		return one
	}
	one.VirtualMs, one.Output = millis(a.Virtual), a.Output
	for i := range a.Failures {
		f := &a.Failures[i]
		one.Failures = append(one.Failures, &mistake{
			Message: f.Message, Stack: framesOf(f.Stack, s.Cwd), Source: excerptOf(f.Source, f.Pos().Line), Diff: f.Diff, Timeline: f.Timeline,
			Waiting: f.Waiting,
		})
	}
	for _, p := range a.Steps {
		one.Steps = append(one.Steps, step{p.Title, p.Depth, millis(p.At), millis(p.Took), p.Failed})
	}
	return one
}

// under names a place from the current folder on, with slashes.
func under(p diag.Pos, cwd string) diag.Pos {
	p = p.Under(cwd)
	p.File = filepath.ToSlash(p.File)
	return p
}
