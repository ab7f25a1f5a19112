package reporters

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// Merged is what the reports of the shards of a run make together.
type Merged struct {
	*testkit.Summary
	// Times is whether all of them say how long tests took.
	Times bool
	// Missing are the shards that no report is of, such as "2/3"; their tests count as not run.
	Missing []string
}

// merging is a merge under way.
type merging struct {
	Merged
	first  *Report
	from   map[string]*Report // by the id of a test
	broken map[string]bool    // the files among them
	shards map[int]bool
}

// Merge makes one summary of reports of shards, whatever order they are given in. The wall time is that of the longest one. A test
// that is in two of them is refused with a [*diag.Problem], and so are reports that can't be of one run; a file that several could
// not load counts once.
func Merge(reports []*Report) (*Merged, error) {
	m := &merging{
		Merged: Merged{Summary: &testkit.Summary{}, Times: true},
		from:   map[string]*Report{}, broken: map[string]bool{}, shards: map[int]bool{},
	}
	for _, r := range reports {
		if err := m.fits(r); err != nil {
			return nil, err
		}
		if err := m.add(r); err != nil {
			return nil, err
		}
	}
	m.missing()
	slices.SortStableFunc(m.Results, func(a, b *testkit.Result) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Index, b.Index), strings.Compare(a.ID, b.ID))
	})
	for i, r := range m.Results {
		r.Place = i
	}
	return &m.Merged, nil
}

// fits refuses what can't be of the same run as the first report.
func (m *merging) fits(r *Report) error {
	if m.first == nil {
		m.first, m.Seed, m.Whole, m.Plan = r, r.Seed, r.Whole, r.Plan
	}
	why := ""
	switch {
	case r.Seed != m.first.Seed:
		why = fmt.Sprintf("%s was run with seed %d, %s with seed %d", m.first.Name, m.first.Seed, r.Name, r.Seed)
	case r.Plan != m.first.Plan || r.Shard.Of != m.first.Shard.Of || r.Whole != m.first.Whole:
		why = fmt.Sprintf("%s and %s divide other tests, or divide them otherwise", m.first.Name, r.Name)
	default:
		return nil
	}
	return refusal(why, "run all shards with the same tests, flags and recorded durations")
}

func refusal(why, hint string) error {
	return &diag.Problem{Code: diag.CodeReport, Message: "the reports are not of one run: " + why, Hint: hint, Exit: diag.ExitUsage}
}

// add adds a report.
func (m *merging) add(r *Report) error {
	m.Times = m.Times && r.Times
	m.Left += r.Left
	m.Wall = max(m.Wall, r.Wall)
	m.shards[r.Shard.Index] = true
	m.Snapshots.Add(r.Snapshots)
	for _, one := range r.Results {
		if other := m.from[one.ID]; other != nil {
			if other != r && len(one.Broken) > 0 && m.broken[one.ID] {
				continue
			}
			where := fmt.Sprintf("%s and in %s", other.Name, r.Name)
			if other == r || other.Name == r.Name {
				where = r.Name + " twice"
			}
			return refusal(fmt.Sprintf("%q is in %s", one.ID, where), "name the report of each shard once")
		}
		m.from[one.ID], m.broken[one.ID] = r, len(one.Broken) > 0
		m.Results = append(m.Results, one)
	}
	return nil
}

// missing looks for shards that are not there.
func (m *merging) missing() {
	if m.first == nil {
		return
	}
	of := m.first.Shard.Of
	for i := range of {
		if !m.shards[i+1] {
			m.Missing = append(m.Missing, testkit.Shard{Index: i + 1, Of: of}.String())
		}
	}
	m.Left = max(m.Left, m.Whole-len(m.Results)) // what no report tells of did not run
}

// Show tells a reporter of a run that is over.
func Show(r testkit.Reporter, s *testkit.Summary) error {
	files := map[string]bool{}
	for _, one := range s.Results {
		files[one.File] = true
	}
	r.Begin(len(s.Results), len(files), &testkit.Options{Seed: s.Seed, Workers: 1})
	for _, one := range s.Results {
		r.Ended(one)
	}
	return r.End(s)
}
