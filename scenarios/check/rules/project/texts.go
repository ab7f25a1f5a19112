package project

import (
	"regexp/syntax"
	"strings"
)

// maxTexts is how many destinations of one pattern are tried.
const maxTexts = 100

// alike are the characters that mean in our parser what they mean in JavaScript, behind a backslash.
const alike = `dDwW.+*?()[]{}|^$/\-`

// parse reads a pattern whose syntax is the same in both languages.
func parse(pattern string) (*syntax.Regexp, bool) {
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c >= 0x80 || c < ' ':
			return nil, false
		case c == '\\':
			if i++; i == len(pattern) || !strings.ContainsRune(alike, rune(pattern[i])) {
				return nil, false
			}
		case c == '(' && strings.HasPrefix(pattern[i:], "(?") && !strings.HasPrefix(pattern[i:], "(?:"),
			c == '[' && strings.HasPrefix(pattern[i:], "[[") || strings.HasPrefix(pattern[i:], "[]") || strings.HasPrefix(pattern[i:], "[^]"):
			return nil, false
		}
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	return tree, err == nil
}

// texts returns all texts that a pattern can match, and perhaps some that it can't, if they are few.
func texts(re *syntax.Regexp) (list []string, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, re.Flags&syntax.FoldCase == 0
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if list = append(list, string(r)); len(list) > maxTexts {
					return nil, false
				}
			}
		}
		return list, true
	case syntax.OpCapture:
		return texts(re.Sub[0])
	case syntax.OpQuest:
		list, ok = texts(re.Sub[0])
		return append([]string{""}, list...), ok
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, ok := texts(sub)
			if list = append(list, more...); !ok || len(list) > maxTexts {
				return nil, false
			}
		}
		return list, true
	case syntax.OpConcat:
		return sequence(re.Sub)
	case syntax.OpRepeat:
		return repeated(re)
	}
	return nil, false
}

// sequence returns the texts of parts in a row.
func sequence(parts []*syntax.Regexp) (list []string, ok bool) {
	list = []string{""}
	for _, part := range parts {
		next, ok := texts(part)
		if !ok || len(next)*len(list) > maxTexts {
			return nil, false
		}
		var longer []string
		for _, head := range list {
			for _, tail := range next {
				longer = append(longer, head+tail)
			}
		}
		list = longer
	}
	return list, true
}

// repeated returns the texts of a part that comes several times.
func repeated(re *syntax.Regexp) (list []string, ok bool) {
	if re.Max < 0 {
		return nil, false
	}
	for n := re.Min; n <= re.Max; n++ {
		parts := make([]*syntax.Regexp, n)
		for i := range parts {
			parts[i] = re.Sub[0]
		}
		more, ok := sequence(parts)
		if list = append(list, more...); !ok || len(list) > maxTexts {
			return nil, false
		}
	}
	return list, true
}

// leading returns what all texts that a pattern matches begin with, and whether all of them are longer than that.
func leading(re *syntax.Regexp) (text string, more bool) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return string(re.Rune), false
		}
		return "", true
	case syntax.OpCapture:
		return leading(re.Sub[0])
	case syntax.OpCharClass, syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		return "", true
	case syntax.OpPlus:
		return leading(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			text, more = leading(re.Sub[0])
			return text, more || re.Min > 1 && text != ""
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			part, longer := leading(sub)
			text += part
			more = more || longer
			if sub.Op != syntax.OpLiteral {
				break
			}
		}
	}
	return text, more
}

// literalHead divides a pattern behind the plain characters that it starts with.
func literalHead(pattern string) (head, rest string, ok bool) {
	end := strings.IndexFunc(pattern, func(r rune) bool { return strings.ContainsRune(`\.+*?()[]{}|^$`, r) })
	if end <= 0 {
		return "", "", false
	}
	return pattern[:end], pattern[end:], true
}
