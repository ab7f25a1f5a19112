package diag_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"voxemu/runtime/diag"
)

var update = flag.Bool("update", false, "rewrite docs/diagnostics.md")

const page = "../../docs/diagnostics.md"

func TestCodesAreWellFormedAndInOrder(t *testing.T) {
	form := regexp.MustCompile(`^VX[1239][0-9]{3}$`)
	last := ""
	for _, c := range diag.Codes() {
		if !form.MatchString(c.ID) {
			t.Errorf("%s is no code", c.ID)
		}
		if c.ID <= last {
			t.Errorf("%s stands behind %s", c.ID, last)
		}
		last = c.ID
		if c.Meaning == "" || strings.HasSuffix(c.Meaning, ".") || strings.ContainsAny(c.Meaning, "|\n") {
			t.Errorf("%s: meaning %q: want one sentence without a full stop", c.ID, c.Meaning)
		}
		if !strings.HasSuffix(c.Advice, ".") || strings.ContainsAny(c.Advice, "|\n") {
			t.Errorf("%s: advice %q: want sentences", c.ID, c.Advice)
		}
	}
}

func TestEachCodeConstantIsListed(t *testing.T) {
	src, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	constants := regexp.MustCompile(`Code\w+ += "(VX\d+)"`).FindAllStringSubmatch(string(src), -1)
	if got, want := len(diag.Codes()), len(constants); got != want {
		t.Errorf("%d codes are listed, %d have a constant", got, want)
	}
	for _, m := range constants {
		if c, ok := diag.Lookup(m[1]); !ok || c.ID != m[1] {
			t.Errorf("%s is not listed", m[1])
		}
	}
	if _, ok := diag.Lookup("VX0000"); ok {
		t.Error("VX0000 is listed")
	}
}

// A code that is written out may have another meaning than its number has here; its constant cannot. The rules of the checker have codes
// of their own, which their test keeps apart from these.
func TestOtherPackagesUseTheConstants(t *testing.T) {
	literal := regexp.MustCompile(`"VX[0-9]{4}"`)
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "runtime/diag/") || strings.HasPrefix(path, "scenarios/check/") {
			return err
		}
		src, err := fs.ReadFile(root, path)
		for n, line := range strings.Split(string(src), "\n") {
			if code := literal.FindString(line); code != "" {
				t.Errorf("%s:%d: %s is written out: use the constant of runtime/diag/codes.go that means it", path, n+1, code)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDiagnosticsPageIsFresh(t *testing.T) {
	want := diagnosticsPage()
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/diagnostics.md is stale: go test ./runtime/diag -update")
	}
}

func diagnosticsPage() string {
	var b strings.Builder
	b.WriteString(`# Diagnostics

Each problem that voxemu reports has a code. A code never changes its meaning. This page is made from
` + "`runtime/diag/codes.go`" + `; ` + "`go test ./runtime/diag -update`" + ` rewrites it.

What ` + "`voxemu check`" + ` finds in scenarios has codes of its own, from VX1201 to VX1999: see [Checks](checks.md).

The exit code tells which kind it was: 0 all is well, 1 the scenario, a test or a check failed, 2 wrong use or unreadable
input, 3 a failure of voxemu itself, 130 interrupted.
`)
	titles := map[byte]string{
		'1': "Wrong use, or input that cannot be read",
		'2': "Runs that failed",
		'3': "Doubts about a script",
		'9': "Failures of voxemu itself",
	}
	var group byte
	for _, c := range diag.Codes() {
		if c.ID[2] != group {
			group = c.ID[2]
			fmt.Fprintf(&b, "\n## VX%cxxx: %s\n\n| code | meaning | what to do |\n|---|---|---|\n", group, titles[group])
		}
		fmt.Fprintf(&b, "| <a id=\"%s\"></a>%s | %s | %s |\n", strings.ToLower(c.ID), c.ID, c.Meaning, c.Advice)
	}
	return b.String()
}
