// Package crypto is Crypto: digests as lower-case hexadecimal text of strings as UTF-8 (behaviour page, section 7.3; the case of
// the digits is assumed there).
package crypto

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strconv"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// Module declares the functions.
func Module() session.Module {
	return session.Module{
		Name: "crypto",
		Funcs: []session.Func{
			{Name: "Crypto.md5", Call: md5Hex},
			{Name: "Crypto.sha1", Call: digest("Crypto.sha1", sha1.New)},
			{Name: "Crypto.sha256", Call: digest("Crypto.sha256", sha256.New)},
			{Name: "Crypto.hmac_sha256", Call: hmacSHA256},
		},
	}
}

// md5Hex takes a string, or an array whose strings are joined (assumed: behaviour page, section 7.3).
func md5Hex(s *session.Session, c goja.FunctionCall) goja.Value {
	data := required(s, c, 0, "Crypto.md5", "data")
	h := md5.New()
	if list, ok := data.(*goja.Object); ok && list.ClassName() == "Array" {
		for i := range list.Get("length").ToInteger() {
			if item := list.Get(strconv.FormatInt(i, 10)); item != nil { // nil is a gap
				write(h, item)
			}
		}
	} else {
		write(h, data)
	}
	return sum(s, h)
}

func digest(name string, make func() hash.Hash) func(*session.Session, goja.FunctionCall) goja.Value {
	return func(s *session.Session, c goja.FunctionCall) goja.Value {
		h := make()
		write(h, required(s, c, 0, name, "data"))
		return sum(s, h)
	}
}

func hmacSHA256(s *session.Session, c goja.FunctionCall) goja.Value {
	key := required(s, c, 0, "Crypto.hmac_sha256", "key")
	h := hmac.New(sha256.New, []byte(key.String()))
	write(h, required(s, c, 1, "Crypto.hmac_sha256", "data"))
	return sum(s, h)
}

// write adds a value, as String() has it, to a digest.
func write(h hash.Hash, v goja.Value) {
	_, _ = io.WriteString(h, v.String()) // a hash never fails
}

func sum(s *session.Session, h hash.Hash) goja.Value { return s.Value(hex.EncodeToString(h.Sum(nil))) }

// required returns an argument that has to be there; a missing one throws an Error (assumed: behaviour page, section 1.7).
func required(s *session.Session, c goja.FunctionCall, i int, function, argument string) goja.Value {
	v := c.Argument(i)
	if goja.IsUndefined(v) {
		s.VM().Throw("Error", function+": the argument "+argument+" is missing")
	}
	return v
}
