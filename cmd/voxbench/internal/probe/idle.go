package probe

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"voxemu/runtime/engine"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// idle is the memory that a session with one connected call holds while nothing happens: n of them run at once, each an application
// of its own that waits on a real clock, goroutine and all.
func idle(p Params) (Figures, error) {
	a, err := newApp(p.Scenario)
	if err != nil {
		return nil, err
	}
	if err := a.idleOnes(10, func() error { return nil }); err != nil { // what all sessions share
		return nil, err
	}
	before, err := resident()
	if err != nil {
		return nil, err
	}
	var after float64
	err = a.idleOnes(p.N, func() (err error) {
		after, err = resident()
		return err
	})
	return Figures{"rss-KiB": (after - before) / float64(p.N)}, err
}

// idleOnes keeps n sessions with a connected call waiting while f runs.
func (a *app) idleOnes(n int, f func() error) error {
	ctx, cancel := context.WithCancel(context.Background())
	connected := make(chan struct{}, n)
	engines := make([]*engine.Engine, n)
	var wait sync.WaitGroup
	for i := range engines {
		engines[i] = a.engine(vclock.NewReal(), memory.New(), "app")
		in := caller()
		in.Party = func(*telephony.Line) telephony.Party { return quiet{connected} }
		engines[i].Call(in)
		wait.Go(func() { engines[i].Run(ctx) })
	}
	err := arrive(connected, n)
	if err == nil {
		err = f()
	}
	cancel()
	wait.Wait()
	runtime.KeepAlive(engines)
	return err
}

func arrive(connected <-chan struct{}, n int) error {
	limit := time.After(time.Minute)
	for i := range n {
		select {
		case <-connected:
		case <-limit:
			return fmt.Errorf("%d of %d calls were connected", i, n)
		}
	}
	return nil
}

// quiet is a caller who stays on the line and says nothing.
type quiet struct{ connected chan<- struct{} }

var _ telephony.Party = quiet{}

// Name returns what callers are called.
func (quiet) Name() string { return "caller" }

// PartyEvent waits for the answer.
func (q quiet) PartyEvent(e telephony.Event) {
	if _, ok := e.(telephony.Answered); ok {
		q.connected <- struct{}{}
	}
}

// Begin hears nothing.
func (quiet) Begin(*telephony.Utterance) {}

// End hears nothing.
func (quiet) End(*telephony.Utterance, time.Duration, bool) {}

// resident returns the KiB of memory that the process has resident once garbage is gone.
func resident() (float64, error) {
	runtime.GC()
	debug.FreeOSMemory()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	return field(text, "VmRSS:")
}

// field returns the number of a line of /proc/self/status.
func field(status []byte, name string) (float64, error) {
	for line := range bytes.Lines(status) {
		words := bytes.Fields(line)
		if len(words) > 1 && string(words[0]) == name {
			return strconv.ParseFloat(string(words[1]), 64)
		}
	}
	return 0, fmt.Errorf("the kernel does not tell %s", name)
}
