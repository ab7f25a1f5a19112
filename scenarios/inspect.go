package scenarios

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
)

// Inspection is a project folder as a checker wants it: all that can be read, and all that is wrong with it.
type Inspection struct {
	// Dir is the absolute path of the project folder.
	Dir string
	// Applications are all of the project, by the names of their folders.
	Applications []*Application
	// RulesRead says that the rules of all applications could be read; if not, nobody knows which scenarios they name.
	RulesRead bool
	// Implied says that no rules are written down: the only scenario of the folder is the project, and others are none of its business.
	Implied bool
	// Closed says that scenarios lie nowhere else in the folder, as in the vendor's layout.
	Closed bool
	// Unbound are the scenarios of the vendor's layout that no rule names, by name.
	Unbound []Scenario
	// Problems are what is wrong, in the order in which it was found: first what [Load] refuses, then its warnings.
	Problems Problems
}

// Inspect reads a project folder: the vendor's layout with all its applications, or the rules of a voxemu.yaml. What is wrong with
// one file does not stand in the way of the others. Secrets are left out. ok is false if the folder is neither.
func Inspect(dir string, opt Options) (found Inspection, ok bool) {
	l, err := newLoader(opt)
	if err != nil {
		return Inspection{}, false
	}
	l.checking = true
	dir = l.abs(dir)
	found = Inspection{Dir: dir, RulesRead: true}
	root, project, ci := l.ciRoot(dir)
	switch {
	case ci && l.inhabited(root):
		found.Dir, found.Closed = project, true
		l.inspectCI(&found, root, project)
	case slices.ContainsFunc(configNames(), func(name string) bool { return l.exists(filepath.Join(dir, name)) }):
		l.inspectOwn(&found, dir)
	default:
		return Inspection{}, false
	}
	found.Problems = append(l.problems, l.warnings...)
	return found, true
}

// inhabited tells the vendor's layout from a folder that has applications of another kind.
func (l *loader) inhabited(root string) bool {
	if l.exists(filepath.Join(root, "scenarios")) {
		return true
	}
	return slices.ContainsFunc(l.names(filepath.Join(root, "applications")), func(name string) bool {
		return l.exists(filepath.Join(root, "applications", name, "rules.config.json"))
	})
}

// inspectCI reads all applications of the vendor's layout.
func (l *loader) inspectCI(found *Inspection, root, project string) {
	extra := l.config(project)
	apps := l.ciApplications(filepath.Join(root, "applications"))
	if extra != nil && extra.application != nil && len(apps) > 0 {
		want := extra.application.text
		if !slices.ContainsFunc(apps, func(a ciApp) bool { return a.called(want) }) {
			l.fail(noApplication(want, extra.src.of(extra.application), apps))
		}
	}
	files := l.ciScenarios(root)
	for _, app := range apps {
		l.fail(app.problems...)
		a := newApplication(app.name)
		path := filepath.Join(app.dir, "rules.config.json")
		l.ciRules(a, path, files)
		found.RulesRead = found.RulesRead && len(a.Rules) > 0
		cfg := extra
		if cfg != nil && cfg.application != nil && !app.called(cfg.application.text) {
			cfg = nil
		}
		if own := l.config(app.dir); own != nil {
			cfg = own
		}
		if cfg != nil && len(a.Rules) > 0 {
			l.extend(a, cfg)
			l.apply(a, cfg)
		}
		found.add(l, a)
	}
	bound := map[string]bool{}
	for _, a := range found.Applications {
		for _, r := range a.Rules {
			for _, s := range r.Scenarios {
				bound[s.File] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if s := l.scenario(files[name]); s != nil && !bound[s.File] {
			found.Unbound = append(found.Unbound, *s)
		}
	}
}

// inspectOwn reads a project that its voxemu.yaml describes. Without rules in it the only scenario of the folder is the project, as
// for a run; if there are several, or none, it has no application.
func (l *loader) inspectOwn(found *Inspection, dir string) {
	cfg := l.config(dir)
	if cfg == nil {
		found.RulesRead = false
		return
	}
	name := DefaultName
	if cfg.application != nil {
		name = cfg.application.text
	}
	a := newApplication(name)
	switch {
	case len(cfg.rules) > 0:
		l.ownRules(a, cfg, dir)
	case len(l.candidates(dir)) == 1:
		l.onlyScenario(a, dir)
		found.Implied = true
		for i := range a.Rules {
			a.Rules[i].Pos.File = cfg.src.file
		}
	default:
		// What the file says about an application without rules can't be told right from wrong.
		return
	}
	l.apply(a, cfg)
	found.add(l, a)
}

func (i *Inspection) add(l *loader, a *Application) {
	for _, r := range a.Rules {
		l.twins(r)
	}
	i.Applications = append(i.Applications, a)
}

// ReadScenario reads one scenario file, however long it is up to [MaxFileBytes]. The scenario is nil if it can't be read; the
// problems are why, or warnings.
func ReadScenario(path string, opt Options) (*Scenario, Problems) {
	l, err := newLoader(opt)
	if err != nil {
		return nil, Problems{in(path, diag.CodePath, "", "%v", err)}
	}
	l.checking = true
	s := l.scenario(l.abs(path))
	return s, append(l.problems, l.warnings...)
}

// Unreadable says that a path can't be read, and what its neighbours are called when it does not exist.
func Unreadable(path string, err error, opt Options) *diag.Problem {
	l, bad := newLoader(opt)
	if bad != nil {
		return in(path, diag.CodePath, "", "%v", err)
	}
	return l.unreadable(l.abs(path), err)
}

// MaxFileBytes is how large a scenario's file may be to be looked at.
const MaxFileBytes = 10 << 20

// tooLarge refuses a file that nobody can have meant to be a scenario.
func (l *loader) tooLarge(abs, shown string) *diag.Problem {
	info, err := l.opt.Files.Stat(abs)
	if err != nil || info.Size() <= MaxFileBytes {
		return nil
	}
	return in(shown, diag.CodeSource, fmt.Sprintf("the cloud takes %d characters: leave the file out, or split it", MaxSourceChars),
		"the file has %.1f MB, more than the %d MB that are read", float64(info.Size())/(1<<20), MaxFileBytes>>20)
}

// notText refuses a file that holds bytes which no text has, near its beginning.
func notText(src *source) *diag.Problem {
	const beginning = 8 << 10
	if i := strings.IndexByte(src.text[:min(len(src.text), beginning)], 0); i >= 0 {
		return in(src.file, diag.CodeSource, "leave it out: a scenario is a text", "a binary file: byte 0x00 at offset %d", i)
	}
	return nil
}
