package cli

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
)

// dial turns flags and project into the simulated phone network, and the call that is made to the application.
func (r *run) dial() error {
	f := r.flags
	given := new(scenarios.Far)
	var err error
	if f.far != "" {
		if given, err = scenarios.LoadFar(f.far, scenarios.Options{CheckStep: checkStep, CheckSocketStep: checkSocketStep, Cwd: r.env.Cwd}); err != nil {
			return err
		}
	}
	if err = r.app.Surround(given); err != nil {
		return err
	}
	r.caller = telephony.Incoming{From: f.from, To: f.to, DisplayName: f.displayName, CustomData: f.callData, Kind: r.app.CallerKind(f.from)}
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return usage(fmt.Sprintf("--header has no name: %q", h), "write it like --header 'X-Customer: 17'")
		}
		r.caller.Headers = append(r.caller.Headers, telephony.Header{Name: name, Value: strings.TrimSpace(value)})
	}
	r.caller.Script, err = telephony.ParseScript(f.do)
	return doProblem(f.do, err)
}

// doProblem shows what is wrong with --do as if it was a file.
func doProblem(text string, err error) error {
	e, ok := errors.AsType[*telephony.ScriptError](err)
	if !ok {
		return err
	}
	before := string([]rune(text)[:e.Column-1])
	line := strings.Count(before, "\n")
	last := before[strings.LastIndexByte(before, '\n')+1:]
	return &diag.Problem{
		Code: diag.CodeStep, Message: e.Text, Hint: e.Hint, Source: text, Err: err,
		Pos: diag.Pos{File: "--do", Line: line + 1, Column: utf8.RuneCountInString(last) + 1},
	}
}

func checkStep(text string) error {
	_, err := telephony.ParseScript(text)
	return err
}

func checkSocketStep(text string) error {
	_, err := telephony.ParseSocketScript(text)
	return err
}
