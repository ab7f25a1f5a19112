package calllist_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/calllist"
	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

var start = time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)

// play runs a list whose attempts take ten seconds each; report is called at the beginning of an attempt. It returns when which
// attempt of which task began, in seconds.
func play(t *testing.T, csv string, o calllist.Options, report func(*calllist.Task)) (*calllist.List, []string) {
	t.Helper()
	var err error
	if o.Rows, err = calllist.Read(strings.NewReader(csv)); err != nil {
		t.Fatal(err)
	}
	clock := vclock.NewVirtual(vclock.FromTime(start))
	lp := loop.New(clock, loop.Options{VirtualLimit: 48 * time.Hour})
	scope := lp.NewScope("list", func(err error) { t.Error(err) })
	var began []string
	o.Start = func(task *calllist.Task) {
		began = append(began, fmt.Sprintf("%d %s/%d", int(task.LastAttempt().Sub(start).Seconds()), task.ID, task.Attempts()))
		if report != nil {
			report(task)
		}
		scope.After(10*time.Second, vclock.Script, nil, func() error {
			task.Ended()
			return nil
		})
	}
	list := calllist.New(scope, o)
	if err := lp.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return list, began
}

// state tells what became of the tasks.
func state(l *calllist.List) []string {
	var out []string
	for _, task := range l.Tasks() {
		out = append(out, fmt.Sprintf("%s: %s %q, %d left", task.ID, task.Status(), task.Result(), task.AttemptsLeft()))
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

const three = "name\nann\nben\ncy\n"

func TestAttempts(t *testing.T) {
	fail := func(task *calllist.Task) { task.ReportError("busy") }
	none, two := 0, 2
	for _, c := range []struct {
		name, csv string
		o         calllist.Options
		report    func(*calllist.Task)
		began     []string
		state     []string
	}{
		{"one after the other", three, calllist.Options{}, func(task *calllist.Task) { task.ReportResult("yes") },
			[]string{"0 1/1", "10 2/1", "20 3/1"},
			[]string{`1: Processed "yes", 0 left`, `2: Processed "yes", 0 left`, `3: Processed "yes", 0 left`}},
		{"two at once", three, calllist.Options{Simultaneous: 2}, nil, []string{"0 1/1", "0 2/1", "10 3/1"},
			[]string{`1: Processed "", 0 left`, `2: Processed "", 0 left`, `3: Processed "", 0 left`}},
		{"an error is tried again after the interval", "name\nann\n", calllist.Options{Attempts: 3, Interval: time.Minute}, fail,
			[]string{"0 1/1", "70 1/2", "140 1/3"}, []string{`1: Error "busy", 0 left`}},
		{"others go before a second attempt", "name\nann\nben\n", calllist.Options{Attempts: 2, Interval: 5 * time.Second}, fail,
			[]string{"0 1/1", "10 2/1", "20 1/2", "30 2/2"}, []string{`1: Error "busy", 0 left`, `2: Error "busy", 0 left`}},
		{"the last report counts", "name\nann\n", calllist.Options{Attempts: 2}, func(task *calllist.Task) {
			task.ReportError("busy")
			task.ReportResult("yes")
		}, []string{"0 1/1"}, []string{`1: Processed "yes", 1 left`}},
		{"a result ends the attempts", "name\nann\n", calllist.Options{Attempts: 3}, func(task *calllist.Task) {
			if task.ReportError("busy"); task.Attempts() == 2 {
				task.ReportResult("yes")
			}
		}, []string{"0 1/1", "10 1/2"}, []string{`1: Processed "yes", 1 left`}},
		{"priority goes before order", "name;task_priority\nann;\nben;0\ncy;50\n", calllist.Options{}, nil,
			[]string{"0 2/1", "10 1/1", "20 3/1"},
			[]string{`1: Processed "", 0 left`, `2: Processed "", 0 left`, `3: Processed "", 0 left`}},
		{"a task begins when its row says", "name;__start_at;next_attempt_time\nann;1767258060;\nben;;2026-01-01T09:00:30Z\n", calllist.Options{}, nil,
			[]string{"30 2/1", "60 1/1"}, []string{`1: Processed "", 0 left`, `2: Processed "", 0 left`}},
		{"the hours of a row", "name;__start_execution_time;__end_execution_time\nann;08:00:00;09:00:00\nben;09:01:00;\ncy;22:00:00;10:00:00\ndee;23:00:00;02:00:00\n",
			calllist.Options{}, nil, []string{"0 3/1", "60 2/1", "50400 4/1", "82800 1/1"},
			[]string{`1: Processed "", 0 left`, `2: Processed "", 0 left`, `3: Processed "", 0 left`, `4: Processed "", 0 left`}},
		{"an attempt that is asked for counts down", "name\nann\n", calllist.Options{Attempts: 2, Interval: time.Minute}, func(task *calllist.Task) {
			task.RequestNext(calllist.Next{Error: "later"})
		}, []string{"0 1/1", "70 1/2"}, []string{`1: Error "later", 0 left`}},
		{"it may say when", "name\nann\n", calllist.Options{Attempts: 2, Interval: time.Minute}, func(task *calllist.Task) {
			task.RequestNext(calllist.Next{At: start.Add(time.Hour)})
		}, []string{"0 1/1", "3600 1/2"}, []string{`1: Error "", 0 left`}},
		{"but not in the past or too far ahead", "name\nann\n", calllist.Options{Attempts: 3, Interval: time.Minute}, func(task *calllist.Task) {
			task.RequestNext(calllist.Next{At: []time.Time{start, start.AddDate(0, 10, 0), {}}[task.Attempts()-1]})
		}, []string{"0 1/1", "70 1/2", "140 1/3"}, []string{`1: Error "", 0 left`}},
		{"it may change how often, the data and the hours", "name\nann\n", calllist.Options{}, func(task *calllist.Task) {
			if data := `{"n":"2"}`; task.Attempts() == 1 {
				task.RequestNext(calllist.Next{AttemptsLeft: &two, Data: &data, Window: &calllist.Window{Start: 10 * time.Hour, End: 11 * time.Hour}})
			} else {
				task.ReportResult(task.Data())
			}
		}, []string{"0 1/1", "3600 1/2"}, []string{`1: Processed "{\"n\":\"2\"}", 1 left`}},
		{"no attempts left make a failure final", "name\nann\n", calllist.Options{Attempts: 5}, func(task *calllist.Task) {
			task.RequestNext(calllist.Next{AttemptsLeft: &none, Error: "never"})
		}, []string{"0 1/1"}, []string{`1: Error "never", 0 left`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, began := play(t, c.csv, c.o, c.report)
			same(t, "the attempts", began, c.began...)
			same(t, "the tasks", state(list), c.state...)
		})
	}
}

// An attempt ends once, and a task that has not begun has none.
func TestEndedTwice(t *testing.T) {
	list, began := play(t, "name\nann\nben\n", calllist.Options{}, nil)
	list.Tasks()[0].Ended()
	same(t, "the attempts", began, "0 1/1", "10 2/1")
	if !new(calllist.Task).LastAttempt().IsZero() {
		t.Error("a task without attempts has a last one")
	}
}

func TestStatusNames(t *testing.T) {
	var got []string
	for s := calllist.Status(-1); s <= 5; s++ {
		got = append(got, s.String())
	}
	same(t, "the names", got, "Unknown", "New", "In progress", "Processed", "Error", "Canceled", "Unknown")
}

func TestRead(t *testing.T) {
	rows, err := calllist.Read(strings.NewReader("\ufeffphone;name;__task_uuid;empty\n15550400;\"Ann \"\"<A>\"\"; B\nx\";u-1;\n15550500;ben;;\n"))
	want := []calllist.Row{
		{ID: "u-1", Data: `{"phone":"15550400","name":"Ann \"<A>\"; B\nx","__task_uuid":"u-1","empty":""}`, Priority: 50, Window: calllist.Window{End: 24 * time.Hour}},
		{ID: "2", Data: `{"phone":"15550500","name":"ben","__task_uuid":"","empty":""}`, Priority: 50, Window: calllist.Window{End: 24 * time.Hour}},
	}
	if diff := cmp.Diff(want, rows); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ name, csv, want string }{
		{"an empty file", "", "read the call list: it is empty: the first line names the columns"},
		{"a quote in the first line", "a\"\n", `read the call list: parse error on line 1, column 2: bare " in non-quoted-field`},
		{"a column without a name", "a;;b\n", "read the call list: line 1: each column needs a name in UTF-8"},
		{"a column twice", "a;b;a\n", `read the call list: line 1: there are two columns "a"`},
		{"a schedule", "a;call_schedule\n", "read the call list: not emulated yet: the column call_schedule"},
		{"too few columns", "a;b\nx\n", "read the call list: record on line 2: wrong number of fields"},
		{"another encoding", "a\n\xff\n", "read the call list: line 2: the column a is not UTF-8"},
		{"a bad time", "a;__start_at\n\n1;soon\n", `read the call list: line 3: the column __start_at: "soon" is no Unix time in seconds`},
		{"a time without a zone", "next_attempt_time\n2026-01-01T00:00:00\n", `read the call list: line 2: the column next_attempt_time: "2026-01-01T00:00:00" is no time with a zone: write 2026-01-31T09:00:00Z`},
		{"a bad priority", "task_priority\n-1\n", `read the call list: line 2: the column task_priority: "-1" is no priority: write a number from 0`},
		{"a bad hour", "__end_execution_time\n25:00:00\n", `read the call list: line 2: "25:00:00" is no time of day: write HH:MM:SS`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := calllist.Read(strings.NewReader(c.csv)); err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestParseTime(t *testing.T) {
	want := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	for _, text := range []string{"2026-01-31T09:00:00Z", "2026-01-31 11:00:00+02:00", "2026-01-31T09:00Z", "2026-01-31T14:30:00+0530", "2026-01-31 09:00:00.000Z"} {
		if got, err := calllist.ParseTime(text); err != nil || !got.Equal(want) {
			t.Errorf("%s is %v (%v)", text, got, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("phone;__start_at\n1;2\n")
	f.Add("\"a\n\";b\n;")
	f.Add("0\n\"") // a quote that is never closed
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = calllist.Read(strings.NewReader(text))
	})
}
