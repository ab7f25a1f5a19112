package check

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rules/checker"
)

// Words that stand for many rules, beside the beginnings of codes.
const (
	defaultRules = "default" // all that are not optional
	allRules     = "all"
)

// register are the rules there are, by code.
type register struct {
	list   []rule.Rule
	byCode map[string]*rule.Rule
}

func newRegister(list []rule.Rule) *register {
	r := &register{byCode: map[string]*rule.Rule{}}
	for _, one := range slices.Concat(list, checker.Rules()) {
		if !slices.ContainsFunc(r.list, func(have rule.Rule) bool { return have.Code == one.Code }) {
			r.list = append(r.list, one)
		}
	}
	slices.SortFunc(r.list, func(a, b rule.Rule) int { return cmp.Compare(a.Code, b.Code) })
	for i := range r.list {
		r.byCode[r.list[i].Code] = &r.list[i]
	}
	return r
}

// means returns the codes that a word of a person stands for: a code, the beginning of one (VX12), a name, "default" or "all".
func (r *register) means(word string) (codes []string) {
	upper := strings.ToUpper(word)
	for _, one := range r.list {
		switch {
		case word == one.Name, word == allRules, word == defaultRules && !one.Optional,
			len(upper) > 2 && strings.HasPrefix(upper, "VX") && strings.HasPrefix(one.Code, upper):
			codes = append(codes, one.Code)
		}
	}
	return codes
}

// unknown says that a word stands for no rule, and what to do; where is how the word came in, such as "--select".
func (r *register) unknown(where, word string) *diag.Problem {
	p := &diag.Problem{Code: diag.CodeUsage, Message: fmt.Sprintf("%s: there is no rule %q", where, word), Hint: "voxemu check --list-rules lists them"}
	var words []string
	for _, one := range r.list {
		words = append(words, one.Code, one.Name)
	}
	if near := diag.Suggest(word, append(words, allRules, defaultRules)); near != "" {
		p.Hint = fmt.Sprintf("did you mean %s?", near)
	}
	return p
}

// check refuses a choice of rules that there are not.
func (r *register) check(c Choice) error {
	for _, part := range []struct {
		flag  string
		words []string
	}{{"--select", c.Select}, {"--ignore", c.Ignore}} {
		for _, word := range part.words {
			if len(r.means(word)) == 0 {
				return r.unknown(part.flag, word)
			}
		}
	}
	for _, level := range c.Severity {
		if len(r.means(level.Rule)) == 0 {
			return r.unknown("--severity", level.Rule)
		}
	}
	return nil
}

// finding makes a finding of one of the checker's own rules.
func (r *register) finding(code string, pos diag.Pos, source, message, hint string) finding.Finding {
	one := r.byCode[code]
	return finding.Finding{Code: code, Rule: one.Name, Severity: one.Severity, Message: message, Hint: hint, Pos: pos, Source: source}
}

// problem makes a finding of a problem with reading files. What rules are about has the rules' codes.
func (r *register) problem(p *diag.Problem) finding.Finding {
	code := checker.ProjectFile
	switch {
	case errors.Is(p, scenarios.ErrUnknownScenario):
		code = checker.UnknownScenario
	case p.Code == diag.CodePattern:
		code = checker.RulePattern
	case p.Code == diag.CodePath || p.Code == diag.CodeSource || p.Code == diag.CodeFormat:
		code = checker.Unreadable
	}
	f := r.finding(code, p.Pos, p.Source, p.Message, p.Hint)
	switch p.Severity {
	case diag.Warning:
		f.Severity = min(f.Severity, finding.Warning)
	case diag.Note:
		f.Severity = min(f.Severity, finding.Note)
	}
	return f
}
