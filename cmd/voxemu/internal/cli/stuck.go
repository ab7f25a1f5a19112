package cli

import (
	"context"
	"runtime/debug"

	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// stuck is the error of a run whose script is in a built-in function that nothing but the end of the process ends.
type stuck struct{ jsvm.Stuck }

func (s stuck) Error() string {
	if host, ok := s.Host.(*session.Session); ok {
		return "session " + host.ID() + ": " + s.Message()
	}
	return s.Message()
}

func (s stuck) problem() *diag.Problem {
	return &diag.Problem{Code: diag.CodeStuckNative, Message: s.Error(), Exit: diag.ExitFailed, Err: s}
}

// panicked is a panic of the run, which is to go on where the command is.
type panicked struct {
	reason any
	stack  []byte
}

// watched runs an application until it is over, or stuck for good. In that case its goroutine is left behind: the process
// ends soon.
func watched(ctx context.Context, e *engine.Engine, watchdog *jsvm.Watchdog) engine.Outcome {
	over, lost, failed := make(chan engine.Outcome, 1), make(chan jsvm.Stuck, 1), make(chan panicked, 1)
	watchdog.OnStuck(func(s jsvm.Stuck) {
		select {
		case lost <- s:
		default: // one is enough
		}
	})
	go func() {
		defer func() {
			if x := recover(); x != nil {
				failed <- panicked{x, debug.Stack()}
			}
		}()
		over <- e.Run(ctx)
	}()
	select {
	case outcome := <-over:
		return outcome
	case s := <-lost:
		return engine.Outcome{Err: stuck{s}}
	case p := <-failed:
		panic(p)
	}
}
