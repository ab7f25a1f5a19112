package lower

import (
	"slices"

	"voxemu/runtime/diag"
)

// Origin returns the place in the user's files that an offset in Text stands for. Unlike with [Output.At], ok is false if the text
// there was made by edits, or is a bundle's own, so that it stands for nothing that anybody wrote.
func (o *Output) Origin(offset int) (at diag.Pos, ok bool) {
	for i := len(o.steps) - 1; i >= 0; i-- {
		if e, edited := o.steps[i].(*edits); edited && e.inserts(offset) {
			return diag.Pos{}, false
		}
		offset = o.steps[i].back(offset)
	}
	if o.bundle != nil {
		return o.bundle.place(offset)
	}
	line, column := o.base.place(offset)
	return diag.Pos{File: o.name, Line: line, Column: column}, true
}

// inserts reports whether an offset in the edited text is in one that was inserted and took no other's place.
func (e *edits) inserts(offset int) bool {
	i, _ := slices.BinarySearch(e.starts, offset+1)
	return i > 0 && e.list[i-1].Delete == 0 && offset < e.starts[i-1]+len(e.list[i-1].Insert)
}
