package testkit

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/runtime/vclock"
	"voxemu/scenarios/testkit/kit"
)

// inspect lets a worker process find the tests of a file.
func (r *runner) inspect(ctx context.Context, f *file) []*diag.Problem {
	found := false
	crash := r.process(ctx, request{Path: f.target.Path, Name: f.target.Name}, r.patience(r.opts.Wall), func(a answer) bool {
		if a.Found == nil {
			return true
		}
		found = true
		f.files, f.loads, f.cases, f.broken = a.Found.Files, a.Found.Loads, a.Found.Cases, unpacked(a.Broken)
		return true
	})
	if found || ctx.Err() != nil {
		return f.broken
	}
	return []*diag.Problem{{
		Code: diag.CodeTestFile, Exit: diag.ExitFailed, Pos: diag.Pos{File: f.target.Name},
		Message: "the worker process ended while it loaded this file: " + crash, Hint: "look for code outside the tests that takes memory or time without bounds",
	}}
}

// isolated runs the tests of a job in a worker process, and in further ones if that ends before all are run. The test in which a
// process ended has failed.
func (r *runner) isolated(ctx context.Context, j *job) {
	for tests := j.tests; len(tests) > 0 && !r.over(ctx); {
		tests = tests[r.inProcess(ctx, j.file, tests):]
	}
}

// inProcess runs tests in a worker process and returns how many of them are over.
func (r *runner) inProcess(ctx context.Context, f *file, tests []*planned) int {
	q := request{Path: f.target.Path, Name: f.target.Name, Tests: []wanted{}}
	silence := r.opts.Wall // 0 stands for no limit
	for _, p := range tests {
		q.Tests = append(q.Tests, wanted{ID: p.result.ID, Index: p.test.Index, Retries: p.retries, Titles: p.result.Titles, Tags: p.result.Tags, Pos: p.result.Pos})
		silence = max(silence, p.test.Timeout)
	}
	begun, over := 0, 0
	crash := r.process(ctx, q, r.patience(silence), func(a answer) bool {
		switch {
		case a.Coverage != nil:
			r.opts.Coverage.Merge(a.Coverage)
		case a.Opened != nil:
			r.mu.Lock()
			f.opened = append(f.opened, a.Opened...)
			r.mu.Unlock()
		case a.Ended != nil && over < len(tests):
			p := tests[over]
			over++
			p.result.Attempts = a.Ended.Attempts
			r.settle(p, unpacked(a.Broken))
		case a.Started && over < len(tests):
			begun = over + 1
			r.started(tests[over])
		}
		return !r.over(ctx)
	})
	if over == len(tests) || r.over(ctx) {
		return over
	}
	if begun > over {
		r.crashed(tests[over], "the worker process of "+f.target.Name+" ended in this test: "+crash)
		return over + 1
	}
	if over > 0 { // it gave up after a test
		return over
	}
	for _, p := range tests[over:] {
		r.crashed(p, "the worker process of "+f.target.Name+" ended before this test: "+crash)
	}
	return len(tests)
}

// crashed fails a test whose process has ended.
func (r *runner) crashed(p *planned, why string) {
	p.result.Attempts = append(p.result.Attempts, Attempt{Outcome: r.failure(p, why)})
	r.settle(p, nil)
}

// failure is what came of a test that could not tell it itself.
func (r *runner) failure(p *planned, why string) *kit.Outcome {
	_, source := r.sourceOf(p.file, p.result.Pos.File)
	return &kit.Outcome{Failures: []kit.Failure{{Message: why, Stack: []diag.Frame{{Pos: p.result.Pos}}, Source: source}}}
}

// process runs a worker process and gives what it says to take, until that returns false. It returns how the process ended, and what it said about that.
func (r *runner) process(ctx context.Context, q request, silence time.Duration, take func(answer) bool) string {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := r.opts.Launch(ctx)
	text, _ := json.Marshal(q) // strings and numbers
	var talk tail
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), &talk
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err.Error()
	}
	lines := make(chan answer)
	go func() {
		defer close(lines)
		for d := json.NewDecoder(out); ; {
			var a answer
			if d.Decode(&a) != nil {
				_, _ = io.Copy(io.Discard, out) // what is no answer of ours must not block the process
				return
			}
			lines <- a
		}
	}()
	silent, over := listen(lines, silence, take)
	if !over {
		cancel()
		for range lines { // until the process is gone
		}
	}
	err = cmd.Wait()
	return ending(err, silent, silence, talk.String())
}

// patience is how long a worker process may be silent, given the wall time of a test. A limit of 0 stands for none, which is a year.
func (r *runner) patience(limit time.Duration) time.Duration {
	if limit == 0 {
		return 365 * 24 * time.Hour
	}
	return limit + cmp.Or(r.opts.Grace, 10*time.Second)
}

// listen takes answers until there are no more, and all is over; or until take returns false; or until none came for too long: then it
// was silent.
func listen(lines <-chan answer, silence time.Duration, take func(answer) bool) (silent, over bool) {
	for {
		late, stop := vclock.WallTimer(silence)
		select {
		case a, ok := <-lines:
			stop()
			if !ok {
				return false, true
			}
			if !take(a) {
				return false, false
			}
		case <-late:
			return true, false
		}
	}
}

// ending says how a process has ended.
func ending(err error, silent bool, silence time.Duration, talk string) string {
	how := "exit status 0"
	switch {
	case silent:
		how = fmt.Sprintf("it said nothing for %v", silence)
	case err != nil:
		how = err.Error()
	}
	lines := strings.Split(strings.TrimSpace(talk), "\n")
	if lines[0] == "" {
		return how
	}
	return how + "\n" + strings.Join(lines[:min(len(lines), mostLines)], "\n")
}

// mostLines is how many lines of what a process said are shown.
const mostLines = 4

// tail keeps the beginning of what a process says: that is where Go says why it dies.
type tail struct{ text []byte }

// enough is how much of it is kept, in bytes.
const enough = 2000

func (t *tail) Write(p []byte) (int, error) {
	t.text = append(t.text, p[:min(len(p), enough-len(t.text))]...)
	return len(p), nil
}

func (t *tail) String() string { return string(t.text) }
