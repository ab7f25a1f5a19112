package collate

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/intl/locale"
)

// Each text is sorted from its words in reverse, and has to come out as it is written here.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ name, tag, options, want string }{
		{"case_after_letters", "en", `{}`, "a A á Á b B"},
		{"digits_before_letters", "en", `{}`, "_ - , ; : 1 10 2 a"},
		{"swedish_letters_at_the_end", "sv", `{}`, "a z å ä ö"},
		{"german_umlauts_in_place", "de", `{}`, "a ä b o ö z"},
		{"german_phone_book", "de-u-co-phonebk", `{}`, "ad ä af"},
		{"spanish_letter", "es", `{}`, "n nz ñ o"},
		{"danish_capitals_first", "da", `{}`, "A a B b Æ æ Ø ø Å å"},
		{"norwegian", "nb", `{}`, "a z æ ø å"},
		{"russian_before_latin", "ru", `{}`, "а е ё ж я a z"},
		{"latin_before_russian", "en", `{}`, "a z а е ё ж я"},
		{"numeric", "en", `{"numeric":true}`, "a1 a02 a10 b1"},
		{"numeric_by_keyword", "en-u-kn", `{}`, "1 2 10"},
		{"capitals_first", "en", `{"caseFirst":"upper"}`, "A a B b"},
		{"small_first", "en", `{"caseFirst":"lower"}`, "a A b B"},
		{"canadian_accents_from_the_end", "fr-CA", `{}`, "cote côte coté côté"},
		{"french_accents_from_the_start", "fr", `{}`, "cote coté côte côté"},
		{"georgian_capitals", "ka", `{}`, "ა Ა ბ"},
		{"pinyin", "zh", `{}`, "阿 北 中"},
		{"kana_before_han", "ja", `{}`, "a あ ん 亜"},
	} {
		t.Run(c.name, func(t *testing.T) {
			words := strings.Fields(c.want)
			slices.Reverse(words)
			slices.SortStableFunc(words, newCollator(t, c.tag, c.options).Compare)
			if got := strings.Join(words, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSensitivity(t *testing.T) {
	for _, c := range []struct {
		name, tag, options, a, b string
		same                     bool
	}{
		{"composed_and_decomposed", "en", `{}`, "é", "e\u0301", true},
		{"base", "en", `{"sensitivity":"base"}`, "Éa", "ea", true},
		{"base_keeps_letters", "en", `{"sensitivity":"base"}`, "a", "b", false},
		{"accent", "en", `{"sensitivity":"accent"}`, "É", "é", true},
		{"accent_keeps_accents", "en", `{"sensitivity":"accent"}`, "e", "é", false},
		{"case", "en", `{"sensitivity":"case"}`, "e", "é", true},
		{"case_keeps_case", "en", `{"sensitivity":"case"}`, "e", "E", false},
		{"case_of_title_letters", "en", `{"sensitivity":"case"}`, "ǆ", "ǅ", false},
		{"variant", "en", `{}`, "e", "E", false},
		{"quotation_marks_by_base", "en", `{"sensitivity":"base"}`, "l'été", "l’ete", true},
		{"double_quotation_marks", "en", `{"sensitivity":"base"}`, "“a„", "״a”", true},
		{"geresh", "he", `{"sensitivity":"base"}`, "צ׳", "צ'", true},
		{"russian_yo_by_base", "ru", `{"sensitivity":"base"}`, "ёлка", "елка", true},
		{"russian_short_i", "ru", `{"sensitivity":"base"}`, "й", "и", false},
		{"ukrainian_yi", "uk", `{"sensitivity":"base"}`, "ї", "і", false},
		{"ukrainian_yi_elsewhere", "ru", `{"sensitivity":"base"}`, "ї", "і", true},
		{"kazakh_yo", "kk", `{"sensitivity":"base"}`, "ё", "е", false},
		{"belarusian_short_u", "be", `{"sensitivity":"base"}`, "ў", "у", false},
		{"serbian_short_i", "sr", `{"sensitivity":"base"}`, "й", "и", true},
		{"punctuation_ignored", "en", `{"ignorePunctuation":true}`, "a-b\u0301 c", "abc", false},
		{"accent_on_punctuation_ignored", "en", `{"ignorePunctuation":true}`, "a-\u0301b", "ab", true},
		{"thai_ignores_punctuation", "th", `{}`, "ก-ข", "กข", true},
		{"leading_zeros", "en", `{"numeric":true}`, "a007", "a7", true},
		{"digits_of_two_scripts", "en", `{"numeric":true}`, "٤٢", "42", true},
		{"search_folds_arabic", "en", `{"usage":"search","sensitivity":"base"}`, "أ", "ا", true},
		{"search_keeps_letters", "en", `{"usage":"search","sensitivity":"base"}`, "a", "b", false},
		{"search_keeps_accents", "en", `{"usage":"search"}`, "a", "á", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newCollator(t, c.tag, c.options).Compare(c.a, c.b) == 0; got != c.same {
				t.Errorf("the same: %v", got)
			}
		})
	}
}

func TestResolved(t *testing.T) {
	for _, c := range []struct {
		name, tag, options string
		want               Resolved
	}{
		{"default", "en", `{}`, Resolved{"en", "sort", "variant", "default", "false", false, false}},
		{"danish", "da", `{}`, Resolved{"da", "sort", "variant", "default", "upper", false, false}},
		{"keywords", "de-u-co-phonebk-kf-upper-kn", `{}`, Resolved{"de-u-co-phonebk-kf-upper-kn", "sort", "variant", "phonebk", "upper", true, false}},
		{"option_over_keyword", "en-u-kf-upper", `{"caseFirst":"lower","numeric":true}`, Resolved{"en", "sort", "variant", "default", "lower", true, false}},
		{"unknown_collation_ignored", "en-u-co-phonebk", `{"collation":"nothing"}`, Resolved{"en", "sort", "variant", "default", "false", false, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, newCollator(t, c.tag, c.options).Resolved()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name, tag string
		options   Options
		want      string
	}{
		{"usage", "en", Options{Usage: "x"}, `invalid value "x" for option usage`},
		{"sensitivity", "en", Options{Sensitivity: "x"}, `invalid value "x" for option sensitivity`},
		{"case_first", "en", Options{CaseFirst: "x"}, `invalid value "x" for option caseFirst`},
		{"collation", "en", Options{Collation: "x"}, `invalid value "x" for option collation`},
		{"locale_of_icu", "sw", Options{}, `locale "sw" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"order_of_its_own", "lv", Options{}, `collation of the locale "lv" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"search_of_its_own", "de", Options{Usage: "search"}, `search collation of the locale "de" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"emoji", "en", Options{Collation: "emoji"}, `collation "emoji" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"compat", "ar", Options{Collation: "compat"}, `collation "compat" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"trad", "es", Options{Collation: "trad"}, `collation "trad" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"unihan", "ja", Options{Collation: "unihan"}, `collation "unihan" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"searchjl", "ko", Options{Collation: "searchjl"}, `collation "searchjl" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"stroke", "zh", Options{Collation: "stroke"}, `collation "stroke" is not emulated yet: the cloud knows it, voxemu has no data for it`},
		{"pinyin_in_taiwan", "zh-TW", Options{Collation: "pinyin"}, `collation "pinyin" is not emulated yet: the cloud knows it, voxemu has no data for it`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tag, err := locale.Parse(c.tag)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := New([]locale.Tag{tag}, c.options); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newCollator(b, "ru", `{}`)
	}
}

func BenchmarkCompare(b *testing.B) {
	c := newCollator(b, "ru", `{}`)
	for b.Loop() {
		c.Compare("Привет, мир", "Привет, Мир")
	}
}

// No text makes comparing panic, and turning two texts around turns the result around.
func FuzzCompare(f *testing.F) {
	f.Add("a1", "A٠1")
	f.Add("l’é\u0301", "\xff׳Ა")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, tag := range []string{"uk", "th", "ja"} {
			c := newCollator(t, tag, `{"numeric":true,"caseFirst":"upper"}`)
			if there, back := c.Compare(a, b), c.Compare(b, a); there != -back {
				t.Errorf("%s: %q and %q: %d there, %d back", tag, a, b, there, back)
			}
		}
	})
}
