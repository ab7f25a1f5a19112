package lifecycle_test

import "testing"

// terminating is a handler of Terminating with this body, from line 2.
func terminating(body string) string {
	return "VoxEngine.addEventListener(AppEvents.Terminating, async (e) => {\n" + body + "\n});"
}

const (
	ignored = "only one HTTP request may start while the session terminates: this one is ignored"
	looped  = "each turn of the loop makes an HTTP request, and only one may start while the session terminates"
	never   = "nothing but Logger.write works in a handler of Terminated: this HTTP request is never made"
)

func TestRequestsInTerminating(t *testing.T) {
	const one, two = "Net.httpRequest('https://x.example/1', () => {});\n", "Net.httpRequest('https://x.example/2', () => {});\n"
	table{
		{"two", terminating(one + two), "3 warning " + ignored},
		{"three", terminating(one + two + two), "3 warning " + ignored + "\n4 warning " + ignored},
		{"second_in_a_branch", terminating(one + "if (e.systemError) {\n" + two + "}"), "4 warning " + ignored},
		{"two_in_a_branch", terminating("if (e.systemError) {\n" + one + two + "}"), "4 warning " + ignored},
		{"behind_both_branches", terminating("if (e.systemError) {\n" + one + "} else {\n" + one + "}\n" + two), "7 warning " + ignored},
		{"awaited", terminating("await Net.httpRequestAsync('https://x.example');\nawait Net.httpRequestAsync('https://y.example');"), "3 warning " + ignored},
		{"together", terminating("await Promise.all([\nNet.httpRequestAsync('https://x.example'),\nNet.httpRequestAsync('https://y.example'),\n]);"), "4 warning " + ignored},
		{"in_the_callback", terminating("Net.httpRequest('https://x.example', () => {\n" + two + "});"), "3 warning " + ignored},
		{"in_then", terminating("Net.httpRequestAsync('https://x.example').then(() =>\nNet.httpRequestAsync('https://y.example'));"), "3 warning " + ignored},
		{"helper", "function send(x) { Net.httpRequest('https://x.example/' + x, () => {}); }\n" + terminating("send('a');\nsend('b');"), "4 warning " + ignored},
		{"helper_with_a_promise", "const send = (x) => new Promise((done) => Net.httpRequest(x, done));\n" + terminating("await send('https://x.example');\nawait send('https://y.example');"), "4 warning " + ignored},
		{"loop", terminating("for (const url of ['a', 'b']) {\n" + one + "}"), "3 warning " + looped},
		{"for_each", terminating("['a', 'b'].forEach((url) => Net.httpRequest(url, () => {}));"), "2 warning " + looped},
		{"while", terminating("let n = 3;\nwhile (n--) " + one), "3 warning " + looped},
		{"two_handlers", terminating(one) + "\n" + terminating(two), "6 warning " + ignored},
		{"finally", terminating("try {\n" + one + "} finally {\n" + two + "}"), "5 warning " + ignored},
		{"behind_a_try", terminating("try {\n" + one + "} catch (x) {\n" + one + "}\n" + two), "7 warning " + ignored},
		{"in_a_switch", terminating(one + "switch (e.systemError) {\ncase true:\n" + two + "}"), "5 warning " + ignored},
		{"behind_a_declaration", terminating("const r = await Net.httpRequestAsync('https://x.example');\nreturn Net.httpRequestAsync('https://y.example');"), "3 warning " + ignored},
		{"function_at_once", terminating("(() => {\n" + one + two + "})();"), "2 warning " + ignored},
		{"report_of_a_call_list", terminating("CallList.reportResult('x', () => {});\n" + two), "3 note " + ignored},
		{"terminated", "VoxEngine.addEventListener(AppEvents.Terminated, () => {\n" + one + "});", "2 warning " + never},

		{"one", terminating(one), ""},
		{"one_a_branch", terminating("if (e.systemError) {\n" + one + "} else {\n" + two + "}"), ""},
		{"one_and_return", terminating("if (e.systemError) {\n" + one + "return;\n}\n" + two), ""},
		{"two_conditions", terminating("if (e.systemError) " + one + "if (!e.systemError) " + two), ""},
		{"conditional_expression", terminating("e.systemError ? Net.httpRequest('a', () => {}) : Net.httpRequest('b', () => {});"), ""},
		{"short_circuit", terminating("e.systemError && Net.httpRequest('a', () => {});\n" + two), ""},
		{"tried_again", terminating("for (let i = 0; i < 3; i++) {\ntry {\nawait Net.httpRequestAsync('https://x.example');\nreturn;\n} catch (x) {\nLogger.write(x);\n}\n}"), ""},
		{"catch", terminating("await Net.httpRequestAsync('https://x.example').catch(() => Net.httpRequestAsync('https://y.example'));"), ""},
		{"switch", terminating("switch (e.systemError) {\ncase true:\n" + one + "break;\ndefault:\n" + two + "}"), ""},
		{"helper_that_may_not_send", "function send(x) {\nif (!x) return;\nNet.httpRequest(x, () => {});\n}\n" + terminating("send('a');\nsend('');"), ""},
		{"function_that_is_not_called", terminating("function again() {\n" + one + "}\nclass A {}\n" + two), ""},
		{"helper_that_calls_itself", "function f() { f(); }\n" + terminating("f();\n"+one), ""},
		{"generator", "function* f() { " + one + " }\n" + terminating("f();\n"+one), ""},
		{"handler_added_sometimes", terminating(one) + "\nfunction f() {\n" + terminating(two) + "\n}", "7 warning " + ignored},
		{"first_handler_added_sometimes", "function f() {\n" + terminating(one) + "\n}\n" + terminating(two), ""},
		{"another_event", "VoxEngine.addEventListener(AppEvents.Started, () => {\n" + one + two + "});", ""},
		{"handler_that_isn't_known", "VoxEngine.addEventListener(AppEvents.Terminating, list[0]);", ""},
		{"throws", terminating("if (e.systemError) throw new Error('x');\n" + one), ""},
		{"loop_without", terminating("for (let i = 0; i < 3; i++) Logger.write(i);\nfor (const k in e) Logger.write(k);\ndo { Logger.write('x'); } while (false);\n" + one), ""},
	}.run(t, "VX1405")
}

func TestTimerInTerminating(t *testing.T) {
	set := func(timer, event string) string {
		return timer + "() in a handler of " + event + ": timers don't fire any more"
	}
	table{
		{"timeout", terminating("setTimeout(() => Logger.write('x'), 100);"), "2 warning " + set("setTimeout", "Terminating")},
		{"interval", "VoxEngine.addEventListener(AppEvents.Terminated, () => {\nsetInterval(() => {}, 1000);\n});", "2 warning " + set("setInterval", "Terminated")},
		{"pause", terminating("await new Promise((done) => setTimeout(done, 1000));"), "2 warning " + set("setTimeout", "Terminating")},
		{"in_the_callback", terminating("Net.httpRequest('https://x.example', () => {\nsetTimeout(() => {}, 100);\n});"), "3 warning " + set("setTimeout", "Terminating")},
		{"helper", "const later = (ms) => new Promise((done) => setTimeout(done, ms));\nfunction beat() {\nconst id = setInterval(() => {}, 1000);\n}\n" + terminating("beat();"), "6 warning beat() sets a timer, and is called in a handler of Terminating: timers don't fire any more"},
		{"helper_of_a_helper", "function a() { setTimeout(() => {}, 1); }\nconst b = () => a();\n" + terminating("b();"), "4 warning b() sets a timer, and is called in a handler of Terminating: timers don't fire any more"},
		{"helper_with_a_promise", "const later = (ms) => new Promise((done) => setTimeout(done, ms));\n" + terminating("await later(100);"), "3 warning later() sets a timer, and is called in a handler of Terminating: timers don't fire any more"},
		{"named_handler", "VoxEngine.addEventListener(AppEvents.Terminating, end);\nfunction end() {\nsetTimeout(() => {}, 1);\n}", "3 warning " + set("setTimeout", "Terminating")},

		{"cleared", "const id = setInterval(() => {}, 1000);\n" + terminating("clearInterval(id);"), ""},
		{"helper_that_may_not_set_one", "let over;\nfunction beat() {\nif (over) return;\nsetTimeout(beat, 1);\n}\n" + terminating("over = true;\nbeat();"), ""},
		{"helper_with_a_condition", "function log(late) {\nif (late) setTimeout(() => {}, 1);\n}\n" + terminating("log(false);"), ""},
		{"elsewhere", "setTimeout(() => {}, 1);\nVoxEngine.addEventListener(AppEvents.Started, () => { setTimeout(() => {}, 1); });", ""},
		{"own_function", "function setTimeout() {}\n" + terminating("setTimeout(() => {}, 1);"), ""},
	}.run(t, "VX1406")
}
