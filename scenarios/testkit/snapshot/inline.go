package snapshot

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// unindent takes away what an inline snapshot of several lines has around it for looks: the line breaks at both ends, and the
// indentation of its first line from all lines. A text whose lines are indented less is taken as it is.
func unindent(text string) string {
	text = breaks.Replace(text)
	body, ok := strings.CutPrefix(text, "\n")
	end := strings.LastIndexByte(body, '\n')
	if !ok || end < 0 || strings.TrimLeft(body[end+1:], " \t") != "" {
		return text
	}
	lines := strings.Split(body[:end], "\n")
	indent := margin(lines[0])
	for i, line := range lines {
		cut, ok := strings.CutPrefix(line, indent)
		if !ok && line != "" {
			return outer(text)
		}
		lines[i] = cut
	}
	return strings.Join(lines, "\n")
}

func margin(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }

// indented writes a text as a template that stands in a line with the margin given.
func indented(text, margin string) string {
	text = escaper.Replace(text)
	if !strings.Contains(text, "\n") {
		return "`" + text + "`"
	}
	step := "  "
	if strings.Contains(margin, "\t") {
		step = "\t"
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = margin + step + line
		}
	}
	return "`\n" + strings.Join(lines, "\n") + "\n" + margin + "`"
}

// edit replaces text[from:to].
type edit struct {
	from, to int
	text     string
}

// Rewrite puts inline snapshots into the text of a file. It is an error if one of the calls can't be found.
func Rewrite(text string, all []Taken) (string, error) {
	edits := make([]edit, 0, len(all))
	for _, one := range all {
		e, ok := locate(text, one)
		if !ok {
			return "", errors.New(one.Place.Pos.String() + ": there is no call of " + one.Place.Call + "() with nothing but a text to write the snapshot to")
		}
		edits = append(edits, e)
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(b.from, a.from) })
	for _, e := range edits {
		text = text[:e.from] + e.text + text[e.to:]
	}
	return text, nil
}

// locate finds where a snapshot has to be written: the call is the nearest one at the place or behind it.
func locate(text string, one Taken) (edit, bool) {
	at := offset(text, one.Place.Line, one.Place.Column)
	if at < 0 {
		return edit{}, false
	}
	start := strings.LastIndexByte(text[:at], '\n') + 1
	// The place is that of the name, of what stands before it, or of the bracket behind it.
	name := strings.LastIndex(text[start:at], one.Place.Call)
	switch {
	case name >= 0 && strings.Trim(text[start+name+len(one.Place.Call):at], " \t?.") == "":
		name += start
	default:
		if name = strings.Index(text[at:], one.Place.Call); name < 0 {
			return edit{}, false
		}
		name += at
	}
	a, ok := arguments(text, name+len(one.Place.Call))
	if !ok {
		return edit{}, false
	}
	line := text[strings.LastIndexByte(text[:name], '\n')+1 : name]
	written := indented(one.Text, margin(line))
	if a.count > 0 && !a.isText {
		written = ", " + written
	}
	return edit{a.from, a.to, written}, true
}

// offset is where a line and column, which count from 1 and in characters, lie in a text; -1 if nowhere.
func offset(text string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return -1
		}
		at += i + 1
	}
	for ; column > 1 && at < len(text) && text[at] != '\n'; column-- {
		_, n := utf8.DecodeRuneInString(text[at:])
		at += n
	}
	return at
}

// given are the arguments of a call: where its snapshot stands, or where it can be written.
type given struct {
	from, to int
	count    int  // how many stand before from, and the text if there is one
	isText   bool // from and to enclose a text
}

// arguments reads the arguments of a call behind its name: none, a text, something and a text, or something.
func arguments(text string, at int) (given, bool) {
	at = blank(text, at)
	if at >= len(text) || text[at] != '(' {
		return given{}, false
	}
	g := given{}
	for at++; ; {
		from := blank(text, at)
		end, ok := argument(text, from)
		if !ok {
			return given{}, false
		}
		last := strings.TrimRight(text[from:end], " \t\r\n")
		switch {
		case last == "":
			if g.count == 0 {
				g.from, g.to = from, end // brackets with nothing in them
			}
			return g, true
		case strings.ContainsRune("`'\"", rune(last[0])):
			g.from, g.to, g.isText = from, from+len(last), true
			g.count++
			return g, true
		}
		g.count++
		g.from, g.to = from+len(last), from+len(last)
		if at = end + 1; text[end] == ')' {
			return g, g.count == 1
		}
	}
}

// argument finds the comma or bracket behind an argument.
func argument(text string, at int) (end int, ok bool) {
	depth := 0
	for at < len(text) {
		switch c := text[at]; c {
		case '(', '[', '{':
			depth++
		case ',', ')', ']', '}':
			if depth == 0 {
				return at, c == ',' || c == ')'
			}
			if c != ',' {
				depth--
			}
		case '\'', '"', '`':
			if at = quoted(text, at); at < 0 {
				return 0, false
			}
			continue
		case '/':
			if next := blank(text, at); next > at {
				at = next
				continue
			}
		}
		at++
	}
	return 0, false
}

// quoted returns the end of a text in quotes, or -1.
func quoted(text string, at int) int {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case quote:
			return at + 1
		}
	}
	return -1
}

// blank skips spaces and comments.
func blank(text string, at int) int {
	for at < len(text) {
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, "//"):
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				return len(text)
			}
			at += n
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest, "*/")
			if n < 0 {
				return len(text)
			}
			at += n + 2
		case strings.ContainsRune(" \t\r\n", rune(rest[0])):
			at++
		default:
			return at
		}
	}
	return at
}
