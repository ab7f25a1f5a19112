package session

import "time"

// Limits are the platform's limits that the emulator enforces (behaviour page, section 2).
type Limits struct {
	Idle            time.Duration // a session without calls and requests
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
	SayText         int // UTF-16 units of a text to say
	LogMessage      int // UTF-16 units of one log message
	CustomData      int // bytes of what customData(v) takes without a warning
	HeaderField     int // bytes of one SIP header
	Headers         int // bytes of all SIP headers of a message
}

// CloudLimits returns the limits of the cloud, as documented in August 2026.
func CloudLimits() *Limits {
	return &Limits{
		Idle:            60 * time.Second,
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
		SayText:         1500,
		LogMessage:      15000,
		CustomData:      200,
		HeaderField:     200,
		Headers:         4095,
	}
}

// NoLimits returns limits that no scenario reaches, but for those that end what would never end.
func NoLimits() *Limits {
	const many = 1 << 30
	l := CloudLimits()
	l.Timers, l.Players, l.CallAttempts, l.UnansweredCalls = many, many, many, many
	l.HTTPTotal, l.HTTPBody, l.TerminatingHTTP = many, many, many
	l.SayText, l.LogMessage, l.CustomData = many, many, many
	l.HeaderField, l.Headers = many, many
	return l
}
