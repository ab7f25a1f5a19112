// Package logger is Logger and console: a script's own lines in the session log (behaviour page, section 7.4).
package logger

import (
	"bytes"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/util"

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

// log is console.log and its kin: one line, the arguments joined with spaces, after %s, %d and the like in the first one have
// taken theirs, as in Node (assumed: behaviour page, sections 1.2 and 7.4).
func log(s *session.Session, c goja.FunctionCall) goja.Value {
	args := make([]goja.Value, len(c.Arguments))
	for i, a := range c.Arguments {
		args[i] = a
		if _, ok := a.(*goja.Object); ok || i == 0 {
			args[i] = s.Value(text(s, a))
		}
	}
	var line bytes.Buffer
	switch {
	case len(args) == 0:
	case goja.IsString(c.Argument(0)):
		util.New(s.Runtime()).Format(&line, whole(args[0].String()), args[1:]...)
	default: // no directives in the text of an object
		for i, a := range args {
			if i > 0 {
				line.WriteByte(' ')
			}
			line.WriteString(a.String())
		}
	}
	s.Write(line.String())
	return goja.Undefined()
}

// whole doubles a percent sign that ends a format without a directive: the formatter would lose it.
func whole(format string) string {
	if n := len(format) - len(strings.TrimRight(format, "%")); n%2 == 1 {
		return format + "%"
	}
	return format
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
