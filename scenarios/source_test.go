package scenarios

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"voxemu/runtime/diag"

	"github.com/google/go-cmp/cmp"
)

// problemOf loads one file with this text and returns the only problem.
func problemOf(t *testing.T, name, text string) *diag.Problem {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, name), text)
	_, err := Load([]string{name}, Options{Cwd: dir})
	p, ok := errors.AsType[*diag.Problem](err)
	if !ok {
		return &diag.Problem{}
	}
	return p
}

func TestSourceRules(t *testing.T) {
	long := strings.Repeat("é", MaxSourceChars)
	for _, tt := range []struct {
		name, text, want string
		pos              diag.Pos
	}{
		{name: "latin1_is_not_utf8", text: "ok()\né = '\xe9'", want: "not UTF-8: byte 0xe9 at offset 11", pos: diag.Pos{File: "a.js", Line: 2, Column: 6}},
		{name: "replacement_character_is_utf8", text: "'\uFFFD'"},
		{name: "characters_count_not_bytes", text: long},
		{name: "one_character_too_many", text: long + "x", want: "the scenario has 262145 characters, 1 more than the cloud takes", pos: diag.Pos{File: "a.js"}},
		{name: "byte_order_mark_alone_is_empty", text: "\ufeff \n", want: "the scenario is empty", pos: diag.Pos{File: "a.js"}},
		{name: "byte_order_mark_is_kept", text: "\ufeffx()"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := problemOf(t, "a.js", tt.text)
			if got.Message != tt.want || got.Pos != tt.pos {
				t.Errorf("got %v: %q, want %v: %q", got.Pos, got.Message, tt.pos, tt.want)
			}
		})
	}
}

func TestScenarioName(t *testing.T) {
	for path, want := range map[string]string{
		"a/ivr.voxengine.js": "ivr", "ivr.voxengine.ts": "ivr", "ivr.js": "ivr", "my.flow.js": "my.flow", "ivr": "ivr",
		"ivr.voxengines.js": "ivr.voxengines", ".voxengine.js": ".voxengine", ".js": ".js",
	} {
		if got := scenarioName(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestConfigMayBeginWithByteOrderMark(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "applications/a/rules.config.json"), "\ufeff"+`[{"ruleName": "r"}]`)
	write(t, filepath.Join(dir, "voxemu.yml"), "\ufefflimits: lenient\n")
	write(t, filepath.Join(dir, ".env"), "\ufeffA=1\n")
	p, err := Load([]string{dir}, Options{Cwd: dir})
	if err != nil {
		t.Fatal(err)
	}
	if a := p.Application; a.Limits != LimitsLenient || a.Secrets["A"] != "1" || a.Rules[0].Name != "r" {
		t.Errorf("got %+v", a)
	}
}

// The parser ends lines at lone CRs too; places are told in the lines that editors and messages show.
func TestPlacesInYAMLCountLineFeeds(t *testing.T) {
	for text, want := range map[string]string{
		"limits:\n  wrong: 1\n":     "voxemu.yaml:2:3",
		"limits:\r\n  wrong: 1\r\n": "voxemu.yaml:2:3",
		"limits:\r  wrong: 1\r":     "voxemu.yaml:1:11",
		"# a\n\r\r- ii: [1\r]: 5\n": "voxemu.yaml:2:13",
	} {
		_, problems := readConfig(&source{file: "voxemu.yaml", text: text})
		if len(problems) == 0 || problems[0].Pos.String() != want {
			t.Errorf("%q: got %v, want a problem at %s", text, problems, want)
		}
	}
}

func TestYAMLOfUnusualSizeIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"bytes":   "#" + strings.Repeat("x", maxConfigBytes),
		"aliases": "a: &a [1,2,3,4,5,6,7,8,9]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\n",
	} {
		_, problems := readConfig(&source{file: "voxemu.yaml", text: text})
		if len(problems) != 1 || !strings.Contains(problems[0].Message, "the file h") {
			t.Errorf("%s: got %v", name, problems)
		}
	}
}

// brokenFiles fails as a disk may.
type brokenFiles struct{ osFiles }

func (brokenFiles) ReadFile(name string) ([]byte, error) {
	return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("input/output error")}
}

func TestUnreadableFileIsAProblem(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "ivr.js"), "x()")
	_, err := Load([]string{"ivr.js"}, Options{Cwd: dir, Files: brokenFiles{}})
	if got, want := err.Error(), "ivr.js: input/output error"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := Load([]string{"gone.js"}, Options{Cwd: dir}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v does not wrap fs.ErrNotExist", err)
	}
}

func TestSecretsStayOutOfMessages(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "ivr.js"), "x()")
	write(t, filepath.Join(dir, ".env"), "A=hunter1\nthe word hunter2\nB=hunter3\n")
	_, err := Load([]string{"ivr.js"}, Options{Cwd: dir})
	p, ok := errors.AsType[*diag.Problem](err)
	if !ok {
		t.Fatal("no problem")
	}
	if strings.Contains(p.Error()+p.Hint+p.Source, "hunter") {
		t.Errorf("a secret shows in %q %q %q", p.Error(), p.Hint, p.Source)
	}
	if got, want := p.Pos, (diag.Pos{File: ".env", Line: 2, Column: 1}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDidYouMean(t *testing.T) {
	many := strings.Split("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn", " ")
	for _, tt := range []struct {
		name       string
		candidates []string
		want       string
	}{
		{"uesrs", []string{"limits", "users"}, `did you mean "users"?`},
		{"zzzz", []string{"limits", "users"}, `there is "limits", "users"`},
		{"zzzz", nil, ""},
		{"zzzz", many, "there are " + quoted(many[:12]) + " and 2 more"},
	} {
		if diff := cmp.Diff(tt.want, didYouMean(tt.name, tt.candidates)); diff != "" {
			t.Error(diff)
		}
	}
}

// Types are not uploaded, so they don't count.
func TestTypesDoNotCountAsLength(t *testing.T) {
	types := strings.Repeat("interface A { number: string }\n", 10_000)
	code := strings.Repeat("f();\n", MaxSourceChars/5)
	for _, tt := range []struct{ name, text, want string }{
		{"types_alone_make_it_long", types + "let a: A;", ""},
		{"code_alone_is_long", code + code, "the scenario has 524280 characters without its types, 262136 more than the cloud takes"},
		{"mistakes_are_reported_when_it_is_compiled", types + "let = (", ""},
		{"beyond_all_measure", strings.Repeat(types, 28), "the scenario has 8680000 characters, 8417856 more than the cloud takes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := problemOf(t, "a.ts", tt.text).Message; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
