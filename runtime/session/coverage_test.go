package session_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules"
	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// told writes down what a session tells of its coverage.
type told []string

func (c *told) Counted(p *jsvm.Program, counts []uint64) {
	*c = append(*c, fmt.Sprintf("%s counted %d", p.Name(), counts[0]))
}

func (c *told) Listens(event string, at diag.Pos) {
	*c = append(*c, fmt.Sprintf("%s listens to %s", at, event))
}

func (c *told) Handles(event string, at diag.Pos, fields session.Fields) {
	*c = append(*c, fmt.Sprintf("%s handles %s", at, event))
}

// A session tells of listeners as they are added and run, and of what was counted at its end.
func TestCoverageIsTold(t *testing.T) {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.js", Cover: true, Text: `
		VoxEngine.addEventListener(AppEvents.Started, () => VoxEngine.terminate());
		for (const e of [AppEvents.CallAlerting, AppEvents.Terminated]) VoxEngine.addEventListener(e, () => {});
	`})
	if err != nil {
		t.Fatal(err)
	}
	var got told
	l := loop.New(vclock.NewVirtual(0), loop.Options{})
	session.New(session.Options{
		ID: "s1", Number: 1, API: modules.API(), Loop: l, Store: memory.New(), Watchdog: jsvm.NewWatchdog(), Coverage: &got,
		Scripts: []session.Script{{Name: "a", Program: p}},
	}).Start()
	if err := l.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := told{
		"a.js:2:29 listens to Application.Started", "a.js:3:93 listens to Application.CallAlerting", "a.js:3:93 listens to Application.Terminated",
		"a.js:2:29 handles Application.Started", "a.js:3:93 handles Application.Terminated", "a.js counted 1",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Error(diff)
	}
}
