package names

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule/ruletest"
)

// example is a scenario, perhaps with others of its rule, and what a rule says about it: a finding a line, with its hint and the title of
// its fix behind it.
type example struct {
	name, text string
	others     []string
	want       string
}

// found returns what a rule says about a scenario.
func found(t *testing.T, code string, e example) []finding.Finding {
	t.Helper()
	f := ruletest.Read(t, "a.js", e.text, e.others...)
	f.Complete = len(e.others) > 0
	return finding.Sort(ruletest.Find(t, Rules(), code, f))
}

func run(t *testing.T, code string, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			var b strings.Builder
			for _, f := range found(t, code, e) {
				fmt.Fprintf(&b, "%d:%d: %s: %s", f.Pos.Line, f.Pos.Column, f.Severity, f.Message)
				if f.Hint != "" {
					fmt.Fprintf(&b, " | %s", f.Hint)
				}
				if f.Fix != nil {
					fmt.Fprintf(&b, " | %s", f.Fix.Title)
				}
				b.WriteByte('\n')
			}
			if diff := cmp.Diff(e.want, strings.TrimSuffix(b.String(), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// alone is what a file that has no companions is told about a name that nobody knows.
const alone = "declare it, or load it with another scenario of the rule"

func TestUnknownName(t *testing.T) {
	run(t, "VX1201", []example{
		{name: "absent_names_have_a_reason", text: "setImmediate(f => 1)", want: "1:1: error: setImmediate is not defined | use setTimeout(f, 0)"},
		{name: "each_mention_of_an_error", text: "process;\nprocess", want: "1:1: error: process is not defined | " + apitable.Advice("process") +
			"\n2:1: error: process is not defined | " + apitable.Advice("process")},
		{name: "a_slip_is_mended", text: "Logge.write('x')", want: "1:1: error: Logge is not defined | did you mean Logger? | replace Logge by Logger"},
		{name: "shorthand_is_not_mended", text: "f({ Logge }); function f() {}", others: []string{""}, want: "1:5: error: Logge is not defined | did you mean Logger?"},
		{name: "a_slip_that_is_not_used_like_it", text: "Logge(1)", want: "1:1: note: Logge is not defined | did you mean Logger?"},
		{name: "a_constant_like_a_class", text: "f(VOICE, PLAYER); function f() {}", want: "1:3: note: VOICE is not defined | did you mean Voice?\n1:10: note: PLAYER is not defined | did you mean Player?"},
		{name: "a_constant_like_a_namespace", text: "LOGGER.write(1)", want: "1:1: note: LOGGER is not defined | did you mean Logger?"},
		{name: "a_namespace_in_capitals", text: "amd.create(1); AMDD.create(1)", want: "1:1: note: amd is not defined | did you mean AMD?\n1:16: error: AMDD is not defined | did you mean AMD? | replace AMDD by AMD"},
		{name: "a_short_word_like_a_function", text: "race()", want: "1:1: note: race is not defined | did you mean trace?"},
		{name: "a_function_that_is_called", text: "setTimout(f, 1); function f() {}", want: "1:1: error: setTimout is not defined | did you mean setTimeout? | replace setTimout by setTimeout"},
		{name: "a_function_that_is_not_called", text: "[setTimout]", want: "1:2: note: setTimout is not defined | did you mean setTimeout?"},
		{name: "a_class_that_is_constructed", text: "require(Modules.IVR); new IVRStat('x')", want: "1:27: error: IVRStat is not defined | did you mean IVRState? | replace IVRStat by IVRState"},
		{name: "escaped_name_is_not_mended", text: `L\u006fgge.write(1)`, want: "1:1: error: Logge is not defined | did you mean Logger?"},
		{name: "a_name_of_somebody_else_is_a_note_once", text: "helper();\nhelper()", want: "1:1: note: helper is not defined | " + alone},
		{name: "lower_case_of_a_class_may_be_a_variable", text: "call.say('x')", want: "1:1: note: call is not defined | did you mean Call?"},
		{name: "lower_case_of_an_enum_is_a_slip", text: "callevents.Failed", want: "1:1: error: callevents is not defined | did you mean CallEvents? | replace callevents by CallEvents"},
		{name: "lower_case_of_voxengine_with_a_member", text: "voxEngine.terminate()", want: "1:1: error: voxEngine is not defined | did you mean VoxEngine? | replace voxEngine by VoxEngine"},
		{name: "lower_case_of_voxengine_without_a_member", text: "voxEngine.play()", want: "1:1: note: voxEngine is not defined | did you mean VoxEngine?"},
		{name: "lower_case_of_voxengine_alone", text: "[voxEngine]", want: "1:2: note: voxEngine is not defined | did you mean VoxEngine?"},
		{name: "a_function_of_voxengine_may_be_one_of_another_scenario", text: "terminate()", want: "1:1: note: terminate is not defined | did you mean VoxEngine.terminate?"},
		{name: "in_a_project_it_is_an_error", text: "helper(1)", others: []string{"var other = 1"}, want: "1:1: error: helper is not defined"},
		{name: "another_scenario_declares_it", text: "helper(); plan(); made(); set(); that()", others: []string{
			"function helper() {}", "const plan = () => 1", "made = 1", "globalThis.set = 1; this.that = 2"}},
		{name: "another_scenario_may_make_any_global", text: "helper()", others: []string{"Object.assign(globalThis, tools()); function tools() {}"}},
		{name: "another_scenario_sets_computed_globals", text: "helper()", others: []string{"for (const n of ['helper']) globalThis[n] = () => 1"}},
		{name: "another_scenario_evaluates_text", text: "helper()", others: []string{"eval(x); var x"}},
		{name: "own_property_of_the_global_object", text: "this.helper = 1; helper; globalThis.more = 1; more"},
		{name: "the_global_object_goes_to_a_function", text: "(function (root) { root.helper = 1 })(this); helper()"},
		{name: "the_global_object_in_a_variable", text: "const root = this; root.helper = 1; helper()"},
		{name: "bind_to_the_global_object_hides_nothing", text: "const f = (() => fetch).bind(this)", want: "1:18: error: fetch is not defined | use Net.httpRequestAsync(url, options)"},
		{name: "asking_for_the_global_object_hides_nothing", text: "if (this) fetch; this && 1; this === 1; (this ? 1 : 2); typeof globalThis; this; this['x']; globalThis.x",
			want: "1:11: error: fetch is not defined | use Net.httpRequestAsync(url, options)"},
		{name: "assigned_somewhere", text: "counter = 1; counter"},
		{name: "typeof_anywhere", text: "typeof Buffer; Buffer.from('x')"},
		{name: "asked_for_as_a_property", text: "if (globalThis.Buffer) Buffer.from('x')"},
		{name: "asked_for_as_a_property_of_this", text: "this.Buffer && Buffer.from('x')"},
		{name: "asked_for_by_name", text: "if ('Buffer' in globalThis) Buffer.from('x')"},
		{name: "a_probe", text: "let b; try { b = Buffer } catch (e) { b = null }"},
		{name: "caught_with_others_is_a_note", text: "try { const r = 1; fetch(r) } catch (e) {}", want: "1:20: note: fetch is not defined | use Net.httpRequestAsync(url, options)"},
		{name: "caught_and_unknown", text: "try { const r = 1; helper(r) } catch (e) {}"},
		{name: "finally_catches_nothing", text: "try { fetch } finally { Logger.write('x') }", want: "1:7: error: fetch is not defined | use Net.httpRequestAsync(url, options)"},
		{name: "a_callback_in_a_try_is_not_caught", text: "try { setTimeout(() => { const x = 1; fetch(x) }, 1) } catch (e) {}",
			want: "1:39: error: fetch is not defined | use Net.httpRequestAsync(url, options)"},
		{name: "with", text: "with ({ helper: 1 }) helper"},
		{name: "names_of_the_language", text: "function f() { return arguments } [Intl, WeakRef, BigInt, escape, undefined, NaN, InternalError, f]"},
		{name: "names_of_the_api", text: "[VoxEngine, Language, atob, IVR, JSession]"},
		{name: "helpers_of_lowered_code", text: "async function* f() { yield 1 } f()"},
	})
}

func TestUnknownMember(t *testing.T) {
	run(t, "VX1202", []example{
		{name: "dotted", text: "f(CallEvents.Conected)", want: "1:14: error: CallEvents has no member Conected | did you mean CallEvents.Connected? | replace Conected by Connected"},
		{name: "in_brackets", text: `f(CallEvents["Conected"])`, want: "1:14: error: CallEvents has no member Conected | did you mean CallEvents.Connected? | replace Conected by Connected"},
		{name: "in_a_pattern", text: "const { Conected } = CallEvents", want: "1:9: error: CallEvents has no member Conected | did you mean CallEvents.Connected? | replace Conected by Connected"},
		{name: "with_another_name_in_a_pattern", text: "const { Conected: c } = CallEvents", want: "1:9: error: CallEvents has no member Conected | did you mean CallEvents.Connected? | replace Conected by Connected"},
		{name: "in_a_pattern_that_is_assigned", text: "let c; ({ Conected: c } = CallEvents)", want: "1:11: error: CallEvents has no member Conected | did you mean CallEvents.Connected? | replace Conected by Connected"},
		{name: "in_a_pattern_in_a_pattern", text: "const { Events: { Foobar } } = AMD", want: "1:19: error: AMD.Events has no member Foobar | AMD.Events has DetectionComplete, DetectionError"},
		{name: "pattern_of_other_things", text: "const { [1]: a, ...rest } = CallEvents; const [x] = [1]; const { length } = 'x'"},
		{name: "behind_an_alias", text: "const E = CallEvents; f(E.Conected)", want: "1:27: error: CallEvents has no member Conected | did you mean CallEvents.Connected? | replace Conected by Connected"},
		{name: "what_the_table_says_is_meant", text: "f(PlayerEvents.PlaybackError)", want: "1:16: error: PlayerEvents has no member PlaybackError | the event is PlayerEvents.Error | replace PlaybackError by Error"},
		{name: "what_the_table_says_of_another_enum", text: "f(AMDx.Y, WebSocketEvents.Connected); var AMDx = {}", want: "1:27: error: WebSocketEvents has no member Connected | the event is WebSocketEvents.OPEN | replace Connected by OPEN"},
		{name: "voice_that_is_not_offered", text: "f(VoiceList.TBank.ru_RU_Nobody)", want: "1:19: warning: VoiceList.TBank has no member ru_RU_Nobody"},
		{name: "language_that_is_not_offered", text: "require(Modules.AI); f(DialogflowLanguage.GERMAN)", want: "1:43: warning: DialogflowLanguage has no member GERMAN | the member is DialogflowLanguage.DE | replace GERMAN by DE"},
		{name: "a_reason_is_no_replacement", text: "VoxEngine.createAMD()", want: "1:11: error: VoxEngine has no member createAMD | use AMD.create"},
		{name: "another_enum_has_it", text: "f(CallEvents.CallAlerting)", want: "1:14: error: CallEvents has no member CallAlerting | did you mean AppEvents.CallAlerting?"},
		{name: "the_events_of_a_class", text: "f(Call.Connected)", want: "1:8: error: Call has no member Connected | did you mean CallEvents.Connected?"},
		{name: "functions_of_a_class", text: "[Call.name, Call.prototype, Call.bind]"},
		{name: "objects_have_it", text: "VoxEngine.say('x')", want: "1:11: error: VoxEngine has no member say | objects of the class Call have a method of that name"},
		{name: "a_syllable_in_front_is_not_mended", text: "f(CallEvents.OnConnected)", want: "1:14: error: CallEvents has no member OnConnected | did you mean CallEvents.Connected?"},
		{name: "several_resemble_it", text: "f(CallEvents.Started)", want: "1:14: error: CallEvents has no member Started | did you mean CallEvents.AudioStarted or CallEvents.PlaybackStarted or CallEvents.RecordStarted?"},
		{name: "nobody_knows_it", text: "VoxEngine.frobnicate()", want: "1:11: error: VoxEngine has no member frobnicate"},
		{name: "other_apis_have_it", text: "VoxEngine.makeCall('1')", want: "1:11: error: VoxEngine has no member makeCall | did you mean VoxEngine.callPSTN?"},
		{name: "nobody_knows_it_and_others_may_add_it", text: "VoxEngine.frobnicate(); setup()", want: "1:11: warning: VoxEngine has no member frobnicate"},
		{name: "added_by_object_assign", text: "Object.assign(VoxEngine, { frob: 1 }); VoxEngine.frob"},
		{name: "added_by_object_assign_of_something", text: "Object.assign(VoxEngine, more); VoxEngine.frob; var more"},
		{name: "added_to_what_is_not_known", text: "mixin.extend(x, { frob: 1 }); VoxEngine.frob; var mixin, x"},
		{name: "something_is_added_to_what_is_not_known", text: "Object.assign(x, y); VoxEngine.frob; var x, y", want: "1:32: error: VoxEngine has no member frob"},
		{name: "a_spread_object_is_added", text: "Object.assign(VoxEngine, { ...more }); VoxEngine.frob; var more"},
		{name: "defined", text: "Object.defineProperty(VoxEngine, 'frob', { value: 1 }); VoxEngine.frob"},
		{name: "another_name_is_added", text: "Object.assign(VoxEngine, { fry: 1 }); Object.defineProperty(VoxEngine, 'fly', { value: 1 }); VoxEngine.frob",
			want: "1:104: error: VoxEngine has no member frob"},
		{name: "added_to_objects_of_the_scenario", text: "const o = {}; Object.assign({}, o); Object.assign(o, x); o[x] = 1; Object.assign(o); class A { f(x) { Object.assign(this, x) } } VoxEngine.frob; var x",
			want: "1:140: error: VoxEngine has no member frob"},
		{name: "added_by_computed_names", text: "for (const k of ['frob']) VoxEngine[k] = 1; VoxEngine.frob"},
		{name: "added_by_another_scenario", text: "VoxEngine.frob", others: []string{"Object.assign(VoxEngine, tools); var tools"}},
		{name: "added_by_computed_names_of_another_scenario", text: "VoxEngine.frob", others: []string{"for (const k of ['frob']) VoxEngine[k] = 1"}},
		{name: "computed_names_of_other_things_in_another_scenario", text: "VoxEngine.frob", others: []string{"var o = {}; for (const k of ['frob']) o[k] = f()[k] = 1; function f() {}"},
			want: "1:11: error: VoxEngine has no member frob"},
		{name: "replaced_as_a_whole", text: "globalThis.Logger = { info() {} }; Logger.info()"},
		{name: "console_may_have_more", text: "console.table([])", want: "1:9: note: console has no member table"},
		{name: "set_by_the_scenario", text: "VoxEngine.state = 1; VoxEngine.state"},
		{name: "set_by_another", text: "VoxEngine.state", others: []string{"VoxEngine.state = 1"}},
		{name: "asked_for", text: "if (VoxEngine.a) VoxEngine.a(); VoxEngine.b && VoxEngine.b(); VoxEngine.c?.(); typeof VoxEngine.d; 'e' in VoxEngine && VoxEngine.e;" +
			"Object.hasOwn(VoxEngine, 'f') && VoxEngine.f; VoxEngine.g !== undefined; null == VoxEngine.h; (VoxEngine.i ? 1 : 2); !VoxEngine.j;" +
			"const { k = 1 } = VoxEngine; (1 && VoxEngine.l) || 2; VoxEngine.m ?? 1; (1 ? VoxEngine.n : 2) || 3"},
		{name: "compared_with_something_else", text: "if (e.name === CallEvents.Foobar) 1; var e = {}", want: "1:27: error: CallEvents has no member Foobar"},
		{name: "added_to_something", text: "1 + CallEvents.Foobar", want: "1:16: error: CallEvents has no member Foobar"},
		{name: "caught_call", text: "try { let x; VoxEngine.frob(x) } catch (e) {}", want: "1:24: note: VoxEngine has no member frob"},
		{name: "caught_new", text: "try { let x; new VoxEngine.Frob(x) } catch (e) {}", want: "1:28: note: VoxEngine has no member Frob"},
		{name: "caught_value_fails_nothing_and_stays", text: "try { let x; g(CallEvents.Frob) } catch (e) {} function g() {}", want: "1:27: error: CallEvents has no member Frob"},
		{name: "a_probe", text: "try { VoxEngine.frob() } catch (e) {}"},
		{name: "open_namespaces", text: "[Language.X, Language.Premium.Y]"},
		{name: "objects_methods", text: "[CallEvents.toString(), VoxEngine.hasOwnProperty('x')]"},
		{name: "shadowed", text: "function f(CallEvents) { return CallEvents.X }"},
		{name: "module_elsewhere", text: "f(Modules.Asr)", want: "1:11: error: Modules has no member Asr | did you mean Modules.ASR? | replace Asr by ASR"},
		{name: "module_in_require_is_of_another_rule", text: "require(Modules.Asr)"},
		{name: "members_of_members", text: "[CallEvents.Connected.length, VoxEngine.terminate.foo]"},
		{name: "escaped_name_is_not_mended", text: `f(CallEvents.C\u006fnected)`, want: "1:14: error: CallEvents has no member Conected | did you mean CallEvents.Connected?"},
	})
}

func TestUnknownModule(t *testing.T) {
	run(t, "VX1203", []example{
		{name: "a_slip", text: "require(Modules.Asr)", want: "1:17: error: there is no module Asr | did you mean Modules.ASR? | replace Asr by ASR"},
		{name: "other_apis_have_it", text: "require(Modules.Speech)", want: "1:17: error: there is no module Speech | did you mean Modules.ASR?"},
		{name: "nobody_knows_it", text: "require(Modules.Teleport)", want: "1:17: error: there is no module Teleport"},
		{name: "what_is_always_there", text: "require(Modules.Player);\n1", want: "1:17: warning: there is no module Player | players are always there | remove the require"},
		{name: "two_in_a_line_are_not_removed", text: "require(Modules.Player); 1", want: "1:17: warning: there is no module Player | players are always there"},
		{name: "a_value_is_not_removed", text: "x = require(Modules.Player)", want: "1:21: warning: there is no module Player | players are always there"},
		{name: "a_lone_branch_is_not_removed", text: "if (1)\nrequire(Modules.Player)", want: "2:17: warning: there is no module Player | players are always there"},
		{name: "a_text", text: "require('axios')", want: `1:9: error: there is no module "axios" | require loads members of Modules only; other code has to be part of the scenario, or a scenario of its rule`},
		{name: "a_text_that_is_near", text: "require('asrr')", want: `1:9: error: there is no module "asrr" | did you mean Modules.ASR? | replace it by Modules.ASR`},
		{name: "the_name_as_a_text", text: "require('SmartQueue')", want: `1:9: error: there is no module "SmartQueue" | did you mean Modules.SmartQueue? | replace it by Modules.SmartQueue`},
		{name: "texts_that_are_known", text: "require('asr'); require('amd')"},
		{name: "members_that_are_known", text: "require(Modules.ASR); require(Modules['Recorder'])"},
		{name: "a_require_of_its_own", text: "function require(x) {} require('axios')"},
		{name: "a_require_of_another_scenario", text: "require('axios')", others: []string{"function require() {}"}},
		{name: "a_bundle", text: "typeof require === 'function' && require; require('axios')"},
		{name: "tried", text: "try { require('axios') } catch (e) {} try { require(Modules.Foo) } catch (e) {}"},
		{name: "guarded", text: "if (Modules.Foo) require(Modules.Foo)"},
		{name: "no_argument", text: "require(); require(x); var x; new require('x')", want: ""},
	})
}

func TestDeprecatedName(t *testing.T) {
	run(t, "VX1204", []example{
		{name: "a_method", text: "VoxEngine.callPSTN('1', '2').decline(486)", want: "1:30: note: Call.decline is deprecated | use reject | replace decline by reject"},
		{name: "a_global_with_its_members", text: "f(ASRDictionary.NAMES_RU)", want: "1:3: note: ASRDictionary is deprecated | use phraseHints, or a profile of ASRProfileList"},
		{name: "a_member", text: "f(CallEvents.Statistics)", want: "1:14: note: CallEvents.Statistics is deprecated | use monitorMediaStatistics and CallEvents.MediaStatisticsReceived"},
		{name: "a_function", text: "AI.detectVoicemail()", want: "1:4: note: AI.detectVoicemail is deprecated | use AMD.create and its detect"},
		{name: "a_field", text: "AI.createDialogflow({}).addEventListener(AI.Events.DialogflowQueryResult, (e) => e.result.fulfillmentText)",
			want: "1:91: note: AI.DialogflowResult.fulfillmentText is deprecated | use fulfillmentMessages"},
		{name: "asked_for", text: "typeof ASRDictionary"},
		{name: "a_method_of_the_scenario", text: "const c = VoxEngine.callPSTN('1', '2'); c.decline = 1; c.decline(1)"},
		{name: "names_of_today", text: "f(CallEvents.Connected, AMD.create); VoxEngine.callPSTN('1', '2').reject(486); ({}).decline; AMD.create({}).model"},
	})
}

func TestMissingRequire(t *testing.T) {
	const ready = "VoxEngine.addEventListener(AppEvents.Started, () => {});\n"
	run(t, "VX1205", []example{
		{name: "first_use_of_each_module", text: ready + "f(ASREvents.Result, ASR); VoxEngine.createASR(); VoxEngine.createRecorder(); function f() {}",
			want: "2:3: error: ASREvents needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)\n" +
				"2:50: error: VoxEngine.createRecorder needs the module Recorder, which nothing loads | it exists after require(Modules.Recorder) | add require(Modules.Recorder)"},
		{name: "first_use_is_a_member", text: ready + "VoxEngine.createASR({ profile: ASRProfileList.Google })",
			want: "2:1: error: VoxEngine.createASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "in_a_pattern", text: ready + "const { createASR } = VoxEngine",
			want: "2:9: error: VoxEngine.createASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "caught", text: ready + "try { VoxEngine.createASR() } catch (e) {}",
			want: "2:7: warning: VoxEngine.createASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "a_part_of_a_rule", text: "function listen() { return VoxEngine.createASR() }",
			want: "1:28: note: VoxEngine.createASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "a_file_that_leaves_names_to_others", text: ready + "setup(); VoxEngine.createASR()",
			want: "2:10: note: VoxEngine.createASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "in_a_project", text: "VoxEngine.createASR()", others: []string{"require(Modules.Recorder)"},
			want: "1:1: error: VoxEngine.createASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "another_scenario_loads_it", text: "VoxEngine.createASR()", others: []string{"require(Modules.ASR)"}},
		{name: "loaded_in_a_function", text: ready + "function f() { require(Modules.ASR) } f(); ASR"},
		{name: "loaded_by_its_text", text: ready + "require('asr'); ASR"},
		{name: "loaded_by_a_constant", text: ready + "const M = Modules.ASR; require(M); ASR"},
		{name: "one_of_two", text: ready + "require(x ? Modules.ASR : 'recorder'); var x; ASR; Recorder"},
		{name: "with_a_default", text: ready + "require(Modules.ASR || 'asr'); ASR"},
		{name: "a_slip_in_the_module", text: ready + "require(Modules.Asr); ASR"},
		{name: "a_slip_in_the_text", text: ready + "require('Asr'); ASR"},
		{name: "loaded_by_what_is_not_known", text: ready + "for (const m of list) require(m); var list; ASR"},
		{name: "require_is_handed_on", text: ready + "[Modules.ASR].forEach(require); ASR"},
		{name: "require_as_a_property", text: ready + "globalThis.require(Modules.ASR); ASR"},
		{name: "require_by_its_name", text: ready + "globalThis['require'](Modules.ASR); ASR"},
		{name: "another_scenario_evaluates_text", text: "ASR", others: []string{"eval('require(Modules.ASR)')"}},
		{name: "require_that_is_asked_for_loads_nothing", text: ready + "typeof require; require(); ASR",
			want: "2:28: error: ASR needs the module ASR, which nothing loads | it exists after require(Modules.ASR) | add require(Modules.ASR)"},
		{name: "one_of_two", text: ready + "const enqueue = VoxEngine.enqueueTask || VoxEngine.enqueueACDRequest; if (!enqueue) VoxEngine.terminate()"},
		{name: "asked_for", text: ready + "if (typeof ASR !== 'undefined') ASR; if (VoxEngine.createRecorder) VoxEngine.createRecorder()"},
		{name: "set_by_the_scenario", text: ready + "globalThis.ASR = 1; ASR; VoxEngine.createRecorder = 1; VoxEngine.createRecorder()"},
		{name: "declared_by_the_scenario", text: ready + "var AI = AI || {}; AI.x"},
		{name: "always_there", text: ready + "AMD.create({}); f(CallList, Language.X, Net); function f() {}"},
	})
}

// The line goes behind directives and the comments at the top, and stays in the line if the first statement doesn't begin one.
func TestMissingRequireIsInserted(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"behind_directives_and_comments", "'use strict';\n// top\n\nASR;", "'use strict';\n// top\n\nrequire(Modules.ASR);\nASR;"},
		{"in_front_of_other_modules", "// top\nrequire(Modules.Recorder);\nASR;", "// top\nrequire(Modules.ASR);\nrequire(Modules.Recorder);\nASR;"},
		{"behind_a_comment_in_the_same_line", "/* top */ ASR;", "/* top */ require(Modules.ASR); ASR;"},
		{"behind_a_directive_in_the_same_line", "'use strict'; ASR;", "'use strict'; require(Modules.ASR); ASR;"},
	} {
		t.Run(test.name, func(t *testing.T) {
			list := found(t, "VX1205", example{text: test.text, others: []string{""}})
			if len(list) != 1 || list[0].Fix == nil {
				t.Fatalf("got %v", list)
			}
			edit := list[0].Fix.Edits[0]
			if diff := cmp.Diff(test.want, test.text[:edit.Start]+edit.Text+test.text[edit.End:]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnusedRequire(t *testing.T) {
	const ready = "VoxEngine.addEventListener(AppEvents.Started, () => {});\n"
	const want = "2:1: note: the module ASR is loaded, and nothing of it is used | it has ASR, ASRDictionary, ASREvents and more"
	run(t, "VX1206", []example{
		{name: "by_its_name", text: ready + "require(Modules.ASR)", want: want + " | remove the require"},
		{name: "by_its_text", text: ready + "require('asr')", want: want + " | remove the require"},
		{name: "told_once", text: ready + "require('asr');\nrequire(Modules.ASR);", want: want + " | remove the require"},
		{name: "a_module_of_few_names", text: ready + "require(Modules.IVR); 1", want: "2:1: note: the module IVR is loaded, and nothing of it is used | it has IVR, IVRState"},
		{name: "in_a_project", text: "require(Modules.IVR)", others: []string{"1"}, want: "1:1: note: the module IVR is loaded, and nothing of it is used | it has IVR, IVRState | remove the require"},
		{name: "used_by_another_scenario", text: "require(Modules.IVR)", others: []string{"new IVRState('x', {})"}},
		{name: "a_file_alone_may_load_for_others", text: "require(Modules.IVR)"},
		{name: "a_name", text: ready + "require(Modules.ASR); VoxEngine.createASR()"},
		{name: "a_name_in_a_text", text: ready + "require(Modules.ASR); Logger['ASREvents']"},
		{name: "a_name_in_a_pattern", text: ready + "require(Modules.ASR); const { createASR } = VoxEngine"},
		{name: "the_value_of_an_event", text: ready + "require(Modules.ASR); x.addEventListener('ASR.Result', f); var x; function f() {}"},
		{name: "an_object_of_it", text: ready + "require(Modules.Conference); const e = VoxEngine.callConference('x', 'y'); [Modules.Conference].map(String); Endpoint"},
		{name: "loaded_for_its_effect", text: ready + "require(Modules.PushService); require('amd')"},
		{name: "for_amd", text: ready + "require(Modules.AI); AMD.create({})"},
		{name: "dynamic", text: ready + "require(Modules.ASR); eval('ASR')"},
		{name: "globals_by_computed_names", text: ready + "require(Modules.ASR); globalThis['A' + x]; var x"},
		{name: "functions_by_computed_names", text: ready + "require(Modules.ASR); VoxEngine['create' + x](); var x"},
		{name: "voxengine_is_handed_on", text: ready + "require(Modules.ASR); Object.keys(VoxEngine)"},
		{name: "unknown_modules_are_of_another_rule", text: ready + "require(Modules.Foo); require('foo'); require(x); var x"},
	})
}

func TestUnknownMethod(t *testing.T) {
	const call = "const c = VoxEngine.callPSTN('1', '2');\n"
	run(t, "VX1207", []example{
		{name: "a_slip", text: call + "c.hangUpp()", want: "2:3: error: a Call has no method hangUpp | did you mean Call.hangup? | replace hangUpp by hangup"},
		{name: "what_the_table_says", text: call + "c.transfer('1')", want: "2:3: error: a Call has no method transfer | the method is transferTo"},
		{name: "other_apis_have_it", text: call + "c.disconnect()", want: "2:3: error: a Call has no method disconnect | did you mean Call.hangup?"},
		{name: "a_global_is_called_so", text: call + "c.setTimeouts(f, 1); function f() {}", want: "2:3: error: a Call has no method setTimeouts"},
		{name: "voxengine_has_it", text: call + "c.sendMediaBetween(c)", want: "2:3: error: a Call has no method sendMediaBetween | did you mean VoxEngine.sendMediaBetween?"},
		{name: "another_class_has_it", text: call + "c.unmute(); c.setPriority([])", want: "2:3: error: a Call has no method unmute\n" +
			"2:15: error: a Call has no method setPriority | objects of the class ConferenceRecorder have a method of that name"},
		{name: "an_inherited_method_is_suggested_as_its_own", text: "VoxEngine.createURLPlayer('x').paus()", want: "1:32: error: a Player has no method paus | did you mean Player.pause? | replace paus by pause"},
		{name: "the_opposite_is_not_mended", text: "VoxEngine.createURLPlayer('x').unpause()", want: "1:32: error: a Player has no method unpause | did you mean Player.resume?"},
		{name: "of_an_event", text: "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.frob())", want: "1:66: error: a Call has no method frob"},
		{name: "another_scenario_may_have_given_it", text: call + "setup(c); c.frob()", want: "2:13: warning: a Call has no method frob"},
		{name: "given_by_object_assign", text: call + "Object.assign(c, { frob() {} }); c.frob()"},
		{name: "given_by_computed_names", text: call + "for (const k of ['frob']) c[k] = f; c.frob(); function f() {}"},
		{name: "a_property", text: call + "f(c.durations)", want: "2:5: note: a Call has no property durations"},
		{name: "a_method_read_as_a_property", text: call + "f(c.calleridd)", want: "2:5: note: a Call has no property calleridd | did you mean callerid()?"},
		{name: "in_a_pattern", text: call + "const { numbr } = c", want: "2:9: note: a Call has no property numbr | did you mean number()?"},
		{name: "a_result", text: "(async () => { const r = await Net.httpRequestAsync('x'); r.json(); r.foobar; r.code })()",
			want: "1:61: error: an object of Net.HttpRequestResult has no method json | use JSON.parse on its text\n" +
				"1:71: note: an object of Net.HttpRequestResult has no property foobar | it has code, raw_headers, headers, text, data, error"},
		{name: "a_class_that_is_an_interface_too", text: "const o = new Net.HttpRequestOptions(); f(o.timeout, o.foo)", want: "1:56: note: a Net.HttpRequestOptions has no property foo | it has method, postData, headers, params, rawOutput, timeout, connectionTimeout, enableSystemLog"},
		{name: "an_event_is_of_another_rule", text: "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.foo())"},
		{name: "caught", text: call + "try { let x; c.frob(x) } catch (e) {}", want: "2:16: note: a Call has no method frob"},
		{name: "a_probe", text: call + "try { c.frob() } catch (e) {}"},
		{name: "asked_for", text: call + "if (c.frob) c.frob(); c.fry?.(); 'fly' in c && c.fly()"},
		{name: "set", text: call + "c.frob = () => 1; c.frob()"},
		{name: "set_by_another", text: call + "c.frob()", others: []string{"Call.prototype.frob = 1"}},
		{name: "objects_methods", text: call + "c.toString(); c.hasOwnProperty('x'); c.is_conf"},
		{name: "may_be_another_object", text: "let c = VoxEngine.callPSTN('1', '2'); c = other(); c.frob(); function other() { return JSON.parse('{}') }"},
		{name: "any_name", text: "AMD.create({}).on", want: "1:16: note: an AMD.AnsweringMachineDetector has no property on"},
	})
}
