package trace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// parse reads one JSON object, keeping the order of its keys.
func parse(line []byte) (Object, error) {
	// The token decoder below is lenient about commas; this is not.
	var whole json.RawMessage
	if err := json.Unmarshal(line, &whole); err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	v, err := value(d)
	if err != nil {
		return nil, err
	}
	o, ok := v.(Object)
	if !ok {
		return nil, fmt.Errorf("want an object, got %s", describe(v))
	}
	return o, nil
}

func value(d *json.Decoder) (any, error) {
	tok, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch tok := tok.(type) {
	case json.Delim:
		if tok == '{' {
			return object(d)
		}
		return array(d)
	case json.Number:
		return number(string(tok))
	default:
		return tok, nil // nil, a bool or a string
	}
}

// object reads what follows an opening brace. {"$ref":"id"} becomes a [Ref].
func object(d *json.Decoder) (any, error) {
	var o Object
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := value(d)
		if err != nil {
			return nil, err
		}
		o = append(o, Field{key.(string), v})
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if len(o) == 1 && o[0].Key == "$ref" {
		if id, ok := o[0].Value.(string); ok {
			return Ref(id), nil
		}
	}
	return o, nil
}

func array(d *json.Decoder) (any, error) {
	list := []any{}
	for d.More() {
		v, err := value(d)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := d.Token()
	return list, err
}

func number(s string) (any, error) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, fmt.Errorf("number %s: %w", s, err)
	}
	return f, nil
}

// describe names the JSON type of a parsed value, for error messages.
func describe(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case int64, float64:
		return "a number"
	case []any:
		return "an array"
	default:
		return "an object"
	}
}
