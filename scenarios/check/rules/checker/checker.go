// Package checker has the rules that the checker itself applies: to what it can't read or parse, to what is wrong with the files
// that describe a project, and to the comments that silence findings.
package checker

import (
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// The codes that the checker reports.
const (
	Syntax            = "VX1701"
	RulePattern       = "VX1801"
	UnknownScenario   = "VX1804"
	UnusedSuppression = "VX1902"
	BadSuppression    = "VX1903"
	Unreadable        = "VX1904"
	ProjectFile       = "VX1905"
)

// Rules returns the rules, none of which looks at anything by itself.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: Syntax, Name: "syntax", Severity: finding.Error, Summary: "a scenario has a syntax error, or uses what the cloud's engine doesn't know"},
		{Code: RulePattern, Name: "rule-pattern", Severity: finding.Error, Summary: "the pattern of a rule is not a regular expression"},
		{Code: UnknownScenario, Name: "unknown-scenario", Severity: finding.Error, Summary: "a rule names a scenario that does not exist"},
		{Code: UnusedSuppression, Name: "unused-suppression", Severity: finding.Warning, Summary: "a comment silences a finding that is not there"},
		{Code: BadSuppression, Name: "bad-suppression", Severity: finding.Warning, Summary: "a comment that is to silence a finding names no rule, one that does not exist, or no reason"},
		{Code: Unreadable, Name: "unreadable", Severity: finding.Error, Summary: "a file or folder can't be read: it is missing, empty, too large, binary, or not what its name says"},
		{Code: ProjectFile, Name: "project-file", Severity: finding.Error, Summary: "a file that describes a project says something that has no meaning"},
	}
}

// Always reports whether a code tells that something could not be checked: it is reported whatever rules are selected.
func Always(code string) bool {
	switch code {
	case Syntax, Unreadable, ProjectFile:
		return true
	}
	return false
}
