package redos

import (
	"slices"
	"unicode/utf16"

	"voxemu/runtime/pattern"
)

// maxLetters is how many letters an alphabet may have.
const maxLetters = 256

// letters is a set of letters of an alphabet.
type letters [maxLetters / 64]uint64

func (l *letters) add(i int)      { l[i>>6] |= 1 << (i & 63) }
func (l *letters) has(i int) bool { return l[i>>6]&(1<<(i&63)) != 0 }

func (l *letters) and(m *letters) (out letters) {
	for i := range l {
		out[i] = l[i] & m[i]
	}
	return out
}

// first is the letter with the least number, or -1.
func (l *letters) first() int {
	for i := range maxLetters {
		if l.has(i) {
			return i
		}
	}
	return -1
}

// alphabet has one letter for all characters that a pattern does not tell apart. Those that people can read come first.
type alphabet struct {
	char []rune // one that stands for a letter
	sets [][]rune
	of   []letters // those of each of sets

	number map[*pattern.Part]int // of the set of an atom
}

// readable are the characters that attacks are made of, if they can be.
const readable = "a1 0bAcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ23456789!-_.,:;@/#$%&*+=?'\"()[]{}<>\\^|~`\t\n"

// add returns the number of a set of characters.
func (a *alphabet) add(set []rune) int {
	for i, s := range a.sets {
		if slices.Equal(s, set) {
			return i
		}
	}
	a.sets = append(a.sets, set)
	return len(a.sets) - 1
}

// settle finds the letters. It reports false if there are too many. Characters above the highest one don't occur.
func (a *alphabet) settle(highest rune) bool {
	known := map[string]int{}
	a.of = make([]letters, len(a.sets))
	sign := make([]byte, len(a.sets))
	for _, r := range a.candidates(highest) {
		a.sign(sign, r)
		if _, ok := known[string(sign)]; ok {
			continue
		}
		if len(a.char) == maxLetters {
			return false
		}
		known[string(sign)] = len(a.char)
		for i := range a.sets {
			if sign[i] == 1 {
				a.of[i].add(len(a.char))
			}
		}
		a.char = append(a.char, r)
	}
	return true
}

// candidates are characters among which is one of each letter.
func (a *alphabet) candidates(highest rune) []rune {
	edges := []rune{0}
	for _, s := range a.sets {
		for i := 0; i < len(s); i += 2 {
			edges = append(edges, s[i], s[i+1]+1)
		}
	}
	slices.Sort(edges)
	out := []rune(readable)
	for _, r := range slices.Compact(edges) {
		if r <= highest && !utf16.IsSurrogate(r) {
			out = append(out, r)
		}
	}
	return out
}

// sign sets which of the sets have a character: 1 or 0 for each.
func (a *alphabet) sign(out []byte, r rune) {
	for i, s := range a.sets {
		at, found := slices.BinarySearch(s, r)
		out[i] = 0
		if found || at&1 == 1 { // pairs: behind a first one and not behind its last one
			out[i] = 1
		}
	}
}

// text is a word as characters.
func (a *alphabet) text(word []int) string {
	out := make([]rune, len(word))
	for i, l := range word {
		out[i] = a.char[l]
	}
	return string(out)
}
