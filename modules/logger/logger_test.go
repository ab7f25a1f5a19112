package logger_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/logger"
	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

func TestConversion(t *testing.T) {
	for _, tt := range []struct{ name, js, want string }{
		{"a_string_as_it_is", `'a "b"'`, `a "b"`},
		{"an_empty_string", `''`, ``},
		{"line_breaks_stay", `'a\nb'`, "a\nb"},
		{"a_number", `1.50`, `1.5`},
		{"a_large_number", `1e21`, `1e+21`},
		{"nan", `NaN`, `NaN`},
		{"a_boolean", `true`, `true`},
		{"null", `null`, `null`},
		{"undefined", `undefined`, `undefined`},
		{"nothing_at_all", ``, `undefined`},
		{"a_big_integer", `10n`, `10`},
		{"a_symbol", `Symbol('x')`, `Symbol(x)`},
		{"an_object_as_json", `{b: 1, a: 'x', c: undefined}`, `{"b":1,"a":"x"}`},
		{"an_array_as_json", `[1, null, 'x', [undefined]]`, `[1,null,"x",[null]]`},
		{"toJSON_counts", `{toJSON() { return {short: true} }}`, `{"short":true}`},
		{"getters_run", `{get x() { return 7 }}`, `{"x":7}`},
		{"a_date_as_json", `new Date(0)`, `"1970-01-01T00:00:00.000Z"`},
		{"a_map_as_json", `new Map([[1, 2]])`, `{}`},
		{"a_cycle_by_string", `(() => { const o = {}; o.o = o; return o })()`, `[object Object]`},
		{"a_cycle_with_toString", `(() => { const o = {toString() { return 'mine' }}; o.o = o; return o })()`, `mine`},
		{"a_cyclic_array_by_string", `(() => { const a = [1]; a.push(a); return a })()`, `1,`},
		{"an_error_by_string", `new TypeError('bad')`, `TypeError: bad`},
		{"an_error_of_a_class_of_its_own", `new (class Own extends Error { name = 'Own' })('bad')`, `Own: bad`},
		{"an_error_inside_an_object_as_json", `{e: new Error('bad')}`, `{"e":{}}`},
		{"a_function_by_string", `(function f(a) { return a })`, `function f(a) { return a }`},
		{"a_big_integer_inside_by_string", `{x: 10n}`, `[object Object]`},
		{"toJSON_that_gives_nothing", `{toJSON() {}}`, `[object Object]`},
		{"a_getter_that_throws", `{get x() { throw new Error('no') }}`, `[object Object]`},
		{"an_object_that_is_no_text", `(() => { const o = Object.create(null); o.o = o; return o })()`, `[object Object]`},
	} {
		for _, f := range []string{"Logger.write", "console.log"} {
			if tt.js == "" && f == "console.log" {
				continue // has a rule of its own
			}
			t.Run(tt.name+"/"+f, func(t *testing.T) {
				r := moduletest.Run(t, f+"("+tt.js+")", logger.Module())
				if diff := cmp.Diff([]string{tt.want}, r.Printed()); diff != "" {
					t.Error(diff)
				}
				if r.Error() != "" {
					t.Errorf("the session ended with %s", r.Error())
				}
			})
		}
	}
}

func TestWriting(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"one_line_a_call", `Logger.write('a'); Logger.write('b')`, []string{"a", "b"}},
		{"only_the_first_argument_of_write_counts", `Logger.write('a', 'b')`, []string{"a"}},
		{"console_joins_with_a_space", `console.log('a', 1, {x: 2}, undefined)`, []string{`a 1 {"x":2} undefined`}},
		{"console_without_arguments_writes_an_empty_line", `console.log()`, []string{""}},
		{"all_methods_of_console_write", `for (const m of ['log', 'info', 'warn', 'error', 'debug']) console[m](m)`, []string{"log", "info", "warn", "error", "debug"}},
		{"this_does_not_matter", `const {write} = Logger, {log} = console; write('a'); ['b'].forEach(x => log.call(null, x))`, []string{"a", "b"}},
		{"writing_returns_nothing", `Logger.write(String(Logger.write('a')))`, []string{"a", "undefined"}},
		{"terminated_handlers_may_write", `on('Application.Terminated', () => Logger.write('last')); terminate()`, []string{"last"}},
		{"a_script_may_replace_JSON", `JSON = undefined; Logger.write({})`, []string{"[object Object]"}},
		{"writing_inside_toJSON_works", `Logger.write({toJSON() { Logger.write('inside'); return 1 }})`, []string{"inside", "1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := moduletest.Run(t, tt.js, logger.Module())
			if diff := cmp.Diff(tt.want, r.Printed()); diff != "" {
				t.Error(diff)
			}
			for _, line := range tt.want {
				if !slices.Contains(r.Log, line) {
					t.Errorf("%q is not in the session log %q", line, r.Log)
				}
			}
		})
	}
}

func TestLongMessagesAreCut(t *testing.T) {
	r := moduletest.Run(t, `Logger.write('a'.repeat(15000)); Logger.write('a'.repeat(15001)); console.log('a'.repeat(14999) + '😀')`, logger.Module())
	var got []int
	for _, p := range r.Printed() {
		got = append(got, session.Units(p))
	}
	if diff := cmp.Diff([]int{15000, 15000, 14999}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEndlessRecursionInToJSONEndsTheSession(t *testing.T) {
	r := moduletest.Run(t, `const o = {toJSON() { Logger.write(o) }}; Logger.write(o); Logger.write('after')`, logger.Module())
	if r.Error() == "" || slices.Contains(r.Printed(), "after") {
		t.Errorf("ended with %q after %q", r.Error(), r.Printed())
	}
}

func TestConsoleDirectives(t *testing.T) {
	r := moduletest.Run(t, `
		console.log('%s is %d%%', 'x', '5', 'y', { a: 1 });
		console.log('100%', 'sure');
		console.log({ a: '%s' }, 'x');
		console.log();`, logger.Module())
	want := []string{`x is 5% y {"a":1}`, "100% sure", `{"a":"%s"} x`, ""}
	if diff := cmp.Diff(want, r.Printed()); diff != "" {
		t.Error(diff)
	}
}

func TestHideTones(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     string
	}{
		{"off_at_first", ``, "12#"},
		{"on", `Logger.hideTones(true)`, "***"},
		{"off_again", `Logger.hideTones(true); Logger.hideTones(false)`, "12#"},
		{"other_values_count_by_their_truth", `Logger.hideTones(1)`, "***"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s *session.Session
			moduletest.RunWith(t, moduletest.Options{Before: func(of *session.Session) { s = of }}, tt.js, logger.Module())
			if got := s.Digits("12#"); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	r := moduletest.Run(t, `try { Logger.hideTones() } catch (e) { Logger.write(e) }`, logger.Module())
	if got := fmt.Sprint(r.Printed()); !strings.Contains(got, "Error: Logger.hideTones: the argument flag is missing") {
		t.Errorf("without an argument: %s", got)
	}
	r = moduletest.Run(t, `Logger.hideTones(true)`, logger.Module())
	want := []trace.Command{{Name: "hideTones", Target: "Logger", Args: []any{true}}}
	if diff := cmp.Diff(want, moduletest.Bodies[trace.Command](r)); diff != "" {
		t.Error(diff)
	}
}
