package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// Each line of the parity ledger is well formed and names a test that exists.
func TestParityLedger(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "parity.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	if want := "id\tstatement\tstatus\tsource\tdate\ttest"; lines[0] != want {
		t.Fatalf("the first line is %q, want %q", lines[0], want)
	}
	last := ""
	for i, line := range lines[1:] {
		fields := strings.Split(line, "\t")
		if len(fields) != 6 || slices.Contains(fields, "") {
			t.Errorf("line %d: six fields are wanted: %q", i+2, line)
			continue
		}
		id, status, date, test := fields[0], fields[2], fields[4], fields[5]
		if id <= last {
			t.Errorf("line %d: %s stands after %s: keep the ids sorted, and each once", i+2, id, last)
		}
		last = id
		if !slices.Contains([]string{"verified", "documented", "assumed"}, status) {
			t.Errorf("%s: the status is %q, want verified, documented or assumed", id, status)
		}
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		checkTest(t, id, test)
	}
}

// checkTest looks for a test written as folder.TestName or folder.TestName/sub.
func checkTest(t *testing.T, id, test string) {
	t.Helper()
	slash := strings.LastIndexByte(strings.SplitN(test, ".Test", 2)[0], '/')
	dot := strings.IndexByte(test[slash+1:], '.')
	if dot < 0 {
		t.Errorf("%s: %q names no test: write folder.TestName", id, test)
		return
	}
	folder, name := test[:slash+1+dot], test[slash+1+dot+1:]
	name, _, _ = strings.Cut(name, "/")
	files, _ := filepath.Glob(filepath.Join(root, folder, "*_test.go"))
	declared := regexp.MustCompile(`(?m)^func ` + regexp.QuoteMeta(name) + `\(`)
	for _, f := range files {
		if text, err := os.ReadFile(f); err == nil && declared.Match(text) {
			return
		}
	}
	t.Errorf("%s: there is no test %s in %s", id, name, folder)
}
