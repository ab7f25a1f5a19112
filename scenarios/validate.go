package scenarios

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/scenarios/schema"
)

// validate returns what in root does not fit the schema of that name, in the order of the file. The schemas are applied by
// this package itself: a general validator takes longer to get ready than most runs take.
func validate(name string, src *source, root *node) Problems {
	c := &checker{src: src, root: root, schemas: map[string]*schemaPart{}}
	s, err := c.schema(name)
	if err == nil {
		err = c.check(place{name, s}, root, nil)
	}
	if err != nil {
		return Problems{{Code: diag.CodeConfig, Message: fmt.Sprintf("schema %s: %v", name, err), Exit: diag.ExitInternal, Err: err}}
	}
	slices.SortStableFunc(c.out, func(a, b *diag.Problem) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column), strings.Compare(a.Message, b.Message))
	})
	return c.out
}

// schemaPart is a JSON Schema, or a part of one, as far as ours need the language (https://json-schema.org/draft/2020-12).
type schemaPart struct {
	Schema      string `json:"$schema"`
	Title       string `json:"title"`
	Description string `json:"description"`

	Ref  string                 `json:"$ref"`
	Defs map[string]*schemaPart `json:"$defs"`

	Type typeList `json:"type"`
	Enum []string `json:"enum"`

	Pattern   string `json:"pattern"`
	MinLength int    `json:"minLength"`
	MaxLength int    `json:"maxLength"` // 0 for no limit

	Items    *schemaPart `json:"items"`
	MinItems int         `json:"minItems"`

	Required   []string               `json:"required"`
	Properties map[string]*schemaPart `json:"properties"`
	Patterns   map[string]*schemaPart `json:"patternProperties"`
	// Additional is whether other keys are allowed, as they are by default.
	Additional *bool `json:"additionalProperties"`
}

// typeList is one name of a type or several.
type typeList []string

// UnmarshalJSON reads a text or a list of texts.
func (t *typeList) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = typeList{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

// place is a part of a schema, and the file that its references start from.
type place struct {
	file string
	*schemaPart
}

// checker applies one of the schemas to a file and words what does not fit.
type checker struct {
	src     *source
	root    *node
	schemas map[string]*schemaPart // by file name
	out     Problems
}

// schema reads a schema. A keyword that is not known would be taken for granted: it is an error.
func (c *checker) schema(name string) (*schemaPart, error) {
	if s, ok := c.schemas[name]; ok {
		return s, nil
	}
	data, err := schema.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	s := new(schemaPart)
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(s); err != nil {
		return nil, err
	}
	c.schemas[name] = s
	return s, nil
}

// follow returns the part that a reference leads to: name.json, name.json#/$defs/part or #/$defs/part.
func (c *checker) follow(p place) (place, error) {
	for p.Ref != "" {
		ref := p.Ref
		file, pointer, _ := strings.Cut(ref, "#")
		if file == "" {
			file = p.file
		}
		s, err := c.schema(file)
		if err != nil {
			return p, err
		}
		if name, ok := strings.CutPrefix(pointer, "/$defs/"); ok {
			s = s.Defs[name]
		}
		if s == nil {
			return p, fmt.Errorf("%s leads nowhere", ref)
		}
		p = place{file, s}
	}
	return p, nil
}

// check applies a part of a schema to a value, whose path from the root is given. Its error is a mistake in the schema.
func (c *checker) check(p place, at *node, path []string) error {
	p, err := c.follow(p)
	if err != nil {
		return err
	}
	if len(p.Type) > 0 && !slices.Contains(p.Type, at.typeName()) {
		c.add(c.src.of(at), p.expected(), "%s must be %s, not %s", pathText(c.root, path), typeNames(p.Type), typeName(at.typeName()))
	}
	if len(p.Enum) > 0 && (at.kind != kindString || !slices.Contains(p.Enum, at.text)) {
		c.add(c.src.of(at), didYouMean(at.text, p.Enum), "%s can't be %q", pathText(c.root, path), at.text)
	}
	switch at.kind {
	case kindString:
		return c.text(p, at, path)
	case kindList:
		return c.items(p, at, path)
	case kindMap:
		return c.fields(p, at, path)
	}
	return nil
}

func (c *checker) text(p place, at *node, path []string) error {
	n := utf8.RuneCountInString(at.text)
	fits := n >= p.MinLength && (p.MaxLength == 0 || n <= p.MaxLength)
	if fits && p.Pattern != "" {
		var err error
		if fits, err = regexp.MatchString(p.Pattern, at.text); err != nil {
			return err
		}
	}
	if !fits {
		c.add(c.src.of(at), p.expected(), "%s can't be %q", pathText(c.root, path), at.text)
	}
	return nil
}

func (c *checker) items(p place, at *node, path []string) error {
	if len(at.items) < p.MinItems {
		c.add(c.src.of(at), p.expected(), "%s is empty", pathText(c.root, path))
	}
	if p.Items == nil {
		return nil
	}
	for i, item := range at.items {
		if err := c.check(place{p.file, p.Items}, item, append(slices.Clip(path), strconv.Itoa(i))); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) fields(p place, at *node, path []string) error {
	var missing []string
	for _, key := range p.Required {
		if at.get(key) == nil {
			missing = append(missing, key)
		}
	}
	if len(missing) > 0 {
		c.add(c.src.of(at), "add it", "%s lacks %s", pathText(c.root, path), quoted(missing))
	}
	for _, f := range at.fields {
		parts, err := p.of(f.key)
		if err != nil {
			return err
		}
		for _, part := range parts {
			if err := c.check(place{p.file, part}, f.value, append(slices.Clip(path), f.key)); err != nil {
				return err
			}
		}
		if len(parts) > 0 || p.Additional == nil || *p.Additional {
			continue
		}
		if len(p.Properties) == 0 || len(p.Patterns) > 0 {
			c.add(c.src.key(f), p.expected(), "%q is no key for %s", f.key, pathText(c.root, path))
			continue
		}
		c.add(c.src.key(f), didYouMean(f.key, slices.Sorted(maps.Keys(p.Properties))), "%s has no key %q", pathText(c.root, path), f.key)
	}
	return nil
}

// of returns the parts that a key's value has to fit.
func (s *schemaPart) of(key string) ([]*schemaPart, error) {
	var parts []*schemaPart
	if part, ok := s.Properties[key]; ok {
		parts = append(parts, part)
	}
	for _, pattern := range slices.Sorted(maps.Keys(s.Patterns)) {
		fits, err := regexp.MatchString(pattern, key)
		if err != nil {
			return nil, err
		}
		if fits {
			parts = append(parts, s.Patterns[pattern])
		}
	}
	return parts, nil
}

// expected returns a schema's own words for what it takes; "" when it has none.
func (s *schemaPart) expected() string {
	if s.Description == "" {
		return ""
	}
	return "expected: " + s.Description
}

func (c *checker) add(pos diag.Pos, hint, format string, args ...any) {
	c.out = append(c.out, c.src.problem(diag.CodeConfig, pos, hint, format, args...))
}

// pathText words a path: users[0].name.
func pathText(root *node, path []string) string {
	if len(path) == 0 {
		return "the file"
	}
	text := ""
	for i, step := range path {
		switch {
		case root.walk(path[:i]).kind == kindList:
			text += "[" + step + "]"
		case strings.Trim(step, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") != "" || step == "":
			text += fmt.Sprintf("[%q]", step)
		case text == "":
			text = step
		default:
			text += "." + step
		}
	}
	return text
}

// typeNames words a choice of types; that a value may be missing goes without saying.
func typeNames(types []string) string {
	var names []string
	for _, t := range types {
		if t != "null" || len(types) == 1 {
			names = append(names, typeName(t))
		}
	}
	return strings.Join(names, " or ")
}

// typeName words a type of JSON Schema for someone who writes YAML.
func typeName(t string) string {
	switch t {
	case "array":
		return "a list"
	case "object":
		return "a mapping"
	case "string":
		return "a text"
	case "boolean":
		return "true or false"
	case "number", "integer":
		return "a number"
	case "null":
		return "empty"
	}
	return t
}

// unlikelyKeys returns a warning for each key of a mapping that looks like a misspelt one of those that the schema
// knows. It serves files of the vendor, where other keys are none of our business.
func unlikelyKeys(src *source, n *node, known []string) []*diag.Problem {
	var out []*diag.Problem
	for _, f := range n.fields {
		if slices.Contains(known, f.key) {
			continue
		}
		if like := diag.Suggest(f.key, known); like != "" {
			out = append(out, src.problem(diag.CodeConfig, src.key(f), fmt.Sprintf("did you mean %q?", like), "the key %q is not read", f.key))
		}
	}
	return out
}
