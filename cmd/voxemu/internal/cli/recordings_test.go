package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorded is a scenario with a recorder.
const recorded = `require(Modules.Recorder);
VoxEngine.addEventListener(AppEvents.Started, () => { VoxEngine.createRecorder().stop(); VoxEngine.terminate(); });`

func TestFolderOfRecordings(t *testing.T) {
	for _, tt := range []struct {
		name, args string
		code       int
		says       string // on stdout, or on stderr after a mistake
		file       string // that is there then
	}{
		{"beside_the_project", "", 0, "recorded  shop/.voxemu/recordings/s1-1.wav and .json", "shop/.voxemu/recordings/s1-1.wav"},
		{"a_new_one", "--recordings a/b/", 0, "recorded  a/b/s1-1.wav and .json", "a/b/s1-1.json"},
		{"one_that_is_there", "--recordings shop", 0, "recorded  shop/s1-1.wav", "shop/s1-1.wav"},
		{"none", "--recordings none", 0, "Normal termination", "shop/one.js"},
		{"a_file", "--recordings shop/one.js", 2, "--recordings: shop/one.js can't be written: it is no folder", "shop/one.js"},
		{"in_a_file", "--recordings shop/one.js/a", 2, "can't be written: not a directory", "shop/one.js"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cwd := t.TempDir()
			shop := filepath.Join(cwd, "shop")
			if err := os.Mkdir(shop, 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(shop, "one.js"), []byte(recorded), 0o666); err != nil {
				t.Fatal(err)
			}
			args := append([]string{"run", "shop/one.js", "--start", "--storage", ":memory:"}, strings.Fields(tt.args)...)
			if tt.name == "beside_the_project" {
				args[1] = "shop"
			}
			code, stdout, stderr := try(cwd, args...)
			if code != tt.code || !strings.Contains(stdout+stderr, tt.says) {
				t.Errorf("exit code %d, want %d and %q\n%s%s", code, tt.code, tt.says, stdout, stderr)
			}
			if _, err := os.Stat(filepath.Join(cwd, tt.file)); err != nil {
				t.Error(err)
			}
			if left, _ := filepath.Glob(filepath.Join(shop, ".voxemu-*")); left != nil {
				t.Errorf("%v is left behind", left)
			}
		})
	}
}
