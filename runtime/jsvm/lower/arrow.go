package lower

import "slices"

// ArrowParameter finds the parameter of an arrow function in which an element of an array pattern begins at an offset that has a default:
// where the parameter begins, and where the parenthesis behind the last one is. Of arrow functions within each other the innermost
// counts. It is false if no such element begins there.
func ArrowParameter(text string, at int) (start, end int, ok bool) {
	tokens, closed := scan(text)
	i := slices.IndexFunc(tokens, func(t token) bool { return t.start == at })
	if !closed || i < 0 || !hasDefault(text, tokens, i) {
		return 0, 0, false
	}
	for inner, head := i, tokens[i].parent; head >= 0; inner, head = head, tokens[head].parent {
		last := tokens[head].match
		if text[tokens[head].start] != '(' || last+1 >= len(tokens) || text[tokens[last+1].start:tokens[last+1].end] != "=>" {
			continue
		}
		first := inner
		for first > head+1 && (tokens[first-1].parent != head || text[tokens[first-1].start] != ',') {
			first--
		}
		return tokens[first].start, tokens[last].start, true
	}
	return 0, 0, false
}

// hasDefault reports whether the token begins a name or a pattern inside of square brackets that has a default.
func hasDefault(text string, tokens []token, i int) bool {
	parent, last := tokens[i].parent, i
	if parent < 0 || text[tokens[parent].start] != '[' {
		return false
	}
	if tokens[i].kind == open {
		last = tokens[i].match
	} else if tokens[i].kind != word {
		return false
	}
	next := tokens[last+1]
	return text[next.start:next.end] == "="
}
