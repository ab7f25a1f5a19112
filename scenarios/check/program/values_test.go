package program_test

import "testing"

func TestStrings(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		whole            bool
	}{
		{"literal", "f(«'a'»)", "a", true},
		{"sum", "f(«'a' + 'b'»)", "ab", true},
		{"template", "const n = 2; f(«`a${n}b`»)", "a2b", true},
		{"name", "const s = 'a'; f(«s»)", "a", true},
		{"variable_that_changes", "let s = 'a'; s = 'b'; f(«s»)", "", false},
		{"parts", "f(«'a' + x + 'b'»)", "ab", false},
		{"number", "f(«1»)", "1", true},
		{"unknown", "f(«x»)", "", false},
		{"name_for_itself", "const s = s; f(«s»)", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			if got, whole := f.Static(e); got != test.want || whole != test.whole {
				t.Errorf("got %q, %v, want %q, %v", got, whole, test.want, test.whole)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       float64
		ok         bool
	}{
		{"literal", "f(«1.5»)", 1.5, true},
		{"negative", "f(«-1»)", -1, true},
		{"product", "const DAY = 24 * 60 * 60; f(«90 * DAY»)", 7776000, true},
		{"quotient_and_difference", "const d = 10 - 4; f(«d / 2»)", 3, true},
		{"text", "f(«'1'»)", 0, false},
		{"unknown", "f(«1 + x»)", 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			if got, ok := f.Number(e); got != test.want || ok != test.ok {
				t.Errorf("got %v, %v, want %v, %v", got, ok, test.want, test.ok)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		ok               bool
	}{
		{"there", "f(«{ a: 1, b: 2 }»)", "1", true},
		{"missing", "f(«{ b: 2 }»)", "", true},
		{"short", "f(«{ a }»)", "a", true},
		{"spread", "f(«{ a: 1, ...x }»)", "", false},
		{"behind_a_spread", "f(«{ ...x, a: 1 }»)", "1", true},
		{"computed", "f(«{ a: 1, [k]: 2 }»)", "1", false},
		{"name", "const o = { a: 1 }; f(«o»)", "1", true},
		{"name_that_gets_it_later", "const o = { a: 1 }; o.a = 2; f(«o»)", "", false},
		{"no_literal", "f(«x»)", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			value, ok := f.Property(e, "a")
			got := ""
			if value != nil {
				got = f.Source(value)
			}
			if got != test.want || ok != test.ok {
				t.Errorf("got %q, %v, want %q, %v", got, ok, test.want, test.ok)
			}
		})
	}
}
