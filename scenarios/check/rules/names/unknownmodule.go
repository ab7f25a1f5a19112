package names

import (
	"fmt"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// unknownModule looks for modules that require doesn't know.
func unknownModule(p *rule.Pass) {
	asks := asking(p)
	for _, m := range p.Members() {
		if container := lacking(m); container != nil && container.Full == "Modules" {
			if c := requireOf(p, m); c != nil && !p.Sets(m.Name) && !asks(m.Name) {
				unknownModuleName(p, c, m)
			}
		}
	}
	for _, c := range p.Calling("require") {
		if text, ok := p.String(c.Arg(0)); ok && !c.New {
			unknownModuleText(p, c, text)
		}
	}
}

// unknownModuleName reports require(Modules.X). Scenarios that work load some modules that were never among Modules, for names that
// are always there.
func unknownModuleName(p *rule.Pass, c *program.Call, m program.Member) {
	if attemptOf(p, c.Node) != unguarded {
		return
	}
	modules, _ := apitable.Lookup("Modules")
	full := "Modules." + m.Name
	var details []rule.Detail
	if hint := advice(modules, m.Name); hint != "" {
		details = append(details, rule.Hint("%s", hint))
	}
	if _, always := apitable.Absent(full); always {
		details = append(details, rule.Lower(finding.Warning), rule.Mend(removed(p, c.Node, "remove the require")))
	} else if to, ok := replacement(modules, m.Name); ok {
		details = append(details, rule.Mend(renamed(p, m, to)))
	}
	start, end := nameRange(p, m)
	p.ReportRange(start, end, "there is no module "+m.Name, details...)
}

func unknownModuleText(p *rule.Pass, c *program.Call, text string) {
	if _, known := apitable.ModuleByValue(text); known || attemptOf(p, c.Node) != unguarded || asksForRequire(p) {
		return
	}
	var details []rule.Detail
	if near := nearModule(text); near != "" {
		details = append(details, rule.Hint("did you mean Modules.%s?", near))
		start, end := p.Range(c.Arg(0))
		details = append(details, rule.Mend(p.Replace(start, end, "Modules."+near, "replace it by Modules."+near)))
	} else {
		details = append(details, rule.Hint("require loads members of Modules only; other code has to be part of the scenario, or a scenario of its rule"))
	}
	p.Report(c.Arg(0), fmt.Sprintf("there is no module %q", text), details...)
}

// asksForRequire reports whether a scenario asks what require is: bundles do, and load their own parts.
func asksForRequire(p *rule.Pass) bool {
	for _, id := range p.Unbound() {
		if id.Name == "require" && tested(p, id) {
			return true
		}
	}
	return false
}
