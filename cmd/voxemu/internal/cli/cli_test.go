package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"voxemu/runtime/diag"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// broken is a stdout that panics, as a mistake of ours would.
type broken struct{}

func (broken) Write([]byte) (int, error) { panic("a mistake of ours") }

func TestAPanicIsOurFailureAndSaysSo(t *testing.T) {
	var talk bytes.Buffer
	code := Main(&Env{Args: []string{"version"}, Stdout: broken{}, Stderr: &talk})
	if code != diag.ExitInternal {
		t.Errorf("exit code %d, want %d", code, diag.ExitInternal)
	}
	for _, want := range []string{"error[VX9001]: a mistake of ours\n", "hint: Please report it", "voxemu " + Version, "cli.printVersion"} {
		if !strings.Contains(talk.String(), want) {
			t.Errorf("no %q in:\n%s", want, &talk)
		}
	}
}

func TestExitCodes(t *testing.T) {
	for name, tc := range map[string]struct {
		err  error
		code int
		says string
	}{
		"nothing_wrong":              {nil, 0, ""},
		"said_already":               {exit(1), 1, ""},
		"wrong_use":                  {usage("no", "do this"), 2, "error[VX1001]: no\nhint: do this\n"},
		"wrong_use_without_a_hint":   {usage("no", ""), 2, "hint: Run the command with `--help`"},
		"interrupted":                {fmt.Errorf("wait: %w", context.Canceled), 130, "error: interrupted\n"},
		"the_reader_of_stdout_left":  {fmt.Errorf("write: %w", syscall.EPIPE), 0, ""},
		"storage_cannot_be_opened":   {&storage.Error{Code: storage.CodeInUse, Message: "in use", Hint: "wait"}, 2, "error[VX1002]: in use\nhint: wait\n"},
		"storage_refuses_the_value":  {&storage.Error{Code: storage.CodeValue, Message: "too long"}, 2, "error[VX1003]: too long\nhint: Keys have"},
		"what_should_not_happen":     {errors.New("impossible"), 3, "error[VX9001]: impossible\nhint: Please report it"},
		"a_warning_is_no_failure":    {&diag.Problem{Severity: diag.Warning, Message: "hm"}, 0, "warning: hm\n"},
		"a_note_is_no_failure":       {&diag.Problem{Severity: diag.Note, Message: "hm"}, 0, "note: hm\n"},
		"the_problem_names_its_exit": {&diag.Problem{Message: "failed", Exit: 1}, 1, "error: failed\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var talk bytes.Buffer
			code := (&Env{Stderr: &talk}).finish(tc.err)
			if code != tc.code || !strings.HasPrefix(talk.String(), tc.says) && !strings.Contains(talk.String(), tc.says) || tc.says == "" && talk.Len() > 0 {
				t.Errorf("exit code %d, %q; want %d, %q", code, &talk, tc.code, tc.says)
			}
		})
	}
}

func TestAnInterruptGoesBeforeOtherExitCodes(t *testing.T) {
	var talk bytes.Buffer
	list := append(problemsOf(errors.New("impossible")), problemsOf(context.Canceled)...)
	if code := (&Env{Stderr: &talk}).show(1, list); code != 130 {
		t.Errorf("exit code %d, want 130", code)
	}
}

func TestColoursAndWidth(t *testing.T) {
	for name, tc := range map[string]struct {
		env                  map[string]string
		columns, talkColumns int
		out, talk            bool
		terminal, col, ce    bool
		width                int
	}{
		"two_terminals":              {nil, 120, 80, true, true, true, true, true, 120},
		"a_pipe":                     {nil, 0, 80, false, true, false, false, true, 80},
		"no_terminal_at_all":         {nil, 0, 0, false, false, false, false, false, 0},
		"NO_COLOR":                   {map[string]string{"NO_COLOR": "1"}, 120, 80, true, true, true, false, false, 120},
		"a_dumb_terminal":            {map[string]string{"TERM": "dumb"}, 120, 80, true, true, true, false, false, 120},
		"COLUMNS_beats_the_terminal": {map[string]string{"COLUMNS": "60"}, 120, 80, true, true, true, true, true, 60},
		"COLUMNS_that_is_no_number":  {map[string]string{"COLUMNS": "wide"}, 120, 80, true, true, true, true, true, 120},
	} {
		t.Run(name, func(t *testing.T) {
			e := &Env{Getenv: func(k string) string { return tc.env[k] }}
			e.look(tc.columns, tc.talkColumns, tc.out, tc.talk)
			if e.Terminal != tc.terminal || e.Color != tc.col || e.ColorErr != tc.ce || e.Width != tc.width {
				t.Errorf("got %+v", e)
			}
		})
	}
}

// full is a store on a disk without space.
type full struct{ storage.Store }

func (full) Do(op storage.Op, done func(storage.Result)) {
	if op.Kind == storage.Put {
		done(storage.Result{Err: &storage.Error{Code: storage.CodeFull, Message: "no space"}})
		return
	}
	done(storage.Result{Err: &storage.Error{Code: storage.CodeKey, Message: "no key"}})
}

func TestOnlyFailuresOfTheStorageItselfAreNoted(t *testing.T) {
	s := &store{Store: full{memory.New()}}
	storage.Wait(context.Background(), s, storage.Op{Kind: storage.Get})
	if err := s.failure(); err != nil {
		t.Errorf("the script's mistake was noted: %v", err)
	}
	storage.Wait(context.Background(), s, storage.Op{Kind: storage.Put, Key: "k"})
	if err := s.failure(); storage.CodeOf(err) != storage.CodeFull {
		t.Errorf("got %v, want the failure", err)
	}
}

func TestWhoeverWatchesSeesColoursAndTheirOwnTime(t *testing.T) {
	var out, talk bytes.Buffer
	dir := t.TempDir()
	copyFolder(t, project+"/scenarios/examples/call-counter", dir)
	passed := time.Duration(0)
	code := Main(&Env{
		Args: []string{"run", dir}, Stdout: &out, Stderr: &talk, Cwd: dir, Terminal: true, Color: true, ColorErr: true,
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { passed += 7 * time.Millisecond; return epoch().Std().Add(passed) },
	})
	if code != 0 || talk.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, &talk)
	}
	for _, want := range []string{"\x1b[", "1.5 s of virtual time in 7 ms"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, &out)
		}
	}
}
