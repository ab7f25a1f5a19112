package engine_test

import (
	"context"
	"os"
	"runtime/debug"
	"testing"

	"voxemu/modules"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// counterRule compiles the example that the benchmarks run.
func counterRule(b *testing.B) engine.Rule {
	b.Helper()
	const file = "../../scenarios/examples/call-counter/call-counter.js"
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: file, Text: string(text)})
	if err != nil {
		b.Fatal(err)
	}
	return engine.Rule{Name: "counter", Scripts: []session.Script{{Name: "call-counter", Program: p}}}
}

// runCounter runs one isolated session from the call to the end.
func runCounter(b *testing.B, api *session.API, rule engine.Rule, watch *jsvm.Watchdog) {
	e := engine.New(engine.Options{
		API: api, App: session.App{Name: "bench.local.voximplant.com", Scope: "bench"},
		Route: func(string) (engine.Rule, error) { return rule, nil },
		Clock: vclock.NewVirtual(0), Store: memory.New(), Watchdog: watch, Seed: 1,
	})
	e.Call(telephony.Incoming{From: "15550100", To: "15550199"})
	if out := e.Run(context.Background()); out.Exit() != 0 {
		b.Fatal(out.Err)
	}
}

// A whole isolated session of the call counter: engine, clock, network, VM with all globals, storage in memory.
func BenchmarkSession(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	rule, api, watch := counterRule(b), modules.API(), jsvm.NewWatchdog()
	b.ReportAllocs()
	for b.Loop() {
		runCounter(b, api, rule, watch)
	}
}

// The same on all cores.
func BenchmarkSessionParallel(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	rule, api, watch := counterRule(b), modules.API(), jsvm.NewWatchdog()
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			runCounter(b, api, rule, watch)
		}
	})
}
