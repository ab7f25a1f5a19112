package probe

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"voxemu/cmd/voxbench/internal/bare"
	"voxemu/modules"
	"voxemu/modules/apitable"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/storage/memory"
)

// stage is a session and all it needs, run by hand.
type stage struct {
	loop    *loop.Loop
	session *session.Session
}

// stage makes a session and the world around it, as an engine does. The session doesn't idle out, so running it stops when nothing is
// queued.
func (a *app) stage() *stage {
	s := &stage{loop: loop.New(vclock.NewVirtual(start()), loop.Options{})}
	network := telephony.New(s.loop.NewScope("network", func(error) {}), telephony.Options{})
	s.session = session.New(session.Options{
		ID: "s1", Number: 1, Seed: 1, API: modules.API(), Scripts: a.rule.Scripts, Rule: a.rule.Name,
		App:  session.App{Name: "bench.local", Scope: "bench", ID: 1, Account: 1},
		Loop: s.loop, Network: network, Store: memory.New(), Limits: a.limits, Watchdog: a.watchdog,
	})
	s.session.Hold()
	return s
}

// run runs what is queued.
func (s *stage) run() error { return s.loop.Run(context.Background()) }

// load makes a session, loads its scenario and raises the first event, to which nobody listens.
func (a *app) load() (*stage, error) {
	s := a.stage()
	s.session.Start()
	if err := s.run(); err != nil {
		return nil, err
	}
	if !s.session.Running() {
		return nil, fmt.Errorf("the session ended while it was loaded")
	}
	return s, nil
}

// loadSessions is what a fresh session with the whole API costs once its scenario is loaded: time, and the heap it keeps.
func loadSessions(p Params) (Figures, error) {
	a, err := newApp(p.Scenario)
	if err != nil {
		return nil, err
	}
	took, err := repeat(p.N, func() error {
		s, err := a.load()
		if err == nil {
			s.session.Abort(nil)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	yardstick, err := emptyRuns(p.N)
	if err != nil {
		return nil, err
	}
	kib, err := heap(min(p.N, 3000), a.load)
	return Figures{"load-us": us(took), "heap-KiB": kib, "bare-us": yardstick}, err
}

// emptyRuns is the yardstick for what is measured in microseconds: how many of them a fresh goja runtime and 1+1 in it take.
func emptyRuns(n int) (float64, error) {
	empty, err := bare.Compile("empty.js", "1+1")
	if err != nil {
		return 0, err
	}
	took, err := repeat(n, func() error {
		_, err := empty.Load()
		return err
	})
	return us(took), err
}

// repeat does a thing n times, in ten parts, and returns how long one takes in the median part.
func repeat(n int, once func() error) (time.Duration, error) {
	var parts []time.Duration
	for range 11 {
		from := time.Now()
		for range max(n/10, 1) {
			if err := once(); err != nil {
				return 0, err
			}
		}
		parts = append(parts, time.Since(from)/time.Duration(max(n/10, 1)))
	}
	return median(parts[1:]), nil // the first one warms up
}

// heap returns the KiB of heap that each of n things keeps.
func heap[T any](n int, once func() (T, error)) (float64, error) {
	kept := make([]T, n)
	before := heapInUse()
	for i := range kept {
		var err error
		if kept[i], err = once(); err != nil {
			return 0, err
		}
	}
	after := heapInUse()
	runtime.KeepAlive(kept)
	return (after - before) / float64(n) / 1024, nil
}

func heapInUse() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// prelude is what it costs to make the same names eagerly, by a compiled script that assigns all of them.
func prelude(p Params) (Figures, error) {
	text, names := preludeText()
	program, err := bare.Compile("prelude.js", text)
	if err != nil {
		return nil, err
	}
	took, err := repeat(max(p.N/20, 10), func() error {
		_, err := program.Load()
		return err
	})
	return Figures{"load-us": us(took), "names": float64(names)}, err
}

// preludeText returns the script, and how many names it has.
func preludeText() (string, int) {
	var b strings.Builder
	names := 0
	for _, n := range apitable.Root().Children() {
		fmt.Fprintf(&b, "globalThis[%q] = ", n.Name)
		names += eager(&b, n)
		b.WriteString(";\n")
	}
	return b.String(), names
}

// eager writes the value of a name and returns how many names that makes.
func eager(b *strings.Builder, n *apitable.Node) int {
	names := 1
	switch n.Kind {
	case apitable.Namespace, apitable.Enum:
		b.WriteString("{")
		for _, c := range n.Children() {
			fmt.Fprintf(b, "%q: ", c.Name)
			names += eager(b, c)
			b.WriteString(", ")
		}
		b.WriteString("}")
	case apitable.Class:
		b.WriteString("class {")
		for _, m := range n.Methods() {
			fmt.Fprintf(b, "[%q]() {} ", m.Name)
			names++
		}
		b.WriteString("}")
	case apitable.Function:
		b.WriteString("() => {}")
	case apitable.Member:
		if v, ok := n.Value.(string); ok {
			fmt.Fprintf(b, "%q", v)
			break
		}
		fmt.Fprint(b, n.Value)
	case apitable.Constant:
		fmt.Fprintf(b, "%q", n.Full)
	default: // properties, and aliases of what is written elsewhere
		b.WriteString("undefined")
	}
	return names
}
