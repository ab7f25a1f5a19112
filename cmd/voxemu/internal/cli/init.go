package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit/typings"
)

func newInit(env *Env) *cobra.Command {
	force := false
	cmd := &cobra.Command{
		Use:   "init [flags] [DIR]",
		Short: "Write a first scenario, a first test, and typings for editors",
		Long: `Write what is missing to test scenarios in DIR, by default the current folder: a first scenario if there is none, a first test if there
is none, ` + typings.Name + ` with the types of the VoxEngine API and of tests, and a jsconfig.json that makes editors use them.
Files that are there are left alone; only ` + typings.Name + `, which it has made itself, is made anew.`,
		Example: "  voxemu init\n  voxemu init support && voxemu test support",
		Args:    atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := env.Cwd
			if len(args) > 0 {
				dir = env.path(args[0])
			}
			return initialise(env, dir, force)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "write files that are there anew")
	return cmd
}

// starter is a file that a new project gets.
type starter struct{ name, text string }

func initialise(env *Env, dir string, force bool) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return unwritable("the folder", testkit.Shown(dir, env.Cwd), err, "name a folder that files can be written to")
	}
	files, err := starters(dir, force)
	if err != nil {
		return unwritable("the folder", testkit.Shown(dir, env.Cwd), err, "name a folder that files can be written to")
	}
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		shown, did := testkit.Shown(path, env.Cwd), "wrote"
		switch old, err := os.ReadFile(path); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return unwritable("the file", testkit.Shown(path, env.Cwd), err, "name a folder that files can be written to")
		case string(old) == f.text:
			fmt.Fprintf(env.Stdout, "left alone %s: it is as it would be written\n", shown)
			continue
		case !force && !typings.Ours(f.name, string(old)):
			fmt.Fprintf(env.Stdout, "left alone %s: --force writes it anew\n", shown)
			continue
		default:
			did = "wrote anew"
		}
		if err := os.WriteFile(path, []byte(f.text), 0o666); err != nil {
			return unwritable("the file", testkit.Shown(path, env.Cwd), err, "name a folder that files can be written to")
		}
		fmt.Fprintf(env.Stdout, "%s %s\n", did, shown)
	}
	hint := "voxemu test"
	if dir != env.Cwd {
		hint += " " + testkit.Shown(dir, env.Cwd)
	}
	fmt.Fprintf(env.Stdout, "\nRun the tests with: %s\n", hint)
	return nil
}

// starters are the files that a folder needs.
func starters(dir string, force bool) ([]starter, error) {
	own, load, err := scenariosIn(dir)
	if err != nil {
		return nil, err
	}
	files, test := []starter{}, starter{"hello.test.js", helloTest}
	if own {
		test.text = fmt.Sprintf(ownTest, load)
	} else {
		files = append(files, starter{helloName, helloScenario})
	}
	_, none := testkit.Discover(nil, dir)
	if exists(filepath.Join(dir, test.name)) || none != nil || force {
		files = append(files, test)
	}
	files = append(files, starter{typings.Name, typings.Text()})
	if !exists(filepath.Join(dir, "tsconfig.json")) {
		files = append(files, starter{"jsconfig.json", editorSettings})
	}
	return files, nil
}

const helloName = "hello.voxengine.js"

// scenariosIn reports whether a folder has scenarios other than the first one of this command, and the line of a test that loads them if
// the folder as a whole is no project.
func scenariosIn(dir string) (own bool, load string, err error) {
	entries, err := os.ReadDir(dir)
	var scripts []string
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "voxfiles", name == "applications", name == "voxemu.yaml":
			return true, "", nil
		case e.IsDir(), name == helloName, strings.HasSuffix(name, ".d.ts"), strings.Contains(name, ".test."), strings.Contains(name, ".config."):
		case filepath.Ext(name) == ".js", filepath.Ext(name) == ".ts":
			scripts = append(scripts, name)
		}
	}
	if len(scripts) > 1 {
		load = "\n  app.load('" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(scripts[0]) + "');"
	}
	return len(scripts) > 0, load, err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
