package kit

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/scenarios/testkit/snapshot"
)

// states are what the kit calls the states of snapshots.
var states = map[snapshot.State]string{
	snapshot.Same: "same", snapshot.Written: "written", snapshot.Updated: "updated", snapshot.Different: "different", snapshot.Missing: "missing",
}

// snapshots returns those of the test that runs.
func (r *running) snapshots() *snapshot.Test {
	if r.taken == nil {
		r.taken = r.v.opts.Snapshots.Test(strings.Join(r.test.Title, " > "))
	}
	return r.taken
}

// snapshot compares a text with the snapshot of a hint in the file beside the test.
func (r *running) snapshot(args []goja.Value) (any, error) {
	one, stored, err := r.snapshots().Match(text(args, 0), text(args, 1))
	if err != nil {
		return nil, err
	}
	return object{{"state", states[one.State]}, {"stored", stored}, {"name", "snapshot \"" + one.Key + "\""}}, nil
}

// inlineSnapshot compares a text with the snapshot in the call itself.
func (r *running) inlineSnapshot(args []goja.Value) (any, error) {
	known, at := arg(args, 2), snapshot.Place{Pos: r.v.vm.Caller().Pos(), Call: text(args, 0)}
	there := !goja.IsUndefined(known)
	inline := ""
	if there {
		inline = known.String()
	}
	one, stored := r.snapshots().MatchInline(at, text(args, 1), inline, there)
	return object{{"state", states[one.State]}, {"stored", stored}, {"name", "inline snapshot"}}, nil
}
