package apitable

import (
	"slices"
	"strings"
)

// maxSuggestions is how many names [Suggest] returns at most: more would not help.
const maxSuggestions = 3

// Suggest returns the real names nearest to one that doesn't exist, the best first; none if nothing is near. It looks
// for a misspelt part, for another case, for one word left out ("ASREvents.Error" for ASREvents.ASRError), and for
// the same name one level down or among the globals. "Call.sya" asks for the methods of a class. Names that only work
// for old scenarios' sake are not suggested.
func Suggest(full string) []string {
	if _, ok := Lookup(full); ok {
		return nil
	}
	var found []near
	suggestIn(Root(), strings.Split(full, "."), 0, &found)
	slices.SortStableFunc(found, func(a, b near) int {
		if a.cost != b.cost {
			return a.cost - b.cost
		}
		return strings.Compare(a.full, b.full)
	})
	var out []string
	for _, f := range found {
		if len(out) < maxSuggestions && f.full != full && !slices.Contains(out, f.full) {
			out = append(out, f.full)
		}
	}
	return out
}

type near struct {
	full string
	cost int
}

// suggestIn follows the parts that are right or nearly right.
func suggestIn(n *Node, parts []string, cost int, found *[]near) {
	if len(parts) == 0 {
		*found = append(*found, near{n.Full, cost})
		return
	}
	candidates := n.Children()
	if n.Resolve().Kind == Class {
		candidates = n.Methods()
	}
	if i := position(candidates, parts[0]); i >= 0 {
		suggestIn(candidates[i], parts[1:], cost, found)
		return
	}
	before := len(*found)
	for _, c := range candidates {
		if d, ok := distance(parts[0], c.Name); ok && !c.Legacy {
			suggestIn(c, parts[1:], cost+d, found)
		}
	}
	if len(*found) == before && len(parts) == 1 {
		elsewhere(n, parts[0], cost, found)
	}
}

// elsewhere looks for the very name below n and among the globals.
func elsewhere(n *Node, name string, cost int, found *[]near) {
	for _, c := range n.Children() {
		if d, ok := c.Child(name); ok && c.Kind != Alias && !d.Legacy {
			*found = append(*found, near{d.Full, cost + 1})
		}
	}
	if c, ok := Root().Child(name); ok && n.Full != "" {
		*found = append(*found, near{c.Full, cost + 1})
	}
}

// distance tells how far a name is from a real one: 0 if only the case differs, else the number of edits, or 1 for a
// word left out. It is not ok if they are too far apart.
func distance(name, from string) (int, bool) {
	a, b := strings.ToLower(name), strings.ToLower(from)
	if a == b {
		return 0, true
	}
	limit := 1
	switch {
	case len(a) > 12:
		limit = 3
	case len(a) > 5:
		limit = 2
	case len(a) < 3:
		limit = 0
	}
	if lack := len(b) - len(a); lack >= -limit && lack <= limit {
		if d := edits(a, b); d <= limit {
			return d, true
		}
	}
	return limit + 1, wordLeftOut(name, from)
}

// wordLeftOut reports whether from is name with one word put in somewhere.
func wordLeftOut(name, from string) bool {
	const shortest, longestWord = 5, 8
	if len(name) < shortest || len(from) <= len(name) || len(from) > len(name)+longestWord {
		return false
	}
	head := 0
	for head < len(name) && name[head] == from[head] {
		head++
	}
	tail := 0
	for tail < len(name) && name[len(name)-1-tail] == from[len(from)-1-tail] {
		tail++
	}
	if head+tail < len(name) {
		return false
	}
	// The rest behind the word begins a word itself: no "Error" in "Terrors".
	rest := from[len(from)-(len(name)-min(head, len(name))):]
	return rest == "" || rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] == '_'
}

// edits is the number of letters to insert, delete, replace or swap with the next.
func edits(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
