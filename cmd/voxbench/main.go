// Command voxbench measures voxemu against its performance targets and writes docs/performance.md.
//
// Everything is measured in processes of their own: the voxemu program itself, probes of its parts (this program again), and
// what they are compared with on Node. It is run with scripts/bench from the project's folder.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/probe"
	"voxemu/cmd/voxbench/internal/rounds"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "voxbench:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	quick, full  bool
	only, out    string
	rounds       int
	declarations string
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("scripts/bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.BoolVar(&o.quick, "quick", false, "fewer and shorter rounds")
	flags.BoolVar(&o.full, "full", false, "also build everything from nothing")
	flags.StringVar(&o.only, "only", "", "measure only these `targets`, such as T2,T8, and show them")
	flags.StringVar(&o.out, "o", "", "write the page to this `file` (default docs/performance.md, nothing with -only)")
	flags.IntVar(&o.rounds, "rounds", 0, "how many `rounds` (default 5, with -quick 2)")
	flags.StringVar(&o.declarations, "declarations", "", "type-check with this `file` of declarations, such as the vendor's (default: those that voxemu init writes)")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("there is no argument %q", flags.Arg(0))
	}
	if o.rounds == 0 {
		o.rounds = 5
		if o.quick {
			o.rounds = 2
		}
	}
	if o.declarations != "" {
		var err error
		if o.declarations, err = filepath.Abs(o.declarations); err != nil {
			return o, err
		}
	}
	if o.out == "" && o.only == "" {
		o.out = filepath.Join("docs", "performance.md")
	}
	return o, nil
}

// run is the whole program.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 && args[0] == "probe" {
		defer runtime.KeepAlive(probe.Tune())
		return probe.Main(args[1:], stdout)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	b, err := newBench(o, stderr)
	if err != nil {
		return err
	}
	defer b.close()
	plans := slices.DeleteFunc(b.plans(), func(p plan) bool { return !wanted(o.only, p.name) })
	if len(plans) == 0 {
		return fmt.Errorf("there is no target %s", o.only)
	}
	if err := b.prepare(ctx, plans); err != nil {
		return err
	}
	p := page.Page{Date: time.Now().UTC().Format(time.DateOnly), Machine: b.machine(), Rounds: o.rounds}
	for _, plan := range plans {
		g := plan.group()
		res, err := b.measure(ctx, g)
		if err != nil {
			return err
		}
		p.Measured = append(p.Measured, page.Measured{Group: g, Result: res})
	}
	return show(&p, o.out, stdout)
}

// wanted reports whether a list of targets selects a group; an empty list selects all.
func wanted(only, group string) bool {
	if only == "" {
		return true
	}
	names := strings.Fields(group)
	return slices.ContainsFunc(strings.Split(only, ","), func(t string) bool { return slices.Contains(names, strings.TrimSpace(t)) })
}

// measure runs the rounds of a group.
func (b *bench) measure(ctx context.Context, g page.Group) (*rounds.Result, error) {
	o := rounds.Options{Rounds: b.options.rounds, Quiet: 0.15}
	if g.Rounds > 0 {
		o.Rounds = g.Rounds
	}
	if b.options.quick {
		o.Rounds = min(o.Rounds, b.options.rounds)
	} else {
		o.Spare = (o.Rounds + 1) / 2
	}
	o.Progress = func(round int, others float64) {
		fmt.Fprintf(b.talk, "%s: round %d, other programs used %.2f cores\n", g.Title, round, max(0, others))
	}
	return rounds.Run(ctx, o, g.Contenders)
}

// show writes the page to a file and its summary to standard output, or all of it there.
func show(p *page.Page, file string, stdout io.Writer) error {
	if file == "" {
		return p.Write(stdout)
	}
	var text strings.Builder
	if err := p.Write(&text); err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
		return err
	}
	_, err := io.WriteString(stdout, p.Summary())
	return err
}
