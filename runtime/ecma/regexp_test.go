package ecma

import (
	"strings"
	"testing"
	"time"

	"github.com/dlclark/regexp2/v2"

	"voxemu/runtime/jsvm"
)

// newRegexpVM returns a VM with nothing but what this file tests.
func newRegexpVM(t testing.TB, limit time.Duration) *jsvm.VM {
	t.Helper()
	vm := jsvm.New(jsvm.Options{
		Patches:   jsvm.NewPatches(regexpPatches()...),
		Helpers:   jsvm.NewTable("helpers", jsvm.TableOptions{}, regexpHelpers()...),
		TurnLimit: limit,
	})
	t.Cleanup(vm.Close)
	return vm
}

// evalRegexp runs an expression and returns its value as JSON, or what it throws.
func evalRegexp(t testing.TB, vm *jsvm.VM, expression string) string {
	t.Helper()
	text := "var out; try { out = JSON.stringify((() => " + expression + ")()) } catch (e) { out = e.name + ': ' + e.message }"
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "test.js", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	if err := vm.RunProgram(p); err != nil {
		t.Fatal(err)
	}
	return vm.Runtime().Get("out").String()
}

func TestRegExp(t *testing.T) {
	for _, c := range []struct{ name, expression, want string }{
		{"indices_of_groups", `new RegExp('(?<y>a)(b)?', 'd').exec('xa').indices`, `[[1,2],[1,2],null]`},
		{"indices_of_named_groups", `new RegExp('(?<y>a)', 'd').exec('xa').indices.groups`, `{"y":[1,2]}`},
		{"no_indices_without_d", `'indices' in /a/.exec('a') || RegExp`, ``},
		{"order_of_the_result", `Object.keys(RegExp('(?<n>a)', 'd').exec('a'))`, `["0","1","index","input","groups","indices"]`},
		{"groups_have_no_prototype", `Object.getPrototypeOf(RegExp('(?<n>a)').exec('a').groups)`, `null`},
		{"property_escape", `new RegExp('\\p{L}+', 'u').exec('12 жук')[0]`, `"жук"`},
		{"flags_in_order", `new RegExp('', 'yusmigd').flags`, `"dgimsuy"`},
		{"has_indices", `[RegExp('', 'd').hasIndices, RegExp('').hasIndices, RegExp.prototype.hasIndices]`, `[true,false,null]`},
		{"source_of_nothing", `[RegExp('').source, RegExp.prototype.source, String(RegExp.prototype)]`, `["(?:)","(?:)","/(?:)/"]`},
		{"source_is_escaped", `RegExp('a/[/]\n\\\n\\/').source`, `"a\\/[/]\\n\\n\\/"`},
		{"source_escapes_line_separators", `RegExp('\u2028\u2029\r').source`, `"\\u2028\\u2029\\r"`},
		{"source_of_a_literal", `[/a\/b/.source, RegExp(/x/gi).source, RegExp(/x/gi).flags, RegExp(/x/gi, 'y').flags]`, `["a\\/b","x","gi","y"]`},
		{"called_without_new_returns_the_expression", `{ let r = /a/; return [RegExp(r) === r, new RegExp(r) === r, RegExp(r, 'g') === r] }`, `[true,false,false]`},
		{"constructor", `[RegExp('a').constructor === RegExp, RegExp.prototype.constructor === RegExp, RegExp('a') instanceof RegExp, ({}) instanceof RegExp]`, `[true,true,true,false]`},
		{"like_a_regexp", `RegExp({[Symbol.match]: true, source: 'x', flags: 'g', constructor: 1}).toString()`, `"/x/g"`},
		{"is_a_regexp_object", `Object.prototype.toString.call(new RegExp('a'))`, `"[object RegExp]"`},
		{"species_is_the_receiver", `{ class X extends RegExp {} return [RegExp[Symbol.species] === RegExp, X[Symbol.species] === X] }`, `[true,true]`},
		{"subclass", `{ class X extends RegExp { two() { return 2 } } let x = new X('b', 'g'); return [x instanceof X, x instanceof RegExp, x.two(), 'abcb'.replace(x, '<$&>'), 'abcb'.split(x)] }`, `[true,true,2,"a<b>c<b>",["a","c",""]]`},
		{"prototype_of_new_target", `Reflect.construct(RegExp, ['a'], Array) instanceof Array`, `true`},
		{"own_exec_is_called", `{ let r = RegExp('a'); r.exec = () => ({index: 1, 0: 'b', length: 1}); return ['abc'.replace(r, 'X'), r.test('')] }`, `["aXc",true]`},
		{"own_exec_must_return_an_object", `{ let r = RegExp('a'); r.exec = () => 1; return r.test('') }`, `TypeError: RegExp exec method should return object or null`},
		{"exec_needs_an_expression", `RegExp.prototype.exec.call({}, '')`, `TypeError: exec method called on incompatible Object`},
		{"test_needs_an_object", `RegExp.prototype.test.call(1, '')`, `TypeError: RegExp.prototype.test called on something that is no object`},
		{"sticky", `{ let r = RegExp('a', 'y'); r.lastIndex = 1; return [r.test('ba'), r.lastIndex, r.test('ba'), r.lastIndex] }`, `[true,2,false,0]`},
		{"last_index_beyond_the_end", `{ let r = RegExp('', 'g'); r.lastIndex = 2; return [r.exec('a'), r.lastIndex] }`, `[null,0]`},
		{"last_index_that_can_not_be_written", `{ let r = Object.freeze(RegExp('a', 'g')); return r.test('a') }`, `TypeError: Cannot assign to read only property 'lastIndex'`},
		{"match_all", `[...'a1b22'.matchAll(RegExp('(\\d)', 'g'))].map(m => [m.index, m[1]])`, `[[1,"1"],[3,"2"],[4,"2"]]`},
		{"match_all_of_nothing", `[...'😀b'.matchAll(RegExp('', 'gu'))].map(m => m.index)`, `[0,2,3]`},
		{"match_all_without_g_gives_one", `[...RegExp.prototype[Symbol.matchAll].call(/a/, 'aa')].length`, `1`},
		{"iterator_has_its_name", `String(RegExp.prototype[Symbol.matchAll].call(/a/g, ''))`, `"[object RegExp String Iterator]"`},
		{"iterator_needs_its_own", `RegExp.prototype[Symbol.matchAll].call(/a/g, '').next.call({})`, `TypeError: next method called on incompatible value`},
		{"match_with_g", `['aba'.match(RegExp('a', 'g')), 'b'.match(RegExp('a', 'g'))]`, `[["a","a"],null]`},
		{"match_reads_flags_and_not_global", `{ let o = {flags: '', global: true, exec: () => null}; RegExp.prototype[Symbol.match].call(o, ''); return 'lastIndex' in o }`, `false`},
		{"search_keeps_last_index", `{ let r = RegExp('b', 'g'); r.lastIndex = 7; return ['ab'.search(r), r.lastIndex, 'a'.search(r)] }`, `[1,7,-1]`},
		{"replacement_references", "'abcd'.replace(RegExp('(?<n>b)(x)?'), \"[$$ $& $` $' $1 $2 $01 $10 $3 $0 $<n> $<m> $<n $]\")", "\"a[$ b a cd b  b b0 $3 $0 b  $<n $]cd\""},
		{"replacement_without_named_groups", `'ab'.replace(RegExp('b'), '$<n>')`, `"a$<n>"`},
		{"replacement_function", `'abc'.replace(RegExp('(?<n>b)', 'g'), (...a) => JSON.stringify(a))`, `"a[\"b\",\"b\",1,\"abc\",{\"n\":\"b\"}]c"`},
		{"split_with_captures_and_limit", `['a1b2c'.split(RegExp('(\\d)')), 'a1b2c'.split(RegExp('(\\d)'), 2), 'ab'.split(RegExp(''), -1), 'ab'.split(RegExp(''), 0), ''.split(RegExp('')), ''.split(RegExp('a'))]`, `[["a","1","b","2","c"],["a","1"],["a","b"],[],[],[""]]`},
		{"split_does_not_match_nothing_twice", `'aab'.split(RegExp('a*'))`, `["","b"]`},
		{"split_with_another_species", `{ class X extends RegExp {} return '😀a😀'.split(new X('', 'u')) }`, `["😀","a","😀"]`},
		{"split_needs_a_species_that_constructs", `{ let r = RegExp('a'); r.constructor = {[Symbol.species]: 1}; return 'a'.split(r) }`, `TypeError: object.constructor[Symbol.species] is not a constructor`},
		{"split_needs_a_constructor_that_is_an_object", `{ let r = RegExp('a'); r.constructor = 1; return 'a'.split(r) }`, `TypeError: constructor of the expression is no object`},
		{"split_without_a_constructor", `{ let r = RegExp('-'); r.constructor = undefined; return ['a-b'.split(r), (r.constructor = {}, 'a-b'.split(r))] }`, `[["a","b"],["a","b"]]`},
		{"split_limit_is_a_32_bit_number", `['a-b'.split(RegExp('-'), 2 ** 32 + 1), 'a-b'.split(RegExp('-'), -(2 ** 32) + 1), 'a-b'.split(RegExp('-'), NaN)]`, `[["a"],["a"],[]]`},
		{"split_by_a_lookahead", `'aXbX'.split(RegExp('(?=X)'))`, `["a","Xb","X"]`},
		{"replacing_with_own_results_out_of_order", `{ let n = 0, r = RegExp('', 'g'); r.exec = () => [{index: 2, 0: 'c', length: 1}, {index: 0, 0: 'a', length: 1, groups: {x: 1}}, null][n++]; return ['abc'.replace(r, '<$&>'), (n = 0, 'abc'.replace(r, String))] }`, `["ab<c>","abc"]`},
		{"own_results_are_read_as_needed", `{ let r = RegExp('', 'g'), n = 0; r.exec = () => n++ ? null : {index: NaN, 0: 'a', 1: 5, length: 2, groups: {x: 7}}; return 'abc'.replace(r, '[$1$<x>]') }`, `"[57]bc"`},
		{"own_results_of_search", `{ let r = RegExp(''); r.exec = () => ({index: 'here'}); return 'a'.search(r) }`, `"here"`},
		{"last_index_is_a_length", `[-1, NaN, '1', Infinity, -Infinity].map(i => { let r = RegExp('', 'y'); r.lastIndex = i; return r.test('ab') })`, `[true,true,true,false,true]`},
		{"exec_that_is_no_function_is_passed_over", `{ let r = RegExp('a'); r.exec = 1; return r.test('a') }`, `true`},
		{"exec_that_is_no_function_needs_an_expression", `RegExp.prototype.test.call({}, 'a')`, `TypeError: exec method called on incompatible Object`},
		{"empty_matches_step_over_pairs", `'😀a'.replace(RegExp('', 'gu'), '-')`, `"-😀-a-"`},
		{"replacing_a_constructed_text", `[...'ab'].join('ж').replace(RegExp('(.)ж', 'g'), '$1-')`, `"a-b"`},
		{"backtracking_is_bounded", `RegExp('(?:a|b)*c').test('ab'.repeat(2 ** 21 + 1))`, `InternalError: too much recursion`},
		{"replaced_constructor_is_refused", `{ class X extends RegExp { constructor() { super('x'); throw new Error('no') } } return RegExp.prototype[Symbol.matchAll].call({constructor: X, flags: ''}, '') }`, `Error: no`},
		{"has_instance_of_a_subclass", `{ class X extends RegExp {} return [RegExp('') instanceof X, new X('') instanceof X] }`, `[false,true]`},
		{"compile", `{ let r = RegExp('a'); r.compile('b', 'g'); return [r.source, r.flags, r.test('b'), r.compile(/c/i).flags] }`, `["b","g",true,"i"]`},
		{"compile_with_flags_of_another", `RegExp('').compile(/a/, 'g')`, `TypeError: can't supply flags when constructing one RegExp from another`},
		{"bad_pattern", `new RegExp('(')`, `SyntaxError: unterminated parenthetical`},
		{"bad_flags", `new RegExp('', 'gg')`, `SyntaxError: invalid regular expression flag g`},
		{"symbol_as_pattern", `new RegExp(Symbol())`, `TypeError: can't convert symbol to string`},
		{"too_deep", `new RegExp('(?:'.repeat(1e5))`, `InternalError: too much recursion`},
		{"too_long", `new RegExp('a'.repeat(2e6))`, `InternalError: regular expression too large`},
		{"old_properties", "(RegExp('(.)(.)').exec('wxyz'), [RegExp.$1, RegExp.$2, RegExp.$3, RegExp.lastMatch, RegExp.lastParen, RegExp.leftContext, RegExp.rightContext, RegExp.input, RegExp['$&']])", `["w","x","","wx","x","","yz","wxyz","wx"]`},
		{"old_properties_before_a_match", "[RegExp.$1, RegExp.lastMatch, RegExp.input, RegExp[`$'`], RegExp.none]", `["","","","",null]`},
		{"lone_surrogates_stay", `RegExp('^[^a]$').exec('\ud83d')[0].charCodeAt(0)`, `55357`},
		{"capture_of_a_repeated_group_is_forgotten", `RegExp('(?:(a)|b)*').exec('ab')`, `["ab",null]`},
		{"other_symbols_and_members_of_the_class", `[typeof RegExp[Symbol.iterator], RegExp.name, RegExp.length]`, `["undefined","RegExp",2]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := evalRegexp(t, newRegexpVM(t, 0), c.expression); got != c.want && c.want != "" {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestRegExpHelper(t *testing.T) {
	for _, c := range []struct{ name, expression, want string }{
		{"makes_what_the_literal_stood_for", jsvm.Helper + `regexp('\\p{L}', 'du').exec('1ж').indices[0]`, `[1,2]`},
		{"makes_a_new_object_each_time", `[1, 2].map(() => ` + jsvm.Helper + `regexp('a', '')).reduce((a, b) => a === b)`, `false`},
		{"text_given_to_a_string_method", `['-ж'.search('[^\\W]'), 'ab'.match('(?<n>b)').groups, [...'aa'.matchAll('a(?=a)')].length, 'x'.match(), 'a.b'.match('.').index]`, `[-1,{"n":"b"},1,[""],0]`},
		{"bad_text_given_to_a_string_method", `'a'.match('(')`, `SyntaxError: unterminated parenthetical`},
		{"string_methods_need_a_string", `String.prototype.match.call(null, '\\b')`, `TypeError: Value is not object coercible`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := evalRegexp(t, newRegexpVM(t, 0), c.expression); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// A match that takes forever ends with the turn, not with a wrong answer.
func TestEndlessMatchIsInterrupted(t *testing.T) {
	const text = `('a'.repeat(40) + 'b'); globalThis.out = 'answered'`
	for name, script := range map[string]string{
		"ours":     `new RegExp('^(?=(a+)+$)').exec` + text,
		"replaced": jsvm.Helper + `regexp('^(a+)+$', 'g')[Symbol.replace]` + text,
		"goja":     `/^(?=(a+)+$)/.exec` + text,
	} {
		t.Run(name, func(t *testing.T) {
			defer func(old time.Duration) { regexp2.DefaultMatchTimeout = old }(regexp2.DefaultMatchTimeout)
			regexp2.DefaultMatchTimeout = 800 * time.Millisecond // as BoundRegExps does, for this turn limit
			vm := newRegexpVM(t, 200*time.Millisecond)
			p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "test.js", Text: script})
			if err != nil {
				t.Fatal(err)
			}
			e, ok := vm.RunProgram(p).(*jsvm.Error)
			if !ok || e.Kind != jsvm.Timeout || vm.Runtime().Get("out") != nil {
				t.Errorf("got %v, out = %v", e, vm.Runtime().Get("out"))
			}
		})
	}
}

func TestBoundRegExps(t *testing.T) {
	defer func(old time.Duration) { regexp2.DefaultMatchTimeout = old }(regexp2.DefaultMatchTimeout)
	BoundRegExps()
	if got := regexp2.DefaultMatchTimeout; got < jsvm.MaxTurn+200*time.Millisecond {
		t.Errorf("a match is cut after %v, before the turn's end is noticed", got)
	}
}

// Expressions that are gone are forgotten, and compiled ones are kept in a bounded cache.
func TestRegExpsAreForgotten(t *testing.T) {
	vm := newRegexpVM(t, 0)
	var r *regexps
	if err := vm.Enter(func() {
		r = newRegexps(vm)
		for i := range 3 * maxCache {
			r.create(r.class, vm.Runtime().ToValue(strings.Repeat("a", i)), vm.Runtime().ToValue(""))
		}
	}); err != nil {
		t.Fatal(err)
	}
	if len(r.cache) > maxCache {
		t.Errorf("%d expressions are cached", len(r.cache))
	}
	if r.sweepAt < 64 || len(r.known) > r.sweepAt {
		t.Errorf("%d objects are known, to be looked through at %d", len(r.known), r.sweepAt)
	}
}

func BenchmarkRegExpInstall(b *testing.B) {
	for _, text := range []string{"nothing", "literal", "RegExp"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				vm := jsvm.New(jsvm.Options{Patches: Patches(), Helpers: Helpers()})
				_ = vm.Enter(func() {
					if text == "literal" { // which makes goja's own prototype
						_, _ = vm.Runtime().RunProgram(anyLiteral())
					}
					vm.Prepare(text)
				})
				vm.Close()
			}
		})
	}
}

func BenchmarkPropertyEscape(b *testing.B) {
	for name, c := range map[string]struct{ source, flags, text string }{
		"letters":   {`\\p{L}+`, "u", "abcde"},
		"cyrillic":  {`\\p{L}+`, "u", "абвгд"},
		"ascii_set": {`[a-zA-Z]+`, "", "abcde"},
	} {
		b.Run(name, func(b *testing.B) {
			vm := newRegexpVM(b, 0)
			_ = vm.Enter(func() {
				vm.Prepare("RegExp")
				f, err := vm.Runtime().RunString(`s = "` + strings.Repeat(c.text, 200) + `"; r = new RegExp("` + c.source + `", "` + c.flags + `"); (() => r.test(s))`)
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					_, _ = vm.Call(f, nil)
				}
			})
		})
	}
}
