package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// Names of contenders that several places use.
const (
	ours   = "voxemu"
	onNode = "node"
)

func of(contender, figure string) rounds.Ref { return rounds.Ref{Contender: contender, Figure: figure} }

// processGroup is the whole program for one durable session.
func (b *bench) processGroup() page.Group {
	return page.Group{
		Title: "One scenario, the whole process", Rounds: 20,
		Text: "A call to the call counter with its storage in an existing SQLite database, from the start of the process to its end. On Node: stubs and better-sqlite3 (write-ahead log, flushed at each commit).",
		Contenders: []rounds.Contender{
			{Name: ours, Argv: []string{b.voxemu, "run", b.counter(), "--storage", b.temp("t1.db")}},
			b.withModules(b.onNode(onNode, "run.js", b.counter(), b.temp("t1-node.db"))),
		},
		Columns: []page.Column{{Figure: "wall-ms", Heading: "ms"}, {Figure: "rss-MiB", Heading: "peak memory, MiB"}},
		Claims: []page.Claim{
			{Target: "T1", Text: "one durable scenario, whole process: time / node", Of: of(ours, "wall-ms"), By: of(onNode, "wall-ms"), Bound: page.AtMost(0.20)},
			{Target: "T1", Text: "the same: peak memory / node", Of: of(ours, "rss-MiB"), By: of(onNode, "rss-MiB"), Bound: page.AtMost(0.9)},
		},
	}
}

// startGroup is the start of the process.
func (b *bench) startGroup() page.Group {
	bare := rounds.Contender{Name: onNode, Argv: []string{b.node, "-e", "1+1"}, Missing: b.noNode}
	return page.Group{
		Title: "Start of the process", Rounds: 20,
		Text: "A scenario of one line, against `node -e 1+1`.",
		Contenders: []rounds.Contender{
			{Name: ours, Argv: []string{b.voxemu, "run", b.path("scripts/bench.d/session/hello.js"), "--start", "--storage", ":memory:"}},
			bare,
			b.probe("voxemu, the file", "size", "-scenario", b.voxemu),
		},
		Columns: []page.Column{
			{Figure: "wall-ms", Heading: "ms"}, {Figure: "rss-MiB", Heading: "peak memory, MiB"}, {Figure: "MB", Heading: "stripped file, MB"},
		},
		Claims: []page.Claim{
			{Target: "T13", Text: "process start to first JavaScript: time / node", Of: of(ours, "wall-ms"), By: of(onNode, "wall-ms"), Bound: page.AtMost(0.15)},
			{Target: "T13", Text: "the same: peak memory / node", Of: of(ours, "rss-MiB"), By: of(onNode, "rss-MiB"), Bound: page.AtMost(0.9)},
			{Target: "T13", Text: "stripped binary", Of: of("voxemu, the file", "MB"), Bound: page.AtMost(35), Unit: "MB"},
		},
	}
}

// buildGroup is building after a change.
func (b *bench) buildGroup() page.Group {
	const changed, same = "main.go changed", "nothing changed"
	build := []string{"go", "build", "-C", b.root}
	edited := rounds.Contender{Name: changed, Argv: append(build, "-overlay", b.temp("overlay.json"), "-o", b.temp("built"), "./cmd/voxemu"), Before: b.edit()}
	return page.Group{
		Title: "Building", Text: "`go build ./cmd/voxemu` when everything else is in the build cache.",
		Contenders: []rounds.Contender{edited, {Name: same, Argv: append(build, "-o", b.temp("built-again"), "./cmd/voxemu")}},
		Columns:    []page.Column{{Figure: "wall-ms", Heading: "ms"}},
		Claims: []page.Claim{
			{Target: "T13", Text: "build after a change of main.go", Of: of(changed, "wall-ms"), Bound: page.AtMost(5000), Unit: "ms"},
		},
	}
}

// edit returns what changes main.go for the compiler, each time anew, and leaves the file alone.
func (b *bench) edit() func() error {
	n := 0
	return func() error {
		text, err := os.ReadFile(b.path(mainFile))
		if err != nil {
			return err
		}
		n++
		return b.replaceMain(fmt.Appendf(text, "\nconst changed = %d\n", n))
	}
}

const mainFile = "cmd/voxemu/main.go"

// replaceMain writes the overlay with which the compiler sees another main.go.
func (b *bench) replaceMain(text []byte) error {
	if err := os.WriteFile(b.temp("main.go"), text, 0o644); err != nil {
		return err
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {b.path(mainFile): b.temp("main.go")}})
	if err != nil {
		return err
	}
	return os.WriteFile(b.temp("overlay.json"), overlay, 0o644)
}

// least is the smallest program that has what the main job needs: it stands in for main.go where the time of building it is the yardstick.
const least = `package main

import (
	"database/sql"

	"github.com/dop251/goja"
	_ "github.com/mattn/go-sqlite3"
)

func main() {
	_, _ = sql.Open("sqlite3", ":memory:")
	_, _ = goja.New().RunString("1 + 1")
}
`

// coldGroup is building with an empty build cache, once. The yardstick took 52 s on the machine where the target of 90 s was set.
func (b *bench) coldGroup() page.Group {
	const all, yardstick = "voxemu", "goja and SQLite alone"
	cold := func(name string, flags ...string) rounds.Contender {
		c := rounds.Contender{
			Name: name, Argv: append([]string{"go", "build", "-C", b.root, "-o", b.temp("built-cold")}, append(flags, "./cmd/voxemu")...),
			Env:    []string{"GOCACHE=" + b.temp("gocache")},
			Before: func() error { return errors.Join(os.RemoveAll(b.temp("gocache")), b.replaceMain([]byte(least))) },
		}
		if !b.options.full {
			c.Missing = "only with -full"
		}
		return c
	}
	return page.Group{
		Title: "Building from nothing", Rounds: 1,
		Text:       "`go build ./cmd/voxemu` with an empty build cache. Most of it is the C code of SQLite and the standard library: how much shows a program that has goja and SQLite and does nothing.",
		Contenders: []rounds.Contender{cold(all), cold(yardstick, "-overlay", b.temp("overlay.json"))},
		Columns:    []page.Column{{Figure: "wall-ms", Heading: "ms"}},
		Claims: []page.Claim{
			{Target: "T13", Text: "build from nothing", Of: of(all, "wall-ms"), Bound: page.AtMost(90_000), Unit: "ms"},
			{Target: "T13", Text: "the same / goja and SQLite alone", Of: of(all, "wall-ms"), By: of(yardstick, "wall-ms"), Bound: page.AtMost(90.0 / 52)},
		},
	}
}
