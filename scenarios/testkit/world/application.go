package world

import (
	"voxemu/runtime/engine"
	"voxemu/runtime/service"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
)

// Application is a project that is ready to be tested: read, checked and compiled. Any number of worlds share it.
type Application struct {
	*assemble.Application
	base engine.Options
	mail *service.Services // those of the project: mails are answered by the world
}

// Open makes a project ready. What is wrong with it comes back as [scenarios.Problems], or as a problem of its own.
func Open(p *scenarios.Project, o assemble.Options) (*Application, error) {
	a, err := assemble.New(p, o)
	if err != nil {
		return nil, err
	}
	if err := a.Surround(nil); err != nil {
		return nil, err
	}
	app := &Application{Application: a, base: a.Engine()}
	app.mail = app.base.Services
	app.base.Services = &service.Services{Streams: app.mail.Streams, Recognisers: app.mail.Recognisers}
	return app, nil
}
