package modules_test

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"voxemu/modules"
	"voxemu/modules/apitable"
)

// fuzzPrelude is what random programs lean on: pools of the objects made so far, and what is passed as arguments.
//
//go:embed testdata/fuzz.js
var fuzzPrelude string

// moments are when the steps of a program run: "event" is whatever a listener of the program hears.
var moments = []string{"load", "started", "alerting", "connected", "soon", "later", "event", "terminating", "terminated"}

// maxSteps bounds a program.
const maxSteps = 24

// callable is one function, constructor or method of the API, as a random program calls it.
type callable struct {
	class   string // of a method
	call    string // "VoxEngine.callPSTN", "new WebSocket", ".say"
	params  []apitable.Param
	returns string
}

// callables are all that scripts can call, what is emulated first.
var callables = sync.OnceValues(func() (all []callable, emulated int) {
	var rest []callable
	for _, c := range modules.Covered(modules.List()) {
		one, ok := callableOf(c)
		switch {
		case !ok || c.Name == "VoxEngine.terminate": // each program has it where it does not end all too soon
		case c.State == modules.NotYet:
			rest = append(rest, one)
		default:
			all = append(all, one)
		}
	}
	return append(all, rest...), len(all)
})

func callableOf(c modules.Coverage) (callable, bool) {
	if class, ok := strings.CutPrefix(c.Name, "new "); ok {
		n, found := apitable.Lookup(class)
		if !found {
			return callable{}, false
		}
		ctor, _ := n.Constructor()
		return callable{call: c.Name, params: ctor.Params, returns: class}, true
	}
	if n, ok := apitable.Lookup(c.Name); ok && n.Kind == apitable.Function {
		return callable{call: c.Name, params: n.Params, returns: n.Type}, true
	}
	n, ok := apitable.Lookup(c.Area)
	if !ok || n.Kind != apitable.Class {
		return callable{}, false
	}
	m, ok := n.Method(strings.TrimPrefix(c.Name, c.Area+"."))
	if !ok {
		return callable{}, false
	}
	return callable{class: c.Area, call: "." + m.Name, params: m.Params, returns: m.Type}, true
}

// choices turns bytes into choices; when they are used up each is the first.
type choices struct{ bytes []byte }

func (c *choices) next() int {
	if len(c.bytes) == 0 {
		return 0
	}
	b := c.bytes[0]
	c.bytes = c.bytes[1:]
	return int(b)
}

// of returns a number below n, of up to 65536.
func (c *choices) of(n int) int {
	v := c.next()
	if n > 256 {
		v = v<<8 | c.next()
	}
	return v % n
}

// randomProgram makes a program of bytes: the same of the same.
func randomProgram(data []byte) string {
	c := &choices{data}
	steps := map[string][]string{}
	for n := 0; n < maxSteps && len(c.bytes) > 0; n++ {
		moment := moments[c.of(len(moments))]
		steps[moment] = append(steps[moment], c.step())
	}
	var b strings.Builder
	b.WriteString(fuzzPrelude)
	for _, m := range moments {
		fmt.Fprintf(&b, "steps.%s = [\n", m)
		for _, s := range steps[m] {
			b.WriteString("\t" + s + ",\n")
		}
		b.WriteString("];\n")
	}
	b.WriteString("begin();\n")
	return b.String()
}

// step writes one call: now and then of what is not emulated, with too many arguments, or of another class's method.
func (c *choices) step() string {
	all, emulated := callables()
	odd := c.next()
	if odd%16 == 2 {
		return c.meddling()
	}
	i := c.of(emulated)
	if odd%16 == 1 {
		i = c.of(len(all))
	}
	f := all[i]
	args := make([]string, 0, len(f.params)+1)
	for _, p := range f.params {
		if p.Optional && c.next()%4 == 0 {
			break
		}
		args = append(args, c.argument(p.Type, 0))
	}
	switch odd % 8 {
	case 2:
		args = append(args, c.hostile())
	case 3:
		args = args[:len(args)/2]
	}
	call := f.call + "(" + strings.Join(args, ", ") + ")"
	if f.class != "" {
		object := fmt.Sprintf("pick(%q, %d)", f.class, c.of(4))
		if odd%32 == 4 {
			object = "pickAny(" + fmt.Sprint(c.of(16)) + ")"
		}
		call = object + call
	}
	returns := strings.TrimSuffix(strings.TrimPrefix(f.returns, "Promise<"), ">")
	return fmt.Sprintf("[%q, () => %s]", returns, call)
}

// meddling writes what scripts do to objects of the API without calling them.
func (c *choices) meddling() string {
	object := fmt.Sprintf("pickAny(%d)", c.of(16))
	switch c.next() % 4 {
	case 0:
		handler := []string{"onopen", "onmessage", "onclose", "onerror", "oncreated", "onmediastarted"}[c.of(6)]
		return fmt.Sprintf("['', () => pick('WebSocket', %d).%s = %s]", c.of(4), handler, c.argument("(e) => void", 0))
	case 1:
		return fmt.Sprintf("['', () => IVR.ttsOptions = %s]", c.argument("TTSOptions", 0))
	}
	return fmt.Sprintf("['', () => meddle[%d](%s, %s)]", c.of(12), object, c.hostile())
}

// argument writes an argument that suits its declared type more often than not.
func (c *choices) argument(typ string, depth int) string {
	if c.next()%8 < 3 {
		return c.hostile()
	}
	return c.suitable(typ, depth)
}

func (c *choices) suitable(typ string, depth int) string {
	if strings.Contains(typ, "=>") {
		return fmt.Sprintf("functions[%d]", c.of(12))
	}
	if alternatives := strings.Split(typ, " | "); len(alternatives) > 1 {
		return c.suitable(alternatives[c.of(len(alternatives))], depth)
	}
	if element, ok := strings.CutSuffix(typ, "[]"); ok {
		return "[" + c.argument(element, depth+1) + ", " + c.argument(element, depth+1) + "]"
	}
	switch typ {
	case "string":
		return fmt.Sprintf("texts[%d]", c.of(24))
	case "number":
		return []string{"1", "0", "50", "5000", "20", "16000", "404", "0.5"}[c.of(8)]
	case "boolean":
		return []string{"true", "false"}[c.of(2)]
	case "{ [header: string]: string }":
		return "{ 'X-A': " + c.argument("string", depth+1) + ", 'VI-CallTimeout': '20' }"
	case "VoxMediaUnit":
		return fmt.Sprintf("pickAny(%d)", c.of(16))
	}
	if n, ok := apitable.Lookup(typ); ok {
		if n.Kind == apitable.Class {
			return fmt.Sprintf("pick(%q, %d)", typ, c.of(4))
		}
		if children := n.Children(); len(children) > 0 {
			return fmt.Sprintf("%s[%q]", n.Full, children[c.of(len(children))].Name)
		}
	}
	if shape, ok := apitable.LookupInterface(typ); ok && depth < 3 {
		return c.object(shape, depth)
	}
	return c.hostile()
}

// object writes an object of a declared shape, with about three quarters of its properties.
func (c *choices) object(shape apitable.Interface, depth int) string {
	var props []string
	for _, p := range shape.Props {
		if c.next()%4 != 0 {
			props = append(props, fmt.Sprintf("%q: %s", p.Name, c.argument(p.Type, depth+1)))
		}
	}
	return "{ " + strings.Join(props, ", ") + " }"
}

// hostile writes what no function expects.
func (c *choices) hostile() string {
	switch c.next() % 4 {
	case 0:
		return fmt.Sprintf("pickAny(%d)", c.of(16))
	case 1:
		return fmt.Sprintf("traps[%d]()", c.of(14))
	}
	return fmt.Sprintf("odd[%d]", c.of(40))
}

// randomBytes is a sequence that is the same each time (splitmix64).
func randomBytes(seed uint64, n int) []byte {
	out := make([]byte, 0, n+8)
	for state := seed; len(out) < n; {
		state += 0x9e3779b97f4a7c15
		z := state
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		z ^= z >> 31
		for shift := range 8 {
			out = append(out, byte(z>>(8*shift)))
		}
	}
	return slices.Clip(out[:n])
}
