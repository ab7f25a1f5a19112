package typings

import (
	"strings"

	"voxemu/modules/apitable"
)

// scope is a name of the API with what is declared below it.
type scope struct {
	name string
	// node is a namespace, an enum or a class; nil for a name that only holds types.
	node   *apitable.Node
	shapes []apitable.Interface
	types  []alias
	inner  []*scope
	byName map[string]*scope
}

// alias is a type with a name.
type alias struct{ name, text string }

// tree sorts everything that has a type by where it is declared.
func tree() *scope {
	root := &scope{node: apitable.Root()}
	root.addNodes(apitable.Root())
	for _, c := range apitable.Classes() {
		if c.Private {
			root.at(c.Full).node = c
		}
	}
	for _, name := range apitable.InterfaceNames() {
		shape, _ := apitable.LookupInterface(name)
		outer, last := cut(name)
		shape.Name = last
		in := root.at(outer)
		in.shapes = append(in.shapes, own(name, shape))
	}
	for _, name := range apitable.TypeNames() {
		outer, last := cut(name)
		text, _ := apitable.TypeDefinition(name)
		in := root.at(outer)
		in.types = append(in.types, alias{last, text})
	}
	return root
}

func (s *scope) addNodes(n *apitable.Node) {
	for _, c := range n.Children() {
		switch c.Kind {
		case apitable.Namespace, apitable.Enum, apitable.Class:
			in := s.child(c.Name)
			in.node = c
			if c.Kind == apitable.Namespace {
				in.addNodes(c)
			}
		}
	}
}

// at is the scope of a dotted name.
func (s *scope) at(full string) *scope {
	if full == "" {
		return s
	}
	for name := range strings.SplitSeq(full, ".") {
		s = s.child(name)
	}
	return s
}

func (s *scope) child(name string) *scope {
	if c, ok := s.byName[name]; ok {
		return c
	}
	c := &scope{name: name}
	if s.byName == nil {
		s.byName = map[string]*scope{}
	}
	s.byName[name] = c
	s.inner = append(s.inner, c)
	return c
}

// cut takes a dotted name apart.
func cut(full string) (outer, last string) {
	i := strings.LastIndexByte(full, '.')
	return full[:max(i, 0)], full[i+1:]
}

// own leaves out what an interface has from others.
func own(full string, shape apitable.Interface) apitable.Interface {
	inherited := map[apitable.Prop]bool{}
	for _, name := range shape.Extends {
		for scope, _ := cut(full); ; scope, _ = cut(scope) {
			base, ok := apitable.LookupInterface(strings.TrimPrefix(scope+"."+name, "."))
			if ok {
				for _, p := range base.Props {
					inherited[p] = true
				}
			}
			if ok || scope == "" {
				break
			}
		}
	}
	var props []apitable.Prop
	for _, p := range shape.Props {
		if !inherited[p] {
			props = append(props, p)
		}
	}
	shape.Props = props
	return shape
}
