// Package language has the rules about the language itself: globals that nobody meant to make, regular expressions that take too long,
// and secrets in the text. Scenarios that can't be parsed are told of by the checker.
package language

import (
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1702", Name: "implicit-global", Severity: finding.Note, File: implicitGlobal,
			Summary: "a function assigns to a name that nobody declares, as if it were its own"},
		{Code: "VX1703", Name: "slow-regexp", Severity: finding.Note, File: slowRegexp,
			Summary: "a regular expression takes seconds with some inputs"},
		{Code: "VX1704", Name: "secret", Severity: finding.Note, File: secret,
			Summary: "a key of a known provider stands in the source"},
	}
}
