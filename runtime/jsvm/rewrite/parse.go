package rewrite

import (
	"errors"
	"regexp"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"

	"voxemu/runtime/jsvm/lower"
)

// Script is a parsed text.
type Script struct {
	// Text is what was parsed.
	Text string
	// Tree is its syntax tree. Places in it are those of a text in which what the parser doesn't know is written in a way
	// that it knows.
	Tree  *ast.Program
	swaps swaps
	plain map[int]bool // offsets of what only looked like the await of a loop
}

// The parser knows async generators, but neither `for await` nor async generator methods in object literals. For it,
//
//	for await (x of y)    is written    for       (x of y)
//	{ async *m() {} }     is written    { m: async function*() {} }
//
// and the comments of HTML, <!-- and -->, as //. It takes a default inside of an array pattern that has a default itself for a mistake,
// but only in the parameters of an arrow function, and not behind three dots: (a, [b = 1] = []) => b is written (a, ...[[b = 1] = []]) => b.
// Numbers such as 08 lose their zeros (annex B.1.1 of ECMA-262 of 2021).

// swap is one such change: size bytes at offset of the text gave way to insert.
type swap struct {
	offset, size int
	insert       string
	of           swapKind
}

type swapKind int

const (
	swapLoop swapKind = iota + 1
	swapMethod
	swapComment // which the engine doesn't know either
	swapParameters
	swapNumber
)

type swaps []swap

// Parse parses a script. The error is a [parser.ErrorList] with places in the text.
func Parse(name, text string) (*Script, error) {
	s := &Script{Text: text}
	err := s.parse(name)
	for range maxSwaps {
		if err == nil && (s.forgetLoops() || s.hiddenComment()) {
			err = s.parse(name)
			continue
		}
		if err == nil {
			return s, s.check(name)
		}
		if !s.swapLoops(err) && !s.swapMethod(err) && !s.swapComment(err) && !s.swapParameters(err) && !s.swapNumber(err) {
			break
		}
		err = s.parse(name)
	}
	return nil, s.relocate(err)
}

// maxSwaps bounds how often a text is parsed again.
const maxSwaps = 500

func (s *Script) parse(name string) (err error) {
	s.Tree, err = parser.ParseFile(nil, name, s.swaps.apply(s.Text), 0, parser.WithDisableSourceMaps)
	return err
}

func (list swaps) apply(text string) string {
	if len(list) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, w := range list {
		b.WriteString(text[at:w.offset])
		b.WriteString(w.insert)
		at = w.offset + w.size
	}
	b.WriteString(text[at:])
	return b.String()
}

// offset turns a place of the tree into an offset of the text.
func (s *Script) offset(i file.Idx) int { return s.swaps.original(int(i) - 1) }

// Offset turns a place of the tree into an offset of Text.
func (s *Script) Offset(i file.Idx) int { return s.offset(i) }

// original turns an offset of the parser's text into one of the text.
func (list swaps) original(at int) int {
	shift := 0
	for _, w := range list {
		begin := w.offset + shift
		if at < begin {
			break
		}
		if at < begin+len(w.insert) {
			return w.offset
		}
		shift += len(w.insert) - w.size
	}
	return at - shift
}

// add puts a swap where it belongs. It reports whether there is none yet at that offset.
func (s *Script) add(w swap) bool {
	if s.plain[w.offset] {
		return false
	}
	i := 0
	for i < len(s.swaps) && s.swaps[i].offset < w.offset {
		i++
	}
	if i < len(s.swaps) && s.swaps[i].offset == w.offset {
		return false
	}
	s.swaps = append(s.swaps[:i], append(swaps{w}, s.swaps[i:]...)...)
	return true
}

// at returns the offset in the text of the parser's first complaint.
func (s *Script) at(err error) (int, bool) {
	list, ok := errors.AsType[parser.ErrorList](err)
	if !ok || len(list) == 0 {
		return 0, false
	}
	text := s.swaps.apply(s.Text)
	begin := lineStart(text, list[0].Position.Line)
	return s.swaps.original(min(begin+list[0].Position.Column-1, len(text))), true
}

// relocate moves the places of errors from the parser's text to the text.
func (s *Script) relocate(err error) error {
	list, ok := errors.AsType[parser.ErrorList](err)
	if !ok || len(s.swaps) == 0 {
		return err
	}
	text := s.swaps.apply(s.Text)
	for _, e := range list {
		at := s.swaps.original(min(lineStart(text, e.Position.Line)+e.Position.Column-1, len(text)))
		e.Position.Column = at - lineStart(s.Text, e.Position.Line) + 1
	}
	return err
}

// lineStart returns the offset at which a line begins; they count from 1.
func lineStart(text string, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexAny(text[at:], "\n\r\u2028\u2029")
		if i < 0 {
			return at
		}
		at += i
		switch {
		case strings.HasPrefix(text[at:], "\r\n"):
			at += 2
		case text[at] == '\n' || text[at] == '\r':
			at++
		default:
			at += len("\u2028")
		}
	}
	return at
}

var forAwait = regexp.MustCompile(`\bfor\s+(await)\s*\(`)

// swapLoops takes all that looks like a `for await` for one, if the parser stumbles over one.
func (s *Script) swapLoops(err error) bool {
	at, ok := s.at(err)
	if !ok || !strings.HasPrefix(s.Text[at:], "await") || !strings.HasSuffix(before(s.Text[:at]), "for") {
		return false
	}
	added := s.add(swap{at, len("await"), "     ", swapLoop})
	for _, m := range forAwait.FindAllStringSubmatchIndex(s.Text, -1) {
		if s.add(swap{m[2], len("await"), "     ", swapLoop}) {
			added = true
		}
	}
	return added
}

// forgetLoops takes back what only looked like a loop, in a string or a comment. It reports whether there was any.
func (s *Script) forgetLoops() bool {
	real := map[int]bool{}
	s.each(func(n ast.Node) {
		if f, ok := n.(*ast.ForOfStatement); ok {
			real[s.skip(s.offset(f.For)+len("for"))] = true
		}
	})
	var kept swaps
	for _, w := range s.swaps {
		if w.of != swapLoop || real[w.offset] {
			kept = append(kept, w)
			continue
		}
		if s.plain == nil {
			s.plain = map[int]bool{}
		}
		s.plain[w.offset] = true
	}
	forgot := len(kept) < len(s.swaps)
	s.swaps = kept
	return forgot
}

// Awaited reports whether a loop is a `for await`, which the tree doesn't tell.
func (s *Script) Awaited(f *ast.ForOfStatement) bool { return s.isAwaited(f) }

// isAwaited reports whether a loop is a `for await`.
func (s *Script) isAwaited(f *ast.ForOfStatement) bool {
	at := s.skip(s.offset(f.For) + len("for"))
	for _, w := range s.swaps {
		if w.of == swapLoop && w.offset == at {
			return true
		}
	}
	return false
}

// swapMethod rewrites an async generator method of an object literal, if the parser stumbles over one.
func (s *Script) swapMethod(err error) bool {
	at, ok := s.at(err)
	if !ok {
		return false
	}
	// The parser complains about the token behind the star.
	head, ok := strings.CutSuffix(before(s.Text[:at]), "*")
	if !ok {
		return false
	}
	at = len(head)
	head = before(head)
	if !strings.HasSuffix(head, "async") {
		return false
	}
	begin := len(head) - len("async")
	key := s.skip(at + 1)
	end := keyEnd(s.Text, key)
	if end < 0 {
		return false
	}
	return s.add(swap{begin, end - begin, s.Text[key:end] + ":async function*", swapMethod})
}

// swapComment takes <!--, and --> at the start of a line, for the comments that they are (annex B.1.1 of the language).
func (s *Script) swapComment(err error) bool {
	at, ok := s.at(err)
	if !ok {
		return false
	}
	if strings.HasPrefix(s.Text[at:], "<!--") {
		return s.add(swap{at, len("<!--"), "//--", swapComment})
	}
	// The parser complains about the arrow, or about what is in front of its head.
	for _, begin := range []int{at, at - len("--")} {
		if begin >= 0 && strings.HasPrefix(s.Text[begin:], "-->") && startsLine(s.Text[:begin]) {
			return s.add(swap{begin, len("-->"), "// ", swapComment})
		}
	}
	return false
}

// swapParameters makes the parameters of an arrow function, from the one that the parser stumbles over, one rest parameter.
func (s *Script) swapParameters(err error) bool {
	at, ok := s.at(err)
	if list, _ := errors.AsType[parser.ErrorList](err); !ok || list[0].Message != "Invalid destructuring binding target" {
		return false
	}
	start, end, ok := lower.ArrowParameter(s.Text, at)
	return ok && s.add(swap{start, 0, "...[", swapParameters}) && s.add(swap{end, 0, "]", swapParameters})
}

var decimal = regexp.MustCompile(`^0+[0-7]*[89]\d*(?:[^\dn_]|$)`)

// swapNumber puts spaces in the place of the zeros in front of a decimal number, if the parser takes it for an octal one.
func (s *Script) swapNumber(err error) bool {
	at, ok := s.at(err)
	if !ok || !decimal.MatchString(s.Text[at:]) {
		return false
	}
	zeros := len(s.Text[at:]) - len(strings.TrimLeft(s.Text[at:], "0"))
	return s.add(swap{at, zeros, strings.Repeat(" ", zeros), swapNumber})
}

// zeros returns how many zeros were written in front of a decimal number.
func (s *Script) zeros(n *ast.NumberLiteral) int {
	for _, w := range s.swaps {
		if w.of == swapNumber && w.offset+w.size == s.offset(n.Idx) {
			return w.size
		}
	}
	return 0
}

// kept are the edits that the engine needs as much as the parser.
func (s *Script) kept(e *edits) {
	for _, w := range s.swaps {
		switch w.of {
		case swapComment, swapParameters, swapNumber:
			e.replace(w.offset, w.size, w.insert)
		}
	}
}

// hiddenComment finds a comment of HTML that the parser takes for operators: a <!--b is a < !(--b) to it. It reports whether
// there was one.
func (s *Script) hiddenComment() bool {
	if !strings.Contains(s.Text, "<!--") {
		return false
	}
	found := false
	s.each(func(n ast.Node) {
		if u, ok := n.(*ast.UnaryExpression); ok && u.Operator == token.NOT {
			if at := s.offset(u.Idx) - 1; at >= 0 && strings.HasPrefix(s.Text[at:], "<!--") && !found {
				found = s.add(swap{at, len("<!--"), "//--", swapComment})
			}
		}
	})
	return found
}

// startsLine reports whether only white space and comments stand between what follows a text and the start of its line.
func startsLine(text string) bool {
	rest := before(text)
	return rest == "" || strings.ContainsAny(text[len(rest):], "\n\r\u2028\u2029")
}

// method returns the swap that a function expression came from, if it was written as a method.
func (s *Script) method(f *ast.FunctionLiteral) (swap, bool) {
	at := s.offset(f.Function)
	for _, w := range s.swaps {
		if w.of == swapMethod && w.offset == at {
			return w, true
		}
	}
	return swap{}, false
}
