package scenarios

import (
	"slices"
	"strconv"
)

// node is a value in a configuration file, JSON or YAML, that knows its place. Values reached through a YAML alias are
// shared; nothing changes a node once it is read.
type node struct {
	kind         kind
	text         string // scalars: as written, so that 0012 stays 0012
	items        []*node
	fields       []field
	line, column int
	size         int // how many values it holds when aliases are written out
}

// field is one pair of a mapping.
type field struct {
	key          string
	line, column int
	value        *node
}

// kind is what a node holds.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindString
	kindList
	kindMap
)

// get returns the value of a key; nil when the mapping lacks it or n is no mapping.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for _, f := range n.fields {
		if f.key == key {
			return f.value
		}
	}
	return nil
}

// without returns a mapping without some of its keys.
func (n *node) without(keys ...string) *node {
	rest := *n
	rest.fields = slices.DeleteFunc(slices.Clone(n.fields), func(f field) bool { return slices.Contains(keys, f.key) })
	return &rest
}

// str returns the text of a scalar, "" for everything else and for null.
func (n *node) str() string {
	if n == nil || n.kind == kindNull {
		return ""
	}
	return n.text
}

// yes returns whether a boolean is true, and fallback where there is none.
func (n *node) yes(fallback bool) bool {
	if n == nil || n.kind != kindBool {
		return fallback
	}
	return n.text == "true"
}

// list returns the items of a list, a scalar as a list of one, and nothing for null or a missing value.
func (n *node) list() []*node {
	switch {
	case n == nil || n.kind == kindNull:
		return nil
	case n.kind == kindList:
		return n.items
	}
	return []*node{n}
}

// typeName returns what JSON Schema calls the type of the value.
func (n *node) typeName() string {
	return [...]string{
		kindNull: "null", kindBool: "boolean", kindNumber: "number", kindString: "string", kindList: "array", kindMap: "object",
	}[n.kind]
}

// walk returns the node at a path of keys and indices, and as much of it as exists.
func (n *node) walk(path []string) *node {
	for _, step := range path {
		next := n.get(step)
		if i, err := strconv.Atoi(step); n.kind == kindList && err == nil && i >= 0 && i < len(n.items) {
			next = n.items[i]
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}
