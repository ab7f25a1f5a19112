package program

import (
	"iter"
	"slices"
)

// Together yields all scenarios that are known to run in one context with this one, itself first.
func (f *File) Together() iter.Seq[*File] {
	return func(yield func(*File) bool) {
		if !yield(f) {
			return
		}
		for _, c := range f.Companions {
			if !yield(c) {
				return
			}
		}
	}
}

// Foreign reports whether another scenario of the same project rule declares a global, or makes it by assigning to it.
func (f *File) Foreign(name string) bool {
	return f.remember(&f.index.foreign, name, func() bool {
		for _, c := range f.Companions {
			if _, ok := c.global.names[name]; ok || c.implicit[name] {
				return true
			}
		}
		return false
	})
}

// Shared reports whether a scenario that runs with this one declares a global, makes it by assigning to it, or reads it.
func (f *File) Shared(name string) bool { return f.Foreign(name) || f.mentionedElsewhere(name) }

// Reached reports whether another scenario of the same project rule mentions a variable, which it can if that is a global.
func (f *File) Reached(v *Variable) bool { return v.Global() && f.mentionedElsewhere(v.Name) }

func (f *File) mentionedElsewhere(name string) bool {
	return slices.ContainsFunc(f.Companions, func(c *File) bool { return len(c.Mentions(name)) > 0 })
}
