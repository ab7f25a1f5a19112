package phonenumber_test

import (
	"errors"
	"fmt"
	"testing"

	"voxemu/runtime/phonenumber"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, text, region, want string }{
		{"a plus needs no region", "+442070313000", "", "+442070313000 GB FIXED_LINE London"},
		{"a national number needs one", "020 7031 3000", "GB", "+442070313000 GB FIXED_LINE London"},
		{"a region is not needed twice", "00 44 20 7031 3000", "DE", "+442070313000 GB FIXED_LINE London"},
		{"mobile", "+4915123456789", "", "+4915123456789 DE MOBILE Germany"},
		{"fixed or mobile in North America", "+1 650 253 0000", "", "+16502530000 US FIXED_LINE_OR_MOBILE Mountain View, CA"},
		{"the region goes by the area code", "+12423456789", "", "+12423456789 BS FIXED_LINE Exuma"},
		{"a mobile number with a place", "+5491123456789", "", "+5491123456789 AR MOBILE Buenos Aires"},
		{"toll free has the country for a place", "+18002530000", "", "+18002530000 US TOLL_FREE "},
		{"toll free of one country", "+448001111111", "", "+448001111111 GB TOLL_FREE "},
		{"no country", "+80012345678", "", "+80012345678 001 TOLL_FREE "},
		{"possible, but not valid", "+12530000000", "", "+12530000000  UNKNOWN "},
		{"digits of other scripts", "+᠑᠒᠔᠒𝟛𝟜𝟝᠖᠗᠘᠙", "", "+12423456789 BS FIXED_LINE Exuma"},
		{"leading zeros stay in Italy", "+39 02 1234 5678", "", "+390212345678 IT FIXED_LINE Milan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, err := phonenumber.Parse(c.text, c.region)
			if got := fmt.Sprintf("%s %s %s %s", n.E164(), n.Region(), n.Kind(), n.Location()); err != nil || got != c.want {
				t.Errorf("got %s (%v), want %s", got, err, c.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		name, text, region string
		want               error
	}{
		{"no region and no plus", "2070313000", "", phonenumber.ErrCountryCode},
		{"an unknown region", "2070313000", "XX", phonenumber.ErrCountryCode},
		{"an unknown code", "+999 12345678", "GB", phonenumber.ErrCountryCode},
		{"no digits", "hello", "GB", phonenumber.ErrNotANumber},
		{"nothing behind the prefix", "011 44", "US", phonenumber.ErrTooShortAfterIDD},
		{"one digit behind the code", "+492", "", phonenumber.ErrTooShort},
		{"too many digits", "+49123456789012345678", "", phonenumber.ErrTooLong},
	} {
		t.Run(c.name, func(t *testing.T) {
			if n, err := phonenumber.Parse(c.text, c.region); !errors.Is(err, c.want) {
				t.Errorf("got %+v and %v, want %v", n, err, c.want)
			}
		})
	}
}

// What was not parsed is no number of anybody.
func TestTheZeroNumber(t *testing.T) {
	var n phonenumber.Number
	if n.Possible() || n.Valid() || n.ValidFor("GB") || n.ValidFor("001") || n.Region() != "" || n.Location() != "" {
		t.Errorf("the zero number is possible %t, valid %t, in %q, of %q", n.Possible(), n.Valid(), n.Region(), n.Location())
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range odd {
		f.Add(text, "US")
	}
	f.Fuzz(func(t *testing.T, text, region string) {
		n, err := phonenumber.Parse(text, region)
		if err != nil {
			return
		}
		again, err := phonenumber.Parse(n.E164(), "")
		if n.Valid() && (err != nil || again != n) {
			t.Errorf("%q in %q is %s, which reads as %+v (%v)", text, region, n.E164(), again, err)
		}
		n.Location()
	})
}
