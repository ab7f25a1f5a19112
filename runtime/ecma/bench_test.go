package ecma

import (
	"testing"

	"voxemu/runtime/jsvm"
)

// A fresh VM that uses none of the patches costs what it costs without them.
func BenchmarkFreshVM(b *testing.B) {
	watch, cache := jsvm.NewWatchdog(), jsvm.NewCache()
	program, err := cache.Compile(jsvm.Source{Name: "a.js", Text: "var n = 0; function f(x) { return n + x } f(1)"})
	if err != nil {
		b.Fatal(err)
	}
	for _, o := range []struct {
		name    string
		options jsvm.Options
	}{
		{"without_patches", jsvm.Options{Watchdog: watch}},
		{"with_all_patches", jsvm.Options{Watchdog: watch, Patches: Patches(), Helpers: Helpers()}},
	} {
		b.Run(o.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				vm := jsvm.New(o.options)
				if err := vm.RunProgram(program); err != nil {
					b.Fatal(err)
				}
				vm.Close()
			}
		})
	}
}
