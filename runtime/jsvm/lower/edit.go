package lower

import (
	"slices"
	"strings"
)

// Edit is one change of a text: Delete bytes at Offset give way to Insert. Edits of one text are sorted by Offset and
// never cross each other; where several have the same Offset, their texts are inserted in the order of the list, and only the
// last of them may delete.
type Edit struct {
	Offset int    // in bytes, from 0
	Delete int    // how many bytes go
	Insert string // what takes their place
}

// edits leads back from a text that was edited to the one before.
type edits struct {
	list   []Edit
	starts []int // where each inserted text begins in the edited text
}

// apply returns the edited text, and the way back.
func apply(text string, list []Edit) (string, *edits) {
	var b strings.Builder
	e := &edits{list: list, starts: make([]int, len(list))}
	at := 0
	for i, c := range list {
		from := max(at, min(c.Offset, len(text)))
		b.WriteString(text[at:from])
		e.starts[i] = b.Len()
		b.WriteString(c.Insert)
		at = min(from+max(0, c.Delete), len(text))
	}
	b.WriteString(text[at:])
	return b.String(), e
}

// back returns the offset in the text before of an offset in the edited text.
func (e *edits) back(offset int) int {
	i, _ := slices.BinarySearch(e.starts, offset+1)
	if i == 0 {
		return offset
	}
	c := &e.list[i-1]
	behind := offset - e.starts[i-1] - len(c.Insert)
	if behind < 0 {
		return c.Offset
	}
	return c.Offset + c.Delete + behind
}
