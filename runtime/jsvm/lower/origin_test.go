package lower

import (
	"strings"
	"testing"
)

func TestOriginKnowsWhatWasWritten(t *testing.T) {
	o, err := Lower("a.js", "first second third", "")
	if err != nil {
		t.Fatal(err)
	}
	o = o.Edit([]Edit{{Offset: 6, Insert: "new "}, {Offset: 6, Delete: 6, Insert: "2nd"}})
	for word, column := range map[string]int{"first": 1, "new": 0, "2nd": 7, "third": 14} {
		at, ok := o.Origin(strings.Index(o.Text, word))
		if ok != (column > 0) || at.Column != column {
			t.Errorf("%s: %v, %t", word, at, ok)
		}
	}
}

func TestOriginOfABundle(t *testing.T) {
	const m = `{"version": 3, "sources": ["src/a.js"], "sourcesContent": ["one\ntwo"], "names": [], "mappings": ";AACA"}`
	o, err := Lower("b.js", "glue();\ntwo();", m)
	if err != nil {
		t.Fatal(err)
	}
	if at, ok := o.Origin(0); ok {
		t.Errorf("what the bundler wrote is at %v", at)
	}
	if at, ok := o.Origin(len("glue();\n")); !ok || at.File != "src/a.js" || at.Line != 2 {
		t.Error(at, ok)
	}
}

// Columns count characters, however long a line is.
func TestPlacesInALongLine(t *testing.T) {
	text := strings.Repeat("aé😀", 2*stride) + "\n" + strings.Repeat("é", stride)
	l := newLines(text)
	line, column := 1, 1
	for i, r := range text {
		if gotLine, gotColumn := l.place(i); gotLine != line || gotColumn != column {
			t.Fatalf("byte %d: %d:%d, want %d:%d", i, gotLine, gotColumn, line, column)
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	if line, column := l.place(len(text)); line != 2 || column != stride+1 {
		t.Errorf("the end is %d:%d", line, column)
	}
}
