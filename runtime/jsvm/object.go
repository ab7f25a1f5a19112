package jsvm

import (
	"reflect"
	"slices"

	"github.com/dop251/goja"
)

// object is what the engine asks about an object of a [Table]: members come from the table, and are made when they are
// first touched; what the script writes and deletes lies over them.
type object struct {
	vm    *VM
	table *Table
	self  any
	// over holds made, written and added properties; nil stands for a deleted member.
	over overlay
	// added are the properties that the table doesn't have, in the order they came.
	added []string
	// built says that writes come from us, and that ReadOnly doesn't count.
	built bool
}

var _ goja.DynamicObject = (*object)(nil)

// NewObject returns an object with the members of a table, of which none is made yet. Self is what stands behind it: it
// is handed to Make and returned by [Self]. A nil proto stands for Object.prototype.
//
// The object's own keys are the visible members in table order, then what was added to it. Of what other objects can do
// it lacks own symbols, accessors, attributes other than the default, and Object.freeze.
func (vm *VM) NewObject(t *Table, self any, proto *goja.Object) *goja.Object {
	o := vm.runtime.NewDynamicObject(&object{vm: vm, table: t, self: self})
	if proto != nil {
		// A dynamic object never refuses.
		_ = o.SetPrototype(proto)
	}
	return o
}

// Self returns what stands behind an object made by [VM.NewObject], or nil if v is anything else. It runs no script.
func Self(v goja.Value) any {
	if o := behind(v); o != nil {
		return o.self
	}
	return nil
}

// Define sets an own enumerable property of any object, even of one whose table is read-only.
func Define(o *goja.Object, name string, v goja.Value) {
	if b := behind(o); b != nil {
		b.built = true
		b.Set(name, v)
		b.built = false
		return
	}
	// It fails only on objects that scripts have sealed, which keep what they have.
	_ = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// behind returns what is behind an object of a table. Export would copy other objects, so the type is asked first.
func behind(v goja.Value) *object {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != reflect.TypeFor[*object]() {
		return nil
	}
	return o.Export().(*object)
}

// member returns the member of that name, if it exists at the moment.
func (o *object) member(name string) *Member {
	m, ok := o.table.Lookup(name)
	if !ok || !o.vm.isOpen(m.Gate) {
		return nil
	}
	return m
}

// Get returns a property, or nil.
func (o *object) Get(name string) goja.Value {
	if v, ok := o.over.get(name); ok {
		return v
	}
	m := o.member(name)
	if m == nil {
		if o.table != nil {
			o.vm.missing.note(o.table, name)
		}
		return nil
	}
	if m.Value != nil {
		return m.Value
	}
	v := m.Make(o.vm, o.self)
	if v == nil {
		v = goja.Undefined()
	}
	o.over.put(name, v)
	return v
}

// Has reports whether there is a property, without making it.
func (o *object) Has(name string) bool {
	if v, ok := o.over.get(name); ok {
		return v != nil
	}
	return o.member(name) != nil
}

// Set writes a property, and reports whether that is allowed.
func (o *object) Set(name string, v goja.Value) bool {
	if o.table.readOnly() && !o.built {
		return false
	}
	if v == nil {
		v = goja.Undefined()
	}
	if o.member(name) == nil && !slices.Contains(o.added, name) {
		o.added = append(o.added, name)
	}
	o.over.put(name, v)
	return true
}

// Delete removes a property, and reports whether that is allowed.
func (o *object) Delete(name string) bool {
	if !o.Has(name) {
		return true
	}
	if o.table.readOnly() {
		return false
	}
	if i := slices.Index(o.added, name); i >= 0 {
		o.added = slices.Delete(o.added, i, i+1)
		o.over.remove(name)
		if o.member(name) == nil {
			return true
		}
	}
	o.over.put(name, nil)
	return true
}

// Keys returns the names to enumerate.
func (o *object) Keys() []string {
	var keys []string
	if o.table != nil {
		keys = make([]string, 0, len(o.table.members)+len(o.added))
		for i := range o.table.members {
			m := &o.table.members[i]
			if !m.Hidden && o.vm.isOpen(m.Gate) && o.Has(m.Name) && !slices.Contains(o.added, m.Name) {
				keys = append(keys, m.Name)
			}
		}
	}
	return append(keys, o.added...)
}

func (t *Table) readOnly() bool { return t != nil && t.options.ReadOnly }
