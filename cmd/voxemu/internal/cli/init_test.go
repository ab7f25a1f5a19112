package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit/kit/typings"
	"voxemu/scenarios/testkit/snapshot"
)

// initIn runs voxemu init in a folder and returns what it says, line by line, without the last hint.
func initIn(t *testing.T, dir string, args ...string) (code int, said []string) {
	t.Helper()
	var out, talk bytes.Buffer
	code = Main(&Env{Args: append([]string{"init"}, args...), Stdout: &out, Stderr: &talk, Cwd: dir, Getenv: func(string) string { return "" }})
	text, _, _ := strings.Cut(out.String(), "\n\n")
	return code, strings.Split(text+talk.String(), "\n")
}

func TestInitWritesWhatIsMissingOnly(t *testing.T) {
	all := []string{"wrote hello.voxengine.js", "wrote hello.test.js", "wrote " + typings.Name, "wrote jsconfig.json"}
	for name, one := range map[string]struct {
		files map[string]string
		args  []string
		want  []string
	}{
		"an empty folder":            {nil, nil, all},
		"a scenario":                 {map[string]string{"ivr.ts": ""}, nil, all[1:]},
		"the vendor's layout":        {map[string]string{"voxfiles/applications/a/x": ""}, nil, all[1:]},
		"tests":                      {map[string]string{"ivr.js": "", "tests/a.spec.ts": ""}, nil, all[2:]},
		"settings are no scenarios":  {map[string]string{"eslint.config.js": "", "types.d.ts": ""}, nil, all},
		"settings of TypeScript":     {map[string]string{"tsconfig.json": ""}, nil, all[:3]},
		"own typings are left alone": {map[string]string{typings.Name: "// mine"}, nil, []string{all[0], all[1], "left alone " + typings.Name + ": --force writes it anew", all[3]}},
		"unless they are forced":     {map[string]string{typings.Name: "// mine"}, []string{"--force"}, []string{all[0], all[1], "wrote anew " + typings.Name, all[3]}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range one.files {
				path := filepath.Join(dir, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			code, said := initIn(t, dir, one.args...)
			if diff := cmp.Diff(one.want, said); code != diag.ExitOK || diff != "" {
				t.Error(code, diff)
			}
		})
	}
}

func TestInitNamesWhatItCannotWrite(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "project", "jsconfig.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	for arg, want := range map[string]string{"file": "the folder file can't be written", "project": "the file project/jsconfig.json can't be written"} {
		if code, said := initIn(t, dir, arg); code != diag.ExitUsage || !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("%s: %d %q, want %q", arg, code, said, want)
		}
	}
}

// The environment says whether snapshots may be written, unless the flags do.
func TestWhoDecidesAboutSnapshots(t *testing.T) {
	for name, one := range map[string]struct {
		args []string
		ci   string
		want snapshot.Mode
	}{
		"at home":              {nil, "", snapshot.New},
		"on a CI machine":      {nil, "true", snapshot.None},
		"CI switched off":      {nil, "false", snapshot.New},
		"CI of 0":              {nil, "0", snapshot.New},
		"the flag":             {[]string{"--ci"}, "", snapshot.None},
		"the flag against $CI": {[]string{"--ci=false"}, "true", snapshot.New},
		"an update":            {[]string{"-u"}, "true", snapshot.Update},
	} {
		var f snapshotFlags
		cmd := newVersion(&Env{})
		f.add(cmd.Flags())
		if err := cmd.ParseFlags(one.args); err != nil {
			t.Fatal(err)
		}
		if got := f.mode(&Env{Getenv: func(string) string { return one.ci }}); got != one.want {
			t.Errorf("%s: %v, want %v", name, got, one.want)
		}
	}
}
