// Package schemas holds reports against the published schemas of their forms. It is for tests. The script build takes the schemas from
// npm packages.
package schemas

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed data/sarif.json
var sarifText []byte

//go:embed data/junit.xsd
var junitText []byte

var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	const name = "sarif.json"
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(sarifText))
	if err != nil {
		return nil, err
	}
	// Errata 01: a region says where it begins.
	region := schema.(map[string]any)["definitions"].(map[string]any)["region"].(map[string]any)
	for _, start := range []string{"startLine", "charOffset", "byteOffset"} {
		anyOf, _ := region["anyOf"].([]any)
		region["anyOf"] = append(anyOf, map[string]any{"required": []any{start}})
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, schema); err != nil {
		return nil, err
	}
	return c.Compile(name)
})

// SARIF returns what the schema of SARIF 2.1.0 has against a document.
func SARIF(document []byte) error {
	schema, err := sarifSchema()
	if err != nil {
		return fmt.Errorf("the schema of SARIF: %w", err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

var junitSchema = sync.OnceValues(func() (*xsd, error) { return readXSD(junitText) })

// JUnit returns what Jenkins' schema has against a report of tests. The root may be any element that the schema declares.
func JUnit(document []byte) error {
	schema, err := junitSchema()
	if err != nil {
		return fmt.Errorf("the schema of JUnit reports: %w", err)
	}
	return schema.validate(document)
}
