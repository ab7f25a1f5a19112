package scenarios

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/schema"

	"github.com/santhosh-tekuri/jsonschema/v6"
	violated "github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// checker applies one of the schemas to a file and words what does not fit.
type checker struct {
	src  *source
	root *node
	docs map[string]any // the schemas as plain values, by file name
	out  Problems
}

// validate returns what in root does not fit the schema of that name, in the order of the file.
func validate(name string, src *source, root *node) Problems {
	c := &checker{src: src, root: root, docs: map[string]any{}}
	compiled, err := c.compile(name)
	if err != nil {
		return Problems{{Code: diag.CodeConfig, Message: fmt.Sprintf("schema %s: %v", name, err), Exit: diag.ExitInternal, Err: err}}
	}
	if err := compiled.Validate(root.plain()); err != nil {
		c.collect(err.(*jsonschema.ValidationError))
	}
	slices.SortStableFunc(c.out, func(a, b *diag.Problem) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column), strings.Compare(a.Message, b.Message))
	})
	return c.out
}

// compile compiles a schema. Those it refers to come along.
func (c *checker) compile(name string) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	names, err := fs.Glob(schema.Files, "*.json")
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		data, err := schema.Files.ReadFile(n)
		if err != nil {
			return nil, err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		c.docs[n] = doc
		if err := compiler.AddResource("voxemu:///"+n, doc); err != nil {
			return nil, err
		}
	}
	return compiler.Compile("voxemu:///" + name)
}

// collect words the leaves of the tree of causes.
func (c *checker) collect(e *jsonschema.ValidationError) {
	at := c.root.walk(e.InstanceLocation)
	pos := c.src.of(at)
	path := pathText(c.root, e.InstanceLocation)
	add := func(pos diag.Pos, hint, format string, args ...any) {
		c.out = append(c.out, c.src.problem(diag.CodeConfig, pos, hint, format, args...))
	}
	switch k := e.ErrorKind.(type) {
	case *violated.AdditionalProperties:
		known := c.properties(e.SchemaURL)
		for _, key := range k.Properties {
			if len(known) == 0 {
				add(c.keyPos(at, key), c.described(e.SchemaURL), "%q is no key for %s", key, path)
				continue
			}
			add(c.keyPos(at, key), didYouMean(key, known), "%s has no key %q", path, key)
		}
	case *violated.Required:
		add(pos, "add it", "%s lacks %s", path, quoted(k.Missing))
	case *violated.Type:
		add(pos, c.described(e.SchemaURL), "%s must be %s, not %s", path, typeNames(k.Want), typeName(k.Got))
	case *violated.Enum:
		names := make([]string, len(k.Want))
		for i, w := range k.Want {
			names[i] = fmt.Sprint(w)
		}
		add(pos, didYouMean(at.text, names), "%s can't be %q", path, at.text)
	case *violated.Pattern, *violated.MinLength, *violated.MaxLength:
		add(pos, c.described(e.SchemaURL), "%s can't be %q", path, at.text)
	case *violated.MinItems:
		add(pos, c.described(e.SchemaURL), "%s is empty", path)
	default:
		if len(e.Causes) == 0 {
			add(pos, c.described(e.SchemaURL), "%s does not fit (%s)", path, strings.Join(e.ErrorKind.KeywordPath(), " "))
		}
		for _, cause := range e.Causes {
			c.collect(cause)
		}
	}
}

// keyPos returns the place of a key in a mapping.
func (c *checker) keyPos(at *node, key string) diag.Pos {
	for _, f := range at.fields {
		if f.key == key {
			return c.src.key(f)
		}
	}
	return c.src.of(at)
}

// part returns the piece of a schema that a location points to.
func (c *checker) part(url string) map[string]any {
	file, pointer, _ := strings.Cut(strings.TrimPrefix(url, "voxemu:///"), "#")
	m, _ := c.docs[file].(map[string]any)
	for step := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if next, ok := m[step].(map[string]any); ok {
			m = next
		}
	}
	return m
}

// properties returns the keys that a schema knows, in alphabetical order.
func (c *checker) properties(url string) []string {
	props, _ := c.part(url)["properties"].(map[string]any)
	names := make([]string, 0, len(props))
	for n := range props {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// described returns a schema's own words for what it takes; "" when it has none.
func (c *checker) described(url string) string {
	if d, ok := c.part(url)["description"].(string); ok {
		return "expected: " + d
	}
	return ""
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
