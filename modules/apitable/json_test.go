package apitable

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The types below repeat the fields of the description that the table must hold. They are read apart from the
// generator's, so that a slip there shows here.
type (
	apiFunction struct {
		Params            []Param
		Returns, Requires string
		Deprecated        bool
	}
	apiProp struct {
		Type                 string
		Optional, Deprecated bool
	}
	apiFile struct {
		Modules map[string]string
		Enums   map[string]struct {
			Requires   string
			Deprecated bool
			Members    map[string]struct {
				Value              any
				Payload            string
				Deprecated, Hidden bool
			}
		}
		Classes map[string]struct {
			Requires string
			Private  bool
			Extends  []string
			Methods  map[string][]apiFunction
			Props    map[string]apiProp
		}
		Functions  map[string][]apiFunction
		Interfaces map[string]struct {
			Requires            string
			Private, Deprecated bool
			Extends             []string
			Props               map[string]apiProp
		}
		Types     map[string]string
		Constants map[string]struct {
			Type       string
			Deprecated bool
		}
		Namespaces map[string]struct {
			Requires string
			Hidden   bool
		}
	}
)

// VOXEMU_API_JSON names the description that the table was made from; it is no part of the project.
func readDescription(t *testing.T) apiFile {
	t.Helper()
	file := os.Getenv("VOXEMU_API_JSON")
	if file == "" {
		t.Skip("VOXEMU_API_JSON isn't set")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var api apiFile
	if err := json.Unmarshal(text, &api); err != nil {
		t.Fatal(err)
	}
	return api
}

func bareLookup(t *testing.T, tab *table, parent, name string) *Node {
	t.Helper()
	owner := tab.containers[parent]
	if owner == nil {
		t.Fatalf("no container %q", parent)
	}
	owner.body.load(owner)
	n := owner.body.index[name]
	if n == nil {
		t.Fatalf("no %s in %q", name, parent)
	}
	return n
}

func splitName(full string) (parent, name string) {
	i := strings.LastIndexByte(full, '.')
	return full[:max(i, 0)], full[i+1:]
}

// ownHeads are the headers as declared, before a gate reached down.
func ownHeads() map[string]record {
	out := map[string]record{}
	for b := range blocksOf(apiText) {
		out[b.head.name] = b.head
	}
	return out
}

func checkFunction(t *testing.T, full string, n *Node, want []apiFunction, kind Kind, inherited string) {
	t.Helper()
	w := want[0]
	if w.Requires == "" {
		w.Requires = inherited
	}
	got := apiFunction{Params: n.Params, Returns: n.Type, Requires: n.Gate, Deprecated: n.Deprecated}
	if len(w.Params) == 0 {
		w.Params = nil
	}
	if diff := cmp.Diff(w, got); diff != "" || len(want) != 1 || n.Kind != kind {
		t.Errorf("%s, a %v (-want +got):\n%s", full, n.Kind, diff)
	}
}

func TestTableHoldsTheDescription(t *testing.T) {
	api := readDescription(t)
	tab, heads := load(apiText, ""), ownHeads()
	for full, e := range api.Enums {
		h := heads[full]
		if h.kind != "enum" || h.gate != e.Requires || h.deprecated != e.Deprecated || len(tab.containers[full].Children()) != len(e.Members) {
			t.Errorf("enum %s is %+v", full, h)
		}
		for name, m := range e.Members {
			n := bareLookup(t, tab, full, name)
			value := n.Value
			if i, ok := value.(int); ok {
				value = float64(i)
			}
			if value != m.Value || n.Payload != m.Payload || n.Deprecated != m.Deprecated || n.Hidden != m.Hidden || n.Kind != Member {
				t.Errorf("%s.%s is %+v, want %+v", full, name, n, m)
			}
		}
	}
	for name, value := range api.Modules {
		if n := bareLookup(t, tab, "Modules", name); n.Value != value {
			t.Errorf("Modules.%s is %v, want %s", name, n.Value, value)
		}
	}
	for full, f := range api.Functions {
		parent, name := splitName(full)
		checkFunction(t, full, bareLookup(t, tab, parent, name), f, Function, tab.containers[parent].Gate)
	}
	for full, c := range api.Constants {
		parent, name := splitName(full)
		n := bareLookup(t, tab, parent, name)
		typ := n.Type
		switch {
		case n.Kind == Alias:
			typ = "typeof " + n.Target
		case n.Kind == Function:
			typ = "(" + n.Params[0].Name + ": " + n.Params[0].Type + ") => " + n.Type
		}
		if typ != c.Type || n.Deprecated != c.Deprecated {
			t.Errorf("%s is %+v, want %+v", full, n, c)
		}
	}
	for full, c := range api.Namespaces {
		if h := heads[full]; h.kind != "ns" || h.gate != c.Requires || h.hidden != c.Hidden {
			t.Errorf("namespace %s is %+v, want %+v", full, h, c)
		}
	}
}

func TestTableHoldsTheClasses(t *testing.T) {
	api := readDescription(t)
	tab, heads := load(apiText, ""), ownHeads()
	for full, c := range api.Classes {
		h := heads[full]
		if h.kind != "class" || h.gate != c.Requires || h.private != c.Private || !cmp.Equal(h.extends, c.Extends) {
			t.Errorf("class %s is %+v, want %+v", full, h, c)
		}
		n := tab.containers[full]
		n.body.load(n)
		if len(n.body.index) != len(c.Methods) || len(n.body.props) != len(c.Props) {
			t.Errorf("%s has %d methods and %d props", full, len(n.body.index), len(n.body.props))
		}
		for name, m := range c.Methods {
			checkFunction(t, full+"."+name, n.body.index[name], m, Method, n.Gate)
		}
		for _, p := range n.body.props {
			if got := (apiProp{p.Type, p.Optional, p.Deprecated}); got != c.Props[p.Name] {
				t.Errorf("%s.%s is %+v", full, p.Name, got)
			}
		}
	}
}

func TestInterfacesHoldTheDescription(t *testing.T) {
	api := readDescription(t)
	s := loadShapes(shapesText, "")
	if len(s.byName) != len(api.Interfaces) || len(s.types) != len(api.Types) {
		t.Errorf("%d interfaces and %d types", len(s.byName), len(s.types))
	}
	for full, w := range api.Interfaces {
		i := s.byName[full]
		if i.Gate != w.Requires || i.Private != w.Private || i.Deprecated != w.Deprecated || !cmp.Equal(i.Extends, w.Extends) || len(i.Props) != len(w.Props) {
			t.Errorf("interface %s is %+v, want %+v", full, i, w)
		}
		for _, p := range i.Props {
			if got := (apiProp{p.Type, p.Optional, p.Deprecated}); got != w.Props[p.Name] {
				t.Errorf("%s.%s is %+v", full, p.Name, got)
			}
		}
	}
	for full, text := range api.Types {
		if s.types[full] != text {
			t.Errorf("type %s is %q, want %q", full, s.types[full], text)
		}
	}
}
