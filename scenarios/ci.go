package scenarios

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/schema"
)

// ciRootVariable names the root of the vendor's layout (behaviour page, section 9.5).
const ciRootVariable = "VOX_CI_ROOT_PATH"

// ciRoot finds the vendor's layout: dir itself, what VOX_CI_ROOT_PATH names from dir, or dir/voxfiles. The project is
// the folder around a voxfiles, so that the same project is found whichever of the two is named.
func (l *loader) ciRoot(dir string) (root, project string, ok bool) {
	if l.isCI(dir) {
		if filepath.Base(dir) == "voxfiles" {
			return dir, filepath.Dir(dir), true
		}
		return dir, dir, true
	}
	named := l.opt.Getenv(ciRootVariable)
	if named == "" {
		if env, problem := l.envFile(filepath.Join(dir, ".env")); problem == nil {
			named = env[ciRootVariable]
		}
	}
	for _, candidate := range []string{named, "voxfiles"} {
		if candidate == "" {
			continue
		}
		if !filepath.IsAbs(candidate) {
			candidate = filepath.Join(dir, candidate)
		}
		if l.isCI(candidate) {
			return candidate, dir, true
		}
	}
	return "", "", false
}

func (l *loader) isCI(dir string) bool {
	info, err := l.opt.Files.Stat(filepath.Join(dir, "applications"))
	return err == nil && info.IsDir()
}

// ciProject loads one application of the vendor's layout.
func (l *loader) ciProject(root, project string) *Project {
	extra := l.config(project)
	if len(l.problems) > 0 {
		return nil
	}
	app := l.ciPick(root, extra)
	if app == nil {
		return nil
	}
	// What the project's voxemu.yaml says is about the application that it names, or about whichever is run.
	if extra != nil && extra.application != nil && !app.called(extra.application.text) {
		extra = nil
	}
	// An application's own file is nearer than the project's.
	if own := l.config(app.dir); own != nil {
		extra = own
	}
	p := &Project{Dir: project, Application: newApplication(app.name)}
	l.ciRules(p.Application, filepath.Join(app.dir, "rules.config.json"), l.ciScenarios(root))
	if extra != nil && len(l.problems) == 0 {
		l.extend(p.Application, extra)
		l.apply(p.Application, extra)
	}
	l.secrets(p.Application, extra, project)
	if len(l.problems) == 0 {
		l.finish(p)
	}
	return p
}

// ciApp is one application of the vendor's layout.
type ciApp struct {
	dir, name string
	problems  Problems
}

// called reports whether a person may call the application so.
func (a ciApp) called(name string) bool {
	short, _, _ := strings.Cut(a.name, ".")
	return name == a.name || name == short || name == filepath.Base(a.dir)
}

// ciPick picks the application that --app or the project's voxemu.yaml names, or the only one.
func (l *loader) ciPick(root string, extra *config) *ciApp {
	dir := filepath.Join(root, "applications")
	apps := l.ciApplications(dir)
	if len(apps) == 0 {
		return nil
	}
	want := l.opt.App
	where := diag.Pos{File: l.show(dir)}
	if want == "" && extra != nil && extra.application != nil {
		want = extra.application.text
		where = extra.src.of(extra.application)
	}
	fits := apps
	if want != "" {
		fits = slices.DeleteFunc(slices.Clone(apps), func(a ciApp) bool { return !a.called(want) })
	}
	switch {
	case len(fits) == 0:
		l.fail(noApplication(want, where, apps))
		return nil
	case len(fits) > 1:
		l.fail(in(l.show(dir), diag.CodeNothing, "pick one with --app NAME", "several applications: %s", strings.Join(appNames(apps), ", ")))
		return nil
	}
	l.fail(fits[0].problems...)
	return &fits[0]
}

// ciApplications finds the applications in a folder; it is a problem if there are none.
func (l *loader) ciApplications(dir string) []ciApp {
	var apps []ciApp
	for _, name := range l.names(dir) {
		sub := filepath.Join(dir, name)
		if info, err := l.opt.Files.Stat(sub); err == nil && info.IsDir() && !strings.HasPrefix(name, ".") {
			apps = append(apps, l.ciApplication(sub))
		}
	}
	if len(apps) == 0 {
		l.fail(in(l.show(dir), diag.CodeNothing, "add a folder for it with rules.config.json in it", "no application in this folder"))
	}
	return apps
}

func appNames(apps []ciApp) []string {
	names := make([]string, len(apps))
	for i, a := range apps {
		names[i] = a.name
	}
	return names
}

// noApplication says that none of the applications is called so.
func noApplication(want string, where diag.Pos, apps []ciApp) *diag.Problem {
	hint := didYouMean(want, appNames(apps))
	shorts := make([]string, len(apps))
	for i, a := range apps {
		shorts[i] = newApplication(a.name).ShortName
	}
	if like := diag.Suggest(want, shorts); like != "" {
		hint = fmt.Sprintf("did you mean %q?", like)
	}
	return &diag.Problem{Code: diag.CodeUnknownName, Pos: where, Hint: hint, Message: fmt.Sprintf("the project has no application %q", want)}
}

// ciApplication reads application.config.json; without one the folder's name is the application's.
func (l *loader) ciApplication(dir string) ciApp {
	app := ciApp{dir: dir, name: filepath.Base(dir)}
	path := filepath.Join(dir, "application.config.json")
	if !l.exists(path) {
		return app
	}
	src, root, problems := l.jsonConfig(path, schema.Application)
	app.problems = problems
	if len(problems) == 0 {
		app.name = root.get("applicationName").text
		l.warn(unlikelyKeys(src, root, []string{"applicationName"})...)
	}
	return app
}

// jsonConfig reads a JSON file and applies its schema.
func (l *loader) jsonConfig(path, schemaName string) (*source, *node, Problems) {
	src, problem := l.file(path)
	if problem != nil {
		return nil, nil, Problems{problem}
	}
	src.text = string(withoutBOM([]byte(src.text)))
	root, problem := parseJSON(src)
	if problem != nil {
		return nil, nil, Problems{problem}
	}
	return src, root, validate(schemaName, src, root)
}

// ciRules reads rules.config.json: platform order, first match wins (behaviour page, section 9.5).
func (l *loader) ciRules(app *Application, path string, files map[string]string) {
	src, root, problems := l.jsonConfig(path, schema.Rules)
	if len(problems) > 0 {
		l.fail(problems...)
		return
	}
	if len(root.items) == 0 {
		l.fail(src.problem(diag.CodeNothing, src.of(root), "add a rule to it", "the application %q has no rules", app.ShortName))
	}
	for _, item := range root.items {
		l.warn(unlikelyKeys(src, item, []string{"ruleName", "rulePattern", "scenarios"})...)
		name := item.get("ruleName")
		rule := l.rule(app, src, ruleConfig{name: name, pattern: item.get("rulePattern")})
		list := item.get("scenarios").list()
		if len(list) == 0 {
			l.warn(src.problem(diag.CodeConfig, rule.Pos, "bind a scenario to it", "the rule %q has no scenarios: a call that it takes meets nobody", rule.Name))
		}
		for _, s := range list {
			l.ciBind(&rule, src, s, files)
		}
		app.Rules = append(app.Rules, rule)
	}
}

// ciBind adds the scenario that a rule names.
func (l *loader) ciBind(rule *Rule, src *source, name *node, files map[string]string) {
	found, ok := files[name.text]
	if !ok {
		l.noScenario(rule, name.text, src.problem(diag.CodeUnknownName, src.of(name), didYouMean(name.text, slices.Sorted(maps.Keys(files))),
			"the rule %q names a scenario that does not exist: %q", rule.Name, name.text))
		return
	}
	l.bind(rule, name.text, found)
}

// ciScenarios finds the files of the layout's scenarios, by name; all applications share them. A source in src serves before a
// build output in dist, and .ts before .js, as the vendor's tool has it (behaviour page, section 9.5).
func (l *loader) ciScenarios(root string) map[string]string {
	src, dist := filepath.Join(root, "scenarios", "src"), filepath.Join(root, "scenarios", "dist")
	found := map[string]string{}
	for _, in := range []struct{ dir, suffix string }{{dist, jsSuffix}, {src, jsSuffix}, {src, tsSuffix}} {
		for _, file := range l.names(in.dir) {
			if name, ok := strings.CutSuffix(file, in.suffix); ok && name != "" {
				found[name] = filepath.Join(in.dir, file)
			}
		}
	}
	return found
}
