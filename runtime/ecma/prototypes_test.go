package ecma

import (
	"testing"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// The engine refuses circles of prototypes among its own objects only; those of the API would take it down.
func TestPrototypesMakeNoCircles(t *testing.T) {
	api := jsvm.NewTable("api", jsvm.TableOptions{}, jsvm.Member{Name: "name", Value: jsvm.Shared("x")})
	globals := jsvm.NewTable("globals", jsvm.TableOptions{}, jsvm.Member{Name: "api", Make: func(vm *jsvm.VM, _ any) goja.Value {
		return vm.NewObject(api, nil, nil)
	}})
	for _, c := range []struct{ rule, code, want string }{
		{"of one", "Object.setPrototypeOf(api, api)", "TypeError: can't set prototype: it would cause a prototype chain cycle"},
		{"of two", "Object.setPrototypeOf(api, Object.create(api))", "TypeError: can't set prototype: it would cause a prototype chain cycle"},
		{"by the accessor", "api.__proto__ = { __proto__: api }", "TypeError: can't set prototype: it would cause a prototype chain cycle"},
		{"Reflect reports it", "Reflect.setPrototypeOf(api, Object.create(api))", "false"},
		{"a proxy ends the search", "Reflect.setPrototypeOf(api, new Proxy({}, {}))", "true"},
		{"anything else is set", "Object.setPrototypeOf(api, { more: 1 }).more", "1"},
		{"so it is by the accessor", "(api.__proto__ = { more: 2 }, api.more)", "2"},
		{"nothing is set by the accessor of no object", "((1).__proto__ = api, 3)", "3"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			vm := jsvm.New(jsvm.Options{Globals: globals, Patches: Patches(), Helpers: Helpers()})
			defer vm.Close()
			program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.js", Text: "var out; try { out = " + c.code + " } catch (e) { out = e }"})
			if err == nil {
				err = vm.RunProgram(program)
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := vm.Runtime().Get("out").String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
