package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/recording/shelf"
	"voxemu/runtime/session"
	"voxemu/scenarios"
)

// noRecordings is the value of --recordings that writes no files.
const noRecordings = "none"

// openShelf returns what keeps the recordings of a run. A folder that is named must be one that can be written, or not be there
// yet; of the usual one that is seen when there is something to write.
func openShelf(dir string, project *scenarios.Project, env *Env, out session.RoundTripper) (*shelf.Shelf, error) {
	o := shelf.Options{Out: out}
	switch dir {
	case noRecordings:
	case "":
		o.Dir = filepath.Join(project.Dir, ".voxemu", "recordings")
		if o.Name = o.Dir; filepath.IsAbs(o.Dir) {
			if rel, err := filepath.Rel(env.Cwd, o.Dir); err == nil && !strings.HasPrefix(rel, "..") {
				o.Name = rel
			}
		}
	default:
		o.Dir, o.Name = env.path(dir), filepath.Clean(dir)
		if err := writable(o.Dir); err != nil {
			return nil, usage(fmt.Sprintf("--recordings: %s can't be written: %v", dir, err), "name another folder, or none")
		}
	}
	return shelf.New(o), nil
}

// writable tells why no files can be made in a folder that is there; nil if it is not there.
func writable(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.IsDir():
		return errors.New("it is no folder")
	case err == nil:
		var file *os.File
		if file, err = os.CreateTemp(dir, ".voxemu-*"); err == nil {
			return errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// maxRecordingLines is how many recordings the end of a run lists.
const maxRecordingLines = 10

// recordings returns the lines that tell where recordings are, and what went wrong with them.
func recordings(s *shelf.Shelf) (lines []string, problems []*diag.Problem) {
	files, err := s.Close()
	for i, f := range files {
		if i == maxRecordingLines {
			lines = append(lines, fmt.Sprintf("  recorded  and %d more", len(files)-i))
			break
		}
		ending := filepath.Ext(f.Transcript)
		lines = append(lines, fmt.Sprintf("  recorded  %s and %s · %.1f s", f.WAV, ending, f.Length.Seconds()))
	}
	if err != nil {
		for text := range strings.SplitSeq(err.Error(), "\n") {
			problems = append(problems, &diag.Problem{
				Code: diag.CodeOutput, Message: "a recording is lost: " + text, Severity: diag.Warning,
				Hint: "give the recordings a folder with room, with --recordings",
			})
		}
	}
	return lines, problems
}
