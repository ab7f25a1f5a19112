package globals

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// base64Encode encodes bytes, or a string as UTF-8; anything else is turned into a string first (behaviour page, section
// 3.1).
func base64Encode(s *session.Session, c goja.FunctionCall) goja.Value {
	data := required(s, c, 0, "base64_encode", "data")
	b, ok := toBytes(data)
	if !ok {
		b = []byte(data.String())
	}
	return s.Value(base64.StdEncoding.EncodeToString(b))
}

// base64Decode returns bytes, never a string (behaviour page, section 3.1).
func base64Decode(s *session.Session, c goja.FunctionCall) goja.Value {
	b, err := decodeBase64(required(s, c, 0, "base64_decode", "data").String())
	if err != nil {
		s.VM().Throw("Error", "base64_decode: "+err.Error())
	}
	return fromBytes(s, b)
}

var errBase64 = errors.New("the data is not base64")

// decodeBase64 takes standard base64 with or without padding, and with white space anywhere, as browsers do in atob.
func decodeBase64(data string) ([]byte, error) {
	data = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\f', '\r':
			return -1
		}
		return r
	}, data)
	if len(data)%4 == 0 {
		data = strings.TrimSuffix(strings.TrimSuffix(data, "="), "=")
	}
	b, err := base64.RawStdEncoding.DecodeString(data)
	if err != nil {
		return nil, errBase64
	}
	return b, nil
}

// bytes2hex writes two digits a byte, lower case unless its second argument is true (behaviour page, section 3.1).
func bytes2hex(s *session.Session, c goja.FunctionCall) goja.Value {
	text := hex.EncodeToString(bytesArgument(s, c, "bytes2hex"))
	if c.Argument(1).ToBoolean() {
		text = strings.ToUpper(text)
	}
	return s.Value(text)
}

// hex2bytes reads digits of either case; an odd number of them or another character throws (behaviour page, section 3.1).
func hex2bytes(s *session.Session, c goja.FunctionCall) goja.Value {
	b, err := hex.DecodeString(required(s, c, 0, "hex2bytes", "data").String())
	if err != nil {
		s.VM().Throw("Error", "hex2bytes: the data is not pairs of hexadecimal digits")
	}
	return fromBytes(s, b)
}

// bytesArgument returns the first argument as bytes; anything but an array throws.
func bytesArgument(s *session.Session, c goja.FunctionCall, function string) []byte {
	b, ok := toBytes(required(s, c, 0, function, "data"))
	if !ok {
		s.VM().Throw("Error", function+": the data is not an array of bytes")
	}
	return b
}

// toBytes reads an array, or a typed array, of numbers; only their lowest eight bits count.
func toBytes(v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	switch items := o.Export().(type) {
	case []byte:
		return append([]byte(nil), items...), true
	case []any:
		if o.ClassName() != "Array" {
			return nil, false
		}
		b := make([]byte, len(items))
		for i, item := range items {
			if n, ok := item.(int64); ok {
				b[i] = byte(n)
			} else if p := o.Get(strconv.Itoa(i)); p != nil {
				b[i] = byte(p.ToInteger())
			}
		}
		return b, true
	}
	return nil, false
}

// fromBytes makes a plain array of numbers 0 to 255.
func fromBytes(s *session.Session, b []byte) goja.Value {
	items := make([]any, len(b))
	for i, n := range b {
		items[i] = int64(n)
	}
	return s.Runtime().NewArray(items...)
}

// atob decodes base64 into a string of characters 0 to 255, as browsers do (assumed: behaviour page, section 1.2).
func atob(s *session.Session, c goja.FunctionCall) goja.Value {
	b, err := decodeBase64(required(s, c, 0, "atob", "data").String())
	if err != nil {
		throwInvalidCharacter(s, "atob: "+err.Error())
	}
	units := make([]uint16, len(b))
	for i, n := range b {
		units[i] = uint16(n)
	}
	return goja.StringFromUTF16(units)
}

// btoa encodes a string of characters 0 to 255, as browsers do (assumed: behaviour page, section 1.2).
func btoa(s *session.Session, c goja.FunctionCall) goja.Value {
	units := utf16Units(required(s, c, 0, "btoa", "data"))
	b := make([]byte, len(units))
	for i, u := range units {
		if u > 0xFF {
			throwInvalidCharacter(s, "btoa: the string has a character beyond U+00FF")
		}
		b[i] = byte(u)
	}
	return s.Value(base64.StdEncoding.EncodeToString(b))
}

// throwInvalidCharacter throws what is a DOMException of that name in a browser.
func throwInvalidCharacter(s *session.Session, message string) {
	e := s.VM().NewError("Error", message).ToObject(s.Runtime())
	if err := e.Set("name", "InvalidCharacterError"); err != nil {
		panic(err) // an error takes any property: this is a bug of ours
	}
	panic(goja.Value(e))
}

// utf16Units returns a value as the UTF-16 units of its string.
func utf16Units(v goja.Value) []uint16 {
	text, ok := v.(goja.String)
	if !ok {
		return utf16.Encode([]rune(v.String()))
	}
	units := make([]uint16, text.Length())
	for i := range units {
		units[i] = text.CharAt(i)
	}
	return units
}
