package promises_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule/ruletest"
	"voxemu/scenarios/check/rules/promises"
)

// look applies one rule, and returns what it finds, as "2:3 error: message", and the text with the first fix.
func look(t *testing.T, code, name, text string, companions ...string) (found []string, fixed string) {
	t.Helper()
	f := ruletest.Read(t, name, text, companions...)
	f.Complete = len(companions) > 0
	list := ruletest.Find(t, promises.Rules(), code, f)
	for _, x := range list {
		if x.Fix != nil {
			text, _ = ruletest.Mended(text, x.Fix)
			break
		}
	}
	return ruletest.Lines(list), text
}

// The table of functions has each one that gives a promise: a new one has to be thought about.
func TestRejectionsOfTheAPI(t *testing.T) {
	quiet := map[string]bool{ // they reject for wrong arguments only, or nobody knows
		"MeasurementProtocol.setSessionByCallerId": true, "ConferenceRecorder.setPriority": true, "Endpoint.manageEndpoint": true,
		"VoximplantAvatar.Avatar.goToState": true, "VoximplantAvatar.Avatar.handleUtterance": true, "VoximplantAvatar.Avatar.handleTimeout": true,
		"CCAI.Agent.getProfilesList": true, "CCAI.Agent.getConversationProfile": true, "CCAI.Agent.updateConversationProfile": true,
	}
	check := func(n *apitable.Node) {
		if !strings.HasPrefix(n.Type, "Promise<") || n.Kind == apitable.Alias {
			return
		}
		if known := promises.Rejects(n.Full) != finding.Off; known == quiet[n.Full] {
			t.Errorf("%s: reported %t, want %t", n.Full, known, !known)
		}
	}
	var walk func(n *apitable.Node)
	walk = func(n *apitable.Node) {
		for _, c := range n.Children() {
			check(c)
			if c.Kind == apitable.Namespace {
				walk(c)
			}
		}
	}
	walk(apitable.Root())
	for _, c := range apitable.Classes() {
		for _, m := range c.Methods() {
			check(m)
		}
	}
}

const (
	on   = "VoxEngine.addEventListener(AppEvents.Started, "
	get  = "error: nothing handles a rejection of ApplicationStorage.get: it ends the session"
	load = "async function load() { return (await ApplicationStorage.get('a')).value }\n"
)

// findings puts the places of findings before their common message.
func findings(message string, places ...string) string {
	var list []string
	for _, p := range places {
		list = append(list, p+" "+message)
	}
	return strings.Join(list, "\n")
}

func TestUnhandledRejection(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"awaited_in_a_listener", on + "async () => {\nawait ApplicationStorage.get('a') })", findings(get, "2:7")},
		{"awaited_in_a_listener_with_try", on + "async () => { try { await ApplicationStorage.get('a') } catch (e) { Logger.write(e) } })", ""},
		{"try_without_catch", on + "async () => { try {\nawait ApplicationStorage.get('a') } finally { VoxEngine.terminate() } })", findings(get, "2:7")},
		{"catch_that_throws_again", on + "async () => { try {\nawait ApplicationStorage.get('a') } catch (e) { Logger.write(e); throw e } })", findings(get, "2:7")},
		{"catch_that_may_throw_again", on + "async () => { try { await ApplicationStorage.get('a') } catch (e) { if (e.code) throw e } })", ""},
		{"awaited_in_the_catch_block", on + "async () => { try { f() } catch {\nawait ApplicationStorage.get('a') } })", findings(get, "2:7")},
		{"try_around_the_function_that_awaits", "try { setTimeout(async () => {\nawait ApplicationStorage.get('a') }, 1) } catch {}", findings(get, "2:7")},
		{"named_listener", on + "start); async function start() {\nconst a = await ApplicationStorage.get('a'); }", findings(get, "2:17")},
		{"method_as_listener", "const h = { async start() {\nawait ApplicationStorage.get('a') } };\n" + on + "h.start)", findings(get, "2:7")},
		{"listener_of_a_parameter_lowers", "function f(call) { call.addEventListener(CallEvents.Connected, async () => {\nawait ApplicationStorage.get('a') }) }",
			findings(strings.Replace(get, "error", "warning", 1), "2:7")},
		{"listener_of_a_class_of_the_scenario", "class Bus { addEventListener(e, f) { f().catch(() => {}) } } const b = new Bus(); b.addEventListener('x', async () => { await ApplicationStorage.get('a') })", ""},
		{"listener_of_an_unknown_bus", "bus.addEventListener('x', async () => { await ApplicationStorage.get('a') })", ""},
		{"removed_listener", "async function start() { await ApplicationStorage.get('a') } VoxEngine.removeEventListener(AppEvents.Started, start)", findings(get, "1:32")},
		{"at_the_end_of_the_session", "VoxEngine.addEventListener(AppEvents.Terminating, async () => { await ApplicationStorage.get('a') })", ""},
		{"timer", "setInterval(async () => {\nawait ApplicationStorage.get('a') }, 1000)", findings(get, "2:7")},
		{"own_timer", "function setTimeout(f) { f().catch(() => 0) } setTimeout(async () => { await ApplicationStorage.get('a') })", ""},
		{"callback_of_Net", "Net.httpRequest('https://a.b', async () => {\nawait ApplicationStorage.get('a') })", findings(get, "2:7")},
		{"callback_of_a_state", "require(Modules.IVR); new IVRState('a', {}, async () => {\nawait ApplicationStorage.get('a') })", findings(get, "2:7")},
		{"callback_of_a_helper", "later(async () => { await ApplicationStorage.get('a') })", ""},
		{"handler_property_of_a_socket", "const s = VoxEngine.createWebSocket('ws://a'); s.onopen = async () => {\nawait ApplicationStorage.get('a') }", findings(get, "2:7")},
		{"handler_property_of_anything", "s.onopen = async () => { await ApplicationStorage.get('a') }", ""},
		{"iife", "(async () => {\nawait ApplicationStorage.get('a') })()", findings(get, "2:7")},
		{"iife_with_catch", "(async () => { await ApplicationStorage.get('a') })().catch(() => {})", ""},
		{"executor", "new Promise(async (resolve) => {\nresolve(await ApplicationStorage.get('a')) })", findings(get, "2:15")},
		{"new_of_another_class", "new Job(async () => { await ApplicationStorage.get('a') })", ""},
		{"for_each", "['a'].forEach(async (k) => {\nawait ApplicationStorage.get(k) })", findings(get, "2:7")},
		{"for_each_of_anything_lowers", "keys.forEach(async (k) => {\nawait ApplicationStorage.get(k) })", findings(strings.Replace(get, "error", "warning", 1), "2:7")},

		{"dropped", "ApplicationStorage.get('a')", findings(get, "1:1")},
		{"dropped_in_try", "try { ApplicationStorage.get('a') } catch (e) { Logger.write(e) }", findings(get, "1:7")},
		{"void", "void ApplicationStorage.get('a')", findings(get, "1:6")},
		{"typeof", "typeof ApplicationStorage.get('a')", ""},
		{"dropped_by_a_comma", "f((ApplicationStorage.get('a'), 1))", findings(get, "1:4")},
		{"last_of_a_sequence", "1, ApplicationStorage.get('a')", findings(get, "1:4")},
		{"one_of_two", "x ? ApplicationStorage.get('a') : f()", findings(get, "1:5")},
		{"asked_for_its_truth", "ApplicationStorage.get('a') ? 1 : 2", ""},
		{"behind_and", "x && ApplicationStorage.get('a')", findings(get, "1:6")},
		{"before_and", "ApplicationStorage.get('a') && f()", ""},
		{"optional_call", "ApplicationStorage?.get('a')", findings(get, "1:1")},
		{"then_without_catch", "ApplicationStorage.get('a').then(f)", findings(get, "1:1")},
		{"then_with_two", "ApplicationStorage.get('a').then(f, g)", ""},
		{"then_with_undefined", "ApplicationStorage.get('a').then(f, undefined)", findings(get, "1:1")},
		{"then_and_catch", "ApplicationStorage.get('a').then(f).catch(g)", ""},
		{"catch_and_then", "ApplicationStorage.get('a').catch(g).then(f)", ""},
		{"catch_without_a_handler", "ApplicationStorage.get('a').then(f).catch()", findings(get, "1:1")},
		{"finally_alone", "ApplicationStorage.get('a').finally(f)", findings(get, "1:1")},
		{"spread_handlers", "ApplicationStorage.get('a').then(...handlers)", ""},
		{"awaited_chain_with_catch", on + "async () => { await ApplicationStorage.get('a').catch(() => null) })", ""},
		{"awaited_chain_without", on + "async () => { await ApplicationStorage.get('a').then(f) })", findings(get, "1:67")},
		{"unknown_member", "ApplicationStorage.get('a').done(f)", ""},
		{"member_that_is_no_call", "x = ApplicationStorage.get('a').then", ""},
		{"promise_within_then", "ready.then(() => ApplicationStorage.get('a')).catch(f)", ""},
		{"promise_within_then_without_catch", "ready.then(() => ApplicationStorage.get('a'))", findings(get, "1:18")},
		{"then_of_an_object_of_the_scenario", "const q = { then(f) {} }; q.then(() => ApplicationStorage.get('a'))", ""},

		{"variable_that_is_dropped", "function f() { const p = ApplicationStorage.get('a'); }", findings(get, "1:26")},
		{"variable_with_catch", "const p = ApplicationStorage.get('a'); p.catch(f)", ""},
		{"variable_with_then", "const p = ApplicationStorage.get('a'); p.then(f)", findings(get, "1:11")},
		{"variable_that_is_set", "let p; p = ApplicationStorage.get('a'); p.then(f)", findings(get, "1:12")},
		{"variable_that_is_set_twice", "let p = f(); p = ApplicationStorage.get('a'); p.then(f)", ""},
		{"variable_that_is_handed_on", "const p = ApplicationStorage.get('a'); f(p)", ""},
		{"property", "const o = { p: ApplicationStorage.get('a') }; o.p2 = ApplicationStorage.get('b')", ""},
		{"taken_apart", "const { value } = ApplicationStorage.get('a')", ""},

		{"all", "Promise.all([ApplicationStorage.get('a'), f()])", findings(get, "1:14")},
		{"all_with_catch", "Promise.all([ApplicationStorage.get('a'), f()]).catch(g)", ""},
		{"all_settled", "Promise.allSettled([ApplicationStorage.get('a')])", ""},
		{"all_of_a_map", on + "async () => { await Promise.all(keys.map((k) =>\nApplicationStorage.get(k))) })", findings(get, "2:1")},
		{"all_of_a_map_in_a_variable", on + "async () => { const jobs = ['a'].map((k) =>\nApplicationStorage.get(k)); await Promise.all([...jobs, 1]); })", findings(get, "2:1")},
		{"map_that_is_dropped", "['a'].map((k) => ApplicationStorage.get(k))", findings(get, "1:18")},
		{"map_that_is_handed_on", "run(['a'].map((k) => ApplicationStorage.get(k)))", ""},
		{"promise_resolve", "Promise.resolve(ApplicationStorage.get('a'))", findings(get, "1:17")},
		{"own_Promise", "const Promise = bluebird; Promise.all([ApplicationStorage.get('a')])", ""},
		{"pushed_into_a_list", "jobs.push(ApplicationStorage.get('a'))", ""},

		{"function_that_is_called_at_once", load + "load();", findings(get, "1:39")},
		{"function_whose_callers_catch", load + "load().catch(f); " + on + "async () => { try { await load() } catch {} })", ""},
		{"function_that_one_caller_forgets", load + "load().catch(f);\nload();",
			"3:1 error: nothing handles a rejection of load(), which waits for ApplicationStorage.get: it ends the session"},
		{"function_that_nobody_calls", load, ""},
		{"function_that_is_exported", load + "module.exports = load;", ""},
		{"function_that_calls_itself", "async function poll() {\nawait ApplicationStorage.get('a'); await poll() }\npoll()", findings(get, "2:7")},
		{"function_in_functions", load + "async function main() { await load() }\nmain()", findings(get, "1:39")},
		{"function_that_gives_a_promise", "const read = (k) => ApplicationStorage.get(k);\nread('a').then(f)", findings(get, "1:21")},
		{"returned_in_try", "async function load() { try { return ApplicationStorage.get('a') } catch {} }\nload()", findings(get, "1:38")},
		{"returned_and_awaited_in_try", "async function load() { try { return await ApplicationStorage.get('a') } catch {} }\nload()", ""},
		{"method_that_one_caller_forgets", "class S { async start() { await ApplicationStorage.get('a') } }\nconst s = new S();\ns.start();",
			"3:1 error: nothing handles a rejection of s.start(), which waits for ApplicationStorage.get: it ends the session"},
		{"the_worst_counts", "async function load() { await Net.httpRequestAsync('https://a.b'); await ApplicationStorage.get('a') }\nload().catch(f);\nload();",
			"3:1 error: nothing handles a rejection of load(), which waits for ApplicationStorage.get: it ends the session"},
		{"generator", "function* g() { yield ApplicationStorage.get('a'); return ApplicationStorage.get('b') } g()", ""},
		{"function_made_with_new", "function F() { return ApplicationStorage.get('a') } new F()", ""},

		{"Net_is_a_note", "Net.httpRequestAsync('https://a.b').then(f)", "1:1 note: nothing handles a rejection of Net.httpRequestAsync: it ends the session"},
		{"client", "OpenAI.createRealtimeAPIClient({}).then(f)", "1:1 error: nothing handles a rejection of OpenAI.createRealtimeAPIClient: it ends the session"},
		{"detector", "AMD.create({ call }).detect()", "1:1 warning: nothing handles a rejection of AMD.AnsweringMachineDetector.detect: it ends the session"},
		{"rejects_for_wrong_arguments_only", "MeasurementProtocol.setSessionByCallerId({})", ""},
		{"older_name", "ApplicationStorage.delete('a')", "1:1 error: nothing handles a rejection of ApplicationStorage.remove: it ends the session"},
		{"own_storage", "const ApplicationStorage = mock; ApplicationStorage.get('a')", ""},
		{"eval", "eval('x'); ApplicationStorage.get('a')", ""},
		{"not_called", "new ApplicationStorage.get('a')", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _ := look(t, "VX1501", "a.js", test.text)
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestScenariosOfOneRuleShareFunctions(t *testing.T) {
	const text = load + "load();"
	if got, _ := look(t, "VX1501", "a.js", text, "load().catch(() => {})"); len(got) != 1 || !strings.HasPrefix(got[0], "2:1 ") {
		t.Errorf("a companion handles it: got %q, want one at 2:1", got)
	}
	if got, _ := look(t, "VX1501", "a.js", "var p = ApplicationStorage.get('a');", "p.catch(() => {})"); len(got) > 0 {
		t.Errorf("a companion has the promise: got %q", got)
	}
	if got, _ := look(t, "VX1501", "a.js", "var p = ApplicationStorage.get('a');", "f()"); len(got) != 1 {
		t.Errorf("no companion has the promise: got %q", got)
	}
}

// A rejection is followed for so long only, however functions call each other.
func TestManyPathsTakeNoTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("async function f0() { await ApplicationStorage.get('a') }\n")
	for i := range 40 {
		fmt.Fprintf(&b, "async function f%d() { await f%d(); await f%d() }\n", i+1, i, i)
	}
	b.WriteString("f40()")
	if got, _ := look(t, "VX1501", "a.js", b.String()); len(got) > 2 {
		t.Errorf("got %q", got)
	}
}

func TestStorageInLoop(t *testing.T) {
	const once = ""
	for _, test := range []struct{ name, loop, want string }{
		{"of_anything", "for (const k of keys) await GET;", "in each round of a loop"},
		{"of_the_keys_of_the_storage", "const { keys } = await ApplicationStorage.keys(); for (const k of keys) await GET;", "in each round of a loop"},
		{"ten", "for (let i = 0; i < 10; i++) await GET;", once},
		{"eleven", "for (let i = 0; i < 11; i++) await GET;", "11 times"},
		{"eleven_with_the_last", "for (let i = 0; i <= 10; i++) await GET;", "11 times"},
		{"ten_down", "for (var i = 9; i >= 0; i--) await GET;", once},
		{"up_to_a_name", "const n = 12; for (let i = 0; i < n; i++) await GET;", "12 times"},
		{"up_to_anything", "for (let i = 0; i < n; i++) await GET;", "in each round of a loop"},
		{"up_to_a_length", "const list = ['a', 'b']; for (let i = 0; i < list.length; i++) await GET;", once},
		{"up_to_another_property", "const list = ['a', 'b']; for (let i = 0; i < list.size; i++) await GET;", "in each round of a loop"},
		{"up_to_an_unknown_length", "for (let i = 0; i < list.length; i++) await GET;", "in each round of a loop"},
		{"two_counters", "for (let i = 0, j = 0; i < 2; i++) await GET;", "in each round of a loop"},
		{"counter_set_before", "let i = 0; for (; i < 2; i++) await GET;", "in each round of a loop"},
		{"counter_by_a_call", "for (let i = 0; next(i); i++) await GET;", "in each round of a loop"},
		{"counter_in_a_test_of_bits", "for (let i = 0; i & 4; i++) await GET;", "in each round of a loop"},
		{"literal_list", "for (const k of ['a', 'b']) await GET;", once},
		{"literal_list_of_eleven", "for (const k of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) await GET;", "11 times"},
		{"spread_list", "for (const k of [...a]) await GET;", "in each round of a loop"},
		{"list_that_grows", "const list = []; list.push(1); for (const k of list) await GET;", "in each round of a loop"},
		{"list_whose_elements_are_set", "const list = []; list[i] = 1; for (const k of list) await GET;", "in each round of a loop"},
		{"part_of_a_list", "for (const k of list.slice(0, 3)) await GET;", once},
		{"last_of_a_list", "for (const k of list.slice(-3)) await GET;", once},
		{"rest_of_a_list", "for (const k of list.slice(3)) await GET;", "in each round of a loop"},
		{"rest_of_a_short_list", "for (const k of ['a', 'b'].slice(1)) await GET;", once},
		{"part_that_is_not_known", "for (const k of list.slice(from, 3)) await GET;", "in each round of a loop"},
		{"part_with_an_end_that_is_not_known", "for (const k of list.slice(0, to)) await GET;", "in each round of a loop"},
		{"filtered_list", "for (const k of ['a', 'b'].map(f).filter(g)) await GET;", once},
		{"keys_of_an_object", "const o = { a: 1, b: 2 }; for (const k of Object.keys(o)) await GET;", once},
		{"keys_of_a_spread_object", "for (const k of Object.keys({ ...o })) await GET;", "in each round of a loop"},
		{"entries_of_a_list", "for (const k of ['a'].entries()) await GET;", once},
		{"entries_of_an_object_that_grows", "const o = {}; o[x] = 1; for (const k of Object.entries(o)) await GET;", "in each round of a loop"},
		{"result_of_a_call", "for (const k of f()) await GET;", "in each round of a loop"},
		{"result_of_a_method", "for (const k of a.f()) await GET;", "in each round of a loop"},
		{"for_in", "for (const k in { a: 1 }) await GET;", once},
		{"for_in_anything", "for (const k in o) await GET;", "in each round of a loop"},
		{"while", "while (busy) await GET;", "in each round of a loop"},
		{"do_while_with_a_chain", "do { await GET.catch(() => null); } while (busy);", "in each round of a loop"},
		{"try_again", "while (true) { try { await GET; break; } catch { await pause(); } }", once},
		{"look_for", "for (const k of keys) { if (await GET) return k; }", once},
		{"break_of_an_inner_switch", "for (const k of keys) { switch (k) { case 1: await GET; break; } }", "in each round of a loop"},
		{"break_of_the_outer_loop", "out: for (const k of keys) { for (const j of keys) { await GET; break out; } }", once},
		{"return_of_an_inner_function", "for (const k of keys) { await GET; run(() => { return 1; }); }", "in each round of a loop"},
		{"loops_in_each_other", "for (const k of ['a', 'b', 'c', 'd']) for (const j of [1, 2, 3]) await GET;", "12 times"},
		{"head_of_a_loop", "for (const k of (await GET).value) f(k);", once},
		{"head_of_for_in", "for (const k in (await GET).value) f(k);", once},
		{"start_of_a_counter", "for (let i = (await GET).value; i < n; i++) f(k);", once},
		{"test_of_a_loop", "while ((await GET) === null) pause();", "in each round of a loop"},
		{"started_together", "for (const k of keys) jobs.push(GET);", once},
		{"in_a_function_of_the_loop", "for (const k of keys) run(async () => { await GET; });", once},
		{"another_request", "for (const k of keys) await Net.httpRequestAsync(k);", once},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "async function f() { " + strings.ReplaceAll(test.loop, "GET", "ApplicationStorage.get(k)") + " }"
			got, _ := look(t, "VX1502", "a.js", text)
			var what []string
			for _, g := range got {
				_, g, _ = strings.Cut(g, " note: ApplicationStorage.get is awaited ")
				what = append(what, strings.TrimSuffix(g, ", one request after the other"))
			}
			if diff := cmp.Diff(test.want, strings.Join(what, "\n")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", text, diff)
			}
		})
	}
}
