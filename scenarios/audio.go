package scenarios

import (
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"voxemu/runtime/audiofile"
	"voxemu/runtime/diag"
)

// AudioFile is what players find at an address.
type AudioFile struct {
	// Address is a URL, possibly with *.
	Address string
	// Length is how long it plays, that of the local file if one is named; After how long it takes until it is loaded.
	Length, After time.Duration
	// Status is the HTTP status with which loading fails, 400 to 599; 0 when it does not fail.
	Status int
	Pos    diag.Pos
}

// audioFiles reads a mapping of addresses: the path of a file, or { file }, { length } or { status }, with after. What local files are
// is found out at once, so that one which can't be played is a problem before anything runs.
func (l *loader) audioFiles(src *source, n *node) ([]AudioFile, Problems) {
	if n == nil {
		return nil, nil
	}
	r := &audioReader{centreReader{src: src}, l}
	var out []AudioFile
	for _, f := range n.fields {
		out = append(out, r.file(f))
	}
	return out, r.problems
}

type audioReader struct {
	centreReader
	l *loader
}

func (r *audioReader) file(f field) AudioFile {
	a := AudioFile{Address: f.key, Pos: r.src.key(f)}
	if f.value.kind == kindString {
		a.Length = r.local(f.value)
		return a
	}
	length, status, file := f.value.get("length"), f.value.get("status"), f.value.get("file")
	said := 0
	for _, n := range []*node{length, status, file} {
		if n != nil {
			said++
		}
	}
	if said != 1 {
		r.fail(f.value, "%s needs one of file, length and status", f.key)
		return a
	}
	a.Length, a.After = r.duration(length), r.duration(f.value.get("after"))
	switch {
	case file != nil:
		a.Length = r.local(file)
	case status != nil:
		if a.Status, _ = strconv.Atoi(status.text); a.Status < 400 || a.Status > 599 {
			r.fail(status, "%s is no status with which loading fails: write one from 400 to 599", status.text)
		}
	}
	return a
}

// local returns how long a file plays. Its path is seen from the folder of the file that names it.
func (r *audioReader) local(n *node) time.Duration {
	abs := filepath.FromSlash(n.text)
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(filepath.Dir(r.l.abs(filepath.FromSlash(r.src.file))), abs)
	}
	length, err := r.l.audioLength(abs)
	if err != nil {
		p := r.src.problem(diag.CodePath, r.src.of(n), "name an mp3, ogg, flac or wav file of up to 10 MB", "file %q: %v", n.text, err)
		p.Err = err
		r.problems = append(r.problems, p)
	}
	return length
}

func (l *loader) audioLength(abs string) (time.Duration, error) {
	info, err := l.opt.Files.Stat(abs)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%s", l.unreadable(abs, err).Message)
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("not a file")
	case info.Size() > audiofile.MaxBytes:
		return 0, fmt.Errorf("the file is larger than %d MB", audiofile.MaxBytes>>20)
	}
	data, err := l.opt.Files.ReadFile(abs)
	if err != nil {
		return 0, fmt.Errorf("%s", l.unreadable(abs, err).Message)
	}
	f, err := audiofile.Read(data)
	return f.Length, err
}
