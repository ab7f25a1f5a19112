package format

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"voxemu/scenarios/check/finding"
)

// The parts of SARIF 2.1.0 (an OASIS standard) that a check has something to say about.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool                 `json:"tool"`
		BaseIDs    map[string]sarifReference `json:"originalUriBaseIds"`
		ColumnKind string                    `json:"columnKind"`
		Results    []sarifResult             `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string      `json:"id"`
		Name    string      `json:"name,omitempty"`
		Short   *sarifText  `json:"shortDescription,omitempty"`
		Default sarifConfig `json:"defaultConfiguration"`
		Help    *sarifText  `json:"help,omitempty"`
		HelpURI string      `json:"helpUri,omitempty"`
	}
	sarifConfig struct {
		Enabled *bool  `json:"enabled,omitempty"`
		Level   string `json:"level,omitempty"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    *int              `json:"ruleIndex,omitempty"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifReference `json:"artifactLocation"`
		Region   *sarifRegion   `json:"region,omitempty"`
	}
	sarifReference struct {
		URI         string     `json:"uri,omitempty"`
		BaseID      string     `json:"uriBaseId,omitempty"`
		Description *sarifText `json:"description,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifReference     `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted *sarifText  `json:"insertedContent,omitempty"`
	}
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	// sourceRoot is the customary name of the folder that relative addresses start from.
	sourceRoot = "%SRCROOT%"
	// fingerprint is the name of our fingerprints; another way to make them needs another one.
	fingerprint = "voxemuFinding/v1"
)

// sarif is one SARIF document with one run.
func sarif(b *bufio.Writer, v *view) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "voxemu", Version: v.Version, Rules: []sarifRule{}}},
		BaseIDs:    map[string]sarifReference{sourceRoot: v.root()},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	places := map[string]int{}
	for i, r := range v.Rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(r))
		places[r.Code] = i
	}
	seen := map[string]int{}
	for i := range v.Findings {
		f := &v.Findings[i]
		result := v.result(f)
		if place, ok := places[f.Code]; ok {
			result.RuleIndex = &place
		}
		result.Fingerprints = map[string]string{fingerprint: v.fingerprint(f, seen)}
		run.Results = append(run.Results, result)
	}
	return writeJSON(b, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}, "  ")
}

func ruleOf(r Rule) sarifRule {
	out := sarifRule{ID: r.Code, Name: r.Name}
	if r.Severity == finding.Off {
		out.Default.Enabled = new(bool)
	} else {
		out.Default.Level = r.Severity.String()
	}
	if r.Summary != "" {
		out.Short = &sarifText{Text: r.Summary}
	}
	if r.Help != "" {
		out.Help = &sarifText{Text: r.Help, Markdown: r.Help}
	}
	if u, err := url.Parse(r.URI); err == nil && u.IsAbs() { // the standard wants nothing less
		out.HelpURI = r.URI
	}
	return out
}

// root is the folder that relative addresses start from.
func (v *view) root() sarifReference {
	out := sarifReference{Description: &sarifText{Text: "the folder that voxemu was run in"}}
	if v.Cwd != "" {
		out.URI = address(strings.TrimSuffix((&view{}).shown(v.Cwd), "/") + "/")
	}
	return out
}

func (v *view) result(f *finding.Finding) sarifResult {
	out := sarifResult{RuleID: f.Code, Level: f.Severity.String(), Message: sarifText{Text: literal(said(f))}}
	file := v.reference(f.Pos.File)
	out.Locations = []sarifLocation{{sarifPhysical{Artifact: file, Region: region(f)}}}
	if f.Fix == nil || f.Source == "" || len(f.Fix.Edits) == 0 {
		return out
	}
	change := sarifChange{Artifact: file}
	s := v.index.of(f.Source)
	for _, e := range f.Fix.Edits {
		var r sarifReplacement
		r.Deleted.StartLine, r.Deleted.StartColumn = s.at(e.Start)
		r.Deleted.EndLine, r.Deleted.EndColumn = s.at(max(e.Start, e.End))
		if e.Text != "" {
			r.Inserted = &sarifText{Text: e.Text}
		}
		change.Replacements = append(change.Replacements, r)
	}
	out.Fixes = []sarifFix{{sarifText{Text: literal(readable(f.Fix.Title))}, []sarifChange{change}}}
	return out
}

// region returns the lines and columns of a finding, as far as they are known.
func region(f *finding.Finding) *sarifRegion {
	if f.Pos.Line == 0 {
		return nil
	}
	out := &sarifRegion{StartLine: f.Pos.Line, StartColumn: f.Pos.Column}
	if out.StartColumn > 0 && f.End.Column > 0 && (f.End.Line > f.Pos.Line || f.End.Line == f.Pos.Line && f.End.Column >= f.Pos.Column) {
		out.EndLine, out.EndColumn = f.End.Line, f.End.Column
	}
	return out
}

// reference names a file: one below the current folder from there on.
func (v *view) reference(path string) sarifReference {
	name := v.shown(path)
	if strings.HasPrefix(name, "/") || hasDrive(name) {
		return sarifReference{URI: address(name)}
	}
	return sarifReference{URI: address(name), BaseID: sourceRoot}
}

// address returns a path with slashes as a URI: an absolute one for an absolute path.
func address(path string) string {
	switch {
	case hasDrive(path):
		return (&url.URL{Scheme: "file", Path: "/" + path}).String()
	case strings.HasPrefix(path, "/"):
		return (&url.URL{Scheme: "file", Path: path}).String()
	}
	return (&url.URL{Path: path}).String()
}

// placeholder is what stands for an argument in messages of SARIF.
var placeholder = regexp.MustCompile(`\{\d+\}`)

// literal doubles the braces of what would be taken for a placeholder.
func literal(text string) string { return placeholder.ReplaceAllString(text, "{$0}") }

// fingerprint tells a finding from others when lines have moved: it is made of the rule, the file and the text of the line; equal ones
// are counted.
func (v *view) fingerprint(f *finding.Finding, seen map[string]int) string {
	what := f.Message
	if f.Source != "" {
		if line := v.index.of(f.Source).line(f.Pos.Line); line != "" {
			what = line
		}
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Code, v.shown(f.Pos.File), what}, "\x00")))
	text := hex.EncodeToString(sum[:8])
	seen[text]++
	return fmt.Sprintf("%s:%d", text, seen[text])
}
