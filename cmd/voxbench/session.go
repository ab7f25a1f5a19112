package main

import (
	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// cores lets a contender use so many cores.
func cores(n string, c rounds.Contender) rounds.Contender {
	c.Env = append(c.Env, "GOMAXPROCS="+n)
	return c
}

// sessionGroup is whole sessions with storage in memory.
func (b *bench) sessionGroup() page.Group {
	const (
		two, one, alone          = "voxemu, 2 cores", "voxemu, 1 core", "goja alone, 2 cores"
		context, contexts, realm = "node, a context each", "node, a context each, 2 processes", "node, one realm"
	)
	node := func(name, isolation string) rounds.Contender {
		return b.onNode(name, "sessions.js", b.counter(), isolation, "memory", "-", 1, b.span.Seconds())
	}
	both := node(contexts, "isolated")
	both.Copies = 2
	return page.Group{
		Title: "Sessions in memory",
		Text: "Whole sessions of the call counter a second, each with a context and an empty storage of its own. " +
			"`goja alone` is a runner of some 200 lines without log, trace, call model or clock: what there is to gain at most. " +
			"The last line has no isolation: all sessions run in one realm.",
		Contenders: []rounds.Contender{
			cores("2", b.probe(two, "sessions", "-scenario", b.counter(), "-workers", 2)),
			cores("1", b.probe(one, "sessions", "-scenario", b.counter(), "-workers", 1)),
			cores("2", b.probe(alone, "bare-sessions", "-scenario", b.counter(), "-workers", 2)),
			node(context, "isolated"), both, node(realm, "shared"),
		},
		Columns: []page.Column{{Figure: "rate", Heading: "sessions/s"}, {Figure: "rss-MiB", Heading: "peak memory, MiB"}},
		Claims: []page.Claim{
			{Target: "T2", Text: "sessions/s, 2 cores / one Node process, a context each", Of: of(two, "rate"), By: of(context, "rate"), Bound: page.AtLeast(10)},
			{Target: "T2", Text: "sessions/s, 2 cores / two Node processes", Of: of(two, "rate"), By: of(contexts, "rate"), Bound: page.AtLeast(6)},
			{Target: "T2", Text: "sessions/s, 2 cores / goja alone", Of: of(two, "rate"), By: of(alone, "rate"), Bound: page.AtLeast(0.5)},
			{Target: "T7", Text: "sessions/s, 2 cores / 1 core", Of: of(two, "rate"), By: of(one, "rate"), Bound: page.AtLeast(1.6)},
			{Text: "sessions/s in memory, 2 cores / Node without isolation, 1 core", Of: of(two, "rate"), By: of(realm, "rate"), Loss: true},
		},
	}
}

// durableGroup is whole sessions that share a database.
func (b *bench) durableGroup() page.Group {
	const (
		many, single      = "voxemu, 32 at once", "voxemu, one after the other"
		group, each, none = "node, a context each, 32 at once, group commit", "node, a context each, one commit a put", "node, one realm, 32 at once, group commit"
	)
	vox := func(name string, workers int) rounds.Contender {
		return fresh(b.probe(name, "sessions", "-scenario", b.counter(), "-workers", workers, "-database", b.temp("t3.db")), b.temp("t3.db"))
	}
	node := func(name, isolation, store string, workers int) rounds.Contender {
		c := b.onNode(name, "sessions.js", b.counter(), isolation, store, b.temp("t3-node.db"), workers, b.span.Seconds())
		return fresh(b.withModules(c), b.temp("t3-node.db"))
	}
	return page.Group{
		Title: "Durable sessions",
		Text:  "The same with storage in one SQLite database for all (write-ahead log, flushed at each commit): an acknowledged put survives a power cut.",
		Contenders: []rounds.Contender{
			vox(many, 32), vox(single, 1), node(group, "isolated", "group", 32), node(each, "isolated", "each", 1), node(none, "shared", "group", 32),
		},
		Columns: []page.Column{{Figure: "rate", Heading: "sessions/s"}, {Figure: "p50-ms", Heading: "p50, ms"}, {Figure: "p99-ms", Heading: "p99, ms"}},
		Claims: []page.Claim{
			{Target: "T3", Text: "durable sessions/s, 32 at once / Node with group commit", Of: of(many, "rate"), By: of(group, "rate"), Bound: page.AtLeast(6)},
			{Target: "T3", Text: "durable sessions/s, 32 at once / Node with one commit a put", Of: of(many, "rate"), By: of(each, "rate"), Bound: page.AtLeast(10)},
			{Text: "durable sessions/s, 32 at once / Node without isolation, group commit", Of: of(many, "rate"), By: of(none, "rate"), Loss: true},
		},
	}
}

// yardstick heads the column of what tells how fast the machine is.
const yardstick = "us, goja.New and 1+1"

// yardsticks turns microseconds on the machine where the targets were set into times of a fresh goja runtime and 1+1, which took 0.75 of
// them there.
func yardsticks(us float64) float64 { return us / 0.75 }

// freshGroup is what a session costs before anything happens in it.
func (b *bench) freshGroup() page.Group {
	const eager = "goja, the names made eagerly"
	return page.Group{
		Title: "A fresh session",
		Text: "A session with its loop, clock and network, the whole API of some 5,000 names, and the call counter loaded; the first event has been raised. " +
			"The eager script makes the same names from a compiled program, and nothing else. On Node: an empty context, and one with the scenario loaded. " +
			"How fast the machine is at the moment shows in the time of a fresh goja runtime with `1+1` in it, which is 0.75 us where the targets in microseconds were set.",
		Contenders: []rounds.Contender{
			b.probe(ours, "load", "-scenario", b.counter(), "-n", 40_000),
			b.probe(eager, "prelude", "-n", 3000),
			b.onNode(onNode, "contexts.js", b.counter(), "load", 1000),
		},
		Columns: []page.Column{{Figure: "load-us", Heading: "us, loaded"}, {Figure: "us", Heading: "us, empty"}, {Figure: "bare-us", Heading: yardstick}, {Figure: "heap-KiB", Heading: "heap kept, KiB"}, {Figure: "names", Heading: "names"}},
		Claims: []page.Claim{
			{Target: "T8", Text: "a fresh session with the whole API, scenario loaded", Of: of(ours, "load-us"), Bound: page.AtMost(20), Unit: "us"},
			{Target: "T8", Text: "the same / a fresh goja runtime and 1+1", Of: of(ours, "load-us"), By: of(ours, "bare-us"), Bound: page.AtMost(yardsticks(20))},
			{Target: "T8", Text: "the same: heap", Of: of(ours, "heap-KiB"), Bound: page.AtMost(16), Unit: "KiB"},
			{Target: "T8", Text: "the same: time / eager script", Of: of(ours, "load-us"), By: of(eager, "load-us"), Bound: page.AtMost(1.0 / 50)},
			{Target: "T8", Text: "the same: time / empty context on Node", Of: of(ours, "load-us"), By: of(onNode, "us"), Bound: page.AtMost(0.1)},
		},
	}
}

// idleGroup is the memory of sessions that wait.
func (b *bench) idleGroup() page.Group {
	n := 3000
	if b.options.quick {
		n = 500
	}
	scenario := b.path("scripts/bench.d/session/idle.js")
	node := b.onNode(onNode, "contexts.js", scenario, "idle", n)
	node.Argv = append([]string{node.Argv[0], "--expose-gc"}, node.Argv[1:]...)
	return page.Group{
		Title:      "Idle sessions",
		Text:       "Resident memory of each of many sessions that hold a connected call and wait, after a garbage collection. Each voxemu session is an application of its own with its goroutine and a real clock.",
		Contenders: []rounds.Contender{b.probe(ours, "idle", "-scenario", scenario, "-n", n), node},
		Columns:    []page.Column{{Figure: "rss-KiB", Heading: "KiB a session"}},
		Claims: []page.Claim{
			{Target: "T9", Text: "memory of an idle session", Of: of(ours, "rss-KiB"), Bound: page.AtMost(45), Unit: "KiB"},
			{Target: "T9", Text: "the same / Node context", Of: of(ours, "rss-KiB"), By: of(onNode, "rss-KiB"), Bound: page.AtMost(0.25)},
		},
	}
}
