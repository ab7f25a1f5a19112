package jsvm

import (
	"testing"

	"github.com/dop251/goja"
)

func TestNativeFunctionsLookNative(t *testing.T) {
	tests := []struct{ name, want, text string }{
		{"name_and_length", "require 1", "out = require.name + ' ' + require.length"},
		{"source", "function require() { [native code] }", "out = String(require)"},
		{"no_go_in_stacks", "false", "try { fail('Error') } catch (e) { out = /jsvm|goja|\\.go/.test(e.stack) }"},
		{"not_a_constructor", "TypeError", "try { new require('x') } catch (e) { out = e.name }"},
		{"name_is_read_only", "require", "require.name = 'x'; out = require.name"},
		{"missing_argument", "TypeError: undefined is not a function", "try { call() } catch (e) { out = String(e) }"},

		{"class_name_and_length", "Player 1 function", "out = [Player.name, Player.length, typeof Player].join(' ')"},
		{"class_source", "function Player() { [native code] }", "out = String(Player)"},
		{"instance_of", "true true", "const p = new Player('a'); out = [p instanceof Player, p.constructor === Player].join(' ')"},
		{"instance_of_another", "false", "out = {} instanceof Player"},
		{"class_without_new", "TypeError: Class constructor Player cannot be invoked without 'new'", "try { Player('a') } catch (e) { out = String(e) }"},
		{"class_by_call", "TypeError", "try { Player.call({}, 'a') } catch (e) { out = e.name }"},
		{"class_by_reflect_construct", "b", "out = Reflect.construct(Player, ['b']).stop()"},
		{"subclass", "true true a mine", "class Mine extends Player { constructor() { super('a') } own() { return 'mine' } }\nconst p = new Mine(); out = [p instanceof Mine, p instanceof Player, p.stop(), p.own()].join(' ')"},
		{"prototype_is_read_only", "true", "Player.prototype = {}; out = new Player() instanceof Player"},
		{"constructor_is_hidden", "", "out = Object.keys(Player.prototype)"},

		{"method_ignores_this", "a", "const { stop } = new Player('a'); out = stop.call(7)"},
		{"method_is_the_same_each_time", "true", "const p = new Player('a'); out = p.stop === p.stop"},
		{"method_belongs_to_its_object", "false", "out = new Player('a').stop === new Player('a').stop"},
		{"hidden_method_is_own_but_no_key", "true ", "const p = new Player('a'); out = p.hasOwnProperty('stop') + ' ' + Object.keys(p)"},
		{"added_properties_are_keys_in_order", `{"b":1,"a":2}`, "const p = new Player('a'); p.b = 1; p.a = 2; out = JSON.stringify(p)"},
		{"deleted_and_added_again_goes_last", "a,b", "const p = new Player('a'); p.b = 1; p.a = 2; delete p.b; p.b = 3; out = Object.keys(p)"},
		{"method_can_be_overwritten", "7", "const p = new Player('a'); p.stop = () => 7; out = p.stop()"},
		{"delete_of_nothing", "true", "out = delete new Player('a').missing"},
		{"unknown_method", "TypeError", "try { new Player('a').missing() } catch (e) { out = e.name }"},
		{"property_of_the_prototype", "7", "Player.prototype.extra = 7; out = new Player('a').extra"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, err := run(t, newVM(t), tt.text)
			if err != nil || out != tt.want {
				t.Errorf("got %q, %v, want %q", out, err, tt.want)
			}
		})
	}
}

func TestSelf(t *testing.T) {
	vm := newVM(t)
	if _, err := run(t, vm, "p = new Player('a'); class Mine extends Player {} m = new Mine('b'); let evil = { get x() { throw 1 } }; e = evil"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"p": "a", "m": "b", "VoxEngine": nil, "e": nil, "Math": nil} {
		if got := Self(vm.Runtime().Get(name)); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	for _, v := range []goja.Value{nil, goja.Undefined(), goja.Null(), Shared("a")} {
		if got := Self(v); got != nil {
			t.Errorf("%v: got %v, want nil", v, got)
		}
	}
}

func TestDefine(t *testing.T) {
	vm := newVM(t)
	table := NewTable("Fixed", TableOptions{ReadOnly: true}, Member{Name: "a", Value: Shared(1)})
	fixed, plain := vm.NewObject(table, nil, nil), vm.Runtime().NewObject()
	for _, o := range []*goja.Object{fixed, plain} {
		Define(o, "b", Shared(2))
	}
	_ = vm.Runtime().Set("fixed", fixed)
	_ = vm.Runtime().Set("plain", plain)
	out, err := run(t, vm, "fixed.b = 3; fixed.c = 4; out = JSON.stringify([fixed, plain])")
	if want := `[{"a":1,"b":2},{"b":2}]`; err != nil || out != want {
		t.Errorf("got %q, %v, want %q", out, err, want)
	}
}

func TestOther(t *testing.T) {
	made := 0
	table := NewTable("Open", TableOptions{Other: func(name string) (Member, bool) {
		if name == "toString" || name == "toJSON" {
			return Member{}, false
		}
		return Member{Name: name, Make: func(vm *VM, _ any) goja.Value {
			made++
			return vm.Runtime().ToValue("<" + name + ">")
		}}, true
	}}, Member{Name: "a", Value: Shared(1)}, Member{Name: "none", Make: func(*VM, any) goja.Value { return nil }})
	vm := newVM(t)
	_ = vm.Runtime().Set("open", vm.NewObject(table, nil, nil))
	out, err := run(t, vm, "out = [open.a, open.en_US, open.en_US, 'de_DE' in open, typeof open.none, JSON.stringify(open)].join(' ')")
	if want := `1 <en_US> <en_US> true undefined {"a":1}`; err != nil || out != want || made != 1 {
		t.Errorf("got %q, made %d, %v, want %q, made 1", out, made, err, want)
	}
}

func TestMembersAreMadeOnce(t *testing.T) {
	made := map[string]int{}
	count := func(name string) Member {
		return Member{Name: name, Make: func(vm *VM, _ any) goja.Value { made[name]++; return vm.Runtime().NewObject() }}
	}
	vm := newVM(t, func(o *Options) {
		o.Globals = NewTable("globals", TableOptions{}, count("used"), count("unused"), count("asked"), count("declared"))
	})
	if _, err := run(t, vm, "used.x = used.y = used; 'asked' in globalThis; var declared; declared.x = 1; out = declared.x"); err != nil {
		t.Fatal(err)
	}
	if made["used"] != 1 || made["unused"] != 0 || made["asked"] != 0 || made["declared"] != 1 {
		t.Errorf("got %v", made)
	}
}
