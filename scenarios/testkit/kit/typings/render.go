package typings

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"voxemu/modules/apitable"
)

// writer writes declarations, each in a line of its own.
type writer struct {
	b     *strings.Builder
	depth int
}

func writeAPI(b *strings.Builder) {
	w := &writer{b: b}
	w.scope(tree(), "declare ")
}

func (w *writer) line(format string, args ...any) {
	w.b.WriteString(strings.Repeat("  ", w.depth))
	fmt.Fprintf(w.b, format, args...)
	w.b.WriteByte('\n')
}

// block writes lines in braces, or an empty pair.
func (w *writer) block(head string, lines func()) {
	w.line("%s {", head)
	w.depth++
	before := w.b.Len()
	lines()
	w.depth--
	if w.b.Len() == before {
		text := w.b.String()
		w.b.Reset()
		w.b.WriteString(text[:before-1] + "}\n")
		return
	}
	w.line("}")
}

// scope writes what is declared in a namespace; say stands before each declaration.
func (w *writer) scope(s *scope, say string) {
	for _, t := range s.types {
		w.line("%stype %s = %s;", typeOnly(say), t.name, strings.TrimPrefix(t.text, "| "))
	}
	for _, shape := range s.shapes {
		w.shape(shape, typeOnly(say))
	}
	if s.node != nil && s.node.Kind == apitable.Namespace {
		w.names(s.node, say)
	}
	for _, c := range s.inner {
		w.inner(c, say)
	}
}

// typeOnly is what stands before types: they need no declare.
func typeOnly(say string) string { return strings.TrimPrefix(say, "declare ") }

// inner writes a scope: the thing that it is, and a namespace for what is below that.
func (w *writer) inner(s *scope, say string) {
	n := s.node
	below := len(s.types)+len(s.shapes)+len(s.inner) > 0
	switch {
	case n == nil:
	case n.Kind == apitable.Enum:
		w.doc(n)
		w.enum(n, say)
	case n.Kind == apitable.Class:
		w.doc(n)
		w.class(n, say)
	case n.Open:
		w.line("%sconst %s: %s;", say, n.Name, openType(s))
		return
	default:
		w.doc(n)
		below = true
	}
	if !below {
		return
	}
	w.block(say+"namespace "+s.name, func() {
		// One export makes all that is not exported invisible.
		if n != nil && n.Kind == apitable.Namespace && slices.ContainsFunc(n.Children(), func(c *apitable.Node) bool { return c.Kind == apitable.Alias }) {
			w.scope(s, "export ")
		} else {
			w.scope(s, "")
		}
	})
}

// openType is the type of a namespace that has a constant of any name.
func openType(s *scope) string {
	text := "{ readonly [name: string]: " + s.node.Type + " }"
	for _, c := range s.inner {
		if c.node != nil && c.node.Open {
			text += " & { readonly " + c.name + ": " + openType(c) + " }"
		}
	}
	return text
}

// doc writes what there is to know about a name.
func (w *writer) doc(n *apitable.Node) {
	var parts []string
	outer, _ := cut(n.Full)
	if parent, ok := apitable.Lookup(outer); n.Gate != "" && (outer == "" || ok && parent.Gate != n.Gate) {
		parts = append(parts, "after require(Modules."+n.Gate+")")
	}
	if n.Deprecated {
		parts = append(parts, "@deprecated")
	}
	if len(parts) > 0 {
		w.line("/** %s */", strings.Join(parts, " "))
	}
}

// names writes the functions, constants and aliases of a namespace.
func (w *writer) names(n *apitable.Node, say string) {
	var constants []string
	for _, c := range n.Children() {
		switch c.Kind {
		case apitable.Function:
			w.doc(c)
			w.line("%sfunction %s%s: %s;", say, c.Name, parameters(c), c.Type)
		case apitable.Property:
			w.line("%slet %s: %s;", say, c.Name, c.Type)
		case apitable.Constant:
			constants = append(constants, identifier(c.Name)+": "+c.Type)
		case apitable.Alias:
			w.alias(n, c, say)
		}
	}
	w.constants(constants, say)
}

// alias writes another name of something. A reserved word can be a name in a list of exports only.
func (w *writer) alias(parent, c *apitable.Node, say string) {
	if outer, last := cut(c.Target); outer == parent.Full && reserved[c.Name] {
		w.line("export { %s as %s };", last, c.Name)
		return
	}
	target := c.Target
	if outer, last := cut(target); outer == "" && last == c.Name {
		target = "globalThis." + last // not itself
	}
	w.line("%simport %s = %s;", typeOnly(say), c.Name, target)
}

// wide is how long lines of constants become.
const wide = 150

func (w *writer) constants(list []string, say string) {
	for len(list) > 0 {
		n, length := 0, 0
		for n < len(list) && (n == 0 || length+len(list[n]) < wide) {
			length += len(list[n]) + 2
			n++
		}
		w.line("%sconst %s;", say, strings.Join(list[:n], ", "))
		list = list[n:]
	}
}

func (w *writer) enum(n *apitable.Node, say string) {
	w.block(say+"enum "+n.Name, func() {
		for _, m := range n.Children() {
			value, err := json.Marshal(m.Value)
			if err != nil {
				panic(err) // a text or a number
			}
			w.doc(m)
			w.line("%s = %s,", property(m.Name), value)
		}
	})
}

func (w *writer) shape(i apitable.Interface, say string) {
	head := say + "interface " + i.Name
	if len(i.Extends) > 0 {
		head += " extends " + strings.Join(i.Extends, ", ")
	}
	w.block(head, func() { w.props(i.Props) })
}

func (w *writer) props(props []apitable.Prop) {
	for _, p := range props {
		mark := ""
		if p.Optional {
			mark = "?"
		}
		if p.Deprecated {
			w.line("/** @deprecated */")
		}
		name := p.Name
		switch {
		case name == "[index]":
			name = "[index: string]"
		case !strings.HasPrefix(name, "["): // else a member of an enum
			name = property(name)
		}
		w.line("%s%s: %s;", name, mark, foreign.ReplaceAllString(p.Type, "any"))
	}
}

// foreign are types that the declarations take from elsewhere.
var foreign = regexp.MustCompile(`\bBuffer\b`)

// class writes a class. One that scripts can't name is a type only.
func (w *writer) class(n *apitable.Node, say string) {
	head, private := say+"class "+n.Name, ""
	if n.Private {
		head = typeOnly(say) + "interface " + n.Name
	}
	for _, name := range n.Extends {
		if base := baseOf(n, name); base != nil && base.Private {
			private = name
		} else {
			head += " extends " + name
		}
	}
	w.block(head, func() {
		if c, ok := n.Constructor(); ok && !n.Private {
			w.line("constructor%s;", parameters(c))
		} else if !n.Private {
			w.line("protected constructor();")
		}
		w.props(ownProps(n))
		for _, m := range n.Methods() {
			if m.Full == n.Full+"."+m.Name {
				w.doc(m)
				w.line("%s%s: %s;", property(m.Name), parameters(m), m.Type)
			}
		}
	})
	if private != "" {
		w.line("%sinterface %s extends %s {}", typeOnly(say), n.Name, private)
	}
}

// ownProps are the properties of a class that it does not have from another.
func ownProps(n *apitable.Node) []apitable.Prop {
	all := n.Props()
	for _, name := range n.Extends {
		if base := baseOf(n, name); base != nil {
			all = all[len(base.Props()):]
		}
	}
	return all
}

// baseOf finds a class as the declaration of another names it.
func baseOf(n *apitable.Node, name string) *apitable.Node {
	for scope, _ := cut(n.Full); ; scope, _ = cut(scope) {
		full := strings.TrimPrefix(scope+"."+name, ".")
		for _, c := range apitable.Classes() {
			if c.Full == full {
				return c
			}
		}
		if scope == "" {
			return nil
		}
	}
}

// mapped finds the events that a listener's type is taken from.
var mapped = regexp.MustCompile(`([\w.]+)\[T\]`)

// parameters writes those of a function in brackets, with a type parameter before them if they have one.
func parameters(n *apitable.Node) string {
	last := -1 // the last one that has to be there
	for i, p := range n.Params {
		if !p.Optional {
			last = i
		}
	}
	parts := make([]string, len(n.Params))
	generic := ""
	for i, p := range n.Params {
		mark := ""
		if p.Optional && i > last {
			mark = "?"
		}
		typ := p.Type
		if p.Optional && i < last {
			typ += " | undefined"
		}
		if m := mapped.FindStringSubmatch(typ); m != nil {
			generic = "<T extends keyof " + m[1] + ">"
		}
		parts[i] = identifier(p.Name) + mark + ": " + typ
	}
	return generic + "(" + strings.Join(parts, ", ") + ")"
}

// plain are names that need no quotes.
var plain = regexp.MustCompile(`^[A-Za-z_$][\w$]*$`)

func property(name string) string {
	if plain.MatchString(name) {
		return name
	}
	quoted, _ := json.Marshal(name)
	return string(quoted)
}

// reserved are the words that are no names of variables.
var reserved = map[string]bool{
	"break": true, "case": true, "catch": true, "class": true, "const": true, "continue": true, "default": true, "delete": true, "do": true,
	"else": true, "export": true, "extends": true, "finally": true, "for": true, "function": true, "if": true, "import": true, "in": true,
	"instanceof": true, "new": true, "return": true, "super": true, "switch": true, "this": true, "throw": true, "try": true, "typeof": true,
	"var": true, "void": true, "while": true, "with": true, "enum": true,
}

func identifier(name string) string {
	if reserved[name] {
		return name + "_"
	}
	return name
}
