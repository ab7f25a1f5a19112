package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/format"
	"voxemu/scenarios/check/pages"
	"voxemu/scenarios/check/rule"
)

// show writes the report and returns what it means for the exit code. Stdout may be taken by something else.
func (f *checkFlags) show(env *Env, r *check.Report, all []rule.Rule, taken bool) error {
	w, o := env.Stdout, format.Options{Color: env.Color, Width: env.Width, Cwd: env.Cwd}
	if taken {
		w, o.Color = env.Stderr, env.ColorErr
	}
	form := f.form(env, r, all)
	var err error
	if f.output != "" {
		err = f.save(env, r, form)
	} else {
		b := bufio.NewWriterSize(w, bufferSize)
		err = errors.Join(format.Write(b, f.format, form, o), b.Flush())
		if p := writeProblem("stdout", err); p != nil {
			return p
		}
	}
	if err != nil {
		return err
	}
	for _, c := range r.Crashes {
		_, _ = fmt.Fprintf(env.Stderr, "voxemu %s failed at %s: %s\n%s\n", Version, c.File, c.Reason, c.Stack)
	}
	switch {
	case len(r.Crashes) > 0:
		return exit(diag.ExitInternal)
	case r.Failed:
		return exit(diag.ExitFailed)
	}
	return nil
}

// form is the report as it is written. For services that show it beside code, paths start from the repository's folder.
func (f *checkFlags) form(env *Env, r *check.Report, all []rule.Rule) format.Report {
	form := format.Report{Findings: r.Findings, Files: r.Files, Version: Version}
	help := map[string]string{}
	if f.format == "sarif" { // the only one that has a place for it
		list, _ := pages.All() // a test reads them all
		for _, p := range list {
			help[p.Code] = p.Text
		}
	}
	for _, one := range all {
		out := format.Rule{Code: one.Code, Name: one.Name, Summary: one.Summary, Severity: one.Severity, Help: help[one.Code]}
		if one.Optional {
			out.Severity = finding.Off
		}
		form.Rules = append(form.Rules, out)
	}
	root := env.Getenv("GITHUB_WORKSPACE")
	rel, err := filepath.Rel(root, env.Cwd)
	if root == "" || err != nil || rel == "." || strings.HasPrefix(rel, "..") || f.format != "github" && f.format != "sarif" {
		return form
	}
	under := func(file string) string {
		if path.IsAbs(file) {
			return file
		}
		return path.Join(filepath.ToSlash(rel), file)
	}
	form.Findings, form.Files = slices.Clone(form.Findings), slices.Clone(form.Files)
	for i := range form.Findings {
		form.Findings[i].Pos.File = under(form.Findings[i].Pos.File)
	}
	for i := range form.Files {
		form.Files[i] = under(form.Files[i])
	}
	return form
}

// save writes the report to the file of --output, which must not take the place of what was read.
func (f *checkFlags) save(env *Env, r *check.Report, form format.Report) error {
	target := env.path(f.output)
	if there, err := os.Stat(target); err == nil {
		for _, read := range r.Files {
			if info, err := os.Stat(env.path(filepath.FromSlash(read))); err == nil && os.SameFile(there, info) || script.MatchString(f.output) {
				return usage("--output would overwrite "+f.output, "name another file")
			}
		}
	}
	const hint = "name a file in a folder that can be written"
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return unwritable("--output:", f.output, err, hint)
	}
	file, err := os.Create(target)
	if err != nil {
		return unwritable("--output:", f.output, err, hint)
	}
	b := bufio.NewWriterSize(file, bufferSize)
	err = errors.Join(format.Write(b, f.format, form, format.Options{Cwd: env.Cwd}), b.Flush(), file.Close())
	if p := writeProblem(f.output, err); p != nil {
		return p
	}
	return nil
}
