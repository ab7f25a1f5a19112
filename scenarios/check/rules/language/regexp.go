package language

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/redos"
	"voxemu/scenarios/check/rule"
)

// slowRegexp looks for regular expressions that can take longer than a turn may (behaviour page, section 2).
func slowRegexp(p *rule.Pass) {
	if text := p.Text(); strings.Contains(text, "+") || strings.Contains(text, "*") || strings.Contains(text, ",}") {
		program.Inspect(p.Tree(), func(n ast.Node) bool {
			if literal, ok := n.(*ast.RegExpLiteral); ok {
				if why, slow := redos.Find(literal.Pattern, literal.Flags); slow {
					start, _ := p.Range(literal)
					start += len("/")
					p.ReportRange(start+why.Start, start+why.End, slowness(why), hintFor(literal.Pattern, why))
				}
			}
			return true
		})
	}
	for _, c := range p.Calls() {
		pattern, flags, ok := constructed(p, c)
		if !ok {
			continue
		}
		if why, slow := redos.Find(pattern, flags); slow {
			p.Report(c.Arg(0), slowness(why), hintFor(pattern, why))
		}
	}
}

// constructed returns the text and the flags that a call makes a regular expression of, if both are known.
func constructed(p *rule.Pass, c *program.Call) (pattern, flags string, ok bool) {
	if !p.BuiltIn(c.Callee, "RegExp") || len(c.Args) == 0 || len(c.Args) > 2 || c.Arg(0) == nil {
		return "", "", false
	}
	if pattern, ok = p.String(c.Arg(0)); !ok || len(c.Args) == 1 {
		return pattern, "", ok
	}
	flags, ok = p.String(c.Arg(1))
	return pattern, flags, ok
}

// slowness says how slow an expression is, and with what.
func slowness(why redos.Slow) string {
	grows := fmt.Sprintf("its time grows with the power of %d of the length", why.Exponent)
	if why.Exponent == 0 {
		grows = fmt.Sprintf("each further %q doubles its time", shortened(why.Pump))
	}
	input := shortened(why.Prefix+strings.Repeat(why.Pump, 3)) + "…" + why.Suffix
	return fmt.Sprintf("a match takes seconds with %d characters like %q: %s", why.Length, input, grows)
}

// hintFor names the part that is to blame.
func hintFor(pattern string, why redos.Slow) rule.Detail {
	if why.Exponent > 0 {
		return rule.Hint("let no two repetitions in a row match the same characters, or limit the input's length: the cloud ends a session whose turn takes over 1 s")
	}
	return rule.Hint("write %s so that there is one way to match a text: the cloud ends a session whose turn takes over 1 s", shortened(pattern[why.Start:why.End]))
}

// maxShown is how much of a text a message shows, in characters.
const maxShown = 40

func shortened(text string) string {
	if runes := []rune(text); len(runes) > maxShown {
		return string(runes[:maxShown]) + "…"
	}
	return text
}
