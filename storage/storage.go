// Package storage is what ApplicationStorage keeps: key-value pairs of an application that outlive its sessions.
//
// [Store] is the interface that drivers implement: storage/sqlite is the durable default, storage/memory the quick one that
// forgets, and storage/storetest the suite that each of them has to pass. The rules for keys, values and lifetimes are
// here, so that every driver has the same (behaviour page, section 7.1).
package storage

import "context"

// Entry is one stored pair.
type Entry struct {
	Key, Value string
	// ExpireAt is the moment of expiry, in whole seconds since the Unix epoch; see [Expiry]. It is 0 in answers that
	// have no entry.
	ExpireAt int64
}

// Op is one request to a store.
type Op struct {
	Kind  Kind
	App   string // scope: the application
	Key   string // Put, Get, Remove
	Value string // Put
	// TTL is the lifetime in seconds of a Put, counted from Now. 0 expires at once; [Lifetime] has the rules.
	TTL int64
	// Pattern is the namespace that Keys lists, see [Namespace]; "" lists all keys.
	Pattern string
	// Count bounds how many keys Keys lists; 0 and less stand for [DefaultCount].
	Count int
	// Now is the session's time, in milliseconds since the Unix epoch: it decides what has expired.
	Now int64
}

// Kind is the kind of a request.
type Kind uint8

// The requests.
const (
	Put Kind = iota
	Get
	Remove
	Keys
)

// Result is the answer to an Op.
type Result struct {
	Entry Entry    // Put: what was stored; Get, Remove: what was found
	Found bool     // Get, Remove
	Keys  []string // Keys, in lexical order: that of their UTF-8 bytes
	Err   error    // an [*Error]; from [Wait] also that of its context
}

// Store keeps pairs. Its methods may be called from any goroutine.
type Store interface {
	// Do carries out one request and calls done exactly once, from any goroutine; possibly before Do returns. A Put or
	// Remove is done only once it is durable. Requests of one caller take effect in the order of its calls, and nobody
	// is shown a Put that is not yet durable. done must not block and must not close the store.
	Do(op Op, done func(Result))
	// Latest returns the latest time, in milliseconds since the Unix epoch, at which the store was written to; 0 if it
	// never was.
	Latest(ctx context.Context) (int64, error)
	// Close waits for what has been asked for and closes the store. Every acknowledged Put survives it, and a crash. A
	// second Close does nothing; any other request to a closed store is answered with [CodeClosed].
	Close() error
}

// Wait carries out one request and waits for its answer. If ctx ends first, the request may still take effect.
func Wait(ctx context.Context, s Store, op Op) Result {
	answer := make(chan Result, 1)
	s.Do(op, func(r Result) { answer <- r })
	select {
	case r := <-answer:
		return r
	case <-ctx.Done():
		return Result{Err: ctx.Err()}
	}
}
