// Package calllist runs call lists: each row of a table is a task, and each attempt of a task a session of the list's rule
// (behaviour page, section 8.3).
//
//	rows, err := calllist.Read(file)
//	list := calllist.New(scope, calllist.Options{Rows: rows, Attempts: 3, Interval: time.Minute, Start: start})
//
// Start makes a session with the task's data, which reports to the task; [Task.Ended] ends the attempt. All of it happens on one
// loop, in the order of priority, time and rows.
package calllist

import (
	"cmp"
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// Options describe a list.
type Options struct {
	Rows []Row
	// Attempts are those of each task, from 1 to 5; 0 stands for 1.
	Attempts int
	// Interval is the time between the end of an attempt that failed and the next one.
	Interval time.Duration
	// Simultaneous is how many attempts are under way at most; 0 stands for 1.
	Simultaneous int
	// Start makes the session of an attempt.
	Start func(*Task)
}

// List is a list that runs. Its methods belong to the goroutine of its loop.
type List struct {
	opts   Options
	scope  *loop.Scope
	tasks  []*Task
	active int
	wake   *loop.Timer
}

// New starts a list: its first attempts begin in a turn of their own.
func New(scope *loop.Scope, o Options) *List {
	o.Attempts, o.Simultaneous = max(o.Attempts, 1), max(o.Simultaneous, 1)
	l := &List{opts: o, scope: scope}
	for i, row := range o.Rows {
		l.tasks = append(l.tasks, &Task{
			list: l, ID: row.ID, index: i, priority: row.Priority, data: row.Data, left: o.Attempts,
			due: vclock.FromTime(row.At), window: row.Window,
		})
	}
	scope.Queue(l.run)
	return l
}

// Tasks returns the tasks in the order of the rows.
func (l *List) Tasks() []*Task { return l.tasks }

// run starts what may start, and sets the clock for what comes next.
func (l *List) run() error {
	now := l.scope.Now()
	var ready []*Task
	next := vclock.Time(0)
	for _, t := range l.tasks {
		if t.status != StatusNew {
			continue
		}
		if at := t.window.after(max(t.due, now)); at <= now {
			ready = append(ready, t)
		} else if next == 0 || at < next {
			next = at
		}
	}
	slices.SortStableFunc(ready, func(a, b *Task) int {
		return cmp.Or(cmp.Compare(a.priority, b.priority), cmp.Compare(a.due, b.due), cmp.Compare(a.index, b.index))
	})
	for _, t := range ready {
		if l.active == l.opts.Simultaneous {
			return nil // the end of an attempt comes here again
		}
		l.active++
		t.begin(now)
	}
	l.wake.Stop()
	if next > 0 {
		l.wake = l.scope.After(time.Duration(next-now)*time.Millisecond, vclock.Script, vclock.Text("the next attempt of the call list"), l.run)
	}
	return nil
}
