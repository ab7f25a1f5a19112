package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// description is the JSON file.
type description struct {
	Modules    ordered[string]     `json:"modules"`
	Enums      ordered[enum]       `json:"enums"`
	Classes    ordered[class]      `json:"classes"`
	Functions  ordered[[]function] `json:"functions"`
	Interfaces ordered[iface]      `json:"interfaces"`
	Types      ordered[string]     `json:"types"`
	Constants  ordered[constant]   `json:"constants"`
	Namespaces ordered[namespace]  `json:"namespaces"`
}

type marks struct {
	Requires   string `json:"requires"`
	Deprecated bool   `json:"deprecated"`
	Hidden     bool   `json:"hidden"`
	Private    bool   `json:"private"`
}

type enum struct {
	marks
	Members ordered[member] `json:"members"`
}

type member struct {
	marks
	Value   json.RawMessage `json:"value"`
	Payload string          `json:"payload"`
}

type class struct {
	marks
	Extends []string            `json:"extends"`
	Methods ordered[[]function] `json:"methods"`
	Props   ordered[prop]       `json:"props"`
}

type iface struct {
	marks
	Extends []string      `json:"extends"`
	Props   ordered[prop] `json:"props"`
}

type function struct {
	marks
	Params  []param `json:"params"`
	Returns string  `json:"returns"`
}

type param struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Optional bool   `json:"optional"`
}

type prop struct {
	marks
	Type     string `json:"type"`
	Optional bool   `json:"optional"`
}

type constant struct {
	marks
	Type string `json:"type"`
}

type namespace struct{ marks }

// ordered is a JSON object that remembers the order of its keys.
type ordered[T any] struct {
	Keys []string
	Map  map[string]T
}

// UnmarshalJSON reads one object; a key that comes twice is an error.
func (o *ordered[T]) UnmarshalJSON(text []byte) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("want an object, found %.20q", text)
	}
	o.Map = map[string]T{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		var v T
		if err := dec.Decode(&v); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		if _, twice := o.Map[key]; twice {
			return fmt.Errorf("%s: declared twice", key)
		}
		o.Keys = append(o.Keys, key)
		o.Map[key] = v
	}
	return nil
}

// decode reads the file. Fields that it does not know are an error, so that nothing is lost unseen.
func decode(text []byte) (*description, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	d := new(description)
	if err := dec.Decode(d); err != nil {
		return nil, err
	}
	return d, nil
}
