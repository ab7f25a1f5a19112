package jsvm_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"voxemu/runtime/diag"
	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
)

// failing are scripts that throw in one place each, where `new Error` stands.
var failing = []struct{ name, text string }{
	{"at_load", "throw new Error('x');"},
	{"in_a_handler", "globalThis.handler = function (e) { if (e) throw new Error('x'); };"},
	{"in_a_function_of_a_handler", "const inner = () => { throw new Error('x') }; globalThis.handler = (e) => { inner(e) };"},
	{"in_a_promise", "(async () => { await 0; const ü = 'żółw 😀'; throw new Error('x'); })();"},
	{"in_what_a_native_function_calls", "[1].map((n) => { throw new Error('x'); });"},
}

// forms are what a script may be written in. Each puts the failing text behind something that moves it in what is compiled.
var forms = []struct {
	name, file, before string
	bundled, minified  bool
}{
	{name: "javascript", file: "a.js", before: "// ünïcödé\nlet s = 'żółw'; "},
	{name: "typescript", file: "a.ts", before: "interface A {\n  a: number;\n}\nenum E { A }\nlet s: string = 'żółw' as any as string; "},
	{name: "lowered", file: "a.js", before: "async function* g(a) {\n  for await (const x of [a]) yield await x\n}\nlet o = { async *m() { yield* g() } }; { function f() {} } "},
	{name: "lowered_typescript", file: "a.ts", before: "async function* g<T>(a: T) {\n  for await (const x of [a]) yield await x\n}\nlet o = { async *m(): any { yield* g<number>(1) } }; { function f() {} } "},
	{name: "bundle", file: "lib.ts", before: "interface A {\n  a: number;\n}\nexport const a: string = 'żółw'; ", bundled: true},
	{name: "minified_bundle", file: "lib.ts", before: "interface A {\n  a: number;\n}\nexport const a: string = 'żółw'; ", bundled: true, minified: true},
	{name: "bundle_that_is_lowered", file: "lib.ts", before: "export async function* a() {\n  for await (const x of [1]) yield await x\n}\n", bundled: true},
}

// source makes what is compiled of a file.
func source(t *testing.T, form int, text string) jsvm.Source {
	t.Helper()
	f := forms[form]
	if !f.bundled {
		return jsvm.Source{Name: f.file, Text: text}
	}
	dir := t.TempDir()
	for name, content := range map[string]string{f.file: text, "main.ts": "import { a } from './lib';\nglobalThis.kept = a;\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(dir, "main.ts")}, AbsWorkingDir: dir, Outfile: filepath.Join(dir, "bundle.js"), Bundle: true, Format: api.FormatIIFE,
		MinifyWhitespace: f.minified, MinifyIdentifiers: f.minified, Sourcemap: api.SourceMapExternal, Charset: api.CharsetUTF8, LogLevel: api.LogLevelSilent,
	})
	if len(r.Errors) > 0 {
		t.Fatal(r.Errors)
	}
	src := jsvm.Source{Name: "bundle.js"}
	for _, file := range r.OutputFiles {
		if strings.HasSuffix(file.Path, ".map") {
			src.Map = string(file.Contents)
		} else {
			src.Text = string(file.Contents)
		}
	}
	return src
}

// fails runs scripts, and then the handler that they may have left, until something goes wrong.
func fails(t *testing.T, sources ...jsvm.Source) *jsvm.Error {
	t.Helper()
	vm := jsvm.New(jsvm.Options{Patches: ecma.Patches(), Helpers: ecma.Helpers()})
	t.Cleanup(vm.Close)
	for _, src := range sources {
		p, err := jsvm.NewCache().Compile(src)
		if err != nil {
			t.Fatalf("%v\n%s", err, src.Text)
		}
		if err := vm.RunProgram(p); err != nil {
			e, _ := errors.AsType[*jsvm.Error](err)
			return e
		}
	}
	err := vm.Enter(func() {
		if _, err := vm.Call(vm.Runtime().Get("handler"), goja.Undefined(), vm.Runtime().ToValue(1)); err != nil {
			panic(err)
		}
	})
	e, _ := errors.AsType[*jsvm.Error](err)
	if e == nil {
		t.Fatal("nothing went wrong")
	}
	return e
}

// place returns the place of a word in a text.
func place(file, text, word string) diag.Pos {
	before := text[:strings.Index(text, word)]
	return diag.Pos{
		File: file, Line: strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1,
	}
}

// Whatever a script is written in and wherever it fails, each line of the stack names a place that its author wrote.
func TestPlacesAreThoseOfTheAuthor(t *testing.T) {
	for form, f := range forms {
		for _, script := range failing {
			t.Run(f.name+"/"+script.name, func(t *testing.T) {
				text := f.before + script.text + "\n"
				e := fails(t, source(t, form, text))
				if got, want := e.Pos(), place(f.file, text, "new Error"); got != want {
					t.Errorf("got %v, want %v", got, want)
				}
				for i, frame := range e.Stack {
					if f.bundled && i > 0 && i == len(e.Stack)-1 {
						break // what the bundler has put around it all
					}
					if frame.Pos.File != f.file && frame.Pos.File != "main.ts" || frame.Pos.Line > strings.Count(text, "\n") {
						t.Errorf("a frame that nobody wrote: %v", frame)
					}
				}
			})
		}
	}
}

func TestPlacesInTheSecondOfThreeScripts(t *testing.T) {
	for form, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			text := f.before + failing[0].text
			e := fails(t, jsvm.Source{Name: "first.js", Text: "var first = 1"}, source(t, form, text), jsvm.Source{Name: "third.js", Text: "throw 3"})
			if got, want := e.Pos(), place(f.file, text, "new Error"); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestPlacesInAsyncGenerators(t *testing.T) {
	for _, file := range []string{"a.js", "a.ts"} {
		text := "const o = { 'żółw': 1,\n  async *m(a) { yield 1; await null; for await (const x of [a]) { throw new Error('x') } } };\n(async () => { for await (const x of o.m(2)) ; })();\n"
		if file == "a.ts" {
			text = strings.Replace(text, "(a)", "(a: number): AsyncGenerator<number>", 1)
		}
		e := fails(t, jsvm.Source{Name: file, Text: text})
		if got, want := e.Pos(), place(file, text, "new Error"); got != want || e.Kind != jsvm.Rejection || e.Stack[0].Func != "m" {
			t.Errorf("%s: got %v in %q, %v; want %v in m, a rejection", file, got, e.Stack[0].Func, e.Kind, want)
		}
	}
}

// A syntax error of a bundle has its place, its code and its file in what the bundle was made from.
func TestSyntaxErrorsOfBundles(t *testing.T) {
	src := source(t, 4, "export const a: number = 1;\nconst ü: string = 'x'; for (const b of [a]) b.c();\n")
	src.Text = strings.Replace(src.Text, "b.c()", "b.(c)", 1)
	_, err := jsvm.NewCache().Compile(src)
	e, ok := errors.AsType[*jsvm.Error](err)
	if !ok || e.Kind != jsvm.Syntax {
		t.Fatal(err)
	}
	if got, want := e.Error(), `lib.ts:2:47: SyntaxError: Expected identifier but found "("`; got != want || !strings.HasPrefix(e.Source, "export const a: number") {
		t.Errorf("got %q with the source %q, want %q", got, e.Source, want)
	}
}

func TestFramesOfLibrariesAreLeftOut(t *testing.T) {
	cache := jsvm.NewCache()
	library, err := cache.Compile(jsvm.Source{Name: "<library>", Text: "function twice(f) { f(); return f() }", Library: true})
	if err != nil {
		t.Fatal(err)
	}
	script, err := cache.Compile(jsvm.Source{Name: "a.js", Text: "twice(() => {\n  throw new Error('no') })"})
	if err != nil {
		t.Fatal(err)
	}
	vm := jsvm.New(jsvm.Options{})
	defer vm.Close()
	if err := vm.RunProgram(library); err != nil {
		t.Fatal(err)
	}
	var e *jsvm.Error
	if err := vm.RunProgram(script); !errors.As(err, &e) {
		t.Fatalf("got %v, want an error of the script", err)
	}
	var places []string
	for _, f := range e.Stack {
		places = append(places, f.Pos.String())
	}
	if got := strings.Join(places, " "); got != "a.js:2:9 a.js:1:6" {
		t.Errorf("stack %s", got)
	}
}
