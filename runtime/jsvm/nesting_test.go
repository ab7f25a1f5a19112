package jsvm

import (
	"strings"
	"testing"
)

func nested(open, middle, end string, n int) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
}

func TestDeepSourcesAreRefused(t *testing.T) {
	const many = 100_000
	for name, text := range map[string]string{
		"parentheses":       nested("(", "1", ")", many),
		"arrays":            nested("[", "1", "]", many),
		"objects":           nested("({a:", "1", "})", many),
		"blocks":            nested("{", "", "}", many),
		"calls":             nested("f(", "", ")", many),
		"functions":         nested("function f(){", "", "}", many),
		"arrows":            nested("a=>", "1", "", many),
		"arrow_blocks":      nested("()=>{", "", "}", many),
		"templates":         nested("`${", "1", "}`", many),
		"not":               nested("!", "1", "", many),
		"typeof":            nested("typeof ", "a", "", many),
		"new":               nested("new ", "a", "", many),
		"sums":              nested("1+", "1", "", many),
		"sums_in_lines":     nested("1\n+", "1", "", many),
		"ternaries":         nested("0?0:", "1", "", many),
		"assignments":       nested("a=", "1", "", many),
		"powers":            nested("1**", "1", "", many),
		"members":           nested("x.", "x", "", many),
		"optional_members":  nested("a?.", "a", "", many),
		"calls_of_calls":    "f" + nested("()", "", "", many),
		"else_if":           nested("if(0){}else ", "{}", "", many),
		"else_if_in_lines":  nested("if (0) {\n a; }\nelse ", "{}", "", many),
		"else_if_with_ends": nested("if(0)a;else ", "b", "", many),
		"ifs":               nested("if(1)", ";", "", many),
		"behind_a_regexp":   "x = /[/'\"`(]\\/'/;" + nested("(", "1", ")", many),
		"behind_a_division": "x = a / b; y = (a) / c; s = '/';" + nested("(", "1", ")", many),
		"behind_an_if":      "if (x) /'/.test(y);" + nested("(", "1", ")", many),
		"behind_comments":   "// '\n/* ` */" + nested("(", "1", ")", many),
		"behind_strings":    `'a\'b("';"'";` + nested("(", "1", ")", many),
		"behind_templates":  "`a ${ {b: `${1}`} } \\` '`;" + nested("(", "1", ")", many),
	} {
		_, err := NewCache().Compile(Source{Name: "deep.js", Text: text})
		e := failure(t, err, Overflow)
		if !strings.HasPrefix(e.Message, "InternalError: too much recursion") || e.Pos().Line == 0 {
			t.Errorf("%s: got %v", name, e)
		}
	}
}

func TestLongSourcesAreFine(t *testing.T) {
	many := 20_000
	if testing.Short() {
		many = 12_000 // more than may nest, or be operators in a row
	}
	for name, text := range map[string]string{
		"statements":        strings.Repeat("a=b+c;", many),
		"lines":             strings.Repeat("a = b + c\n", many),
		"calls_in_lines":    strings.Repeat("f(a, !b)[0].c()\n", many),
		"comments_in_lines": strings.Repeat("a = b // it's\n", many),
		"functions":         strings.Repeat("function f() { return -1 }\n", many),
		"methods":           "class A {" + strings.Repeat("m() { return !a.b }\n", many) + "}",
		"ifs":               strings.Repeat("if (a) b; else c;", many),
		"ifs_with_blocks":   strings.Repeat("if (a) { b = 1 }", many),
		"arrays":            "[" + strings.Repeat("-1,[!0],", many) + "]",
		"objects":           "x = {" + strings.Repeat("a: -1, b: {},", many) + "}",
		"strings":           "'" + strings.Repeat("(", many) + "'",
		"comments":          "/*" + strings.Repeat("(", many) + "*/",
		"unfinished":        "/*" + strings.Repeat("(", many),
		"line_comment":      "//" + strings.Repeat("(", many),
		"templates":         "`" + strings.Repeat("${a}(", many) + "`",
		"regexps":           "x = /" + strings.Repeat("[(]", many) + "/",
		"nested":            nested("(", "1", ")", 1000),
		"closed_too_often":  strings.Repeat(")}]", many),
		"sums":              nested("1+", "1", "", 5000),
		"increments":        strings.Repeat("a++\n", many),
	} {
		if at := tooNested(text); at >= 0 {
			t.Errorf("%s: at %d", name, at)
		}
	}
}

func TestPlaceOfDeepNesting(t *testing.T) {
	err := checkNesting(Source{Name: "deep.js", Text: "a\nb " + strings.Repeat("(", MaxNesting)})
	if e := failure(t, err, Overflow); e.Pos().String() != "deep.js:2:5002" {
		t.Errorf("got %v", e.Pos())
	}
}

// What passes must be far from what the engine dies of.
func TestTheDeepestSourcesAreCompiled(t *testing.T) {
	for _, text := range []string{
		nested("({a:", "1", "})", MaxNesting/2-1), nested("`${", "1", "}`", MaxNesting-1), nested("()=>{", "", "}", MaxNesting/2),
	} {
		if _, err := NewCache().Compile(Source{Name: "deep.js", Text: text}); err != nil {
			t.Errorf("%.20s: %v", text, err)
		}
	}
}

func FuzzNesting(f *testing.F) {
	f.Add("a `${b}` /c/ 'd")
	f.Fuzz(func(t *testing.T, text string) {
		for len(text) > 0 && len(text) < MaxNesting {
			text += text
		}
		_ = tooNested(text) // ends, and doesn't panic
	})
}

func BenchmarkNesting(b *testing.B) {
	text := strings.Repeat("function f(a, b) { return a + g(`x ${b}`)[0] /* c */ }\n", 4000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if tooNested(text) >= 0 {
			b.Fatal("refused")
		}
	}
}
