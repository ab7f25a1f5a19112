package probe

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"voxemu/modules"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/storage"
)

// app is an application of one compiled scenario, of which any number can run.
type app struct {
	rule     engine.Rule
	watchdog *jsvm.Watchdog
	limits   *session.Limits
}

// newApp reads and compiles a scenario.
func newApp(file string) (*app, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return compile(file, string(text))
}

func compile(file, text string) (*app, error) {
	p, err := jsvm.NewCache().Compile(jsvm.Source{Name: file, Text: text})
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(filepath.Base(file), ".js")
	return &app{
		rule:     engine.Rule{Name: "default", Scripts: []session.Script{{Name: name, Program: p}}},
		watchdog: jsvm.NewWatchdog(),
		limits:   session.NoLimits(),
	}, nil
}

// start is where virtual time begins.
func start() vclock.Time { return vclock.FromTime(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) }

// engine returns a running application with nothing going on in it.
func (a *app) engine(clock *vclock.Clock, store storage.Store, scope string) *engine.Engine {
	return engine.New(engine.Options{
		API: modules.API(), App: session.App{Name: "bench.local", Scope: scope, ID: 1, Account: 1},
		Route: func(string) (engine.Rule, error) { return a.rule, nil },
		Clock: clock, Store: store, Seed: 1, Limits: a.limits, Watchdog: a.watchdog,
		WallLimit: time.Minute, VirtualLimit: 24 * time.Hour,
	})
}

// caller is who calls.
func caller() telephony.Incoming { return telephony.Incoming{From: "15550100", To: "15550199"} }

// play runs one whole session that begins with a call.
func (a *app) play(store storage.Store, scope string) error {
	e := a.engine(vclock.NewVirtual(start()), store, scope)
	e.Call(caller())
	return ended(e.Run(context.Background()))
}

// playAlone runs one whole session without a call, which does not idle out.
func (a *app) playAlone(store storage.Store) error {
	e := a.engine(vclock.NewVirtual(start()), store, "bench")
	e.Start(a.rule, "").Hold()
	return ended(e.Run(context.Background()))
}

// ended returns an error unless one session came to a normal end.
func ended(o engine.Outcome) error {
	switch {
	case o.Err != nil:
		return o.Err
	case len(o.Results) != 1:
		return fmt.Errorf("%d sessions ran", len(o.Results))
	case o.Results[0].Err != nil:
		return o.Results[0].Err
	case o.Results[0].Reason != session.NormalTermination:
		return fmt.Errorf("the session ended with %q", o.Results[0].Reason)
	}
	return nil
}
