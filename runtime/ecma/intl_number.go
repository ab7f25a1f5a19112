package ecma

import (
	"math/big"

	"github.com/dop251/goja"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/intl/number"
	"voxemu/runtime/intl/plural"
	"voxemu/runtime/jsvm"
)

var numberService = service{
	name: "NumberFormat", plain: true, getter: "format",
	make: func(o options, requested []locale.Tag) (any, error) { return newNumber(o, requested) },
	methods: []serviceMethod{
		{"format", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			return vm.Runtime().ToValue(self.(*number.Formatter).Format(numeric(c.Argument(0)))), nil
		}},
		{"formatToParts", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			parts := self.(*number.Formatter).Parts(numeric(c.Argument(0)))
			return records(vm.Runtime(), len(parts), func(i int) []property {
				return []property{{"type", parts[i].Type}, {"value", parts[i].Value}}
			}), nil
		}},
	},
	resolved: func(self any) []property {
		o := self.(*number.Formatter).Resolved()
		list := []property{
			{"locale", o.Locale}, {"numberingSystem", o.NumberingSystem}, {"style", o.Style}, {"currency", o.Currency},
			{"currencyDisplay", o.CurrencyDisplay}, {"currencySign", o.CurrencySign}, {"unit", o.Unit}, {"unitDisplay", o.UnitDisplay},
		}
		list = append(list, precision(o.Precision)...)
		return append(list, property{"useGrouping", o.UseGrouping}, property{"notation", o.Notation},
			property{"compactDisplay", o.CompactDisplay}, property{"signDisplay", o.SignDisplay})
	},
}

func newNumber(o options, requested []locale.Tag) (*number.Formatter, error) {
	if err := o.matcher(); err != nil {
		return nil, err
	}
	n := number.Options{
		NumberingSystem: o.text("numberingSystem"), Style: o.text("style"), Currency: o.text("currency"),
		CurrencyDisplay: o.text("currencyDisplay"), CurrencySign: o.text("currencySign"), Unit: o.text("unit"),
		UnitDisplay: o.text("unitDisplay"), Notation: o.text("notation"),
	}
	n.Options = o.digits()
	n.CompactDisplay = o.text("compactDisplay")
	if grouping := o.flag("useGrouping"); grouping != nil {
		n.NoGrouping = !*grouping
	}
	n.SignDisplay = o.text("signDisplay")
	return number.New(requested, n)
}

// numeric is the number that a value stands for.
func numeric(v goja.Value) decimal.Number {
	if o, ok := v.(*goja.Object); ok {
		v = o.ToNumber()
	}
	if b, ok := v.Export().(*big.Int); ok {
		return decimal.FromBig(b)
	}
	return decimal.FromFloat(v.ToNumber().ToFloat())
}

// precision are the properties of the digits.
func precision(p decimal.Precision) []property {
	list := []property{{"minimumIntegerDigits", p.MinInteger}}
	switch p.Rounding {
	case decimal.ByFraction:
		list = append(list, property{"minimumFractionDigits", p.MinFraction}, property{"maximumFractionDigits", p.MaxFraction})
	case decimal.BySignificance:
		list = append(list, property{"minimumSignificantDigits", p.MinSignificant}, property{"maximumSignificantDigits", p.MaxSignificant})
	}
	return list
}

var pluralService = service{
	name: "PluralRules",
	make: func(o options, requested []locale.Tag) (any, error) {
		if err := o.matcher(); err != nil {
			return nil, err
		}
		return plural.New(requested, plural.Options{Type: o.text("type"), Options: o.digits()})
	},
	methods: []serviceMethod{
		{"select", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			return vm.Runtime().ToValue(self.(*plural.Selector).Select(c.Argument(0).ToNumber().ToFloat())), nil
		}},
	},
	resolved: func(self any) []property {
		o := self.(*plural.Selector).Resolved()
		list := append([]property{{"locale", o.Locale}, {"type", o.Type}}, precision(o.Precision)...)
		categories := make([]any, len(o.Categories))
		for i, c := range o.Categories {
			categories[i] = c
		}
		return append(list, property{"pluralCategories", categories})
	},
}
