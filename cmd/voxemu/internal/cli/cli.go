// Package cli is the command line of voxemu: one file a sub-command. Whole commands run in tests as well, as everything
// they touch of the process is in [Env].
package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // the zones of getLocalTime, whatever the machine has

	"github.com/spf13/cobra"

	"voxemu/runtime/diag"
)

// Main runs a command and returns its exit code.
func Main(env *Env) (code int) {
	defer func() {
		if r := recover(); r != nil {
			stack := debug.Stack()
			if p, ok := r.(panicked); ok {
				r, stack = p.reason, p.stack
			}
			code = env.crashed(r, stack)
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	root := newRoot(env)
	root.SetArgs(env.Args)
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	return env.finish(root.ExecuteContext(ctx))
}

func newRoot(env *Env) *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:           "voxemu",
		Short:         "Run VoxEngine scenarios on this machine",
		Long:          "voxemu runs VoxEngine scenarios on this machine: with simulated calls, a clock that jumps, and ApplicationStorage in SQLite.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if version {
				return printVersion(env, false)
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&version, "version", false, "print the version")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		// voxemu rnu --json: the command is what is wrong, not the flag.
		if !cmd.HasParent() && len(env.Args) > 0 && !strings.HasPrefix(env.Args[0], "-") {
			return noSuchCommand(cmd, env.Args)
		}
		return flagProblem(cmd, err)
	})
	root.SetHelpCommand(newHelp())
	root.AddCommand(newRun(env), newTest(env), newCheck(env), newInit(env), newMergeReports(env), newAPI(env), newStorage(env), newVersion(env))
	return root
}

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Print the help of a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noSuchCommand(found, rest)
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// noSuchCommand is the check of commands that have sub-commands: whatever stands after them is meant to be one.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	p := usage(fmt.Sprintf("there is no command %q", cmd.CommandPath()+" "+args[0]), "see "+cmd.CommandPath()+" --help")
	if near := diag.Suggest(args[0], names); near != "" {
		p.Hint = "did you mean " + cmd.CommandPath() + " " + near + "?"
	}
	return p
}

// exactly demands the named arguments.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < len(names) {
			return usage(fmt.Sprintf("%s needs %s", cmd.CommandPath(), strings.Join(names[len(args):], " and ")), "use: "+cmd.UseLine())
		}
		return atMost(len(names))(cmd, args)
	}
}

// atMost allows so many arguments.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		return usage(fmt.Sprintf("%q is one argument too many for %s", args[n], cmd.CommandPath()), "use: "+cmd.UseLine())
	}
}
