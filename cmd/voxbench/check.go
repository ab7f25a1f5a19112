package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// What is checked: so many scenarios, each at least so long.
const (
	checkedFiles = 100
	checkedBytes = 20_000
)

// checkGroup is checking many scenarios, against type-checking them.
func (b *bench) checkGroup() page.Group {
	const tsc = "tsc"
	dir := b.temp("check")
	prepare := b.prepareCheck(dir)
	declarations := "those that `voxemu init` writes"
	if b.options.declarations != "" {
		declarations = filepath.Base(b.options.declarations)
	}
	return page.Group{
		Title: "Checking scenarios", Rounds: 5,
		Text: fmt.Sprintf("%d scenarios of %d KB, made of the examples, from the start of the process to its end. tsc checks the same files with declarations of the API: %s.",
			checkedFiles, checkedBytes/1000, declarations),
		Contenders: []rounds.Contender{
			{Name: ours, Argv: []string{b.voxemu, "check", "--fail-on", "never", filepath.Join(dir, "scenarios")}, Before: prepare},
			b.withModules(rounds.Contender{
				Name: tsc, Argv: []string{b.node, b.path("scripts/bench.d/node_modules/typescript/bin/tsc"), "-p", dir}, Before: prepare, Exits: []int{1, 2},
			}),
		},
		Columns: []page.Column{{Figure: "wall-ms", Heading: "ms"}, {Figure: "rss-MiB", Heading: "peak memory, MiB"}},
		Claims: []page.Claim{
			{Target: "T14", Text: "100 scenarios of 20 KB, whole process", Of: of(ours, "wall-ms"), Bound: page.AtMost(1000), Unit: "ms"},
			{Target: "T14", Text: "the same: peak memory", Of: of(ours, "rss-MiB"), Bound: page.AtMost(150), Unit: "MiB"},
			{Target: "T14", Text: "the same: time / tsc", Of: of(ours, "wall-ms"), By: of(tsc, "wall-ms"), Bound: page.AtMost(0.1)},
		},
	}
}

// prepareCheck returns what writes the scenarios and the settings of tsc, once.
func (b *bench) prepareCheck(dir string) func() error {
	done := false
	return func() error {
		if done {
			return nil
		}
		done = true
		if err := b.writeScenarios(filepath.Join(dir, "scenarios")); err != nil {
			return err
		}
		declarations := b.options.declarations
		if declarations == "" {
			if err := b.tool(context.Background(), b.root, b.voxemu, "init", filepath.Join(dir, "init")); err != nil {
				return err
			}
			declarations = filepath.Join(dir, "init", "voxemu-env.d.ts")
		}
		settings, err := json.Marshal(map[string]any{
			"compilerOptions": map[string]any{
				"allowJs": true, "checkJs": true, "noEmit": true, "skipLibCheck": true, "moduleDetection": "force",
				"target": "es2022", "lib": []string{"es2022"}, "types": []string{},
			},
			"files":   []string{declarations},
			"include": []string{"scenarios/*.js"},
		})
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, "tsconfig.json"), settings, 0o644)
	}
}

// writeScenarios writes scenarios that are made of the examples, each of which gets a block of its own.
func (b *bench) writeScenarios(dir string) error {
	paths, err := filepath.Glob(b.path("scenarios/examples/*/*.js"))
	if err != nil {
		return err
	}
	var examples []string
	for _, path := range paths {
		if strings.Contains(filepath.Base(path), ".test.") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		examples = append(examples, string(text))
	}
	if len(examples) == 0 {
		return fmt.Errorf("no examples in %s", b.path("scenarios/examples"))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	next := 0
	for i := range checkedFiles {
		var text strings.Builder
		for text.Len() < checkedBytes {
			fmt.Fprintf(&text, "{\n%s}\n", examples[next%len(examples)])
			next++
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("s%02d.js", i)), []byte(text.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
