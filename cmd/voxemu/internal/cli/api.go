package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"voxemu/modules"
	"voxemu/modules/apitable"
)

func newAPI(env *Env) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "api [NAME...]",
		Short: "Show what of the VoxEngine API is emulated",
		Long: `Show what of the VoxEngine API is emulated: how many functions and methods of each namespace and class, or each of them
below the names given, such as Call, VoxEngine.createASR or AMD.`,
		Example: "  voxemu api\n  voxemu api Call ASR\n  voxemu api --json",
		RunE:    func(_ *cobra.Command, names []string) error { return showAPI(env, names, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func showAPI(env *Env, names []string, asJSON bool) error {
	list := modules.Covered(modules.List())
	if len(names) > 0 {
		var found []modules.Coverage
		for _, name := range names {
			below := covered(list, name)
			if len(below) == 0 {
				return usage("the API has no function or method "+name, nearAPI(name))
			}
			found = append(found, below...)
		}
		list = found
	}
	switch {
	case asJSON:
		return writeJSON(env.Stdout, list)
	case len(names) > 0:
		return listAPI(env, list)
	}
	return sumAPI(env, list)
}

// covered returns what has the name or is below it.
func covered(list []modules.Coverage, name string) []modules.Coverage {
	var found []modules.Coverage
	for _, c := range list {
		if c.Name == name || c.Name == "new "+name || c.Area == name || strings.HasPrefix(c.Name, name+".") {
			found = append(found, c)
		}
	}
	return found
}

func nearAPI(name string) string {
	if reason, ok := apitable.Absent(name); ok {
		return reason
	}
	if near := apitable.Suggest(name); len(near) > 0 {
		return "did you mean " + near[0] + "?"
	}
	return "voxemu api lists the namespaces and classes"
}

func listAPI(env *Env, list []modules.Coverage) error {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%-8s  %s", c.State, c.Name)
		if c.Module != "" {
			fmt.Fprintf(&b, "  after require(Modules.%s)", c.Module)
		}
		if c.Missing != "" {
			fmt.Fprintf(&b, "  %s", c.Missing)
		}
		b.WriteByte('\n')
	}
	_, err := fmt.Fprint(env.Stdout, b.String())
	return err
}

func sumAPI(env *Env, list []modules.Coverage) error {
	sums, counts := modules.Sums(list), apitable.Counts()
	var b strings.Builder
	fmt.Fprintf(&b, "%-34s %9s %7s %8s\n", "", modules.Emulated, modules.Partly, modules.NotYet)
	for _, s := range sums {
		fmt.Fprintf(&b, "%-34s %9d %7d %8d\n", s.Area, s.Emulated, s.Partly, s.NotYet)
	}
	fmt.Fprintf(&b, "\nAll names are there: %d enums with %d members, %d constants.\n", counts.Enums, counts.Members, counts.Constants)
	_, err := fmt.Fprint(env.Stdout, b.String())
	return err
}
