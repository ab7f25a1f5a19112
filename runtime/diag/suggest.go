package diag

import "strings"

// Suggest returns the candidate that name was most likely meant to be, or "" if none is near. Near is one slip for each
// three bytes of name, but at least one and at most three; a slip is a letter more, less or other, or two neighbours
// swapped, and case is ignored. Of equally near ones it is the first in byte order, whatever the order of the candidates.
func Suggest(name string, candidates []string) string {
	limit := min(3, max(1, len(name)/3))
	lower := strings.ToLower(name)
	best, least := "", limit
	for _, c := range candidates {
		if c == name || abs(len(c)-len(name)) > least {
			continue
		}
		d := slips(lower, strings.ToLower(c))
		if d > 0 && d >= min(len(name), len(c)) {
			continue // nothing in common
		}
		if d < least || d == least && (best == "" || c < best) {
			best, least = c, d
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// slips is the edit distance between a and b in bytes, where swapping two neighbours is one edit.
func slips(a, b string) int {
	before := make([]int, len(b)+1) // the row before last
	last := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			other := last[j-1]
			if a[i-1] != b[j-1] {
				other++
			}
			row[j] = min(last[j]+1, row[j-1]+1, other)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
