package session

import (
	"errors"
	"fmt"
	"time"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
)

// Limits are the platform's limits that the emulator enforces (behaviour page, section 2).
type Limits struct {
	Idle            time.Duration // a session without calls and requests
	QueueOnly       time.Duration // a session without calls, but with requests in queues
	Drain           time.Duration // wait for active requests before Terminating
	Timers          int           // armed timeouts and intervals
	IntervalMin     time.Duration // shortest period of setInterval
	Players         int           // live media players in a session
	CallAttempts    int           // calls in a session, in and out, whatever became of them
	UnansweredCalls int           // outgoing calls that are not answered yet
	HTTPActive      int           // requests under way
	HTTPTotal       int           // requests under way and queued
	HTTPBody        int           // bytes of a response
	HTTPConnect     time.Duration
	HTTPTimeout     time.Duration
	TerminatingHTTP int // requests that may start in Terminating
	SpareSockets    int // how many more WebSockets of clients than calls
	MailActive      int // mails under way
	MailTotal       int // mails under way and queued
	SayText         int // UTF-16 units of a text to say
	LogMessage      int // UTF-16 units of one log message
	CustomData      int // bytes of what customData(v) takes without a warning
	HeaderField     int // bytes of one SIP header
	Headers         int // bytes of all SIP headers of a message
	// Turn is the time of one callback, in the platform's JavaScript; here it gets [SlowerBy] times as long, and never more
	// than [jsvm.MaxTurn].
	Turn time.Duration
	// Memory is the heap of a session, in bytes of the platform's engine; here values take [LargerBy] times as much. 0 stands
	// for no limit but that which protects the process.
	Memory int
}

// How this engine compares with the platform's, measured against Node, which compiles as well.
const (
	// SlowerBy is how much longer a turn may take. Calls, sorting, JSON and regular expressions take 6 to 52 times as long, so
	// that a turn that ends here after 5 s may pass in the cloud; but no more than [jsvm.MaxTurn] is waited for.
	SlowerBy = 5
	// LargerBy is how much more memory a script may keep. Strings and objects used as tables take as much as in Node, lists
	// of numbers four times as much, small objects ten times, so that there is no warning without need.
	LargerBy = 10
)

// nearly is from where on a limit is warned of.
func nearly(limit int) int { return limit / 5 * 4 }

// engineLimits sets what the VM enforces of the limits. The memory of the platform ends a session in strict mode only: it is
// an estimate.
func (s *Session) engineLimits(o *jsvm.Options) {
	o.TurnLimit = min(s.limits.Turn*SlowerBy, jsvm.MaxTurn)
	if s.opts.TurnLimit > 0 {
		o.TurnLimit = min(o.TurnLimit, s.opts.TurnLimit)
	}
	memory := s.limits.Memory * LargerBy
	o.MemoryWarning = uint64(nearly(memory))
	if s.opts.Strict {
		o.MemoryLimit = uint64(memory)
	}
}

// near is called after each turn, with its error, which it returns. It warns of what comes near the engine's limits, once
// each.
func (s *Session) near(err error) error {
	slow, full := s.vm.NearLimits()
	if e, ok := errors.AsType[*jsvm.Error](err); ok && (e.Kind == jsvm.Timeout || e.Kind == jsvm.Memory) {
		s.warned.slow, s.warned.full = true, true // the error says more
		return err
	}
	if slow && !s.warned.slow {
		s.warned.slow = true
		s.Warn(diag.CodeOverLimit, fmt.Sprintf("a turn of the script took more than 80%% of its %v", s.limits.Turn*SlowerBy))
	}
	if full && !s.warned.full {
		s.warned.full = true
		s.Warn(diag.CodeOverLimit, fmt.Sprintf("the script keeps more than 80%% of the %d MB that a session has, by estimate", s.limits.Memory>>20))
	}
	return err
}

// CloudLimits returns the limits of the cloud, as documented in August 2026.
func CloudLimits() *Limits {
	return &Limits{
		Idle:            60 * time.Second,
		QueueOnly:       2 * time.Hour,
		Drain:           90 * time.Second,
		Timers:          100,
		IntervalMin:     100 * time.Millisecond,
		Players:         10,
		CallAttempts:    50,
		UnansweredCalls: 10,
		HTTPActive:      3,
		HTTPTotal:       35,
		HTTPBody:        2 << 20,
		HTTPConnect:     6 * time.Second,
		HTTPTimeout:     90 * time.Second,
		TerminatingHTTP: 1,
		SpareSockets:    3,
		MailActive:      2,
		MailTotal:       10,
		SayText:         1500,
		LogMessage:      15000,
		CustomData:      200,
		HeaderField:     200,
		Headers:         4095,
		Turn:            time.Second,
		Memory:          16 << 20,
	}
}

// NoLimits returns limits that no scenario reaches, but for those that end what would never end.
func NoLimits() *Limits {
	const many = 1 << 30
	l := CloudLimits()
	l.Timers, l.Players, l.CallAttempts, l.UnansweredCalls = many, many, many, many
	l.HTTPTotal, l.HTTPBody, l.TerminatingHTTP, l.MailTotal = many, many, many, many
	l.SpareSockets = many
	l.SayText, l.LogMessage, l.CustomData = many, many, many
	l.HeaderField, l.Headers = many, many
	l.Turn, l.Memory = jsvm.MaxTurn, 0
	return l
}
