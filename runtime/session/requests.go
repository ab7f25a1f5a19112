package session

import (
	"strconv"
	"time"

	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

// Requests are the requests of one kind that the scripts of a session make of the outside world: a few are under way, some wait,
// what is beyond is refused (behaviour page, sections 1.6, 2 and 7.2).
type Requests struct {
	s             *Session
	active, total int      // limits: under way, and with those that wait
	running       int      // under way
	waiting       []func() // first in, first out
	count         int      // so far
}

// Admission is what became of a request that was submitted.
type Admission int

// The admissions.
const (
	// Taken requests are launched, now or later, or ignored by a session that is over.
	Taken Admission = iota
	// Full is for those beyond the limit.
	Full
	// Stopping is for those of a session that has begun to stop.
	Stopping
)

type httpRequests struct{}

// HTTPRequests are the HTTP requests of the session.
func (s *Session) HTTPRequests() *Requests {
	return Local(s, httpRequests{}, func() *Requests { return s.newRequests(s.limits.HTTPActive, s.limits.HTTPTotal) })
}

type mailRequests struct{}

// MailRequests are the mails that the session sends.
func (s *Session) MailRequests() *Requests {
	return Local(s, mailRequests{}, func() *Requests { return s.newRequests(s.limits.MailActive, s.limits.MailTotal) })
}

func (s *Session) newRequests(active, total int) *Requests {
	q := &Requests{s: s, active: active, total: total}
	s.OnStop(func() { q.waiting = nil }) // dropped silently (behaviour page, section 1.6)
	return q
}

// NextID returns an id for a request: the prefix and a number.
func (q *Requests) NextID(prefix string) string {
	q.count++
	return prefix + strconv.Itoa(q.count)
}

// Submit takes a request in. Launch is called when it may start, perhaps at once, and [Requests.Finish] when it is over.
func (q *Requests) Submit(launch func()) Admission {
	switch q.s.state {
	case trace.Draining:
		return Stopping
	case trace.Terminating, trace.Terminated:
		if q.s.RequestStarted() { // otherwise ignored: its callback never runs (behaviour page, section 1.6)
			q.running++
			launch()
		}
		return Taken
	}
	if q.running+len(q.waiting) >= q.total {
		return Full
	}
	q.waiting = append(q.waiting, launch)
	q.next()
	return Taken
}

// Refuse hands the refusal of a session that stops to the script. It counts as no request, so it arrives only if something else
// holds the session up for that long. It costs a millisecond: a script that tries again at once must not keep the clock from
// moving.
func (q *Requests) Refuse(why vclock.Reason, turn func()) {
	q.s.scope.After(time.Millisecond, vclock.Script, why, func() error { return q.s.NetTurn(turn) })
}

// next starts waiting requests while slots are free.
func (q *Requests) next() {
	for q.running < q.active && len(q.waiting) > 0 && q.s.RequestStarted() {
		launch := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.running++
		launch()
	}
}

// Finish frees the slot of a request that is over, starts the next one, and hands the result to the script as a turn; nil
// when the script does not want it.
func (q *Requests) Finish(turn func()) error {
	q.running--
	q.next()
	var err error
	if turn != nil {
		err = q.s.NetTurn(turn)
	}
	q.s.RequestEnded()
	return err
}
