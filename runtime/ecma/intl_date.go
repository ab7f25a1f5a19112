package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/intl/date"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/jsvm"
)

var dateService = service{
	name: "DateTimeFormat", plain: true, getter: "format",
	make: func(o options, requested []locale.Tag) (any, error) {
		return newDate(o, requested, date.DateTimeFormat)
	},
	methods: []serviceMethod{
		{"format", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			text, err := self.(*date.Formatter).Format(moment(vm, c.Argument(0)))
			return vm.Runtime().ToValue(text), err
		}},
		{"formatToParts", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			parts, err := self.(*date.Formatter).Parts(moment(vm, c.Argument(0)))
			return dateParts(vm, parts), err
		}},
		{"formatRange", 2, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			from, to := moments(vm, c)
			text, err := self.(*date.Formatter).FormatRange(from, to)
			return vm.Runtime().ToValue(text), err
		}},
		{"formatRangeToParts", 2, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			from, to := moments(vm, c)
			parts, err := self.(*date.Formatter).RangeParts(from, to)
			return dateParts(vm, parts), err
		}},
	},
	resolved: resolvedDate,
}

func newDate(o options, requested []locale.Tag, needs date.Needs) (*date.Formatter, error) {
	if err := o.matcher(); err != nil {
		return nil, err
	}
	d := date.Options{Needs: needs, Calendar: o.text("calendar"), NumberingSystem: o.text("numberingSystem"), Hour12: o.flag("hour12")}
	d.HourCycle = o.text("hourCycle")
	if zone := o.get("timeZone"); zone != nil {
		name, err := date.Zone(toString(zone).String())
		if err != nil {
			return nil, err
		}
		d.TimeZone = name
	}
	d.Weekday, d.Era, d.Year, d.Month, d.Day = o.text("weekday"), o.text("era"), o.text("year"), o.text("month"), o.text("day")
	d.DayPeriod, d.Hour, d.Minute, d.Second = o.text("dayPeriod"), o.text("hour"), o.text("minute"), o.text("second")
	if n := o.number("fractionalSecondDigits"); n != nil {
		if !(*n >= 1 && *n < 4) {
			return nil, &locale.RangeError{Message: "invalid value for option fractionalSecondDigits"}
		}
		d.FractionalSecondDigits = int(*n)
	}
	d.TimeZoneName = o.text("timeZoneName")
	d.DateStyle, d.TimeStyle = o.text("dateStyle"), o.text("timeStyle")
	return date.New(requested, d)
}

// moment is the instant of a value, in milliseconds; of undefined it is now.
func moment(vm *jsvm.VM, v goja.Value) float64 {
	if goja.IsUndefined(v) {
		return invoke(vm, global(vm.Runtime(), "Date").Get("now"), goja.Undefined()).ToFloat()
	}
	return v.ToNumber().ToFloat()
}

func moments(vm *jsvm.VM, c goja.FunctionCall) (from, to float64) {
	if goja.IsUndefined(c.Argument(0)) || goja.IsUndefined(c.Argument(1)) {
		vm.Throw("TypeError", "a range needs two dates")
	}
	return moment(vm, c.Argument(0)), moment(vm, c.Argument(1))
}

func dateParts(vm *jsvm.VM, parts []date.Part) goja.Value {
	return records(vm.Runtime(), len(parts), func(i int) []property {
		return []property{{"type", parts[i].Type}, {"value", parts[i].Value}, {"source", parts[i].Source}}
	})
}

func resolvedDate(self any) []property {
	o := self.(*date.Formatter).Resolved()
	list := []property{
		{"locale", o.Locale}, {"calendar", o.Calendar}, {"numberingSystem", o.NumberingSystem}, {"timeZone", o.TimeZone},
		{"hourCycle", o.HourCycle},
	}
	if o.HourCycle != "" {
		list = append(list, property{"hour12", o.Hour12})
	}
	list = append(list,
		property{"weekday", o.Weekday}, property{"era", o.Era}, property{"year", o.Year}, property{"month", o.Month}, property{"day", o.Day},
		property{"dayPeriod", o.DayPeriod}, property{"hour", o.Hour}, property{"minute", o.Minute}, property{"second", o.Second})
	if o.FractionalSecondDigits > 0 {
		list = append(list, property{"fractionalSecondDigits", o.FractionalSecondDigits})
	}
	return append(list, property{"timeZoneName", o.TimeZoneName}, property{"dateStyle", o.DateStyle}, property{"timeStyle", o.TimeStyle})
}
