package jsvm

import "github.com/dop251/goja"

// overlay holds what lies over the members of a table. Nearly all objects have a few properties there, which are found
// faster, and take a tenth of the memory, in a list; from many on there is an index.
type overlay struct {
	list  []property
	index map[string]int // of list; nil while that is short
}

type property struct {
	name  string
	value goja.Value
}

// An overlay has space for few properties at first, and an index from many on.
const (
	fewProperties  = 4
	manyProperties = 16
)

func (o *overlay) find(name string) int {
	if o.index != nil {
		if i, ok := o.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range o.list {
		if o.list[i].name == name {
			return i
		}
	}
	return -1
}

// get returns a value, which may be nil, and whether there is one.
func (o *overlay) get(name string) (goja.Value, bool) {
	if i := o.find(name); i >= 0 {
		return o.list[i].value, true
	}
	return nil, false
}

func (o *overlay) put(name string, v goja.Value) {
	if i := o.find(name); i >= 0 {
		o.list[i].value = v
		return
	}
	if o.list == nil {
		o.list = make([]property, 0, fewProperties)
	}
	o.list = append(o.list, property{name, v})
	switch {
	case o.index != nil:
		o.index[name] = len(o.list) - 1
	case len(o.list) == manyProperties:
		o.index = make(map[string]int, 2*manyProperties)
		for i := range o.list {
			o.index[o.list[i].name] = i
		}
	}
}

// remove takes a property out. The last one takes its place: the list has no order.
func (o *overlay) remove(name string) {
	i := o.find(name)
	if i < 0 {
		return
	}
	last := len(o.list) - 1
	o.list[i] = o.list[last]
	o.list[last] = property{}
	o.list = o.list[:last]
	if o.index != nil {
		delete(o.index, name)
		if i < last {
			o.index[o.list[i].name] = i
		}
	}
}
