package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/reporters"
)

// reporterFlags say how the results of tests are reported.
type reporterFlags struct {
	names         []string
	json, noTimes bool
	verbose       bool
	asked         []asked
}

// asked is a reporter that was asked for; without a file it writes to stdout.
type asked struct {
	reporters.Kind
	file string
}

func (f *reporterFlags) add(fs *pflag.FlagSet) {
	fs.StringArrayVar(&f.names, "reporter", nil, "how results are reported: `NAME[=FILE]`, with "+kindNames()+"; may be given several times")
	fs.BoolVar(&f.json, "json", false, "the same as --reporter json")
	fs.BoolVar(&f.noTimes, "no-times", false, "leave wall times out of reports")
	fs.BoolVar(&f.verbose, "verbose", false, "show long timelines of failures in full")
}

// kindNames lists the names of the reporters.
func kindNames() string {
	kinds := reporters.Kinds()
	var names []string
	for _, k := range kinds {
		names = append(names, k.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// check reads what was asked for. Unless a reporter has stdout to itself, the usual one is there as well: live on a terminal, else plain.
func (f *reporterFlags) check() error {
	names := f.names
	if f.json {
		names = append([]string{"json"}, names...)
	}
	f.asked = nil
	var onStdout []string
	joins := true
	for _, text := range names {
		one, err := askedFor(text)
		if err != nil {
			return err
		}
		f.asked = append(f.asked, one)
		if one.file == "" && !one.Joins {
			onStdout = append(onStdout, one.Name)
		}
		joins = joins && (one.file != "" || !one.Joins)
	}
	// What joins another one's output comes last: the live reporter has to be done with the terminal by then.
	slices.SortStableFunc(f.asked, func(a, b asked) int {
		switch {
		case a.Joins == b.Joins:
			return 0
		case a.Joins:
			return 1
		}
		return -1
	})
	switch {
	case len(onStdout) > 1:
		return usage(fmt.Sprintf("the reporters %s and %s would both write to stdout", onStdout[0], onStdout[1]), fmt.Sprintf("give one of them a file: --reporter %s=FILE", onStdout[1]))
	case len(onStdout) == 1 && !joins && onStdout[0] != "plain" && onStdout[0] != "live":
		return usage(fmt.Sprintf("the reporters %s and github would both write to stdout", onStdout[0]), fmt.Sprintf("give one of them a file: --reporter %s=FILE", onStdout[0]))
	case len(onStdout) == 0:
		one, err := askedFor("live")
		f.asked = append([]asked{one}, f.asked...)
		return err
	}
	return nil
}

func askedFor(text string) (asked, error) {
	name, file, hasFile := strings.Cut(text, "=")
	var names []string
	for _, k := range reporters.Kinds() {
		if k.Name == name {
			if hasFile && file == "" {
				return asked{}, usage(fmt.Sprintf("--reporter %s names no file", text), fmt.Sprintf("write --reporter %s=FILE, or --reporter %s for stdout", name, name))
			}
			return asked{k, file}, nil
		}
		names = append(names, k.Name)
	}
	p := usage(fmt.Sprintf("--reporter is %s, not %q", kindNames(), name), "see voxemu test --help")
	if near := diag.Suggest(name, names); near != "" {
		p.Hint = "did you mean " + near + "?"
	}
	return asked{}, p
}

// reporting are the reporters of a run, with what they write to.
type reporting struct {
	reporters.All
	sinks []*sink
}

var _ testkit.Reporter = (*reporting)(nil)

// open makes the reporters that [reporterFlags.check] has found, and opens their files. They must not take the place of what is read.
// Times are shown unless the flags leave them out.
func (f *reporterFlags) open(env *Env, times bool, read ...string) (*reporting, error) {
	r := &reporting{}
	style := reporters.Style{Cwd: env.Cwd, Times: times && !f.noTimes, Verbose: f.verbose}
	if root := env.Getenv("GITHUB_WORKSPACE"); root != "" {
		if rel, err := filepath.Rel(root, env.Cwd); err == nil && rel != "." && !strings.HasPrefix(rel, "..") {
			style.Prefix = filepath.ToSlash(rel) + "/"
		}
	}
	for _, one := range f.asked {
		s, w := style, (*sink)(nil)
		if one.file == "" {
			w = r.sink("stdout", env.Stdout, nil)
			s.Color, s.Width, s.Terminal = env.Color, env.Width, env.Terminal && env.Getenv("TERM") != "dumb"
			s.Now, s.After = env.Now, func(d time.Duration, f func()) { time.AfterFunc(d, f) }
		} else {
			var err error
			if w, err = r.file(env, one.file, read); err != nil {
				return nil, errors.Join(err, r.close())
			}
		}
		if path := env.Getenv("GITHUB_STEP_SUMMARY"); one.Name == "github" && path != "" {
			file, err := os.OpenFile(env.path(path), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
			if err != nil {
				return nil, errors.Join(unwritable("the file of $GITHUB_STEP_SUMMARY,", path+",", err, "correct the variable, or unset it"), r.close())
			}
			s.Summary = r.sink(path, file, file)
		}
		r.All = append(r.All, one.New(w, s))
	}
	return r, nil
}

// script tells files that people write from reports.
var script = regexp.MustCompile(`\.[cm]?[jt]s$`)

// file opens the file of a reporter. Its folder is made if it is not there.
func (r *reporting) file(env *Env, name string, read []string) (*sink, error) {
	path := env.path(name)
	there, err := os.Stat(path)
	if err == nil {
		for _, used := range append(r.names(), read...) {
			if info, err := os.Stat(used); err == nil && os.SameFile(there, info) || script.MatchString(name) {
				return nil, usage("--reporter would overwrite "+name, "name another file")
			}
		}
	}
	const hint = "name a file in a folder that can be written"
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, unwritable("--reporter:", name, err, hint)
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, unwritable("--reporter:", name, err, hint)
	}
	return r.sink(path, file, file), nil
}

func unwritable(what, name string, err error, hint string) *diag.Problem {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		err = p.Err
	}
	return usage(fmt.Sprintf("%s %s can't be written: %v", what, name, err), hint)
}

// sink is where a reporter writes to. It keeps the first error for the end, so that all reporters are told everything.
type sink struct {
	name   string
	w      io.Writer
	buffer *bufio.Writer // of a file
	closer io.Closer     // nil for stdout
	err    error
}

func (r *reporting) sink(name string, w io.Writer, file *os.File) *sink {
	s := &sink{name: name, w: w}
	if file != nil {
		s.buffer, s.closer = bufio.NewWriterSize(file, bufferSize), file
		s.w = s.buffer
	}
	r.sinks = append(r.sinks, s)
	return s
}

// names are the paths of the files that are open.
func (r *reporting) names() (paths []string) {
	for _, s := range r.sinks {
		if s.closer != nil {
			paths = append(paths, s.name)
		}
	}
	return paths
}

func (s *sink) Write(p []byte) (int, error) {
	if _, err := s.w.Write(p); s.err == nil {
		s.err = err
	}
	return len(p), nil
}

// close writes out what is held back. Its error tells what could not be written.
func (r *reporting) close() error {
	for _, s := range r.sinks {
		if s.buffer != nil {
			s.err = errors.Join(s.err, s.buffer.Flush(), s.closer.Close())
		}
		if p := writeProblem(s.name, s.err); p != nil {
			return p
		}
	}
	return nil
}
