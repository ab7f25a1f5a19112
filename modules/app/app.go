// Package app is the part of the VoxEngine namespace that concerns the session itself: application events, its end, custom
// data, secrets, and the loading of built-in modules (behaviour page, sections 1.3, 1.6, 4.1, 4.2, 7.6, 7.7).
package app

import (
	"fmt"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// Module declares the functions.
func Module() session.Module {
	return session.Module{
		Name: "app",
		Funcs: []session.Func{
			{Name: "require", Call: require},
			{Name: "VoxEngine.addEventListener", Call: addEventListener},
			{Name: "VoxEngine.removeEventListener", Call: removeEventListener},
			{Name: "VoxEngine.terminate", Call: terminate},
			{Name: "VoxEngine.customData", Call: customData},
			{Name: "VoxEngine.getSecretValue", Call: getSecretValue},
			{Name: "JSession.close", Call: terminate},
			{Name: "JSession_GC", Call: collect},
			{Name: "JSession_getLeftMemBytes", Call: memoryLeft},
		},
	}
}

// require loads a built-in module. An undefined argument is what a misspelt member of Modules gives: a warning,
// or an error in strict mode.
func require(s *session.Session, c goja.FunctionCall) goja.Value {
	arg := c.Argument(0)
	if !session.Given(arg) {
		const text = "empty module argument"
		if s.Strict() {
			s.VM().Throw("Error", text)
		}
		s.Warn(diag.CodeModule, "require: "+text+s.Unknown("require", 0)+": there is no such member of Modules")
		return goja.Undefined()
	}
	s.Require(arg.String())
	return goja.Undefined()
}

func addEventListener(s *session.Session, c goja.FunctionCall) goja.Value {
	s.AppTarget().AddListener(c.Argument(0), c.Argument(1))
	return goja.Undefined()
}

func removeEventListener(s *session.Session, c goja.FunctionCall) goja.Value {
	s.AppTarget().RemoveListener(c.Argument(0), c.Argument(1))
	return goja.Undefined()
}

// terminate ignores its arguments: scenarios pass it bare as a handler.
func terminate(s *session.Session, _ goja.FunctionCall) goja.Value {
	s.Terminate()
	return goja.Undefined()
}

// customData returns the session's custom data; with an argument it sets it first. Over 200 bytes it warns, and in
// strict mode cuts.
func customData(s *session.Session, c goja.FunctionCall) goja.Value {
	arg := c.Argument(0)
	if goja.IsUndefined(arg) {
		return s.Value(s.CustomData())
	}
	data := arg.String()
	if limit := s.Limits().CustomData; len(data) > limit {
		s.Warn(diag.CodeArgument, fmt.Sprintf("customData: %d bytes are more than the documented %d", len(data), limit))
		if s.Strict() {
			data = cut(data, limit)
		}
	}
	s.SetCustomData(data)
	s.Do(session.Command{Name: "customData", Target: "application", Args: []any{data}, Native: "SetCustomData", Params: []any{data}})
	return s.Value(data)
}

// cut shortens a text to so many bytes of UTF-8 without splitting a character.
func cut(text string, limit int) string {
	end := 0
	for i, r := range text {
		if i+len(string(r)) > limit {
			break
		}
		end = i + len(string(r))
	}
	return text[:end]
}

func getSecretValue(s *session.Session, c goja.FunctionCall) goja.Value {
	if v, ok := s.Secret(c.Argument(0).String()); ok {
		return s.Value(v)
	}
	return goja.Undefined()
}

// collect is JSession_GC, which published scenarios call: memory is collected here without being asked.
func collect(*session.Session, goja.FunctionCall) goja.Value { return goja.Undefined() }

// heap is the documented size of a session's heap (behaviour page, section 2).
const heap = 16 << 20

// memoryLeft is JSession_getLeftMemBytes. The memory of a session is not measured, so that none of it counts as used.
func memoryLeft(s *session.Session, _ goja.FunctionCall) goja.Value { return s.Value(heap) }
