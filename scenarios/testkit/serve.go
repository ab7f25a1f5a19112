package testkit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios/testkit/coverage"
	"voxemu/scenarios/testkit/kit"
)

// request is what a worker process reads from its standard input: a test file, and which of its tests to run. Without tests it only
// tells which there are.
type request struct {
	Path, Name string
	Tests      []wanted
}

// wanted is a test to run.
type wanted struct {
	ID             string
	Index, Retries int
	Titles, Tags   []string
	Pos            diag.Pos
}

// answer is a line that a worker process writes to its standard output.
type answer struct {
	Found   *found   `json:",omitempty"`
	Started bool     `json:",omitempty"`
	Ended   *Result  `json:",omitempty"`
	Opened  []string `json:",omitempty"`
	// Coverage is what the tests have reached.
	Coverage *coverage.Report `json:",omitempty"`
	// Broken is what is wrong with the file of Found or Ended.
	Broken []problem `json:",omitempty"`
}

// problem is a [diag.Problem] with all its fields, which the form for tools has not.
type problem diag.Problem

// found is what is known of a file that was loaded.
type found struct {
	Files []string
	Loads bool
	Cases []kit.Case
}

// Serve is the worker process of [Options.Launch]: it reads what to do, does it and writes what comes of it, as JSON Lines. The
// options are those of the run.
func Serve(ctx context.Context, in io.Reader, out io.Writer, o Options) error {
	var q request
	if err := json.NewDecoder(in).Decode(&q); err != nil {
		return fmt.Errorf("read the request for a worker process: %w", err)
	}
	w := &wire{out: json.NewEncoder(out)}
	o.Launch, o.Reporter, o.Changed = nil, w, nil
	if o.Watchdog == nil {
		o.Watchdog = jsvm.NewWatchdog()
	}
	kit.Warm()
	r := &runner{opts: o, projects: newProjects(o)}
	f := r.open(Target{Path: q.Path, Name: q.Name})
	f.broken = r.read(f, nil)
	if q.Tests == nil {
		w.send(answer{Found: &found{Files: f.files, Loads: f.loads, Cases: f.cases}, Broken: packed(f.broken)})
		return w.err
	}
	r.files = []*file{f}
	j := &job{file: f}
	for _, t := range q.Tests {
		p := &planned{file: f, result: &Result{ID: t.ID, File: q.Name, Titles: t.Titles, Tags: t.Tags, Pos: t.Pos}, retries: t.Retries}
		p.test.Index, p.test.Pos = t.Index, t.Pos
		r.summary.Results = append(r.summary.Results, p.result)
		j.tests = append(j.tests, p)
	}
	if f.broken == nil {
		r.jobs = []*job{j}
		r.run(ctx)
	}
	for _, p := range j.tests {
		if f.broken != nil {
			r.settle(p, f.broken)
		}
	}
	r.covered(w)
	w.send(answer{Opened: r.projects.openedBy(q.Path)})
	return w.err
}

// wire is the reporter of a worker process.
type wire struct {
	out *json.Encoder
	err error
}

func (w *wire) send(a answer) {
	if err := w.out.Encode(a); err != nil && w.err == nil {
		w.err = fmt.Errorf("answer as a worker process: %w", err)
	}
}

func (w *wire) Begin(int, int, *Options) {}
func (w *wire) Started(*Result)          { w.send(answer{Started: true}) }
func (w *wire) End(*Summary) error       { return w.err }

// Ended sends what came of a test, without what only this process can use.
func (w *wire) Ended(r *Result) {
	told := *r
	told.Broken = nil
	told.Attempts = make([]Attempt, len(r.Attempts))
	for i, a := range r.Attempts {
		out := *a.Outcome
		out.Records = nil
		told.Attempts[i] = Attempt{Outcome: &out, Wall: a.Wall, Trace: a.Trace}
	}
	w.send(answer{Ended: &told, Broken: packed(r.Broken)})
}

// packed returns problems without their causes, which JSON has no form for.
func packed(problems []*diag.Problem) (list []problem) {
	for _, p := range problems {
		one := problem(*p)
		one.Err = nil
		list = append(list, one)
	}
	return list
}

// unpacked is the reverse of packed.
func unpacked(list []problem) (problems []*diag.Problem) {
	for _, p := range list {
		one := diag.Problem(p)
		problems = append(problems, &one)
	}
	return problems
}
