package session

import (
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/trace"
)

// report writes an error to the trace and the session log.
func (s *Session) report(e *jsvm.Error) {
	prefix := "JS error: "
	if e.Kind == jsvm.Rejection {
		prefix = "JS error: Unhandled promise rejection: "
		if s.opts.Lenient {
			prefix = "WARNING! Unhandled promise rejection: "
		}
	}
	s.Log(prefix + e.Message + stackLines(e.Stack))
	pos := e.Pos()
	if e.Kind == jsvm.Rejection && s.opts.Lenient {
		s.Trace(trace.Warning{Code: s.code(e), Text: "Unhandled promise rejection: " + e.Message, File: pos.File, Line: pos.Line})
		return
	}
	stack := make([]string, len(e.Stack))
	for i, f := range e.Stack {
		stack[i] = frameLine(f)
	}
	s.Trace(trace.Error{Code: s.code(e), Message: e.Message, Stack: stack, File: pos.File, Line: pos.Line, Column: pos.Column, Name: s.wrongName(e)})
}

// wrongName returns the name that doesn't exist, if that is what an error is about and there is something to say about it.
func (s *Session) wrongName(e *jsvm.Error) string {
	for _, name := range e.Names {
		if s.advice(name) != "" {
			return name
		}
	}
	return ""
}

func (s *Session) advice(name string) string {
	if name == "" || s.opts.API.Advice == nil {
		return ""
	}
	return s.opts.API.Advice(name)
}

// Unknown tells what is known of an undefined argument of the function that runs: the name that the script writes there, with what to use in its
// place, as ", CallEvents.PCM (...)". It is "" if the script writes no name, and for messages only: it looks into the source.
func (s *Session) Unknown(function string, argument int) string {
	name := s.vm.Caller().Argument(function, argument)
	if name == "" || name == "undefined" {
		return ""
	}
	if advice := s.advice(name); advice != "" {
		return ", " + name + " (" + advice + ")"
	}
	return ", " + name
}

// code returns the stable code of a kind of error.
func (s *Session) code(e *jsvm.Error) string {
	if e == s.noHandler {
		return diag.CodeHandler
	}
	switch e.Kind {
	case jsvm.Syntax:
		return diag.CodeSyntax
	case jsvm.Rejection:
		return diag.CodeRejection
	case jsvm.Timeout:
		return diag.CodeWatchdog
	case jsvm.Memory:
		return diag.CodeMemory
	case jsvm.Overflow:
		return diag.CodeRecursion
	case jsvm.Internal:
		return diag.CodeInternal
	}
	return diag.CodeUncaught
}

func stackLines(frames []diag.Frame) string {
	var b strings.Builder
	for _, f := range frames {
		b.WriteString("\n" + frameLine(f))
	}
	return b.String()
}

// frameLine writes a frame as SpiderMonkey does: func@file:line:column.
func frameLine(f diag.Frame) string { return f.Func + "@" + f.Pos.String() }
