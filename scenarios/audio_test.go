package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/audiofile"
)

// sounds makes a folder with sounds/tone.flac, sounds/large.mp3 and a file of far ends.
func sounds(t *testing.T, files string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	tone, err := os.ReadFile(filepath.Join("..", "runtime", "audiofile", "testdata", "tone.flac"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "far", "sounds", "tone.flac"), string(tone))
	write(t, filepath.Join(dir, "far", "sounds", "large.mp3"), strings.Repeat("\x00", audiofile.MaxBytes+1))
	write(t, filepath.Join(dir, "far", "far.yaml"), "files:\n  "+strings.ReplaceAll(files, "DIR", filepath.ToSlash(dir))+"\n")
	return dir
}

func TestFilesThatPlayersFind(t *testing.T) {
	for _, c := range []struct {
		name, files string
		want        AudioFile
	}{
		{"a_path_from_the_folder_of_the_file", "https://e.com/a: sounds/tone.flac", AudioFile{Address: "https://e.com/a", Length: 500 * time.Millisecond}},
		{"an_absolute_path", "https://e.com/a: { file: DIR/far/sounds/tone.flac }", AudioFile{Address: "https://e.com/a", Length: 500 * time.Millisecond}},
		{"a_file_that_takes_its_time", "http://e.com/*: { file: sounds/tone.flac, after: 2s }", AudioFile{Address: "http://e.com/*", Length: 500 * time.Millisecond, After: 2 * time.Second}},
		{"a_length", `"*": { length: 12s }`, AudioFile{Address: "*", Length: 12 * time.Second}},
		{"a_status", "https://e.com/a: { status: 404, after: 1s }", AudioFile{Address: "https://e.com/a", Status: 404, After: time.Second}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := sounds(t, c.files)
			far, err := LoadFar("far/far.yaml", Options{Cwd: dir})
			if err != nil || len(far.Files) != 1 || len(far.Ends) != 0 {
				t.Fatalf("got %+v, %v", far, err)
			}
			got := far.Files[0]
			if place := fmt.Sprint(got.Pos); !strings.HasPrefix(place, "far/far.yaml:2:3") {
				t.Errorf("it is at %s", place)
			}
			got.Pos = c.want.Pos
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFilesThatCannotBePlayed(t *testing.T) {
	for _, c := range []struct{ name, files, want string }{
		{"not_there", "https://e.com/a: sounds/gone.mp3", `file "sounds/gone.mp3": no such file or folder`},
		{"a_folder", "https://e.com/a: { file: sounds }", `file "sounds": not a file`},
		{"too_large", "https://e.com/a: sounds/large.mp3", `file "sounds/large.mp3": the file is larger than 10 MB`},
		{"no_audio", "https://e.com/a: far.yaml", `file "far.yaml": the file is no mp3, ogg, flac or wav`},
		{"nothing_said", "https://e.com/a: { after: 1s }", "https://e.com/a needs one of file, length and status"},
		{"too_much_said", "https://e.com/a: { length: 1s, status: 404 }", "https://e.com/a needs one of file, length and status"},
		{"a_status_of_success", "https://e.com/a: { status: 200 }", "200 is no status with which loading fails: write one from 400 to 599"},
		{"no_duration", "https://e.com/a: { length: 1s, after: soon }", `"soon" is no duration: write 500ms, 30s, 2m or 1h, up to 24h`},
		{"no_address", "a.mp3: { length: 1s }", `"a.mp3" is no key for files`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := LoadFar("far/far.yaml", Options{Cwd: sounds(t, c.files)})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

// A project has them as well.
func TestFilesOfAProject(t *testing.T) {
	dir := sounds(t, "https://e.com/a: far.yaml")
	write(t, filepath.Join(dir, "app", "ivr.voxengine.js"), "1")
	write(t, filepath.Join(dir, "app", "voxemu.yaml"), "files:\n  https://e.com/a: ../far/sounds/tone.flac\n")
	p, err := Load([]string{"app"}, Options{Cwd: dir})
	if err != nil {
		t.Fatal(err)
	}
	if files := p.Application.Files; len(files) != 1 || files[0].Length != 500*time.Millisecond {
		t.Errorf("got %+v", files)
	}
	write(t, filepath.Join(dir, "app", "voxemu.yaml"), "files:\n  https://e.com/a: gone.mp3\n")
	if _, err := Load([]string{"app"}, Options{Cwd: dir}); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("got %v", err)
	}
}
