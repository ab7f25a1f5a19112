package testkit

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios"
	"voxemu/scenarios/testkit/bundle"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/snapshot"
	"voxemu/scenarios/testkit/world"
)

// plainSeed is the seed under which what is due at the same instant comes in the order it was arranged in. All others shuffle it.
const plainSeed = 1

// file is a test file that was read.
type file struct {
	target  Target
	program *jsvm.Program
	files   []string // it was made from
	vm      *kit.VM  // in which it was evaluated first; nil when it is used
	cases   []kit.Case
	ids     []string // of the cases
	loads   bool     // it may open other projects than its own
	opened  []string // projects and scenarios, by worker processes
	broken  []*diag.Problem

	snapshots *snapshot.Book
}

// load reads, bundles, compiles and evaluates the files, and leaves out those that have nothing to do with what was changed.
func (r *runner) load(ctx context.Context, targets []Target) []*file {
	files := make([]*file, len(targets))
	bundles := r.bundles(targets)
	r.each(len(targets), func(i int) {
		f := r.open(targets[i])
		files[i] = f
		if r.opts.Launch != nil {
			f.broken = r.inspect(ctx, f)
			return
		}
		f.broken = r.read(f, bundles[f.target.Path])
	})
	if r.opts.Changed != nil {
		all := imported(files)
		files = slices.DeleteFunc(files, func(f *file) bool {
			left := r.untouched(f, all)
			if left && f.vm != nil {
				f.vm.Close()
			}
			return left
		})
	}
	return files
}

// open returns a file that is still to be read.
func (r *runner) open(t Target) *file {
	return &file{target: t, snapshots: snapshot.Open(t.Path, r.opts.Snapshots)}
}

// bundles bundles files that are not alone in their folder, by path, unless worker processes do. Of a folder in which anything is wrong
// there is none.
func (r *runner) bundles(targets []Target) map[string]*bundle.Bundle {
	if r.opts.Launch != nil {
		return nil
	}
	folders := map[string][]string{}
	for _, t := range targets {
		dir := filepath.Dir(t.Path)
		folders[dir] = append(folders[dir], t.Path)
	}
	var many [][]string
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if len(folders[dir]) > 1 {
			many = append(many, folders[dir])
		}
	}
	made := make([]map[string]*bundle.Bundle, len(many))
	r.each(len(many), func(i int) { made[i] = bundle.Folder(many[i], r.bundling()) })
	all := map[string]*bundle.Bundle{}
	for _, one := range made {
		maps.Copy(all, one)
	}
	return all
}

func (r *runner) bundling() bundle.Options {
	return bundle.Options{Dir: r.opts.Cwd, Modules: map[string]string{"voxemu/test": kit.APIModule}}
}

// read reads a file, of which the bundle may be there already.
func (r *runner) read(f *file, b *bundle.Bundle) []*diag.Problem {
	if b == nil {
		var problems []*diag.Problem
		if b, problems = bundle.File(f.target.Path, r.bundling()); len(problems) > 0 {
			return problems
		}
	}
	kit.WarmFor(b.Text)
	f.loads = strings.Contains(b.Text, ".load(")
	f.files = b.Files
	var err error
	if f.program, err = r.projects.cache.Compile(jsvm.Source{Name: f.target.Name, Text: b.Text, Map: b.Map}); err != nil {
		return r.problems(f, err)
	}
	if f.vm, err = r.evaluate(f); err != nil {
		return r.problems(f, err)
	}
	f.cases = f.vm.Cases()
	if len(f.cases) == 0 {
		return []*diag.Problem{{Code: diag.CodeTestFile, Exit: diag.ExitFailed, Pos: diag.Pos{File: f.target.Name}, Message: "there is no test in this file", Hint: "write test('what it does', async ({ app }) => { ... })"}}
	}
	return nil
}

// evaluate evaluates a file in a context of its own.
func (r *runner) evaluate(f *file) (*kit.VM, error) {
	o := r.opts
	net, problem := r.net(f)
	if problem != nil {
		return nil, scenarios.Problems{problem}
	}
	return kit.Load(f.program, f.cases, kit.Options{
		Seed: o.Seed, Shuffle: o.Seed != plainSeed, Start: o.Start, Wall: o.Wall, Virtual: o.Virtual, Watchdog: o.Watchdog, NewStore: o.NewStore, Snapshots: f.snapshots, Net: net, Coverage: r.reached(),
		Open: func(paths []string) (*world.Application, error) { return r.projects.of(f.target.Path, paths) },
	})
}

// problems turns what is wrong with a file into problems with code under them.
func (r *runner) problems(f *file, err error) []*diag.Problem {
	if list, ok := errors.AsType[scenarios.Problems](err); ok {
		return list
	}
	e, ok := errors.AsType[*jsvm.Error](err)
	if !ok {
		return []*diag.Problem{{Message: err.Error(), Pos: diag.Pos{File: f.target.Name}, Exit: diag.ExitFailed, Err: err}}
	}
	source := e.Source
	if f.program != nil && source == "" {
		source, _ = f.program.SourceOf(e.Pos().File)
	}
	p := e.Problem(source)
	if e.Class == "Error" {
		p.Message = strings.TrimPrefix(p.Message, "Error: ")
	}
	if p.Pos.File == "" {
		p.Pos.File = filepath.ToSlash(f.target.Name)
	}
	p.Stack = slices.DeleteFunc(p.Stack, func(at diag.Frame) bool {
		return at.Pos.File == p.Pos.File && at.Pos.Line > 1+strings.Count(source, "\n")
	}) // of the bundle
	return []*diag.Problem{p}
}
