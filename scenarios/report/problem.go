package report

import (
	"strconv"
	"strings"

	"voxemu/modules/apitable"
	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// Problem turns the error of a trace into what people are shown, with the advice of its code as the hint. Its Source is
// left empty.
func Problem(e trace.Error) *diag.Problem {
	p := &diag.Problem{
		Code: e.Code, Message: e.Message, Pos: diag.Pos{File: e.File, Line: e.Line, Column: e.Column}, Exit: diag.ExitFailed,
	}
	if c, ok := diag.Lookup(e.Code); ok {
		p.Hint = c.Advice
	}
	if name, ok := undefined(e.Message); ok {
		if advice := apitable.Advice(name); advice != "" {
			p.Hint = advice
		}
	}
	if advice := apitable.Advice(e.Name); advice != "" {
		p.Hint = "there is no " + e.Name + ": " + advice
	}
	for _, line := range e.Stack {
		p.Stack = append(p.Stack, frame(line))
	}
	return p
}

// undefined returns the name that a script has used although it doesn't exist.
func undefined(message string) (name string, ok bool) {
	name, ok = strings.CutPrefix(message, "ReferenceError: ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(name, " is not defined")
}

// frame reads a line of a stack in the form function@file:line:column; any other line is kept as it is.
func frame(line string) diag.Frame {
	function, place, ok := strings.Cut(line, "@")
	file, l, c, found := position(place)
	if !ok || !found {
		return diag.Frame{Func: line}
	}
	return diag.Frame{Func: function, Pos: diag.Pos{File: file, Line: l, Column: c}}
}

// position splits file:line:column; the file may hold colons itself.
func position(place string) (file string, line, column int, ok bool) {
	file, column, ok = number(place)
	if !ok {
		return place, 0, 0, false
	}
	if rest, n, two := number(file); two {
		return rest, n, column, true
	}
	return file, column, 0, true // only a line
}

func number(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}
