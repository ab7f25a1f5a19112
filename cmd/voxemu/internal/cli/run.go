package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"voxemu/runtime/diag"
)

// The values of --output and --clock.
const (
	outputPretty = "pretty"
	outputLog    = "log"
	outputJSON   = "json"
	outputQuiet  = "quiet"

	clockVirtual = "virtual"
	clockReal    = "real"
)

// runFlags are the flags of voxemu run.
type runFlags struct {
	from, to, displayName, callData string
	headers                         []string
	start                           bool
	customData                      string
	list                            listFlags
	rule, do, far                   string
	storage, app, at, envFile       string
	recordings                      string
	secrets                         []string
	clock                           string
	seed                            uint64
	timeout, maxVirtual             time.Duration
	strict, lenient                 bool
	output, trace                   string
	json, verbose                   bool
}

func newRun(env *Env) *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use:   "run [flags] PATH...",
		Short: "Run the scenarios of one rule: simulate a call, or a start without one",
		Long: `Run the scenarios of one rule. PATH is one or several scenario files, which run in order, or a project folder.

By default somebody calls: the number --from dials --to and stays on the line until nothing is left to happen. --do says
what the caller does once connected. With --start nobody calls, as with StartScenarios.`,
		Example: `  voxemu run ivr.js --do 'wait-heard /menu/i; press 1; wait 5s; hangup'
  voxemu run ./voxfiles --to 15550199 --far far.yaml
  voxemu run reminder.js --start --custom-data '{"number":"15550100"}'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("run needs a scenario file or a project folder", "for example: voxemu run ivr.js")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd.Flags().Changed); err != nil {
				return err
			}
			return f.run(cmd.Context(), env, args)
		},
	}
	f.register(cmd)
	return cmd
}

func (f *runFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringVar(&f.from, "from", "15550100", "the caller's `number` or user name")
	fs.StringVar(&f.to, "to", "15550199", "the dialled `number`: routed to a rule in a project")
	fs.StringVar(&f.displayName, "display-name", "", "the caller's `name`")
	fs.StringArrayVar(&f.headers, "header", nil, "a SIP header of the call, `'X-Name: value'`")
	fs.StringVar(&f.callData, "call-data", "", "the custom `text` of the call, as an SDK passes it")
	fs.BoolVar(&f.start, "start", false, "start without a call, as StartScenarios does")
	fs.StringVar(&f.customData, "custom-data", "", "with --start: the `text` of script_custom_data")
	f.list.register(fs)
	fs.StringVar(&f.rule, "rule", "", "in a project: run the rule of this `name` instead of routing --to")
	fs.StringVar(&f.do, "do", "", "what the caller does once connected: `steps` such as 'wait 1s; press 1'")
	fs.StringVar(&f.far, "far", "", "YAML `file` with the far ends of outgoing calls")
	fs.StringVar(&f.storage, "storage", "", "the database `file`, or :memory: (default .voxemu/voxemu.db beside the project)")
	fs.StringVar(&f.recordings, "recordings", "", "the `folder` for recordings, or none (default .voxemu/recordings beside the project)")
	fs.StringVar(&f.app, "app", "", "the `name` of the application, which is the scope of its storage")
	fs.StringVar(&f.at, "at", "", "where virtual time starts: an RFC 3339 `time`, or now")
	fs.StringArrayVar(&f.secrets, "secret", nil, "a secret of the application, `K=V`")
	fs.StringVar(&f.envFile, "env-file", "", "a `file` with secrets instead of .env")
	fs.StringVar(&f.clock, "clock", clockVirtual, "the `clock`: virtual jumps when nothing happens, real does not")
	fs.Uint64Var(&f.seed, "seed", 1, "the `number` that ids and random numbers come from")
	fs.DurationVar(&f.timeout, "timeout", 30*time.Second, "the `duration` that the run may take in wall time, 0 for no limit")
	fs.DurationVar(&f.maxVirtual, "max-virtual", 24*time.Hour, "the `duration` that the run may take in virtual time, 0 for no limit")
	fs.BoolVar(&f.strict, "strict", false, "take the harsher reading where the cloud's behaviour is not known")
	fs.BoolVar(&f.lenient, "lenient", false, "only warn of unhandled promise rejections")
	fs.StringVar(&f.output, "output", outputPretty, "the `form`: pretty, log (the cloud's session log), json (the trace) or quiet")
	fs.BoolVar(&f.json, "json", false, "the same as --output json")
	fs.StringVar(&f.trace, "trace", "", "also write the trace to a `file`")
	fs.BoolVar(&f.verbose, "verbose", false, "show events nobody listens to, and long texts whole")
}

// check finds flags that make no sense, alone or together. Given tells whether a flag was on the command line.
func (f *runFlags) check(given func(name string) bool) error {
	if f.json {
		if given("output") && f.output != outputJSON {
			return usage("--json and --output "+f.output+" exclude each other", "leave one of them out")
		}
		f.output = outputJSON
	}
	for _, choice := range []struct {
		flag, value string
		of          []string
	}{
		{"output", f.output, []string{outputPretty, outputLog, outputJSON, outputQuiet}},
		{"clock", f.clock, []string{clockVirtual, clockReal}},
	} {
		if !slices.Contains(choice.of, choice.value) {
			hint := ""
			if near := diag.Suggest(choice.value, choice.of); near != "" {
				hint = "did you mean " + near + "?"
			}
			last := len(choice.of) - 1
			return usage(fmt.Sprintf("--%s is %s or %s, not %q", choice.flag, strings.Join(choice.of[:last], ", "), choice.of[last], choice.value), hint)
		}
	}
	switch {
	case f.strict && f.lenient:
		return usage("--strict and --lenient exclude each other", "leave one of them out")
	case given("custom-data") && !f.start:
		return usage("--custom-data is for --start", "for an incoming call use --call-data")
	case given("custom-data") && f.list.file != "":
		return usage("--custom-data and --call-list exclude each other", "the rows of the list are the custom data")
	case f.clock == clockReal && f.at != "" && f.at != "now":
		return usage("--at sets the virtual clock, and --clock real follows the wall clock", "leave one of them out")
	case f.timeout < 0 || f.maxVirtual < 0:
		return usage("--timeout and --max-virtual are not negative", "0 stands for no limit")
	}
	if err := f.list.check(f.start, given); err != nil || !f.start {
		return err
	}
	for _, flag := range []string{"from", "to", "display-name", "header", "call-data"} {
		if given(flag) {
			return usage("--"+flag+" is of a call, and with --start there is none", "leave one of them out")
		}
	}
	if given("do") {
		return usage("--do is what a caller does, and with --start there is none", "describe far ends with --far")
	}
	return nil
}
