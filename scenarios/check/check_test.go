package check_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"voxemu/scenarios"
	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// memory are the files of a test, below /w.
type memory struct{ fs fstest.MapFS }

func inMemory(archive string) memory {
	m := memory{fstest.MapFS{}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		m.fs["w/"+f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	return m
}

func (m memory) name(path string) string { return strings.TrimPrefix(path, "/") }

func (m memory) ReadFile(path string) ([]byte, error) {
	if f := m.fs[m.name(path)]; f != nil && f.Mode&0o400 == 0 {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	}
	return m.fs.ReadFile(m.name(path))
}

func (m memory) ReadDir(path string) ([]fs.DirEntry, error) {
	if m.fs[m.name(path)+"/locked"] != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	}
	return m.fs.ReadDir(m.name(path))
}

func (m memory) Stat(path string) (fs.FileInfo, error) {
	if f := m.fs[m.name(path)]; f != nil && f.Mode&fs.ModeSymlink != 0 {
		switch target := string(f.Data); target {
		case "loop":
			return nil, &fs.PathError{Op: "stat", Path: path, Err: errors.New("too many levels of symbolic links")}
		default:
			return m.fs.Stat(target)
		}
	}
	return m.fs.Stat(m.name(path))
}

// testRules find words, which tests write where they want findings.
func testRules() []rule.Rule {
	word := func(text string, details ...rule.Detail) func(*rule.Pass) {
		return func(p *rule.Pass) {
			for at := 0; ; {
				i := strings.Index(p.Text()[at:], text)
				if i < 0 {
					return
				}
				start := at + i
				at = start + len(text)
				d := details
				if from, to, ok := p.Written(start, at); ok && strings.HasPrefix(text, "BAD") {
					d = append(d[:len(d):len(d)], rule.Mend(&finding.Fix{Title: "make it good", Edits: []finding.Edit{{Start: from, End: to, Text: "good\n"}}}))
				}
				p.ReportRange(start, at, "found "+text, d...)
			}
		}
	}
	return []rule.Rule{
		{Code: "VX1201", Name: "bad", Severity: finding.Error, File: word("BAD")},
		{Code: "VX1202", Name: "worse", Severity: finding.Error, File: word("WORSE")},
		{Code: "VX1301", Name: "odd", Severity: finding.Warning, File: word("ODD")},
		{Code: "VX1302", Name: "unsure", Severity: finding.Warning, File: word("UNSURE", rule.Lower(finding.Note))},
		{Code: "VX1601", Name: "remark", Severity: finding.Note, File: word("REMARK")},
		{Code: "VX1602", Name: "asked", Severity: finding.Note, Optional: true, File: word("ASKED")},
		{Code: "VX1603", Name: "company", Severity: finding.Note, File: func(p *rule.Pass) {
			if !strings.Contains(p.Text(), "COMPANY") {
				return
			}
			var names []string
			for _, c := range p.Companions {
				names = append(names, c.Name())
			}
			p.ReportFile(fmt.Sprintf("with %s, complete: %v", strings.Join(names, " "), p.Complete))
		}},
		{Code: "VX1604", Name: "broken", Severity: finding.Error, File: func(p *rule.Pass) {
			if strings.Contains(p.Text(), "BROKEN") {
				p.ReportFile("before it broke")
				panic("a mistake of ours")
			}
		}},
		{Code: "VX1805", Name: "unbound", Severity: finding.Note, Project: func(p *rule.ProjectPass) {
			p.Report(p.Application.Rules[0].Pos, "", fmt.Sprintf("%s: %d files, unbound %v", p.Application.ShortName, len(p.Files), p.Unbound))
		}},
	}
}

// run checks files below /w and returns a line for each finding, or the error.
func run(t *testing.T, files scenarios.Files, paths []string, opt check.Options) string {
	t.Helper()
	opt.Files, opt.Cwd = files, "/w"
	if opt.Rules == nil {
		opt.Rules = testRules()
	}
	r, err := check.Run(context.Background(), paths, opt)
	if err != nil {
		return "! " + err.Error() + "\n"
	}
	return lines(r)
}

func lines(r *check.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s: %s: %s [%s %s]\n", f.Pos, f.Severity, f.Message, f.Code, f.Rule)
	}
	if len(r.Findings) == 0 {
		b.WriteString("nothing\n")
	}
	return b.String()
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSeveralFilesAreCheckedEachByItself(t *testing.T) {
	files := inMemory("-- b.js --\nBAD; COMPANY\n-- a.ts --\nlet x: number = 1;\n  ODD as any; COMPANY\n-- c.js --\nvar x = ;\n-- d.js --\nlet e; let e;\n")
	want := `
a.ts: note: with , complete: false [VX1603 company]
a.ts:2:3: warning: found ODD [VX1301 odd]
b.js: note: with , complete: false [VX1603 company]
b.js:1:1: error: found BAD [VX1201 bad]
c.js:1:9: error: Unexpected ";" [VX1701 syntax]
d.js:1:12: error: Identifier 'e' has already been declared [VX1701 syntax]
`
	for _, workers := range []int{0, 1, 7} {
		compare(t, want, run(t, files, []string{"c.js", "b.js", "a.ts", "d.js", "./b.js"}, check.Options{Workers: workers}))
	}
}

func TestStdin(t *testing.T) {
	compare(t, "<stdin>:1:1: error: found BAD [VX1201 bad]\n", run(t, inMemory(""), []string{"-"}, check.Options{Stdin: strings.NewReader("BAD")}))
	compare(t, "x/a.ts:1:13: error: found BAD [VX1201 bad]\n", run(t, inMemory(""), []string{"-"}, check.Options{Stdin: strings.NewReader("let a: any; BAD"), StdinName: "x/a.ts"}))
	compare(t, "<stdin>: error: the scenario is empty [VX1904 unreadable]\n", run(t, inMemory(""), []string{"-"}, check.Options{Stdin: strings.NewReader("")}))
	compare(t, "<stdin>:1:1: error: not UTF-8: byte 0xff at offset 0 [VX1904 unreadable]\n", run(t, inMemory(""), []string{"-"}, check.Options{Stdin: strings.NewReader("\xff")}))
	compare(t, "! stdin has more than the 10 MB that are read\n", run(t, inMemory(""), []string{"-"}, check.Options{Stdin: strings.NewReader(strings.Repeat(" ", 11<<20))}))
	compare(t, "! stdin can't be read: broken\n", run(t, inMemory(""), []string{"-"}, check.Options{Stdin: brokenReader{}}))
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("broken") }

func TestARuleThatBreaksIsAFindingAndTheOthersGoOn(t *testing.T) {
	r, err := check.Run(context.Background(), nil, check.Options{Rules: testRules(), Files: inMemory("-- a.voxengine.js --\nBROKEN; BAD\n-- b.voxengine.js --\nBAD\n"), Cwd: "/w"})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, `
a.voxengine.js: error: before it broke [VX1604 broken]
a.voxengine.js: error: the rule VX1604 broken failed at this file: a mistake of ours [VX9001 internal]
a.voxengine.js:1:9: error: found BAD [VX1201 bad]
b.voxengine.js:1:1: error: found BAD [VX1201 bad]
`, lines(r))
	if len(r.Crashes) != 1 || r.Crashes[0].Reason != "a mistake of ours" || !strings.Contains(r.Crashes[0].Stack, "check_test.go") || !r.Failed {
		t.Errorf("%+v", r)
	}
}

func TestARuleAboutProjectsThatBreaksIsAFindingToo(t *testing.T) {
	list := []rule.Rule{{Code: "VX1806", Name: "broken", Severity: finding.Note, Project: func(*rule.ProjectPass) { panic("no") }}}
	files := inMemory("-- voxemu.yaml --\nrules: [{name: a, scenarios: [a.js]}]\n-- a.js --\nf()\n")
	compare(t, "voxemu.yaml: error: the rule VX1806 broken failed at this file: no [VX9001 internal]\n", run(t, files, nil, check.Options{Rules: list}))
}

func TestAnInterruptEndsACheck(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, files := range []memory{inMemory("-- a.voxengine.js --\nf()\n"), inMemory("-- voxemu.yaml --\nrules: [{name: a, scenarios: [a.js]}]\n-- a.js --\nf()\n")} {
		if _, err := check.Run(ctx, nil, check.Options{Files: files, Cwd: "/w"}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if _, _, err := check.Fix(ctx, nil, check.Options{Files: files, Cwd: "/w"}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

func TestFindingsOfABundleAreInItsSources(t *testing.T) {
	const sourceMap = `{"version":3,"sources":["../src/a.ts"],"sourcesContent":["// first\nBAD;\nODD; // voxemu-ignore VX1301: known\n"],"names":[],"mappings":"AACA;AACA"}`
	files := inMemory("-- out/a.voxengine.js --\nBAD;\nODD;\n//# sourceMappingURL=a.voxengine.js.map\n-- out/a.voxengine.js.map --\n" + sourceMap + "\n-- out/voxemu.yaml --\ncheck: {severity: {bad: note}}\n")
	compare(t, "src/a.ts:2:1: note: found BAD [VX1201 bad]\n", run(t, files, []string{"out/a.voxengine.js"}, check.Options{}))
}
