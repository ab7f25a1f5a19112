package jsvm

import (
	"fmt"
	"sync"
	"testing"

	"github.com/dop251/goja"
)

// finding is what scripts, run in order, leave in `out`. A want that begins with "!" is the message of an error.
type finding struct {
	name string
	want string
	text []string
}

func check(t *testing.T, tests []finding) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, err := run(t, newVM(t), tt.text...)
			if err != nil {
				out = "!" + err.(*Error).Message
			}
			if out != tt.want {
				t.Errorf("got %q, want %q", out, tt.want)
			}
		})
	}
}

func TestLazyGlobals(t *testing.T) {
	tests := []finding{
		{"typeof_of_a_name", "object function undefined", []string{"out = [typeof CallEvents, typeof require, typeof Missing].join(' ')"}},
		{"in_finds_a_name", "true false", []string{"out = ['CallEvents' in globalThis, 'Missing' in globalThis].join(' ')"}},
		{"a_name_is_the_same_object_each_time", "true", []string{"out = CallEvents === CallEvents && globalThis.CallEvents === CallEvents && this.VoxEngine.terminate === VoxEngine.terminate"}},
		{"an_unknown_name_is_a_reference_error", "!ReferenceError: Missing is not defined", []string{"Missing"}},
		{"enum_keys_in_order", "Connected,Disconnected,Failed", []string{"out = Object.keys(CallEvents)"}},
		{"enum_entries", `[["Connected","CallEvents.Connected"],["Disconnected","CallEvents.Disconnected"],["Failed","CallEvents.Failed"]]`, []string{"out = JSON.stringify(Object.entries(CallEvents))"}},
		{"enum_for_in", "Connected Disconnected Failed ", []string{"out = ''; for (const k in CallEvents) out += k + ' '"}},
		{"enum_spread", `{"Connected":"CallEvents.Connected","Disconnected":"CallEvents.Disconnected","Failed":"CallEvents.Failed","x":1}`, []string{"out = JSON.stringify({...CallEvents, x: 1})"}},
		{"enum_as_json", `{"Result":"ASREvents.Result"}`, []string{"out = JSON.stringify(ASREvents)"}},
		{"enum_has_own_property", "true false", []string{"out = [CallEvents.hasOwnProperty('Failed'), Object.hasOwn(CallEvents, 'toString')].join(' ')"}},
		{"enum_misspelt_member_is_undefined", "undefined", []string{"out = String(CallEvents.Conected)"}},
		{"enum_is_read_only_in_sloppy_mode", "CallEvents.Failed undefined true", []string{
			"CallEvents.Failed = 1; CallEvents.New = 2; delete CallEvents.Failed; out = [CallEvents.Failed, String(CallEvents.New), 'Failed' in CallEvents].join(' ')"}},
		{"enum_write_throws_in_strict_mode", "TypeError", []string{"'use strict'; try { CallEvents.Failed = 1 } catch (e) { globalThis.out = e.name }"}},
		{"enum_delete_throws_in_strict_mode", "TypeError", []string{"'use strict'; try { delete CallEvents.Failed } catch (e) { globalThis.out = e.name }"}},
		{"namespace_can_be_written", "1 true", []string{"VoxEngine.terminate = 1; VoxEngine.mine = 2; out = [VoxEngine.terminate, 'mine' in VoxEngine].join(' ')"}},
		{"namespace_member_can_be_deleted_and_comes_not_back", "false undefined", []string{"delete VoxEngine.terminate; out = ['terminate' in VoxEngine, typeof VoxEngine.terminate].join(' ')"}},

		{"let_shadows", "7", []string{"let CallEvents = 7; out = CallEvents"}},
		{"const_shadows", "7", []string{"const CallEvents = 7; out = CallEvents"}},
		{"class_shadows", "function", []string{"class Player { }; out = typeof Player"}},
		{"var_shadows", "7", []string{"var CallEvents = 7; out = CallEvents"}},
		{"function_shadows", "mine", []string{"out = require(); function require() { return 'mine' }"}},
		{"local_var_leaves_the_global", "object", []string{"(function () { var CallEvents = 7 })(); out = typeof CallEvents"}},
		{"var_x_or_keeps_the_api", "CallEvents.Failed", []string{"var CallEvents = CallEvents || {}; out = CallEvents.Failed"}},
		{"if_typeof_undefined_var_keeps_the_api", "CallEvents.Failed", []string{"if (typeof CallEvents === 'undefined') { var CallEvents = {} } out = CallEvents.Failed"}},
		{"var_in_a_pattern_keeps_the_api", "CallEvents.Failed", []string{"var {CallEvents = CallEvents} = {CallEvents}; out = CallEvents.Failed"}},
		{"sloppy_overwrite", "7 7", []string{"CallEvents = 7; out = [CallEvents, globalThis.CallEvents].join(' ')"}},
		{"overwrite_by_computed_name", "7", []string{"globalThis['Call' + 'Events'] = 7; out = CallEvents"}},
		{"strict_assignment_to_an_untouched_name", "7", []string{"'use strict'; CallEvents = 7; globalThis.out = CallEvents"}},
		{"strict_assignment_to_an_unknown_name", "!ReferenceError: Missing is not defined", []string{"'use strict'; Missing = 7"}},
		{"nullish_assignment_keeps_the_api", "CallEvents.Failed", []string{"CallEvents ??= {}; out = CallEvents.Failed"}},
		{"destructuring_assignment", "7", []string{"[CallEvents] = [7]; out = CallEvents"}},
		{"delete_of_a_name", "true undefined false", []string{"out = [delete CallEvents, typeof CallEvents, 'CallEvents' in globalThis].join(' ')"}},
		{"delete_of_a_property_of_global_this", "undefined", []string{"delete globalThis.CallEvents; out = typeof CallEvents"}},
		{"delete_by_string", "undefined", []string{"delete globalThis['CallEvents']; out = typeof CallEvents"}},
		{"deleted_name_can_be_defined_anew", "7", []string{"delete CallEvents", "CallEvents = 7; out = CallEvents"}},
		{"touched_name_is_own_and_hidden_from_keys", "true false", []string{
			"var CallEvents; out = [Object.hasOwn(globalThis, 'CallEvents'), Object.keys(globalThis).includes('CallEvents')].join(' ')"}},
		{"a_property_with_value_undefined_exists", "true undefined", []string{"out = ['legacy' in globalThis, typeof legacy].join(' ')"}},
	}
	check(t, tests)
}

func TestGlobalsOfSeveralScripts(t *testing.T) {
	tests := []finding{
		{"var_is_shared_by_scripts", "7", []string{"var x = 7", "out = x"}},
		{"implicit_global_is_shared_by_scripts", "7", []string{"(function () { x = 7 })()", "out = x"}},
		{"let_const_and_class_are_shared_by_scripts", "1 2 function", []string{"let a = 1; const b = 2; class C {}", "out = [a, b, typeof C].join(' ')"}},
		{"let_twice_is_a_syntax_error_of_the_second_script", "!SyntaxError: Identifier 'a' has already been declared", []string{"let a = 1", "let a = 2"}},
		{"overwrite_is_seen_by_the_second_script", "7", []string{"CallEvents = 7", "var CallEvents; out = CallEvents"}},
		{"let_over_an_overwritten_name", "8", []string{"CallEvents = 7", "let CallEvents = 8; out = CallEvents"}},
		{"user_property_is_kept_by_a_later_declaration", "7", []string{"globalThis['Call' + 'Events'] = 7", "var CallEvents = CallEvents || 8; out = CallEvents"}},
	}
	check(t, tests)
}

func TestGlobalObject(t *testing.T) {
	tests := []finding{
		{"engine_global_is_gone", "undefined false", []string{"out = [typeof GoError, Object.getOwnPropertyNames(globalThis).includes('GoError')].join(' ')"}},
		{"other_hosts_globals_are_absent", "undefined", []string{
			"out = ''; for (const n of ['Buffer', 'process', 'module', 'exports', 'window', 'fetch', 'URL', 'TextEncoder', 'queueMicrotask', '__voxemu_turn__']) { if (n in globalThis) out += n + ' ' } out = out || typeof process"}},
		{"for_in_shows_own_globals_only", "mine,", []string{"var mine = 1; { let s = ''; for (const k in globalThis) s += k + ','; globalThis.s = s } Object.defineProperty(globalThis, 'out', {value: s})"}},
		{"global_object_has_the_methods_of_objects", "true", []string{"out = globalThis.hasOwnProperty('out') || globalThis instanceof Object"}},
	}
	check(t, tests)
}

func TestGates(t *testing.T) {
	tests := []finding{
		{"closed_name_is_a_reference_error", "!ReferenceError: AI is not defined", []string{"AI"}},
		{"closed_member_is_no_function", "undefined false", []string{"out = [typeof VoxEngine.createASR, 'createASR' in VoxEngine].join(' ')"}},
		{"closed_member_has_no_key", "terminate", []string{"out = Object.keys(VoxEngine)"}},
		{"open_global", "7", []string{"require('AI'); out = AI.version"}},
		{"open_member_of_an_object_made_before", "asr", []string{"const v = VoxEngine; require('ASR'); out = v.createASR()"}},
		{"open_member_has_a_key", "terminate,createASR", []string{"require('ASR'); out = Object.keys(VoxEngine)"}},
		{"open_reports_the_first_time", "true false", []string{"out = [require('AI'), require('AI')].join(' ')"}},
		{"open_for_later_scripts", "7", []string{"require('AI')", "out = AI.version"}},
		{"other_gates_stay_closed", "undefined", []string{"require('AI'); out = typeof IVRState"}},
		{"require_then_var_x_or_keeps_the_api", "7", []string{"require('AI'); var AI = AI || {}; out = AI.version"}},
		{"require_in_an_earlier_script_then_var", "7", []string{"require('AI')", "var AI = AI || {}; out = AI.version"}},
		{"var_in_an_earlier_script_then_require", "7", []string{"var AI", "require('AI'); out = AI.version"}},
		{"var_before_require_sees_nothing", "undefined 7", []string{"var before = typeof AI; require('AI'); var AI; out = before + ' ' + AI.version"}},
		{"require_replaces_what_the_script_has_assigned", "7", []string{"AI = {version: 1}; require('AI'); out = AI.version"}},
		{"assignment_after_require_wins", "1", []string{"require('AI'); AI = {version: 1}; out = AI.version"}},
		{"let_shadows_what_require_opens", "1", []string{"require('AI'); let AI = {version: 1}; out = AI.version"}},
		{"strict_assignment_in_a_later_script", "1", []string{"require('AI')", "'use strict'; AI = {version: 1}; globalThis.out = AI.version"}},
		{"delete_after_require", "undefined", []string{"require('AI'); delete AI; out = typeof AI"}},
		{"member_written_while_closed_stays", "1", []string{"VoxEngine.createASR = 1; require('ASR'); out = VoxEngine.createASR"}},
		{"member_written_while_closed_is_one_key", "terminate,createASR", []string{"VoxEngine.createASR = 1; require('ASR'); out = Object.keys(VoxEngine)"}},
		{"member_written_while_closed_can_be_deleted", "undefined", []string{"VoxEngine.createASR = 1; require('ASR'); delete VoxEngine.createASR; out = typeof VoxEngine.createASR"}},
	}
	check(t, tests)
}

// What scripts can see of our way of making globals, and should not. Each of these would better fail.
func TestKnownDeviations(t *testing.T) {
	tests := []struct{ name, want, text string }{
		{"untouched_name_is_not_an_own_property", "false", "out = Object.hasOwn(globalThis, 'Call' + 'Events')"},
		{"prototype_of_the_global_object_is_not_object_prototype", "false", "out = Object.getPrototypeOf(globalThis) === Object.prototype"},
		{"enum_can_not_be_frozen_again", "TypeError", "try { Object.freeze(CallEvents) } catch (e) { out = e.name }"},
		{"enum_does_not_say_it_is_frozen", "false", "out = Object.isFrozen(CallEvents)"},
		{"delete_by_computed_name_does_not_stick", "object", "delete globalThis['Call' + 'Events']; out = typeof CallEvents"},
		{"api_objects_take_no_symbols", "undefined", "const s = Symbol(); VoxEngine[s] = 1; out = String(VoxEngine[s])"},
		{"api_objects_take_no_accessors", "TypeError", "try { Object.defineProperty(VoxEngine, 'x', {get() {}}) } catch (e) { out = e.name }"},
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

// The race detector watches.
func TestTableAndProgramAreSharedByGoroutines(t *testing.T) {
	long := "a long value that the engine would look at only once it has to: ünïcödé"
	table := NewTable("globals", TableOptions{},
		Member{Name: "long", Value: goja.New().ToValue(long)},
		Member{Name: "short", Value: Shared("ü")},
		Member{Name: "number", Value: Shared(1.5)})
	cache, watch := NewCache(), NewWatchdog()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			p, err := cache.Compile(Source{Name: "shared.js", Text: "var out = long.length + short.toUpperCase() + number + (long < short); var number = number || 0"})
			if err != nil {
				t.Error(err)
				return
			}
			vm := New(Options{Globals: table, Watchdog: watch})
			defer vm.Close()
			if err := vm.RunProgram(p); err != nil {
				t.Error(err)
			}
			if got, want := vm.Runtime().Get("out").String(), fmt.Sprintf("%dÜ1.5true", len([]rune(long))); got != want {
				t.Errorf("VM %d: got %q, want %q", i, got, want)
			}
		})
	}
	wg.Wait()
}
