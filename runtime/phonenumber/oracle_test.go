package phonenumber_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	oracle "github.com/nyaruka/phonenumbers"

	"voxemu/runtime/phonenumber"
)

// kinds are the oracle's kinds by their numbers.
var kinds = []phonenumber.Kind{
	phonenumber.FixedLine, phonenumber.Mobile, phonenumber.FixedLineOrMobile, phonenumber.TollFree, phonenumber.PremiumRate,
	phonenumber.SharedCost, phonenumber.VoIP, phonenumber.PersonalNumber, phonenumber.Pager, phonenumber.UAN,
	phonenumber.Voicemail, phonenumber.Unknown,
}

var reasons = []struct {
	oracle error
	want   error
}{
	{oracle.ErrInvalidCountryCode, phonenumber.ErrCountryCode},
	{oracle.ErrNotANumber, phonenumber.ErrNotANumber},
	{oracle.ErrTooShortAfterIDD, phonenumber.ErrTooShortAfterIDD},
	{oracle.ErrTooShortNSN, phonenumber.ErrTooShort},
	{oracle.ErrNumTooLong, phonenumber.ErrTooLong},
}

// expected is what the library says of a text. It does not take off what can't end a number, as the original does: the
// expression for it is Java's.
func expected(text, region string) string {
	if len(text) <= 250 && !strings.Contains(text, ";phone-context=") {
		text = strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsNumber(r) && !unicode.IsLetter(r) && r != '#' })
	}
	n, err := oracle.Parse(text, region)
	for _, r := range reasons {
		if errors.Is(err, r.oracle) {
			return r.want.Error()
		}
	}
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s %s %s possible=%t valid=%t there=%t", oracle.Format(n, oracle.E164), oracle.GetRegionCodeForNumber(n),
		kinds[oracle.GetNumberType(n)], oracle.IsPossibleNumber(n), oracle.IsValidNumber(n), oracle.IsValidNumberForRegion(n, region))
}

func actual(text, region string) string {
	n, err := phonenumber.Parse(text, region)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s %s %s possible=%t valid=%t there=%t", n.E164(), n.Region(), n.Kind(), n.Possible(), n.Valid(), n.ValidFor(region))
}

// numbers calls f with texts of numbers from all over the world: the examples of each region and kind in several ways of
// writing, and what becomes of them when a few characters change.
func numbers(f func(text, region string)) {
	regions := []string{}
	for r := range oracle.GetSupportedRegions() {
		regions = append(regions, r)
	}
	slices.Sort(regions)
	r := rand.New(rand.NewPCG(1, 2))
	for i, region := range regions {
		if testing.Short() && i%10 != 0 { // the race detector makes it slow
			continue
		}
		for kind := range kinds {
			n := oracle.GetExampleNumberForType(region, oracle.PhoneNumberType(kind))
			if n == nil {
				continue
			}
			for _, form := range []oracle.PhoneNumberFormat{oracle.E164, oracle.INTERNATIONAL, oracle.NATIONAL, oracle.RFC3966} {
				text := oracle.Format(n, form)
				f(text, region)
				f(text, regions[r.IntN(len(regions))])
				for range 3 {
					f(changed(r, text), region)
				}
			}
			f(oracle.FormatOutOfCountryCallingNumber(n, "FR"), "FR")
			f(oracle.Format(n, oracle.E164)[1:], region)
		}
	}
	for code := range oracle.GetSupportedGlobalNetworkCallingCodes() {
		if n := oracle.GetExampleNumberForNonGeoEntity(code); n != nil {
			f(oracle.Format(n, oracle.E164), "US")
		}
	}
}

const inserts = "0123456789+00++  --()/x;ext=,,#*~.aBcＡ０１٣٤"

func changed(r *rand.Rand, text string) string {
	runes := []rune(text)
	for range 1 + r.IntN(3) {
		at := r.IntN(len(runes) + 1)
		switch r.IntN(3) {
		case 0:
			if at < len(runes) {
				runes = slices.Delete(runes, at, at+1)
			}
		case 1:
			if at < len(runes) {
				runes[at] = rune('0' + r.IntN(10))
			}
		default:
			add := []rune(inserts)
			runes = slices.Insert(runes, at, add[r.IntN(len(add))])
		}
	}
	return string(runes)
}

// What is said of a number is what libphonenumber says.
func TestSameAsTheLibrary(t *testing.T) {
	count, wrong := 0, 0
	check := func(text, region string) {
		count++
		if want, got := expected(text, region), actual(text, region); want != got {
			if wrong++; wrong <= 20 {
				t.Errorf("%q in %q:\n got  %s\n want %s", text, region, got, want)
			}
		}
	}
	numbers(check)
	numbers(func(text, _ string) { check(text, "") })
	for _, text := range odd {
		for _, region := range []string{"", "US", "DE", "NZ", "IT", "BR", "us", "ZZ", "001"} {
			check(text, region)
		}
	}
	if count < 50000 && !testing.Short() {
		t.Errorf("only %d numbers were compared", count)
	}
	if wrong > 0 {
		t.Errorf("%d of %d are different", wrong, count)
	}
}

// odd are texts that are hard to read.
var odd = []string{
	"", " ", "+", "++", "1", "11", "112", "+1", "+12", "+123", "abc", "+abc", "1-800-FLOWERS", "+1 800 FLOWERS", "(650) 253-0000",
	"tel:+1-650-253-0000", "tel:253-0000;phone-context=+1-650", "tel:253-0000;phone-context=example.com", "tel:253-0000;phone-context=",
	"tel:253-0000;phone-context=+", "tel:253-0000;phone-context=a_b", ";phone-context=+1", "253-0000;phone-context=+1;isub=1", "+1 650 253 0000;isub=12",
	"+1 (650) 253-0000 ext. 123", "6502530000 x123", "6502530000,,123#", "6502530000;123", "650-253-0000 - 503#", "+16502530000;ext=77",
	"(530) 583-6985 x302/x2303", "Tel. 650 253 0000!", "+39 06 698 12345", "0039 06 698 12345", "+0 650 253 0000", "011 0 44", "+999 123456",
	"+800 1234 5678", "+9996502530000", "00 1 650 253 0000", "1 650 253 0000", "16502530000", "+1+44 20 7031 3000", "３３３４", "+４４ 20 7031 3000", "٠٤١ ٢٣٤ ٥٦",
	"*31#6502530000", "0*031300", "12345678901234567", "123456789012345678", "+49 1234567890123456789", strings.Repeat("1", 250), strings.Repeat("1", 251),
	"0011 54 9 11 2345 6789", "+54 11 15 2345-6789", "011 15 2345-6789", "+5491187654321", "0 41 10 1234 5678", "x", "/x12", "+ 1 650",
}

// The place of a number that has one is the library's.
func TestPlaces(t *testing.T) {
	count := 0
	numbers(func(text, region string) {
		n, err := phonenumber.Parse(text, region)
		if err != nil || n.Code == "54" || n.Kind() != phonenumber.FixedLine && n.Kind() != phonenumber.FixedLineOrMobile {
			return
		}
		of, _ := oracle.Parse(n.E164(), "")
		want, err := oracle.GetGeocodingForNumber(of, "en")
		if err != nil || want == "" {
			return
		}
		count++
		// Numbers without a place have the name of their country, which the library takes from an older list.
		if got := n.Location(); got != want && got != country[n.Region()] && !(got == "" && len(n.Region()) == 2) {
			t.Errorf("%s is in %q, want %q", n.E164(), got, want)
		}
	})
	if count < 1000 && !testing.Short() {
		t.Errorf("only %d places were compared", count)
	}
}

var country = map[string]string{"MK": "North Macedonia", "SZ": "Eswatini", "TR": "Türkiye", "MO": "Macao SAR China"}
