package list

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/intl/locale"
)

func newFormatter(t *testing.T, tag string, options Options) *Formatter {
	t.Helper()
	parsed, err := locale.Parse(tag)
	if err != nil {
		t.Fatal(err)
	}
	f, err := New([]locale.Tag{parsed}, options)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		name, tag string
		options   Options
		words     []string
		want      string
	}{
		{"nothing", "en", Options{}, nil, ""},
		{"one", "en", Options{}, []string{"a"}, "a"},
		{"two", "en", Options{}, []string{"a", "b"}, "a and b"},
		{"four", "en", Options{}, []string{"a", "b", "c", "d"}, "a, b, c, and d"},
		{"narrow_units", "en", Options{Type: "unit", Style: "narrow"}, []string{"5 h", "3 min"}, "5 h 3 min"},
		{"spanish_y", "es", Options{}, []string{"Ana", "Juan"}, "Ana y Juan"},
		{"spanish_e_before_i", "es", Options{}, []string{"Ana", "Iván"}, "Ana e Iván"},
		{"spanish_y_before_hie", "es", Options{}, []string{"agua", "hielo"}, "agua y hielo"},
		{"spanish_u_before_o", "es-MX", Options{Type: "disjunction"}, []string{"7", "8", "11"}, "7, 8 u 11"},
		{"hebrew_hyphen_before_latin", "he", Options{}, []string{"א", "b"}, "א ו-b"},
		{"hebrew_without", "he", Options{}, []string{"a", "ב"}, "a וב"},
		{"words_are_not_patterns", "en", Options{}, []string{"{1}", "{0}"}, "{1} and {0}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newFormatter(t, c.tag, c.options).Format(c.words); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	f := newFormatter(t, "en", Options{Style: "short"})
	want := []Part{{"element", "a"}, {"literal", ", "}, {"element", ""}, {"literal", ", & "}, {"element", "c"}}
	if diff := cmp.Diff(want, f.Parts([]string{"a", "", "c"})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Resolved{"en", "conjunction", "short"}, f.Resolved()); diff != "" {
		t.Error(diff)
	}
	// No locale has text before the first or after the last word; patterns allow it.
	f = &Formatter{two: pattern{"<", "+", ">"}}
	if diff := cmp.Diff([]Part{{"literal", "<"}, {"element", "a"}, {"literal", "+"}, {"element", "b"}, {"literal", ">"}}, f.Parts([]string{"a", "b"})); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name    string
		tags    []locale.Tag
		options Options
		want    string
	}{
		{"type", nil, Options{Type: "x"}, `invalid value "x" for option type`},
		{"style", nil, Options{Style: "x"}, `invalid value "x" for option style`},
		{"locale", []locale.Tag{{Language: "sw"}}, Options{}, `locale "sw" is not emulated yet: the cloud knows it, voxemu has no data for it`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(c.tags, c.options); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
