package trace

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the JSON of a value that an [Object] may hold: keys in their order, numbers as JavaScript prints
// them, nothing escaped that JSON does not ask for. It panics on a value of any other type.
func AppendJSON(dst []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case string:
		return appendString(dst, v)
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case int64:
		return strconv.AppendInt(dst, v, 10)
	case float64:
		return appendFloat(dst, v)
	case Ref:
		return append(appendString(append(dst, `{"$ref":`...), string(v)), '}')
	case Object:
		return appendObject(dst, v)
	default:
		return appendSlice(dst, v)
	}
}

func appendSlice(dst []byte, v any) []byte {
	switch v := v.(type) {
	case []any:
		return appendArray(dst, v, AppendJSON)
	case []bool:
		return appendArray(dst, v, strconv.AppendBool)
	case []string:
		return appendArray(dst, v, appendString)
	case []int:
		return appendArray(dst, v, func(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) })
	case []int64:
		return appendArray(dst, v, func(dst []byte, n int64) []byte { return strconv.AppendInt(dst, n, 10) })
	case []float64:
		return appendArray(dst, v, appendFloat)
	case []Ref:
		return appendArray(dst, v, func(dst []byte, r Ref) []byte { return AppendJSON(dst, r) })
	case []Object:
		return appendArray(dst, v, appendObject)
	default:
		panic(fmt.Sprintf("trace: no format for a value of type %T", v))
	}
}

func appendArray[T any](dst []byte, list []T, one func([]byte, T) []byte) []byte {
	dst = append(dst, '[')
	for i, v := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = one(dst, v)
	}
	return append(dst, ']')
}

func appendObject(dst []byte, o Object) []byte {
	dst = append(dst, '{')
	for i, f := range o {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, f.Key), ':')
		dst = AppendJSON(dst, f.Value)
	}
	return append(dst, '}')
}

// appendFloat prints as JSON.stringify does: the shortest digits, an exponent from 1e21 on and below 1e-6, and null
// for what JSON has no number for.
func appendFloat(dst []byte, f float64) []byte {
	switch a := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return append(dst, "null"...)
	case f == 0:
		return append(dst, '0') // and not -0
	case a >= 1e21 || a < 1e-6:
		dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
		// Go pads the exponent to two digits: 1e-07.
		if n := len(dst); dst[n-2] == '0' && (dst[n-3] == '-' || dst[n-3] == '+') {
			dst[n-2] = dst[n-1]
			dst = dst[:n-1]
		}
		return dst
	default:
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
}

const hex = "0123456789abcdef"

// plain says whether a byte stands for itself in a JSON string.
func plain(c byte) bool { return c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf }

// appendString quotes s as JSON.stringify does. Bytes that are not UTF-8 become U+FFFD.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0 // what stands before it is appended
	for i := 0; i < len(s); {
		if c := s[i]; plain(c) {
			i++
		} else if c < utf8.RuneSelf {
			dst = appendEscape(append(dst, s[from:i]...), c)
			i++
			from = i
		} else {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				dst = append(append(dst, s[from:i]...), "\ufffd"...)
				from = i + 1
			}
			i += size
		}
	}
	return append(append(dst, s[from:]...), '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	default:
		return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
	}
}
