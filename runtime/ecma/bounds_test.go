package ecma

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/jsvm"
)

// childCase is the name of the case that a child process runs.
var childCase = flag.String("bounds.case", "", "run one case of the bounds, and print its error")

// boundCase is a script that could take the process down, and the error that ends it, or the value of `out`.
type boundCase struct{ name, text, want string }

// light are cases that fail before anything big happens.
func light() []boundCase {
	const (
		oom    = "InternalError: out of memory"
		alloc  = "InternalError: allocation size overflow"
		repeat = "RangeError: repeat count must be less than infinity and not overflow maximum string size"
		deep   = "InternalError: too much recursion"
		length = "RangeError: invalid array length"
		args   = "RangeError: too many arguments provided for a function call"
		tooBig = "RangeError: BigInt is too big to allocate"
		apply  = "RangeError: arguments array passed to Function.prototype.apply is too large"
		turn   = "the script ran for more than 100ms without a pause"
	)
	return []boundCase{
		{"repeat_is_bounded", "'x'.repeat(2 ** 40)", repeat},
		{"repeat_of_infinity", "'x'.repeat(Infinity)", repeat},
		{"repeat_is_not_negative", "'x'.repeat(-1)", "RangeError: repeat count must be non-negative"},
		{"repeat_up_to_the_bound", "out = 'x'.repeat(8388607).length", "8388607"},
		{"repeat_over_the_bound", "'x'.repeat(8388608)", repeat},
		{"repeat_of_nothing", "out = ''.repeat(2 ** 30) + '.'", "."},
		{"repeat_converts_once", "var n = 0; out = 'ab'.repeat({valueOf() { n++; return 2 }}) + n", "abab1"},
		{"repeat_by_name", "'x'['repeat'](2 ** 40)", repeat},
		{"pad_start_is_bounded", "'x'.padStart(1e12)", repeat},
		{"pad_end_is_bounded", "'x'.padEnd(1e12, 'ab')", repeat},
		{"pad_with_nothing", "out = 'x'.padEnd(1e12, '')", "x"},
		{"pad_short", "out = 'x'.padStart(3, 'ab') + 'x'.padEnd(3)", "abxx  "},
		{"concat_of_strings", "var s = 'x'.repeat(5e6); s.concat(s)", alloc},
		{"concat_short", "out = 'a'.concat(1, {toString() { return 'b' }}, null)", "a1bnull"},
		{"replace_all_grows", "'a'.repeat(1e5).replaceAll('a', 'x'.repeat(1e5))", alloc},
		{"replace_all_short", "out = 'aba'.replaceAll('a', 'xx')", "xxbxx"},
		{"string_raw", "String.raw({raw: {length: 1e12}})", alloc},
		{"string_raw_short", "out = String.raw`a${1}\\n`", "a1\\n"},
		{"array_buffer", "new ArrayBuffer(1e13)", length},
		{"array_buffer_over_the_heap", "new ArrayBuffer(2 ** 32)", oom},
		{"array_buffer_short", "out = new ArrayBuffer(8).byteLength + '' + (new ArrayBuffer(1) instanceof ArrayBuffer) + ArrayBuffer.name", "8trueArrayBuffer"},
		{"array_buffer_is_itself", "out = new ArrayBuffer(8).constructor === ArrayBuffer && ArrayBuffer.isView(new Uint8Array(1))", "true"},
		{"array_buffer_extended", "class B extends ArrayBuffer {} var b = new B(4); out = b.byteLength + '' + (b instanceof B)", "4true"},
		{"typed_array", "new Float64Array(1e12)", length},
		{"typed_array_over_the_heap", "new Uint8Array(3e9)", oom},
		{"typed_array_of_a_list", "new Uint8Array({length: 3e9})", oom},
		{"typed_array_is_a_class", "try { Uint8Array(1) } catch (e) { out = e.message }", "calling a builtin Uint8Array constructor without new is forbidden"},
		{"typed_array_species", "out = new Uint8Array(4).slice(1).length + '' + new Uint8Array(4).map(x => 1) + (new Uint8Array(1).slice() instanceof Uint8Array) + Uint8Array.BYTES_PER_ELEMENT", "31,1,1,1true1"},
		{"typed_array_short", "out = new Uint8Array([1, 2, 3]).join() + Uint8Array.from([4]).length + new Uint8Array(new ArrayBuffer(2)).length", "1,2,312"},
		{"join_of_holes", "Array(1e9).join('x')", alloc},
		{"to_string_of_holes", "String(new Array(4294967295))", alloc},
		{"join_short", "out = [1, [2, [3]]].join('-') + [[]]", "1-2,3"},
		{"fill", "new Array(1e9).fill(0)", oom},
		{"fill_a_part", "var a = new Array(1e9); a.fill(1, 0, 2); out = a[1]", "1"},
		{"array_from_length", "Array.from({length: 1e12})", oom},
		{"array_from_short", "out = Array.from({length: 2}, (_, i) => i) + Array.from('ab')", "0,1a,b"},
		{"array_from_set", "out = Array.from(new Set([3, 3, 4])) + Array.from(new Map([[1, 2]])).length + [...new Set('ab')].join() + Array.from(new Set([1]).values())", "3,41a,b1"},
		{"apply_of_a_list", "Array.apply(null, {length: 1e9})", apply},
		{"apply_short", "out = Math.max.apply(null, [1, 3, 2])", "3"},
		{"reflect_apply", "Reflect.apply(Math.max, null, {length: 1e9})", args},
		{"reflect_construct", "Reflect.construct(Array, {length: 1e9})", args},
		{"for_each_of_holes", "var a = []; a[4294967294] = 1; a.forEach(x => x)", turn},
		{"nobody_catches_the_end_of_a_turn", "try { new Array(4294967295).indexOf(1) } finally { out = 'finally' }", turn},
		{"every_ends_early", "try { [].every.call({0: 1, length: 2 ** 53 - 1}, (v, i, a) => { throw i + typeof a.then }) } catch (e) { out = e }", "0undefined"},
		{"callbacks_get_the_array", "var o = {0: 1, length: 2 ** 32}; [].some.call(o, (v, i, a) => out = a === o)", "true"},
		{"index_of_ends_early", "var a = []; a[4294967290] = 7; out = a.indexOf(7, 4294967280) + '' + a.lastIndexOf(7) + a.includes(undefined)", "42949672904294967290true"},
		{"copy_returns_the_array", "var a = []; a.length = 4294967295; out = a.copyWithin(0, 1, 3) === a", "true"},
		{"concat_keeps_what_is_not_spread", "var o = {length: 2 ** 33}, a = new Array(2 ** 31); a[Symbol.isConcatSpreadable] = false; var b = [].concat(o, a); out = (b[0] === o) + '' + (b[1] === a)", "truetrue"},
		{"map_of_holes", "new Array(4294967295).map(x => x)", turn},
		{"includes_in_a_list", "Array.prototype.includes.call({length: 4294967295}, 1)", turn},
		{"sort_of_holes", "new Array(4294967295).sort()", oom},
		{"reverse_of_holes", "new Array(4294967295).reverse()", turn},
		{"splice_of_holes", "new Array(4294967295).splice(0)", turn},
		{"slice_of_holes", "new Array(4294967295).slice()", turn},
		{"slice_a_part_of_holes", "out = new Array(4294967295).slice(-2).length", "2"},
		{"concat_of_holes", "[].concat(new Array(4294967295))", turn},
		{"keys_are_lazy", "out = new Array(4294967295).keys().next().value", "0"},
		{"a_long_array_costs_nothing", "var a = []; a.length = 4294967295; out = a.length", "4294967295"},
		{"getters_of_length_are_read_once", "var n = 0; [].forEach.call({get length() { n++; return 1 }}, x => x); out = n", "1"},
		{"json_parse_deep", "JSON.parse('['.repeat(5e6))", deep},
		{"json_parse_brackets_in_strings", "out = JSON.parse('\"' + '['.repeat(2e5) + '\"').length", "200000"},
		{"json_stringify_shared", "var a = 'x'.repeat(1e5); for (let i = 0; i < 60; i++) a = [a, a]; JSON.stringify(a)", alloc},
		{"json_stringify_deep", "var a = []; for (let i = 0; i < 3e4; i++) a = [a]; JSON.stringify(a)", deep},
		{"json_stringify_indented", "var a = []; for (let i = 0; i < 4e3; i++) a = [a, 1]; JSON.stringify(a, null, 10)", alloc},
		{"json_stringify_short", "out = JSON.stringify({a: [1, {b: 'x', toJSON() { return 'j' }}], c: undefined})", `{"a":[1,"j"]}`},
		{"json_stringify_replacer", "out = JSON.stringify({a: 1, b: {a: 2}}, (k, v) => k == 'a' ? v * 2 : v) + JSON.stringify({a: 1, b: 2}, ['b'])", `{"a":2,"b":{"a":4}}{"b":2}`},
		{"json_stringify_cycle", "var a = {}; a.a = a; JSON.stringify(a)", "TypeError: Converting circular structure to JSON"},
		{"join_deep", "var a = []; for (let i = 0; i < 1e4; i++) a = [a]; a.join()", deep},
		{"proxy_behind_itself", "var t = {}; Object.setPrototypeOf(t, new Proxy(t, {})); t.x", deep},
		{"proxy_behind_itself_by_proto", "var t = {}; t.__proto__ = new Proxy(Object.create(new Proxy(t, {})), {}); t.x", deep},
		{"proxies_behind_one_another", "var p = {}; for (let i = 0; i < 1e6; i++) p = new Proxy(p, {}); p.x", deep},
		{"proxy_short", "var p = new Proxy({a: 1}, {get: (t, k) => k in t ? t[k] + 1 : 0}); out = p.a + '' + p.b + Proxy.name", "20Proxy"},
		{"proto_setter", "var o = {}; o.__proto__ = {x: 1}; new Proxy(o, {}); out = o.x", "1"},
		{"generator_yields_itself", "function* g() { yield* g() } g().next()", deep},
		{"generator_loops_over_itself", "function* g() { for (const x of g()) yield x } g().next()", deep},
		{"generators_work", "function* g() { yield 1; yield* [2, 3] } out = [...g()].join() + g().return(7).value", "1,2,37"},
		{"bigint_power", "2n ** 10000000n", tooBig},
		{"bigint_power_assigned", "var a = 2n; a **= 100000000000n", tooBig},
		{"bigint_shift", "1n << 100000000000n", tooBig},
		{"bigint_shift_by_a_huge_number", "1n << (1n << 1000n)", tooBig},
		{"bigint_shift_to_the_right", "1n >> -100000000000n", tooBig},
		{"bigint_shift_by_a_name", "var a = BigInt('100000000000'); var f = () => (1, a); (BigInt(1)) << f()", tooBig},
		{"bigint_short", "var a = 2n; a <<= 3n; out = [a, 2n ** 10n, 5 << 1, 2 ** (3, 2), (1n << (2n)) >> 1n, 7n >> 1n]", "16,1024,10,4,2,3"},
		{"bigint_operands_once", "var n = 0; var f = () => { n++; return 2n }; out = `${1n << f()} ${n} ${1n << f() << f()} ${n}`", "4 1 16 3"},
		{"bigint_as_uint", "BigInt.asUintN(2 ** 52, -1n)", tooBig},
		{"bigint_as_uint_short", "out = [BigInt.asUintN(8, -1n), BigInt.asUintN(2 ** 52, 1n), BigInt.asIntN(2 ** 52, -1n), BigInt.asIntN(8, 255n)]", "255,1,-1,-1"},
		{"eval_nests_too_deep", "eval('('.repeat(1e5))", deep},
		{"function_nests_too_deep", "Function('return ' + '!'.repeat(1e6) + 1)", deep},
		{"eval_is_too_long", "eval(' '.repeat(2e6))", "InternalError: out of memory: a text to evaluate has more than 1 MiB"},
		{"nested_too_deep_array_like", "[[]].flat.call({length: 1e12})", turn},
	}
}

// heavy are cases that take a process of their own: if a bound fails, it dies.
func heavy() []boundCase {
	const (
		oom  = "InternalError: out of memory: the script keeps more than 64 MB"
		deep = "InternalError: too much recursion"
	)
	return []boundCase{
		{"growing_string", "var s = 'x'; for (;;) s += s", oom},
		{"growing_template", "var s = 'x'; for (;;) s = `${s}${s}`", oom},
		{"growing_array", "var a = []; for (;;) a.push({a: 1})", oom},
		{"growing_over_promise_jobs", "var a = []; (function again() { a.push(new Array(100).fill(1)); Promise.resolve().then(again) })()", oom},
		{"nested_array_to_string", "var a = []; for (var i = 0; i < 3e6; i++) a = [a]; out = '' + a", oom},
		{"async_recursion", "async function f() { await f() } f()", deep},
		{"recursion_in_a_job", "Promise.resolve().then(() => { (function f() { [1].map(f) })() })", deep},
		{"garbage_is_not_held_against_a_script", "var s, x = 'x'.repeat(4e6); for (let i = 0; i < 100; i++) s = x.concat(i); out = 'alive'", "alive"},
	}
}

// runCase runs a case in a VM of its own, and makes sure that the VM lives on.
// The limit of memory is lower than that of sessions, which take a few seconds to get there.
func runCase(c boundCase) string {
	limit := time.Duration(0)
	if strings.HasSuffix(c.want, "without a pause") {
		limit = 100 * time.Millisecond
	}
	vm := jsvm.New(jsvm.Options{TurnLimit: limit, Patches: Patches(), Helpers: Helpers(), MemoryLimit: 64 << 20})
	defer vm.Close()
	got := runText(vm, c.text)
	if alive := runText(vm, "out = 'alive'"); alive != "alive" {
		return got + "; the next turn: " + alive
	}
	return got
}

// runText runs a text and returns the global `out`, or the message of the error.
func runText(vm *jsvm.VM, text string) string {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "bounds.js", Text: text})
	if err == nil {
		err = vm.RunProgram(p)
	}
	if e, ok := errors.AsType[*jsvm.Error](err); ok {
		if e.Kind == jsvm.Internal {
			return e.Message + "\n" + string(e.Go)
		}
		return e.Message
	}
	if out := vm.Runtime().Get("out"); out != nil {
		return out.String()
	}
	return ""
}

func TestBounds(t *testing.T) {
	for _, c := range light() {
		t.Run(c.name, func(t *testing.T) {
			if got := runCase(c); !strings.HasSuffix(got, c.want) {
				t.Errorf("%s\ngot  %.300s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestHeavyBounds(t *testing.T) {
	for _, c := range heavy() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out, err := exec.Command(os.Args[0], "-test.run=^TestBoundChild$", "-bounds.case="+c.name).CombinedOutput()
			got, _, _ := strings.Cut(string(out), "\n")
			if err != nil || got != c.want {
				t.Errorf("%s\ngot  %.300s %v\nwant %s", c.text, got, err, c.want)
			}
		})
	}
}

// TestBoundChild is what the children of TestHeavyBounds run.
func TestBoundChild(t *testing.T) {
	if *childCase == "" {
		t.Skip("only in a child process")
	}
	jsvm.RaiseStack()
	for _, c := range heavy() {
		if c.name == *childCase {
			_, _ = os.Stdout.WriteString(runCase(c) + "\n")
		}
	}
}
