package program_test

import (
	"fmt"
	"testing"

	"voxemu/scenarios/check/program"

	"github.com/google/go-cmp/cmp"
)

func TestMembers(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"dotted", "VoxEngine.terminate", []string{"terminate of VoxEngine"}},
		{"in_brackets", "CallEvents['Failed']", []string{"Failed of CallEvents"}},
		{"chains_from_the_outside", "a.b.c", []string{"c of anything", "b of anything"}},
		{"optional", "VoxEngine?.x", []string{"x of VoxEngine"}},
		{"computed", "CallEvents[1]; CallEvents[x]", nil},
		{"private", "class A { #x; f() { return this.#x } }", nil},
		{"declared_pattern", "const { Failed, Connected: c = 1, [x]: d, ...rest } = CallEvents", []string{"Failed of CallEvents", "Connected of CallEvents or else"}},
		{"pattern_with_default", "const { Failed = 1 } = CallEvents", []string{"Failed of CallEvents or else"}},
		{"assigned_pattern", "let f; ({ Failed: f } = CallEvents)", []string{"Failed of CallEvents"}},
		{"pattern_in_a_pattern", "const { Events: { DetectionComplete } } = AMD", []string{"Events of AMD", "DetectionComplete of AMD.Events"}},
		{"defaults_of_parameters_are_no_sources", "function f({ Failed } = CallEvents) {}", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := read(t, test.text)
			var got []string
			for _, m := range f.Members() {
				text := fmt.Sprintf("%s of %s", m.Name, m.Of)
				if m.Default {
					text += " or else"
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if again := f.Members(); len(again) != len(got) {
				t.Errorf("the second time there are %d", len(again))
			}
		})
	}
}

func TestMentionsOfMembers(t *testing.T) {
	f := read(t, "a.one; b['two']; ({ three: 1, four }); five(); 'six'; // seven")
	f.Companions = []*program.File{read(t, "a.eight")}
	for name, want := range map[string]bool{"one": true, "two": true, "three": true, "four": true, "five": false, "six": true, "seven": false, "eight": true} {
		if got := f.MentionsMember(name); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
