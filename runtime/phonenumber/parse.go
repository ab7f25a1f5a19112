package phonenumber

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	plans "voxemu/third_party/phonenumbers"
)

// The reasons why a text is no number; the texts are libphonenumber's names of them.
var (
	ErrCountryCode      = errors.New("INVALID_COUNTRY_CODE")
	ErrNotANumber       = errors.New("NOT_A_NUMBER")
	ErrTooShortAfterIDD = errors.New("TOO_SHORT_AFTER_IDD")
	ErrTooShort         = errors.New("TOO_SHORT_NSN")
	ErrTooLong          = errors.New("TOO_LONG_NSN")
)

const (
	maxInput    = 250 // bytes of a text that is looked at
	minNational = 2   // digits of a national number
	maxNational = 17
	maxCode     = 3 // digits of a calling code
)

// Parse reads a number as people write it: with a plus, or in the manner of a region, which is the two letters of a country
// or "". The error is one of this package.
func Parse(text, region string) (Number, error) {
	switch {
	case text == "":
		return Number{}, ErrNotANumber
	case len(text) > maxInput:
		return Number{}, ErrTooLong
	}
	written, err := extract(text)
	if err != nil {
		return Number{}, err
	}
	if !viable(written) {
		return Number{}, ErrNotANumber
	}
	plan, known := plans.Region(region)
	if !known && !strings.ContainsAny(written, pluses) {
		return Number{}, ErrCountryCode
	}
	code, national, err := withCode(withoutExtension(written), plan)
	if err != nil {
		return Number{}, err
	}
	if code == "" {
		code = plan.Code
	} else if plan == nil || plan.Code != code || plans.Regions(code)[0] != plan.Region {
		plan, _ = plans.Main(code) // a code that was found has a plan
	}
	return finish(code, national, plan)
}

// finish takes the national prefix off and checks the length.
func finish(code, national string, plan *plans.Plan) (Number, error) {
	if len(national) < minNational {
		return Number{}, ErrTooShort
	}
	stripped := withoutNationalPrefix(national, plan)
	if f := fits(stripped, plan); f != short && f != local && f != between {
		national = stripped // otherwise it may be a short number
	}
	switch {
	case len(national) < minNational:
		return Number{}, ErrTooShort
	case len(national) > maxNational:
		return Number{}, ErrTooLong
	}
	return Number{code, national}, nil
}

// withCode takes the calling code off a number that has one: behind a plus or the region's prefix of international calls, or
// just so. Without one, code is "".
func withCode(written string, plan *plans.Plan) (code, national string, err error) {
	full, international := withoutInternationalPrefix(written, plan)
	if international {
		code, national, err = calling(full)
		if at := compiled("[" + pluses + "]+").FindStringIndex(written); errors.Is(err, ErrCountryCode) && at != nil {
			return withoutPlus(written[at[1]:], plan)
		}
		return code, national, err
	}
	if plan == nil {
		return "", "", ErrCountryCode
	}
	code, national = ownCode(full, plan)
	return code, national, nil
}

// withoutPlus is for a number whose plus was one too many: it may go on with a prefix of international calls, or the region's own
// code.
func withoutPlus(written string, plan *plans.Plan) (code, national string, err error) {
	full, international := withoutInternationalPrefix(written, plan)
	if international {
		return calling(full)
	}
	if plan != nil {
		code, national = ownCode(full, plan)
	}
	if code == "" {
		return "", "", ErrCountryCode
	}
	return code, national, nil
}

// calling splits a number behind a plus.
func calling(full string) (code, national string, err error) {
	if len(full) <= minNational {
		return "", "", ErrTooShortAfterIDD
	}
	for i := 1; i <= maxCode && i <= len(full); i++ {
		if plans.Regions(full[:i]) != nil {
			return full[:i], full[i:], nil
		}
	}
	return "", "", ErrCountryCode
}

// ownCode takes the calling code of the region off a number that begins with its digits, if it is valid only then or else too
// long.
func ownCode(full string, plan *plans.Plan) (code, national string) {
	rest, ok := strings.CutPrefix(full, plan.Code)
	if !ok {
		return "", full
	}
	rest = withoutNationalPrefix(rest, plan)
	pattern := plan.General.Pattern
	if !whole(pattern, full) && whole(pattern, rest) || fits(full, plan) == long {
		return plan.Code, rest
	}
	return "", full
}

// withoutInternationalPrefix takes a plus or the region's prefix of international calls off, and leaves digits only.
func withoutInternationalPrefix(written string, plan *plans.Plan) (digits string, international bool) {
	if rest := strings.TrimLeft(written, pluses); rest != written {
		return normal(rest), true
	}
	digits = normal(written)
	if plan == nil {
		return digits, false
	}
	end := prefix(plan.International, digits)
	if end < 0 || strings.HasPrefix(digits[end:], "0") { // no calling code begins with 0
		return digits, false
	}
	return digits[end:], true
}

// withoutNationalPrefix takes the national prefix off, or puts another beginning in its place as the plan says, unless that
// makes a valid number invalid.
func withoutNationalPrefix(national string, plan *plans.Plan) string {
	if plan.National == "" || national == "" {
		return national
	}
	re := compiled("^(?:" + plan.National + ")")
	at := re.FindStringSubmatchIndex(national)
	if at == nil {
		return national
	}
	stripped := national[at[1]:]
	if plan.Transform != "" && at[len(at)-2] >= 0 {
		stripped = re.ReplaceAllString(national, transform(plan.Transform))
	}
	if whole(plan.General.Pattern, national) && !whole(plan.General.Pattern, stripped) {
		return national
	}
	return stripped
}

// transform writes $1 so that digits behind it are not taken for a part of it.
func transform(rule string) string {
	return compiled(`\$(\d)`).ReplaceAllString(rule, `$${$1}`)
}

// patterns are compiled once for a process: there is a fixed set of them.
var patterns sync.Map

func compiled(pattern string) *regexp.Regexp {
	if re, ok := patterns.Load(pattern); ok {
		return re.(*regexp.Regexp)
	}
	re, _ := patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	return re.(*regexp.Regexp)
}

func whole(pattern, text string) bool { return compiled("^(?:" + pattern + ")$").MatchString(text) }

func begins(pattern, text string) bool { return prefix(pattern, text) >= 0 }

// prefix returns where the match of a pattern at the beginning of a text ends, or -1.
func prefix(pattern, text string) int {
	if at := compiled("^(?:" + pattern + ")").FindStringIndex(text); at != nil {
		return at[1]
	}
	return -1
}

// normal leaves only the digits of a number, as ASCII; letters of a number with three or more of them are those of a keypad.
func normal(written string) string {
	letters := 0
	for i := range len(written) {
		if c := written[i] | 0x20; 'a' <= c && c <= 'z' {
			letters++
		}
	}
	var out strings.Builder
	for _, r := range written {
		if d, ok := digit(r); ok {
			out.WriteByte(d)
		} else if r < utf8.RuneSelf && letters >= 3 && unicode.IsLetter(r) {
			out.WriteByte("22233344455566677778889999"[(r|0x20)-'a'])
		}
	}
	return out.String()
}

// digit returns the value of a decimal digit of any script as an ASCII digit. The digits of a script stand together, from 0 to 9.
func digit(r rune) (byte, bool) {
	switch {
	case '0' <= r && r <= '9':
		return byte(r), true
	case r < utf8.RuneSelf:
		return 0, false
	}
	for _, g := range unicode.Nd.R16 {
		if rune(g.Lo) <= r && r <= rune(g.Hi) {
			return '0' + byte((r-rune(g.Lo))%10), true
		}
	}
	for _, g := range unicode.Nd.R32 {
		if rune(g.Lo) <= r && r <= rune(g.Hi) {
			return '0' + byte((r-rune(g.Lo))%10), true
		}
	}
	return 0, false
}
