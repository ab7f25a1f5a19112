// Package format writes what a check has found: for people, and in the forms that editors and services read. What it writes depends on
// the report and the options alone.
package format

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
)

// Report is the outcome of a check.
type Report struct {
	// Findings are written in their order; [finding.Sort] gives the one that people expect. Those whose severity is [finding.Off] are
	// left out.
	Findings []finding.Finding
	// Files are all files that were checked. Files that only findings name count as well.
	Files []string
	// Rules are all rules that could report.
	Rules []Rule
	// Version is that of voxemu. It may be empty.
	Version string
}

// Rule is what readers of a report may know about a rule.
type Rule struct {
	// Code is stable; Name is what people call the rule.
	Code, Name string
	// Summary says what it finds, in one line without a full stop.
	Summary string
	// Severity is that of its findings by default; off if it runs only when it is asked for.
	Severity finding.Severity
	// URI is the address of the rule's page. It may be empty.
	URI string
	// Help is the rule's page itself, in Markdown. It may be empty.
	Help string
}

// Options say how a report is written. Color and Width matter for text only.
type Options struct {
	Color bool
	// Width is how many columns a line of code may take; 0 stands for 100.
	Width int
	// Cwd is the absolute path of the folder that file names are written from; "" writes them as they are.
	Cwd string
}

type format struct {
	name  string
	write func(*bufio.Writer, *view) error
}

func formats() []format {
	return []format{
		{"text", text},
		{"json", document},
		{"jsonl", lines},
		{"github", github},
		{"sarif", sarif},
		{"junit", junit},
		{"checkstyle", checkstyle},
	}
}

// Names returns the names of all formats; the first one is for people.
func Names() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes a report in the format of that name. It returns the error of w, or one for an unknown name.
func Write(w io.Writer, name string, r Report, o Options) error {
	all := formats()
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("unknown format %q: choose one of %s", name, strings.Join(Names(), ", "))
	}
	b := bufio.NewWriter(w)
	if err := all[i].write(b, newView(r, o)); err != nil {
		return err
	}
	return b.Flush()
}

// view is a report with its files as people see them.
type view struct {
	Report
	Options
	files []file
	index texts
}

// file is a file with its findings, in order.
type file struct {
	name     string
	findings []*finding.Finding
}

func newView(r Report, o Options) *view {
	v := &view{Report: r, Options: o}
	at := map[string]int{} // places in v.files
	add := func(path string) *file {
		name := v.shown(path)
		i, ok := at[name]
		if !ok {
			i = len(v.files)
			at[name] = i
			v.files = append(v.files, file{name: name})
		}
		return &v.files[i]
	}
	for _, path := range r.Files {
		add(path)
	}
	v.Findings = nil
	for _, f := range r.Findings {
		if f.Severity == finding.Off {
			continue
		}
		f.Pos.Line, f.Pos.Column = max(0, f.Pos.Line), max(0, f.Pos.Column)
		f.End.Line, f.End.Column = max(0, f.End.Line), max(0, f.End.Column)
		v.Findings = append(v.Findings, f)
	}
	for i := range v.Findings {
		f := add(v.Findings[i].Pos.File)
		f.findings = append(f.findings, &v.Findings[i])
	}
	slices.SortStableFunc(v.files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return v
}

// shown returns a path as it is written everywhere: from the current folder on if it is below that, with slashes. What is about no file
// is about the current folder.
func (v *view) shown(path string) string {
	if path == "" {
		return "."
	}
	path = strings.ToValidUTF8(diag.Pos{File: path}.Under(v.Cwd).File, "\ufffd")
	if hasDrive(path) {
		return strings.ReplaceAll(path, `\`, "/")
	}
	return filepath.ToSlash(path)
}

// hasDrive says whether a path begins as absolute ones do on Windows: "C:\".
func hasDrive(path string) bool {
	return len(path) > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/') &&
		(path[0] >= 'a' && path[0] <= 'z' || path[0] >= 'A' && path[0] <= 'Z')
}

// summary counts findings and files.
type summary struct {
	Files    int `json:"files"`
	Affected int `json:"affectedFiles"` // those with findings
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Fixable  int `json:"fixable"`
}

func (v *view) summary() summary {
	s := summary{Files: len(v.files)}
	for _, f := range v.files {
		if len(f.findings) > 0 {
			s.Affected++
		}
	}
	for _, f := range v.Findings {
		switch f.Severity {
		case finding.Error:
			s.Errors++
		case finding.Warning:
			s.Warnings++
		default:
			s.Notes++
		}
		if f.Fix != nil {
			s.Fixable++
		}
	}
	return s
}

// label names the rule of a finding: its code, and what people call it.
func label(f *finding.Finding) string { return strings.TrimSpace(f.Code + " " + f.Rule) }

// said is what a finding says: its message and its hint.
func said(f *finding.Finding) string {
	if f.Hint == "" {
		return readable(f.Message)
	}
	return readable(f.Message) + "\nhint: " + readable(f.Hint)
}

// told is what a finding says, for forms that have no place for the fix.
func told(f *finding.Finding) string {
	text := said(f)
	if f.Fix != nil {
		text += "\n" + fixLine(f)
	}
	return text
}

// fixLine says that a finding can be mended by the command.
func fixLine(f *finding.Finding) string {
	return "fix: " + diag.Visible(f.Fix.Title) + " (voxemu check --fix)"
}

// readable makes control characters visible, but for the ends of lines.
func readable(s string) string {
	parts := strings.Split(strings.ToValidUTF8(s, "\ufffd"), "\n")
	for i, line := range parts {
		parts[i] = diag.Visible(strings.TrimSuffix(line, "\r"))
	}
	return strings.Join(parts, "\n")
}
