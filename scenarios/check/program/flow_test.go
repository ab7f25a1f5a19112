package program_test

import (
	"strings"
	"testing"

	"voxemu/scenarios/check/program"

	"github.com/dop251/goja/ast"
	"github.com/google/go-cmp/cmp"
)

func TestExits(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"falls_out", "f();", "f();"},
		{"stops", "stop();", ""},
		{"returns_before", "if (a) return; stop();", "return"},
		{"throws_before", "if (a) throw b; stop();", "throw b"},
		{"both_branches", "if (a) stop(); else stop();", ""},
		{"one_branch", "if (a) stop(); else f();", "if (a) stop(); else f();"},
		{"branch_without_else", "if (a) stop();", "if (a) stop();"},
		{"branches_on_the_same_name", "if (a) stop(); if (!a) stop();", ""},
		{"in_a_part_that_may_be_left_out", "a && stop();", ""},
		{"in_a_function", "g(() => stop());", ""},
		{"in_a_loop", "for (const x of y) stop();", ""},
		{"loop_without_end", "while (true) f();", ""},
		{"loop_that_breaks", "while (true) { if (a) break; } f();", "f();"},
		{"all_cases", "switch (a) { case 1: stop(); break; default: stop(); }", ""},
		{"no_default", "switch (a) { case 1: stop(); break; }", "switch (a) { case 1: stop(); break; }"},
		{"one_case_returns", "switch (a) { case 1: return; default: stop(); }", "return"},
		{"in_try", "try { stop(); } catch (e) { f(); }", ""},
		{"in_finally", "try { f(); } finally { stop(); }", ""},
		{"only_in_catch", "try { f(); } catch (e) { stop(); }", "try { f(); } catch (e) { stop(); }"},
		{"caught_throw", "try { throw a; } catch (e) { } stop();", ""},
		{"in_a_label", "a: { stop(); }", ""},
		{"declared_function", "function g() { stop(); }", "function g() { stop(); }"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := read(t, "function main() {"+test.text+"}")
			var got []string
			for _, e := range f.Exits(f.Functions()[0].Body(), func(n ast.Node) bool {
				c := f.CallAt(n)
				return c != nil && f.Source(c.Callee) == "stop"
			}) {
				got = append(got, strings.TrimSuffix(f.Source(e.At), ";"))
			}
			if text := strings.Join(got, " | "); text != strings.TrimSuffix(test.want, ";") {
				t.Errorf("got %q, want %q", text, test.want)
			}
		})
	}
}

func TestHandled(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"in_try", "try { «f()»; } catch (e) { }", true},
		{"in_a_function_in_try", "try { g(() => «f()»); } catch (e) { }", false},
		{"in_catch", "try { } catch (e) { «f()»; }", false},
		{"in_try_with_finally_only", "try { «f()»; } finally { }", false},
		{"outside", "«f()»;", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			if got := f.Handled(e); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestFollowing(t *testing.T) {
	f, e := marked(t, "function main() { if (a) { «f()»; g(); } h(); return; i(); } j();")
	var got []string
	for s := range f.Following(e) {
		got = append(got, f.Source(s))
	}
	if diff := cmp.Diff([]string{"g()", "h()", "return"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNothingFollowsAReturn(t *testing.T) {
	f, e := marked(t, "function main() { if (a) { return «f()»; } h(); }")
	for s := range f.Following(e) {
		t.Errorf("%s follows a return", f.Source(s))
	}
}

func TestLoop(t *testing.T) {
	f, e := marked(t, "for (const x of y) { if (a) «f()»; }")
	if f.Loop(e) == nil {
		t.Error("a call in a loop is in none")
	}
	f, e = marked(t, "for (const x of y) { g(() => «f()»); }")
	if f.Loop(e) != nil {
		t.Error("a call in a function in a loop is in the loop")
	}
}

func TestWithin(t *testing.T) {
	f, e := marked(t, "function h() { if (a) { f(«b») } } c();")
	body := f.Tree().Body
	if !f.Within(e, e) || !f.Within(e, body[0]) || f.Within(e, body[1]) || f.Within(body[0], e) {
		t.Error("what is in what is wrong")
	}
}

// Functions and classes run at another time than what is around them.
func TestInspectTurnLeavesFunctionsOut(t *testing.T) {
	f := read(t, "a(() => b, function () { c }, class { static d = e }); { if (g) h; }")
	var got []string
	for _, s := range f.Tree().Body {
		program.InspectTurn(s, func(n ast.Node) bool {
			if id, ok := n.(*ast.Identifier); ok {
				got = append(got, id.Name.String())
			}
			_, branch := n.(*ast.IfStatement)
			return !branch
		})
	}
	if diff := cmp.Diff([]string{"a"}, got); diff != "" {
		t.Error(diff)
	}
}

// Behind a statement comes what comes behind those before it.
func TestFollowingGoesOnFromEachStatement(t *testing.T) {
	f, e := marked(t, "function main() { try { if (a) { «f()»; g(); } h(); } finally { i(); } j(); }")
	var all []ast.Statement
	for s := range f.Following(e) {
		all = append(all, s)
	}
	for i, s := range all {
		var rest []string
		for next := range f.Following(s) {
			rest = append(rest, f.Source(next))
		}
		var want []string
		for _, next := range all[i+1:] {
			want = append(want, f.Source(next))
		}
		if diff := cmp.Diff(want, rest); diff != "" {
			t.Errorf("behind %s (-want +got):\n%s", f.Source(s), diff)
		}
	}
}
