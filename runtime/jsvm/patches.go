package jsvm

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// Patch changes the engine's built-ins: it adds what a scenario's engine has and goja has not, takes out what it hasn't,
// or sets bounds to what could take the process down. A VM pays for it only once a program mentions one of its words.
type Patch struct {
	// Words are identifiers: names of properties, globals or helpers. A program mentions them wherever they stand as whole
	// words, also in strings and comments. One that begins with a dot is only looked for behind a dot or a quote.
	Words []string
	// Apply changes the built-ins of a VM. It runs at most once for each VM, within a turn, before the program does.
	Apply func(vm *VM)
}

// Patches is a set of patches. It is immutable, and shared by all VMs and goroutines.
type Patches struct {
	list   []Patch
	byWord map[string][]int
}

// NewPatches returns the set of these patches. They are applied in this order.
func NewPatches(list ...Patch) *Patches {
	p := &Patches{list: list, byWord: map[string][]int{}}
	for i := range list {
		for _, w := range list[i].Words {
			p.byWord[w] = append(p.byWord[w], i)
		}
	}
	return p
}

// mentioned returns a flag for each patch that the text mentions, or nil if there is none.
func (p *Patches) mentioned(text string) []bool {
	if p == nil {
		return nil
	}
	var found []bool
	p.scan(text, &found)
	if strings.Contains(text, `\x`) || strings.Contains(text, `\u`) {
		p.scan(unescape(text), &found)
	}
	return found
}

func (p *Patches) scan(text string, found *[]bool) {
	for i := 0; i < len(text); {
		if !isWordByte(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && isWordByte(text[i]) {
			i++
		}
		p.mark(text[start:i], found)
		if start > 0 && strings.IndexByte(".'\"`", text[start-1]) >= 0 {
			p.mark("."+text[start:i], found)
		}
	}
}

func (p *Patches) mark(word string, found *[]bool) {
	for _, n := range p.byWord[word] {
		if *found == nil {
			*found = make([]bool, len(p.list))
		}
		(*found)[n] = true
	}
}

// isWordByte reports whether identifiers of the patches, which are ASCII, can have the byte.
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '$'
}

// unescape replaces \xHH, \uHHHH and \u{H} with the ASCII characters they stand for.
func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			if c, size := escaped(text[i+1:]); size > 0 {
				b.WriteByte(c)
				i += size
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// escaped reads an escape behind its backslash. The size is 0 if it isn't one of an ASCII character.
func escaped(s string) (c byte, size int) {
	digits := ""
	switch {
	case len(s) >= 3 && s[0] == 'x':
		digits, size = s[1:3], 3
	case strings.HasPrefix(s, "u{"):
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return 0, 0
		}
		digits, size = s[2:end], end+1
	case len(s) >= 5 && s[0] == 'u':
		digits, size = s[1:5], 5
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || n >= 0x80 {
		return 0, 0
	}
	return byte(n), size
}

// matched are the patches that a program mentions. A process has one set of patches, so the last one is kept.
type matched struct {
	patches *Patches
	flags   []bool
}

// mentions returns a flag for each patch that the program mentions, or nil.
func (p *Program) mentions(patches *Patches) []bool {
	if known := p.matched.Load(); known != nil && known.patches == patches {
		return known.flags
	}
	found := &matched{patches, patches.mentioned(p.text)}
	p.matched.Store(found)
	return found.flags
}

// Prepare applies the patches that a text mentions, which a script is about to have evaluated. It belongs within a turn.
func (vm *VM) Prepare(text string) { vm.patch(vm.options.Patches.mentioned(text)) }

// patch applies the flagged patches that have not been applied yet.
func (vm *VM) patch(flags []bool) {
	for i, wanted := range flags {
		if !wanted {
			continue
		}
		if vm.patched == nil {
			vm.patched = make([]bool, len(flags))
		}
		if !vm.patched[i] {
			vm.patched[i] = true
			vm.options.Patches.list[i].Apply(vm)
		}
	}
}

// Helper returns a helper by its name without [Helper] in front, or nil.
func (vm *VM) Helper(name string) goja.Value { return vm.helpers.Get(Helper + name) }
