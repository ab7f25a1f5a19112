package secrets

import (
	"slices"
	"strings"
	"testing"
)

func TestRulesAreSound(t *testing.T) {
	ids := map[string]bool{}
	for _, r := range rulebook().rules {
		if ids[r.ID] {
			t.Errorf("%s is there twice", r.ID)
		}
		ids[r.ID] = true
		if groups := r.regex().NumSubexp(); r.Group > groups {
			t.Errorf("%s has no group %d", r.ID, r.Group)
		}
		r.near()
		if len(r.Keywords) == 0 || r.rank == 0 && r.Provider == "" {
			t.Errorf("%s lacks keywords or a provider", r.ID)
		}
		for _, k := range r.Keywords {
			if k != strings.ToLower(k) || k == "" {
				t.Errorf("%s: keyword %q is not in lower case", r.ID, k)
			}
		}
		for _, a := range r.allow {
			a.regex()
		}
	}
	if len(ids) < 200 {
		t.Errorf("only %d rules", len(ids))
	}
}

func TestWordsAreFoundInOnePass(t *testing.T) {
	w := newWords([]string{"he", "she", "hers", "is", "-----b", "s-"})
	var got []string
	w.each("uSHErs -----BHe's iS- hehe", func(word, end int) {
		got = append(got, []string{"he", "she", "hers", "is", "-----b", "s-"}[word])
	})
	want := []string{"she", "he", "hers", "-----b", "he", "is", "s-", "he", "he"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRuns(t *testing.T) {
	text := "short " + strings.Repeat("-", 40) + " addEventListener9 " + strings.Repeat("ab1_", 8)
	got := runs(text)
	want := []part{{47, 64}, {65, 97}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if !meets(got, part{0, 48}, 17) || meets(got, part{0, 48}, 18) || meets(got, part{0, 47}, 16) || !meets(got, part{50, 90}, 32) {
		t.Error("a run that is close by is not seen, or one that isn't is")
	}
}

func TestAllowLooksAtItsTarget(t *testing.T) {
	const text = "one\nname = key # no\nthree"
	for _, c := range []struct {
		target, regex string
		want          bool
	}{
		{"", `^key$`, true}, {"", `name`, false}, {"match", `^name = key$`, true}, {"match", `no`, false}, {"line", `^name = key # no$`, true}, {"line", `three`, false},
	} {
		a := allow{regex: lazy(c.regex)}
		a.Target = c.target
		if got := a.allows(text, 4, 14, "key"); got != c.want {
			t.Errorf("%s %s: got %v", c.target, c.regex, got)
		}
	}
	if line("abc", 1, 2) != "abc" {
		t.Error("the last line is not the whole text")
	}
}
