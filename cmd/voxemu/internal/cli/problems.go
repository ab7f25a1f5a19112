package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/storage"
)

// exit is the error of a command that has said everything already.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// usage returns the problem of wrong use.
func usage(message, hint string) *diag.Problem {
	return &diag.Problem{Code: diag.CodeUsage, Message: message, Hint: hint}
}

// finish shows what went wrong and returns the exit code.
func (e *Env) finish(err error) int {
	if err == nil || errors.Is(err, syscall.EPIPE) { // whoever read the output has seen enough
		return diag.ExitOK
	}
	if code, ok := errors.AsType[exit](err); ok {
		return int(code)
	}
	return e.show(diag.ExitOK, problemsOf(err))
}

// show prints problems on stderr, each with something to do about it, and returns the exit code that they and a run ask for.
func (e *Env) show(code int, problems []*diag.Problem) int {
	interrupted := false
	for _, p := range problems {
		if c, ok := diag.Lookup(p.Code); ok && p.Hint == "" {
			p.Hint = c.Advice
		}
		switch {
		case p.Severity != diag.Error:
		case p.Exit == diag.ExitInterrupted:
			interrupted = true
		case p.Exit == 0:
			code = max(code, diag.ExitUsage)
		default:
			code = max(code, p.Exit)
		}
	}
	// When stderr can't be written either, the exit code has to do.
	_ = diag.Render(e.Stderr, diag.Options{Color: e.ColorErr, Width: e.Width, Cwd: e.Cwd}, problems...)
	if interrupted {
		return diag.ExitInterrupted
	}
	return code
}

// problemsOf turns any error into problems that can be shown.
func problemsOf(err error) []*diag.Problem {
	if ps, ok := errors.AsType[scenarios.Problems](err); ok {
		return ps
	}
	if p, ok := errors.AsType[*diag.Problem](err); ok {
		return []*diag.Problem{p}
	}
	if errors.Is(err, context.Canceled) {
		return []*diag.Problem{{Message: "interrupted", Exit: diag.ExitInterrupted, Err: err}}
	}
	switch storage.CodeOf(err) {
	case "":
		return []*diag.Problem{{Code: diag.CodeInternal, Message: err.Error(), Exit: diag.ExitInternal, Err: err}}
	case storage.CodeKey, storage.CodeValue, storage.CodeTTL, storage.CodeText:
		return []*diag.Problem{storeProblem(diag.CodeStoreArgument, err)}
	}
	return []*diag.Problem{storeProblem(diag.CodeStoreFile, err)}
}

func storeProblem(code string, err error) *diag.Problem {
	p := &diag.Problem{Code: code, Message: err.Error(), Exit: diag.ExitUsage, Err: err}
	if s, ok := errors.AsType[*storage.Error](err); ok {
		p.Message, p.Hint = s.Error(), s.Hint
	}
	return p
}

// crashed tells of a panic: the mistake is ours.
func (e *Env) crashed(reason any, stack []byte) int {
	code := e.show(diag.ExitOK, []*diag.Problem{{Code: diag.CodeInternal, Message: fmt.Sprint(reason), Exit: diag.ExitInternal}})
	_, _ = fmt.Fprintf(e.Stderr, "\nvoxemu %s\n%s", Version, stack)
	return code
}

// flagProblem says in our words what the library found wrong with a flag.
func flagProblem(cmd *cobra.Command, err error) *diag.Problem {
	p := usage(err.Error(), "see "+cmd.CommandPath()+" --help")
	p.Err = err
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(p, cmd, e)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		value, _ := pflag.UnquoteUsage(e.GetFlag())
		p.Message = fmt.Sprintf("--%s needs a value", e.GetFlag().Name)
		p.Hint = fmt.Sprintf("write --%s %s", e.GetFlag().Name, strings.ToUpper(value))
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		what, hint := flagType(e.GetFlag().Value.Type())
		p.Message = fmt.Sprintf("--%s is %s, not %q", e.GetFlag().Name, what, e.GetValue())
		p.Hint = hint
	}
	return p
}

func unknownFlag(p *diag.Problem, cmd *cobra.Command, e *pflag.NotExistError) *diag.Problem {
	name := e.GetSpecifiedName()
	if e.GetSpecifiedShortnames() != "" {
		p.Message = fmt.Sprintf("%s has no flag -%s", cmd.CommandPath(), name)
		return p
	}
	p.Message = fmt.Sprintf("%s has no flag --%s", cmd.CommandPath(), name)
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := diag.Suggest(name, names); near != "" {
		p.Hint = "did you mean --" + near + "?"
	}
	return p
}

// flagType tells what the values of a type of flags are, and how to write one.
func flagType(name string) (what, hint string) {
	switch name {
	case "duration":
		return "a duration", "write it like 500ms, 30s or 2m"
	case "uint64", "int":
		return "a whole number", "write digits only"
	case "float64":
		return "a number", "write it like 3600"
	}
	return "true or false", "leave the value out: the flag alone means true"
}
