package pattern_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/pattern"
)

func units(s string) []uint16 { return utf16.Encode([]rune(s)) }

func mustCompile(t testing.TB, source, flags string) *pattern.Program {
	t.Helper()
	f, err := pattern.ParseFlags(flags)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pattern.Compile(units(source), f)
	if err != nil {
		t.Fatalf("compile /%s/%s: %v", source, flags, err)
	}
	return p
}

// show writes positions as the golden file has them.
func show(groups []int32) string {
	if groups == nil {
		return "none"
	}
	var out []string
	for i := 0; i < len(groups); i += 2 {
		if groups[i] < 0 {
			out = append(out, "?")
		} else {
			out = append(out, fmt.Sprintf("%d-%d", groups[i], groups[i+1]))
		}
	}
	return strings.Join(out, " ")
}

// fields calls f for the columns of each line of a file in testdata.
func fields(t *testing.T, name string, f func(line []string)) {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		f(strings.Split(lines.Text(), "\t"))
	}
}

// The patterns and texts are random; the answers are V8's, as in Node 20.3.
func TestMatchesAsV8Does(t *testing.T) {
	var m pattern.Machine
	fields(t, "matches.tsv", func(line []string) {
		var source, text string
		if err := json.Unmarshal([]byte(line[1]), &source); err != nil {
			t.Fatal(err)
		}
		if line[4] == "error" {
			if pattern.Check(source, line[0]) == nil {
				t.Errorf("/%s/%s is accepted", source, line[0])
			}
			return
		}
		if err := json.Unmarshal([]byte(line[2]), &text); err != nil {
			t.Fatal(err)
		}
		start, err := strconv.Atoi(line[3])
		if err != nil {
			t.Fatal(err)
		}
		p := mustCompile(t, source, line[0])
		sticky := p.Flags&pattern.Sticky != 0
		groups, err := m.UTF16(p, units(text), start, sticky)
		if got := show(groups); got != line[4] || err != nil {
			t.Errorf("/%s/%s on %q from %d: got %s, %v; want %s", source, line[0], text, start, got, err, line[4])
		}
		if len(units(text)) != len(text) {
			return
		}
		groups, err = m.ASCII(p, []byte(text), start, sticky)
		if got := show(groups); got != line[4] || err != nil {
			t.Errorf("/%s/%s on %q as ASCII: got %s, %v; want %s", source, line[0], text, got, err, line[4])
		}
	})
}

func TestSurrogates(t *testing.T) {
	var m pattern.Machine
	const lead, trail = 0xd83d, 0xde00
	for _, c := range []struct {
		name, source, flags string
		text                []uint16
		start               int
		want                string
	}{
		{"without_u_a_pair_is_two_characters", "^.$", "", []uint16{lead, trail}, 0, "none"},
		{"with_u_a_pair_is_one_character", "^.$", "u", []uint16{lead, trail}, 0, "0-2"},
		{"a_lone_lead_is_a_character", "^.$", "u", []uint16{lead}, 0, "0-1"},
		{"an_escaped_lead_is_not_half_of_a_pair", `\ud83d`, "u", []uint16{lead, trail}, 0, "none"},
		{"an_escaped_lead_matches_a_lone_one", `\ud83d`, "u", []uint16{'a', lead, 'b'}, 0, "1-2"},
		{"two_escapes_are_one_character", `^[\ud83d\ude00]$`, "u", []uint16{lead, trail}, 0, "0-2"},
		{"a_start_within_a_pair_is_moved_back", `.`, "u", []uint16{lead, trail}, 1, "0-2"},
		{"an_escaped_trail_is_not_half_of_a_pair", `\ude00`, "u", []uint16{lead, trail}, 0, "none"},
		{"a_run_gives_back_whole_pairs", `^.+(?=\u{1f600})`, "u", []uint16{lead, trail, lead, trail}, 0, "0-2"},
		{"a_lookbehind_goes_over_whole_pairs", `(?<=^.{2})$`, "u", []uint16{lead, trail, lead, trail}, 0, "4-4"},
		{"a_reference_does_not_end_within_a_pair", `(\ud83d)\1`, "u", []uint16{lead, lead, trail}, 0, "none"},
		{"nothing_matches_within_a_pair", `\B`, "u", []uint16{'S', lead, trail}, 0, "3-3"},
		{"surrogates_have_a_category", `^\p{Cs}$`, "u", []uint16{trail}, 0, "0-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			groups, err := m.UTF16(mustCompile(t, c.source, c.flags), c.text, c.start, false)
			if got := show(groups); got != c.want || err != nil {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

// Unicode 15.1 made these two equal.
func TestFoldingIsThatOfUnicode15(t *testing.T) {
	var m pattern.Machine
	groups, err := m.UTF16(mustCompile(t, `\u0390`, "iu"), []uint16{0x1fd3}, 0, false)
	if groups != nil || err != nil {
		t.Errorf("got %s, %v", show(groups), err)
	}
}

func TestFlags(t *testing.T) {
	f, err := pattern.ParseFlags("yusmigd")
	if err != nil || f.String() != "dgimsuy" {
		t.Errorf("got %s, %v", f, err)
	}
	for text, flag := range map[string]string{"gg": "g", "v": "v", "G": "G", "gé": "é"} {
		_, err := pattern.ParseFlags(text)
		want := &pattern.Error{Class: "SyntaxError", Message: "invalid regular expression flag " + flag}
		if diff := cmp.Diff(error(want), err); diff != "" {
			t.Errorf("flags %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestNames(t *testing.T) {
	p := mustCompile(t, `(?<year>\d+)(-)(?<𝒜>x)(?<\u{61}b>y)`, "")
	want := []pattern.Name{{Name: "year", Index: 1}, {Name: "𝒜", Index: 3}, {Name: "ab", Index: 4}}
	if diff := cmp.Diff(want, p.Names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if p.Groups != 5 {
		t.Errorf("got %d groups, want 5", p.Groups)
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"too_long", strings.Repeat("a", pattern.MaxLength+1), "InternalError: regular expression too large"},
		{"too_deep", strings.Repeat("(?:", 1e5) + strings.Repeat(")", 1e5), "InternalError: too much recursion"},
		{"too_many_groups", strings.Repeat("()", pattern.MaxGroups+1), "InternalError: too many parentheses in regular expression"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := pattern.Check(c.source, ""); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	mustCompile(t, strings.Repeat("(?:", pattern.MaxDepth-1)+strings.Repeat(")", pattern.MaxDepth-1), "")
	mustCompile(t, strings.Repeat("()", pattern.MaxGroups), "")
}

func TestPulseCanEndAMatch(t *testing.T) {
	calls := 0
	m := pattern.Machine{Pulse: func() {
		if calls++; calls == 3 {
			panic("enough")
		}
	}}
	p := mustCompile(t, `^(?=(a+)+$)`, "")
	text := []byte(strings.Repeat("a", 40) + "b")
	func() {
		defer func() {
			if x := recover(); x != "enough" {
				t.Errorf("recovered %v", x)
			}
		}()
		_, _ = m.ASCII(p, text, 0, false)
		t.Error("the match has ended")
	}()
	if groups, err := m.ASCII(mustCompile(t, "b", ""), text, 0, false); show(groups) != "40-41" || err != nil {
		t.Errorf("the machine is unusable afterwards: %v, %v", groups, err)
	}
}

func TestStackIsBounded(t *testing.T) {
	var m pattern.Machine
	_, err := m.ASCII(mustCompile(t, `(?:a|b)*c`, ""), []byte(strings.Repeat("ab", 3<<20)), 0, false)
	if err == nil || err.Error() != "InternalError: too much recursion" {
		t.Errorf("got %v", err)
	}
	if groups, err := m.ASCII(mustCompile(t, `[ab]*$`, ""), []byte(strings.Repeat("ab", 3<<20)), 0, false); err != nil || len(groups) != 2 {
		t.Errorf("a run needs no stack: got %v, %v", groups, err)
	}
}
