package testkit_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"voxemu/scenarios/testkit"
)

// suite has tests of every kind: in suites, skipped, with equal titles, and in a file that can't be loaded.
func suite(t *testing.T) string {
	files := []string{"broken.test.js", "("}
	for i := range 4 {
		var b strings.Builder
		b.WriteString("import { test } from 'voxemu/test';\n")
		for n := range 5 + i {
			fmt.Fprintf(&b, "test('t%d', () => {});\n", n/2)
		}
		b.WriteString("test.skip('left out', () => {});\n")
		files = append(files, fmt.Sprintf("f%d.test.js", i), b.String())
	}
	return folder(t, files...)
}

// The shards of a run are all of its tests, each once, in the order of the whole run, however many shards there are and whatever is known
// of times.
func TestShardsAreAllTestsOnce(t *testing.T) {
	dir := suite(t)
	whole := strings.Split(statuses(run(t, dir, func(o *testkit.Options) { o.Repeat = 2 })), "\n")
	r := rand.New(rand.NewPCG(1, 2))
	for _, of := range []int{1, 2, 3, 7, 60} {
		for _, known := range []float64{0, 0.5} {
			t.Run(fmt.Sprintf("%d_shards_%v_known", of, known), func(t *testing.T) {
				if testing.Short() && of > 3 {
					t.Skip("each shard is a run")
				}
				times := map[string]time.Duration{}
				for _, line := range whole {
					if r.Float64() < known {
						_, id, _ := strings.Cut(line, " ")
						times[id] = time.Duration(r.IntN(1000)) * time.Millisecond
					}
				}
				var all []string
				plans := map[string]bool{}
				for i := range of {
					s := run(t, dir, func(o *testkit.Options) {
						o.Repeat = 2
						o.Shard = testkit.Shard{Index: i + 1, Of: of}
						o.Took = func(id string) (time.Duration, bool) { d, ok := times[id]; return d, ok }
					})
					plans[s.Plan] = true
					if s.Whole != len(whole) {
						t.Errorf("shard %v knows of %d tests, want %d", s.Shard, s.Whole, len(whole))
					}
					if len(s.Results) == 0 {
						continue
					}
					part := strings.Split(statuses(s), "\n")
					if !slices.IsSortedFunc(part, func(a, b string) int { return slices.Index(whole, a) - slices.Index(whole, b) }) {
						t.Errorf("shard %v has another order than the whole", s.Shard)
					}
					all = append(all, part...)
				}
				slices.Sort(all)
				want := slices.Sorted(slices.Values(whole))
				if !slices.Equal(all, want) {
					t.Errorf("the shards are\n%s\nwant\n%s", strings.Join(all, "\n"), strings.Join(want, "\n"))
				}
				if len(plans) != 1 {
					t.Errorf("%d different plans, want one", len(plans))
				}
			})
		}
	}
}

// Shards take about the same time, as far as single tests allow.
func TestShardsAreBalanced(t *testing.T) {
	dir := folder(t, "a.test.js", `import { test } from 'voxemu/test';
for (let i = 0; i < 40; i++) test('t' + i, () => {});`)
	took := func(id string) (time.Duration, bool) {
		if strings.HasSuffix(id, "t7") {
			return 0, false // counts as long as the median
		}
		return time.Duration(1+len(id)*len(id)%17) * time.Second, true
	}
	var loads []time.Duration
	for i := range 4 {
		var load time.Duration
		for _, r := range run(t, dir, func(o *testkit.Options) { o.Shard, o.Took = testkit.Shard{Index: i + 1, Of: 4}, took }).Results {
			d, _ := took(r.ID)
			load += d
		}
		loads = append(loads, load)
	}
	if spread := slices.Max(loads) - slices.Min(loads); spread > 20*time.Second {
		t.Errorf("the shards take %v", loads)
	}
}

// A file that takes long is no reason for a shard to have nothing else to do.
func TestTheLongestTestHasAShardOfItsOwn(t *testing.T) {
	dir := folder(t, "a.test.js", `import { test } from 'voxemu/test';
for (const n of ['a', 'b', 'long', 'c']) test(n, () => {});`)
	took := func(id string) (time.Duration, bool) {
		if strings.HasSuffix(id, "long") {
			return time.Minute, true
		}
		return time.Second, true
	}
	s := run(t, dir, func(o *testkit.Options) { o.Shard, o.Took = testkit.Shard{Index: 1, Of: 2}, took })
	if got := statuses(s); got != "passed a.test.js › long" {
		t.Errorf("the first shard is %q, want the longest test alone", got)
	}
}
