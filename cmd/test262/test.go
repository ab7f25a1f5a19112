package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
)

// run runs one test in a VM of its own.
func (s *suite) run(path string) result {
	text, m, err := s.load(path)
	if err != nil {
		return result{path, failed, err.Error()}
	}
	if why := leftOut(path, m); why != "" {
		return result{path, skipped, why}
	}
	if err := s.check(path, text, m); err != nil {
		return result{path, failed, err.Error()}
	}
	return result{path: path}
}

// check returns what is wrong with how a test went.
func (s *suite) check(path, text string, m *meta) error {
	if m.flag("onlyStrict") {
		text = "\"use strict\";\n" + text
	}
	h := s.newHost()
	defer h.vm.Close()
	if !m.flag("raw") {
		includes := append([]string{"assert.js", "sta.js"}, m.Includes...)
		if m.flag("async") {
			includes = append(includes, "doneprintHandle.js")
		}
		for _, name := range includes {
			if err := s.include(h.vm, name); err != nil {
				return fmt.Errorf("harness %s: %w", name, err)
			}
		}
	}
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: path, Text: text})
	if m.Negative.Phase == "parse" || m.Negative.Phase == "early" {
		return expected(err, m.Negative.Type)
	}
	if err != nil {
		return err
	}
	err = h.vm.RunProgram(program)
	if e, ok := errors.AsType[*jsvm.Error](err); ok && e.Kind == jsvm.Rejection {
		err = nil // a test may leave promises alone
	}
	switch {
	case m.Negative.Type != "":
		return expected(err, m.Negative.Type)
	case err != nil:
		return err
	case m.flag("async"):
		return h.done()
	}
	return nil
}

// expected reports whether a failure is of the class that the test asks for.
func expected(err error, class string) error {
	if err == nil {
		return fmt.Errorf("no %s", class)
	}
	if e, ok := errors.AsType[*jsvm.Error](err); ok && (e.Class == class || e.Kind == jsvm.Throw && strings.HasPrefix(e.Message, class)) {
		return nil
	}
	return fmt.Errorf("no %s, but %w", class, err)
}

// include runs a file of the suite's harness.
func (s *suite) include(vm *jsvm.VM, name string) error {
	p, ok := s.harness.Load(name)
	if !ok {
		data, err := os.ReadFile(filepath.Join(s.dir, "harness", name))
		if err != nil {
			return err
		}
		if p, err = s.cache.Compile(jsvm.Source{Name: name, Text: string(data)}); err != nil {
			return err
		}
		s.harness.Store(name, p)
	}
	return vm.RunProgram(p.(*jsvm.Program))
}

// host is a VM with what the suite expects of its host.
type host struct {
	vm      *jsvm.VM
	printed []string
}

func (s *suite) newHost() *host {
	h := &host{vm: jsvm.New(jsvm.Options{Patches: ecma.Patches(), Helpers: ecma.Helpers(), Watchdog: s.watchdog})}
	r := h.vm.Runtime()
	tools := r.NewObject()
	_ = tools.Set("global", r.GlobalObject())
	_ = tools.Set("evalScript", h.vm.Func("evalScript", 1, h.evalScript))
	_ = tools.Set("detachArrayBuffer", h.vm.Func("detachArrayBuffer", 1, func(c goja.FunctionCall) goja.Value {
		if b, ok := c.Argument(0).Export().(goja.ArrayBuffer); ok {
			b.Detach()
		}
		return goja.Null()
	}))
	_ = r.GlobalObject().Set("$262", tools)
	_ = r.GlobalObject().Set("print", h.vm.Func("print", 1, func(c goja.FunctionCall) goja.Value {
		h.printed = append(h.printed, c.Argument(0).String())
		return goja.Undefined()
	}))
	return h
}

// evalScript runs a text as a further script.
func (h *host) evalScript(c goja.FunctionCall) goja.Value {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: "evalScript", Text: c.Argument(0).String()})
	if e, ok := errors.AsType[*jsvm.Error](err); ok {
		h.vm.Throw(e.Class, e.Message)
	}
	v, err := h.vm.Run(p)
	if err != nil {
		panic(err)
	}
	return v
}

// done looks at what an asynchronous test has printed.
func (h *host) done() error {
	switch {
	case len(h.printed) == 0:
		return errors.New("asynchronous test didn't end")
	case h.printed[0] == "Test262:AsyncTestComplete" && len(h.printed) == 1:
		return nil
	}
	return errors.New(strings.Join(h.printed, "; "))
}
