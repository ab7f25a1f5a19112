package format

import "testing"

func TestPlacesOfOffsets(t *testing.T) {
	const text = "aя日\n\nb🙂c" // offsets: a 0, я 1, 日 3, 6, 7, b 8, 🙂 9, c 13
	want := map[int][2]int{
		-5: {1, 1}, 0: {1, 1}, 1: {1, 2}, 3: {1, 3}, 6: {1, 4}, 7: {2, 1}, 8: {3, 1}, 9: {3, 2}, 13: {3, 3}, 14: {3, 4}, 99: {3, 4},
		2: {1, 2}, 5: {1, 3}, 11: {3, 2}, // within a character
	}
	var index texts
	s := index.of(text)
	for first := range want { // whatever was asked before
		for second, place := range want {
			s.at(first)
			if line, column := s.at(second); [2]int{line, column} != place {
				t.Errorf("%d after %d: got %d:%d, want %v", second, first, line, column, place)
			}
		}
	}
	if index.of(text) != s || index.of("other") == s || index.of(text).lines[2] != "b🙂c" {
		t.Error("a text is mistaken for another")
	}
}
