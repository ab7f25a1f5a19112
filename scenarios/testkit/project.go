package testkit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
	"voxemu/scenarios/testkit/world"
)

// projects opens what tests run against, each once.
type projects struct {
	opts  Options
	cache *jsvm.Cache
	mu    sync.Mutex
	open  map[string]func() (*world.Application, error)
	used  map[string][]string // what was opened, by test file
}

func newProjects(o Options) *projects {
	return &projects{opts: o, cache: jsvm.NewCache(), open: map[string]func() (*world.Application, error){}, used: map[string][]string{}}
}

// of opens what a test file asks for: paths relative to it, or without paths the project that it belongs to.
func (p *projects) of(file string, paths []string) (*world.Application, error) {
	dir := filepath.Dir(file)
	abs := make([]string, len(paths))
	for i, one := range paths {
		abs[i] = one
		if !filepath.IsAbs(one) {
			abs[i] = filepath.Join(dir, one)
		}
	}
	key := strings.Join(abs, "\x00")
	if len(abs) == 0 {
		key = dir // looked for once
	}
	p.mu.Lock()
	for _, path := range append(abs, own)[:max(len(abs), 1)] {
		if !slices.Contains(p.used[file], path) {
			p.used[file] = append(p.used[file], path)
		}
	}
	open, ok := p.open[key]
	if !ok {
		open = sync.OnceValues(func() (*world.Application, error) {
			if len(abs) == 0 {
				abs = []string{Home(dir)}
			}
			return p.load(abs)
		})
		p.open[key] = open
	}
	p.mu.Unlock()
	return open()
}

// own stands for the project that a test file belongs to, among what it has used.
const own = ""

// openedBy returns what a test file has opened.
func (p *projects) openedBy(file string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	paths := slices.Clone(p.used[file])
	if i := slices.Index(paths, own); i >= 0 {
		paths[i] = Home(filepath.Dir(file))
	}
	return paths
}

func (p *projects) load(paths []string) (*world.Application, error) {
	project, err := scenarios.Load(paths, scenarios.Options{Cwd: p.opts.Cwd, Getenv: p.opts.Getenv, CheckStep: p.opts.CheckStep, CheckSocketStep: p.opts.CheckSocketStep})
	if err != nil {
		return nil, err
	}
	app, err := world.Open(project, assemble.Options{Cache: p.cache, Text: p.text, Count: p.opts.Coverage != nil})
	if err == nil {
		p.opened(app)
	}
	return app, err
}

// text returns the text of a file of a project, to show code of it; "" if it can't be read.
func (p *projects) text(file string) string {
	if !filepath.IsAbs(file) {
		file = filepath.Join(p.opts.Cwd, filepath.FromSlash(file))
	}
	text, _ := os.ReadFile(file) // no code frame without it
	return string(text)
}

// Home is the project that a folder belongs to: the nearest folder upwards that holds voxfiles or a voxemu.yaml, else the folder
// itself.
func Home(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		for _, sign := range []string{"voxfiles", "voxemu.yaml"} {
			if _, err := os.Stat(filepath.Join(at, sign)); err == nil {
				return at
			}
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}
