// Package assemble makes a project ready to run: it compiles the scenarios, and builds what the project says of the world around
// them: far ends of calls and WebSockets, users, queues and agents, servers, files of players.
//
//	app, err := assemble.New(project, assemble.Options{Cache: cache})
//	err = app.Surround(nil)
//	e := engine.New(app.Engine())
//
// What it builds is shared by all that run the application and is not changed by them.
package assemble

import (
	"errors"
	"maps"
	"slices"

	"voxemu/modules"
	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
)

// Options say how a project is made ready.
type Options struct {
	// Cache compiles the scenarios.
	Cache *jsvm.Cache
	// Count makes the scenarios count what of them runs.
	Count bool
	// Text returns the text of a file, named as problems name it, to show code of it; "" if it can't be had. It may be nil.
	Text func(file string) string
	// Read reads a rule that [scenarios.Options.Rule] left out; nil reads none.
	Read func(rule string) (*scenarios.Rule, error)
}

// Application is an application that is ready to run.
type Application struct {
	// Rule, if not nil, takes all calls, whatever they dial. [New] sets it to the project's.
	Rule *scenarios.Rule

	project  *scenarios.Project
	opts     Options
	programs map[string]*jsvm.Program // by file
	around   surroundings
}

// New compiles all scenarios of a project, so that what does not parse is found before anything runs. That comes back as
// [scenarios.Problems].
func New(p *scenarios.Project, o Options) (*Application, error) {
	if o.Text == nil {
		o.Text = func(string) string { return "" }
	}
	a := &Application{Rule: p.Rule, project: p, opts: o, programs: map[string]*jsvm.Program{}}
	var problems scenarios.Problems
	for i := range p.Application.Rules {
		more, err := a.compile(&p.Application.Rules[i])
		if err != nil {
			return nil, err
		}
		problems = append(problems, more...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return a, nil
}

// compile compiles the scenarios of a rule that are not compiled yet.
func (a *Application) compile(r *scenarios.Rule) (problems scenarios.Problems, err error) {
	for _, sc := range r.Scenarios {
		if _, done := a.programs[sc.File]; done {
			continue
		}
		program, err := a.opts.Cache.Compile(jsvm.Source{Name: sc.File, Text: sc.Text, Map: sc.Map, Cover: a.opts.Count})
		a.programs[sc.File] = program
		if e, ok := errors.AsType[*jsvm.Error](err); ok {
			text := e.Source
			if text == "" {
				text = a.opts.Text(e.Pos().File)
			}
			problems = append(problems, &diag.Problem{Code: diag.CodeSyntax, Message: e.Message, Pos: e.Pos(), Source: text, Hint: e.Hint, Err: err})
		} else if err != nil {
			return nil, err
		}
	}
	return problems, nil
}

// Project returns what the application was made from.
func (a *Application) Project() *scenarios.Project { return a.project }

// Programs returns the scenarios in the order of their files.
func (a *Application) Programs() []*jsvm.Program {
	var list []*jsvm.Program
	for _, file := range a.Files() {
		list = append(list, a.programs[file])
	}
	return list
}

// Files returns the files of the scenarios, sorted.
func (a *Application) Files() []string { return slices.Sorted(maps.Keys(a.programs)) }

// Source returns the text of a file that a place is in: a scenario's, or that of a file that a bundle was made from. What a source
// map does not have is asked of [Options.Text]; "" if the text is not known.
func (a *Application) Source(file string) string {
	for _, name := range a.Files() {
		program := a.programs[name]
		if text, ok := program.SourceOf(file); ok {
			return text
		}
		if slices.Contains(program.Files(), file) {
			return a.opts.Text(file)
		}
	}
	return ""
}

// Ready returns a rule with its programs.
func (a *Application) Ready(r *scenarios.Rule) engine.Rule {
	rule := engine.Rule{Name: r.Name, VideoConference: r.VideoConference}
	for _, sc := range r.Scenarios {
		rule.Scripts = append(rule.Scripts, session.Script{Name: sc.Name, Program: a.programs[sc.File]})
	}
	return rule
}

// Route finds the rule for the destination of a call.
func (a *Application) Route(to string) (engine.Rule, error) {
	if a.Rule != nil {
		return a.Ready(a.Rule), nil
	}
	return a.find(to)
}

// Conference finds the rule for the id of a conference: [Application.Rule] does not decide that. A rule that the project was
// loaded without is read now.
func (a *Application) Conference(id string) (engine.Rule, error) { return a.find(id) }

func (a *Application) find(to string) (engine.Rule, error) {
	app := a.project.Application
	rule, why, ok := scenarios.Route(app, to)
	if !ok {
		return engine.Rule{}, scenarios.NoRoute(app, to, why)
	}
	if rule.Scenarios == nil && a.opts.Read != nil {
		read, err := a.opts.Read(rule.Name)
		if err != nil {
			return engine.Rule{}, err
		}
		problems, err := a.compile(read)
		if err == nil && len(problems) > 0 {
			maps.DeleteFunc(a.programs, func(_ string, p *jsvm.Program) bool { return p == nil }) // the next call fails as well
			err = problems
		}
		if err != nil {
			return engine.Rule{}, err
		}
		rule = *read
	}
	return a.Ready(&rule), nil
}

// Info returns what sessions know of the application. Test numbers are no caller IDs.
func (a *Application) Info() session.App {
	app := a.project.Application
	info := session.App{Name: app.Name, Scope: app.Scope, ID: 1, Account: 1, Secrets: app.Secrets}
	for _, n := range app.Numbers {
		if n.Kind != scenarios.NumberTest {
			info.Numbers = append(info.Numbers, n.Number)
		}
	}
	return info
}

// Limits returns the limits of the project's profile.
func (a *Application) Limits() *session.Limits {
	if a.project.Application.Limits == scenarios.LimitsLenient {
		return session.NoLimits()
	}
	return session.CloudLimits()
}

// Engine returns the options of an engine that runs the application: all that the project decides. Sockets reach the far ends of the
// project and nothing else.
func (a *Application) Engine() engine.Options {
	profile := a.project.Application.Limits
	s := &a.around
	return engine.Options{
		API: modules.API(), App: a.Info(), Route: a.Route, Conferences: a.Conference,
		Phone: telephony.Options{Far: s.far, Users: s.users}, Queues: s.queues, Services: s.services, AudioFiles: s.audio,
		Limits: a.Limits(), Strict: profile == scenarios.LimitsStrict, Lenient: profile == scenarios.LimitsLenient,
	}
}
