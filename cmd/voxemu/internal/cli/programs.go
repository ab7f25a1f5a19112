package cli

import (
	"errors"
	"maps"
	"os"
	"slices"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/scenarios"
)

// programs are the compiled scenarios of an application.
type programs struct {
	env      *Env
	cache    *jsvm.Cache
	watchdog *jsvm.Watchdog
	byFile   map[string]*jsvm.Program
}

func newPrograms(env *Env) *programs {
	return &programs{env: env, cache: jsvm.NewCache(), watchdog: jsvm.NewWatchdog(), byFile: map[string]*jsvm.Program{}}
}

// compile compiles all scenarios of the application, so that what doesn't parse is found before anything runs.
func (p *programs) compile(app *scenarios.Application) error {
	var problems scenarios.Problems
	for _, r := range app.Rules {
		for _, sc := range r.Scenarios {
			if _, done := p.byFile[sc.File]; done {
				continue
			}
			program, err := p.cache.Compile(jsvm.Source{Name: sc.File, Text: sc.Text, Map: sc.Map})
			p.byFile[sc.File] = program
			if e, ok := errors.AsType[*jsvm.Error](err); ok {
				text := e.Source
				if text == "" {
					text = p.env.smallFile(e.Pos().File)
				}
				problems = append(problems, &diag.Problem{Code: diag.CodeSyntax, Message: e.Message, Pos: e.Pos(), Source: text, Hint: e.Hint, Err: err})
			} else if err != nil {
				return err
			}
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// maxFrameSource is how large a file may be that is read to show code of it, in bytes.
const maxFrameSource = 16 << 20

// source returns the text of a file that a place is in: a scenario's, or that of a file that a bundle was made from. What a
// source map doesn't have is read, if it is there; "" if the text isn't known.
func (p *programs) source(file string) string {
	for _, name := range slices.Sorted(maps.Keys(p.byFile)) {
		program := p.byFile[name]
		if program == nil {
			continue
		}
		if text, ok := program.SourceOf(file); ok {
			return text
		}
		if slices.Contains(program.Files(), file) {
			return p.env.smallFile(file)
		}
	}
	return ""
}

// smallFile returns the text of a file if it is there and not large, or "".
func (e *Env) smallFile(name string) string {
	path := e.path(name)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFrameSource {
		return ""
	}
	text, err := os.ReadFile(path)
	if err != nil || !utf8.Valid(text) {
		return ""
	}
	return string(text)
}

func (p *programs) rule(r *scenarios.Rule) engine.Rule {
	rule := engine.Rule{Name: r.Name, VideoConference: r.VideoConference}
	for _, sc := range r.Scenarios {
		rule.Scripts = append(rule.Scripts, session.Script{Name: sc.Name, Program: p.byFile[sc.File]})
	}
	return rule
}
