package date

import (
	"slices"
	"strconv"
	"sync"

	"voxemu/runtime/intl/locale"
)

// Options are those of Intl.DateTimeFormat, by the names of ECMA-402. A zero value stands for an option that is not given.
type Options struct {
	Calendar, NumberingSystem string
	// TimeZone is a name of the IANA database; "" is UTC. A script that passes an empty name gets a RangeError from Zone.
	TimeZone                        string
	HourCycle                       string
	Hour12                          *bool
	Weekday, Era, Year, Month, Day  string
	DayPeriod, Hour, Minute, Second string
	FractionalSecondDigits          int // 1 to 3
	TimeZoneName                    string
	DateStyle, TimeStyle            string
	Needs                           Needs
}

// Needs tells what is written when the options name no field: ECMA-402 has it as "required" and "defaults".
type Needs uint8

// The services that write dates.
const (
	DateTimeFormat     Needs = iota // any, date: the constructor
	ToLocaleString                  // any, all
	ToLocaleDateString              // date, date
	ToLocaleTimeString              // time, time
)

// fieldOption is an option that names a field, with its values and the letters that each stands for in a skeleton.
type fieldOption struct {
	name   string
	of     func(*Options) string
	values []optionValue
}

type optionValue struct{ name, letters string }

func nameValues(letter string) []optionValue {
	long := letter + letter + letter + letter
	return []optionValue{{"narrow", long + letter}, {"short", letter + letter + letter}, {"long", long}}
}

func numberValues(letter string) []optionValue {
	return []optionValue{{"2-digit", letter + letter}, {"numeric", letter}}
}

// fieldOptions lists the options of fields in the order in which ECMA-402 reads them. The letter of hours depends on other options
// and is put in later.
var fieldOptions = sync.OnceValue(func() []fieldOption {
	return []fieldOption{
		{"weekday", func(o *Options) string { return o.Weekday }, nameValues("E")},
		{"era", func(o *Options) string { return o.Era }, nameValues("G")},
		{"year", func(o *Options) string { return o.Year }, numberValues("y")},
		{"month", func(o *Options) string { return o.Month }, append(numberValues("M"), nameValues("M")...)},
		{"day", func(o *Options) string { return o.Day }, numberValues("d")},
		{"dayPeriod", func(o *Options) string { return o.DayPeriod }, []optionValue{{"narrow", "BBBBB"}, {"short", "B"}, {"long", "BBBB"}}},
		{"hour", func(o *Options) string { return o.Hour }, numberValues("j")},
		{"minute", func(o *Options) string { return o.Minute }, numberValues("m")},
		{"second", func(o *Options) string { return o.Second }, numberValues("s")},
		{"timeZoneName", func(o *Options) string { return o.TimeZoneName }, []optionValue{
			{"short", "z"}, {"long", "zzzz"}, {"shortOffset", "O"}, {"longOffset", "OOOO"}, {"shortGeneric", "v"}, {"longGeneric", "vvvv"}}},
	}
})

// skeleton is the letters of the fields that are asked for, with j for hours, and the name of the first option that is set.
func (o *Options) skeleton() (letters, first string, err error) {
	for _, option := range fieldOptions() {
		value := option.of(o)
		if value == "" {
			continue
		}
		i := slices.IndexFunc(option.values, func(v optionValue) bool { return v.name == value })
		if i < 0 {
			return "", "", locale.InvalidOption(option.name, value)
		}
		if first == "" {
			first = option.name
		}
		letters += option.values[i].letters
	}
	switch digits := o.FractionalSecondDigits; {
	case digits < 0 || digits > 3:
		return "", "", &locale.RangeError{Message: "invalid digits value: " + strconv.Itoa(digits)}
	case digits > 0:
		if first == "" {
			first = "fractionalSecondDigits"
		}
		letters += "SSS"[:digits]
	}
	return letters, first, nil
}

// isSet tells whether one of those options has a value.
func (o *Options) isSet(names ...string) bool {
	for _, option := range fieldOptions() {
		if slices.Contains(names, option.name) && option.of(o) != "" {
			return true
		}
	}
	return o.FractionalSecondDigits != 0 && slices.Contains(names, "fractionalSecondDigits")
}

// withDefaults is a skeleton with the fields that are written when none of those that count is asked for.
func (o *Options) withDefaults(letters string) string {
	hasDate := o.isSet("weekday", "year", "month", "day")
	hasTime := o.isSet("dayPeriod", "hour", "minute", "second", "fractionalSecondDigits")
	date, time := "yMd", "jms"
	switch {
	case o.Needs == DateTimeFormat && !hasDate && !hasTime, o.Needs == ToLocaleDateString && !hasDate:
		return letters + date
	case o.Needs == ToLocaleString && !hasDate && !hasTime:
		return letters + date + time
	case o.Needs == ToLocaleTimeString && !hasTime:
		return letters + time
	}
	return letters
}

// styles checks dateStyle and timeStyle, which exclude the options of fields.
func (o *Options) styles(firstField string) (date, time *style, err error) {
	read := func(option, value string) (*style, error) {
		if value == "" {
			return nil, nil
		}
		s, ok := styleOf(value)
		if !ok {
			return nil, locale.InvalidOption(option, value)
		}
		return &s, nil
	}
	if date, err = read("dateStyle", o.DateStyle); err != nil {
		return nil, nil, err
	}
	if time, err = read("timeStyle", o.TimeStyle); err != nil {
		return nil, nil, err
	}
	style, other := "dateStyle", ""
	if date == nil {
		style = "timeStyle"
	}
	switch {
	case date == nil && time == nil:
		return nil, nil, nil
	case firstField != "":
		return nil, nil, &locale.TypeError{Message: "can't set option " + firstField + " when " + style + " is used"}
	case o.Needs == ToLocaleDateString && time != nil:
		style, other = "timeStyle", "toLocaleDateString"
	case o.Needs == ToLocaleTimeString && date != nil:
		style, other = "dateStyle", "toLocaleTimeString"
	}
	if other != "" {
		return nil, nil, &locale.TypeError{Message: "can't set option " + style + " in Date." + other + "()"}
	}
	return date, time, nil
}
