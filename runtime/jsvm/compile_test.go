package jsvm

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

func TestTouchedNames(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"var", "var a = 1, b; if (x) { for (var c of y) var d }", "a b c d"},
		{"var_patterns", "var {a, b: c, ...d} = x, [e, , [f] = [], ...g] = y", "a c d e f g"},
		{"var_of_a_function_is_local", "function f() { var a } (() => { var b })()", "f"},
		{"let_const_and_class_are_not_properties", "let a = 1; const b = 2; class C {} for (let i of x); for (const j in x);", ""},
		{"function", "async function f() {} function* g() {} { function h() {} }", "h f g"},
		{"function_expression", "(function f() {}); x(class C {})", ""},
		{"assignment", "a = 1; b += 2; c ||= 3; d ??= 4; e **= 5", "a b c d e"},
		{"assignment_anywhere", "function f(x = (a = 1)) { if (b = 2) return (c = 3); throw d = 4 } x(() => e = 5, async (y = (h = 6)) => { await (g = 6) })", "f a b c d e h g"},
		{"increment", "a++; --b; -c; !d; typeof e", "a b"},
		{"delete", "delete a; delete globalThis.b; delete this.c; delete globalThis['d']; delete other.e; delete globalThis[f]; delete globalThis?.g", "a b c d g"},
		{"assignment_to_a_property", "globalThis.a = 1; this.b = 2; globalThis['c'] = 3; other.d = 4; other[e = 5] = 6; this[f] = 7", "a b c e"},
		{"assignment_patterns", "[a, b.c, [d = e = 1], ...f] = x; ({g, h: i, j = k = 2, [l = 3]: m, ...n} = x)", "a d f e g i j m n k l"},
		{"for_into", "for (a of x); for (b in x); for (c = 0; d = 1; e++); for (let i = f = 1; ; ); for (var g = h = 1; ; ) ;", "g a b c d e f h"},
		{"statements", "while (a = 1) b = 1; do { c = 1 } while (d = 1); l: e = 1; with (f = {}) g = 1; switch (h = 1) { case (i = 1): j = 1; default: k = 1 } try { m = 1 } catch (x) { n = 1 } finally { o = 1 }; if (1) p = 1; else q = 1",
			"a b c d e f g h i j k m n o p q"},
		{"expressions", "x ? (a = 1) : (b = 1), [c = 1, ...(d = 1)], {e: f = 1, [g = 1]: 1, ...(h = 1), i() { j = 1 }, get k() { l = 1 }}; x.y(m = 1); new X(n = 1); `${o = 1}`; x?.[p = 1]?.(q = 1); x[r = 1]; (s = 1) + (t = 1); function* u() { yield v = 1 }",
			"a b c d f g h j l m n o p q r s t u v"},
		{"object_with_default", "({x: 1, y}); (({a = b = 1}) => 0)({})", "b"},
		{"classes", "class A extends (a = B) { x = (b = 1); static { c = 1 } m(x = (d = 1)) { e = 1 } #p = 1; n() { this.#p = (f = 1); x.#p } }", "a b c d e f"},
		{"labels_breaks_and_empties", "l: for (;;) { continue l; break l } ; debugger; 1n; /x/; null; true; 'x'; super_", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := mustCompile(t, "a.js", tt.text)
			if got := strings.Join(p.touched, " "); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestProgramKnowsItsSource(t *testing.T) {
	src := Source{Name: "a.js", Text: "1"}
	p := mustCompile(t, src.Name, src.Text)
	if p.Name() != "a.js" || p.Source() != src || p.String() != `program "a.js"` {
		t.Errorf("got %q, %v, %v", p.Name(), p.Source(), p)
	}
}

func TestCacheGoesByNameAndText(t *testing.T) {
	c := NewCache()
	compile := func(name, text string) *Program {
		p, err := c.Compile(Source{Name: name, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := compile("a.js", "1")
	if compile("a.js", "1") != first {
		t.Error("the same source was compiled twice")
	}
	if compile("b.js", "1") == first || compile("a.js", "2") == first {
		t.Error("another source gave the same program")
	}
}

func TestCacheRemembersErrors(t *testing.T) {
	c := NewCache()
	_, first := c.Compile(Source{Name: "a.js", Text: "("})
	_, second := c.Compile(Source{Name: "a.js", Text: "("})
	if first == nil || first != second {
		t.Errorf("got %v, then %v", first, second)
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := NewCache()
	first, _ := c.Compile(Source{Name: "0.js", Text: "1"})
	for i := range maxCached {
		if _, err := c.Compile(Source{Name: fmt.Sprint(i+1, ".js"), Text: "1"}); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.entries) != maxCached || len(c.order) != maxCached {
		t.Errorf("got %d programs, want %d", len(c.entries), maxCached)
	}
	if again, _ := c.Compile(Source{Name: "0.js", Text: "1"}); again == first {
		t.Error("the oldest program is still there")
	}
	if testing.Short() {
		return // so much text takes long under the race detector
	}
	big := strings.Repeat(" ", maxCachedText/2+1)
	for _, name := range []string{"big1.js", "big2.js"} {
		if _, err := c.Compile(Source{Name: name, Text: big}); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.entries) != 1 || c.bytes != len(big) {
		t.Errorf("got %d programs with %d bytes, want the last one alone", len(c.entries), c.bytes)
	}
}

func TestCacheCompilesOnceForAll(t *testing.T) {
	c := NewCache()
	programs := make([]*Program, 8)
	var wg sync.WaitGroup
	for i := range programs {
		wg.Go(func() { programs[i], _ = c.Compile(Source{Name: "a.js", Text: "var a = 1"}) })
	}
	wg.Wait()
	for _, p := range programs {
		if p == nil || p != programs[0] {
			t.Fatal("goroutines got different programs")
		}
	}
}

func TestTable(t *testing.T) {
	table := NewTable("T", TableOptions{}, Member{Name: "b", Value: Shared(1)}, Member{Name: "a", Value: Shared(2), Gate: "G", Hidden: true})
	if d := cmp.Diff([]string{"b", "a"}, table.Names()); d != "" || table.Name() != "T" {
		t.Error(d, table.Name())
	}
	m, ok := table.Lookup("a")
	if !ok || m.Gate != "G" || m.Value.ToInteger() != 2 {
		t.Errorf("got %v, %v", m, ok)
	}
	if _, ok := table.Lookup("c"); ok {
		t.Error("found c")
	}
	if _, ok := (*Table)(nil).Lookup("c"); ok {
		t.Error("found c in no table")
	}
}

func TestBadTablesPanic(t *testing.T) {
	one := func(*VM, any) goja.Value { return nil }
	for name, f := range map[string]func(){
		"twice":     func() { NewTable("T", TableOptions{}, Member{Name: "a", Make: one}, Member{Name: "a", Make: one}) },
		"no_value":  func() { NewTable("T", TableOptions{}, Member{Name: "a"}) },
		"two":       func() { NewTable("T", TableOptions{}, Member{Name: "a", Make: one, Value: Shared(1)}) },
		"no_shared": func() { Shared([]int{1}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

func TestSharedValues(t *testing.T) {
	for want, v := range map[string]any{"null": nil, "true": true, "7": 7, "8": int64(8), "9": int32(9), "1.5": 1.5, "a": "a", "żółw": "żółw", "😀": "😀"} {
		if got := Shared(v).String(); got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
}

func TestDefaultsInPatternsOfParameters(t *testing.T) {
	const f = "const f = (a, [b = 1, ...c] = [], { d: [e = 2] = [3] } = {}) => [a, b, c, e].join();"
	for _, tt := range []struct{ name, js, want string }{
		{"absent", f + "out = (f('x'))", "x,1,,3"},
		{"from_any_iterable", f + "out = (f('x', new Set([7, 8, 9]), { d: '' }))", "x,7,8,9,2"},
		{"length_and_name", f + "out = f.length + f.name", "1f"},
		{"source", "const g = (a, [b = 1] = []) => { return b }; out = String(g)", "(a, [b = 1] = []) => { return b }"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := run(t, newVM(t), tt.js)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}
