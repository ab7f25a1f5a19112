package program

import (
	"cmp"
	"slices"

	"github.com/dop251/goja/ast"
)

// index has what check rules ask for again and again, so that each of them needs not look through the file. What it holds is found at the first
// question.
type index struct {
	unbound  map[string][]*ast.Identifier
	declared map[*ast.Identifier]bool
	members  map[string][]Member
	texts    map[string][]*ast.StringLiteral
	methods  map[string][]*Call
	calling  map[string][]*Call
	within   map[*Function][]*Call
	place    map[ast.Node]int // of statements in their lists
	// receiving are those that extended asks for.
	receiving *receiving
	// foreign and global are the answers about names so far, for so many companions.
	foreign, global map[string]bool
	companions      int
}

// remember answers a question about a name and the companions once.
func (f *File) remember(answers *map[string]bool, name string, ask func() bool) bool {
	if f.index.companions != len(f.Companions) {
		f.index.companions, f.index.foreign, f.index.global = len(f.Companions), nil, nil
	}
	answer, known := (*answers)[name]
	if !known {
		answer = ask()
		if *answers == nil {
			*answers = map[string]bool{}
		}
		(*answers)[name] = answer
	}
	return answer
}

// by groups a list.
func by[K comparable, V any](list []V, key func(V) K) map[K][]V {
	groups := map[K][]V{}
	for _, v := range list {
		k := key(v)
		groups[k] = append(groups[k], v)
	}
	return groups
}

// Mentions returns the mentions of a global that the scenario doesn't declare, in the order of the text.
func (f *File) Mentions(name string) []*ast.Identifier {
	if f.index.unbound == nil {
		f.index.unbound = by(f.unbound, func(id *ast.Identifier) string { return id.Name.String() })
	}
	return f.index.unbound[name]
}

// MembersNamed returns those of [File.Members] that have a name.
func (f *File) MembersNamed(name string) []Member {
	if f.index.members == nil {
		f.index.members = by(f.Members(), func(m Member) string { return m.Name })
	}
	return f.index.members[name]
}

// Texts returns the string literals that are a text, in the order of the scenario.
func (f *File) Texts(text string) []*ast.StringLiteral {
	if f.index.texts == nil {
		f.index.texts = map[string][]*ast.StringLiteral{}
		for _, n := range f.Nodes() {
			if s, ok := n.(*ast.StringLiteral); ok {
				f.index.texts[s.Value.String()] = append(f.index.texts[s.Value.String()], s)
			}
		}
	}
	return f.index.texts[text]
}

// CallsOf returns the calls of methods of a name, whatever of, in the order of the text.
func (f *File) CallsOf(method string) []*Call {
	if f.index.methods == nil {
		f.index.methods = by(f.calls, func(c *Call) string { name, _ := c.Method(); return name })
	}
	return f.index.methods[method]
}

// Calling returns the calls of a function or method of the API in the order of the text: by full name, such as "Call.say".
func (f *File) Calling(full ...string) []*Call {
	if f.index.calling == nil {
		f.index.calling = map[string][]*Call{}
		for _, c := range f.calls {
			if n := f.API(c); n != nil {
				f.index.calling[n.Full] = append(f.index.calling[n.Full], c)
			}
		}
	}
	if len(full) == 1 {
		return slices.Clip(f.index.calling[full[0]])
	}
	var found []*Call
	for _, name := range full {
		found = append(found, f.index.calling[name]...)
	}
	slices.SortFunc(found, func(a, b *Call) int { return cmp.Compare(a.order, b.order) })
	return slices.Compact(found)
}

// CallsIn returns the calls that stand in a function and in no function inside it; nil stands for the top level.
func (f *File) CallsIn(fn *Function) []*Call {
	if f.index.within == nil {
		f.index.within = by(f.calls, func(c *Call) *Function { return c.In })
	}
	return f.index.within[fn]
}

// Declares reports whether an identifier is the name of a declaration, and no mention of what is declared.
func (f *File) Declares(id *ast.Identifier) bool {
	if f.index.declared == nil {
		f.index.declared = map[*ast.Identifier]bool{}
		for _, v := range f.variables {
			for _, name := range v.Declared {
				f.index.declared[name] = true
			}
		}
	}
	return f.index.declared[id]
}

// placeOf returns which statement of a list a node is, and the list; a nil list if it is in none.
func (f *File) placeOf(n ast.Node) (list []ast.Statement, at int) {
	list = statementsOf(f.parents[n])
	if list == nil {
		return nil, 0
	}
	if f.index.place == nil {
		f.index.place = map[ast.Node]int{}
	}
	at, known := f.index.place[n]
	if !known {
		for i, s := range list {
			f.index.place[s] = i
		}
		if at, known = f.index.place[n]; !known {
			return nil, 0
		}
	}
	return list, at
}

// statementsOf returns the list of statements that a node is.
func statementsOf(n ast.Node) []ast.Statement {
	switch n := n.(type) {
	case *ast.Program:
		return n.Body
	case *ast.BlockStatement:
		return n.List
	case *ast.CaseStatement:
		return n.Consequent
	}
	return nil
}
