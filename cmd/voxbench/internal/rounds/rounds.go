// Package rounds runs commands in turn and compares what they measure.
//
// A [Contender] is a command that prints its figures as one JSON object, or a plain command whose process is measured
// from outside. A round runs each contender once, A B C A B C ..., so that whatever slows the machine down for a while slows down
// all of them; ratios are taken round by round and the median of them is what counts.
package rounds

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Contender is one of the commands that are compared.
type Contender struct {
	// Name is unique in its group.
	Name string
	Argv []string
	// Env are variables besides those of this process.
	Env []string
	// Copies is how many of it run at once, their figures added up; 0 stands for 1.
	Copies int
	// Before prepares a run, and is not measured. It may be nil.
	Before func() error
	// Exits are the exit codes besides 0 that are no failure.
	Exits []int
	// Missing says why the contender can't be run here, such as "no node"; "" when it can.
	Missing string
}

// Sample holds the figures of one run by name. The process itself gives wall-ms and rss-MiB, the peak of its resident memory.
type Sample map[string]float64

// Round is what one round gave, by contender.
type Round struct {
	Samples map[string]Sample
	// Others is how many cores were busy with something else meanwhile; negative when the machine doesn't tell.
	Others float64
}

// Result is what all rounds of a group gave.
type Result struct {
	Rounds []Round
	// Missing are the contenders that did not run, by name, and why.
	Missing map[string]string
}

// Options say how often and how patiently to measure.
type Options struct {
	// Rounds is how many rounds count.
	Rounds int
	// Spare is how many more may be run in place of rounds that something else disturbed.
	Spare int
	// Quiet is how many cores others may use in an undisturbed round.
	Quiet float64
	// Progress is told of each round; it may be nil.
	Progress func(round int, others float64)
}

// Run runs rounds of the contenders. When more were disturbed than there are spare ones, the least disturbed count.
func Run(ctx context.Context, o Options, list []Contender) (*Result, error) {
	res := &Result{Missing: map[string]string{}}
	var able []Contender
	for _, c := range list {
		if c.Missing != "" {
			res.Missing[c.Name] = c.Missing
			continue
		}
		able = append(able, c)
	}
	if len(able) == 0 {
		return res, nil
	}
	quiet := 0
	for n := 1; quiet < o.Rounds && n <= o.Rounds+o.Spare; n++ {
		r, err := one(ctx, able)
		if err != nil {
			return nil, err
		}
		if r.Others <= o.Quiet {
			quiet++
		}
		if o.Progress != nil {
			o.Progress(n, r.Others)
		}
		res.Rounds = append(res.Rounds, r)
	}
	res.Rounds = calmest(res.Rounds, o.Rounds, o.Quiet)
	return res, nil
}

// calmest returns the n rounds that were disturbed least, the earlier one first where that makes no difference.
func calmest(all []Round, n int, quiet float64) []Round {
	slices.SortStableFunc(all, func(a, b Round) int { return cmp.Compare(max(a.Others, quiet), max(b.Others, quiet)) })
	return all[:min(n, len(all))]
}

// one runs each contender once.
func one(ctx context.Context, list []Contender) (Round, error) {
	r := Round{Samples: map[string]Sample{}}
	load := watch()
	for _, c := range list {
		if c.Before != nil {
			if err := c.Before(); err != nil {
				return r, fmt.Errorf("prepare %s: %w", c.Name, err)
			}
		}
		s, err := run(ctx, c)
		if err != nil {
			return r, err
		}
		r.Samples[c.Name] = s
	}
	r.Others = load.others()
	return r, nil
}

// Disturbance returns how many cores others used in the most disturbed of the rounds.
func (r *Result) Disturbance() float64 {
	worst := -1.0
	for _, round := range r.Rounds {
		worst = max(worst, round.Others)
	}
	return worst
}

// Spread is the median of figures, and the range they are in.
type Spread struct{ Median, Min, Max float64 }

// spread returns the spread of figures; ok is false without any.
func spread(figures []float64) (s Spread, ok bool) {
	if len(figures) == 0 {
		return s, false
	}
	slices.Sort(figures)
	mid := len(figures) / 2
	s = Spread{figures[mid], figures[0], figures[len(figures)-1]}
	if len(figures)%2 == 0 {
		s.Median = (figures[mid-1] + figures[mid]) / 2
	}
	return s, true
}

// Figure returns the spread of one figure of a contender; ok is false when no round has it.
func (r *Result) Figure(contender, figure string) (s Spread, ok bool) {
	var all []float64
	for _, round := range r.Rounds {
		if v, ok := round.Samples[contender][figure]; ok {
			all = append(all, v)
		}
	}
	return spread(all)
}

// Ref names a figure of a contender.
type Ref struct{ Contender, Figure string }

// Ratio returns the spread of a divided by b, taken round by round; ok is false when no round has both.
func (r *Result) Ratio(a, b Ref) (s Spread, ok bool) {
	var all []float64
	for _, round := range r.Rounds {
		x, hasX := round.Samples[a.Contender][a.Figure]
		y, hasY := round.Samples[b.Contender][b.Figure]
		if hasX && hasY && y != 0 {
			all = append(all, x/y)
		}
	}
	return spread(all)
}
