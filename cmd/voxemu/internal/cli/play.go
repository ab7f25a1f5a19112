package cli

import (
	"context"
	"fmt"
	"strings"

	"voxemu/modules"
	"voxemu/modules/httpreq/transport"
	mailer "voxemu/modules/mail/transport"
	sockets "voxemu/modules/websocket/transport"
	"voxemu/runtime/calllist"
	"voxemu/runtime/diag"
	"voxemu/runtime/engine"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/scenarios"
)

// run is one run: the project and what it is run with.
type run struct {
	env      *Env
	flags    *runFlags
	project  *scenarios.Project
	programs *programs
	phone    telephony.Options
	peers    *peer.Peers
	queues   *queues.Plan
	caller   telephony.Incoming
	list     calllist.Options // of --call-list; without rows there is none
	rule     *scenarios.Rule  // nil when the destination decides
	store    *store
	clock    *vclock.Clock
	out      *output
}

// run runs the command: everything is read and checked before anything happens.
func (f *runFlags) run(ctx context.Context, env *Env, paths []string) error {
	r := &run{env: env, flags: f, programs: newPrograms(env)}
	if err := r.load(paths); err != nil {
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
	if err := r.setClock(ctx); err != nil {
		return err
	}
	if r.out, err = newOutput(r, r.clock.Now()); err != nil {
		return err
	}
	return r.end(r.play(ctx))
}

// load reads and compiles the project.
func (r *run) load(paths []string) error {
	f := r.flags
	secrets := map[string]string{}
	for _, s := range f.secrets {
		name, value, ok := strings.Cut(s, "=")
		if !ok || name == "" { // what was given may be the secret itself: it is not repeated
			return usage("a --secret has no name", "write it as --secret NAME=VALUE")
		}
		secrets[name] = value
	}
	var err error
	r.project, err = scenarios.Load(paths, scenarios.Options{
		Rule: f.rule, App: f.app, EnvFile: f.envFile, Secrets: secrets, CheckStep: checkStep, CheckSocketStep: checkSocketStep, Cwd: r.env.Cwd, Getenv: r.env.Getenv,
	})
	if err != nil {
		return err
	}
	r.env.show(diag.ExitOK, r.project.Warnings)
	r.rule = r.project.Rule
	if app := r.project.Application; f.start && r.rule == nil {
		if len(app.Rules) != 1 {
			return usage(fmt.Sprintf("--start needs to know which of the %d rules to run", len(app.Rules)), "name one with --rule: "+ruleNames(app))
		}
		r.rule = &app.Rules[0]
	}
	return r.programs.compile(r.project.Application)
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
	for file := range r.programs.byFile {
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
	f, app := r.flags, r.project.Application
	r.phone.Doubt = r.out.doubt
	out := sockets.New()
	defer out.Close()
	e := engine.New(engine.Options{
		API: modules.API(), App: appInfo(app), Route: r.route, Clock: r.clock, Phone: r.phone, Queues: r.queues, Store: r.store, HTTP: transport.New(), Mail: mailer.New(), Sockets: &peer.Dialer{Peers: r.peers, Out: out, Doubt: r.out.peerDoubt},
		Seed: f.seed, WallLimit: f.timeout, VirtualLimit: f.maxVirtual, TurnLimit: f.timeout,
		Trace: r.out.sink, Log: r.out.log, Debug: r.out.debug,
		Limits: limits(app.Limits), Strict: f.strict || app.Limits == scenarios.LimitsStrict, Lenient: f.lenient || app.Limits == scenarios.LimitsLenient,
		Watchdog: r.programs.watchdog,
	})
	switch {
	case r.list.Rows != nil:
		e.CallList(r.programs.rule(r.rule), r.list)
	case f.start:
		e.Start(r.programs.rule(r.rule), f.customData)
	default:
		e.Call(r.caller)
	}
	return watched(ctx, e, r.programs.watchdog)
}

// route finds the rule for the destination of a call.
func (r *run) route(to string) (engine.Rule, error) {
	if r.rule != nil {
		return r.programs.rule(r.rule), nil
	}
	rule, why, ok := scenarios.Route(r.project.Application, to)
	if !ok {
		return engine.Rule{}, scenarios.NoRoute(r.project.Application, to, why)
	}
	return r.programs.rule(&rule), nil
}

// end closes everything, shows what is left to show and returns the exit code as an error.
func (r *run) end(outcome engine.Outcome) error {
	list := r.out.close()
	if outcome.Err != nil {
		list = append(list, runProblems(outcome.Err)...)
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

func appInfo(app *scenarios.Application) session.App {
	info := session.App{Name: app.Name, Scope: app.Scope, ID: 1, Account: 1, Secrets: app.Secrets}
	for _, n := range app.Numbers {
		if n.Kind != scenarios.NumberTest {
			info.Numbers = append(info.Numbers, n.Number)
		}
	}
	return info
}

// limits returns the limits of a profile.
func limits(profile scenarios.Limits) *session.Limits {
	if profile == scenarios.LimitsLenient {
		return session.NoLimits()
	}
	return session.CloudLimits()
}
