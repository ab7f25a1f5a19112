package pattern_test

import (
	"testing"

	"voxemu/runtime/pattern"
)

func TestSyntaxErrors(t *testing.T) {
	const (
		class    = "unterminated character class"
		nothing  = "nothing to repeat"
		group    = "invalid regexp group"
		paren    = "unterminated parenthetical"
		close    = "unmatched ) in regular expression"
		identity = "invalid identity escape in regular expression"
		decimal  = "invalid decimal escape in regular expression"
		point    = "invalid unicode escape in regular expression"
		property = "invalid property name in regular expression"
		named    = "invalid named reference in regular expression"
		capture  = "invalid capture group name in regular expression"
		raw      = "raw bracket is not allowed in regular expression with unicode flag"
		many     = "character class escape cannot be used in class range in regular expression"
	)
	for _, c := range []struct{ source, flags, want string }{
		{"[a", "", class}, {"[", "", class}, {`[a\]`, "", class},
		{"*", "", nothing}, {"a**", "", nothing}, {"^*", "", nothing}, {`\b+`, "", nothing}, {"{1}", "", nothing}, {"(?<=a)*", "", nothing},
		{"(?=a)*", "u", nothing}, {"x{1}{1}", "", nothing}, {"|?", "", nothing},
		{"(?a)", "", group}, {"(?", "", group}, {"(?i:a)", "", group},
		{"(a", "", paren}, {"(?:", "", paren}, {"a)", "", close},
		{`\`, "", `\ at end of pattern`}, {`[\`, "", `\ at end of pattern`},
		{"a{2,1}", "", "numbers out of order in {} quantifier."},
		{"[b-a]", "", "invalid range in character class"}, {`[\d-a]`, "u", many}, {`[a-\d]`, "u", many},
		{`\-`, "u", identity}, {`\a`, "u", identity}, {`\x1`, "u", identity}, {`\k`, "u", named}, {`(?<a>)\k`, "", named}, {`[\k](?<a>)`, "", identity},
		{`\1`, "u", decimal}, {`\01`, "u", decimal}, {`[\1]`, "u", decimal}, {`\8`, "u", decimal},
		{`\u`, "u", point}, {`\u{110000}`, "u", point}, {`\u{}`, "u", point}, {`\c1`, "u", point}, {`\u{1`, "u", point},
		{"{", "u", raw}, {"}", "u", raw}, {"]", "u", raw}, {"a{", "u", "incomplete quantifier in regular expression"},
		{`\p`, "u", property}, {`\p{`, "u", property}, {`\p{Nope}`, "u", property}, {`\p{Script=Nope}`, "u", property}, {`\p{lu}`, "u", property},
		{`\p{Nope=Lu}`, "u", property}, {`\p{Lu=Lu}`, "u", property}, {`\p{Script}`, "u", property}, {`\p{Block=ASCII}`, "u", property},
		{"(?<a", "", capture}, {"(?<>a)", "", capture}, {"(?<1>a)", "", capture}, {`(?<\x61>a)`, "", capture}, {`(?<\u>a)`, "", point},
		{"(?<a>)(?<a>)", "", "duplicate capture group name in regular expression"},
		{`(?<a>)\k<b>`, "", "invalid named capture reference in regular expression"}, {`\k<a`, "u", named},
		{"a", "v", "invalid regular expression flag v"},
	} {
		t.Run(c.source+"_"+c.flags, func(t *testing.T) {
			err := pattern.Check(c.source, c.flags)
			if err == nil || err.Error() != "SyntaxError: "+c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// What annex B.1.2 allows without flag u.
func TestSloppyPatterns(t *testing.T) {
	var m pattern.Machine
	for _, c := range []struct{ source, text, want string }{
		{`a{`, "a{", "0-2"}, {`a{,2}`, "a{,2}", "0-5"}, {`}]`, "}]", "0-2"}, {`x{a}`, "x{a}", "0-4"},
		{`\1`, "\x01", "0-1"}, {`\101`, "A", "0-1"}, {`\0111`, "\t1", "0-2"}, {`\8`, "8", "0-1"}, {`\400`, " 0", "0-2"}, {`[\1]`, "\x01", "0-1"}, {`[\8]`, "8", "0-1"},
		{`\c`, `\c`, "0-2"}, {`\c1`, `\c1`, "0-3"}, {`[\c]`, "c", "0-1"}, {`[\c]`, `\`, "0-1"}, {`[\c1]`, "\x11", "0-1"}, {`[\c_]`, "\x1f", "0-1"}, {`\cJ`, "\n", "0-1"},
		{`\x1`, "x1", "0-2"}, {`\u12`, "u12", "0-3"}, {`\u{2}`, "uu", "0-2"}, {`\k<a>`, "k<a>", "0-4"}, {`\p{L}`, "p{L}", "0-4"}, {`\a\-`, "a-", "0-2"},
		{`[\d-x]`, "-", "0-1"}, {`[x-\d]`, "-", "0-1"}, {`(?=a)*a`, "a", "0-1"}, {`(?=(a))?ab`, "ab", "0-2 ?"},
		{`[]`, "a", "none"}, {`[^]`, "\n", "0-1"}, {`[a-]`, "-", "0-1"}, {`[\b]`, "\b", "0-1"}, {`(?<a>a)\k<a>`, "aa", "0-2 0-1"},
		{`\2(a)`, "\x02a", "0-2 1-2"}, {`(a)\1`, "aa", "0-2 0-1"}, {`\0`, "\x00", "0-1"},
	} {
		t.Run(c.source, func(t *testing.T) {
			groups, err := m.ASCII(mustCompile(t, c.source, ""), []byte(c.text), 0, false)
			if got := show(groups); got != c.want || err != nil {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestNeedsHelp(t *testing.T) {
	for _, c := range []struct {
		source, flags string
		want          bool
	}{
		{`^\+?[0-9]{3,15}$`, "", false}, {`[a-zA-Z_]\w*`, "g", false}, {`(\d+)-(\d+)`, "", false}, {`на|да`, "", false}, {`[^"\\]+`, "g", false},
		{`[abc]+`, "i", false}, {`\.txt$`, "", false}, {`a{2}`, "", false}, {`[^\d.]`, "", false}, {`\u0436\x41`, "", false}, {`.+`, "is", false},
		{`a`, "d", true}, {`\p{L}`, "u", true}, {`a`, "y", true}, {`a`, "v", true}, {`(?=a)b`, "", true}, {`(a)\1`, "", true}, {`(?<n>a)`, "", true},
		{`(a)+`, "", true}, {`(?:a*)*b`, "", true}, {`(?:a+)+b`, "", true}, {`a*`, "", true}, {`^a`, "m", true}, {`\ba`, "", true}, {`yes`, "i", true}, {`[k]`, "i", true},
		{`да`, "i", true}, {`[^a]`, "i", false}, {`[^k]`, "i", true}, {`a{`, "", true}, {`a}`, "", true}, {`a]`, "", true}, {`\cA`, "", true}, {`\07`, "", true},
		{`\xg`, "", true}, {`\u12`, "", true}, {`\ud83d`, "", true}, {`\u00zz`, "", true}, {`😀`, "", true}, {`[[]`, "", true}, {`[/]`, "", true}, {`[\w-x]`, "", true}, {`[x-\w]`, "", true},
		{`[\W]`, "", true}, {`[]`, "", true}, {`[^]`, "", true}, {`(`, "", true}, {`a{1001}`, "", true}, {`a\`, "", true}, {`[a`, "", true}, {`(a)?b`, "", false}, {`[a-z-]`, "", false},
	} {
		if got := pattern.NeedsHelp(c.source, c.flags); got != c.want {
			t.Errorf("/%s/%s: got %v, want %v", c.source, c.flags, got, c.want)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add(`(?<a>[^\d-z]\p{L}*?)\k<a>{2,}`, "du", "aж")
	f.Fuzz(func(t *testing.T, source, flags, text string) {
		pattern.NeedsHelp(source, flags)
		fl, err := pattern.ParseFlags(flags)
		if err != nil {
			return
		}
		p, err := pattern.Compile(units(source), fl)
		if err != nil {
			return
		}
		pulses := 0
		m := pattern.Machine{Pulse: func() {
			if pulses++; pulses > 2 {
				panic("slow")
			}
		}}
		defer func() {
			if x := recover(); x != nil && x != "slow" {
				panic(x)
			}
		}()
		_, _ = m.UTF16(p, units(text), 0, false)
	})
}
