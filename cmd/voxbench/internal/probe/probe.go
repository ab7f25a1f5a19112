// Package probe measures voxemu in a process of its own, as its parts are put together by voxemu run: the whole API, one
// engine, clock, network and store for each session, no trace and no log.
//
// Each [Probe] prints its figures as one JSON object; the benchmark program runs itself to get at them.
package probe

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"voxemu/runtime/engine"
)

// Figures are what a probe has measured, by name. The name ends in the unit: us, ms, KiB; rate is per second.
type Figures map[string]float64

// Params are what a probe is told; each uses some of them.
type Params struct {
	// Scenario is the file of a script.
	Scenario string
	// Database is the file of a database that the probe may fill. "" keeps storage in memory.
	Database string
	// Workers is how many callers there are at once.
	Workers int
	// For is how long to measure.
	For time.Duration
	// N is how many of what is counted.
	N int
}

// Probe is one measurement.
type Probe struct {
	Name string
	Run  func(Params) (Figures, error)
}

// All returns the probes.
func All() []Probe {
	return []Probe{
		{"sessions", sessions},
		{"bare-sessions", bareSessions},
		{"load", loadSessions},
		{"prelude", prelude},
		{"idle", idle},
		{"timers", timers},
		{"bare-timers", bareTimers},
		{"event", event},
		{"script", script},
		{"put", put},
		{"put-sql", putSQL},
		{"append", appendFile},
		{"put-c", putC},
		{"size", size},
		{"cpu", cpu},
	}
}

// Main runs the probe that args name and prints its figures.
func Main(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("a probe needs a name")
	}
	i := slices.IndexFunc(All(), func(p Probe) bool { return p.Name == args[0] })
	if i < 0 {
		return fmt.Errorf("there is no probe %q", args[0])
	}
	var p Params
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&p.Scenario, "scenario", "", "")
	flags.StringVar(&p.Database, "database", "", "")
	flags.IntVar(&p.Workers, "workers", 1, "")
	flags.DurationVar(&p.For, "for", time.Second, "")
	flags.IntVar(&p.N, "n", 1000, "")
	if err := flags.Parse(args[1:]); err != nil {
		return fmt.Errorf("probe %s: %w", args[0], err)
	}
	f, err := All()[i].Run(p)
	if err != nil {
		return fmt.Errorf("probe %s: %w", args[0], err)
	}
	return json.NewEncoder(out).Encode(f)
}

// Tune sets the process up as voxemu does: a garbage collector for many short sessions, and UTC. What it returns has to be
// kept.
func Tune() engine.Ballast {
	time.Local = time.UTC
	return engine.TuneMemory(os.Getenv)
}

// median returns the middle of some times.
func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

func us(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }
