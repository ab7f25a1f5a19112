package session

import (
	"context"
	"errors"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

// The finish reasons of a session (behaviour page, section 1.6).
const (
	NormalTermination = "Normal termination"
	JSError           = "JS session error"
	TimeoutReason     = "Timeout"
	Interrupted       = "Interrupted" // by the user of the emulator; no reason of the cloud's
)

// Result is how a session ended.
type Result struct {
	// Reason is the finish reason of the call history.
	Reason string
	// Err is the first error that ended the session, nil after a normal end.
	Err error
}

// Exit returns the exit code that a run with this result asks for.
func (r Result) Exit() int {
	if e, ok := errors.AsType[*jsvm.Error](r.Err); ok && e.Kind == jsvm.Internal {
		return diag.ExitInternal
	}
	switch {
	case errors.Is(r.Err, context.Canceled):
		return diag.ExitInterrupted
	case r.Err != nil:
		return diag.ExitFailed
	}
	return diag.ExitOK
}

// stopping is what a session that has begun to stop knows.
type stopping struct {
	result      Result
	requests    int // HTTP and SMTP requests under way
	drain       *loop.Timer
	terminating int  // requests started in Terminating
	last        bool // Terminated has begun: no request starts any more
}

// Start sets the session going: it queues the loading of its scripts and the first events (behaviour page, section 1.5).
func (s *Session) Start() {
	s.updateIdle()
	s.scope.Queue(s.load)
}

// load evaluates the scripts. The first events are queued, and logged, before any script runs.
func (s *Session) load() error {
	s.Trace(trace.Session{State: trace.Loading})
	for _, sc := range s.opts.Scripts {
		if s.Logging() {
			s.Log("Loading scenario " + sc.Name)
		}
		s.Trace(trace.Scenario{Name: sc.Name, File: sc.Program.Name()})
	}
	if s.opts.Incoming == nil && s.customData != "" {
		s.Log("Sent event to JS VoxEngine.customData with params [" + s.customData + " ;  ]")
	}
	s.raiseStarted()
	if s.opts.Incoming != nil {
		s.RaiseCallAlerting(s.opts.Incoming)
	}
	for _, l := range s.joining {
		s.RaiseCallAlerting(l)
	}
	for _, sc := range s.opts.Scripts {
		if err := s.near(s.vm.RunProgram(sc.Program)); err != nil {
			return err
		}
		if !s.Running() {
			return nil
		}
	}
	if s.opts.Incoming == nil && s.customData != "" {
		s.Do(Command{Name: "customData", Target: "application", Args: []any{s.customData},
			Native: "SetCustomData", Params: []any{s.customData}})
	}
	s.Log("VoxEngine version: " + Version)
	s.enter(trace.Running)
	return nil
}

func (s *Session) enter(state trace.State) {
	s.state = state
	if state != trace.Terminated {
		s.Trace(trace.Session{State: state})
	}
}

// fail ends the session because of an error in the script, or in us (behaviour page, section 1.7).
func (s *Session) fail(err error) {
	e, ok := errors.AsType[*jsvm.Error](err)
	if !ok {
		e = &jsvm.Error{Kind: jsvm.Internal, Message: err.Error()}
	}
	for _, one := range append([]*jsvm.Error{e}, e.More...) {
		s.report(one)
	}
	if e.Kind == jsvm.Rejection && s.opts.Lenient {
		return
	}
	if s.stopping.result.Err == nil {
		s.stopping.result = Result{Reason: JSError, Err: e}
	}
	if s.Running() {
		s.Stop(JSError)
	}
}

// Terminate is VoxEngine.terminate(): from now on no event reaches the script but the last two. A second call does
// nothing.
func (s *Session) Terminate() {
	if !s.Running() {
		return
	}
	s.Do(Command{Name: "terminate", Target: "application"})
	if s.Logging() {
		s.Log("Terminating request..., stack=<" + strings.TrimPrefix(stackLines(s.vm.Stack()), "\n") + ">")
	}
	s.Stop(NormalTermination)
}

// Stop begins the end of the session: requests under way are waited for, queued ones dropped (behaviour page, section
// 1.6).
func (s *Session) Stop(reason string) {
	if !s.Running() {
		return
	}
	if s.stopping.result.Reason == "" {
		s.stopping.result.Reason = reason
	}
	s.idle.Stop()
	s.waiting.Stop()
	for _, f := range s.onStop {
		f()
	}
	if s.stopping.requests > 0 {
		s.enter(trace.Draining)
		s.stopping.drain = s.scope.After(s.limits.Drain, vclock.Limit, vclock.Text("the wait for active requests"), s.terminating)
		return
	}
	s.state = trace.Draining // nothing may reach the script between now and Terminating
	s.scope.Queue(s.terminating)
}

// terminating tears everything down and runs the listeners of Terminating.
func (s *Session) terminating() error {
	if s.state != trace.Draining {
		return nil
	}
	s.stopping.drain.Stop()
	s.Do(Command{Native: "terminating"})
	s.enter(trace.Terminating)
	s.Log("Terminating (onClose)")
	s.hangUpAll()
	err := s.dispatch(s.app, s.lastEvent("Application.Terminating"))
	if s.stopping.requests > 0 {
		return err // requestEnded goes on
	}
	s.scope.Queue(s.terminated)
	return err
}

func (s *Session) hangUpAll() {
	for _, l := range append([]*telephony.Leg(nil), s.legs...) {
		l.Hangup(nil)
	}
}

func (s *Session) lastEvent(name string) *Event {
	e := &Event{Name: name}
	if s.stopping.result.Err != nil {
		e.Fields = Fields{{"systemError", true}}
	}
	return e
}

// terminated runs the listeners of Terminated and closes the session.
func (s *Session) terminated() error {
	if s.state != trace.Terminating {
		return nil
	}
	s.stopping.last = true
	if err := s.dispatch(s.app, s.lastEvent("Application.Terminated")); err != nil {
		s.fail(err)
	}
	s.close()
	return nil
}

func (s *Session) close() {
	r := s.stopping.result
	s.Log("Executing JS command: close with params {CpuMillis = 0 ; }")
	s.Log(r.Reason)
	s.Log("Session terminated")
	s.state = trace.Terminated
	exit := r.Exit()
	end := trace.Session{State: trace.Terminated, Reason: r.Reason, Exit: &exit}
	if r.Err != nil {
		end.Error = r.Err.Error()
	}
	s.Trace(end)
	s.scope.Close()
	s.vm.Close()
	if s.opts.Ended != nil {
		s.opts.Ended(s, r)
	}
}

// Abort ends the session at once because the run as a whole has ended, without its last events.
func (s *Session) Abort(err error) {
	if s.state == trace.Terminated {
		return
	}
	s.stopping.result = Result{Reason: TimeoutReason, Err: err}
	if errors.Is(err, context.Canceled) {
		s.stopping.result.Reason = Interrupted
	}
	s.keepTapes()
	s.close()
}

// RequestStarted reports whether an HTTP or SMTP request may start now, and counts it. A session that stops starts none;
// one that is terminating starts one.
func (s *Session) RequestStarted() bool {
	switch s.state {
	case trace.Draining, trace.Terminated:
		return false
	case trace.Terminating:
		if s.stopping.last || s.stopping.terminating >= s.limits.TerminatingHTTP {
			return false
		}
		s.stopping.terminating++
	}
	s.stopping.requests++
	return true
}

// RequestEnded is called after the callback of a request that was counted has run.
func (s *Session) RequestEnded() {
	s.stopping.requests--
	if s.stopping.requests > 0 {
		return
	}
	switch s.state {
	case trace.Draining:
		s.scope.Queue(s.terminating)
	case trace.Terminating:
		s.scope.Queue(s.terminated)
	}
}

// Hold keeps the session from idling out: a live call. Each Hold has one Release.
func (s *Session) Hold() {
	s.holds++
	s.updateIdle()
}

// Release undoes a Hold.
func (s *Session) Release() {
	s.holds--
	s.updateIdle()
}

// updateIdle starts or stops the idle timer, and that of sessions that have no call but a queue request (behaviour page, section
// 1.6).
func (s *Session) updateIdle() {
	if s.holds > 0 || s.requests == 0 {
		s.waiting.Stop()
	} else if !s.waiting.Armed() && s.Running() {
		s.waiting = s.scope.After(s.limits.QueueOnly, vclock.Limit, vclock.Text("the rule for requests without calls: "+s.limits.QueueOnly.String()), func() error {
			s.Stop(TimeoutReason)
			return nil
		})
	}
	if s.holds > 0 || s.requests > 0 {
		s.idle.Stop()
		return
	}
	if s.idle.Armed() || !s.Running() {
		return
	}
	s.idle = s.scope.After(s.limits.Idle, vclock.Limit, vclock.Text("the idle rule: no calls for "+s.limits.Idle.String()), func() error {
		s.Log("INFO: Session is stopping...")
		s.Stop(NormalTermination)
		return nil
	})
}
