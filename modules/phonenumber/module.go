// Package phonenumber is the PhoneNumber namespace: what a telephone number is, from its digits alone (behaviour page, section
// 7.5).
//
//	PhoneNumber.getInfo("+442070313000").region // "GB"
package phonenumber

import (
	"github.com/dop251/goja"

	"voxemu/runtime/phonenumber"
	"voxemu/runtime/session"
)

// Module declares PhoneNumber.getInfo.
func Module() session.Module {
	return session.Module{
		Name:  "phonenumber",
		Funcs: []session.Func{{Name: "PhoneNumber.getInfo", Call: getInfo}},
	}
}

// getInfo is PhoneNumber.getInfo(number, country?). Country is two capital letters; without it the number needs a plus. What is no
// number gives an error's name in the field error, and nothing else of use (which values the other fields have then, and that
// the place is in English, is assumed).
func getInfo(s *session.Session, c goja.FunctionCall) goja.Value {
	if !session.Given(c.Argument(0)) {
		s.VM().Throw("Error", "PhoneNumber.getInfo: the number parameter is missing")
	}
	country := session.Text(c.Argument(1))
	n, err := phonenumber.Parse(c.Argument(0).String(), country)
	if err != nil {
		return s.Object(session.Fields{
			{Key: "number", Value: ""}, {Key: "region", Value: ""}, {Key: "numberType", Value: string(phonenumber.Unknown)},
			{Key: "location", Value: ""}, {Key: "isPossibleNumber", Value: false}, {Key: "isValidNumber", Value: false},
			{Key: "isValidNumberForRegion", Value: false}, {Key: "error", Value: err.Error()},
		})
	}
	valid := n.Valid()
	there := valid // without a country: for the region of the number itself
	if country != "" {
		there = n.ValidFor(country)
	}
	return s.Object(session.Fields{
		{Key: "number", Value: n.E164()}, {Key: "region", Value: n.Region()}, {Key: "numberType", Value: string(n.Kind())},
		{Key: "location", Value: n.Location()}, {Key: "isPossibleNumber", Value: n.Possible()}, {Key: "isValidNumber", Value: valid},
		{Key: "isValidNumberForRegion", Value: there},
	})
}
