package locale

import (
	"slices"
	"strings"
	"sync"

	"voxemu/third_party/cldr"
)

// decimalSystems are the names of the numbering systems that write numbers with ten digits, sorted.
var decimalSystems = sync.OnceValue(func() []string {
	var out []string
	for name, digits := range cldr.Digits() {
		if len(digits) == 10 {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
})

// NumberingSystems lists the numbering systems of a locale, its default first: all those with ten digits, as in SpiderMonkey. Others,
// such as Roman numerals, are ignored where they are asked for.
func NumberingSystems(data string) ([]string, error) {
	table, ok := cldr.Numbers(data)
	if !ok {
		return nil, &UnsupportedError{Kind: "locale", Name: data}
	}
	return append([]string{table.Get("nu")}, decimalSystems()...), nil
}

// checkNumbering refuses the combinations of a locale and a foreign numbering system for which ICU has signs and patterns that the CLDR
// packages leave out.
func checkNumbering(data, system string) error {
	table, _ := cldr.Numbers(data)
	_, own := table.Lookup(system + ".decimal")
	language, _, _ := strings.Cut(data, "-")
	arabic := system == "arab" || system == "arabext"
	norwegian := language == "nb" || language == "nn" || language == "no"
	if !own && (arabic || norwegian) {
		return &UnsupportedError{Kind: "numbering system", Name: data + "-u-nu-" + system}
	}
	return nil
}

// Digits is the ten digits of a numbering system; those of "latn" for one that has not ten.
func Digits(system string) []string {
	if digits := cldr.Digits()[system]; len(digits) == 10 {
		return digits
	}
	return cldr.Digits()["latn"]
}

// NumberingKey is the key "nu" with the value of the option numberingSystem, "" for none.
func NumberingKey(option string) (Key, error) {
	value, err := TypeOption("numberingSystem", option)
	return Key{Name: "nu", Option: value, Allowed: NumberingSystems}, err
}

// TypeOption checks an option that stands for a value of the Unicode extension, such as numberingSystem, and returns it in lower
// case. The error is a *RangeError.
func TypeOption(option, value string) (string, error) {
	lower := strings.ToLower(value)
	if value == "" {
		return "", nil
	}
	for _, part := range strings.Split(lower, "-") {
		if !isType(part) {
			return "", InvalidOption(option, value)
		}
	}
	return lower, nil
}
