package cli

import (
	"errors"

	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/scenarios"
)

// programs are the compiled scenarios of an application.
type programs struct {
	cache    *jsvm.Cache
	watchdog *jsvm.Watchdog
	byFile   map[string]*jsvm.Program
}

func newPrograms() *programs {
	return &programs{cache: jsvm.NewCache(), watchdog: jsvm.NewWatchdog(), byFile: map[string]*jsvm.Program{}}
}

// compile compiles all scenarios of the application, so that what doesn't parse is found before anything runs.
func (p *programs) compile(app *scenarios.Application) error {
	var problems scenarios.Problems
	for _, r := range app.Rules {
		for _, sc := range r.Scenarios {
			if _, done := p.byFile[sc.File]; done {
				continue
			}
			program, err := p.cache.Compile(jsvm.Source{Name: sc.File, Text: sc.Text})
			p.byFile[sc.File] = program
			if e, ok := errors.AsType[*jsvm.Error](err); ok {
				problems = append(problems, &diag.Problem{Code: diag.CodeSyntax, Message: e.Message, Pos: e.Pos(), Source: sc.Text, Err: err})
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

func (p *programs) rule(r *scenarios.Rule) engine.Rule {
	rule := engine.Rule{Name: r.Name}
	for _, sc := range r.Scenarios {
		rule.Scripts = append(rule.Scripts, session.Script{Name: sc.Name, Program: p.byFile[sc.File]})
	}
	return rule
}
