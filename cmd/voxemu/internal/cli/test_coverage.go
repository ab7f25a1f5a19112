package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit/coverage"
)

// coverageFlags say whether and how it is reported what tests reach.
type coverageFlags struct {
	formats    []string
	dir, least string
	thresholds []coverage.Threshold
}

// Where reports that are files go, below the folder of --coverage-dir.
var coverageFiles = []struct {
	format, name string
	write        func(r *coverage.Report, w io.Writer) error
}{
	{"lcov", "lcov.info", (*coverage.Report).LCOV},
	{"html", "index.html", (*coverage.Report).HTML},
}

const (
	textFormat  = "text"
	coverageDir = "coverage"
)

func (f *coverageFlags) add(fs *pflag.FlagSet) {
	fs.StringSliceVar(&f.formats, "coverage", nil, "report what of the scenarios the tests reach, as `FORMAT,...`: text, lcov, html")
	fs.Lookup("coverage").NoOptDefVal = textFormat
	fs.StringVar(&f.dir, "coverage-dir", "", "the `folder` that lcov.info and index.html are written to (default "+coverageDir+")")
	fs.StringVar(&f.least, "coverage-threshold", "", "fail unless so much is reached, as `METRIC=PERCENT,...`: lines, statements, branches, functions, handlers, prompts")
}

// check reads what was asked for.
func (f *coverageFlags) check() error {
	if f.least != "" {
		var err error
		if f.thresholds, err = coverage.ParseThresholds(f.least); err != nil {
			return usage("--coverage-threshold: "+err.Error(), "write it like lines=80,branches=70")
		}
		if f.formats == nil {
			f.formats = []string{textFormat}
		}
	}
	formats := []string{textFormat}
	files := false
	for _, one := range coverageFiles {
		formats = append(formats, one.format)
		files = files || slices.Contains(f.formats, one.format)
	}
	for _, format := range f.formats {
		if !slices.Contains(formats, format) {
			return usage(fmt.Sprintf("--coverage is %s, not %q", strings.Join(formats, ", "), format), "write --coverage for a table, --coverage=html for a page")
		}
	}
	if f.dir != "" && !files {
		return usage("--coverage-dir has no use: nothing is written to files", "add --coverage=html or --coverage=lcov")
	}
	return nil
}

// collector gathers what a run reaches; nil if nobody wants to know.
func (f *coverageFlags) collector() *coverage.Collector {
	if f.formats == nil {
		return nil
	}
	return coverage.New()
}

// prepare makes the folder for the reports, so that one that can't be made is known before the run.
func (f *coverageFlags) prepare(env *Env) error {
	for _, one := range coverageFiles {
		if !slices.Contains(f.formats, one.format) {
			continue
		}
		if err := os.MkdirAll(env.path(f.folder()), 0o777); err != nil {
			return unwritable("--coverage-dir:", f.folder(), err, "name a folder that can be written")
		}
	}
	return nil
}

func (f *coverageFlags) folder() string {
	if f.dir != "" {
		return f.dir
	}
	return coverageDir
}

// report writes what was reached. The error tells what could not be written, or which thresholds were missed. Other says that stdout
// has a report for machines: the table then goes to stderr.
func (f *coverageFlags) report(env *Env, c *coverage.Collector, other bool) error {
	if c == nil {
		return nil
	}
	r := c.Report()
	if slices.Contains(f.formats, textFormat) {
		w, style, name := env.Stdout, coverage.Style{Color: env.Color}, "stdout"
		if other {
			w, style, name = env.Stderr, coverage.Style{Color: env.ColorErr}, "stderr"
		}
		fmt.Fprintln(w)
		if p := writeProblem(name, r.Text(w, style)); p != nil {
			return p
		}
	}
	for _, one := range coverageFiles {
		if !slices.Contains(f.formats, one.format) {
			continue
		}
		path := filepath.Join(f.folder(), one.name)
		if p := writeProblem(path, writeFile(env.path(path), func(w io.Writer) error { return one.write(r, w) })); p != nil {
			return p
		}
	}
	return missed(r.Check(f.thresholds))
}

// writeFile writes a file as a whole.
func writeFile(path string, write func(w io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// missed is the problem of thresholds that were not reached, nil if there is none.
func missed(list []coverage.Short) error {
	if len(list) == 0 {
		return nil
	}
	lines := []string{"the tests reach less than --coverage-threshold asks for"}
	for _, s := range list {
		lines = append(lines, strings.ReplaceAll(s.String(), "\n", "\n  "))
	}
	return &diag.Problem{
		Message: strings.Join(lines, "\n"), Exit: diag.ExitFailed, Hint: "test what was never reached, or ask for less",
	}
}

// forMachines reports whether stdout has a report for machines.
func (f *reporterFlags) forMachines() bool {
	return slices.ContainsFunc(f.asked, func(one asked) bool {
		return one.file == "" && !slices.Contains([]string{"plain", "live", "github"}, one.Name)
	})
}
