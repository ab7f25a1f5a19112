// Package names has the rules about names: those that don't exist, those that need a module or have a successor, and modules that
// nothing needs.
package names

import (
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1201", Name: "unknown-name", Severity: finding.Error, File: unknownName,
			Summary: "a global that neither the scenario nor the cloud has"},
		{Code: "VX1202", Name: "unknown-member", Severity: finding.Error, File: unknownMember,
			Summary: "a namespace, an enum or a class has no member of that name"},
		{Code: "VX1203", Name: "unknown-module", Severity: finding.Error, File: unknownModule,
			Summary: "require is asked for a module that does not exist"},
		{Code: "VX1204", Name: "deprecated-name", Severity: finding.Note, File: deprecatedName,
			Summary: "a name that works and has a successor"},
		{Code: "VX1205", Name: "missing-require", Severity: finding.Error, File: missingRequire,
			Summary: "a name exists only after a require that is not there"},
		{Code: "VX1206", Name: "unused-require", Severity: finding.Note, File: unusedRequire,
			Summary: "a module is loaded and nothing of it is used"},
		{Code: "VX1207", Name: "unknown-method", Severity: finding.Error, File: unknownMethod,
			Summary: "an object has no method or property of that name"},
	}
}
