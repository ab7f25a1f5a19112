package language

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/secrets"
)

// secret looks for keys of known providers (behaviour page, section 7.6, has the place for them).
func secret(p *rule.Pass) {
	text, at := p.Text(), p.At
	if own, ok := p.SourceOf(p.Name()); ok && own != text && strings.HasSuffix(p.Name(), ".ts") { // comments are there, and all places
		text, at = own, func(offset int) diag.Pos { return placeIn(p.Name(), own, offset) }
	}
	for _, s := range secrets.Find(text) {
		what := "a private key"
		if s.Provider != "" { // only keys as such have none
			what = "a secret of " + s.Provider
		}
		start, end := at(s.Start), at(s.End)
		p.ReportRange(0, 0, fmt.Sprintf("%s stands in the source: %s", what, s.Masked),
			func(f *finding.Finding) {
				f.Pos, f.End = start, end
				f.Source, _ = p.SourceOf(start.File)
			},
			masked(text[s.Start:s.End], s.Masked),
			rule.Hint("store it in the application and read it with VoxEngine.getSecretValue; give out a new one if others could read this"))
	}
}

// placeIn returns the place of an offset in a text.
func placeIn(file, text string, offset int) diag.Pos {
	line := strings.LastIndexByte(text[:offset], '\n') + 1
	return diag.Pos{File: file, Line: strings.Count(text[:offset], "\n") + 1, Column: utf8.RuneCountInString(text[line:offset]) + 1}
}

// masked keeps a secret out of what reports show of the source. Places stay as they are.
func masked(secret, shown string) rule.Detail {
	shown = strings.TrimSuffix(shown, "…")
	stars := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return r
		}
		return '*'
	}, strings.TrimPrefix(secret, shown))
	return func(f *finding.Finding) { f.Source = strings.ReplaceAll(f.Source, secret, shown+stars) }
}
