package project

import (
	"voxemu/runtime/diag"
	"voxemu/scenarios/check/rule"
)

// unused tells of scenarios that no project rule of any application runs.
func unused(p *rule.ProjectPass) {
	for _, file := range p.Unbound {
		p.Report(diag.Pos{File: file}, "", "no rule uses this scenario", rule.Hint("add it to the scenarios of a rule, or remove it"))
	}
}
