package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/intl/collate"
	lists "voxemu/runtime/intl/list"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/intl/relative"
	"voxemu/runtime/jsvm"
)

var collatorService = service{
	name: "Collator", plain: true, getter: "compare",
	make: func(o options, requested []locale.Tag) (any, error) { return newCollator(o, requested) },
	methods: []serviceMethod{
		{"compare", 2, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			a, b := toString(c.Argument(0)).String(), toString(c.Argument(1)).String()
			return vm.Runtime().ToValue(self.(*collate.Collator).Compare(a, b)), nil
		}},
	},
	resolved: func(self any) []property {
		o := self.(*collate.Collator).Resolved()
		return []property{
			{"locale", o.Locale}, {"usage", o.Usage}, {"sensitivity", o.Sensitivity}, {"ignorePunctuation", o.IgnorePunctuation},
			{"collation", o.Collation}, {"numeric", o.Numeric}, {"caseFirst", o.CaseFirst},
		}
	},
}

func newCollator(o options, requested []locale.Tag) (*collate.Collator, error) {
	usage := o.text("usage")
	if err := o.matcher(); err != nil {
		return nil, err
	}
	c := collate.Options{Usage: usage, Collation: o.text("collation")}
	if numeric := o.flag("numeric"); numeric != nil {
		c.Numeric = "false"
		if *numeric {
			c.Numeric = "true"
		}
	}
	c.CaseFirst, c.Sensitivity = o.text("caseFirst"), o.text("sensitivity")
	if ignore := o.flag("ignorePunctuation"); ignore != nil {
		c.IgnorePunctuation = *ignore
	}
	return collate.New(requested, c)
}

var listService = service{
	name: "ListFormat",
	make: func(o options, requested []locale.Tag) (any, error) {
		if err := o.matcher(); err != nil {
			return nil, err
		}
		return lists.New(requested, lists.Options{Type: o.text("type"), Style: o.text("style")})
	},
	methods: []serviceMethod{
		{"format", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			return vm.Runtime().ToValue(self.(*lists.Formatter).Format(words(vm, c.Argument(0)))), nil
		}},
		{"formatToParts", 1, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			parts := self.(*lists.Formatter).Parts(words(vm, c.Argument(0)))
			return records(vm.Runtime(), len(parts), func(i int) []property {
				return []property{{"type", parts[i].Type}, {"value", parts[i].Value}}
			}), nil
		}},
	},
	resolved: func(self any) []property {
		o := self.(*lists.Formatter).Resolved()
		return []property{{"locale", o.Locale}, {"type", o.Type}, {"style", o.Style}}
	},
}

// words reads an iterable of strings.
func words(vm *jsvm.VM, v goja.Value) []string {
	var all []string
	if goja.IsUndefined(v) {
		return nil
	}
	vm.Runtime().ForOf(v, func(word goja.Value) bool {
		s, ok := word.(goja.String)
		if !ok {
			vm.Throw("TypeError", "iterable for ListFormat has an element that is not a string")
		}
		all = append(all, s.String())
		return true
	})
	return all
}

var relativeService = service{
	name: "RelativeTimeFormat",
	make: func(o options, requested []locale.Tag) (any, error) {
		if err := o.matcher(); err != nil {
			return nil, err
		}
		return relative.New(requested, relative.Options{NumberingSystem: o.text("numberingSystem"), Style: o.text("style"), Numeric: o.text("numeric")})
	},
	methods: []serviceMethod{
		{"format", 2, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			text, err := self.(*relative.Formatter).Format(c.Argument(0).ToNumber().ToFloat(), toString(c.Argument(1)).String())
			return vm.Runtime().ToValue(text), err
		}},
		{"formatToParts", 2, func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error) {
			parts, err := self.(*relative.Formatter).Parts(c.Argument(0).ToNumber().ToFloat(), toString(c.Argument(1)).String())
			return records(vm.Runtime(), len(parts), func(i int) []property {
				return []property{{"type", parts[i].Type}, {"value", parts[i].Value}, {"unit", parts[i].Unit}}
			}), err
		}},
	},
	resolved: func(self any) []property {
		o := self.(*relative.Formatter).Resolved()
		return []property{{"locale", o.Locale}, {"style", o.Style}, {"numeric", o.Numeric}, {"numberingSystem", o.NumberingSystem}}
	},
}
