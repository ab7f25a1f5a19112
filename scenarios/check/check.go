// Package check finds mistakes in VoxEngine scenarios without running them: it finds out what there is to check, reads and parses it,
// applies rules, and silences what comments and settings silence.
//
//	report, err := check.Run(ctx, []string{"."}, check.Options{Rules: rules.All(), Cwd: dir})
//
// A project is checked as a whole: scenarios of one project rule know of each other. A scenario that is named by itself, or that belongs to no
// project, is checked alone. What is wrong with one file is a finding and does not stand in the way of the others.
//
// Files are parsed on all cores, and rules look at independent files on all cores. The report does not depend on that.
package check

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// Options say what to look for, and where. The zero value has no rules but those of the checker itself.
type Options struct {
	// Rules are those there are. Rules of the checker itself that are not among them are added.
	Rules []rule.Rule
	// Choice is what the command line says about check rules; it goes before what voxemu.yaml files say.
	Choice Choice
	// Workers is how many files are looked at at once; 0 stands for one.
	Workers int
	// Cwd is the folder that relative paths start from; "" stands for the process's current one.
	Cwd string
	// Getenv reads the environment, for VOX_CI_ROOT_PATH; nil stands for an empty one.
	Getenv func(string) string
	// Files is where files are read; nil stands for the operating system's.
	Files scenarios.Files
	// Stdin is what the path "-" stands for; StdinName is the name of that file, "" for <stdin>.
	Stdin     io.Reader
	StdinName string
	// CheckStep and CheckSocketStep check the steps in voxemu.yaml; nil accepts them all.
	CheckStep, CheckSocketStep scenarios.StepParser
}

// Report is what came of a check.
type Report struct {
	// Findings are ordered by file and place.
	Findings []finding.Finding
	// Files are the scenarios that were looked at, as people see their paths, in order.
	Files []string
	// Crashes are failures of the checker itself. Each is a finding as well.
	Crashes []Crash
	// Failed says that there is a finding for which the check fails.
	Failed bool
}

// Crash is a check rule, or the parser, that broke at a file. The others went on.
type Crash struct {
	File, Rule, Reason string
	// Stack is that of Go.
	Stack string
}

// Run checks what the paths name: scenario files, folders, or "-" for what comes from stdin; without any, the current folder. The
// error, a [*diag.Problem] or [scenarios.Problems], is wrong use: nothing was checked then.
func Run(ctx context.Context, paths []string, opt Options) (*Report, error) {
	c, err := newJob(opt)
	if err != nil {
		return nil, err
	}
	return c.run(ctx, paths)
}

// job is a check with its options made complete.
type job struct {
	Options
	rules    *register
	files    *overlay
	policies *policies
	// readStdin says that stdin was read: it is the file StdinName now.
	readStdin bool
}

func newJob(opt Options) (*job, error) {
	cwd, err := filepath.Abs(opt.Cwd)
	if err != nil {
		return nil, &diag.Problem{Code: diag.CodePath, Message: "no current folder: " + err.Error(), Err: err}
	}
	opt.Cwd = cwd
	opt.Workers = max(1, opt.Workers)
	if opt.Getenv == nil {
		opt.Getenv = func(string) string { return "" }
	}
	if opt.Files == nil {
		opt.Files = scenarios.SystemFiles()
	}
	if opt.StdinName == "" {
		opt.StdinName = "<stdin>"
	}
	c := &job{Options: opt, rules: newRegister(opt.Rules), files: &overlay{Files: opt.Files, texts: map[string]string{}}}
	if err := c.rules.check(opt.Choice); err != nil {
		return nil, err
	}
	return c, nil
}

// loading are the options for reading scenarios and projects.
func (c *job) loading() scenarios.Options {
	return scenarios.Options{Cwd: c.Cwd, Getenv: c.Getenv, Files: c.files, CheckStep: c.CheckStep, CheckSocketStep: c.CheckSocketStep}
}

// abs returns the absolute path of a file as people see it.
func (c *job) abs(shown string) string {
	path := filepath.FromSlash(shown)
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.Cwd, path)
	}
	return filepath.Clean(path)
}

func (c *job) run(ctx context.Context, paths []string) (*Report, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	if slices.Contains(paths, stdinPath) {
		if err := c.takeStdin(); err != nil {
			return nil, err
		}
	}
	c.policies = newPolicies(c)
	f := &finder{job: c, named: map[string]bool{}, bound: map[string]bool{}, projects: map[string]bool{}}
	units, err := f.find(paths)
	if err != nil {
		return nil, err
	}
	out := c.look(ctx, units)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out.findings = append(out.findings, f.findings...)
	return c.report(out), nil
}

// takeStdin reads stdin, once.
func (c *job) takeStdin() error {
	if c.readStdin || c.Stdin == nil {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(c.Stdin, scenarios.MaxFileBytes+1))
	switch {
	case err != nil:
		return &diag.Problem{Code: diag.CodePath, Message: "stdin can't be read: " + err.Error(), Err: err}
	case len(text) > scenarios.MaxFileBytes:
		return &diag.Problem{Code: diag.CodePath, Message: fmt.Sprintf("stdin has more than the %d MB that are read", scenarios.MaxFileBytes>>20), Hint: "give it a scenario"}
	}
	c.files.texts[c.abs(c.StdinName)] = string(text)
	c.readStdin = true
	return nil
}

// report levels, silences and orders what was found.
func (c *job) report(out *outcome) *Report {
	r := &Report{Files: slices.Sorted(maps.Keys(out.files)), Crashes: out.crashes}
	slices.SortFunc(r.Crashes, func(a, b Crash) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Reason, b.Reason))
	})
	var levelled []finding.Finding
	for _, f := range out.findings {
		if f, ok := c.policies.of(c.owner(out, f.Pos.File)).level(f); ok {
			levelled = append(levelled, f)
		}
	}
	levelled = append(levelled, c.policies.findings...) // what is wrong with settings can't be set
	for _, f := range c.silence(out, finding.Sort(levelled)) {
		p := c.policies.of(c.owner(out, f.Pos.File))
		if f.Severity < p.show {
			continue
		}
		r.Failed = r.Failed || f.Severity >= p.failOn
		r.Findings = append(r.Findings, f)
	}
	r.Findings = finding.Sort(r.Findings)
	return r
}

// owner returns the folder whose settings hold for a file: that of the scenario for what the scenario was bundled from.
func (c *job) owner(out *outcome, file string) string {
	if bundle, ok := out.bundled[file]; ok {
		file = bundle
	}
	return filepath.Dir(c.abs(file))
}
