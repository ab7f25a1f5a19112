package vclock

import "time"

// Wall returns the wall clock's time, for what has to be bounded in the user's own time: watchdogs, deadlines, network
// time-outs. It must never reach a scenario or a trace.
func Wall() time.Time { return time.Now() }

// WallTimer returns a channel that is sent to once d of wall time has passed, and a function that stops it.
func WallTimer(d time.Duration) (<-chan time.Time, func()) {
	t := time.NewTimer(d)
	return t.C, func() { t.Stop() }
}
