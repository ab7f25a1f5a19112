package jsvm

import (
	"errors"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

// siteVM has on(name, f), which notes how the script writes its first argument, and the empty table Events.
func siteVM(t *testing.T, notes *[]string) *VM {
	t.Helper()
	events := NewTable("Events", TableOptions{})
	on := func(vm *VM, _ any) goja.Value {
		return vm.Func("on", 2, func(goja.FunctionCall) goja.Value {
			*notes = append(*notes, vm.Caller().Argument("on", 0))
			return goja.Undefined()
		})
	}
	vm := New(Options{Globals: NewTable("globals", TableOptions{},
		Member{Name: "Events", Make: func(vm *VM, _ any) goja.Value { return vm.NewObject(events, nil, nil) }},
		Member{Name: "on", Make: on},
	)})
	t.Cleanup(vm.Close)
	return vm
}

func runIn(t *testing.T, vm *VM, text string) *Error {
	t.Helper()
	p, err := NewCache().Compile(Source{Name: "a.ts", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	e, _ := errors.AsType[*Error](vm.RunProgram(p))
	return e
}

func TestArgumentsAreNamedAsTheScriptWritesThem(t *testing.T) {
	for _, c := range []struct{ rule, code, want string }{
		{"a member", "on(Events.Open)", "Events.Open"},
		{"a member in brackets", "on(Events['Open'])", "Events.Open"},
		{"an optional member", "on(Events?.Open)", "Events.Open"},
		{"a variable", "const open = Events.Open; on(open)", "Events.Open"},
		{"a member of a variable", "var E = Events; on(E.Open)", "Events.Open"},
		{"a variable from a pattern", "const { Open } = Events; on(Open)", "Events.Open"},
		{"a renamed variable from a pattern", "const { Open: open, ...rest } = Events; on(open)", "Events.Open"},
		{"a variable that has two declarations", "{ let a = Events.A; } { let a = Events.B; on(a) }", "a"},
		{"a variable that stands for itself", "var a = a; on(a)", "a"},
		{"a parameter", "((name) => on(name))()", "name"},
		{"a call over several lines", "\r\n/* \u2028 */ on\n(\n  Events.Open)", "Events.Open"},
		{"of two calls in a line the right one", "on('x'), on(Events.Open)", "Events.Open"},
		{"a member of what a call returns", "[{ on }].at(0).on(Events.Open)", "Events.Open"},
		{"a variable for the function", "const listen = on; listen(Events.Open)", "Events.Open"},
		{"typed", "const e: string = Events.Open as string; on(e)", "Events.Open"},
		{"new", "new (class { constructor() { on(Events.Open) } })()", "Events.Open"},
		{"anything else is no name", "on([1][0])", ""},
		{"nor is what is computed", "on(Events['Open' + on.length])", ""},
		{"there is no argument", "on()", ""},
		{"through another function", "[Events.Open].forEach(on)", ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			var notes []string
			vm := siteVM(t, &notes)
			if e := runIn(t, vm, c.code); e != nil {
				t.Fatal(e)
			}
			if got := notes[len(notes)-1]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := (Caller{}).Argument("on", 0); got != "" || (Caller{}).Known() {
		t.Errorf("nobody passes %q", got)
	}
}

func TestTypeErrorsTellWhichNamesMayNotExist(t *testing.T) {
	for _, c := range []struct {
		rule, code string
		want       []string
	}{
		{"a call of what isn't there", "const e = Events; e.open()", []string{"Events.open", "Events.open"}},
		{"a call by another way", "[Events].map((x) => x.open(x.a, x.b))", []string{"Events.open", "x.open"}},
		{"new of what isn't there", "new Events.Open()", []string{"Events.Open"}},
		{"a read from what isn't there", "Events.Open.value", []string{"Events.Open.value"}},
		{"a call on what isn't there", "Events.Open.close()", []string{"Events.Open.close", "Events.Open"}},
		{"another TypeError", "null.x = 1", nil},
		{"the script's own", "throw new TypeError('mine')", nil},
	} {
		t.Run(c.rule, func(t *testing.T) {
			e := runIn(t, siteVM(t, new([]string)), c.code)
			if e == nil {
				t.Fatal("nothing was thrown")
			}
			if diff := cmp.Diff(c.want, e.Names); diff != "" {
				t.Errorf("%s (-want +got):\n%s", e, diff)
			}
		})
	}
}
