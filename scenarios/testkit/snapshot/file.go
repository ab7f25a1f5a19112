package snapshot

import (
	"fmt"
	"slices"
	"strings"
)

// heading is the first line of the files.
const heading = "// Snapshots of voxemu test: voxemu test --update-snapshots writes them anew"

// The parts of an entry.
const (
	entryStart = "exports[`"
	entryValue = "`] = `"
	entryEnd   = "`;"
)

// parse reads a file of snapshots: its keys and texts.
func parse(text string) (map[string]string, error) {
	text = breaks.Replace(text)
	stored, rest := map[string]string{}, text
	for {
		before, after, found := strings.Cut(rest, entryStart)
		if line := firstCode(before); line != "" {
			return nil, fmt.Errorf("line %d: %q is no snapshot", 1+strings.Count(text[:len(text)-len(rest)+strings.Index(before, line)], "\n"), line)
		}
		if !found {
			return stored, nil
		}
		line := 1 + strings.Count(text[:len(text)-len(after)], "\n")
		key, after, ok := template(after)
		if ok {
			after, ok = strings.CutPrefix(after, entryValue)
		}
		var value string
		if ok {
			value, after, ok = template(after)
		}
		if ok {
			after, ok = strings.CutPrefix(after, entryEnd)
		}
		if !ok {
			return nil, fmt.Errorf("line %d: a snapshot has the form exports[`name 1`] = `value`;", line)
		}
		stored[key] = outer(value)
		rest = after
	}
}

// breaks makes one kind of line breaks of all: files may have been changed between machines.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// firstCode returns the first line that is neither blank nor a comment.
func firstCode(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			return line
		}
	}
	return ""
}

// template reads a template up to its end, which it leaves, and takes the backslashes out.
func template(text string) (value, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '`':
			return b.String(), text[i:], true
		case '\\':
			if i++; i == len(text) {
				return "", "", false
			}
		}
		b.WriteByte(text[i])
	}
	return "", "", false
}

// escaper writes texts into templates.
var escaper = strings.NewReplacer("`", "\\`", `\`, `\\`, "${", "\\${")

// inner puts line breaks around texts of several lines, outer takes them away.
func inner(text string) string {
	if strings.Contains(text, "\n") {
		return "\n" + text + "\n"
	}
	return text
}

func outer(text string) string {
	if len(text) > 1 && strings.HasPrefix(text, "\n") && strings.HasSuffix(text, "\n") {
		return text[1 : len(text)-1]
	}
	return text
}

// format writes a file of snapshots, in the natural order of their keys.
func format(stored map[string]string) string {
	var b strings.Builder
	b.WriteString(heading + "\n")
	for _, key := range naturally(stored) {
		b.WriteString("\n" + entryStart + escaper.Replace(key) + entryValue + escaper.Replace(inner(stored[key])) + entryEnd + "\n")
	}
	return b.String()
}

func naturally(stored map[string]string) []string {
	keys := make([]string, 0, len(stored))
	for key := range stored {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, natural)
	return keys
}

// natural compares texts with their numbers as numbers, so that 2 comes before 10.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m == 0 || n == 0 {
			if x[0] != y[0] {
				return int(x[0]) - int(y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
		if len(p) != len(q) {
			return len(p) - len(q)
		}
		if c := strings.Compare(p, q); c != 0 {
			return c
		}
		x, y = x[m:], y[n:]
	}
	if c := len(x) - len(y); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func digits(text string) (n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}
