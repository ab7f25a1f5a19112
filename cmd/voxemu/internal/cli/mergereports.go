package cli

import (
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit/reporters"
)

func newMergeReports(env *Env) *cobra.Command {
	f := &reporterFlags{}
	cmd := &cobra.Command{
		Use:   "merge-reports [flags] FILE...",
		Short: "Make one report of the reports of shards",
		Long: `Make one report of the reports that the shards of a run of tests have written with --reporter json=FILE.
The exit code is 1 if a test has failed, or if the report of a shard is missing.`,
		Example: "  voxemu test --shard 1/2 --reporter json=1.json\n  voxemu test --shard 2/2 --reporter json=2.json\n  voxemu merge-reports --reporter junit=all.xml 1.json 2.json",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(cmd.CommandPath()+" needs FILE", "use: "+cmd.UseLine())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, files []string) error { return mergeReports(env, f, files) },
	}
	cmd.Flags().SortFlags = false
	f.add(cmd.Flags())
	return cmd
}

func mergeReports(env *Env, f *reporterFlags, files []string) error {
	if err := f.check(); err != nil {
		return err
	}
	var list []*reporters.Report
	paths := make([]string, len(files))
	for i, name := range files {
		paths[i] = env.path(name)
		r, err := readReport(name, paths[i])
		if err != nil {
			return err
		}
		list = append(list, r)
	}
	all, err := reporters.Merge(list)
	if err != nil {
		return err
	}
	out, err := f.open(env, all.Times, paths...)
	if err != nil {
		return err
	}
	if err := errors.Join(reporters.Show(out, all.Summary), out.close()); err != nil {
		return err
	}
	if len(all.Missing) > 0 {
		p := &diag.Problem{Code: diag.CodeReport, Message: "no report is of shard " + strings.Join(all.Missing, ", "), Hint: "give the reports of all shards; their tests count as not run"}
		p.Exit = diag.ExitFailed
		return p
	}
	if all.Failed() {
		return exit(diag.ExitFailed)
	}
	return nil
}

func readReport(name, path string) (*reporters.Report, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		if p, ok := errors.AsType[*os.PathError](err); ok {
			err = p.Err
		}
		return nil, &diag.Problem{Code: diag.CodePath, Message: "can't read " + name + ": " + err.Error(), Exit: diag.ExitUsage}
	}
	return reporters.Read(name, text)
}
