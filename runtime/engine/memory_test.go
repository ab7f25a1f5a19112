package engine_test

import (
	"math"
	"runtime/debug"
	"testing"

	"voxemu/runtime/engine"
)

func TestTuneMemory(t *testing.T) {
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetGCPercent(percent)
	defer debug.SetMemoryLimit(limit)
	env := map[string]string{"GOGC": "50", "GOMEMLIMIT": "2GiB"}
	if b := engine.TuneMemory(func(k string) string { return env[k] }); len(b) > 0 || debug.SetGCPercent(100) != 100 || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		t.Error("what the environment sets must stay")
	}
	if b := engine.TuneMemory(func(string) string { return "" }); len(b) == 0 || debug.SetGCPercent(100) != 800 || debug.SetMemoryLimit(-1) != 1<<30 {
		t.Error("memory is not tuned")
	}
}
