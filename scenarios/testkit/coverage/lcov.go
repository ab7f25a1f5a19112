package coverage

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// LCOV writes the lines, functions and branches in the tracefile format of lcov's geninfo. Files are named as the report names them.
func (r *Report) LCOV(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, f := range r.Files {
		fmt.Fprintf(b, "TN:\nSF:%s\n", f.Name)
		f.lcovFunctions(b)
		f.lcovBranches(b)
		lines := f.Lines()
		for _, line := range slices.Sorted(maps.Keys(lines)) {
			fmt.Fprintf(b, "DA:%d,%d\n", line, lines[line])
		}
		share := f.Of(Lines)
		fmt.Fprintf(b, "LF:%d\nLH:%d\nend_of_record\n", share.All, share.Reached)
	}
	return b.Flush()
}

// lcovFunctions writes the functions. The format knows them by name, so those that share one, or have none, get their place.
func (f *File) lcovFunctions(w io.Writer) {
	times := map[string]int{}
	for _, fn := range f.Functions {
		times[fn.Name]++
	}
	names := make([]string, len(f.Functions))
	for i, fn := range f.Functions {
		names[i] = strings.ReplaceAll(fn.Name, ",", "_")
		if fn.Name == "" {
			names[i] = "anonymous"
		}
		if fn.Name == "" || times[fn.Name] > 1 {
			names[i] += fmt.Sprintf("@%d:%d", fn.Line, fn.Column)
		}
		fmt.Fprintf(w, "FN:%d,%s\n", fn.Line, names[i])
	}
	for i, fn := range f.Functions {
		fmt.Fprintf(w, "FNDA:%d,%s\n", fn.Hits, names[i])
	}
	share := f.Of(Functions)
	fmt.Fprintf(w, "FNF:%d\nFNH:%d\n", share.All, share.Reached)
}

// lcovBranches writes the branches. A dash stands for the arms of one that was never come to.
func (f *File) lcovBranches(w io.Writer) {
	for n, b := range f.Branches {
		come := slices.ContainsFunc(b.Arms, func(a Statement) bool { return a.Hits > 0 })
		for i, a := range b.Arms {
			taken := "-"
			if come {
				taken = fmt.Sprint(a.Hits)
			}
			fmt.Fprintf(w, "BRDA:%d,%d,%d,%s\n", b.Line, n, i, taken)
		}
	}
	share := f.Of(Branches)
	fmt.Fprintf(w, "BRF:%d\nBRH:%d\n", share.All, share.Reached)
}
