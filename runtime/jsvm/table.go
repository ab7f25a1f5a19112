package jsvm

import (
	"fmt"
	"unicode/utf16"

	"github.com/dop251/goja"
)

// Member is one name of a [Table]. It has either a Value or Make.
type Member struct {
	// Name is the name as scripts write it.
	Name string
	// Value is a primitive that all VMs share; see [Shared].
	Value goja.Value
	// Make makes the value when a script first touches the name: once per VM for globals, else once per object. Self is
	// what stands behind the object ([VM.NewObject]); nil for globals. A nil result stands for undefined.
	Make func(vm *VM, self any) goja.Value
	// Gate is what has to be opened with [VM.Open] before the name exists; "" for a name that is always there.
	Gate string
	// Hidden keeps the name from Object.keys, for-in and JSON.
	Hidden bool
}

// TableOptions describe a table.
type TableOptions struct {
	// ReadOnly makes the objects of the table behave as frozen: writing and deleting does nothing in sloppy mode and
	// throws a TypeError in strict mode.
	ReadOnly bool
	// Other answers for names beyond the members; it may be nil. Such names are found when they are asked for by name,
	// but never enumerated. It must be safe for concurrent use and give the same answer each time.
	Other func(name string) (Member, bool)
}

// Table is an ordered set of names. It is immutable: it is built once per process, and shared by all VMs and goroutines.
type Table struct {
	name    string
	options TableOptions
	members []Member
	index   map[string]*Member
}

// NewTable returns a table of the members, in this order. It panics if a name is there twice, or if a member has both or
// neither of Value and Make.
func NewTable(name string, o TableOptions, members ...Member) *Table {
	t := &Table{name: name, options: o, members: append([]Member(nil), members...), index: make(map[string]*Member, len(members))}
	for i := range t.members {
		m := &t.members[i]
		if (m.Value == nil) == (m.Make == nil) {
			panic(fmt.Sprintf("jsvm: member %s of table %q needs one of Value and Make", m.Name, name))
		}
		if t.index[m.Name] != nil {
			panic(fmt.Sprintf("jsvm: table %q has %s twice", name, m.Name))
		}
		t.index[m.Name] = m
		settle(m.Value)
	}
	return t
}

// Name returns the name of the table, for messages.
func (t *Table) Name() string { return t.name }

// Lookup returns the member of that name, whether its gate is open or not.
func (t *Table) Lookup(name string) (*Member, bool) {
	if t == nil {
		return nil, false
	}
	if m, ok := t.index[name]; ok {
		return m, true
	}
	if t.options.Other == nil {
		return nil, false
	}
	m, ok := t.options.Other(name)
	if !ok {
		return nil, false
	}
	settle(m.Value)
	return &m, true
}

// Names returns the names in order, the hidden and gated ones too.
func (t *Table) Names() []string {
	names := make([]string, len(t.members))
	for i := range t.members {
		names[i] = t.members[i].Name
	}
	return names
}

// settle makes the engine's lazy strings do their work now: afterwards goroutines may share them.
func settle(v goja.Value) {
	if s, ok := v.(goja.String); ok {
		s.Length()
	}
}

// Shared returns the value of a string, bool, integer, float or nil (null), which all VMs and goroutines may share.
func Shared(v any) goja.Value {
	if s, ok := v.(string); ok {
		return goja.StringFromUTF16(utf16.Encode([]rune(s)))
	}
	switch v.(type) {
	case nil, bool, int, int32, int64, float64:
		return (*goja.Runtime)(nil).ToValue(v) // primitives need no runtime
	}
	panic(fmt.Sprintf("jsvm: a %T can't be shared", v))
}
