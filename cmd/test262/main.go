// Command test262 runs a checkout of test262, the conformance suite of the language, against the engine as scenarios see
// it: lowering, patches and all. It fetches nothing.
//
//	go run ./cmd/test262 [-failures FILE] DIR [PATH...]
//
// DIR is the checkout. Each PATH is a folder or a file below DIR/test; without any, those that docs/language.md counts are
// run. It prints how many tests of each folder passed, failed and were skipped, and writes the failures to a file.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// counted are the folders below test/ that make up the figure of docs/language.md.
var counted = []string{"language", "built-ins", "annexB"}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("test262", flag.ContinueOnError)
	flags.SetOutput(stderr)
	failures := flags.String("failures", "", "write the failed tests and their errors to this `file`")
	workers := flags.Int("j", runtime.GOMAXPROCS(0), "how many tests to run at once")
	depth := flags.Int("depth", 2, "how many levels of folders to print")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: test262 [flags] DIR [PATH...]")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil || flags.NArg() == 0 {
		if err == nil {
			flags.Usage()
		}
		return 2
	}
	paths := flags.Args()[1:]
	if len(paths) == 0 {
		paths = counted
	}
	s, err := open(flags.Arg(0), paths)
	if err != nil {
		fmt.Fprintln(stderr, "test262:", err)
		return 2
	}
	results := s.runAll(*workers)
	if *failures != "" {
		if err := os.WriteFile(*failures, []byte(listFailures(results)), 0o644); err != nil {
			fmt.Fprintln(stderr, "test262:", err)
			return 2
		}
	}
	fmt.Fprint(stdout, table(results, *depth))
	return 0
}

// runAll runs all tests, some at once. The results are in the order of the tests.
func (s *suite) runAll(workers int) []result {
	results := make([]result, len(s.tests))
	next := make(chan int)
	var all sync.WaitGroup
	for range max(1, workers) {
		all.Go(func() {
			for i := range next {
				results[i] = s.run(s.tests[i])
			}
		})
	}
	for i := range s.tests {
		next <- i
	}
	close(next)
	all.Wait()
	return results
}

// outcome is how a test ended.
type outcome int

const (
	passed outcome = iota
	failed
	skipped
)

// result is what became of one test.
type result struct {
	path    string
	outcome outcome
	why     string
}

func listFailures(results []result) string {
	var b strings.Builder
	for _, r := range results {
		if r.outcome == failed {
			fmt.Fprintf(&b, "%s\t%s\n", r.path, strings.ReplaceAll(r.why, "\n", " "))
		}
	}
	return b.String()
}

// table prints the counts of each folder, and their sum.
func table(results []result, depth int) string {
	counts := map[string]*[3]int{}
	var names []string
	var sum [3]int
	for _, r := range results {
		parts := strings.Split(r.path, "/")
		name := strings.Join(parts[:min(depth, len(parts)-1)], "/")
		if counts[name] == nil {
			counts[name] = &[3]int{}
			names = append(names, name)
		}
		counts[name][r.outcome]++
		sum[r.outcome]++
	}
	slices.Sort(names)
	var b strings.Builder
	fmt.Fprintf(&b, "%-48s %7s %7s %7s\n", "folder", "passed", "failed", "skipped")
	for _, name := range names {
		c := counts[name]
		fmt.Fprintf(&b, "%-48s %7d %7d %7d\n", name, c[passed], c[failed], c[skipped])
	}
	fmt.Fprintf(&b, "%-48s %7d %7d %7d\n", "all", sum[passed], sum[failed], sum[skipped])
	if ran := sum[passed] + sum[failed]; ran > 0 {
		fmt.Fprintf(&b, "%.2f %% of %d tests passed\n", 100*float64(sum[passed])/float64(ran), ran)
	}
	return b.String()
}
