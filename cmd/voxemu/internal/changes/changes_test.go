package changes_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"voxemu/cmd/voxemu/internal/changes"
)

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// since returns the changes as names from the root on.
func since(t *testing.T, root, dir string) []string {
	t.Helper()
	paths, err := changes.Since(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, path := range paths {
		rel, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.ToSlash(rel))
	}
	return names
}

func TestSince(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=nobody", "-c", "user.email=nobody@example.com", "-C", dir}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	want := func(names ...string) {
		t.Helper()
		if got := since(t, dir, dir); !slices.Equal(got, names) {
			t.Errorf("got %q, want %q", got, names)
		}
	}
	if _, err := changes.Since(t.Context(), dir); !errors.Is(err, changes.ErrNoRepository) {
		t.Errorf("outside a repository: %v", err)
	}
	git("init", "-q")
	write(t, dir, ".gitignore", "ignored\n")
	write(t, dir, "ignored", "")
	write(t, dir, "a b.js", "1")
	write(t, dir, "sub/ü.js", "1")
	git("add", "sub")
	want(".gitignore", "a b.js", "sub/ü.js") // before the first commit
	git("add", ".")
	git("commit", "-q", "-m", "first")
	want()
	write(t, dir, "sub/ü.js", "2")
	write(t, dir, "sub/new.js", "")
	if err := os.Remove(filepath.Join(dir, "a b.js")); err != nil {
		t.Fatal(err)
	}
	want("a b.js", "sub/new.js", "sub/ü.js")
	if got := since(t, dir, filepath.Join(dir, "sub")); len(got) != 3 {
		t.Errorf("from a folder below: %q", got)
	}
	git("mv", "sub/ü.js", "sub/moved.js")
	want("a b.js", "sub/moved.js", "sub/new.js", "sub/ü.js")
}

func TestWithoutGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := changes.Since(t.Context(), t.TempDir()); !errors.Is(err, changes.ErrNoGit) {
		t.Errorf("got %v, want %v", err, changes.ErrNoGit)
	}
}
