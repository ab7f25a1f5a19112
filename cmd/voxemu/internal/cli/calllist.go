package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/pflag"

	"voxemu/runtime/calllist"
	"voxemu/runtime/diag"
)

// listFlags are the flags of a simulated call list.
type listFlags struct {
	file         string
	attempts     int
	interval     time.Duration
	simultaneous int
}

func (f *listFlags) register(fs *pflag.FlagSet) {
	fs.StringVar(&f.file, "call-list", "", "with --start: a CSV `file`; each row starts a session with its data")
	fs.IntVar(&f.attempts, "attempts", 1, "with --call-list: the `number` of attempts for each row, 1 to 5")
	fs.DurationVar(&f.interval, "interval", 0, "with --call-list: the `duration` between two attempts")
	fs.IntVar(&f.simultaneous, "simultaneous", 1, "with --call-list: the `number` of attempts at the same time")
}

// check finds flags that make no sense. Given tells whether a flag was on the command line.
func (f *listFlags) check(start bool, given func(name string) bool) error {
	if f.file == "" {
		for _, flag := range []string{"attempts", "interval", "simultaneous"} {
			if given(flag) {
				return usage("--"+flag+" is for --call-list", "name the file of the list")
			}
		}
		return nil
	}
	switch {
	case !start:
		return usage("--call-list is for --start", "rows start sessions without a call: add --start")
	case f.attempts < 1 || f.attempts > 5:
		return usage("--attempts is from 1 to 5", "as num_attempts of the platform")
	case f.interval < 0:
		return usage("--interval is not negative", "0 stands for at once")
	case f.simultaneous < 1:
		return usage("--simultaneous is 1 or more", "as max_simultaneous of the platform")
	}
	return nil
}

// read reads the list; without a file there are no rows.
func (f *listFlags) read(env *Env) (calllist.Options, error) {
	if f.file == "" {
		return calllist.Options{}, nil
	}
	in, err := os.Open(env.path(f.file))
	if err != nil {
		if e, ok := errors.AsType[*fs.PathError](err); ok {
			err = e.Err
		}
		return calllist.Options{}, &diag.Problem{Code: diag.CodePath, Message: fmt.Sprintf("read the call list %s: %v", f.file, err)}
	}
	defer in.Close()
	rows, err := calllist.Read(in)
	if err == nil && len(rows) == 0 {
		err = errors.New("read the call list: it has no rows")
	}
	if err != nil {
		return calllist.Options{}, &diag.Problem{
			Code: diag.CodeConfig, Message: f.file + ": " + err.Error(),
			Hint: "the columns are separated by ; and the first line names them",
		}
	}
	return calllist.Options{Rows: rows, Attempts: f.attempts, Interval: f.interval, Simultaneous: f.simultaneous}, nil
}
