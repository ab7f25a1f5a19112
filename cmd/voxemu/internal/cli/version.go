package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"voxemu/runtime/session"
)

// Version is the version of voxemu.
const Version = "0.1.0"

func newVersion(env *Env) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of voxemu and of the engine it emulates",
		Args:  atMost(0),
		RunE:  func(*cobra.Command, []string) error { return printVersion(env, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func printVersion(env *Env, asJSON bool) error {
	if asJSON {
		return writeJSON(env.Stdout, struct {
			Voxemu    string `json:"voxemu"`
			VoxEngine string `json:"voxengine"`
			Go        string `json:"go"`
		}{Version, session.Version, runtime.Version()})
	}
	_, err := fmt.Fprintf(env.Stdout, "voxemu %s, emulates VoxEngine %s (%s)\n", Version, session.Version, runtime.Version())
	return err
}
