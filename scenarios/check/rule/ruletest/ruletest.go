// Package ruletest tries rules in tests: one rule at a scenario, without files and settings.
package ruletest

import (
	"fmt"
	"testing"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// Read parses a scenario, and others that run with it. [program.File.Complete] is left to the test.
func Read(t testing.TB, name, text string, companions ...string) *program.File {
	t.Helper()
	f, err := program.Read(jsvm.Source{Name: name, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range companions {
		f.Companions = append(f.Companions, Read(t, fmt.Sprintf("companion%d.js", i), text))
	}
	return f
}

// Find returns what the rule of a code says about a scenario, in the order in which it says so.
func Find(t testing.TB, rules []rule.Rule, code string, f *program.File) []finding.Finding {
	t.Helper()
	var found []finding.Finding
	for i := range rules {
		if rules[i].Code == code {
			rules[i].File(rule.NewPass(&rules[i], f, func(x finding.Finding) { found = append(found, x) }))
			return found
		}
	}
	t.Fatalf("there is no rule %s", code)
	return nil
}

// Lines writes findings as text, one a line: "2:3 error: message".
func Lines(found []finding.Finding) []string {
	var lines []string
	for _, f := range found {
		lines = append(lines, fmt.Sprintf("%d:%d %s: %s", f.Pos.Line, f.Pos.Column, f.Severity, f.Message))
	}
	return lines
}

// Mended makes a change of a text; ok is false if there is none.
func Mended(text string, fix *finding.Fix) (after string, ok bool) {
	if fix == nil {
		return text, false
	}
	for i := len(fix.Edits) - 1; i >= 0; i-- {
		e := fix.Edits[i]
		text = text[:e.Start] + e.Text + text[e.End:]
	}
	return text, true
}
