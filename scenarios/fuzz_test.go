package scenarios

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"voxemu/runtime/diag"
)

// memory holds the files of a project below the current folder of the process.
type memory struct {
	dir   string
	files fstest.MapFS
}

func (m memory) name(path string) string {
	rel, err := filepath.Rel(m.dir, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

func (m memory) ReadFile(path string) ([]byte, error)       { return m.files.ReadFile(m.name(path)) }
func (m memory) ReadDir(path string) ([]fs.DirEntry, error) { return m.files.ReadDir(m.name(path)) }
func (m memory) Stat(path string) (fs.FileInfo, error)      { return m.files.Stat(m.name(path)) }

// loadable loads a project of these files and checks that all that is wrong is well said.
func loadable(t *testing.T, files map[string]string) {
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	m := memory{dir: dir, files: fstest.MapFS{}}
	for name, text := range files {
		m.files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := Load([]string{"."}, Options{Cwd: dir, Files: m, CheckStep: knownStep})
	if err != nil {
		problems, ok := errors.AsType[Problems](err)
		if !ok || len(problems) == 0 {
			t.Fatalf("%T is not Problems", err)
		}
		for _, one := range problems {
			sound(t, files, one)
		}
		return
	}
	for _, one := range p.Warnings {
		sound(t, files, one)
	}
	Route(p.Application, "15550100")
}

// sound checks a problem: it has a message, a code, and a place that exists.
func sound(t *testing.T, files map[string]string, p *diag.Problem) {
	if p.Message == "" || p.Code == "" || p.Exit == diag.ExitInternal {
		t.Errorf("a problem without words, or of our own: %+v", p)
	}
	lines := strings.Split(files[p.Pos.File], "\n")
	if p.Pos.Line > len(lines)+1 || p.Pos.Line < 0 || p.Pos.Column < 0 {
		t.Errorf("%v is outside its file of %d lines: %s", p.Pos, len(lines), p.Message)
	}
}

func FuzzLoadConfig(f *testing.F) {
	f.Add([]byte(`[{"ruleName": "in", "scenarios": ["ivr"], "rulePattern": "+?[1-9]\\d{1,14}"}]`))
	f.Add([]byte(`[{"ruleName": "a", "ruleName": 1}, 5]`))
	f.Add([]byte(`[{"ruleName": "a", "scenarios": ["ivrr", null]}, {"rulePatern": "("}]`))
	f.Add([]byte("\ufeff[]"))
	f.Fuzz(func(t *testing.T, rules []byte) {
		loadable(t, map[string]string{
			"applications/a.b.voximplant.com/rules.config.json":       string(rules),
			"applications/a.b.voximplant.com/application.config.json": `{"applicationName": "a.b.voximplant.com"}`,
			"scenarios/src/ivr.voxengine.js":                          "ivr()",
		})
	})
}

func FuzzVoxemuYAML(f *testing.F) {
	archives, err := filepath.Glob("testdata/load/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range archives {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(text), "\n-- ") {
			if name, body, ok := strings.Cut(part, " --\n"); ok && strings.HasSuffix(name, ".yaml") {
				f.Add([]byte(body))
			}
		}
	}
	f.Add([]byte("- ii\\lts:\x00\x00\r\r\r\r\r\r\r\x01\x04ud")) // lone CRs end lines for the parser only
	f.Fuzz(func(t *testing.T, text []byte) {
		loadable(t, map[string]string{"voxemu.yaml": string(text), "ivr.js": "ivr()", ".env": "A=1"})
	})
}

func FuzzRoute(f *testing.F) {
	f.Add(`+?[1-9]\d{1,14}`, "15550100")
	f.Add(`(a|b)\1`, "aa")
	f.Add(`(?<=1)2|(?!3).`, "2")
	f.Add(`a)(b`, "ab")
	f.Fuzz(func(t *testing.T, pattern, destination string) {
		if len(pattern) > 200 || len(destination) > 100 {
			t.Skip()
		}
		app := &Application{Rules: []Rule{{Name: "a", Pattern: pattern, Exclude: "x"}}}
		rule, why, ok := Route(app, destination)
		if ok != (rule.Name == "a") || len(why) != 1 {
			t.Errorf("got %v, %q, %t", rule, why, ok)
		}
	})
}
