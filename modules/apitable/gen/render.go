package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

const notice = "# Made by modules/apitable/gen. Do not edit: corrections belong to overlay.txt, the format is told in format.go.\n"

// block is one container: a header line and the lines below it.
type block struct {
	name   string
	header []string
	lines  [][]string
}

// blocks collects containers by name.
type blocks struct{ byName map[string]*block }

func (b *blocks) add(kind, name string, m marks, extra ...string) *block {
	n := &block{name: name, header: append([]string{kind}, extra...)}
	if name != "" {
		n.header = append([]string{kind, name}, extra...)
	}
	n.header = append(n.header, m.fields()...)
	b.byName[name] = n
	return n
}

// owner is the container that a dotted name is a member of.
func (b *blocks) owner(full string) (owner *block, name string, err error) {
	parent, name := "", full
	if i := strings.LastIndexByte(full, '.'); i >= 0 {
		parent, name = full[:i], full[i+1:]
	}
	if o := b.byName[parent]; o != nil {
		return o, name, nil
	}
	return nil, "", fmt.Errorf("%s: nothing is declared as %q", full, parent)
}

func (b *blocks) String() (string, error) {
	names := make([]string, 0, len(b.byName))
	for n := range b.byName {
		names = append(names, n)
	}
	sort.Strings(names)
	var out strings.Builder
	out.WriteString(notice)
	for _, n := range names {
		out.WriteString("\n%")
		if err := writeLine(&out, b.byName[n].header); err != nil {
			return "", fmt.Errorf("%s: %w", n, err)
		}
		for _, l := range b.byName[n].lines {
			out.WriteByte('\t')
			if err := writeLine(&out, l); err != nil {
				return "", fmt.Errorf("%s: %w", n, err)
			}
		}
	}
	return out.String(), nil
}

func writeLine(out *strings.Builder, fields []string) error {
	for _, f := range fields {
		if strings.ContainsAny(f, "\t\r\n%") {
			return fmt.Errorf("%q holds a tab, a line break or a percent sign", f)
		}
	}
	out.WriteString(strings.Join(fields, "\t"))
	out.WriteByte('\n')
	return nil
}

func (m marks) fields() []string {
	var out []string
	if m.Requires != "" {
		out = append(out, "@"+m.Requires)
	}
	for _, f := range []struct {
		set  bool
		name string
	}{{m.Deprecated, "!deprecated"}, {m.Hidden, "!hidden"}, {m.Private, "!private"}} {
		if f.set {
			out = append(out, f.name)
		}
	}
	return out
}

// renderNames makes api.txt: whatever a script can name at run time.
func renderNames(d *description) (string, error) {
	b := &blocks{byName: map[string]*block{}}
	b.add("global", "", marks{})
	for _, n := range d.Namespaces.Keys {
		b.add("ns", n, d.Namespaces.Map[n].marks)
	}
	if err := addEnums(b, d); err != nil {
		return "", err
	}
	for _, n := range d.Classes.Keys {
		if err := addClass(b, n, d.Classes.Map[n]); err != nil {
			return "", err
		}
	}
	for _, n := range d.Functions.Keys {
		o, name, err := b.owner(n)
		if err != nil {
			return "", err
		}
		line, err := functionLine(name, d.Functions.Map[n])
		if err != nil {
			return "", fmt.Errorf("%s: %w", n, err)
		}
		o.lines = append(o.lines, line)
	}
	if err := addConstants(b, d); err != nil {
		return "", err
	}
	return b.String()
}

func addEnums(b *blocks, d *description) error {
	for _, n := range d.Enums.Keys {
		e := d.Enums.Map[n]
		o := b.add("enum", n, e.marks)
		for _, k := range e.Members.Keys {
			m := e.Members.Map[k]
			line, err := memberLine(k, m)
			if err != nil {
				return fmt.Errorf("%s.%s: %w", n, k, err)
			}
			// A mark on a member of Modules says what that module is; the name itself is always there.
			if m.Requires != "" && (n != "Modules" || m.Requires != k) {
				return fmt.Errorf("%s.%s: a member can't require a module", n, k)
			}
			o.lines = append(o.lines, line)
		}
	}
	modules := d.Enums.Map["Modules"].Members
	if len(modules.Keys) != len(d.Modules.Keys) {
		return fmt.Errorf("modules: %d listed, %d in the enum", len(d.Modules.Keys), len(modules.Keys))
	}
	for i, k := range d.Modules.Keys {
		want, _ := json.Marshal(d.Modules.Map[k])
		if got := modules.Map[k].Value; modules.Keys[i] != k || string(got) != string(want) {
			return fmt.Errorf("modules: %s is not the same in the list and in the enum", k)
		}
	}
	return nil
}

func memberLine(name string, m member) ([]string, error) {
	var text string
	var number int
	value := ""
	if err := json.Unmarshal(m.Value, &text); err == nil {
		value = "=" + text
	} else if err := json.Unmarshal(m.Value, &number); err == nil {
		value = "#" + strconv.Itoa(number)
	} else {
		return nil, fmt.Errorf("value %s is neither text nor a whole number", m.Value)
	}
	line := []string{name, value}
	if m.Payload != "" {
		line = append(line, ">"+m.Payload)
	}
	m.Requires = ""
	return append(line, m.fields()...), nil
}

func addClass(b *blocks, n string, c class) error {
	o := b.add("class", n, c.marks, extends(c.Extends)...)
	for _, k := range c.Props.Keys {
		o.lines = append(o.lines, propLine(k, c.Props.Map[k]))
	}
	for _, k := range c.Methods.Keys {
		line, err := functionLine(k, c.Methods.Map[k])
		if err != nil {
			return fmt.Errorf("%s.%s: %w", n, k, err)
		}
		o.lines = append(o.lines, line)
	}
	return nil
}

func extends(bases []string) []string {
	var out []string
	for _, e := range bases {
		out = append(out, "<"+e)
	}
	return out
}

func propLine(name string, p prop) []string {
	mark := "."
	if p.Optional {
		mark = "?"
	}
	return append([]string{name, mark + p.Type}, p.fields()...)
}

// functionLine takes functions of one signature only: the description has no overloads.
func functionLine(name string, overloads []function) ([]string, error) {
	if len(overloads) != 1 {
		return nil, fmt.Errorf("%d signatures, want 1", len(overloads))
	}
	f := overloads[0]
	line := []string{name}
	for _, p := range f.Params {
		mark := ""
		if p.Optional {
			mark = "?"
		}
		line = append(line, "("+p.Name+mark+":"+p.Type)
	}
	return append(append(line, ":"+f.Returns), f.fields()...), nil
}

// addConstants writes the type that most constants of a namespace have into its header, once.
func addConstants(b *blocks, d *description) error {
	usual := map[*block]map[string]int{}
	for _, n := range d.Constants.Keys {
		o, _, err := b.owner(n)
		if err != nil {
			return err
		}
		if usual[o] == nil {
			usual[o] = map[string]int{}
		}
		usual[o][d.Constants.Map[n].Type]++
	}
	common := map[*block]string{}
	for o, types := range usual {
		best := ""
		for t, n := range types {
			if n > types[best] || n == types[best] && t < best {
				best = t
			}
		}
		common[o] = best
		o.header = append(o.header, "~"+best)
	}
	for _, n := range d.Constants.Keys {
		o, name, _ := b.owner(n)
		c := d.Constants.Map[n]
		line := []string{name}
		if c.Type != common[o] {
			line = append(line, "~"+c.Type)
		}
		o.lines = append(o.lines, append(line, c.fields()...))
	}
	return nil
}

// renderShapes makes interfaces.txt: what exists for types only.
func renderShapes(d *description) (string, error) {
	b := &blocks{byName: map[string]*block{}}
	for _, n := range d.Interfaces.Keys {
		i := d.Interfaces.Map[n]
		o := b.add("interface", n, i.marks, extends(i.Extends)...)
		for _, k := range i.Props.Keys {
			o.lines = append(o.lines, propLine(k, i.Props.Map[k]))
		}
	}
	for _, n := range d.Types.Keys {
		if b.byName[n] != nil {
			return "", fmt.Errorf("%s: both a type and an interface", n)
		}
		b.add("type", n, marks{}, "."+d.Types.Map[n])
	}
	return b.String()
}
