package promises_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNotAwaited(t *testing.T) {
	const gives = "error: ApplicationStorage.get gives a promise, "
	for _, test := range []struct{ name, body, want, fixed string }{
		{"property_of_a_call", "f(GET.value)", gives + "which has no property value", "f((await GET).value)"},
		{"property_in_brackets", "f(GET['value'])", gives + "which has no property value", "f((await GET)['value'])"},
		{"property_by_a_name", "f(GET[name])", "", ""},
		{"optional_property", "f(GET?.value)", gives + "which has no property value", "f((await GET)?.value)"},
		{"property_of_a_variable", "const p = GET; f(p.value, p.key)", gives + "which has no property value", "const p = await GET; f(p.value, p.key)"},
		{"variable_that_is_a_promise_too", "const p = GET; p.catch(g); f(p.value)", gives + "which has no property value", ""},
		{"variable_that_is_handed_on_too", "const p = GET; g(p); f(p.value)", gives + "which has no property value", ""},
		{"variable_of_two_things", "let p = GET; p = g(); f(p.value)", "", ""},
		{"variable_in_a_function", "const p = GET; run(() => p.value)", gives + "which has no property value", ""},
		{"members_of_promises", "GET.then(f).finally(g); GET.catch(f); f(GET.constructor)", "", ""},
		{"property_that_the_scenario_sets", "const p = GET; p.cancel = f; p.cancel()", "", ""},
		{"compared_with_null", "if (GET === null) f()", gives + "which is never null", "if (await GET === null) f()"},
		{"variable_compared_with_undefined", "const p = GET; if (p != undefined) f()", gives + "which is never undefined", "const p = await GET; if (p != undefined) f()"},
		{"compared_with_a_text", "if ('a' == GET) f()", gives + "which is never 'a'", "if ('a' == await GET) f()"},
		{"compared_with_anything", "if (GET === x) f()", "", ""},
		{"compared_with_a_text_in_a_variable", "const x = 'a'; if (GET === x) f()", "", ""},
		{"condition", "if (GET) f()", gives + "which always counts as true", "if (await GET) f()"},
		{"condition_of_a_loop", "while (GET) f();", gives + "which always counts as true", "while (await GET) f();"},
		{"condition_of_do", "do f(); while (GET)", gives + "which always counts as true", "do f(); while (await GET)"},
		{"condition_of_for", "for (; GET;) f()", gives + "which always counts as true", "for (; await GET;) f()"},
		{"condition_of_a_choice", "f(GET ? 1 : 2)", gives + "which always counts as true", "f(await GET ? 1 : 2)"},
		{"not", "if (!GET) f()", gives + "which always counts as true", "if (!await GET) f()"},
		{"and", "GET && f()", gives + "which always counts as true", "await GET && f()"},
		{"condition_on_a_variable", "const p = GET; if (p) await p", "", ""},
		{"sum_with_a_text", "f('a' + GET)", gives + "which becomes the text [object Promise]", "f('a' + await GET)"},
		{"sum_with_anything", "f(x + GET)", "", ""},
		{"template", "f(`a ${GET}`)", gives + "which becomes the text [object Promise]", "f(`a ${await GET}`)"},
		{"tagged_template", "f(tag`a ${GET}`)", "", ""},
		{"calculation", "f(GET - 1)", gives + "which is no number", "f(await GET - 1)"},
		{"order", "if (GET < 3) f()", gives + "which is no number", "if (await GET < 3) f()"},
		{"destructured", "const { value } = GET", gives + "which has no property value", "const { value } = await GET"},
		{"destructured_by_a_key", "const { value: v } = GET", gives + "which has no property value", "const { value: v } = await GET"},
		{"destructured_then", "const { then } = GET", "", ""},
		{"destructured_computed", "const { [x]: v } = GET", "", ""},
		{"destructured_into_variables", "let value; ({ value } = GET)", gives + "which has no property value", "let value; ({ value } = await GET)"},
		{"destructured_list", "const [a] = GET", gives + "which can't be iterated", "const [a] = await GET"},
		{"iterated", "for (const k of GET) f(k)", gives + "which can't be iterated", "for (const k of await GET) f(k)"},
		{"spread", "f([...GET])", gives + "which can't be iterated", "f([...await GET])"},
		{"spread_into_an_object", "f({ ...GET })", gives + "which has no properties of its own", "f({ ...await GET })"},
		{"given_to_the_API", "VoxEngine.customData(GET)", gives + "and VoxEngine.customData wants what it gives", "VoxEngine.customData(await GET)"},
		{"given_to_the_log", "Logger.write(GET)", "", ""},
		{"given_where_anything_goes", "CallList.reportResult(GET)", "", ""},
		{"given_as_too_many", "VoxEngine.terminate(GET)", "", ""},
		{"given_to_JSON", "JSON.parse(GET)", gives + "and JSON.parse wants what it gives", "JSON.parse(await GET)"},
		{"given_to_Number", "Number(GET)", gives + "and Number wants what it gives", "Number(await GET)"},
		{"given_to_Number_as_second", "Number(1, GET)", "", ""},
		{"given_to_Object_keys", "Object.keys(GET)", gives + "which has no properties of its own", "Object.keys(await GET)"},
		{"given_to_a_function", "f(GET)", "", ""},
		{"given_to_Promise_all", "await Promise.all([GET])", "", ""},
		{"returned", "return GET", "", ""},
		{"awaited", "f((await GET).value)", "", ""},
		{"not_in_an_async_function", "run(() => GET.value)", gives + "which has no property value", ""},
		{"in_a_default", "run(async (x = GET.value) => x)", gives + "which has no property value", ""},
		{"in_a_class", "class A { x = GET.value }", gives + "which has no property value", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			whole := func(body string) string {
				return "async function main() { " + strings.ReplaceAll(body, "GET", "ApplicationStorage.get('k')") + " }"
			}
			got, fixed := look(t, "VX1503", "a.js", whole(test.body))
			for i, g := range got {
				_, got[i], _ = strings.Cut(g, " ")
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.body, diff)
			}
			want := whole(test.fixed)
			if test.fixed == "" {
				want = whole(test.body)
			}
			if diff := cmp.Diff(want, fixed); diff != "" {
				t.Errorf("fixed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPromisesOfTheScenario(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"async_function", "async function load() {}\nif (load()) f()", "2:5 error: load gives a promise, which always counts as true"},
		{"function_that_gives_one_sometimes", "function load(x) { if (x) return; return ApplicationStorage.get('a') } if (load()) f()", ""},
		{"call_without_a_name", "f((async () => {})().x)", "1:4 error: the call gives a promise, which has no property x"},
		{"variable_that_may_be_null", "let p = null; p = ApplicationStorage.get('a'); if (p === null) f()", ""},
		{"parameter", "function g(p) { f(p.x) } g(ApplicationStorage.get('a'))", ""},
		{"typescript", "const p: any = ApplicationStorage.get('a'); f(p.value)", "1:47 error: ApplicationStorage.get gives a promise, which has no property value"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := "a.js"
			if test.name == "typescript" {
				file = "a.ts"
			}
			got, _ := look(t, "VX1503", file, test.text)
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, diff)
			}
		})
	}
}
