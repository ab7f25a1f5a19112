// Package globals is the helper functions that every scenario has without require: bytes and strings, timers, local time, ids
// (behaviour page, section 3).
package globals

import (
	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// Module declares the functions.
func Module() session.Module {
	return session.Module{
		Name: "globals",
		Funcs: []session.Func{
			{Name: "base64_encode", Call: base64Encode},
			{Name: "base64_decode", Call: base64Decode},
			{Name: "bytes2hex", Call: bytes2hex},
			{Name: "hex2bytes", Call: hex2bytes},
			{Name: "bytes2str", Call: bytes2str},
			{Name: "str2bytes", Call: str2bytes},
			{Name: "atob", Call: atob},
			{Name: "btoa", Call: btoa},
			{Name: "setTimeout", Call: setTimeout},
			{Name: "setInterval", Call: setInterval},
			{Name: "clearTimeout", Call: clearTimer},
			{Name: "clearInterval", Call: clearTimer},
			{Name: "getLocalTime", Call: getLocalTime},
			{Name: "uuidgen", Call: uuidgen},
			{Name: "levenshtein_distance", Call: levenshtein},
			{Name: "trace", Call: debug},
		},
	}
}

// required returns an argument that has to be there; a missing one throws an Error (assumed: behaviour page, section 1.7).
func required(s *session.Session, c goja.FunctionCall, i int, function, argument string) goja.Value {
	v := c.Argument(i)
	if goja.IsUndefined(v) {
		s.VM().Throw("Error", function+": the argument "+argument+" is missing")
	}
	return v
}

// debug is trace(): it prints to the debug console, not to the session log (behaviour page, section 3.4).
func debug(s *session.Session, c goja.FunctionCall) goja.Value {
	s.Debug(c.Argument(0).String())
	return goja.Undefined()
}
