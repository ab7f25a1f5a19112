package probe

import (
	"fmt"
	"os"
	"runtime"
	"time"

	"voxemu/cmd/voxbench/internal/bare"
	"voxemu/runtime/session"
	"voxemu/storage/memory"
)

// timers is how long a session takes for p.N virtual timers. It ends itself.
func timers(p Params) (Figures, error) {
	a, err := newApp(p.Scenario)
	if err != nil {
		return nil, err
	}
	took, err := often(15, func() error { return a.playAlone(memory.New()) })
	return Figures{"ms": ms(took), "rate": float64(p.N) / took.Seconds()}, err
}

// bareTimers is the same with nothing but goja.
func bareTimers(p Params) (Figures, error) {
	program, err := readBare(p.Scenario)
	if err != nil {
		return nil, err
	}
	took, err := often(15, program.PlayTimers)
	return Figures{"ms": ms(took), "rate": float64(p.N) / took.Seconds()}, err
}

// readBare compiles a file for goja alone.
func readBare(file string) (*bare.Program, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return bare.Compile(file, string(text))
}

// often does a thing n times once the heap is warm, and returns the median time.
func often(n int, once func() error) (time.Duration, error) {
	if err := warm(once); err != nil {
		return 0, err
	}
	var took []time.Duration
	for range n {
		from := time.Now()
		if err := once(); err != nil {
			return 0, err
		}
		took = append(took, time.Since(from))
	}
	return median(took), nil
}

// warm does a thing until garbage has been collected: from then on memory is used again, which before had to be got from the system a
// page at a time. It does so three times at least, and a hundred times at most.
func warm(once func() error) error {
	var m runtime.MemStats
	for i := 0; i < 3 || i < 100 && m.NumGC < 2; i++ {
		if err := once(); err != nil {
			return err
		}
		runtime.ReadMemStats(&m)
	}
	return nil
}

// listener counts the events of [event].
const listener = `
var heard = 0;
VoxEngine.addEventListener(AppEvents.HttpRequest, (e) => { if (e.method === 'GET') heard += 1; });
`

// event is what one event with one listener costs, from raising it to the end of its turn.
func event(p Params) (Figures, error) {
	raise, err := newListener()
	if err != nil {
		return nil, err
	}
	took, err := often(15, func() error { return raise(p.N) })
	if err != nil {
		return nil, err
	}
	yardstick, err := emptyRuns(p.N)
	return Figures{"us": us(took) / float64(p.N), "bare-us": yardstick}, err
}

// burst is how many events are queued at a time.
const burst = 50

// newListener returns a function that raises n events in a session with a listener, each a turn of its own, and looks whether all have
// been heard.
func newListener() (raise func(n int) error, err error) {
	a, err := compile("listener.js", listener)
	if err != nil {
		return nil, err
	}
	s, err := a.load()
	if err != nil {
		return nil, err
	}
	raised := 0
	return func(n int) error {
		for i := range n {
			s.session.AppTarget().Raise(session.Event{Name: "Application.HttpRequest", Fields: session.Fields{
				{Key: "method", Value: "GET"}, {Key: "path", Value: "/request/1"}, {Key: "content", Value: ""},
			}})
			if i%burst < burst-1 && i < n-1 {
				continue
			}
			if err := s.run(); err != nil {
				return err
			}
		}
		raised += n
		if heard := s.session.Runtime().Get("heard").ToInteger(); heard != int64(raised) {
			return fmt.Errorf("%d of %d events were heard", heard, raised)
		}
		return nil
	}, nil
}

// script is how long a session takes that ends itself, for each of the p.N things that it does.
func script(p Params) (Figures, error) {
	a, err := newApp(p.Scenario)
	if err != nil {
		return nil, err
	}
	took, err := often(9, func() error { return a.playAlone(memory.New()) })
	return Figures{"us": us(took) / float64(p.N)}, err
}

// cpu is how long goja takes for a function.
func cpu(p Params) (Figures, error) {
	program, err := readBare(p.Scenario)
	if err != nil {
		return nil, err
	}
	took, err := program.Time(7)
	if err != nil {
		return nil, err
	}
	return Figures{"ms": ms(median(took))}, nil
}
