package lower

import (
	"regexp"
	"slices"
	"strings"
)

// The builder gives a name another number when an outer scope has the same name, which would show in the names of functions
// and classes; and a function inside a block becomes `let f2 = function() {...}` with `var f = f2` behind it, which is not quite
// what such a function does. Both is undone: the source map knows the names, and where they stood.

// renamed is a name that the builder has changed.
type renamed struct {
	at      int    // its offset in the code
	printed string // what it is called there
	name    string // what it was called
	from    int    // its offset in the source
}

// restore returns the changes that give names back.
func restore(source, code *lines, m *sourceMap) []Edit {
	list, others := renamings(source, code, m)
	list = wholly(list, others, source, code, m)
	// A name that was given to something of the builder's own stays as it is.
	for again := true; again; {
		again = false
		list = slices.DeleteFunc(list, func(r renamed) bool {
			if !others[r.name] {
				return false
			}
			again = again || !others[r.printed]
			others[r.printed] = true
			return true
		})
	}
	functions := map[int]bool{} // those in blocks, by their place in the source
	var changes []Edit
	put := func(from, to int, text string) {
		if n := len(changes); n == 0 || changes[n-1].Offset+changes[n-1].Delete <= from {
			changes = append(changes, Edit{Offset: from, Delete: to - from, Insert: text})
		}
	}
	for _, r := range list {
		before, end := code.text[:r.at], r.at+len(r.printed)
		isValue := strings.HasPrefix(code.text[end:], " = function(") && isFunction(source.text, r.from)
		switch {
		case isValue && strings.HasSuffix(before, "let "):
			functions[r.from] = true
			put(r.at-len("let "), end+len(" = function"), "function "+r.name)
		case isValue && strings.HasSuffix(before, "}, "):
			functions[r.from] = true
			put(r.at-len(", "), end+len(" = function"), " function "+r.name)
		case functions[r.from] && twins.MatchString(line(code.text, r.at)):
			start := strings.LastIndex(before, "var ")
			put(start, start+strings.IndexByte(code.text[start:], ';')+1, "")
		default:
			put(r.at, end, r.name)
		}
	}
	return changes
}

// twins is the statement behind the functions of a block, on a line of its own.
var twins = regexp.MustCompile(`^\s*var [^\s=,;]+ = [^\s=,;]+(, [^\s=,;]+ = [^\s=,;]+)*;$`)

// line returns the line of an offset.
func line(text string, at int) string {
	start := strings.LastIndexByte(text[:at], '\n') + 1
	text, _, _ = strings.Cut(text[start:], "\n")
	return text
}

// renamings returns the names that the builder has changed, and as others those that stand for something of its own.
func renamings(source, code *lines, m *sourceMap) (list []renamed, others map[string]bool) {
	others = map[string]bool{}
	for i := range m.segments {
		s := &m.segments[i]
		if s.name < 0 || s.source < 0 {
			continue
		}
		at, ok := code.ofUnits(s.line, s.column)
		from, there := source.ofUnits(s.fromLine, s.fromColumn)
		if !ok || !there {
			continue
		}
		r := renamed{at: at, printed: wordAt(code.text, at), name: m.names[s.name], from: from}
		switch {
		case r.printed == "" || r.printed == r.name:
		case wordAt(source.text, from) != r.name || isScopeName(source.text, from):
			others[r.printed] = true
		default:
			list = append(list, r)
		}
	}
	return list, others
}

// wholly returns the names of which every mention is in the list, so that none is given back by halves. Others takes the rest.
func wholly(list []renamed, others map[string]bool, source, code *lines, m *sourceMap) []renamed {
	if len(list) == 0 {
		return nil
	}
	unknown, known := map[string]bool{}, map[int]bool{}
	for _, r := range list {
		unknown[r.printed] = false
		known[r.at] = true
	}
	for i := range m.segments { // the user may have such a name, too
		s := &m.segments[i]
		at, _ := code.ofUnits(s.line, s.column)
		from, _ := source.ofUnits(s.fromLine, s.fromColumn)
		if s.source >= 0 && wordAt(code.text, at) == wordAt(source.text, from) {
			known[at] = true
		}
	}
	tokens, ok := scan(code.text)
	for i, t := range tokens {
		if t.kind != word || known[t.start] || i > 0 && slices.Contains([]string{".", "?."}, code.text[tokens[i-1].start:tokens[i-1].end]) {
			continue
		}
		if name := code.text[t.start:t.end]; mentioned(unknown, name) {
			unknown[name] = true
		}
	}
	return slices.DeleteFunc(list, func(r renamed) bool {
		if ok && !unknown[r.printed] {
			return false
		}
		others[r.printed] = true
		return true
	})
}

func mentioned(names map[string]bool, name string) bool {
	_, ok := names[name]
	return ok
}

// wordAt returns the identifier at an offset, or "".
func wordAt(text string, at int) string {
	s := &scanner{text: text, at: at}
	if at >= len(text) || !isWord(text[at:]) {
		return ""
	}
	for s.at < len(text) && (isWord(text[s.at:]) || text[s.at] >= '0' && text[s.at] <= '9') {
		s.wordPart()
	}
	return text[at:s.at]
}

// wordBefore returns the identifier, or else the character, that stands before an offset.
func wordBefore(text string, at int) string {
	text = strings.TrimRight(text[:at], " \t\r\n")
	i := len(text)
	for i > 0 && (text[i-1]|0x20 >= 'a' && text[i-1]|0x20 <= 'z' || text[i-1] == '_' || text[i-1] == '$') {
		i--
	}
	if i == len(text) && i > 0 {
		i--
	}
	return text[i:]
}

// isScopeName reports whether the name at an offset is that of a namespace or an enum, whose body becomes a function with a
// parameter of that name.
func isScopeName(text string, at int) bool {
	before := wordBefore(text, at)
	return slices.Contains([]string{"namespace", "module", "enum"}, before) || before == "." && !strings.HasSuffix(strings.TrimRight(text[:at], " \t\r\n"), "...")
}

// isFunction reports whether the name at an offset is that of a function.
func isFunction(text string, at int) bool { return wordBefore(text, at) == "function" }
