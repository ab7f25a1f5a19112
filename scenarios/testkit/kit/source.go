package kit

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"voxemu/runtime/jsvm"
	"voxemu/third_party/expect"
)

//go:embed js/*.js
var files embed.FS

// parts are the files of the kit in the order in which they stand in its one function.
var parts = []string{"registry", "fixtures", "run", "world", "around", "app", "http", "snapshots", "matchers", "received", "exports"}

// libraries are what VMs of tests run: the kit, and the expect library.
type libraries struct{ kit, expect func() *jsvm.Program }

// sources compiles the libraries, once.
var sources = sync.OnceValue(func() libraries {
	var b strings.Builder
	b.WriteString("(function (host) { 'use strict';\n")
	for _, name := range parts {
		text, err := files.ReadFile("js/" + name + ".js")
		if err != nil {
			panic(err) // embedded
		}
		b.Write(text)
	}
	b.WriteString("})")
	l := libraries{
		kit:    sync.OnceValue(func() *jsvm.Program { return compile("<kit>", b.String()) }),
		expect: sync.OnceValue(func() *jsvm.Program { return compile("<expect>", expect.Source+"\n;globalThis.__voxemu_expect") }),
	}
	return l
})

// Warm compiles the kit ahead of its first use, away from the caller.
func Warm() { go sources().kit() }

// WarmFor compiles the expect library ahead of its first use, away from the caller, if a test file looks as if its tests need it: it
// takes longer than all else that a short run does. Where this is mistaken, the library is compiled when a test asks for it.
func WarmFor(text string) {
	if needsLibrary(text) {
		go sources().expect()
	}
}

// asserted matches what is asked of expect(), or of what it gives: a name, and the beginning of what it is given.
var asserted = regexp.MustCompile(`\bexpect\.(\w+)|\.(to[A-Z]\w*)\(\s*([-\d"'` + "`" + `]|true\b|false\b|null\b)?`)

// withoutLibrary are the names that the kit answers itself, if all goes well, and those of the language. The last two do so for single
// values only.
var withoutLibrary = strings.Fields(`toString toISOString toUpperCase toLowerCase toFixed toJSON toLocaleString soft toHear toHaveHeard toEnd toHaveLogged toBe toBeNull toBeUndefined toBeDefined toBeTruthy toBeFalsy toHaveLength
	toContain toMatch toBeGreaterThan toBeGreaterThanOrEqual toBeLessThan toBeLessThanOrEqual toEqual toStrictEqual`)

func needsLibrary(text string) bool {
	for _, m := range asserted.FindAllStringSubmatch(text, -1) {
		name := m[1] + m[2]
		i := slices.Index(withoutLibrary, name)
		if i < 0 || i >= len(withoutLibrary)-2 && m[3] == "" {
			return true
		}
	}
	return false
}

func compile(name, text string) *jsvm.Program {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: name, Text: text, Library: true})
	if err != nil {
		panic(err) // ours
	}
	return p
}
