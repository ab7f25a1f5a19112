package testkit

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"time"
)

// Shard is one part of the tests of a run, so that several machines can share them. Index counts from 1; an Of of 0 stands for all
// tests.
type Shard struct{ Index, Of int }

// String returns it as people write it, such as "2/3".
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Of) }

// part keeps the tests of the shard. Each test is in exactly one of the shards, as long as all are planned with the same tests and the
// same times.
func (r *runner) part(all []*planned) []*planned {
	s := r.opts.Shard
	if s.Of == 0 {
		return all
	}
	shards := r.assign(all, s.Of)
	h := fnv.New64a()
	var kept []*planned
	for i, p := range all {
		fmt.Fprintf(h, "%s\x00%d\n", p.result.ID, shards[i])
		if shards[i] == s.Index {
			kept = append(kept, p)
		}
	}
	r.summary.Shard, r.summary.Whole, r.summary.Plan = s, len(all), fmt.Sprintf("%016x", h.Sum64())
	return kept
}

// assign gives each test to a shard, counted from 1: the longest first, each to the shard that has the least to do so far. A test whose
// time is not known counts as long as the median; so without any times, tests are dealt out by number.
func (r *runner) assign(all []*planned, of int) []int {
	took := make([]time.Duration, len(all))
	var known []time.Duration
	for i, p := range all {
		took[i] = -1
		if d, ok := r.took(p); ok {
			took[i] = max(d, 0)
			known = append(known, took[i])
		}
	}
	median := time.Millisecond
	if slices.Sort(known); len(known) > 0 {
		median = known[len(known)/2]
	}
	order := make([]int, len(all))
	for i := range all {
		order[i] = i
		if took[i] < 0 {
			took[i] = median
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(took[b], took[a]) })
	shards, load := make([]int, len(all)), make([]time.Duration, of)
	count := make([]int, of)
	for _, i := range order {
		best := 0
		for s := range of {
			if c := cmp.Or(cmp.Compare(load[s], load[best]), cmp.Compare(count[s], count[best])); c < 0 {
				best = s
			}
		}
		shards[i] = best + 1
		load[best] += took[i]
		count[best]++
	}
	return shards
}

// took returns how long a test took the last time. Tests that are left out take no time.
func (r *runner) took(p *planned) (time.Duration, bool) {
	if p.result.Status != "" {
		return 0, true
	}
	if r.opts.Took == nil {
		return 0, false
	}
	return r.opts.Took(p.result.ID)
}
