package phonenumber_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/moduletest"
	"voxemu/modules/phonenumber"
)

func TestGetInfo(t *testing.T) {
	const nothing = `{"number":"","region":"","numberType":"UNKNOWN","location":"","isPossibleNumber":false,"isValidNumber":false,"isValidNumberForRegion":false,`
	for _, c := range []struct{ name, js, want string }{
		{"international", `getInfo('+442070313000')`,
			`{"number":"+442070313000","region":"GB","numberType":"FIXED_LINE","location":"London","isPossibleNumber":true,"isValidNumber":true,"isValidNumberForRegion":true}`},
		{"national with its country", `getInfo('(650) 253-0000', 'US')`,
			`{"number":"+16502530000","region":"US","numberType":"FIXED_LINE_OR_MOBILE","location":"Mountain View, CA","isPossibleNumber":true,"isValidNumber":true,"isValidNumberForRegion":true}`},
		{"of another country", `getInfo('+442070313000', 'US')`,
			`{"number":"+442070313000","region":"GB","numberType":"FIXED_LINE","location":"London","isPossibleNumber":true,"isValidNumber":true,"isValidNumberForRegion":false}`},
		{"possible and not valid", `getInfo('+12530000000')`,
			`{"number":"+12530000000","region":"","numberType":"UNKNOWN","location":"","isPossibleNumber":true,"isValidNumber":false,"isValidNumberForRegion":false}`},
		{"no plus and no country", `getInfo('442070313000')`, nothing + `"error":"INVALID_COUNTRY_CODE"}`},
		{"null as a country is none", `getInfo('442070313000', null)`, nothing + `"error":"INVALID_COUNTRY_CODE"}`},
		{"no number", `getInfo('anna', 'GB')`, nothing + `"error":"NOT_A_NUMBER"}`},
		{"too short behind the prefix", `getInfo('01144', 'US')`, nothing + `"error":"TOO_SHORT_AFTER_IDD"}`},
		{"too short", `getInfo('+492')`, nothing + `"error":"TOO_SHORT_NSN"}`},
		{"too long", `getInfo('+49123456789012345678')`, nothing + `"error":"TOO_LONG_NSN"}`},
		{"a number is read as its digits", `getInfo(442070313000, 'GB').number`, `"+442070313000"`},
		{"an object is read as text", `getInfo({}, 'GB').error`, `"NOT_A_NUMBER"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := moduletest.Run(t, `const { getInfo } = PhoneNumber; print(JSON.stringify(`+c.js+`)); terminate();`, phonenumber.Module())
			if diff := cmp.Diff([]string{c.want}, r.Printed()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGetInfoWithoutANumberThrows(t *testing.T) {
	for _, js := range []string{"getInfo()", "getInfo(undefined, 'GB')", "getInfo(null)"} {
		r := moduletest.Run(t, `try { PhoneNumber.`+js+`; } catch (e) { print(String(e)); } terminate();`, phonenumber.Module())
		if diff := cmp.Diff([]string{"Error: PhoneNumber.getInfo: the number parameter is missing"}, r.Printed()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", js, diff)
		}
	}
}
