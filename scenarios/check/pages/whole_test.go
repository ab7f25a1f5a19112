package pages_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"voxemu/scenarios/check/rules"
)

const docs = root + "/docs/checks.md"

// docs/checks.md is made from the introduction, the rules and their pages. This test is the last one, so that one run with -update is enough.
func TestChecksPageIsFresh(t *testing.T) {
	want := checksPage(t)
	if *update {
		if err := os.WriteFile(docs, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/checks.md is stale: go test ./scenarios/check/pages -update")
	}
}

// introduction is what stands before the pages.
func introduction(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("introduction.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// checksPage is docs/checks.md as it has to be.
func checksPage(t *testing.T) string {
	var b strings.Builder
	b.WriteString(introduction(t))
	b.WriteString("\nThis page is made from the files in `scenarios/check/pages`; `go test ./scenarios/check/pages -update` rewrites it.\n")
	b.WriteString("\n## Rules\n\n| code | name | severity | finds |\n|---|---|---|---|\n")
	for _, r := range rules.All() {
		severity := r.Severity.String()
		if r.Optional {
			severity += ", if selected"
		}
		fmt.Fprintf(&b, "| [%s](#%s-%s) | %s | %s | %s |\n", r.Code, strings.ToLower(r.Code), r.Name, r.Name, severity, strings.ReplaceAll(r.Summary, "|", `\|`))
	}
	all := byCode()
	for _, p := range mustAll(t) {
		text, err := os.ReadFile(p.Code + ".md") // and not p.Text: another test may have just rewritten it
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(text), "\n")
		fmt.Fprintf(&b, "\n## %s %s\n\n*Severity: %s", p.Code, p.Name, all[p.Code].Severity)
		if all[p.Code].Optional {
			b.WriteString("; it runs only if it is selected")
		}
		b.WriteString("*\n\n" + section(strings.TrimLeft(body, "\n")))
	}
	return b.String()
}

// section lowers the headings of a page by one, and puts the names of files where readers see them.
func section(body string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(body) {
		switch language, name, named := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "```")), " "); {
		case strings.HasPrefix(line, "```") && !inside && named:
			fmt.Fprintf(&b, "`%s`:\n\n```%s\n", name, language)
			inside = true
			continue
		case strings.HasPrefix(line, "```"):
			inside = !inside
		case strings.HasPrefix(line, "#") && !inside:
			b.WriteByte('#')
		}
		b.WriteString(line)
	}
	return b.String()
}

// The introduction speaks of rules that there are.
func TestIntroductionNamesRules(t *testing.T) {
	all := byCode()
	for _, code := range regexp.MustCompile(`VX\d{4}`).FindAllString(introduction(t), -1) {
		if _, ok := all[code]; !ok {
			t.Errorf("there is no rule %s", code)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^ {4}([a-z-]+): (?:off|note|warning|error)$|voxemu-ignore(?:-file)? ([a-z-]+)|--severity ([a-z-]+)=`).FindAllStringSubmatch(introduction(t), -1) {
		name := m[1] + m[2] + m[3]
		if r, ok := ruleOf(name); !ok || r.Name != name {
			t.Errorf("there is no rule %s", name)
		}
	}
}
