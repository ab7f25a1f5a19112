package scenarios

import (
	"bytes"
	"io/fs"
	"testing"

	"voxemu/scenarios/schema"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// plain returns the value as a general validator wants it.
func (n *node) plain() any {
	switch n.kind {
	case kindBool:
		return n.text == "true"
	case kindNumber:
		return float64(0) // only the type counts
	case kindString:
		return n.text
	case kindList:
		list := make([]any, len(n.items))
		for i, item := range n.items {
			list[i] = item.plain()
		}
		return list
	case kindMap:
		m := make(map[string]any, len(n.fields))
		for _, f := range n.fields {
			m[f.key] = f.value.plain()
		}
		return m
	default:
		return nil
	}
}

// general compiles the schemas with a validator that knows all of the language: editors use such ones.
func general(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	names, err := fs.Glob(schema.Files, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	for _, name := range names {
		data, err := schema.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource("voxemu:///"+name, doc); err != nil {
			t.Fatal(err)
		}
	}
	all := map[string]*jsonschema.Schema{}
	for _, name := range names {
		if all[name], err = compiler.Compile("voxemu:///" + name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// Our checker takes what a general validator takes, and refuses what that refuses.
func TestCheckerAgreesWithAGeneralValidator(t *testing.T) {
	schemas := general(t)
	for name, texts := range map[string][]string{
		schema.Voxemu: {
			`{}`, `[]`, `x`, `application: shop`, `application: ""`, `application: "a b"`, `application: [a]`, `aplication: a`,
			`rules:`, `rules: x`, `rules: []`, `rules: [x]`, `rules: [{}]`, `rules: [{name: a}]`, `rules: [{name: ""}]`, `rules: [{name: a, scenarios: []}]`,
			`rules: [{name: a, scenarios: [b.js]}]`, `rules: [{name: a, scenarios: b.js}]`, `rules: [{name: a, scenarios: [1]}]`, `rules: [{name: a, pattern: 17}]`,
			`rules: [{name: a, pattern: true}]`, `rules: [{name: a, exclude: "1.*", videoConference: yes}]`, `rules: [{name: a, videoConference: true}]`, `rules: [{name: a, colour: red}]`,
			`users: [anna]`, `users: ["an na"]`, `users: [{name: anna}]`, `users: [{name: "a:b"}]`, `users: [{displayName: Anna}]`, `users: [7]`, `users: [{name: a, online: maybe}]`,
			`users: [{name: a, steps: answer}]`, `users: [{name: a, steps: [answer, 1]}]`, `users: [{name: a, steps: ""}]`,
			`numbers: {"15550100": }`, `numbers: {"+15550100": {kind: rented}}`, `numbers: {"15550100": {kind: stolen}}`, `numbers: {"1555 0100": {}}`, `numbers: {"15550100": {rule: a, x: 1}}`,
			`numbers: {"15550100": {kind: 1}}`, `secrets: {A: b}`, `secrets: {A: }`, `secrets: {A: [b]}`, `secrets: {1A: b}`, `limits: cloud`, `limits: none`, `limits: [cloud]`,
			`far: {"15550200": busy}`, `far: {"1 5": busy}`, `far: {"15550200": {online: true, steps: [busy]}}`, `far: {"15550200": {offline: true}}`, `far: 5`,
		},
		schema.Far:         {`{}`, `null`, `a`, `a: b`, `a: ""`, `a: []`, `a: [b, ""]`, `a: [[b]]`, `a: {online: 1}`, `a: {steps: }`, `a: {steps: b}`, `a: 1`, `"": b`},
		schema.Rules:       {`[]`, `{}`, `[{}]`, `[{ruleName: a}]`, `[{ruleName: a, rulePattern: null, other: 1}]`, `[{ruleName: a, scenarios: [1]}]`, `[{ruleName: 1}]`},
		schema.Application: {`{}`, `{applicationName: a}`, `{applicationName: ""}`, `{applicationName: 1}`, `[]`},
	} {
		for _, text := range texts {
			src := &source{file: "x.yaml", text: text}
			root, problem := parseYAML(src)
			if problem != nil {
				t.Fatalf("%s: %v", text, problem)
			}
			want := schemas[name].Validate(root.plain())
			if got := validate(name, src, root); (len(got) == 0) != (want == nil) {
				t.Errorf("%s: %s\n  ours: %v\n  general: %v", name, text, got, want)
			}
		}
	}
}
