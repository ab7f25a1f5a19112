package sqlite

import "database/sql/driver"

// Work that sweeping may cost: after sweepEvery writes or more it looks at sweepRows entries for each of them.
const (
	sweepEvery = 64
	sweepRows  = 1
)

// sweeper removes expired entries, a few at a time, going round the table. What it removes nobody can see any more, so
// when it comes by is of no importance. There is no index on the expiry: it would double what a put writes.
type sweeper struct {
	at    id  // the last entry looked at
	count int // writes since the last step
	awake bool
}

// run takes part in the open transaction of a batch, once it has written.
func (s *sweeper) run(c *conn, b *batch) error {
	s.count += b.writes
	if s.awake && s.count < sweepEvery {
		return nil
	}
	if !s.awake {
		// The first write sweeps too, from where it wrote: short runs may have no more than that, and should not all look
		// at the same end of the table.
		s.awake, s.at = true, b.first
	}
	limit := sweepRows * max(s.count, sweepEvery)
	s.count = 0
	from, to := s.at, id{}
	row := make([]driver.Value, 2)
	err := c.ahead.query(row, func() { to = id{row[0].(string), row[1].(string)} }, from.app, from.key, int64(limit-1))
	if err != nil {
		return err
	}
	s.at = to // at the end of the table that is its beginning
	if to == (id{}) {
		to.app = pastText
	}
	return c.sweep.exec(from.app, from.key, to.app, to.key, b.oldest)
}
