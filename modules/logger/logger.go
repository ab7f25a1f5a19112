// Package logger is Logger and console: a script's own lines in the session log (behaviour page, section 7.4).
package logger

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// Module declares the functions.
func Module() session.Module {
	return session.Module{
		Name: "logger",
		Funcs: []session.Func{
			{Name: "Logger.write", Call: write},
			{Name: "Logger.hideTones", Call: hideTones},
			{Name: "console.log", Call: log},
			{Name: "console.info", Call: log},
			{Name: "console.warn", Call: log},
			{Name: "console.error", Call: log},
			{Name: "console.debug", Call: log},
		},
	}
}

// write is Logger.write: one line, made of its first argument (assumed: behaviour page, section 7.4).
func write(s *session.Session, c goja.FunctionCall) goja.Value {
	s.Write(text(s, c.Argument(0)))
	return goja.Undefined()
}

// log is console.log and its kin: one line, the arguments joined with spaces (assumed: behaviour page, sections 1.2 and 7.4).
func log(s *session.Session, c goja.FunctionCall) goja.Value {
	texts := make([]string, len(c.Arguments))
	for i, a := range c.Arguments {
		texts[i] = text(s, a)
	}
	s.Write(strings.Join(texts, " "))
	return goja.Undefined()
}

// hideTones turns the masking of digits in the session log on or off. It concerns lines written from now on.
func hideTones(s *session.Session, c goja.FunctionCall) goja.Value {
	flag := c.Argument(0)
	if goja.IsUndefined(flag) {
		s.VM().Throw("Error", "Logger.hideTones: the argument flag is missing")
	}
	s.HideTones(flag.ToBoolean())
	s.Do(session.Command{Name: "hideTones", Target: "Logger", Args: []any{flag.ToBoolean()}})
	return goja.Undefined()
}
