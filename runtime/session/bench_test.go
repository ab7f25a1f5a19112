package session_test

import (
	"context"
	"testing"

	"github.com/dop251/goja"

	"voxemu/modules"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// script runs code in a bare session without network, trace and log until it is over.
func script(b *testing.B, code string) {
	b.Helper()
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "bench.js", Text: code})
	if err != nil {
		b.Fatal(err)
	}
	api, watch := modules.API(), jsvm.NewWatchdog()
	b.ReportAllocs()
	for b.Loop() {
		l := loop.New(vclock.NewVirtual(0), loop.Options{})
		s := session.New(session.Options{
			ID: "s1", Number: 1, API: api, Loop: l, Store: memory.New(), Watchdog: watch,
			Scripts: []session.Script{{Name: "bench", Program: p}},
		})
		s.Hold() // no idle rule
		s.Start()
		if err := l.Run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// 10,000 timers, each set by the one before.
func BenchmarkTimersChained(b *testing.B) {
	script(b, `let n = 0; const tick = () => { if (++n < 10000) setTimeout(tick, 1000); else VoxEngine.terminate(); };
		setTimeout(tick, 1);`)
}

// One event with one listener: an object is made and a function called.
func BenchmarkEvent(b *testing.B) {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "bench.js", Text: `let n = 0; const f = (e) => { n++; };`})
	if err != nil {
		b.Fatal(err)
	}
	l := loop.New(vclock.NewVirtual(0), loop.Options{})
	s := session.New(session.Options{
		ID: "s1", Number: 1, API: modules.API(), Loop: l, Store: memory.New(),
		Scripts: []session.Script{{Name: "bench", Program: p}},
	})
	var listener goja.Value
	if err := s.VM().RunProgram(p); err != nil {
		b.Fatal(err)
	}
	if err := s.VM().Enter(func() { listener, _ = s.Runtime().RunString("f") }); err != nil {
		b.Fatal(err)
	}
	t := s.NewTarget("leg", "call", s.Runtime().NewObject())
	t.AddListener(s.Value("Call.ToneReceived"), listener)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		t.Raise(session.Event{Name: "Call.ToneReceived", Fields: session.Fields{{Key: "tone", Value: "5"}, {Key: "type", Value: "1"}}})
		if err := l.Run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
