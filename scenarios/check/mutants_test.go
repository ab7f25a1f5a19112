package check_test

import (
	"flag"
	"hash/fnv"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var mutations = flag.Int("mutations", 1, "how many texts are made of each scenario")

// What is nearly a scenario that a rule was written for is where rules go wrong.
func TestNearlyRightScenarios(t *testing.T) {
	list := seeds(t)
	for i, s := range list {
		if testing.Short() && i%8 != 0 { // all of them take a minute with the race detector
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			own := fnv.New64a() // what is made of one scenario doesn't depend on others that are added
			_, _ = own.Write([]byte(s.name))
			m := &mutator{rand.New(rand.NewPCG(1, own.Sum64())), list}
			for range *mutations {
				text := s.text
				for range 1 + m.IntN(4) {
					text = m.mutate(text)
				}
				sound(t, "main"+filepath.Ext(s.name), text)
			}
		})
	}
}

// mutator makes texts that are nearly scenarios.
type mutator struct {
	*rand.Rand
	seeds []seed
}

// tokens are words, numbers, texts, comments, operators and gaps; what is none of these goes by character.
var tokens = regexp.MustCompile("//[^\\n]*|/\\*(?s:.*?)\\*/|'[^'\\n]*'|\"[^\"\\n]*\"|`[^`]*`|[\\pL_$][\\pL\\pN_$]*|[0-9][0-9.]*|\\s+|=>|\\?\\.|\\.\\.\\.|[=!<>&|?*+-]+|(?s:.)")

var word = regexp.MustCompile(`^[\pL_$][\pL\pN_$]*$`)

// around are what a text may be put into; the text takes the place of the ~.
var around = []string{
	"{ ~ }", "function outer() { ~ }", "(() => { ~ })();", "async function outer(e) { ~ }\nouter();", "class Outer { m() { ~ } }", "class Outer { static { ~ } }",
	"if (x) { ~ } else { ~ }", "try { ~ } catch (e) { }", "try { f(); } finally { ~ }", "for (const k of [1, 2]) { ~ }", "while (true) { ~ break; }", "switch (x) { case 1: ~ }",
	"label: { ~ }", "VoxEngine.addEventListener(AppEvents.Started, async (e) => { ~ });", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => { ~ });",
	"const o = { m() { ~ }, get g() { ~ } };", "function* outer() { ~ yield 1; }", "'use strict';\n~", "with (x) { ~ }", "eval('');\n~", "\ufeff~", "#!/usr/bin/env node\n~", "/* Привет, 世界 😀 */ ~",
	"require(Modules.ASR);\n~", "// voxemu-ignore-file VX1202, unknown-name: so\n~", "setTimeout(function f() { ~ f(); }, 100);", "new Promise((resolve) => { ~ });", "x = () => { ~ };",
}

// parts may take the place of any token.
var parts = []string{
	"", "?.", ".", "[", "]", "(", ")", "{", "}", "...", "await ", "new ", "typeof ", "delete ", "void ", "async ", "null", "undefined", "this", "super", "arguments", "0", "''", "`${x}`", "/a+$/", "=", "=>", "||=", "...x",
	"VoxEngine", "CallEvents", "AppEvents.CallAlerting", "Modules.ASR", "require", "call", "e", "e.call", "Net.httpRequestAsync('http://x')", "VoxEngine.terminate()", "globalThis", "\\u0061", "// voxemu-ignore VX1202: so\n", "#p", "let", "var",
	"[x]", "({ a, b: [c], ...d })", "class { #p; static x = 1; y }", "function f(f) { return f(f) }", "x?.y?.[z]?.()", "'prototype'", "__proto__", "constructor", "1n", "\r\n", "\u2028", "é", "😀",
}

func (m *mutator) pick(list []string) string { return list[m.IntN(len(list))] }

func (m *mutator) mutate(text string) string {
	list := tokens.FindAllString(text, -1)
	if len(list) == 0 || len(text) > longest {
		return text
	}
	i := m.IntN(len(list))
	switch m.IntN(11) {
	case 0: // one name for another
		from, to := m.word(list), m.word(list)
		for i := range list {
			if list[i] == from {
				list[i] = to
			}
		}
	case 1: // two names change places
		a, b := m.word(list), m.word(list)
		for i := range list {
			switch list[i] {
			case a:
				list[i] = b
			case b:
				list[i] = a
			}
		}
	case 2:
		list = slices.Delete(list, i, min(len(list), i+1+m.IntN(3)))
	case 3:
		list[i] = m.pick(parts)
	case 4:
		list = slices.Insert(list, i, m.pick(parts))
	case 5: // a line twice, or elsewhere
		lines := strings.SplitAfter(text, "\n")
		return strings.Join(slices.Insert(lines, m.IntN(len(lines)+1), m.pick(lines)), "")
	case 6, 7:
		return strings.ReplaceAll(m.pick(around), "~", text)
	case 8: // another scenario behind it, or in it
		other := m.seeds[m.IntN(len(m.seeds))].text
		lines := strings.SplitAfter(text, "\n")
		return strings.Join(slices.Insert(lines, m.IntN(len(lines)+1), other), "")
	case 9: // some other tokens of it
		from := m.IntN(len(list))
		list = slices.Insert(list, i, list[from:min(len(list), from+1+m.IntN(12))]...)
	case 10: // written in another way
		return m.dress(text)
	}
	return strings.Join(list, "")
}

// word is one of the words of a text.
func (m *mutator) word(list []string) string {
	var words []string
	for _, t := range list {
		if word.MatchString(t) {
			words = append(words, t)
		}
	}
	if len(words) == 0 {
		return list[0]
	}
	return m.pick(words)
}

// dress changes how a text is written and not what it says.
func (m *mutator) dress(text string) string {
	switch m.IntN(4) {
	case 0:
		return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	case 1:
		return strings.ReplaceAll(text, "  ", "\t")
	case 2:
		return strings.TrimSuffix(text, "\n")
	}
	return strings.ReplaceAll(text, ".", "?.")
}
