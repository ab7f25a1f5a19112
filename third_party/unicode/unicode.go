// Package unicode holds the properties of Unicode 15.0 that ECMAScript 2022 lets a regular expression name: General_Category,
// Script, Script_Extensions and the binary properties, with all their names. The script build makes the data. Nothing is read
// before it is asked for.
//
//	letters, ok := unicode.Property(unicode.Category, "Lu") // 'A', 'Z', 0xC0, 0xD6, ...
package unicode

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/properties.txt.gz
var packed []byte

// Kind is what sort of property a name belongs to.
type Kind string

// The kinds of properties.
const (
	Category   Kind = "gc"  // a value of General_Category
	Script     Kind = "sc"  // a value of Script
	Extensions Kind = "scx" // a value of Script_Extensions
	Binary     Kind = "bin" // a binary property
)

// A key names a set of code points by one of its names.
type key struct {
	kind Kind
	name string
}

// table maps each name to the code points. Those of a name are decoded when it is asked for.
var table = sync.OnceValue(func() map[key]func() []rune {
	out := map[key]func() []rune{}
	for line := range strings.Lines(text()) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		points := sync.OnceValue(func() []rune { return decode(fields[2]) })
		for name := range strings.SplitSeq(fields[1], ",") {
			out[key{Kind(fields[0]), name}] = points
		}
	}
	return out
})

// Property returns the code points with a property: pairs of the first and the last one of each range, in rising order, with gaps
// between them. Names are matched as ECMAScript does, by letter. The result is shared and must not be changed.
func Property(kind Kind, name string) (ranges []rune, ok bool) {
	points, ok := table()[key{kind, name}]
	if !ok {
		return nil, false
	}
	return points(), true
}

// text is the content of the data file, which is part of the program: a damaged one is our mistake.
func text() string {
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("unicode: %v", err))
	}
	content, err := io.ReadAll(unpack)
	if err != nil {
		panic(fmt.Sprintf("unicode: %v", err))
	}
	return string(content)
}

// decode reads ranges as reduce-properties.mjs writes them.
func decode(text string) []rune {
	out := make([]rune, 0, 2*(strings.Count(text, " ")+1))
	next := rune(0)
	for item := range strings.FieldsSeq(text) {
		gap, more, _ := strings.Cut(item, "-")
		first := next + digits(gap)
		last := first + digits(more)
		out = append(out, first, last)
		next = last + 1
	}
	return out
}

// digits reads a number in base 36; "" is 0.
func digits(text string) rune {
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 36, 32)
	if err != nil {
		panic(fmt.Sprintf("unicode: %v", err))
	}
	return rune(n)
}
