package phonenumbers_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/third_party/phonenumbers"
)

func TestRegion(t *testing.T) {
	plan, ok := phonenumbers.Region("IT")
	if !ok || plan.Code != "39" || plan.Region != "IT" || plan.International != "00" {
		t.Fatalf("Italy is %+v", plan)
	}
	if diff := cmp.Diff([]int{6, 7, 8, 9, 10, 11, 12}, plan.General.Lengths); diff != "" {
		t.Errorf("the lengths of Italy (-want +got):\n%s", diff)
	}
	if plan.Kinds[phonenumbers.TollFree].Pattern == "" || plan.Kinds[phonenumbers.Pager].Pattern != "NA" {
		t.Errorf("the kinds of Italy are %+v", plan.Kinds)
	}
	for _, id := range []string{"", "it", "ZZ", "001", "39"} {
		if _, ok := phonenumbers.Region(id); ok {
			t.Errorf("there is a region %q", id)
		}
	}
}

func TestMainRegion(t *testing.T) {
	for code, want := range map[string]string{"1": "US", "7": "RU", "44": "GB", "800": phonenumbers.World} {
		if plan, ok := phonenumbers.Main(code); !ok || plan.Region != want || plan.Code != code {
			t.Errorf("+%s has %+v, want the plan of %s", code, plan, want)
		}
	}
	if plan, ok := phonenumbers.Main("999"); ok {
		t.Errorf("+999 has %+v", plan)
	}
}

func TestPlaceAndName(t *testing.T) {
	for _, c := range []struct{ code, national, want string }{
		{"44", "2070313000", "London"},
		{"1", "6502530000", "Mountain View, CA"},
		{"1", "2", ""},
		{"44", "", ""},
		{"999", "1", ""},
	} {
		if got := phonenumbers.Place(c.code, c.national); got != c.want {
			t.Errorf("the place of +%s %s is %q, want %q", c.code, c.national, got, c.want)
		}
	}
	if got := phonenumbers.Name("TR") + phonenumbers.Name("001"); got != "Türkiye" {
		t.Errorf("the name of TR is %q", got)
	}
}
