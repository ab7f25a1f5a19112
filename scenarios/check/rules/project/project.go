// Package project has the check rules about projects: patterns of project rules that take nothing, or not what they seem to, scenarios that nothing
// runs, and names that the scenarios of one project rule declare twice. What can't be read of a project is told of by the checker.
package project

import (
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1802", Name: "rule-shadowed", Severity: finding.Note, Project: shadowed,
			Summary: "no call comes to a rule by its pattern, since rules before it take all that it would"},
		{Code: "VX1803", Name: "rule-plus", Severity: finding.Note, Project: plus,
			Summary: "a pattern wants a plus in front, which dialled numbers don't have"},
		{Code: "VX1805", Name: "unused-scenario", Severity: finding.Note, Project: unused,
			Summary: "no rule uses a scenario"},
		{Code: "VX1806", Name: "name-twice", Severity: finding.Error, Project: nameTwice,
			Summary: "two scenarios of one rule declare the same name at their top level"},
	}
}
