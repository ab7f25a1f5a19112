// Package rule is the form of all check rules: a code that never changes, a severity, and a function that looks at a scenario or at a
// project.
package rule

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
)

// Rule is a check rule: it finds one kind of mistake. Rules keep no state: the same one looks at several files at once.
type Rule struct {
	// Code is stable, such as "VX1202": a retired code is not given away again.
	Code string
	// Name is what people call it, such as "unknown-member".
	Name string
	// Severity is that of its findings unless a finding lowers its own.
	Severity finding.Severity
	// Summary says what it finds, in one line without a full stop.
	Summary string
	// Optional rules run only if they are selected.
	Optional bool
	// File looks at one scenario, Project at the project rules and scenarios of one application. One of them is nil, or both are for codes
	// that the checker itself reports.
	File    func(*Pass)
	Project func(*ProjectPass)
}

// Pass is one rule at one scenario.
type Pass struct {
	*program.File
	rule   *Rule
	report func(finding.Finding)
}

// NewPass returns the pass of a rule; what it finds goes to report.
func NewPass(r *Rule, f *program.File, report func(finding.Finding)) *Pass {
	return &Pass{File: f, rule: r, report: report}
}

// Detail is what a finding may have beside its message.
type Detail func(*finding.Finding)

// Hint offers one thing to do.
func Hint(format string, args ...any) Detail {
	return func(f *finding.Finding) { f.Hint = fmt.Sprintf(format, args...) }
}

// Lower lowers the severity of one finding that is less sure than others of its rule. It never raises it.
func Lower(s finding.Severity) Detail {
	return func(f *finding.Finding) { f.Severity = min(f.Severity, s) }
}

// Mend offers a change; a nil one is none.
func Mend(fix *finding.Fix) Detail {
	return func(f *finding.Finding) { f.Fix = fix }
}

// Report reports a finding at a node.
func (p *Pass) Report(at ast.Node, message string, details ...Detail) {
	start, end := p.Range(at)
	p.ReportRange(start, end, message, details...)
}

// ReportRange reports a finding at a range of offsets, as [program.File.Range] gives them.
func (p *Pass) ReportRange(start, end int, message string, details ...Detail) {
	f := p.rule.finding(message, nil)
	f.Pos, f.End = p.At(start), p.At(end)
	f.Source, _ = p.SourceOf(f.Pos.File)
	for _, d := range details { // which may change any of these
		d(&f)
	}
	p.report(f)
}

// ReportFile reports a finding about the file as a whole.
func (p *Pass) ReportFile(message string, details ...Detail) {
	f := p.rule.finding(message, details)
	f.Pos = diag.Pos{File: p.Name()}
	p.report(f)
}

// ProjectPass is one rule at one application.
type ProjectPass struct {
	// Application has the project rules with their scenarios' texts, in platform order.
	Application *scenarios.Application
	// Files are the scenarios that could be parsed, by [scenarios.Scenario.File].
	Files map[string]*program.File
	// Unbound are the scenarios of the project that no project rule of any application names, by file.
	Unbound []string

	rule   *Rule
	report func(finding.Finding)
}

// NewProjectPass returns the pass of a rule; what it finds goes to report.
func NewProjectPass(r *Rule, app *scenarios.Application, files map[string]*program.File, unbound []string, report func(finding.Finding)) *ProjectPass {
	return &ProjectPass{Application: app, Files: files, Unbound: unbound, rule: r, report: report}
}

// Report reports a finding at a place of any of the project's files; source is that file's text, if it is known.
func (p *ProjectPass) Report(at diag.Pos, source, message string, details ...Detail) {
	f := p.rule.finding(message, details)
	f.Pos, f.Source = at, source
	p.report(f)
}

func (r *Rule) finding(message string, details []Detail) finding.Finding {
	f := finding.Finding{Code: r.Code, Rule: r.Name, Severity: r.Severity, Message: message}
	for _, d := range details {
		d(&f)
	}
	return f
}
