package diag_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
)

const script = `require(Modules.ASR);

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
	e.call.answer();
	if (busy) {	cal.say("Привет, мир"); }
	e.call.hangup();

});
`

func TestRender(t *testing.T) {
	long := "const a = 1; " + strings.Repeat("f(a); ", 30) + "boom(); " + strings.Repeat("g(a); ", 30)
	tests := []struct {
		name string
		opts diag.Options
		in   []*diag.Problem
		want string
	}{
		{
			"message_only", diag.Options{},
			[]*diag.Problem{{Message: `unknown command "rum"`}},
			"error: unknown command \"rum\"\n",
		},
		{
			"code_hint_and_no_source", diag.Options{},
			[]*diag.Problem{{Code: "VX1001", Message: "unknown command", Hint: "try run", Pos: diag.Pos{File: "a.js"}}},
			"error[VX1001]: unknown command\n  at a.js\nhint: try run\n",
		},
		{
			"message_frame_hint_stack", diag.Options{Cwd: "/home/me"},
			[]*diag.Problem{{
				Code: "VX2001", Message: "ReferenceError: cal is not defined", Hint: "did you mean call?", Source: script,
				Pos: diag.Pos{File: "/home/me/src/ivr.js", Line: 5, Column: 14},
				Stack: []diag.Frame{
					{Func: "onCall", Pos: diag.Pos{File: "/home/me/src/ivr.js", Line: 5, Column: 14}},
					{Pos: diag.Pos{File: "/home/you/b.js", Line: 2}}, {Func: "native"},
				},
			}},
			`error[VX2001]: ReferenceError: cal is not defined
  at src/ivr.js:5:14

  3 │ VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  4 │     e.call.answer();
> 5 │     if (busy) { cal.say("Привет, мир"); }
    │                 ^
  6 │     e.call.hangup();

hint: did you mean call?
  in onCall (src/ivr.js:5:14)
  in /home/you/b.js:2
  in native
`,
		},
		{
			"warning_and_column_after_letters_of_two_bytes", diag.Options{},
			[]*diag.Problem{{
				Severity: diag.Warning, Code: "VX3004", Message: "m", Source: `Привет("日本", x)`,
				Pos: diag.Pos{File: "a.js", Line: 1, Column: 14},
			}},
			"warning[VX3004]: m\n  at a.js:1:14\n\n> 1 │ Привет(\"日本\", x)\n    │                ^\n",
		},
		{
			"no_column_no_caret", diag.Options{},
			[]*diag.Problem{{Message: "m", Source: "a\nb\n", Pos: diag.Pos{File: "a.js", Line: 2}}},
			"error: m\n  at a.js:2\n\n  1 │ a\n> 2 │ b\n",
		},
		{
			"column_behind_the_line", diag.Options{},
			[]*diag.Problem{{Message: "m", Source: "ab\r\n", Pos: diag.Pos{File: "a.js", Line: 1, Column: 9}}},
			"error: m\n  at a.js:1:9\n\n> 1 │ ab\n    │   ^\n",
		},
		{
			"line_behind_the_file", diag.Options{},
			[]*diag.Problem{{Message: "m", Source: "a", Pos: diag.Pos{File: "a.js", Line: 2}}},
			"error: m\n  at a.js:2\n",
		},
		{
			"long_line_is_cut_around_the_column", diag.Options{Width: 40},
			[]*diag.Problem{{Message: "m", Source: "\nshort\n" + long + "\nf()", Pos: diag.Pos{File: "a.js", Line: 3, Column: strings.Index(long, "boom") + 1}}},
			`error: m
  at a.js:3:194

  2 │ …
> 3 │ …a); f(a); f(a); boom(); g(a); g(…
    │                  ^
  4 │ …
`,
		},
		{
			"start_of_a_long_line", diag.Options{Width: 30},
			[]*diag.Problem{{Message: "m", Source: long, Pos: diag.Pos{File: "a.js", Line: 1, Column: 7}}},
			"error: m\n  at a.js:1:7\n\n> 1 │ const a = 1; f(a); f(a)…\n    │       ^\n",
		},
		{
			"end_of_a_long_line", diag.Options{Width: 30},
			[]*diag.Problem{{Message: "m", Source: long, Pos: diag.Pos{File: "a.js", Line: 1, Column: len(long) - 4}}},
			"error: m\n  at a.js:1:377\n\n> 1 │ …(a); g(a); g(a); g(a);\n    │                    ^\n",
		},
		{
			"several_problems_and_lines", diag.Options{},
			[]*diag.Problem{{Message: "one\n  waiting for x\n"}, {Message: "two \x1b[31m"}},
			"error: one\n    waiting for x\n\nerror: two ␛[31m\n",
		},
		{
			"colour", diag.Options{Color: true},
			[]*diag.Problem{{
				Code: "VX3001", Severity: diag.Warning, Message: "m", Hint: "h", Source: "a", Pos: diag.Pos{File: "a.js", Line: 1, Column: 1},
				Stack: []diag.Frame{{Func: "f"}},
			}},
			"\x1b[1m\x1b[33mwarning[VX3001]:\x1b[0m \x1b[1mm\x1b[0m\n  at \x1b[36ma.js:1:1\x1b[0m\n\n" +
				"\x1b[1m\x1b[33m>\x1b[0m \x1b[1m1\x1b[0m \x1b[2m│\x1b[0m a\n    \x1b[2m│\x1b[0m \x1b[1m\x1b[33m^\x1b[0m\n\n" +
				"\x1b[32mhint:\x1b[0m h\n  \x1b[2min f\x1b[0m\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if err := diag.Render(&b, tt.opts, tt.in...); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, b.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestStackIsFolded(t *testing.T) {
	at := func(line int) diag.Frame { return diag.Frame{Func: "f", Pos: diag.Pos{File: "a.js", Line: line}} }
	p := &diag.Problem{Message: "m", Stack: []diag.Frame{at(1)}}
	for range 3000 {
		p.Stack = append(p.Stack, at(2))
	}
	for line := range 9 {
		p.Stack = append(p.Stack, at(line+3))
	}
	var b strings.Builder
	if err := diag.Render(&b, diag.Options{}, p); err != nil {
		t.Fatal(err)
	}
	want := `error: m
  in f (a.js:1)
  in f (a.js:2), 3000 times
  in f (a.js:3)
  in f (a.js:4)
  in f (a.js:5)
  in f (a.js:6)
  in f (a.js:7)
  in f (a.js:8)
  and 3 more frames
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestStackThatTellsNothingNewIsLeftOut(t *testing.T) {
	pos := diag.Pos{File: "a.js", Line: 1, Column: 2}
	var b strings.Builder
	if err := diag.Render(&b, diag.Options{}, &diag.Problem{Message: "m", Pos: pos, Stack: []diag.Frame{{Pos: pos}}}); err != nil {
		t.Fatal(err)
	}
	if want := "error: m\n  at a.js:1:2\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestRenderReturnsTheWritersError(t *testing.T) {
	if err := diag.Render(brokenWriter{}, diag.Options{}, &diag.Problem{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Render: got %v", err)
	}
	if err := diag.RenderJSON(brokenWriter{}, &diag.Problem{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("RenderJSON: got %v", err)
	}
}

func TestRenderJSON(t *testing.T) {
	var b strings.Builder
	err := diag.RenderJSON(
		&b,
		&diag.Problem{Message: "<m>"},
		&diag.Problem{
			Code: "VX3001", Severity: diag.Warning, Message: "m", Hint: "h", Pos: diag.Pos{File: "a.js", Line: 1, Column: 2},
			Stack: []diag.Frame{{Func: "f", Pos: diag.Pos{File: "a.js", Line: 1, Column: 2}}, {Func: "g"}},
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"severity":"error","message":"<m>"}
{"code":"VX3001","severity":"warning","message":"m","file":"a.js","line":1,"column":2,"hint":"h",` +
		`"stack":[{"func":"f","file":"a.js","line":1,"column":2},{"func":"g"}]}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestProblemIsAnError(t *testing.T) {
	cause := errors.New("cause")
	p := &diag.Problem{Message: "m", Pos: diag.Pos{File: "a.js", Line: 3, Column: 4}, Err: cause}
	if got, want := p.Error(), "a.js:3:4: m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p.Pos.Line = 0
	if got, want := p.Error(), "a.js: m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p.Pos.File = ""
	if got, want := p.Error(), "m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !errors.Is(p, cause) {
		t.Error("the cause is lost")
	}
}
