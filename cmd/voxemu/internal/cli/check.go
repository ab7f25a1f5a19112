package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/format"
	"voxemu/scenarios/check/rules"
)

// checkFlags are the flags of voxemu check.
type checkFlags struct {
	choosing          []string // --select
	ignore, severity  []string
	failOn            string
	format, output    string
	json              bool
	fix, dryRun, diff bool
	stdinName         string
	workers           int
	list              bool
	explain           string

	choice check.Choice
}

func newCheck(env *Env) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check [flags] [PATH...]",
		Short: "Find mistakes in scenarios without running them",
		Long: `Find mistakes in scenarios without running them: names that the API doesn't have, missing requires, promises whose rejection ends the
session, sessions that never end, and more. PATH is a scenario, a folder, or - for stdin; without it the current folder is checked.

A project (voxengine-ci layout, or a voxemu.yaml with rules) is checked as a whole, with all its applications: scenarios of one rule know of each
other. In another folder all scenarios and projects below it are checked, each by itself; hidden folders, node_modules, tests, and what
bundlers write to dist or build are left out, and links to folders are not followed.

A comment silences what is meant to be as it is, at the end of a line or alone before it; voxemu-ignore-file does so for the file:

  call.say(text); // voxemu-ignore VX1606: split by the caller

voxemu.yaml may have select, ignore, severity, show, failOn and exclude under check; they hold for its folder and below it.
The exit code is 1 if a finding is at or above --fail-on.`,
		Example: "  voxemu check\n  voxemu check ivr.voxengine.js --fix\n  voxemu check --select VX12,unhandled-rejection --fail-on warning\n" +
			"  voxemu check --format sarif --output check.sarif\n  voxemu check --explain VX1202",
		RunE: func(cmd *cobra.Command, paths []string) error { return f.run(cmd.Context(), env, paths) },
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringSliceVar(&f.choosing, "select", nil, "only these `rules`: codes, beginnings of codes (VX12), names, default or all")
	fs.StringSliceVar(&f.ignore, "ignore", nil, "not these `rules`")
	fs.StringArrayVar(&f.severity, "severity", nil, "the lowest `level` to report: error, warning or note; or RULE=LEVEL, with off as well")
	fs.StringVar(&f.failOn, "fail-on", "", "the lowest `level` for which the exit code is 1: error, warning, note or never (default error)")
	fs.StringVar(&f.format, "format", format.Names()[0], "the `form` of the report: "+strings.Join(format.Names(), ", "))
	fs.BoolVar(&f.json, "json", false, "the same as --format json")
	fs.StringVar(&f.output, "output", "", "write the report to a `file` instead of stdout")
	fs.BoolVar(&f.fix, "fix", false, "mend what can be mended safely; of stdin, print the mended text")
	fs.BoolVar(&f.diff, "diff", false, "show what --fix would change, and change nothing")
	fs.BoolVar(&f.dryRun, "dry-run", false, "with --fix: the same as --diff")
	fs.StringVar(&f.stdinName, "stdin-name", "", "the `path` that stdin is the text of")
	fs.IntVar(&f.workers, "workers", runtime.NumCPU(), "the `number` of files that are checked at once")
	fs.BoolVar(&f.list, "list-rules", false, "list the rules")
	fs.StringVar(&f.explain, "explain", "", "show what a `rule` finds, with examples")
	return cmd
}

// check finds flags that make no sense, alone or together.
func (f *checkFlags) check() error {
	if f.json {
		if f.format != format.Names()[0] && f.format != "json" {
			return usage("--json and --format "+f.format+" exclude each other", "leave one of them out")
		}
		f.format = "json"
	}
	if !slices.Contains(format.Names(), f.format) {
		return oneOf("--format", f.format, format.Names())
	}
	levels := []string{"error", "warning", "note", "never"}
	if f.failOn != "" && !slices.Contains(levels, f.failOn) {
		return oneOf("--fail-on", f.failOn, levels)
	}
	switch {
	case f.workers < 1:
		return usage(fmt.Sprintf("--workers is at least 1, not %d", f.workers), "")
	case f.dryRun && !f.fix && !f.diff:
		return usage("--dry-run says that --fix changes nothing, and there is no --fix", "write --fix --dry-run, or --diff")
	}
	f.choice = check.Choice{Select: f.choosing, Ignore: f.ignore}
	if f.choice.FailOn, _ = finding.ParseSeverity(f.failOn); f.failOn == "never" {
		f.choice.FailOn = check.Never
	}
	return f.levels()
}

// levels reads --severity.
func (f *checkFlags) levels() error {
	for _, text := range f.severity {
		name, level, forRule := strings.Cut(text, "=")
		if !forRule {
			name, level = "", text
		}
		s, ok := finding.ParseSeverity(level)
		if !ok || !forRule && s == finding.Off {
			known := []string{"error", "warning", "note"}
			if forRule {
				known = append(known, "off")
			}
			return oneOf("--severity", level, known)
		}
		if forRule {
			f.choice.Severity = append(f.choice.Severity, check.Level{Rule: name, Severity: s})
		} else {
			f.choice.Show = s
		}
	}
	return nil
}

// oneOf refuses a word that is none of those known.
func oneOf(flag, word string, known []string) error {
	last := len(known) - 1
	p := usage(fmt.Sprintf("%s is %s or %s, not %q", flag, strings.Join(known[:last], ", "), known[last], word), "see voxemu check --help")
	if near := diag.Suggest(word, known); near != "" {
		p.Hint = "did you mean " + near + "?"
	}
	return p
}

func (f *checkFlags) run(ctx context.Context, env *Env, paths []string) error {
	if err := f.check(); err != nil {
		return err
	}
	all := rules.All()
	switch {
	case f.explain != "":
		return explainRule(env, f.explain, all)
	case f.list:
		return listRules(env, all, f.format == "json")
	}
	tuneForTrees(env)
	opt := check.Options{
		Rules: all, Choice: f.choice, Workers: f.workers, Cwd: env.Cwd, Getenv: env.Getenv, Stdin: env.Stdin, StdinName: f.stdinName,
		CheckStep: checkStep, CheckSocketStep: checkSocketStep,
	}
	if f.fix || f.diff {
		return f.mend(ctx, env, paths, opt)
	}
	report, err := check.Run(ctx, paths, opt)
	if err != nil {
		return err
	}
	return f.show(env, report, all, false)
}

// tuneForTrees sets the garbage collector up for a check, which makes trees that live as long as their project and little garbage beside:
// what suits sessions would take much memory and save no time. The limit is what 100 scenarios of 20 KB fit into; what needs more gets it.
func tuneForTrees(env *Env) {
	env.ballast = nil
	if env.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if env.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(100 << 20)
	}
}
