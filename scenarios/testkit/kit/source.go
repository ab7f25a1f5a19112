package kit

import (
	"embed"
	"strings"
	"sync"

	"voxemu/runtime/jsvm"
	"voxemu/third_party/expect"
)

//go:embed js/*.js
var files embed.FS

// parts are the files of the kit in the order in which they stand in its one function.
var parts = []string{"registry", "fixtures", "run", "world", "around", "app", "http", "snapshots", "matchers", "received", "exports"}

// libraries are what every VM of tests runs: the kit, and the expect library, which is compiled while the first file is read.
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

// Warm compiles the libraries ahead of their first use, away from the caller.
func Warm() {
	go sources().expect()
	go sources().kit()
}

func compile(name, text string) *jsvm.Program {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: name, Text: text, Library: true})
	if err != nil {
		panic(err) // ours
	}
	return p
}
