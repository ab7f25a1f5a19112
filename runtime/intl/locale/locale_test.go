package locale

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(t testing.TB, text string) Tag {
	t.Helper()
	tag, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return tag
}

func TestParseErrors(t *testing.T) {
	for name, text := range map[string]string{
		"empty":                 "",
		"underscore":            "en_US",
		"grandfathered":         "i-klingon",
		"four_letters":          "abcd",
		"variant_twice":         "de-1996-1996",
		"singleton_twice":       "de-a-foo-a-bar",
		"unicode_twice":         "de-u-nu-latn-u-ca-gregory",
		"transform_twice":       "de-t-en-t-fr",
		"transform_field_twice": "de-t-m0-true-m0-names",
		"field_without_value":   "de-t-m0",
		"extension_empty":       "de-u",
		"private_empty":         "de-x",
		"not_ascii":             "dé",
		"language_after_fields": "en-t-m0-true-ru-latn-x",
		"source_variant_twice":  "de-t-en-1996-1996",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(text)
			rangeError, ok := errors.AsType[*RangeError](err)
			if want := `invalid language tag: "` + text + `"`; !ok || rangeError.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

func TestCanonicalForm(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"case_of_subtags", "ZH-hant-tw", "zh-Hant-TW"},
		{"old_language", "iw-IL", "he-IL"},
		{"language_with_script", "sh", "sr-Latn"},
		{"split_region_by_language", "hy-SU", "hy-AM"},
		{"split_region_else_first_part", "en-SU", "en-RU"},
		{"variants_sorted", "sl-rozaj-biske", "sl-biske-rozaj"},
		{"keywords_sorted_true_dropped", "de-u-kn-true-co-phonebk", "de-u-co-phonebk-kn"},
		{"second_of_a_key_dropped", "de-u-nu-latn-nu-arab", "de-u-nu-latn"},
		{"old_value", "ar-u-ca-islamicc", "ar-u-ca-islamic-civil"},
		{"subdivision_that_became_a_region", "de-u-rg-fi01", "de-u-rg-axzzzz"},
		{"extensions_sorted", "en-u-nu-latn-a-foo-x-b", "en-a-foo-u-nu-latn-x-b"},
		{"transform_lower_case", "en-t-RU-latn-m0-true", "en-t-ru-latn-m0-true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := parse(t, c.text).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestCanonicalizeDropsDoubles(t *testing.T) {
	tags, err := Canonicalize([]string{"de-de", "DE-DE", "en"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, tag := range tags {
		got = append(got, tag.String())
	}
	if diff := cmp.Diff([]string{"de-DE", "en"}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := Canonicalize([]string{"de", "e"}); err == nil {
		t.Error("a bad tag was taken")
	}
}

func TestWithKeyword(t *testing.T) {
	tag := parse(t, "de-u-nu-latn")
	if got, want := tag.WithKeyword("ca", "gregory").WithKeyword("nu", "arab").WithKeyword("kn", "true").String(), "de-u-ca-gregory-kn-nu-arab"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := tag.String(); got != "de-u-nu-latn" {
		t.Errorf("the tag itself became %s", got)
	}
	if _, ok := tag.Keyword("ca"); ok {
		t.Error("a key that is not there")
	}
}

func TestSupported(t *testing.T) {
	for _, c := range []struct {
		name, tag string
		want      Support
	}{
		{"known", "de", Known},
		{"known_with_its_own_region", "de-DE", Known},
		{"falls_back_to_language", "de-US-1996", Known},
		{"old_name_without_script", "zh-TW", Known},
		{"only_icu_has_it", "sw-KE", Missing},
		{"nobody_has_it", "xx", Unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Supported(parse(t, c.tag)); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	got, err := SupportedOf([]Tag{parse(t, "xx"), parse(t, "de-u-nu-latn")})
	if diff := cmp.Diff([]string{"de-u-nu-latn"}, got); err != nil || diff != "" {
		t.Error(diff, err)
	}
	if _, err := SupportedOf([]Tag{parse(t, "sw")}); err == nil || err.Error() != `locale "sw" is not emulated yet: the cloud knows it, voxemu has no data for it` {
		t.Errorf("got %v", err)
	}
}

func TestResolve(t *testing.T) {
	type want struct{ Name, Data, Language, Nu string }
	for _, c := range []struct {
		name   string
		tags   []string
		option string
		want   want
	}{
		{"none_asked_for", nil, "", want{"en-US", "en", "en", "latn"}},
		{"unknown_is_default", []string{"xx"}, "", want{"en-US", "en", "en", "latn"}},
		{"unknown_then_known", []string{"xx", "fr-CA"}, "", want{"fr-CA", "fr-CA", "fr", "latn"}},
		{"own_region", []string{"de-DE"}, "", want{"de-DE", "de", "de", "latn"}},
		{"singleton_skipped", []string{"zh-Hant-TW"}, "", want{"zh-Hant-TW", "zh-Hant", "zh", "latn"}},
		{"own_numbering", []string{"ar-EG"}, "", want{"ar-EG", "ar-EG", "ar", "arab"}},
		{"keyword_kept", []string{"ar-EG-u-nu-latn"}, "", want{"ar-EG-u-nu-latn", "ar-EG", "ar", "latn"}},
		{"keyword_unknown_dropped", []string{"de-u-nu-roman"}, "", want{"de", "de", "de", "latn"}},
		{"option_wins", []string{"de-u-nu-thai"}, "deva", want{"de", "de", "de", "deva"}},
		{"option_same_as_keyword", []string{"de-u-nu-thai"}, "thai", want{"de-u-nu-thai", "de", "de", "thai"}},
		{"option_unknown_ignored", []string{"de-u-nu-thai"}, "roman", want{"de-u-nu-thai", "de", "de", "thai"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tags, err := Canonicalize(c.tags)
			if err != nil {
				t.Fatal(err)
			}
			key, err := NumberingKey(c.option)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Resolve(tags, key)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, want{got.Name, got.Data, got.Language(), got.Values["nu"]}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestResolveRefusesWhatOnlyICUHas(t *testing.T) {
	for _, c := range []struct{ name, tag, want string }{
		{"locale", "sw", `locale "sw" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"arabic_digits_elsewhere", "de-u-nu-arab", `numbering system "de-u-nu-arab" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"digits_in_norwegian", "nb-u-nu-thai", `numbering system "nb-u-nu-thai" is not emulated yet: the cloud knows it, voxemu has no data for it`},
	} {
		t.Run(c.name, func(t *testing.T) {
			key, err := NumberingKey("")
			if err != nil {
				t.Fatal(err)
			}
			_, err = Resolve([]Tag{parse(t, c.tag)}, key)
			if _, ok := errors.AsType[*UnsupportedError](err); !ok || err.Error() != c.want {
				t.Errorf("got %v", err)
			}
		})
	}
	boolean := Key{Name: "kn", Option: "yes", Allowed: func(string) ([]string, error) { return []string{"false", "true"}, nil }}
	if got, err := Resolve([]Tag{parse(t, "de-u-kn")}, boolean); err != nil || got.Values["kn"] != "true" || got.Name != "de-u-kn" {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := Resolve(nil, Key{Allowed: func(string) ([]string, error) { return nil, errors.New("no") }}); err == nil {
		t.Error("an error of a key was lost")
	}
	if _, err := NumberingSystems("xx"); err == nil {
		t.Error("numbering systems of nothing")
	}
}

func TestOptions(t *testing.T) {
	if got, err := Choose("style", "", "long", "short"); got != "long" || err != nil {
		t.Errorf("default: got %s, %v", got, err)
	}
	if got, err := Choose("style", "short", "long", "short"); got != "short" || err != nil {
		t.Errorf("given: got %s, %v", got, err)
	}
	if _, err := Choose("style", Empty, "long"); err == nil || err.Error() != `invalid value "" for option style` {
		t.Errorf("empty: got %v", err)
	}
	if got, err := TypeOption("numberingSystem", "LATN"); got != "latn" || err != nil {
		t.Errorf("type: got %s, %v", got, err)
	}
	if _, err := NumberingKey("a"); err == nil || err.Error() != `invalid value "a" for option numberingSystem` {
		t.Errorf("bad type: got %v", err)
	}
	if got := (&TypeError{"x"}).Error(); got != "x" {
		t.Errorf("got %s", got)
	}
}

func TestDigits(t *testing.T) {
	if got := Digits("hanidec")[3]; got != "三" {
		t.Errorf("got %s", got)
	}
	if got := Digits("roman")[3]; got != "3" {
		t.Errorf("a system without digits: got %s", got)
	}
}

func TestCase(t *testing.T) {
	for _, c := range []struct{ name, tag, lower, upper string }{
		{"turkish_dotted_i", "tr", "iı", "İI"},
		{"azeri_dotted_i", "az", "i", "İ"},
		{"other_languages", "en", "istraße", "ISTRASSE"},
		{"greek_has_no_rules_of_its_own", "el", "άλφα", "ΆΛΦΑ"},
		{"dutch_has_none", "nl", "ij", "IJ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ToUpper(parse(t, c.tag), c.lower); got != c.upper {
				t.Errorf("upper: got %s, want %s", got, c.upper)
			}
		})
	}
	if got := ToLower(parse(t, "tr"), "Iİ"); got != "ıi" {
		t.Errorf("turkish: got %s", got)
	}
	if got := ToLower(parse(t, "lt"), "Ì"); got != "i\u0307\u0300" {
		t.Errorf("lithuanian: got %+q", got)
	}
	if got := ToLower(parse(t, "en"), "ΟΔΟΣ"); got != "οδος" {
		t.Errorf("final sigma: got %s", got)
	}
}

func TestLikelySubtags(t *testing.T) {
	for _, c := range []struct{ name, tag, max, min string }{
		{"region_decides_script", "zh-TW", "zh-Hant-TW", "zh-TW"},
		{"script_kept", "sr-Latn", "sr-Latn-RS", "sr-Latn"},
		{"nothing_known", "xx", "xx", "xx"},
		{"no_language", "und-Cyrl", "ru-Cyrl-RU", "ru"},
		{"extension_kept", "en-u-nu-latn", "en-Latn-US-u-nu-latn", "en-u-nu-latn"},
		{"unknown_region", "ru-ZZ", "ru-Cyrl-RU", "ru"},
		{"all_needed", "ru-Latn-KZ", "ru-Latn-KZ", "ru-Latn-KZ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tag := parse(t, c.tag)
			if got := tag.Maximize().String(); got != c.max {
				t.Errorf("maximize: got %s, want %s", got, c.max)
			}
			if got := tag.Minimize().String(); got != c.min {
				t.Errorf("minimize: got %s, want %s", got, c.min)
			}
		})
	}
}

// Whatever a script passes as a tag, it is refused or has a canonical form that stays as it is.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"de-AT-1996-u-nu-latn-x-a", "und-t-en-m0-true", "sgn-076", "zh-hakka", "en-u-attr-rg-cn11"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tag, err := Parse(text)
		if err != nil {
			return
		}
		name := tag.String()
		again, err := Parse(name)
		if err != nil {
			t.Fatalf("%q became %q: %v", text, name, err)
		}
		if got := again.String(); got != name {
			t.Errorf("%q became %q, and that %q", text, name, got)
		}
		tag.Minimize()
	})
}
