// Package rules lists all check rules. Each group of rules is a package of its own below this one.
package rules

import (
	"cmp"
	"slices"

	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rules/checker"
	"voxemu/scenarios/check/rules/events"
	"voxemu/scenarios/check/rules/language"
	"voxemu/scenarios/check/rules/ledger"
	"voxemu/scenarios/check/rules/lifecycle"
	"voxemu/scenarios/check/rules/names"
	"voxemu/scenarios/check/rules/project"
	"voxemu/scenarios/check/rules/promises"
	"voxemu/scenarios/check/rules/values"
)

// All returns the check rules by code.
func All() []rule.Rule {
	all := slices.Concat(
		checker.Rules(),
		events.Rules(),
		language.Rules(),
		ledger.Rules(),
		lifecycle.Rules(),
		names.Rules(),
		project.Rules(),
		promises.Rules(),
		values.Rules(),
	)
	slices.SortFunc(all, func(a, b rule.Rule) int { return cmp.Compare(a.Code, b.Code) })
	return all
}
