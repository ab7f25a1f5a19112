package testkit

import (
	"voxemu/runtime/session"
	"voxemu/scenarios/testkit/world"
)

// reached is told what sessions reach; nil if nobody wants to know.
func (r *runner) reached() session.Coverage {
	if r.opts.Coverage == nil {
		return nil
	}
	return r.opts.Coverage
}

// opened makes the scenarios of an application part of the report on coverage, also those that no test runs.
func (p *projects) opened(app *world.Application) {
	if p.opts.Coverage == nil {
		return
	}
	for _, program := range app.Programs() {
		p.opts.Coverage.Add(program)
	}
}

// covered tells what a worker process has reached.
func (r *runner) covered(w *wire) {
	if r.opts.Coverage != nil {
		w.send(answer{Coverage: r.opts.Coverage.Report()})
	}
}
