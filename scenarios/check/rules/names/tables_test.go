package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
)

// What modules open is what the table of the API says.
func TestOpenedByIsThatOfTheTable(t *testing.T) {
	for _, m := range apitable.Modules() {
		var want, got []string
		for _, n := range apitable.Opened(m.Name) {
			want = append(want, n.Full)
		}
		for _, n := range openedBy()[m.Name] {
			got = append(got, n.Full)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", m.Name, diff)
		}
	}
}

// Whatever the table says is deprecated has a successor here.
func TestDeprecatedNamesHaveSuccessors(t *testing.T) {
	need := func(full string) {
		if successor(full) == "" {
			t.Errorf("%s is deprecated and has no successor", full)
		}
	}
	var walk func(n *apitable.Node)
	walk = func(n *apitable.Node) {
		for _, c := range n.Children() {
			if c.Deprecated {
				need(c.Full)
			} else if c.Kind == apitable.Namespace || c.Kind == apitable.Enum {
				walk(c)
			}
		}
	}
	walk(apitable.Root())
	for _, c := range apitable.Classes() {
		for _, m := range c.Methods() {
			if m.Deprecated {
				need(m.Full)
			}
		}
	}
}

// What the hints of habits.txt name exists, and what they are about does not.
func TestHabitsAreTrue(t *testing.T) {
	exists := func(full string) bool {
		if _, ok := apitable.Lookup(full); ok {
			return true
		}
		i := strings.LastIndexByte(full, '.')
		n, ok := apitable.Lookup(full[:max(i, 0)])
		if !ok {
			return false
		}
		_, ok = n.Method(full[i+1:])
		return ok
	}
	if len(habits()) < 50 {
		t.Errorf("there are %d habits", len(habits()))
	}
	for from, to := range habits() {
		if exists(from) {
			t.Errorf("%s exists", from)
		}
		if _, absent := apitable.Absent(from); absent {
			t.Errorf("%s has a line in the table of the API", from)
		}
		if !strings.Contains(to, " ") && !exists(to) {
			t.Errorf("%s: there is no %s", from, to)
		}
	}
}
