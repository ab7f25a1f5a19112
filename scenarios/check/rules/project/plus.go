package project

import (
	"fmt"
	"strings"

	"voxemu/scenarios/check/rule"
)

// plus looks for patterns that want a plus in front: destinations of phone calls are digits only (behaviour page, section 9.2).
func plus(p *rule.ProjectPass) {
	for i := range p.Application.Rules {
		r := &p.Application.Rules[i]
		if wantsPlus(r.Pattern) {
			p.Report(r.PatternPos, r.Source, fmt.Sprintf("the pattern %s wants a plus in front, and the numbers that callers dial come without one", r.Pattern),
				rule.Hint(`leave the plus out, or make it optional: \+?`))
		}
	}
}

// wantsPlus reports whether all that a pattern takes begins with a plus. One that stands first in a pattern counts as a character.
func wantsPlus(pattern string) bool {
	if strings.HasPrefix(pattern, "+") {
		pattern = `\` + pattern
	}
	tree, ok := parse(plain(pattern))
	if !ok {
		return false
	}
	first, _ := leading(tree)
	return strings.HasPrefix(first, "+")
}
