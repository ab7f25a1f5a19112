package cli

import (
	"fmt"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/pages"
	"voxemu/scenarios/check/rule"
)

// listRules prints what rules there are.
func listRules(env *Env, all []rule.Rule, asJSON bool) error {
	if asJSON {
		type row struct {
			Code     string `json:"code"`
			Name     string `json:"name"`
			Severity string `json:"severity"`
			Optional bool   `json:"optional"`
			Summary  string `json:"summary"`
		}
		rows := []row{}
		for _, r := range all {
			rows = append(rows, row{r.Code, r.Name, r.Severity.String(), r.Optional, r.Summary})
		}
		return writeJSON(env.Stdout, rows)
	}
	width := 0
	for _, r := range all {
		width = max(width, len(r.Name))
	}
	var b strings.Builder
	for _, r := range all {
		summary := r.Summary
		if r.Optional {
			summary += " (only if selected)"
		}
		fmt.Fprintf(&b, "%s  %-*s  %-7s  %s\n", r.Code, width, r.Name, r.Severity, summary)
	}
	_, err := fmt.Fprint(env.Stdout, b.String())
	return err
}

// explainRule prints the page of a rule, or what is known of another code.
func explainRule(env *Env, name string, all []rule.Rule) error {
	upper := strings.ToUpper(name)
	if c, ok := diag.Lookup(upper); ok {
		_, err := fmt.Fprintf(env.Stdout, "%s: %s\n\n%s\n", c.ID, c.Meaning, c.Advice)
		return err
	}
	for _, r := range all {
		_, ok := pages.Lookup(r.Code)
		if (r.Code == upper || r.Name == name) && !ok {
			_, err := fmt.Fprintf(env.Stdout, "%s %s (%s)\n\n%s\n", r.Code, r.Name, r.Severity, r.Summary)
			return err
		}
	}
	return pages.Explain(env.Stdout, name, diag.Options{Color: env.Color, Width: env.Width})
}
