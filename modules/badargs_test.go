package modules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"voxemu/modules"
	"voxemu/modules/apitable"
	"voxemu/modules/apitest"
	"voxemu/runtime/trace"
)

// good are arguments by their declared type.
var good = map[string]string{
	"string": "'text'", "number": "1", "boolean": "true", "any": "1", "number[]": "[65, 66]", "string[]": "['a', 'b']",
	"{ [header: string]: string }": "{ 'X-A': '1' }",
	"number | string[]":            "[65]",
}

// wrong returns an argument of another type than the declared one.
func wrong(typ string) string {
	switch typ {
	case "string", "string | number":
		return "({})"
	case "number":
		return "'many'"
	}
	return "5"
}

// suited returns an argument of a parameter's type.
func suited(p apitable.Param) string {
	if v, ok := good[p.Type]; ok {
		return v
	}
	if strings.Contains(p.Type, "=>") {
		return "() => {}"
	}
	if n, ok := apitable.Lookup(p.Type); ok {
		if n.Kind == apitable.Class {
			return fmt.Sprintf("pick(%q, 0)", p.Type)
		}
		if c := n.Children(); len(c) > 0 {
			return c[0].Full
		}
	}
	return "({})"
}

func callText(f callable, args []string) string {
	call := f.call + "(" + strings.Join(args, ", ") + ")"
	if f.class != "" {
		return fmt.Sprintf("pick(%q, 0)%s", f.class, call)
	}
	return call
}

// told runs a call in a session with a connected call, and returns what the script or its author hears of it.
func told(t *testing.T, w *world, call string) (heard []string) {
	t.Helper()
	r := apitest.Run(t, apitest.Options{MayFail: true, HTTP: stub{}, Mail: stub{}, Queues: w.plan, VideoConference: true}, fuzzPrelude+`
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
			keep('Call', call);
			call.answer();
			for (const name in make) pick(name, 0);
			call.addEventListener(CallEvents.Connected, () => {
				Logger.write('begin');
				try {
					Promise.resolve(`+call+`).then(() => {}, (e) => Logger.write('rejected: ' + e));
				} catch (e) {
					Logger.write('threw: ' + e);
				}
				setTimeout(VoxEngine.terminate, 3000);
			});
		});`)
	begun := false
	for _, rec := range r.Records {
		switch b := rec.Body.(type) {
		case trace.Log:
			if begun = begun || b.Text == "begin"; strings.HasPrefix(b.Text, "threw: ") || strings.HasPrefix(b.Text, "rejected: ") {
				heard = append(heard, b.Text)
			}
		case trace.Warning:
			if begun {
				heard = append(heard, "warning: "+b.Text)
			}
		case trace.Error:
			heard = append(heard, fmt.Sprintf("error: %s:%d:%d %s", b.File, b.Line, b.Column, b.Message))
		case trace.Event:
			for _, end := range []string{"Failed", "Error"} {
				if begun && strings.HasSuffix(b.Name, end) {
					heard = append(heard, "event: "+b.Name)
				}
			}
			payload := fmt.Sprint(b.Payload)
			if begun && strings.HasSuffix(b.Name, "PlaybackFinished") && strings.Contains(payload, "{error ") {
				heard = append(heard, "event: "+b.Name)
			}
		}
	}
	return heard
}

// Each parameter of each function that is emulated: an argument of another type, or its absence, leads to an error, a warning or
// an event that tells; or the behaviour page has it accepted.
func TestWrongArgumentsAreToldOf(t *testing.T) {
	all, emulated := callables()
	w := newWorld(t)
	tried := 0
	for _, f := range all[:emulated] {
		name := strings.TrimPrefix(f.class+f.call, "new ")
		args := make([]string, len(f.params))
		for i, p := range f.params {
			args[i] = suited(p)
		}
		for i, p := range f.params {
			if p.Type == "boolean" || p.Type == "any" || modules.Accepts(name, p.Name) {
				continue
			}
			variants := []string{}
			one := slices.Clone(args)
			one[i] = wrong(p.Type)
			variants = append(variants, callText(f, one))
			if !p.Optional {
				variants = append(variants, callText(f, args[:i]))
			}
			for _, call := range variants {
				tried++
				if heard := told(t, w, call); len(heard) == 0 {
					t.Errorf("nothing tells that %s is wrong in %s", p.Name, call)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d calls: is the table right?", tried)
	}
}

// What is accepted is of parameters that exist.
func TestAcceptedParametersAreReal(t *testing.T) {
	all, emulated := callables()
	real := map[string]bool{}
	for _, f := range all[:emulated] {
		name := strings.TrimPrefix(f.class+f.call, "new ")
		for _, p := range f.params {
			real[name+"."+p.Name] = true
			real["*"+name[max(0, strings.LastIndexByte(name, '.')):]+"."+p.Name] = true
		}
	}
	for _, name := range modules.AcceptedNames() {
		if !real[name] {
			t.Errorf("there is no parameter %s", name)
		}
	}
}
