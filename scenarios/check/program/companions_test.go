package program_test

import (
	"slices"
	"testing"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check/program"
)

func TestSharedKnowsWhatCompanionsDo(t *testing.T) {
	read := func(text string) *program.File {
		f, err := program.Read(jsvm.Source{Name: "a.js", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for _, test := range []struct {
		name, other string
		want        bool
	}{
		{"declares", "var a;", true},
		{"assigns", "function f() { a = 1; }", true},
		{"reads", "f(a);", true},
		{"has_its_own", "function f(a) { return a; }", false},
		{"has_a_property", "x.a = 1;", false},
	} {
		f := read("a = 1;")
		f.Companions = []*program.File{read("f();"), read(test.other)}
		if got := f.Shared("a"); got != test.want {
			t.Errorf("%s: got %v", test.name, got)
		}
	}
}

func TestCompanions(t *testing.T) {
	lib, f := read(t, "var VERSION = 1; helper = 2; call = 3; function on(e) { e.call.x } VoxEngine.addEventListener(AppEvents.CallAlerting, on);"), read(t, "f(VERSION, helper, none); var call = VoxEngine.callPSTN('1'); call.x; on(1)")
	f.Companions, lib.Companions = []*program.File{lib}, []*program.File{f}
	for name, want := range map[string]bool{"VERSION": true, "helper": true, "none": false} {
		if got := f.Foreign(name); got != want {
			t.Errorf("%s is foreign: %v, want %v", name, got, want)
		}
	}
	if got := f.TypeOf(f.Globals()["call"].Refs[0]).String(); got != "anything" {
		t.Errorf("call, which another scenario sets as well, is %s", got)
	}
	if _, all := lib.Uses(lib.Functions()[0]); all {
		t.Error("all uses of a function that another scenario calls are known")
	}
}

func TestTogetherBeginsWithTheScenarioItself(t *testing.T) {
	f, a, b := read(t, "1"), read(t, "2"), read(t, "3")
	f.Companions = []*program.File{a, b}
	if got := slices.Collect(f.Together()); !slices.Equal(got, []*program.File{f, a, b}) {
		t.Errorf("got %v", got)
	}
	for range f.Together() {
		break // those who have seen enough may stop
	}
}

func TestReachedVariablesAreGlobalsThatOthersMention(t *testing.T) {
	f := read(t, "var seen = 1, unseen = 2; function h(inner) { return inner; }")
	f.Companions = []*program.File{read(t, "f(seen, inner); { let unseen; }")}
	inner := f.Variable(f.Functions()[0].Params.List[0].Target.(*ast.Identifier))
	for v, want := range map[*program.Variable]bool{f.Globals()["seen"]: true, f.Globals()["unseen"]: false, inner: false} {
		if got := f.Reached(v); got != want {
			t.Errorf("%s: got %v", v.Name, got)
		}
	}
}
