package cldr

import (
	"maps"
	"slices"
	"testing"
)

func TestTables(t *testing.T) {
	for _, c := range []struct {
		name              string
		table             func(string) (Table, bool)
		locale, key, want string
	}{
		{"language", Numbers, "de", "latn.decimal", ","},
		{"locale_over_language", Numbers, "de-CH", "latn.decimal", "."},
		{"locale_that_differs_in_nothing", Numbers, "en-US", "latn.decimal", "."},
		{"currency", Currencies, "ru", "RUB.symbol", "₽"},
		{"unit", Units, "en", "long.hour.one", "{0} hour"},
		{"phrase", Phrases, "en", "list.standard.2", "{0} and {1}"},
		{"changed_after_icu_73_1", Numbers, "en-ZA", "latn.decimal", ","},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, ok := c.table(c.locale)
			if got := table.Get(c.key); !ok || got != c.want {
				t.Errorf("got %q, %v, want %q", got, ok, c.want)
			}
		})
	}
	for _, unknown := range []string{"xx", "de-XX"} {
		if _, ok := Numbers(unknown); ok {
			t.Errorf("there is a table for %s", unknown)
		}
	}
}

// A locale may lack a key that its language has.
func TestKeyThatIsGone(t *testing.T) {
	tables := parse("@xx\na\t1\nb\t2\n@xx-YY\nb\nc\t3\n")
	table := tables["xx-YY"]
	if got := table.Get("a") + table.Get("b") + table.Get("c"); got != "13" {
		t.Errorf("got %q", got)
	}
	if _, ok := table.Lookup("b"); ok {
		t.Error("the key is still there")
	}
}

// Every locale that is listed has data of all kinds, and a language is not both known and missing.
func TestKnownLocales(t *testing.T) {
	known := KnownLocales()
	for _, name := range slices.Sorted(maps.Keys(known.Data)) {
		for kind, table := range map[string]func(string) (Table, bool){"numbers": Numbers, "currencies": Currencies, "units": Units, "phrases": Phrases} {
			if _, ok := table(known.Data[name]); !ok {
				t.Errorf("%s has no %s", name, kind)
			}
		}
		if known.Others[name] {
			t.Errorf("%s is known and missing", name)
		}
	}
	if !known.Others["sw"] {
		t.Error("Swahili is not listed as missing")
	}
}

func TestSupplement(t *testing.T) {
	if got := Aliases()["language iw"]; got != "he" {
		t.Errorf("alias: got %q", got)
	}
	if got := LikelySubtags()["zh-TW"]; got != "zh-Hant-TW" {
		t.Errorf("likely subtags: got %q", got)
	}
	if got := Digits()["thai"]; len(got) != 10 || got[1] != "๑" {
		t.Errorf("digits: got %q", got)
	}
	if got := PluralRules()["cardinal en"]; len(got) != 1 || got[0] != (PluralRule{"one", "i = 1 and v = 0"}) {
		t.Errorf("plural rules: got %v", got)
	}
}
