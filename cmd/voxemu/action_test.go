package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// action is action.yml, as far as the runner of GitHub reads it.
type action struct {
	Name, Description string
	Inputs            map[string]struct{ Description, Default string }
	Runs              struct {
		Using string
		Steps []struct {
			Name, Uses, Shell, Run string
			With, Env              map[string]string
			Directory              string `yaml:"working-directory"`
		}
	}
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalWithOptions(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

var expression = regexp.MustCompile(`\$\{\{ *([a-z_.-]+) *\}\}`)

// fill puts inputs into a text as the runner does.
func fill(t *testing.T, a *action, text string, given map[string]string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		if name == "github.action_path" {
			return absolute(t, root)
		}
		name, ok := strings.CutPrefix(name, "inputs.")
		input, declared := a.Inputs[name]
		if !ok || !declared {
			t.Errorf("%s is not known", e)
		}
		if value, ok := given[name]; ok {
			return value
		}
		return input.Default
	})
}

// play runs a step of the action and returns what it prints and its exit code.
func play(t *testing.T, a *action, step int, workspace, temp string, given map[string]string) (string, int) {
	t.Helper()
	s := a.Runs.Steps[step]
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", fill(t, a, s.Run, given))
	cmd.Dir = filepath.Join(workspace, fill(t, a, s.Directory, given))
	cmd.Env = append(os.Environ(), "GITHUB_ACTION_PATH="+absolute(t, root), "GITHUB_WORKSPACE="+workspace, "RUNNER_TEMP="+temp)
	for name, value := range s.Env {
		cmd.Env = append(cmd.Env, name+"="+fill(t, a, value, given))
	}
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	err := cmd.Run()
	if e, ok := errors.AsType[*exec.ExitError](err); ok {
		return out.String() + talk.String(), e.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String() + talk.String(), 0
}

// action.yml does what it says: it builds voxemu, checks, and hands the findings on in the forms that GitHub reads.
func TestActionBuildsAndChecks(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the command")
	}
	var a action
	readYAML(t, "action.yml", &a)
	if a.Name == "" || a.Description == "" || a.Runs.Using != "composite" || len(a.Runs.Steps) != 3 {
		t.Fatalf("%+v", a)
	}
	for _, s := range a.Runs.Steps {
		if (s.Uses == "") == (s.Run == "") || s.Run != "" && s.Shell == "" {
			t.Errorf("the step %q has to use an action, or to run something in a shell", s.Name)
		}
	}
	if file := fill(t, &a, a.Runs.Steps[0].With["go-version-file"], nil); !strings.HasSuffix(file, "go.mod") {
		t.Errorf("go-version-file is %s", file)
	} else if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	temp, workspace := t.TempDir(), t.TempDir()
	const build, check = 1, 2
	if out, code := play(t, &a, build, workspace, temp, nil); code != 0 {
		t.Fatalf("exit code %d: %s", code, out)
	}
	for name, text := range map[string]string{"sub/a b.voxengine.js": "VoxEngine.terminate();\nf(;\n", "good.voxengine.js": "VoxEngine.terminate();\n"} {
		path := filepath.Join(workspace, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	for name, tc := range map[string]struct {
		given map[string]string
		says  string
		code  int
	}{
		"a_finding_fails_and_is_an_annotation": {nil, "::error file=sub/a b.voxengine.js,line=2,col=3,title=VX1701 syntax::Unexpected", 1},
		"paths_are_seen_from_the_folder":       {map[string]string{"working-directory": "sub", "paths": "a b.voxengine.js\n"}, "::error file=sub/a b.voxengine.js,line=2,", 1},
		"several_paths":                        {map[string]string{"paths": "good.voxengine.js\nsub/a b.voxengine.js"}, "file=sub/a b.voxengine.js", 1},
		"nothing_found":                        {map[string]string{"paths": "good.voxengine.js"}, "", 0},
		"not_to_fail":                          {map[string]string{"fail-on": "never"}, "::error file=", 0},
		"ignored":                              {map[string]string{"ignore": "syntax", "select": "default"}, "", 0},
		"a_file_for_code_scanning":             {map[string]string{"sarif": "out/x.sarif"}, "::error file=", 1},
		"wrong_use":                            {map[string]string{"select": "nonsense"}, `there is no rule "nonsense"`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			out, code := play(t, &a, check, workspace, temp, tc.given)
			if code != tc.code || !strings.Contains(out, tc.says) || tc.says == "" && out != "" {
				t.Errorf("exit code %d, want %d; %s", code, tc.code, out)
			}
		})
	}
	text, err := os.ReadFile(filepath.Join(workspace, "out", "x.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	var sarif struct{ Version string }
	if err := json.Unmarshal(text, &sarif); err != nil || sarif.Version != "2.1.0" || !bytes.Contains(text, []byte("sub/a%20b.voxengine.js")) {
		t.Errorf("%v, %s", err, text)
	}
}

// .pre-commit-hooks.yaml names commands that exist, and asks for them when a file changes that they look at.
func TestPreCommitHooks(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs the command")
	}
	var hooks []struct {
		ID, Name, Entry, Language, Files string
		Pass                             *bool `yaml:"pass_filenames"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 2 {
		t.Fatalf("%d hooks", len(hooks))
	}
	for _, h := range hooks {
		t.Run(h.ID, func(t *testing.T) {
			if h.Name == "" || h.Language != "golang" || h.Pass == nil || *h.Pass {
				t.Errorf("%+v", h)
			}
			files := regexp.MustCompile(h.Files)
			for name, want := range map[string]bool{
				"voxfiles/scenarios/src/ivr.voxengine.ts": true, "ivr.js": true, "voxfiles/applications/a/rules.config.json": true, "voxemu.yml": true,
				"README.md": false, "package.json": false, "x.jsx": false,
			} {
				if got := files.MatchString(name); got != want {
					t.Errorf("%s: %v", name, got)
				}
			}
			command := strings.Fields(h.Entry)
			for text, want := range map[string]int{"VoxEngine.terminate();\n": 0, "f(;\n": 1} {
				cmd := exec.Command(command[0], append(command[1:], "project")...)
				cmd.Dir = t.TempDir()
				if err := errors.Join(os.Mkdir(filepath.Join(cmd.Dir, "project"), 0o777), os.WriteFile(filepath.Join(cmd.Dir, "project", "a.voxengine.js"), []byte(text), 0o666)); err != nil {
					t.Fatal(err)
				}
				out, err := cmd.CombinedOutput()
				if e, failed := errors.AsType[*exec.ExitError](err); err != nil && !failed || failed && e.ExitCode() != want || !failed && want != 0 {
					t.Errorf("%v, want exit code %d: %s", err, want, out)
				}
			}
		})
	}
}
