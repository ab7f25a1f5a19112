package secrets

// words finds many words in a text in one pass, in upper or lower case (A. Aho, M. Corasick: Efficient string matching).
type words struct {
	class [256]uint8 // of a byte; 0 for those in no word
	width int        // how many classes there are
	next  []int32    // the state behind a state and a class
	ends  [][]int32  // the words that end in a state
	row   []int32    // next as each wants it: twice where the row of a state begins, and one more if words end in it
}

// newWords makes a finder of words in lower case.
func newWords(list []string) *words {
	w := &words{width: 1}
	for _, word := range list {
		for _, c := range []byte(word) {
			if w.class[c] == 0 {
				w.class[c] = uint8(w.width)
				w.width++
			}
		}
	}
	for c := byte('A'); c <= 'Z'; c++ {
		w.class[c] = w.class[c|0x20]
	}
	w.state()
	for i, word := range list {
		s := int32(0)
		for _, c := range []byte(word) {
			at := int(s)*w.width + int(w.class[c])
			if w.next[at] == 0 {
				w.next[at] = w.state()
			}
			s = w.next[at]
		}
		w.ends[s] = append(w.ends[s], int32(i))
	}
	w.join()
	return w
}

// state adds a state.
func (w *words) state() int32 {
	w.next = append(w.next, make([]int32, w.width)...)
	w.ends = append(w.ends, nil)
	return int32(len(w.ends) - 1)
}

// join fills in where a state goes on when its word doesn't: to the longest end of what was read that begins a word.
func (w *words) join() {
	back := make([]int32, len(w.ends))
	queue := []int32{0}
	for i := 0; i < len(queue); i++ {
		s := queue[i]
		for c := range w.width {
			at := &w.next[int(s)*w.width+c]
			other := int32(0)
			if s != 0 {
				other = w.next[int(back[s])*w.width+c]
			}
			if *at == 0 {
				*at = other
				continue
			}
			back[*at] = other
			w.ends[*at] = append(w.ends[*at], w.ends[other]...)
			queue = append(queue, *at)
		}
	}
	for _, s := range w.next {
		to := 2 * s * int32(w.width)
		if len(w.ends[s]) > 0 {
			to++
		}
		w.row = append(w.row, to)
	}
}

// each calls f for each word in a text, with the end of where it is.
func (w *words) each(text string, f func(word, end int)) {
	s := int32(0)
	for i := range len(text) {
		s = w.row[s>>1+int32(w.class[text[i]])]
		if s&1 == 1 {
			for _, word := range w.ends[s>>1/int32(w.width)] {
				f(int(word), i+1)
			}
		}
	}
}
