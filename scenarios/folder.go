package scenarios

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"voxemu/runtime/diag"
)

// folder loads a project folder: in the vendor's layout if it has one, else by its voxemu.yaml, else the only scenario
// that lies in it.
func (l *loader) folder(dir string) *Project {
	if root, project, ok := l.ciRoot(dir); ok {
		return l.ciProject(root, project)
	}
	p := &Project{Dir: dir}
	cfg := l.config(dir)
	if len(l.problems) > 0 {
		return nil
	}
	if p.Application = l.named(cfg); p.Application == nil {
		return nil
	}
	if cfg != nil && len(cfg.rules) > 0 {
		l.ownRules(p.Application, cfg, dir)
	} else {
		l.onlyScenario(p.Application, dir)
	}
	if cfg != nil {
		l.apply(p.Application, cfg)
	}
	l.secrets(p.Application, cfg, dir)
	if len(l.problems) == 0 {
		l.finish(p)
	}
	return p
}

// named makes the application of a folder outside the vendor's layout.
func (l *loader) named(cfg *config) *Application {
	name := DefaultName
	switch {
	case cfg != nil && cfg.application != nil:
		name = cfg.application.text
		if a := newApplication(name); l.opt.App != "" && l.opt.App != a.Name && l.opt.App != a.ShortName {
			l.fail(in(cfg.src.file, diag.CodeUnknownName, fmt.Sprintf("it is called %q", a.ShortName), "the project has no application %q", l.opt.App))
			return nil
		}
	case l.opt.App != "":
		name = l.opt.App
	}
	return newApplication(name)
}

// ownRules takes the rules of voxemu.yaml. Their files lie relative to it.
func (l *loader) ownRules(app *Application, cfg *config, dir string) {
	for _, rc := range cfg.rules {
		rule := l.rule(app, cfg.src, rc)
		if rc.scenarios == nil {
			l.fail(cfg.src.problem(diag.CodeConfig, rule.Pos, "list its files: scenarios: [ivr.voxengine.js]", "the rule %q has no scenarios", rule.Name))
			continue
		}
		for _, item := range rc.scenarios {
			path := filepath.Join(dir, filepath.FromSlash(item.text))
			if filepath.IsAbs(item.text) {
				path = filepath.Clean(item.text)
			}
			if !l.exists(path) {
				l.noScenario(&rule, item.text, cfg.src.problem(diag.CodeUnknownName, cfg.src.of(item), l.fileHint(dir, item.text),
					"the rule %q names a file that does not exist: %s", rule.Name, item.text))
				continue
			}
			l.bind(&rule, item.text, path)
		}
		app.Rules = append(app.Rules, rule)
	}
}

// fileHint offers the file whose name, or whose scenario's name, is like what was written.
func (l *loader) fileHint(dir, written string) string {
	dir = filepath.Join(dir, filepath.FromSlash(filepath.Dir(written)))
	files := l.names(dir)
	base := filepath.Base(written)
	for _, f := range files {
		if scenarioName(f) == base {
			return fmt.Sprintf("did you mean %q?", f)
		}
	}
	if f := diag.Suggest(base, files); f != "" {
		return fmt.Sprintf("did you mean %q?", f)
	}
	return "paths start from the folder of " + configNames()[0]
}

// testFile tells tests by their names.
var testFile = regexp.MustCompile(`\.(test|spec)\.[jt]s$`)

// Likely says how likely a file is a scenario, by its name.
type Likely uint8

// How likely a file is a scenario.
const (
	Never  Likely = iota // no script, a test, or declarations
	Maybe                // any script
	Marked               // *.voxengine.js or *.voxengine.ts; it hides other scripts of its folder, which may be anything
)

// LooksLikeScenario says how likely a file of this name is a scenario.
func LooksLikeScenario(name string) Likely {
	switch {
	case testFile.MatchString(name), strings.HasSuffix(name, ".d.ts"):
		return Never
	case strings.HasSuffix(name, jsSuffix), strings.HasSuffix(name, tsSuffix):
		return Marked
	case strings.HasSuffix(name, ".js"), strings.HasSuffix(name, ".ts"):
		return Maybe
	}
	return Never
}

// candidates returns the names of the files in a folder that may be scenarios.
func (l *loader) candidates(dir string) []string {
	found := map[Likely][]string{}
	for _, name := range l.names(dir) {
		likely := LooksLikeScenario(name)
		found[likely] = append(found[likely], name)
	}
	if len(found[Marked]) > 0 {
		return found[Marked]
	}
	return found[Maybe]
}

// onlyScenario takes the one scenario of a folder.
func (l *loader) onlyScenario(app *Application, dir string) {
	found := l.candidates(dir)
	switch len(found) {
	case 0:
		hint := "it needs *" + jsSuffix + " or *" + tsSuffix + " files, a voxemu.yaml, or the voxengine-ci layout (applications/ and scenarios/)"
		if root := l.opt.Getenv(ciRootVariable); root != "" {
			hint = fmt.Sprintf("%s is set to %q, which holds no applications/ either", ciRootVariable, root)
		}
		l.fail(in(l.show(dir), diag.CodeNothing, hint, "no scenarios in this folder"))
	case 1:
		rule := Rule{Name: DefaultName}
		if s := l.scenario(filepath.Join(dir, found[0])); s != nil {
			rule.Scenarios = []Scenario{*s}
		}
		app.Rules = []Rule{rule}
	default:
		l.fail(in(l.show(dir), diag.CodeNothing, "name the files of one rule in order, or add a voxemu.yaml that lists the rules",
			"several scenarios in this folder: %s", strings.Join(found, ", ")))
	}
}
