package main

import (
	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// count is how many timers or awaits the scripts of scripts/bench.d have.
const count = 10_000

// timerGroup is virtual timers.
func (b *bench) timerGroup() page.Group {
	g := page.Group{
		Title: "Virtual timers",
		Text: "10,000 timers of a session in virtual time, against @sinonjs/fake-timers: each timer set by the one before; all pending at once, the last one set due first; `await sleep(1000)`. " +
			"Each is measured once memory and compiler are warm. The library runs the first two with `runAll()` and the third with `runAllAsync()`; driving that one by hand, `next()` and one promise job, is faster. " +
			"`goja alone` has setTimeout, a heap and nothing else.",
		Columns: []page.Column{{Figure: "ms", Heading: "ms"}, {Figure: "rate", Heading: "timers/s"}},
	}
	sinon := func(name, file, method string) rounds.Contender {
		return b.withModules(b.onNode(name, "timers.js", file, count, method))
	}
	for _, shape := range []struct {
		file, name, method string
		alone              float64 // ms that goja alone took for 10,000 virtual seconds, where the target was set; 0 if they are no seconds
	}{{"chained", "chained", "runAll", 5.4}, {"reverse", "pending at once", "runAll", 0}, {"sleep", "await sleep(1000)", "runAllAsync", 32}} {
		file := b.path("scripts/bench.d/timers/" + shape.file + ".js")
		vox, alone, node := "voxemu, "+shape.name, "goja alone, "+shape.name, "fake-timers, "+shape.name
		g.Contenders = append(g.Contenders,
			b.probe(vox, "timers", "-scenario", file, "-n", count),
			b.probe(alone, "bare-timers", "-scenario", file, "-n", count),
			sinon(node, file, shape.method))
		g.Claims = append(g.Claims, page.Claim{
			Target: "T11", Text: "timers/s, " + shape.name + " / fake-timers on Node", Of: of(vox, "rate"), By: of(node, "rate"), Bound: page.AtLeast(1),
		}, page.Claim{
			Text: "timers/s, " + shape.name + " / goja alone", Of: of(vox, "rate"), By: of(alone, "rate"),
		})
		if shape.alone > 0 {
			g.Claims = append(g.Claims, page.Claim{
				Target: "T11", Text: "10,000 virtual seconds, " + shape.name, Of: of(vox, "ms"), Bound: page.AtMost(50), Unit: "ms",
			}, page.Claim{
				Target: "T11", Text: "the same / goja alone", Of: of(vox, "ms"), By: of(alone, "ms"), Bound: page.AtMost(50 / shape.alone),
			})
		}
		if shape.method == "runAllAsync" {
			byHand := node + ", by hand"
			g.Contenders = append(g.Contenders, sinon(byHand, file, "byHand"))
			g.Claims = append(g.Claims, page.Claim{
				Text: "timers/s, " + shape.name + " / fake-timers driven by hand", Of: of(vox, "rate"), By: of(byHand, "rate"), Loss: true,
			})
		}
	}
	return g
}

// eventGroup is what one turn costs.
func (b *bench) eventGroup() page.Group {
	const event, one, storage = "event with one listener", "await 1", "await of a stored value"
	await := func(name, file string) rounds.Contender {
		return b.probe(name, "script", "-scenario", b.path("scripts/bench.d/await/"+file), "-n", count)
	}
	return page.Group{
		Title:      "Turns",
		Text:       "An event with three fields from the moment it is raised to the end of its listener's turn; and awaiting a value that storage in memory has, against awaiting a number.",
		Contenders: []rounds.Contender{b.probe(event, "event", "-n", count), await(one, "one.js"), await(storage, "storage.js")},
		Columns:    []page.Column{{Figure: "us", Heading: "us"}, {Figure: "bare-us", Heading: yardstick}},
		Claims: []page.Claim{
			{Target: "T12", Text: "event with one listener", Of: of(event, "us"), Bound: page.AtMost(2), Unit: "us"},
			{Target: "T12", Text: "the same / a fresh goja runtime and 1+1", Of: of(event, "us"), By: of(event, "bare-us"), Bound: page.AtMost(yardsticks(2))},
			{Target: "T12", Text: "await of a stored value / await 1", Of: of(storage, "us"), By: of(one, "us"), Bound: page.AtMost(2.5)},
		},
	}
}

// computeGroup is JavaScript that computes.
func (b *bench) computeGroup() page.Group {
	g := page.Group{
		Title:   "JavaScript that computes",
		Text:    "The same function in goja and in Node: no API is involved.",
		Columns: []page.Column{{Figure: "ms", Heading: "ms"}},
	}
	for _, w := range []struct{ file, name string }{{"fib", "fib(27)"}, {"keys", "adding and deleting keys"}, {"json", "JSON there and back"}} {
		file := b.path("scripts/bench.d/cpu/" + w.file + ".js")
		goja, node := "goja, "+w.name, "node, "+w.name
		g.Contenders = append(g.Contenders, b.probe(goja, "cpu", "-scenario", file), b.onNode(node, "cpu.js", file))
		g.Claims = append(g.Claims, page.Claim{Text: w.name + ": time / Node", Of: of(goja, "ms"), By: of(node, "ms"), Loss: true})
	}
	return g
}
