package format

import (
	"bufio"
	"fmt"
	"strings"

	"voxemu/scenarios/check/finding"
)

// github is workflow commands of GitHub Actions: the service shows each finding at its line of a change.
func github(b *bufio.Writer, v *view) error {
	for i := range v.Findings {
		f := &v.Findings[i]
		if _, err := fmt.Fprintf(b, "::%s %s::%s\n", command(f.Severity), strings.Join(v.properties(f), ","), escapeText.Replace(told(f))); err != nil {
			return err
		}
	}
	return nil
}

func command(s finding.Severity) string {
	if s == finding.Note {
		return "notice"
	}
	return s.String()
}

// properties are the place and the rule. The service takes columns only of places within one line.
func (v *view) properties(f *finding.Finding) []string {
	out := []string{property("file", v.shown(f.Pos.File))}
	number := func(name string, n int) {
		if n > 0 {
			out = append(out, fmt.Sprintf("%s=%d", name, n))
		}
	}
	number("line", f.Pos.Line)
	switch {
	case f.Pos.Line == 0:
	case f.End.Line > f.Pos.Line:
		number("endLine", f.End.Line)
	default:
		number("col", f.Pos.Column)
		if f.Pos.Column > 0 && f.End.Line == f.Pos.Line && f.End.Column > f.Pos.Column {
			number("endColumn", f.End.Column)
		}
	}
	if l := label(f); l != "" {
		out = append(out, property("title", l))
	}
	return out
}

// What follows a command is escaped, since the end of a line would end it, and properties further.
var (
	escapeText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func property(name, value string) string { return name + "=" + escapeProperty.Replace(readable(value)) }
