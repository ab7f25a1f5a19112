package scenarios

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"voxemu/runtime/diag"
)

// parseJSON reads a JSON text with places. A key that stands twice is a problem: one of the two would be lost.
func parseJSON(src *source) (*node, *diag.Problem) {
	var all any
	if err := json.Unmarshal([]byte(src.text), &all); err != nil {
		return nil, jsonProblem(src, err)
	}
	r := &jsonReader{src: src, dec: json.NewDecoder(strings.NewReader(src.text))}
	r.dec.UseNumber()
	n, err := r.value()
	if err != nil {
		var p *diag.Problem
		if errors.As(err, &p) {
			return nil, p
		}
		return nil, jsonProblem(src, err)
	}
	return n, nil
}

// jsonProblem says what the decoder found wrong, and where.
func jsonProblem(src *source, err error) *diag.Problem {
	offset := len(src.text)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok && !strings.Contains(syntax.Error(), "unexpected end") {
		// The decoder counts the bytes read, the offending one included.
		offset = int(syntax.Offset) - 1
	}
	hint := "correct the JSON at this place"
	rest := strings.TrimLeft(src.text[min(max(offset, 0), len(src.text)):], " \t\r\n")
	switch {
	case strings.HasPrefix(rest, "/"):
		hint = "JSON has no comments: remove this one"
	case strings.HasPrefix(rest, "]"), strings.HasPrefix(rest, "}"):
		hint = "is there a comma too much before it?"
	case strings.TrimSpace(src.text) == "":
		hint = "the file is empty"
	}
	return src.problem(diag.CodeFormat, src.at(offset), hint, "not JSON: %s", strings.TrimPrefix(err.Error(), "json: "))
}

// jsonReader walks the tokens of a text that is known to be valid.
type jsonReader struct {
	src *source
	dec *json.Decoder
}

// next returns the next token and the offset at which it begins.
func (r *jsonReader) next() (json.Token, int, error) {
	start := int(r.dec.InputOffset())
	start += len(r.src.text[start:]) - len(strings.TrimLeft(r.src.text[start:], " \t\r\n,:"))
	tok, err := r.dec.Token()
	return tok, start, err
}

// value reads one value.
func (r *jsonReader) value() (*node, error) {
	tok, start, err := r.next()
	if err != nil {
		return nil, err
	}
	pos := r.src.at(start)
	n := &node{line: pos.Line, column: pos.Column}
	switch v := tok.(type) {
	case json.Delim:
		if v == '[' {
			n.kind = kindList
			err = r.listItems(n)
		} else {
			n.kind = kindMap
			err = r.mapFields(n)
		}
	case string:
		n.kind, n.text = kindString, v
	case json.Number:
		n.kind, n.text = kindNumber, v.String()
	case bool:
		n.kind, n.text = kindBool, fmt.Sprint(v)
	}
	return n, err
}

func (r *jsonReader) listItems(n *node) error {
	for r.dec.More() {
		item, err := r.value()
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, _, err := r.next()
	return err
}

func (r *jsonReader) mapFields(n *node) error {
	seen := map[string]bool{}
	for r.dec.More() {
		tok, start, err := r.next()
		if err != nil {
			return err
		}
		key, _ := tok.(string)
		pos := r.src.at(start)
		if seen[key] {
			return r.src.problem(diag.CodeFormat, pos, "remove one of the two", "the key %q stands here twice", key)
		}
		seen[key] = true
		value, err := r.value()
		if err != nil {
			return err
		}
		n.fields = append(n.fields, field{key: key, line: pos.Line, column: pos.Column, value: value})
	}
	_, _, err := r.next()
	return err
}

// withoutBOM cuts the mark that some editors put before a UTF-8 text.
func withoutBOM(data []byte) []byte {
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
}
