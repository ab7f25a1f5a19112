// Package changes asks git which files differ from the last commit.
package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// ErrNoGit is the error when git is not installed, ErrNoRepository when a folder is in no repository.
var (
	ErrNoGit        = errors.New("git is not installed, or not in the PATH")
	ErrNoRepository = errors.New("this folder is in no git repository")
)

// Since returns the absolute paths of the files that differ from the last commit, in the whole repository that a folder is in: changed,
// deleted and new ones, whether they are staged or not. Before the first commit these are all files that are not ignored.
func Since(ctx context.Context, dir string) ([]string, error) {
	up, err := git(ctx, dir, "rev-parse", "--show-cdup")
	if err != nil {
		return nil, err
	}
	root := filepath.Join(dir, filepath.FromSlash(strings.TrimSuffix(up, "\n")))
	lists := [][]string{{"diff", "--name-only", "--no-renames", "-z", "HEAD", "--"}, {"ls-files", "--others", "--exclude-standard", "-z"}}
	if _, err := git(ctx, root, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		lists[0] = []string{"ls-files", "-z"}
	}
	paths := []string{}
	for _, args := range lists {
		out, err := git(ctx, root, args...)
		if err != nil {
			return nil, err
		}
		for name := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
			if name != "" {
				paths = append(paths, filepath.Join(root, filepath.FromSlash(name)))
			}
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-optional-locks", "-C", dir}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // its messages are looked at
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	err := cmd.Run()
	switch {
	case err == nil:
		return out.String(), nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return "", ErrNoGit
	case strings.Contains(talk.String(), "not a git repository"):
		return "", ErrNoRepository
	}
	return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(talk.String()))
}
