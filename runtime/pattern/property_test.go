package pattern

import (
	"os"
	"strconv"
	"strings"
	"testing"
	gounicode "unicode"
)

// The counts and check sums are of ICU 73, as in Node 20.3; both have Unicode 15.
func TestPropertiesAreThoseOfICU73(t *testing.T) {
	content, err := os.ReadFile("testdata/properties.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		name, value, hasValue := strings.Cut(fields[0], "=")
		s, ok := lookup(name, value, hasValue)
		if !ok {
			t.Errorf("%s is not known", fields[0])
			continue
		}
		if got := strconv.Itoa(s.size()) + "\t" + strconv.Itoa(checkSum(s)); got != fields[1]+"\t"+fields[2] {
			t.Errorf("%s: got %s, want %s", fields[0], got, fields[1:])
		}
		if !s.isTidy() {
			t.Errorf("%s: ranges touch", fields[0])
		}
	}
}

// checkSum sums up the code points, surrogates last.
func checkSum(s set) int {
	sum := 0
	add := func(surrogates bool) {
		for i := 0; i < len(s); i += 2 {
			for r := s[i]; r <= s[i+1]; r++ {
				if (0xd800 <= r && r <= 0xdfff) == surrogates {
					sum = (sum*31 + int(r)) % 1000003
				}
			}
		}
	}
	add(false)
	add(true)
	return sum
}

func TestPropertiesAreThoseOfGo(t *testing.T) {
	if gounicode.Version != "15.0.0" {
		t.Skipf("Go has Unicode %s", gounicode.Version)
	}
	last := rune(maxRune)
	if testing.Short() {
		last = 0x2000
	}
	for kind, tables := range map[string]map[string]*gounicode.RangeTable{
		"gc": {"Lu": gounicode.Lu, "L": gounicode.L, "Nd": gounicode.Nd, "Mn": gounicode.Mn, "P": gounicode.P, "Sm": gounicode.Sm, "Zs": gounicode.Zs, "Co": gounicode.Co},
		"sc": gounicode.Scripts,
	} {
		for name, table := range tables {
			s, ok := lookup(kind, name, true)
			if !ok {
				t.Errorf("%s=%s is not known", kind, name)
			}
			for r := rune(0); r <= last; r++ {
				if s.has(r) != gounicode.Is(table, r) {
					t.Errorf("%s=%s: %U is %v", kind, name, r, s.has(r))
					break
				}
			}
		}
	}
}

// The sum is that of Canonicalize made of V8's toUpperCase (Node 20.3).
func TestUpperIsCanonicalize(t *testing.T) {
	sum := 0
	for c := range 0x10000 {
		sum = (sum*31 + int(upper(rune(c)))) % 1000003
	}
	if want := 861748; sum != want {
		t.Errorf("got %d, want %d", sum, want)
	}
}

// variants looks only among those that simple case folding makes equal.
func TestVariantsAreComplete(t *testing.T) {
	byUpper := map[rune][]rune{}
	for c := rune(0); c < 0x10000; c++ {
		byUpper[upper(c)] = append(byUpper[upper(c)], c)
	}
	for c := rune(0); c < 0x10000; c++ {
		s := append(set{c, c}, IgnoreCase.variants(nil, c)...).tidy()
		for _, other := range byUpper[upper(c)] {
			if !s.has(other) {
				t.Errorf("%U lacks %U", c, other)
			}
		}
		if want := len(byUpper[upper(c)]); s.size() != want {
			t.Errorf("%U has %d variants, want %d", c, s.size(), want)
		}
	}
}

func TestClosedIsTheSameForSmallAndLargeSets(t *testing.T) {
	for _, f := range []Flags{IgnoreCase, IgnoreCase | Unicode} {
		s, _ := lookup("Lu", "", false)
		want := append(set(nil), s...)
		for i := 0; i < len(s); i += 2 {
			for r := s[i]; r <= s[i+1]; r++ {
				want = f.variants(want, r)
			}
		}
		got := f.closed(s)
		if want = want.tidy(); got.size() != want.size() || checkSum(got) != checkSum(want) {
			t.Errorf("flags %s: got %d characters, want %d", f, got.size(), want.size())
		}
	}
}
