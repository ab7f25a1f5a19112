package cli

import (
	"github.com/spf13/pflag"

	"voxemu/scenarios/testkit/snapshot"
)

// snapshotFlags say what happens to snapshots that are not there or differ.
type snapshotFlags struct {
	update, ci bool
	flags      *pflag.FlagSet
}

func (f *snapshotFlags) add(fs *pflag.FlagSet) {
	f.flags = fs
	fs.BoolVarP(&f.update, "update-snapshots", "u", false, "write snapshots anew that differ, and remove those that no test asks for")
	fs.BoolVar(&f.ci, "ci", false, "write no snapshots: a new one fails its test (the default when $CI is set)")
}

// mode is what the flags and the environment ask for.
func (f *snapshotFlags) mode(env *Env) snapshot.Mode {
	ci := f.ci
	if on := env.Getenv("CI"); !f.flags.Changed("ci") {
		ci = on != "" && on != "0" && on != "false"
	}
	switch {
	case f.update:
		return snapshot.Update
	case ci:
		return snapshot.None
	}
	return snapshot.New
}
