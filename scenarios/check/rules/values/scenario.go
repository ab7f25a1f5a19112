package values

import (
	"fmt"
	"path/filepath"
	"unicode/utf8"

	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// maxUpload is what the description of the management API allows for a new scenario, in bytes. The page of limits contradicts it
// (section 2).
const maxUpload = 128 << 10

// scenarioSize finds scenarios that the cloud refuses. Of TypeScript what is left without types counts, which is about right only.
func scenarioSize(p *rule.Pass) {
	text := p.Text()
	n, size := utf8.RuneCountInString(text), len(text)
	hint := rule.Hint("split it: the scenarios of a rule share their globals")
	switch {
	case n > scenarios.MaxSourceChars && filepath.Ext(p.Name()) == ".ts":
		p.ReportFile(fmt.Sprintf("the scenario has about %d characters without its types, and the cloud takes %d", n, scenarios.MaxSourceChars), hint, rule.Lower(finding.Warning))
	case n > scenarios.MaxSourceChars:
		p.ReportFile(fmt.Sprintf("the scenario has %d characters, %d more than the cloud takes", n, n-scenarios.MaxSourceChars), hint)
	case size > maxUpload:
		p.ReportFile(fmt.Sprintf("the scenario has %d bytes, and the management API may take %d only", size, maxUpload), hint, rule.Lower(finding.Note))
	}
}
