package pages_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/pages"
	"voxemu/scenarios/check/rules"
)

// Each rule has a page, and each page a rule of that name.
func TestRulesAndPagesBelongTogether(t *testing.T) {
	all := byCode()
	for _, p := range mustAll(t) {
		r, ok := all[p.Code]
		if !ok {
			t.Errorf("%s.md: there is no such rule", p.Code)
			continue
		}
		if r.Name != p.Name {
			t.Errorf("%s.md: the title has the name %s, the rule %s", p.Code, p.Name, r.Name)
		}
		delete(all, p.Code)
	}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		t.Errorf("%s %s has no page", code, all[code].Name)
	}
}

// Wrong examples give what the page says, of the page's rule.
func TestWrongExamplesGiveWhatPagesSay(t *testing.T) {
	for _, p := range mustAll(t) {
		t.Run(p.Code, func(t *testing.T) {
			var outputs []string
			for i, e := range p.Wrong {
				list := slices.DeleteFunc(checkExample(t, p.Code, e), func(f finding.Finding) bool { return f.Code != p.Code })
				if len(list) == 0 {
					t.Errorf("wrong example %d has no finding of its rule", i+1)
				}
				got := settle(strings.TrimSuffix(lines(list, alone(e)), "\n"), e.Output)
				outputs = append(outputs, got)
				if diff := cmp.Diff(e.Output, got); diff != "" && !*update {
					t.Errorf("wrong example %d (-page +checker):\n%s", i+1, diff)
				}
			}
			if *update {
				rewrite(t, p, outputs)
			}
		})
	}
}

// Right examples give nothing of the page's rule, and no error or warning of any.
func TestRightExamplesGiveNothing(t *testing.T) {
	for _, p := range mustAll(t) {
		t.Run(p.Code, func(t *testing.T) {
			for i, e := range p.Right {
				list := slices.DeleteFunc(checkExample(t, p.Code, e), func(f finding.Finding) bool {
					return f.Code != p.Code && f.Severity < finding.Warning
				})
				if got := lines(list, alone(e)); got != "" {
					t.Errorf("right example %d:\n%s", i+1, got)
				}
			}
		})
	}
}

func mustAll(t *testing.T) []pages.Page {
	t.Helper()
	all, err := pages.All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// alone is the name of an example that is one scenario; "" for a project.
func alone(e pages.Example) string {
	if e.Files[0].Name != "" {
		return ""
	}
	return "example." + e.Files[0].Language
}

// Where the files of a project lie if the page names them without their folders.
const (
	application = "applications/shop.acme.voximplant.com/"
	sources     = "scenarios/src/"
)

// checkExample checks an example in a folder of its own.
func checkExample(t *testing.T, code string, e pages.Example) []finding.Finding {
	t.Helper()
	dir := t.TempDir()
	if name := alone(e); name != "" {
		write(t, filepath.Join(dir, name), filled(e.Files[0].Text))
		return run(t, dir, code, name)
	}
	short := !slices.ContainsFunc(e.Files, func(f pages.File) bool { return strings.Contains(f.Name, "/") || f.Name == "voxemu.yaml" })
	if short {
		write(t, filepath.Join(dir, application, "application.config.json"), `{"applicationName": "shop.acme.voximplant.com"}`)
	}
	for _, f := range e.Files {
		name := f.Name
		switch {
		case short && strings.HasSuffix(name, ".config.json"):
			name = application + name
		case short:
			name = sources + name
		}
		write(t, filepath.Join(dir, name), filled(f.Text))
	}
	list := run(t, dir, code, ".")
	for i := range list {
		if short {
			list[i].Pos.File = filepath.Base(list[i].Pos.File)
		}
	}
	return list
}

// filled puts characters in the place of a line such as "// 1000 more characters": no page shows that many.
func filled(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		var n int
		if _, err := fmt.Sscanf(line, "// %d more characters", &n); err == nil {
			line = "//" + strings.Repeat("x", n) + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// rewrite puts the findings into the blocks of text of a page.
func rewrite(t *testing.T, p pages.Page, outputs []string) {
	t.Helper()
	before, after, _ := strings.Cut(p.Text, "\n## Wrong\n")
	text := before + "\n## Wrong\n"
	for _, output := range outputs {
		head, tail, ok := strings.Cut(after, "```text\n")
		_, rest, closed := strings.Cut("\n"+tail, "\n```")
		if !ok || !closed {
			t.Fatalf("%s.md: a block of findings is missing", p.Code)
		}
		if output != "" {
			output += "\n"
		}
		text, after = text+head+"```text\n"+output+"```", rest
	}
	if text += after; text != p.Text {
		write(t, p.Code+".md", text)
	}
}

// Every rule that people can look up by its code can be looked up by its name.
func TestPagesAreFoundByName(t *testing.T) {
	for _, r := range rules.All() {
		byCode, ok := pages.Lookup(strings.ToLower(r.Code))
		byName, okay := pages.Lookup(r.Name)
		if ok != okay || byCode.Text != byName.Text {
			t.Errorf("%s and %s are different pages", r.Code, r.Name)
		}
	}
}
