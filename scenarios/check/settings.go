package check

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rules/checker"
)

// Never is a severity that no finding has: a check for which it is [Choice.FailOn] doesn't fail.
const Never = finding.Error + 1

// Choice says which rules run and what their findings count. Rules are named by code, beginning of a code (VX12), name, "default" or
// "all".
type Choice struct {
	// Select are the rules to run; empty stands for "default". That a file can't be read or parsed is reported whatever it says.
	Select []string
	// Ignore are rules not to run.
	Ignore []string
	// Severity are the severities of rules; of two for one rule the last counts.
	Severity []Level
	// Show is the lowest severity that is reported, and FailOn the lowest that fails the check; Off stands for what voxemu.yaml says, or
	// else for Note and Error.
	Show, FailOn finding.Severity
}

// Level is the severity that the findings of a rule have. One that the rule itself has lowered, since it is less sure, is not raised.
type Level struct {
	Rule     string
	Severity finding.Severity
}

// policy is what holds for the files of a folder.
type policy struct {
	rules        *register
	runs         map[string]bool // by code
	levels       map[string]finding.Severity
	show, failOn finding.Severity
	base         string // the folder that patterns start from
	exclude      []string
}

// level gives a finding the severity that it has here; ok is false if it is not reported.
func (p *policy) level(f finding.Finding) (finding.Finding, bool) {
	r, known := p.rules.byCode[f.Code]
	if !known {
		return f, f.Severity > finding.Off // a failure of ours
	}
	if !p.runs[f.Code] {
		return f, false
	}
	if set, ok := p.levels[f.Code]; ok {
		if f.Severity == r.Severity || f.Severity > set {
			f.Severity = set
		}
	}
	return f, f.Severity > finding.Off
}

// excluded reports whether a path is left out when folders are searched. A pattern without a slash is about names, one with a slash
// about paths from the folder of voxemu.yaml.
func (p *policy) excluded(abs string) bool {
	if len(p.exclude) == 0 {
		return false
	}
	rel, err := filepath.Rel(p.base, abs)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	return slices.ContainsFunc(p.exclude, func(pattern string) bool {
		subject := rel
		if !strings.Contains(pattern, "/") {
			subject = path.Base(rel)
		}
		ok, err := path.Match(strings.Trim(pattern, "/"), subject)
		return ok && err == nil
	})
}

// policies are those of all folders.
type policies struct {
	*job
	byDir map[string]*policy
	// findings are what is wrong with the settings.
	findings []finding.Finding
}

func newPolicies(c *job) *policies {
	return &policies{job: c, byDir: map[string]*policy{}}
}

// prepare makes the policies that are needed when many goroutines look at a unit.
func (ps *policies) prepare(u *unit) {
	if u.project == nil {
		ps.of(filepath.Dir(u.path))
		return
	}
	ps.of(u.project.Dir)
	for _, a := range u.project.Applications {
		for _, r := range a.Rules {
			for _, s := range r.Scenarios {
				ps.of(filepath.Dir(ps.abs(s.File)))
			}
		}
	}
	for _, s := range u.alone {
		ps.of(filepath.Dir(ps.abs(s.File)))
	}
}

// dir returns the policy of a file or folder that was prepared; many goroutines may ask.
func (ps *policies) dir(abs string) *policy {
	if p, ok := ps.byDir[abs]; ok {
		return p
	}
	return ps.byDir[filepath.Dir(abs)]
}

// of returns the policy of a folder: that of the nearest voxemu.yaml with settings for the check, in the folder or above it.
func (ps *policies) of(dir string) *policy {
	if p, ok := ps.byDir[dir]; ok {
		return p
	}
	var p *policy
	if s := ps.settings(dir); s != nil {
		p = ps.make(s)
	} else if up := filepath.Dir(dir); up == dir || ps.isTop(dir) {
		p = ps.make(&scenarios.CheckSettings{})
	} else {
		p = ps.of(up)
	}
	ps.byDir[dir] = p
	return p
}

// isTop reports whether a folder is that of a repository: what is above it has no say.
func (ps *policies) isTop(dir string) bool {
	_, err := ps.files.Stat(filepath.Join(dir, ".git"))
	return err == nil
}

func (ps *policies) settings(dir string) *scenarios.CheckSettings {
	opt := ps.loading()
	opt.CheckStep, opt.CheckSocketStep = nil, nil
	s, problems := scenarios.ReadCheckSettings(dir, opt)
	for _, p := range problems {
		ps.findings = append(ps.findings, ps.rules.problem(p))
	}
	return s
}

// make joins what a file says with what the command line says.
func (ps *policies) make(s *scenarios.CheckSettings) *policy {
	p := &policy{rules: ps.rules, runs: map[string]bool{}, levels: map[string]finding.Severity{}, base: s.Dir}
	flags := ps.Choice
	chosen := flags.Select
	if len(chosen) == 0 {
		for _, one := range s.Select {
			chosen = append(chosen, ps.word("select", one)...)
		}
	}
	if len(chosen) == 0 {
		chosen = []string{defaultRules}
	}
	for _, r := range ps.rules.list {
		p.runs[r.Code] = checker.Always(r.Code)
	}
	p.set(chosen, true)
	for _, one := range s.Ignore {
		p.set(ps.word("ignore", one), false)
	}
	p.set(flags.Ignore, false)
	for _, one := range s.Severity {
		if level, ok := finding.ParseSeverity(one.Value); ok {
			p.levelOf(ps.word("severity", one), level)
		}
	}
	for _, l := range flags.Severity {
		p.levelOf([]string{l.Rule}, l.Severity)
	}
	p.show = nearest(flags.Show, severityOf(s.Show.Value), finding.Note)
	p.failOn = nearest(flags.FailOn, severityOf(s.FailOn.Value), finding.Error)
	for _, one := range s.Exclude {
		p.exclude = append(p.exclude, ps.pattern(one)...)
	}
	return p
}

// word returns the word of a setting, or nothing and a finding if it stands for no rule.
func (ps *policies) word(key string, s scenarios.Setting) []string {
	if len(ps.rules.means(s.Name)) > 0 {
		return []string{s.Name}
	}
	p := ps.rules.unknown(fmt.Sprintf("check.%s", key), s.Name)
	p.Code, p.Pos, p.Source = diag.CodeUnknownName, s.Pos, s.Source
	ps.findings = append(ps.findings, ps.rules.problem(p))
	return nil
}

// pattern returns a pattern of exclude, or nothing and a finding if it is none.
func (ps *policies) pattern(s scenarios.Setting) []string {
	if _, err := path.Match(strings.Trim(s.Name, "/"), ""); err == nil {
		return []string{s.Name}
	}
	ps.findings = append(ps.findings, ps.rules.problem(&diag.Problem{
		Code: diag.CodeUnknownName, Pos: s.Pos, Source: s.Source, Message: fmt.Sprintf("check.exclude: %q is no pattern", s.Name),
		Hint: "* stands for any part of a name, [ab] for one of these characters; write \\[ for a bracket",
	}))
	return nil
}

func (p *policy) set(words []string, runs bool) {
	for _, word := range words {
		for _, code := range p.rules.means(word) {
			p.runs[code] = runs
		}
	}
}

func (p *policy) levelOf(words []string, level finding.Severity) {
	for _, word := range words {
		for _, code := range p.rules.means(word) {
			p.levels[code] = level
			if level == finding.Off {
				p.runs[code] = false
			}
		}
	}
}

// nearest returns the first that is set.
func nearest(list ...finding.Severity) finding.Severity {
	for _, s := range list {
		if s != finding.Off {
			return s
		}
	}
	return finding.Off
}

// severityOf reads a severity or "never"; Off for everything else.
func severityOf(text string) finding.Severity {
	if text == "never" {
		return Never
	}
	s, _ := finding.ParseSeverity(text)
	return s
}
