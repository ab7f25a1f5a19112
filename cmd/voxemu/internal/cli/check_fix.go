package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check"
)

// mend applies fixes, or shows what they would change.
func (f *checkFlags) mend(ctx context.Context, env *Env, paths []string, opt check.Options) error {
	var text bytes.Buffer // of stdin
	if opt.Stdin != nil {
		opt.Stdin = io.TeeReader(opt.Stdin, &text)
	}
	report, changes, err := check.Fix(ctx, paths, opt)
	if err != nil {
		return err
	}
	if f.diff || f.dryRun {
		for _, c := range changes {
			if _, err := env.Stdout.Write(diff.Diff("a/"+c.File, []byte(c.Before), "b/"+c.File, []byte(c.After))); err != nil {
				return writeProblem("stdout", err)
			}
		}
		if len(changes) > 0 || report.Failed {
			return exit(diag.ExitFailed)
		}
		return nil
	}
	fixed, files := 0, 0
	for _, c := range changes {
		if c.Path == "" {
			text = *bytes.NewBufferString(c.After)
			continue
		}
		if err := rewrite(c); err != nil {
			return err
		}
		fixed, files = fixed+c.Fixes, files+1
	}
	fromStdin := slices.Contains(paths, "-")
	if fromStdin {
		if p := writeProblem("stdout", second(env.Stdout.Write(text.Bytes()))); p != nil {
			return p
		}
	}
	if fixed > 0 {
		_, _ = fmt.Fprintf(env.Stderr, "fixed %s in %s\n", count(fixed, "finding"), count(files, "file"))
	}
	return f.show(env, report, opt.Rules, fromStdin)
}

func second(_ int, err error) error { return err }

// errMeanwhile is why a file is left as it is: fixes are for the text that was checked.
var errMeanwhile = errors.New("it was changed meanwhile")

// rewrite writes a mended text in the place of what was read. The new file is complete before it takes the old one's name.
func rewrite(c check.Change) error {
	fail := func(err error) error {
		if p, ok := errors.AsType[*fs.PathError](err); ok {
			err = p.Err
		}
		hint := "make the file and its folder writable; files named before it were written"
		if errors.Is(err, errMeanwhile) {
			hint = "run the check again; files named before it were written"
		}
		return &diag.Problem{
			Code: diag.CodeOutput, Message: fmt.Sprintf("%s could not be written: %v", c.File, err), Exit: diag.ExitUsage, Err: err,
			Hint: hint,
		}
	}
	path, err := filepath.EvalSymlinks(c.Path)
	if err != nil {
		return fail(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fail(err)
	}
	if now, err := os.ReadFile(path); err != nil {
		return fail(err)
	} else if string(now) != c.Before {
		return fail(errMeanwhile)
	}
	if info.Mode().Perm()&0o200 == 0 {
		return fail(fs.ErrPermission)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".voxemu-*")
	if err != nil {
		return fail(err)
	}
	_, err = temp.WriteString(c.After)
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name()) // it is not what is wanted
		return fail(err)
	}
	return nil
}
