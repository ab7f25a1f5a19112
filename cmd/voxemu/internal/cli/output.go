package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"syscall"
	"time"

	"voxemu/runtime/diag"
	"voxemu/runtime/loop"
	"voxemu/runtime/peer"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/scenarios/report"
)

// output is where a run is shown and recorded. Stdout is written in large pieces, and only then stderr, so that the two don't mix;
// when somebody watches or the clock is real, every line is written at once.
type output struct {
	env  *Env
	live bool
	sink trace.Sink
	// log takes the session log; nil when nobody reads it.
	log      func(session string, at time.Time, line string)
	stdout   *bufio.Writer
	file     *os.File // of --trace
	buffer   *bufio.Writer
	timeline *report.Timeline
	script   *problems // nil when the timeline shows them
	doubts   []*diag.Problem
}

// bufferSize is how many bytes are gathered for one write.
const bufferSize = 64 << 10

func newOutput(r *run, start vclock.Time) (*output, error) {
	f, env := r.flags, r.env
	o := &output{env: env, live: env.Terminal || f.clock == clockReal, stdout: bufio.NewWriterSize(env.Stdout, bufferSize)}
	var sinks []trace.Sink
	switch f.output {
	case outputPretty:
		o.timeline = report.NewTimeline(o.stdout, r.timelineOptions(start))
		sinks = append(sinks, ending{o.timeline})
	case outputJSON:
		sinks = append(sinks, trace.NewEncoder(o.stdout))
	case outputLog:
		o.log = func(_ string, at time.Time, line string) {
			fmt.Fprintf(o.stdout, "%s %s\n", at.Format("2006-01-02 15:04:05.000"), line)
			if o.live {
				o.stdout.Flush()
			}
		}
	}
	if o.timeline == nil {
		o.script = &problems{source: r.app.Source, seen: map[trace.Warning]bool{}}
		sinks = append(sinks, o.script)
	}
	if f.trace != "" {
		if err := o.record(r); err != nil {
			return nil, err
		}
		sinks = append(sinks, trace.NewEncoder(o.buffer))
	}
	if o.live {
		sinks = append(sinks, flusher{o})
	}
	o.sink = trace.Tee(sinks...)
	return o, nil
}

// record opens the file of --trace. It must not take the place of what the run reads or stores.
func (o *output) record(r *run) error {
	path := r.env.path(r.flags.trace)
	if there, err := os.Stat(path); err == nil {
		for _, used := range r.files() {
			if info, err := os.Stat(used); err == nil && os.SameFile(there, info) {
				return usage(fmt.Sprintf("--trace would overwrite %s", r.flags.trace), "name another file")
			}
		}
	}
	file, err := os.Create(path)
	if err != nil {
		if p, ok := errors.AsType[*os.PathError](err); ok {
			err = p.Err
		}
		return usage(fmt.Sprintf("--trace: %s can't be written: %v", r.flags.trace, err), "name a file in a folder that is there and can be written")
	}
	o.file, o.buffer = file, bufio.NewWriterSize(file, bufferSize)
	return nil
}

func (r *run) timelineOptions(start vclock.Time) report.Options {
	o := report.Options{
		Color: r.env.Color, Width: r.env.Width, Verbose: r.flags.verbose, Cwd: r.env.Cwd, Start: start.Std(),
		Source: r.app.Source,
	}
	if r.env.Terminal { // a person watches: the wall time is of interest, and need not be the same twice
		begun := r.env.Now()
		o.Wall = func() time.Duration { return r.env.Now().Sub(begun) }
	}
	return o
}

// ending keeps what ended the run as a whole out of the timeline: it is shown after it, with all there is to say.
type ending struct{ trace.Sink }

func (e ending) Write(r trace.Record) {
	if s, ok := r.Body.(trace.Session); ok {
		s.Error = ""
		r.Body = s
	}
	e.Sink.Write(r)
}

// flusher writes out what there is after each record.
type flusher struct{ o *output }

func (f flusher) Write(trace.Record) {
	f.o.stdout.Flush()
	if f.o.buffer != nil {
		f.o.buffer.Flush()
	}
}

// problems keeps the errors and warnings of the script, to be shown on stderr when stdout holds something else.
type problems struct {
	source func(file string) string
	seen   map[trace.Warning]bool
	list   []*diag.Problem
}

// Write keeps what a person has to know, a warning once however often the script gives cause for it.
func (p *problems) Write(r trace.Record) {
	switch b := r.Body.(type) {
	case trace.Error:
		problem := report.Problem(b)
		problem.Source = p.source(b.File)
		p.list = append(p.list, problem)
	case trace.Warning:
		if !p.seen[b] {
			p.seen[b] = true
			p.list = append(p.list, &diag.Problem{
				Code: b.Code, Message: b.Text, Pos: diag.Pos{File: b.File, Line: b.Line}, Source: p.source(b.File), Severity: diag.Warning,
			})
		}
	}
}

// debug prints what a script writes with trace(), after what stdout has had so far.
func (o *output) debug(text string) {
	o.stdout.Flush()
	_, _ = fmt.Fprintln(o.env.Stderr, text)
}

// doubt keeps that a far end could not do a step.
func (o *output) doubt(d telephony.Doubt) {
	p := &diag.Problem{
		Message:  fmt.Sprintf("%s could not do %q: %s", d.Party, d.Step, d.Text),
		Severity: diag.Warning, Hint: "move the step to where it has a meaning, or leave it out",
	}
	if d.Step.Verb == telephony.WaitHeard {
		p.Hint = "compare the expression with what the timeline says " + d.Party + " heard"
	}
	o.doubts = append(o.doubts, p)
}

// peerDoubt does so for the far end of a WebSocket.
func (o *output) peerDoubt(d peer.Doubt) {
	o.doubt(telephony.Doubt{Party: d.Peer, Step: d.Step, Text: d.Text})
	if d.Step.Verb == telephony.WaitText {
		o.doubts[len(o.doubts)-1].Hint = "compare the expression with what the timeline says was sent"
	}
}

// close writes out what is held back, and what was recorded for those who read the timeline. It returns what is to be shown on stderr.
func (o *output) close(recorded []string) []*diag.Problem {
	var list []*diag.Problem
	if o.script != nil {
		list = o.script.list
	}
	list = append(slices.Clip(list), o.doubts...)
	if o.timeline != nil {
		_ = o.timeline.Close() // its only errors are those of stdout
		for _, line := range recorded {
			fmt.Fprintln(o.stdout, line)
		}
	}
	if p := writeProblem("stdout", o.stdout.Flush()); p != nil {
		list = append(list, p)
	}
	if o.file != nil {
		if p := writeProblem("the file of --trace", errors.Join(o.buffer.Flush(), o.file.Close())); p != nil {
			list = append(list, p)
		}
	}
	return list
}

// writeProblem tells that output got lost, unless its reader has gone on purpose.
func writeProblem(what string, err error) *diag.Problem {
	if err == nil || errors.Is(err, syscall.EPIPE) {
		return nil
	}
	cause := err
	if p, ok := errors.AsType[*os.PathError](err); ok {
		cause = p.Err
	}
	return &diag.Problem{Code: diag.CodeOutput, Message: fmt.Sprintf("%s could not be written: %v", what, cause), Exit: diag.ExitUsage, Err: err}
}

// runProblems turns what ended a run as a whole into problems.
func runProblems(err error) []*diag.Problem {
	if stuck, ok := errors.AsType[*loop.Stuck](err); ok {
		code, hint := diag.CodeStuckWall, "end the call with --do '...; hangup', or give the run more with --timeout"
		if stuck.Limit == loop.Virtual {
			code, hint = diag.CodeStuckVirtual, "a timer keeps this going: clear it, end the session, or give the run more with --max-virtual"
		}
		return []*diag.Problem{{Code: code, Message: stuck.Error(), Hint: hint, Exit: diag.ExitFailed, Err: err}}
	}
	if s, ok := errors.AsType[stuck](err); ok {
		return []*diag.Problem{s.problem()}
	}
	return problemsOf(err)
}
