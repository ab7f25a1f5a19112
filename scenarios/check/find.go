package check

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
)

// stdinPath is the path that stands for stdin.
const stdinPath = "-"

// unit is what is read together: a project or one file.
type unit struct {
	project *scenarios.Inspection
	// alone are scenarios that no project rule names; marked as such if all project rules could be read.
	alone []scenarios.Scenario
	path  string // of a file, absolute
}

// finder finds out what there is to check.
type finder struct {
	*job
	units    []unit
	named    map[string]bool // files, by absolute path
	bound    map[string]bool // files that projects name, by absolute path
	projects map[string]bool // by folder
	problems scenarios.Problems
	findings []finding.Finding
}

func (f *finder) find(paths []string) ([]unit, error) {
	for _, path := range paths {
		f.path(path)
	}
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	units := slices.DeleteFunc(f.units, func(u unit) bool { return u.path != "" && f.bound[u.path] })
	return units, nil
}

// path takes what was named on the command line.
func (f *finder) path(path string) {
	if path == stdinPath {
		f.file(f.abs(f.StdinName))
		return
	}
	abs := f.abs(path)
	info, err := f.files.Stat(abs)
	switch {
	case err != nil:
		f.problems = append(f.problems, scenarios.Unreadable(abs, err, f.loading()))
	case info.IsDir():
		f.folder(abs, path)
	default:
		f.file(abs)
	}
}

func (f *finder) file(abs string) {
	if !f.named[abs] {
		f.named[abs] = true
		f.units = append(f.units, unit{path: abs})
	}
}

// folder takes a folder that was named: a project, or else all scenarios and projects below it.
func (f *finder) folder(abs, named string) {
	units, findings := len(f.units), len(f.findings)
	if f.project(abs, f.loading()) {
		return
	}
	f.search(&search{}, abs)
	if len(f.units) == units && len(f.findings) == findings {
		f.problems = append(f.problems, &diag.Problem{
			Code: diag.CodeNothing, Pos: diag.Pos{File: filepath.ToSlash(filepath.Clean(named))}, Message: "no scenarios in this folder, or below it",
			Hint: "a scenario is *.voxengine.js, *.voxengine.ts, or a script that uses the VoxEngine API; name a file to check it whatever it is",
		})
	}
}

// project takes a folder if it is a project; ok says so.
func (f *finder) project(dir string, opt scenarios.Options) (ok bool) {
	p, ok := scenarios.Inspect(dir, opt)
	if !ok {
		return false
	}
	if f.projects[p.Dir] {
		return true
	}
	f.projects[p.Dir] = true
	u := unit{project: &p, alone: p.Unbound}
	for _, a := range p.Applications {
		for _, r := range a.Rules {
			for _, s := range r.Scenarios {
				f.bound[f.abs(s.File)] = true
			}
		}
	}
	for _, s := range p.Unbound {
		f.bound[f.abs(s.File)] = true
	}
	at := len(f.units)
	f.units = append(f.units, u)
	if p.Closed {
		return true
	}
	s := &search{}
	if len(p.Applications) > 0 && !p.Implied {
		s.project = &u
	}
	f.search(s, p.Dir)
	f.units[at] = u
	return true
}

// search is a search for scenarios below a folder.
type search struct {
	// project has project rules that name its scenarios: only files that are marked as scenarios are looked for beside them, and it takes
	// those. It is nil if each file is for itself.
	project *unit
	// built are found in folders where bundlers write: they count if there is nothing else.
	built []string
	found bool
}

// search takes all scenarios below a folder, and projects. Tests, declarations, hidden folders, installed packages, and links to folders
// are left out.
func (f *finder) search(s *search, dir string) {
	f.inside(s, dir, false)
	if !s.found {
		for _, path := range s.built {
			f.take(s, path)
		}
	}
}

func (f *finder) inside(s *search, dir string, built bool) {
	entries, err := f.files.ReadDir(dir)
	if err != nil {
		f.tell(scenarios.Unreadable(dir, err, f.loading()))
		return
	}
	scripts := map[scenarios.Likely][]string{}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		likely := scenarios.LooksLikeScenario(e.Name())
		if s.project != nil && likely == scenarios.Maybe {
			likely = scenarios.Never
		}
		switch {
		case leftOut(e.Name()), f.policies.of(dir).excluded(path):
		case e.IsDir():
			f.below(s, path, built)
		case e.Type()&fs.ModeSymlink != 0 && !f.leads(path, likely):
		case likely != scenarios.Never && (e.Type().IsRegular() || e.Type()&fs.ModeSymlink != 0):
			scripts[likely] = append(scripts[likely], path)
		}
	}
	list := scripts[scenarios.Marked]
	if len(list) == 0 {
		list = slices.DeleteFunc(scripts[scenarios.Maybe], func(path string) bool { return !f.usesAPI(path) })
	}
	for _, path := range list {
		if built {
			s.built = append(s.built, path)
			continue
		}
		f.take(s, path)
	}
}

// leftOut reports whether a file or folder is never looked into: what is hidden, and installed packages.
func leftOut(name string) bool {
	return strings.HasPrefix(name, ".") || name == "node_modules" || name == "bower_components"
}

// below goes on in a folder inside another.
func (f *finder) below(s *search, dir string, built bool) {
	opt := f.loading()
	opt.Getenv = nil // VOX_CI_ROOT_PATH is about the folder that was named
	if f.project(dir, opt) {
		s.found = true
		return
	}
	name := filepath.Base(dir)
	f.inside(s, dir, built || name == "dist" || name == "build")
}

// take adds a scenario that was found.
func (f *finder) take(s *search, path string) {
	s.found = true
	if f.bound[path] {
		return
	}
	if s.project == nil {
		f.file(path)
		return
	}
	scenario, problems := scenarios.ReadScenario(path, f.loading())
	f.tell(problems...)
	if scenario != nil {
		f.bound[path] = true
		s.project.alone = append(s.project.alone, *scenario)
	}
}

// leads reports whether a link leads to a file. If it leads to a folder, or nowhere though it is called like a scenario, that is told.
func (f *finder) leads(path string, likely scenarios.Likely) bool {
	info, err := f.files.Stat(path)
	switch {
	case err != nil && likely != scenarios.Never:
		f.tell(scenarios.Unreadable(path, err, f.loading()))
	case err != nil:
	case info.IsDir():
		p := scenarios.Unreadable(path, errFollow, f.loading())
		p.Severity, p.Hint = diag.Note, "name it to check what it leads to: voxemu check "+p.Pos.File
		f.tell(p)
	default:
		return info.Mode().IsRegular()
	}
	return false
}

// errFollow is why nobody looks behind a link to a folder: it may lead back.
var errFollow = errors.New("a link to a folder is not followed")

// tell makes findings of problems.
func (f *finder) tell(problems ...*diag.Problem) {
	for _, p := range problems {
		f.findings = append(f.findings, f.rules.problem(p))
	}
}

// isModule reports whether a script is a module, which is bundled before it is a scenario.
func isModule(data []byte) bool {
	return (bytes.Contains(data, []byte("import")) || bytes.Contains(data, []byte("export"))) && moduleWords.Match(data)
}

// apiWords tell a scenario from other scripts; moduleWords tell modules.
var (
	apiWords    = regexp.MustCompile(`\b(VoxEngine|AppEvents|CallEvents)\b|\brequire\s*\(\s*Modules\b`)
	moduleWords = regexp.MustCompile(`(?m)^(import\b\s*[^(\s.]|export\b)`)
)

// usesAPI reports whether a script that is not marked as a scenario is likely to be one.
func (f *finder) usesAPI(path string) bool {
	info, err := f.files.Stat(path)
	if err != nil || info.Size() > scenarios.MaxFileBytes {
		return err != nil
	}
	data, err := f.files.ReadFile(path)
	if err != nil {
		return true // it is told of when it is read
	}
	return apiWords.Match(data) && !bytes.Contains(data, []byte{0}) && !isModule(data)
}
