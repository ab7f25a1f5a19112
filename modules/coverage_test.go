package modules

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
	"voxemu/runtime/session"
)

var update = flag.Bool("update", false, "write docs/api-coverage.md anew")

func TestCovered(t *testing.T) {
	find := func(list []Coverage, name string) Coverage {
		for _, c := range list {
			if c.Name == name {
				return c
			}
		}
		return Coverage{}
	}
	list := Covered([]session.Module{{
		Funcs:   []session.Func{{Name: "VoxEngine.callPSTN"}, {Name: "VoxEngine.createASR", Missing: "hears nothing"}},
		Classes: []session.Class{{Name: "Call", Methods: []session.Method{{Name: "say"}, {Name: "record", Missing: "no file"}}}},
	}})
	for _, want := range []Coverage{
		{Name: "VoxEngine.callPSTN", Area: "VoxEngine", State: Emulated},
		{Name: "VoxEngine.createASR", Area: "VoxEngine", State: Partly, Missing: "hears nothing", Module: "ASR"},
		{Name: "VoxEngine.callSIP", Area: "VoxEngine", State: NotYet},
		{Name: "Call.say", Area: "Call", State: Emulated},
		{Name: "Call.record", Area: "Call", State: Partly, Missing: "no file"},
		{Name: "Call.hangup", Area: "Call", State: NotYet},
		{Name: "setTimeout", Area: "globals", State: NotYet},
	} {
		if diff := cmp.Diff(want, find(list, want.Name)); diff != "" {
			t.Error(diff)
		}
	}
	sums := Sums(list)
	if all := sums[len(sums)-1]; all.Emulated != 2 || all.Partly != 2 || all.NotYet != len(list)-4 {
		t.Errorf("sums: %+v of %d", all, len(list))
	}
}

// page is docs/api-coverage.md.
func page() string {
	var b strings.Builder
	list, counts := Covered(List()), apitable.Counts()
	sums := Sums(list)
	all := sums[len(sums)-1]
	fmt.Fprintf(&b, `# What of the API is emulated

Made by `+"`go test ./modules -update`"+`; `+"`voxemu api`"+` prints the same. All names of the API are there, with their values: %d enums with %d members, %d constants.
A function or method that is not emulated yet throws one error that names it, when it is called.

%d of %d functions and methods are emulated, %d partly.

| area | emulated | partly | not yet |
|---|---|---|---|
`, counts.Enums, counts.Members, counts.Constants, all.Emulated, len(list), all.Partly)
	for _, s := range sums {
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", s.Area, s.Emulated, s.Partly, s.NotYet)
	}
	b.WriteString("\n## Partly\n\n")
	for _, c := range list {
		if c.State == Partly {
			fmt.Fprintf(&b, "- `%s`: %s\n", c.Name, c.Missing)
		}
	}
	b.WriteString("\n## Not yet\n\n")
	for i, s := range sums[:len(sums)-1] {
		var names []string
		for _, c := range list {
			if c.Area == sums[i].Area && c.State == NotYet {
				names = append(names, "`"+strings.TrimPrefix(c.Name, s.Area+".")+"`")
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(&b, "- %s: %s\n", s.Area, strings.Join(names, ", "))
		}
	}
	return b.String()
}

func TestCoveragePageIsTrue(t *testing.T) {
	const file = "../docs/api-coverage.md"
	want := page()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), want); diff != "" {
		t.Errorf("docs/api-coverage.md is stale: run go test ./modules -update\n%s", diff)
	}
}
