package scenarios

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
)

// Options say how to load. The zero value loads from the operating system's files and the current folder.
type Options struct {
	// Rule is the name of the rule to run instead of routing; only its scenarios are read then.
	Rule string
	// App picks an application by full or short name; for bare files and unnamed applications it is the name.
	App string
	// EnvFile replaces the file .env beside the project. Unlike that one it has to exist.
	EnvFile string
	// Secrets win over those of files.
	Secrets map[string]string
	// CheckStep checks the steps of far ends and users; nil accepts them all.
	CheckStep StepParser
	// CheckSocketStep checks those of the far ends of WebSockets; nil accepts them all.
	CheckSocketStep StepParser
	// Cwd is the folder that relative paths start from; "" stands for the process's current one.
	Cwd string
	// Getenv reads the environment, for VOX_CI_ROOT_PATH; nil stands for an empty one.
	Getenv func(string) string
	// Files is where files are read; nil stands for the operating system's.
	Files Files
}

// Files reads files and folders by absolute path. Errors for what does not exist wrap fs.ErrNotExist; ReadDir sorts by name.
type Files interface {
	ReadFile(name string) ([]byte, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Stat(name string) (fs.FileInfo, error)
}

// osFiles are the operating system's files.
type osFiles struct{}

var _ Files = osFiles{}

func (osFiles) ReadFile(name string) ([]byte, error)       { return os.ReadFile(name) }
func (osFiles) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (osFiles) Stat(name string) (fs.FileInfo, error)      { return os.Stat(name) }

// SystemFiles returns the operating system's files.
func SystemFiles() Files { return osFiles{} }

// Load reads what paths name: the scenario files of one rule in order, or one project folder. What is wrong with the
// input comes back as [Problems].
func Load(paths []string, opt Options) (*Project, error) {
	l, err := newLoader(opt)
	if err != nil {
		return nil, err
	}
	p := l.load(paths)
	if len(l.problems) > 0 {
		return nil, l.problems
	}
	p.Warnings = l.warnings
	return p, nil
}

// loader gathers what is loaded and what is wrong with it.
type loader struct {
	opt      Options
	problems Problems
	warnings []*diag.Problem
	read     map[string]*Scenario // by absolute path; nil for what could not be read
	// checking says that scenarios over the cloud's limits are read as well: a rule of the checker tells about those.
	checking bool
}

func newLoader(opt Options) (*loader, error) {
	if opt.Files == nil {
		opt.Files = osFiles{}
	}
	if opt.Getenv == nil {
		opt.Getenv = func(string) string { return "" }
	}
	cwd, err := filepath.Abs(opt.Cwd)
	if err != nil {
		return nil, Problems{in(opt.Cwd, diag.CodePath, "", "no current folder: %v", err)}
	}
	opt.Cwd = cwd
	return &loader{opt: opt, read: map[string]*Scenario{}}, nil
}

// fail keeps problems. What it is given may be nil.
func (l *loader) fail(problems ...*diag.Problem) {
	for _, p := range problems {
		if p != nil {
			l.problems = append(l.problems, p)
		}
	}
}

// warn keeps what does not stand in the way.
func (l *loader) warn(problems ...*diag.Problem) {
	for _, p := range problems {
		p.Severity = diag.Warning
		l.warnings = append(l.warnings, p)
	}
}

// load returns nil or something incomplete when it has kept a problem.
func (l *loader) load(paths []string) *Project {
	if len(paths) == 0 {
		l.fail(in("", diag.CodePath, "name scenario files in order, or a project folder", "nothing to run"))
		return nil
	}
	var folders []string
	for _, path := range paths {
		abs := l.abs(path)
		info, err := l.opt.Files.Stat(abs)
		if err != nil {
			l.fail(l.unreadable(abs, err))
		} else if info.IsDir() {
			folders = append(folders, abs)
		}
	}
	switch {
	case len(l.problems) > 0:
		return nil
	case len(folders) == 0:
		return l.bare(paths)
	case len(paths) > 1:
		l.fail(in(l.show(folders[0]), diag.CodePath, "name scenario files only, or this folder alone", "a folder can't be run together with other paths"))
		return nil
	}
	return l.folder(folders[0])
}

// bare makes a project of scenario files: they are one rule.
func (l *loader) bare(paths []string) *Project {
	app := newApplication(DefaultName)
	if l.opt.App != "" {
		app = newApplication(l.opt.App)
	}
	rule := Rule{Name: DefaultName, Scenarios: []Scenario{}}
	for _, path := range paths {
		if s := l.scenario(l.abs(path)); s != nil {
			rule.Scenarios = append(rule.Scenarios, *s)
		}
	}
	app.Rules = []Rule{rule}
	p := &Project{Dir: l.opt.Cwd, Bare: true, Application: app}
	l.finish(p)
	l.secrets(app, nil, l.opt.Cwd)
	return p
}

// finish checks what concerns all rules and picks the one that was asked for.
func (l *loader) finish(p *Project) {
	a := p.Application
	names := make([]string, len(a.Rules))
	for i := range a.Rules {
		names[i] = a.Rules[i].Name
		l.twins(a.Rules[i])
	}
	if want := l.opt.Rule; want != "" {
		rule, ok := a.Find(want)
		if !ok {
			l.fail(in("", diag.CodeUnknownName, didYouMean(want, names), "application %q has no rule %q", a.ShortName, want))
		}
		p.Rule = rule
	}
}

// twins warns of two files whose scenarios have the same name: the cloud could hold only one of them.
func (l *loader) twins(r Rule) {
	files := map[string]string{}
	for _, s := range r.Scenarios {
		if other, ok := files[s.Name]; ok && other != s.File {
			l.warn(in(s.File, diag.CodeName, "give one of the files another name", "the scenario is called %q like that of %s", s.Name, other))
		}
		files[s.Name] = s.File
	}
}

// ErrUnknownScenario is what the problem wraps that a rule names a scenario which does not exist.
var ErrUnknownScenario = errors.New("unknown scenario")

// noScenario keeps that a rule names a scenario which does not exist.
func (l *loader) noScenario(rule *Rule, name string, p *diag.Problem) {
	p.Err = ErrUnknownScenario
	l.fail(p)
	rule.Missing = append(rule.Missing, name)
}

// bind adds a scenario to a rule, if the rule is wanted.
func (l *loader) bind(rule *Rule, name, path string) {
	if !l.wanted(rule.Name) {
		return
	}
	if s := l.scenario(path); s != nil {
		rule.Scenarios = append(rule.Scenarios, *s)
		return
	}
	rule.Missing = append(rule.Missing, name)
}

// wanted reports whether a rule's scenarios are to be read.
func (l *loader) wanted(rule string) bool { return l.opt.Rule == "" || l.opt.Rule == rule }

// abs returns the absolute path.
func (l *loader) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(l.opt.Cwd, path)
}

// show returns a path as people know it: relative when it lies in the current folder or near it.
func (l *loader) show(abs string) string {
	rel, err := filepath.Rel(l.opt.Cwd, abs)
	up := filepath.Join("..", "..")
	if err != nil || rel == up || strings.HasPrefix(rel, up+string(filepath.Separator)) {
		rel = abs
	}
	return filepath.ToSlash(rel)
}

// unreadable says that a path can't be read, and what its neighbours are called when it does not exist.
func (l *loader) unreadable(abs string, err error) *diag.Problem {
	p := in(l.show(abs), diag.CodePath, "", "%v", err)
	if errors.Is(err, fs.ErrNotExist) {
		p.Message = "no such file or folder"
		if near := diag.Suggest(filepath.Base(abs), l.names(filepath.Dir(abs))); near != "" {
			p.Hint = "did you mean " + l.show(filepath.Join(filepath.Dir(abs), near)) + "?"
		}
	} else if pe, ok := errors.AsType[*fs.PathError](err); ok {
		p.Message = pe.Err.Error()
	}
	p.Err = err
	return p
}

// names returns the names in a folder in alphabetical order; nothing when it can't be read.
func (l *loader) names(dir string) []string {
	entries, err := l.opt.Files.ReadDir(dir)
	if err != nil {
		return nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// exists reports whether there is a file or folder of that path.
func (l *loader) exists(abs string) bool {
	_, err := l.opt.Files.Stat(abs)
	return err == nil
}

// file reads a text file and checks that it is UTF-8.
func (l *loader) file(abs string) (*source, *diag.Problem) {
	data, err := l.opt.Files.ReadFile(abs)
	if err != nil {
		return nil, l.unreadable(abs, err)
	}
	src := &source{file: l.show(abs), text: string(data)}
	for i, r := range src.text {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(src.text[i:]); size == 1 {
			pos := src.at(i)
			src.text = ""
			return nil, src.problem(diag.CodeSource, pos, "save the file as UTF-8", "not UTF-8: byte 0x%02x at offset %d", data[i], i)
		}
	}
	return src, nil
}
