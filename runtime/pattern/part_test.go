package pattern_test

import (
	"fmt"
	"strings"
	"testing"

	"voxemu/runtime/pattern"
)

// outline writes a part and its text as what is within it in parentheses.
func outline(source string, p *pattern.Part) string {
	text := string([]rune(source)[p.Start:p.End]) // these sources have no pairs
	names := []string{"atom", "sequence", "choice", "group", "repeat", "reference", "look", "assertion"}
	out := names[p.Kind] + " " + text
	switch {
	case p.Kind == pattern.Repeat && p.Max == pattern.Endless:
		out += fmt.Sprintf(" %d-", p.Min)
	case p.Kind == pattern.Repeat:
		out += fmt.Sprintf(" %d-%d", p.Min, p.Max)
	case p.Kind == pattern.Atom:
		out += fmt.Sprintf(" %q", []rune(p.Set))
	case p.Kind == pattern.Assertion:
		out += fmt.Sprintf(" %c", p.Assert)
	}
	if p.Lazy {
		out += " lazy"
	}
	if p.Behind {
		out += " behind"
	}
	if p.Negative {
		out += " negative"
	}
	var parts []string
	for _, part := range p.Parts {
		parts = append(parts, outline(source, part))
	}
	if parts != nil {
		out += " (" + strings.Join(parts, "; ") + ")"
	}
	return out
}

func TestParts(t *testing.T) {
	for _, c := range []struct{ source, flags, want string }{
		{`(a+)+?`, "", `repeat (a+)+? 1- lazy (group (a+) (repeat a+ 1- (atom a ['a' 'a'])))`},
		{`^а|\b`, "", `choice ^а|\b (sequence ^а (assertion ^ ^; atom а ['а' 'а']); assertion \b b)`},
		{`(?:k){2,3}`, "i", `repeat (?:k){2,3} 2-3 (atom (?:k) ['K' 'K' 'k' 'k'])`},
		{`(?<!(?<n>x))\k<n>`, "", `sequence (?<!(?<n>x))\k<n> (look (?<!(?<n>x)) behind negative (group (?<n>x) (atom x ['x' 'x'])); reference \k<n>)`},
		{`(?=)`, "", `look (?=) (sequence )`},
		{`[b-d]`, "", `atom [b-d] ['b' 'd']`},
	} {
		f, err := pattern.ParseFlags(c.flags)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := pattern.Parse(units(c.source), f)
		if err != nil {
			t.Fatal(err)
		}
		if got := outline(c.source, tree); got != c.want {
			t.Errorf("/%s/\ngot  %s\nwant %s", c.source, got, c.want)
		}
	}
	if _, err := pattern.Parse(units(`(`), 0); err == nil || err.Error() != "SyntaxError: unterminated parenthetical" {
		t.Errorf("got %v", err)
	}
}

func TestStepsOfAMatch(t *testing.T) {
	count := func(source, text string) int {
		m := pattern.Machine{Pulse: func() { panic("stop") }}
		func() {
			defer func() { _ = recover() }()
			_, _ = m.UTF16(mustCompile(t, source, ""), units(text), 0, false)
		}()
		return m.Steps()
	}
	if short, long := count(`a`, "bba"), count(`(a+)+$`, "aaaaaaaaaaaab"); short < 1 || short > 10 || long < 10_000 {
		t.Errorf("%d steps, and %d", short, long)
	}
	if stopped := count(`(a+)+$`, strings.Repeat("a", 40)+"b"); stopped < 1<<18 || stopped > 1<<18+10 {
		t.Errorf("%d steps until the first pulse", stopped)
	}
}
