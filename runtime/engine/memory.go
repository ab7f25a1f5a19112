package engine

import (
	"runtime/debug"

	"voxemu/runtime/jsvm"
)

// Ballast is memory that is never touched; see [TuneMemory]. It has to be kept as long as sessions run.
type Ballast []byte

// TuneMemory sets the garbage collector up for many short sessions, which leave much garbage and little else: with its
// usual settings it would run every few milliseconds and take half of the second core. It lets the heap grow to nine times what
// is live, and counts untouched ballast as live, so that it runs for the first time at some 150 MB; from 1 GB on it runs
// as often as it must. A process with one session never gets there.
//
// It also lets the stack grow as far as it can, so that runaway recursion is found before it ends the process.
//
// It leaves alone what the environment sets with GOGC or GOMEMLIMIT.
func TuneMemory(getenv func(string) string) Ballast {
	jsvm.RaiseStack()
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(1 << 30)
	}
	if getenv("GOGC") != "" {
		return nil
	}
	debug.SetGCPercent(800)
	return make(Ballast, 16<<20)
}
