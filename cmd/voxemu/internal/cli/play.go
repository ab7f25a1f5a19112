package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"voxemu/modules/httpreq/transport"
	mailer "voxemu/modules/mail/transport"
	sockets "voxemu/modules/websocket/transport"
	"voxemu/runtime/calllist"
	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/peer"
	"voxemu/runtime/recording/shelf"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
)

// run is one run: the project and what it is run with.
type run struct {
	env      *Env
	flags    *runFlags
	paths    []string
	project  *scenarios.Project
	app      *assemble.Application
	watchdog *jsvm.Watchdog
	caller   telephony.Incoming
	list     calllist.Options // of --call-list; without rows there is none
	late     error            // what is wrong with rules that were read while it ran
	store    *store
	shelf    *shelf.Shelf
	clock    *vclock.Clock
	out      *output
}

// run runs the command: everything is read and checked before anything happens.
func (f *runFlags) run(ctx context.Context, env *Env, paths []string) error {
	r := &run{env: env, flags: f, paths: paths, watchdog: jsvm.NewWatchdog()}
	if err := r.load(); err != nil {
		return err
	}
	if err := r.dial(); err != nil {
		return err
	}
	var err error
	if r.list, err = f.list.read(env); err != nil {
		return err
	}
	if r.store, err = openStore(f.storage, r.project, env); err != nil {
		return err
	}
	defer r.store.Close() // a second Close does nothing
	if r.shelf, err = openShelf(f.recordings, r.project, env, transport.New()); err != nil {
		return err
	}
	if err := r.setClock(ctx); err != nil {
		return err
	}
	if r.out, err = newOutput(r, r.clock.Now()); err != nil {
		return err
	}
	return r.end(r.play(ctx))
}

// load reads and compiles the project.
func (r *run) load() error {
	f := r.flags
	var err error
	if r.project, err = r.read(f.rule); err != nil {
		return err
	}
	r.env.show(diag.ExitOK, r.project.Warnings)
	if r.app, err = assemble.New(r.project, assemble.Options{Cache: jsvm.NewCache(), Text: r.env.smallFile, Read: r.other}); err != nil {
		return err
	}
	if app := r.project.Application; f.start && r.app.Rule == nil {
		if len(app.Rules) != 1 {
			return usage(fmt.Sprintf("--start needs to know which of the %d rules to run", len(app.Rules)), "name one with --rule: "+ruleNames(app))
		}
		r.app.Rule = &app.Rules[0]
	}
	return nil
}

// other reads a rule that --rule left out.
func (r *run) other(rule string) (*scenarios.Rule, error) {
	p, err := r.read(rule)
	if err != nil {
		return nil, err
	}
	return p.Rule, nil
}

// read reads the project, but of the rules only the one of that name if there is a name.
func (r *run) read(rule string) (*scenarios.Project, error) {
	f := r.flags
	secrets := map[string]string{}
	for _, s := range f.secrets {
		name, value, ok := strings.Cut(s, "=")
		if !ok || name == "" { // what was given may be the secret itself: it is not repeated
			return nil, usage("a --secret has no name", "write it as --secret NAME=VALUE")
		}
		secrets[name] = value
	}
	return scenarios.Load(r.paths, scenarios.Options{
		Rule: rule, App: f.app, EnvFile: f.envFile, Secrets: secrets, CheckStep: checkStep, CheckSocketStep: checkSocketStep, Cwd: r.env.Cwd, Getenv: r.env.Getenv,
	})
}

func ruleNames(app *scenarios.Application) string {
	names := make([]string, len(app.Rules))
	for i, r := range app.Rules {
		names[i] = r.Name
	}
	return strings.Join(names, ", ")
}

// setClock makes the clock of the run.
func (r *run) setClock(ctx context.Context) error {
	if r.flags.clock == clockReal {
		r.clock = vclock.NewReal()
		return nil
	}
	start, err := clockStart(ctx, r.flags.at, r.store, r.env.Now)
	r.clock = vclock.NewVirtual(start)
	return err
}

// files are the paths of what the run reads and stores.
func (r *run) files() []string {
	var paths []string
	for _, file := range r.app.Files() {
		paths = append(paths, r.env.path(file))
	}
	for _, file := range []string{r.flags.far, r.flags.envFile, r.flags.list.file, r.store.path} {
		if file != "" {
			paths = append(paths, r.env.path(file))
		}
	}
	return paths
}

// play runs the application until it is over.
func (r *run) play(ctx context.Context) engine.Outcome {
	f := r.flags
	out := sockets.New()
	defer out.Close()
	o := r.app.Engine()
	o.Conferences = r.conference
	o.Clock, o.Store, o.HTTP, o.Recordings, o.Mail = r.clock, r.store, r.shelf, r.shelf, mailer.New()
	o.Phone.Doubt = r.out.doubt
	o.Sockets = &peer.Dialer{Peers: r.app.Peers(), Out: out, Doubt: r.out.peerDoubt}
	o.Seed, o.WallLimit, o.VirtualLimit, o.TurnLimit = f.seed, f.timeout, f.maxVirtual, f.timeout
	o.Trace, o.Log, o.Debug = r.out.sink, r.out.log, r.out.debug
	o.Strict, o.Lenient, o.Watchdog = o.Strict || f.strict, o.Lenient || f.lenient, r.watchdog
	e := engine.New(o)
	switch {
	case r.list.Rows != nil:
		e.CallList(r.app.Ready(r.app.Rule), r.list)
	case f.start:
		e.Start(r.app.Ready(r.app.Rule), f.customData)
	default:
		e.Call(r.caller)
	}
	return watched(ctx, e, r.watchdog)
}

// conference finds the rule for the id of a conference. What is wrong with a rule that was read only now is told at the end.
func (r *run) conference(id string) (engine.Rule, error) {
	rule, err := r.app.Conference(id)
	if problems, ok := errors.AsType[scenarios.Problems](err); ok {
		r.late = errors.Join(r.late, problems)
		err = fmt.Errorf("the rule for %q can't be read", id)
	}
	return rule, err
}

// end closes everything, shows what is left to show and returns the exit code as an error.
func (r *run) end(outcome engine.Outcome) error {
	kept, lost := recordings(r.shelf)
	list := append(r.out.close(kept), lost...)
	if err := errors.Join(outcome.Err, r.late); err != nil {
		list = append(list, runProblems(err)...)
	}
	closing := r.store.Close()
	if err := r.store.failure(); err != nil {
		list = append(list, storeProblem(diag.CodeStore, err))
	} else if closing != nil {
		list = append(list, storeProblem(diag.CodeStore, closing))
	}
	code := diag.ExitOK
	for _, result := range outcome.Results {
		code = max(code, result.Exit())
	}
	if code = r.env.show(code, list); code != diag.ExitOK {
		return exit(code)
	}
	return nil
}
