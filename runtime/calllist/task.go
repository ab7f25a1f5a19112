package calllist

import (
	"time"

	"voxemu/runtime/vclock"
)

// Status is the state of a task, by the number that the platform gives it.
type Status int

// The states of a task.
const (
	StatusNew        Status = 0 // waits for its first or its next attempt
	StatusInProgress Status = 1
	StatusProcessed  Status = 2
	StatusError      Status = 3
	StatusCanceled   Status = 4
)

// String returns the name of the state.
func (s Status) String() string {
	names := [...]string{"New", "In progress", "Processed", "Error", "Canceled"}
	if s < 0 || int(s) >= len(names) {
		return "Unknown"
	}
	return names[s]
}

// Task is one row of a list. Its methods belong to the goroutine of the list's loop.
type Task struct {
	// ID is the task's, from the row or made of its number.
	ID string

	list     *List
	index    int
	priority int
	data     string
	left     int // attempts
	due      vclock.Time
	window   Window

	status   Status
	result   string
	last     vclock.Time // when the last attempt began
	attempts int         // so far
	report   report      // of the attempt under way
}

// report is what a session said of its attempt; the last word counts (behaviour page, section 8.3, assumed).
type report struct {
	kind kind
	text string
	next Next
}

type kind int

const (
	none kind = iota // such an attempt has succeeded
	result
	failure
	again
)

// Data is what the session of the task gets as custom data: a JSON object.
func (t *Task) Data() string { return t.data }

// Status returns the state of the task.
func (t *Task) Status() Status { return t.status }

// Result is what was reported of the task, once it is processed or has failed for good.
func (t *Task) Result() string { return t.result }

// AttemptsLeft returns how many attempts may still be made.
func (t *Task) AttemptsLeft() int { return t.left }

// Attempts returns how many attempts were made.
func (t *Task) Attempts() int { return t.attempts }

// LastAttempt is when the last attempt began; zero if none did.
func (t *Task) LastAttempt() time.Time {
	if t.attempts == 0 {
		return time.Time{}
	}
	return t.last.Std()
}

// ReportResult says that the task is done.
func (t *Task) ReportResult(text string) { t.report = report{kind: result, text: text} }

// ReportError says that the attempt has failed.
func (t *Task) ReportError(text string) { t.report = report{kind: failure, text: text} }

// Next is what a scenario wants of the next attempt. What is nil stays as it is.
type Next struct {
	// AttemptsLeft replaces their number; 0 makes the failure final.
	AttemptsLeft *int
	// Data replaces the task's data.
	Data *string
	// At is when the attempt begins, zero for the list's interval. What has passed, or is more than nine months away, counts
	// as zero.
	At time.Time
	// Window replaces the time of day that attempts may begin in.
	Window *Window
	// Error is what became of this attempt.
	Error string
}

// RequestNext asks for a next attempt.
func (t *Task) RequestNext(n Next) { t.report = report{kind: again, text: n.Error, next: n} }

// begin starts an attempt.
func (t *Task) begin(now vclock.Time) {
	t.status, t.last, t.report = StatusInProgress, now, report{}
	t.left--
	t.attempts++
	t.list.opts.Start(t)
}

// Ended is called when the session of the attempt is over. What it reported takes effect now (that it is not earlier is assumed).
func (t *Task) Ended() {
	if t.status != StatusInProgress {
		return
	}
	l, r := t.list, t.report
	l.active--
	switch r.kind {
	case none, result:
		t.status, t.result = StatusProcessed, r.text
	case failure:
		t.retry(l.scope.Now(), Next{}, r.text)
	case again:
		t.retry(l.scope.Now(), r.next, r.text)
	}
	l.scope.Queue(l.run)
}

// farthestMonths is how far ahead a next attempt may be wanted.
const farthestMonths = 9

// retry puts the next attempt on, or ends the task as failed when none is left.
func (t *Task) retry(now vclock.Time, n Next, why string) {
	if n.AttemptsLeft != nil {
		t.left = *n.AttemptsLeft
	}
	if n.Data != nil {
		t.data = *n.Data
	}
	if n.Window != nil {
		t.window = *n.Window
	}
	if t.left <= 0 {
		t.status, t.result = StatusError, why
		return
	}
	t.status = StatusNew
	t.due = now + vclock.Time(t.list.opts.Interval.Milliseconds())
	if at := n.At; at.After(now.Std()) && !at.After(now.Std().AddDate(0, farthestMonths, 0)) {
		t.due = vclock.FromTime(at)
	}
}
