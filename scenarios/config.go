package scenarios

import (
	"fmt"
	"path/filepath"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/schema"
)

// configNames returns the names under which a folder may hold its configuration, the first that exists serves.
func configNames() []string { return []string{"voxemu.yaml", "voxemu.yml"} }

// config is a voxemu.yaml that fits its schema.
type config struct {
	src         *source
	application *node // nil when it names none
	rules       []ruleConfig
	users       []*node
	numbers     *node
	secrets     *node
	far         *node
	root        *node
	limits      *node
	check       *node
}

// ruleConfig is what a file says about a rule; what it does not say is nil.
type ruleConfig struct {
	name, pattern, exclude, video *node
	scenarios                     []*node
}

// config reads the configuration in a folder; nil when it has none, or after a problem.
func (l *loader) config(dir string) *config {
	for _, name := range configNames() {
		if path := filepath.Join(dir, name); l.exists(path) {
			src, problem := l.file(path)
			if problem != nil {
				l.fail(problem)
				return nil
			}
			cfg, problems := readConfig(src)
			l.fail(problems...)
			return cfg
		}
	}
	return nil
}

// readConfig reads a voxemu.yaml. An empty one says nothing.
func readConfig(src *source) (*config, Problems) {
	root, problems := yamlConfig(src, schema.Voxemu)
	if len(problems) > 0 {
		return nil, problems
	}
	cfg := &config{
		src: src, application: root.get("application"), users: root.get("users").list(), numbers: root.get("numbers"),
		secrets: root.get("secrets"), far: root.get("far"), root: root, limits: root.get("limits"),
		check: root.get("check"),
	}
	for _, r := range root.get("rules").list() {
		cfg.rules = append(cfg.rules, ruleConfig{
			name: r.get("name"), pattern: r.get("pattern"), exclude: r.get("exclude"), video: r.get("videoConference"),
			scenarios: r.get("scenarios").list(),
		})
	}
	return cfg, nil
}

// maxConfigBytes bounds a YAML file. The parser takes time and stack by nesting, and no one writes so much by hand.
const maxConfigBytes = 128 << 10

// yamlConfig reads a YAML file and applies its schema. An empty file is an empty mapping.
func yamlConfig(src *source, schemaName string) (*node, Problems) {
	src.text = string(withoutBOM([]byte(src.text)))
	if len(src.text) > maxConfigBytes {
		return nil, Problems{in(src.file, diag.CodeConfig, "make it smaller", "the file has %d bytes, at most %d are read", len(src.text), maxConfigBytes)}
	}
	root, problem := parseYAML(src)
	if problem != nil {
		return nil, Problems{problem}
	}
	if root.kind == kindNull {
		root.kind = kindMap
	}
	return root, validate(schemaName, src, root)
}

// rule makes a rule and checks its name and patterns.
func (l *loader) rule(app *Application, src *source, rc ruleConfig) Rule {
	r := Rule{Name: rc.name.text, Pos: src.of(rc.name), PatternPos: src.of(rc.name), Source: src.text}
	if rc.pattern != nil {
		r.PatternPos = src.of(rc.pattern)
	}
	if other, ok := app.Find(r.Name); ok {
		l.fail(src.problem(diag.CodeConfig, r.Pos, "give one of them another name", "two rules are called %q, the other in line %d", r.Name, other.Pos.Line))
	}
	l.refine(&r, src, rc)
	if r.Pattern == "" {
		r.pattern, _ = compilePattern(defaultPattern)
	}
	return r
}

// refine sets of a rule what the file says about it.
func (l *loader) refine(r *Rule, src *source, rc ruleConfig) {
	if rc.pattern.str() != "" {
		r.Pattern = rc.pattern.text
		r.pattern = l.compiled(src, rc.pattern)
	}
	if rc.exclude.str() != "" {
		r.Exclude = rc.exclude.text
		r.exclude = l.compiled(src, rc.exclude)
	}
	r.VideoConference = rc.video.yes(r.VideoConference)
}

// extend adds to the rules of the vendor's files what those have no place for.
func (l *loader) extend(app *Application, cfg *config) {
	names := make([]string, len(app.Rules))
	for i := range app.Rules {
		names[i] = app.Rules[i].Name
	}
	seen := map[string]bool{}
	for _, rc := range cfg.rules {
		pos := cfg.src.of(rc.name)
		rule, ok := app.Find(rc.name.text)
		switch {
		case !ok:
			l.fail(cfg.src.problem(diag.CodeUnknownName, pos, didYouMean(rc.name.text, names), "rules.config.json has no rule %q", rc.name.text))
		case seen[rc.name.text]:
			l.fail(cfg.src.problem(diag.CodeConfig, pos, "write what belongs to it together", "the rule %q stands here twice", rc.name.text))
		case rc.pattern != nil || rc.scenarios != nil:
			l.fail(cfg.src.problem(diag.CodeConfig, pos, "write pattern and scenarios there; here stand exclude and videoConference",
				"the rule %q is defined in rules.config.json", rc.name.text))
		default:
			l.refine(rule, cfg.src, rc)
		}
		seen[rc.name.text] = true
	}
}

// apply adds what the file says apart from rules and secrets.
func (l *loader) apply(app *Application, cfg *config) {
	if cfg.limits != nil {
		app.Limits = Limits(cfg.limits.text)
	}
	l.users(app, cfg)
	l.numbers(app, cfg)
	far, problems := farEnds(cfg.src, cfg.far, l.opt.CheckStep)
	l.fail(problems...)
	app.Far = far
	app.WebSockets, problems = farEnds(cfg.src, cfg.root.get("webSockets"), l.opt.CheckSocketStep)
	l.fail(problems...)
	app.Files, problems = l.audioFiles(cfg.src, cfg.root.get("files"))
	l.fail(problems...)
	app.Centre, problems = readCentre(cfg.src, cfg.root, l.opt.CheckStep)
	l.fail(problems...)
	app.Servers, problems = readServers(cfg.src, cfg.root)
	l.fail(problems...)
}

func (l *loader) users(app *Application, cfg *config) {
	seen := map[string]bool{}
	for _, n := range cfg.users {
		name := n
		if n.kind == kindMap {
			name = n.get("name")
		}
		u := User{Name: name.text, DisplayName: n.get("displayName").str(), Online: n.get("online").yes(true), Pos: cfg.src.of(n)}
		if u.DisplayName == "" {
			u.DisplayName = u.Name
		}
		if seen[u.Name] {
			l.fail(cfg.src.problem(diag.CodeConfig, cfg.src.of(name), "remove one of the two", "the user %q stands here twice", u.Name))
		}
		seen[u.Name] = true
		var problems Problems
		u.Steps, problems = steps(cfg.src, n.get("steps"), l.opt.CheckStep)
		l.fail(problems...)
		app.Users = append(app.Users, u)
	}
}

func (l *loader) numbers(app *Application, cfg *config) {
	if cfg.numbers == nil {
		return
	}
	rules := make([]string, len(app.Rules))
	for i := range app.Rules {
		rules[i] = app.Rules[i].Name
	}
	seen := map[string]bool{}
	for _, f := range cfg.numbers.fields {
		n := Number{Number: strings.TrimPrefix(f.key, "+"), Kind: NumberRented, Pos: cfg.src.key(f)}
		if kind := f.value.get("kind"); kind != nil {
			n.Kind = NumberKind(kind.text)
		}
		fail := func(pos diag.Pos, hint, format string, args ...any) {
			l.fail(cfg.src.problem(diag.CodeConfig, pos, hint, format, args...))
		}
		if seen[n.Number] {
			fail(n.Pos, "remove one of the two", "the number %s stands here twice", n.Number)
		}
		seen[n.Number] = true
		if rule := f.value.get("rule"); rule != nil {
			n.Rule = rule.text
			pos := cfg.src.of(rule)
			if _, ok := app.Find(n.Rule); !ok {
				fail(pos, didYouMean(n.Rule, rules), "application %q has no rule %q", app.ShortName, n.Rule)
			} else if n.Kind == NumberVerified {
				fail(pos, fmt.Sprintf("remove the rule, or make the number kind: %s", NumberRented), "a verified number takes no calls")
			}
		}
		app.Numbers = append(app.Numbers, n)
	}
}
