package apitable

import (
	_ "embed" // the files of the table
	"slices"
	"strings"
	"sync"
)

//go:embed api.txt
var apiText string

//go:embed overlay.txt
var overlayText string

// table is the tree with its containers; what they hold is read when they are first entered.
type table struct {
	containers map[string]*Node // by full name, the root as ""
	classes    []*Node
	modules    []Module          // accepted by require, but no members of Modules
	absent     map[string]string // full name to reason
}

// body is what a container holds.
type body struct {
	once        sync.Once
	containers  map[string]*Node // all of the table, for bases
	lines       string           // declared
	corrections string           // from the overlay
	constant    string           // the usual type of constants here
	nested      []*Node          // containers inside

	children []*Node
	props    []Prop
	index    map[string]*Node
}

// current is the table of the product, read once. It is a function value only to be read lazily; nothing assigns it.
var current = sync.OnceValue(func() *table { return load(apiText, overlayText) })

// Root returns the global object of the API. Its children are the global names.
func Root() *Node { return current().containers[""] }

// Lookup finds a node by its dotted name, through aliases and open namespaces. A class's methods have no such name:
// see [Node.Method].
func Lookup(full string) (*Node, bool) {
	n := Root()
	for more := true; more; {
		var name string
		name, full, more = strings.Cut(full, ".")
		var ok bool
		if n, ok = n.Child(name); !ok {
			return nil, false
		}
	}
	return n, true
}

// Classes returns all classes by name, with the private ones.
func Classes() []*Node { return current().classes }

// ContainerIn returns the class, enum or namespace that a declaration in the scope means by a name: one of that scope, or of one
// around it. Private classes are found, too.
func ContainerIn(scope, name string) (*Node, bool) { return scoped(scope, name, current().containers) }

// Absent reports whether a name that scripts have been seen to use is known not to exist, and what to say about it.
// Methods stand there with the name of their class ("Call.sendMedia"). Names below an absent one are absent too.
func Absent(full string) (reason string, ok bool) {
	for {
		if reason, ok := current().absent[full]; ok {
			return reason, true
		}
		i := strings.LastIndexByte(full, '.')
		if i < 0 {
			return "", false
		}
		full = full[:i]
	}
}

// load makes the tree of the containers of both texts.
func load(api, overlay string) *table {
	blocks := slices.AppendSeq(make([]*block, 0, 256), blocksOf(api))
	t := &table{containers: make(map[string]*Node, 256), absent: map[string]string{}}
	corrections := map[string]*block{}
	declared := make(map[string]bool, len(blocks))
	for _, b := range blocks {
		declared[b.head.name] = true
	}
	for b := range blocksOf(overlay) {
		switch {
		case b.head.kind == "modules" || b.head.kind == "absent":
			t.addList(b)
		case b.head.kind == "interface":
			// Read with the other interfaces.
		case declared[b.head.name]:
			corrections[b.head.name] = b
		default:
			blocks = append(blocks, b)
		}
	}
	// A container is sorted behind the one that holds it, and its neighbours get the order of their names.
	slices.SortFunc(blocks, func(a, b *block) int { return strings.Compare(a.head.name, b.head.name) })
	nodes, bodies := make([]Node, len(blocks)), make([]body, len(blocks))
	for i, b := range blocks {
		n := &nodes[i]
		n.body = &bodies[i]
		if c := corrections[b.head.name]; c != nil {
			b.head.amend(c.head)
			n.body.corrections = c.lines
		}
		n.body.containers, n.body.lines, n.body.constant = t.containers, b.lines, b.head.constant
		t.addContainer(n, b.head)
	}
	return t
}

// addContainer fills in n and hangs it into the tree.
func (t *table) addContainer(n *Node, head record) {
	full, name := head.name, head.name
	var parent *Node
	if full != "" {
		i := strings.LastIndexByte(full, '.')
		parent, name = t.containers[full[:max(i, 0)]], full[i+1:]
	}
	n.fill(parent, head, full)
	n.Name = name
	n.Kind = containerKind(head.kind)
	n.Type = ""
	if n.Open {
		n.Type = head.constant
	}
	t.containers[full] = n
	if parent != nil && !n.Private {
		parent.body.nested = append(parent.body.nested, n)
	}
	if n.Kind == Class {
		t.classes = append(t.classes, n)
	}
}

func containerKind(word string) Kind {
	switch word {
	case "enum":
		return Enum
	case "class":
		return Class
	case "global", "ns":
		return Namespace
	}
	panic("apitable: unknown container " + word)
}

// addList reads a container of the overlay that is no part of the tree.
func (t *table) addList(b *block) {
	for r := range recordsOf(b.lines) {
		if b.head.kind == "absent" {
			t.absent[r.name] = r.note
			continue
		}
		value, _ := r.value.(string)
		t.modules = append(t.modules, Module{Name: r.name, Value: value, Legacy: true})
	}
}

// fill copies a record into the node; kind and place are told by the parent.
func (n *Node) fill(parent *Node, r record, full string) {
	n.Name, n.Full = r.name, full
	n.Gate = r.gate
	if n.Gate == "" && parent != nil {
		n.Gate = parent.Gate
	}
	n.Value, n.Payload = r.value, r.payload
	n.Params, n.Type = r.params, r.returns
	n.Extends, n.Target, n.Note = r.extends, r.target, r.note
	n.Deprecated, n.Hidden, n.Private, n.Legacy, n.Open = r.deprecated, r.hidden, r.private, r.legacy, r.open
	switch {
	case r.target != "":
		n.Kind = Alias
	case r.value != nil:
		n.Kind = Member
	case r.function && parent != nil && parent.Kind == Class:
		n.Kind = Method
	case r.function:
		n.Kind = Function
	case r.prop != "":
		n.Kind, n.Type = Property, r.prop
	default:
		n.Kind, n.Type = Constant, r.constant
	}
}

// load reads what n holds, once.
func (b *body) load(n *Node) { b.once.Do(func() { b.read(n) }) }

func (b *body) read(n *Node) {
	var corrections map[string]record
	var names []string
	for c := range recordsOf(b.corrections) {
		if corrections == nil {
			corrections = map[string]record{}
		}
		corrections[c.name] = c
		names = append(names, c.name)
	}
	size := strings.Count(b.lines, "\n") + 1
	b.children = make([]*Node, 0, size+len(b.nested)+len(names))
	b.index = make(map[string]*Node, size+len(b.nested)+len(names))
	slab := newSlab(n.Full, size, len(b.lines))
	plain := corrections == nil && n.Kind == Namespace && !isSpecial(b.constant)
	for line := range linesOf(b.lines) {
		// Most names of the API are voices: a line that is a name alone.
		if plain && strings.IndexByte(line, '\t') < 0 {
			b.addPlain(n, line, slab)
			continue
		}
		r := parseRecord(line)
		if c, ok := corrections[r.name]; ok {
			r.amend(c)
			delete(corrections, r.name)
		}
		b.add(n, r, slab)
	}
	for _, name := range names {
		if c, ok := corrections[name]; ok {
			b.add(n, c, slab)
		}
	}
	for _, c := range b.nested {
		b.children = append(b.children, c)
		b.index[c.Name] = c
	}
}

func (b *body) addPlain(parent *Node, name string, slab *slab) {
	n := slab.node()
	n.Name, n.Full, n.Kind, n.Gate, n.Type = name, slab.full(name), Constant, parent.Gate, b.constant
	b.children = append(b.children, n)
	b.index[name] = n
}

func (b *body) add(parent *Node, r record, slab *slab) {
	if parent.Kind == Class && !r.function {
		b.props = append(b.props, Prop{Name: r.name, Type: r.prop, Optional: r.optional, Deprecated: r.deprecated, Note: r.note})
		return
	}
	if r.value == nil && !r.function && r.prop == "" && r.target == "" {
		if r.constant == "" {
			r.constant = b.constant
		}
		r.typed(r.constant)
	}
	n := slab.node()
	n.fill(parent, r, slab.full(r.name))
	b.children = append(b.children, n)
	b.index[r.name] = n
}

// slab hands out the nodes of one container and their full names from few allocations: some hold two thousand.
type slab struct {
	nodes  []Node
	parent string
	text   strings.Builder
}

func newSlab(parent string, nodes, bytes int) *slab {
	s := &slab{nodes: make([]Node, nodes), parent: parent}
	s.text.Grow(bytes + nodes*(len(parent)+1))
	return s
}

func (s *slab) node() *Node {
	if len(s.nodes) == 0 {
		return new(Node)
	}
	n := &s.nodes[0]
	s.nodes = s.nodes[1:]
	return n
}

func (s *slab) full(name string) string {
	from := s.text.Len()
	if s.parent != "" {
		s.text.WriteString(s.parent)
		s.text.WriteByte('.')
	}
	s.text.WriteString(name)
	return s.text.String()[from:]
}

// scoped finds a name as the declarations write it: in the scope given or in one around it.
func scoped[T any](scope, name string, in map[string]T) (T, bool) {
	for {
		if v, ok := in[join(scope, name)]; ok {
			return v, true
		}
		if scope == "" {
			var none T
			return none, false
		}
		scope = scope[:max(strings.LastIndexByte(scope, '.'), 0)]
	}
}
