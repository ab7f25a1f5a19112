// Package phonenumber tells what a telephone number is: where it belongs, of what kind it is, whether it can exist. The rules
// are those of libphonenumber, over the plans of third_party/phonenumbers.
//
//	n, err := phonenumber.Parse("020 7031 3000", "GB")
//	n.E164()     // "+442070313000"
//	n.Kind()     // FIXED_LINE
//	n.Location() // "London"
package phonenumber

import (
	"slices"
	"strings"

	plans "voxemu/third_party/phonenumbers"
)

// Number is a number that was understood.
type Number struct {
	// Code is the calling code, such as "44".
	Code string
	// National are the digits behind it, leading zeros among them.
	National string
}

// Kind is a kind of numbers, by libphonenumber's name.
type Kind string

// The kinds of numbers.
const (
	FixedLine         Kind = "FIXED_LINE"
	Mobile            Kind = "MOBILE"
	FixedLineOrMobile Kind = "FIXED_LINE_OR_MOBILE"
	TollFree          Kind = "TOLL_FREE"
	PremiumRate       Kind = "PREMIUM_RATE"
	SharedCost        Kind = "SHARED_COST"
	VoIP              Kind = "VOIP"
	PersonalNumber    Kind = "PERSONAL_NUMBER"
	Pager             Kind = "PAGER"
	UAN               Kind = "UAN"
	Voicemail         Kind = "VOICEMAIL"
	Unknown           Kind = "UNKNOWN"
)

// E164 returns the number in international form: a plus and digits.
func (n Number) E164() string { return "+" + n.Code + n.National }

// Region returns the region that the number belongs to, such as "GB"; [plans.World] for numbers of no region, and "" when no
// region has it.
func (n Number) Region() string {
	regions := plans.Regions(n.Code)
	if len(regions) == 1 {
		return regions[0]
	}
	for _, id := range regions {
		plan, ok := plans.Region(id)
		if !ok {
			continue
		}
		if plan.Leading != "" {
			if begins(plan.Leading, n.National) {
				return id
			}
		} else if kind(n.National, plan) != Unknown {
			return id
		}
	}
	return ""
}

// plan returns the numbering plan of the region that the number belongs to.
func (n Number) plan() (*plans.Plan, bool) {
	switch region := n.Region(); region {
	case "":
		return nil, false
	case plans.World:
		return plans.Main(n.Code)
	default:
		return plans.Region(region)
	}
}

// Kind returns the kind of the number, [Unknown] when it is not valid.
func (n Number) Kind() Kind {
	plan, ok := n.plan()
	if !ok {
		return Unknown
	}
	return kind(n.National, plan)
}

// Possible reports whether numbers of its calling code can have so many digits.
func (n Number) Possible() bool {
	plan, ok := plans.Main(n.Code)
	if !ok {
		return false
	}
	fit := fits(n.National, plan)
	return fit == possible || fit == local
}

// Valid reports whether the number is one of its region's plan.
func (n Number) Valid() bool { return n.Kind() != Unknown }

// ValidFor reports whether the number is one of a region's plan; [plans.World] stands for numbers of no region.
func (n Number) ValidFor(region string) bool {
	if region == plans.World {
		region += "/" + n.Code
	}
	plan, ok := plans.Region(region)
	return ok && plan.Code == n.Code && kind(n.National, plan) != Unknown
}

// special are the kinds that come before fixed and mobile lines, in the order they are tried.
var special = [...]struct {
	of   plans.Kind
	kind Kind
}{
	{plans.PremiumRate, PremiumRate}, {plans.TollFree, TollFree}, {plans.SharedCost, SharedCost}, {plans.VoIP, VoIP},
	{plans.PersonalNumber, PersonalNumber}, {plans.Pager, Pager}, {plans.UAN, UAN}, {plans.Voicemail, Voicemail},
}

func kind(national string, plan *plans.Plan) Kind {
	if !describes(&plan.General, national) {
		return Unknown
	}
	for _, s := range special {
		if describes(&plan.Kinds[s.of], national) {
			return s.kind
		}
	}
	fixed := describes(&plan.Kinds[plans.FixedLine], national)
	switch {
	case fixed && (plan.SameMobile || describes(&plan.Kinds[plans.Mobile], national)):
		return FixedLineOrMobile
	case fixed:
		return FixedLine
	case !plan.SameMobile && describes(&plan.Kinds[plans.Mobile], national):
		return Mobile
	}
	return Unknown
}

func describes(d *plans.Description, national string) bool {
	if d.Pattern == "" || len(d.Lengths) > 0 && !slices.Contains(d.Lengths, len(national)) {
		return false
	}
	return whole(d.Pattern, national)
}

// fit tells how the length of a number fits a plan.
type fit int

const (
	possible fit = iota
	local        // without an area code
	short
	long
	between // neither too short nor too long, but no length of the plan
)

func fits(national string, plan *plans.Plan) fit {
	n, lengths := len(national), plan.General.Lengths
	switch {
	case slices.Contains(plan.General.Local, n):
		return local
	case slices.Contains(lengths, n):
		return possible
	case len(lengths) == 0 || n > lengths[len(lengths)-1]:
		return long
	case n < lengths[0]:
		return short
	}
	return between
}

// mobileWithPlace are the calling codes whose mobile numbers belong to a place, too: Mexico, Argentina, Brazil, Indonesia
// and China.
var mobileWithPlace = []string{"52", "54", "55", "62", "86"}

// Location returns the English name of the place that a valid number belongs to: a town or district if that is known, else
// the country, and "" for numbers of no country.
func (n Number) Location() string {
	k := n.Kind()
	switch {
	case k == Unknown:
		return ""
	case k == FixedLine, k == FixedLineOrMobile, k == Mobile && slices.Contains(mobileWithPlace, n.Code):
		national := n.National
		if n.Code == "54" { // what makes a mobile number there stands before the area code
			national = strings.TrimPrefix(national, "9")
		}
		if place := plans.Place(n.Code, national); place != "" {
			return place
		}
	}
	return n.country()
}

// country returns the name of the one region where the number is valid, "" when there are several.
func (n Number) country() string {
	regions := plans.Regions(n.Code)
	if len(regions) == 1 {
		return plans.Name(regions[0])
	}
	found := ""
	for _, id := range regions {
		if !n.ValidFor(id) {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return plans.Name(found)
}
