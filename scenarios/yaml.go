package scenarios

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxValues bounds how many values a file may hold once its aliases are written out, so that a few lines of aliases of
// aliases can't take all memory.
const maxValues = 20_000

// parseYAML reads a YAML text with places. Anchors, aliases and merge keys are resolved; an empty file is null.
func parseYAML(src *source) (n *node, problem *diag.Problem) {
	// The parser is a third party's and may stumble over a text that no one wrote on purpose.
	defer func() {
		if r := recover(); r != nil {
			n, problem = nil, src.problem(diag.CodeFormat, src.pos(1, 1), "correct the YAML", "not YAML: unreadable (%v)", r)
		}
	}()
	if open := strings.Count(src.text, "[") + strings.Count(src.text, "{"); open > maxValues/4 {
		return nil, src.problem(diag.CodeFormat, src.pos(1, 1), "write lists and mappings over several lines", "the file holds %d brackets, too many to be read", open)
	}
	file, err := parser.ParseBytes([]byte(src.text), 0)
	if err != nil {
		return nil, yamlProblem(src, err)
	}
	r := &yamlReader{src: src, lines: yamlLines(src.text), anchors: map[string]*node{}}
	n = &node{line: 1, column: 1, size: 1}
	for i, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if i > 0 {
			return nil, r.problem(doc.Body, "keep one document in the file", "a second document begins here")
		}
		if n, err = r.value(doc.Body); err != nil {
			p, _ := errors.AsType[*diag.Problem](err)
			return nil, p
		}
	}
	return n, nil
}

// ValidYAML reports whether a text can be read as YAML with places.
func ValidYAML(text string) bool {
	_, problem := parseYAML(&source{text: string(withoutBOM([]byte(text)))})
	return problem == nil
}

// yamlProblem says what the parser found wrong, and where.
func yamlProblem(src *source, err error) *diag.Problem {
	pos, message := src.pos(1, 1), err.Error()
	if e, ok := errors.AsType[yaml.Error](err); ok {
		message = e.GetMessage()
		pos = src.pos(tokenPlace(yamlLines(src.text), e.GetToken()))
	}
	hint := "correct the YAML at this place"
	switch {
	case strings.Contains(message, "mapping value is not allowed"):
		hint = `put a text that contains ": " in quotes`
	case strings.Contains(message, "'\t'"):
		message, hint = "a tab can't indent", "indent with spaces"
	case strings.Contains(message, "already defined"):
		hint = "remove one of the two"
	}
	return src.problem(diag.CodeFormat, pos, hint, "not YAML: %s", message)
}

// yamlReader turns the parser's tree into ours.
type yamlReader struct {
	src     *source
	lines   []yamlLine
	anchors map[string]*node
	values  int
}

func (r *yamlReader) problem(at ast.Node, hint, format string, args ...any) *diag.Problem {
	return r.src.problem(diag.CodeFormat, r.src.pos(r.place(at)), hint, format, args...)
}

// place returns where a node begins. A mapping's own token is its first colon: its first key is what is meant.
func (r *yamlReader) place(at ast.Node) (line, column int) {
	switch v := at.(type) {
	case *ast.MappingNode:
		if v.Start == nil || v.Start.Value != "{" {
			if len(v.Values) > 0 {
				return r.place(v.Values[0])
			}
		}
	case *ast.MappingValueNode:
		return r.place(v.Key)
	}
	return tokenPlace(r.lines, at.GetToken())
}

// yamlLine is a line as the parser counts: a lone CR ends one too. Line and column are where it begins as everybody else counts, from 1 and in
// characters.
type yamlLine struct {
	length, line, column int
}

func yamlLines(text string) []yamlLine {
	var lines []yamlLine
	at := yamlLine{line: 1, column: 1}
	for {
		end := strings.IndexAny(text, "\r\n")
		if end < 0 {
			at.length = utf8.RuneCountInString(text)
			return append(lines, at)
		}
		at.length = utf8.RuneCountInString(text[:end])
		lines = append(lines, at)
		if lf := strings.TrimPrefix(text[end:], "\r"); strings.HasPrefix(lf, "\n") {
			at, text = yamlLine{line: at.line + 1, column: 1}, lf[1:]
		} else {
			at, text = yamlLine{line: at.line, column: at.column + at.length + 1}, lf
		}
	}
}

// tokenPlace returns where a token begins, in characters.
func tokenPlace(lines []yamlLine, tok *token.Token) (line, column int) {
	if tok == nil || tok.Position == nil {
		return 1, 1
	}
	at := lines[min(max(1, tok.Position.Line), len(lines))-1]
	return at.line, at.column + max(1, min(tok.Position.Column, at.length+1)) - 1
}

// value converts a node. Its error is a *diag.Problem.
func (r *yamlReader) value(at ast.Node) (*node, error) {
	switch v := at.(type) {
	case *ast.AnchorNode:
		n, err := r.value(v.Value)
		if err == nil {
			// Known only once it is complete, so an alias inside its own anchor is unknown.
			r.anchors[v.Name.GetToken().Value] = n
		}
		return n, err
	case *ast.AliasNode:
		name := v.Value.GetToken().Value
		n, ok := r.anchors[name]
		if !ok {
			return nil, r.problem(at, fmt.Sprintf("write &%s before the value that is meant, further up", name), "no anchor %q stands before this", name)
		}
		return n, r.count(at, n.size)
	case *ast.MappingKeyNode:
		return r.value(v.Value)
	case *ast.TagNode:
		if v.Start.Value != "!!str" {
			return nil, r.problem(at, "remove the tag", "the tag %s has no meaning here", v.Start.Value)
		}
		n, err := r.value(v.Value)
		if err == nil && n.kind < kindString {
			n = &node{kind: kindString, text: n.text, line: n.line, column: n.column, size: 1}
		}
		return n, err
	}
	line, column := r.place(at)
	n := &node{line: line, column: column, size: 1}
	if err := r.count(at, 1); err != nil {
		return nil, err
	}
	return n, r.fill(n, at)
}

// fill reads what at holds into n.
func (r *yamlReader) fill(n *node, at ast.Node) error {
	switch v := at.(type) {
	case *ast.NullNode:
		// Only a key has use for how it was written.
		n.text = at.GetToken().Value
	case *ast.BoolNode:
		n.kind, n.text = kindBool, fmt.Sprint(v.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		n.kind, n.text = kindNumber, at.GetToken().Value
	case *ast.StringNode:
		n.kind, n.text = kindString, v.Value
	case *ast.LiteralNode:
		n.kind, n.text = kindString, v.Value.Value
	case *ast.SequenceNode:
		n.kind = kindList
		for _, item := range v.Values {
			value, err := r.value(item)
			if err != nil {
				return err
			}
			n.size += value.size
			n.items = append(n.items, value)
		}
	case *ast.MappingNode:
		n.kind = kindMap
		return r.fields(n, v.Values)
	case *ast.MappingValueNode:
		n.kind = kindMap
		return r.fields(n, []*ast.MappingValueNode{v})
	default:
		return r.problem(at, "write it in a simpler way", "%s is not supported here", at.Type())
	}
	return nil
}

// fields reads the pairs of a mapping: its own first, then those that merge keys bring and that it lacks.
func (r *yamlReader) fields(n *node, pairs []*ast.MappingValueNode) error {
	var merged []*node
	seen := map[string]bool{}
	for _, pair := range pairs {
		value, err := r.value(pair.Value)
		if err != nil {
			return err
		}
		if pair.Key.Type() == ast.MergeKeyType {
			merged = append(merged, value.list()...)
			continue
		}
		key, err := r.value(pair.Key)
		if err != nil {
			return err
		}
		if key.kind == kindList || key.kind == kindMap {
			return r.problem(pair.Key, "a key is a text", "a list or a mapping can't be a key")
		}
		if seen[key.text] {
			return r.problem(pair.Key, "remove one of the two", "the key %q stands here twice", key.text)
		}
		seen[key.text] = true
		n.size += value.size + 1
		n.fields = append(n.fields, field{key: key.text, line: key.line, column: key.column, value: value})
	}
	for _, m := range merged {
		if m.kind != kindMap {
			return r.src.problem(diag.CodeFormat, r.src.of(m), "merge a mapping", "<< takes a mapping")
		}
		for _, f := range m.fields {
			if !seen[f.key] {
				seen[f.key] = true
				n.size += f.value.size + 1
				n.fields = append(n.fields, f)
			}
		}
	}
	return nil
}

// count adds up what the file holds.
func (r *yamlReader) count(at ast.Node, size int) error {
	if r.values += size; r.values > maxValues {
		return r.problem(at, "write fewer aliases", "the file holds more than %d values", maxValues)
	}
	return nil
}
