// Package shelf keeps the recordings of a run: as files in a folder, and behind the addresses that scripts know them by.
//
//	s := shelf.New(shelf.Options{Dir: dir, Out: transport.New()})
//	// as Recordings and as HTTP of the run; afterwards:
//	files, err := s.Close()
//
// Files are written beside the run, so that no turn of a script waits for a disk. What an address gives is made of the recording
// itself and is the same whether there are files or not.
package shelf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"voxemu/runtime/recording"
	"voxemu/runtime/session"
)

// Options say where recordings go.
type Options struct {
	// Dir is the folder of the files, which is made when the first is written; "" writes none.
	Dir string
	// Name is how people see the folder; "" stands for Dir.
	Name string
	// Out carries requests to all other addresses; nil is no way to the network.
	Out session.RoundTripper
}

// Shelf keeps recordings. Save and Answer belong to the goroutine of the loop.
type Shelf struct {
	opts   Options
	byPath map[string]*recording.Recording
	files  []*File
	slots  chan struct{}
	busy   sync.WaitGroup
}

var (
	_ session.Recordings   = (*Shelf)(nil)
	_ session.RoundTripper = (*Shelf)(nil)
	_ session.Answerer     = (*Shelf)(nil)
)

// writers is how many recordings are written at a time.
const writers = 2

// New returns an empty shelf.
func New(o Options) *Shelf {
	if o.Name == "" {
		o.Name = o.Dir
	}
	return &Shelf{opts: o, byPath: map[string]*recording.Recording{}, slots: make(chan struct{}, writers)}
}

// File is a recording that is kept as files.
type File struct {
	*recording.Recording
	// WAV and Transcript are the files as people see them.
	WAV, Transcript string
	err             error
}

// Save keeps a recording, which must not change any more. Its address answers from now on.
func (s *Shelf) Save(r *recording.Recording) error {
	s.byPath[path(r.URL)] = r
	if s.opts.Dir == "" {
		return nil
	}
	if err := os.MkdirAll(s.opts.Dir, 0o777); err != nil {
		return fmt.Errorf("the folder %s can't be made: %w", s.opts.Name, cause(err))
	}
	base := filepath.Join(s.opts.Name, r.Base())
	f := &File{Recording: r, WAV: base + ".wav", Transcript: base + ".json"}
	s.files = append(s.files, f)
	s.busy.Go(func() {
		s.slots <- struct{}{}
		defer func() { <-s.slots }()
		f.err = errors.Join(s.write(f.WAV, r.WriteWAV), s.write(f.Transcript, r.WriteTranscript))
	})
	return nil
}

// write writes one file; one that can't be written whole is not left behind.
func (s *Shelf) write(name string, content func(io.Writer) error) error {
	path := filepath.Join(s.opts.Dir, filepath.Base(name))
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("%s can't be written: %w", name, cause(err))
	}
	b := bufio.NewWriter(file)
	if err = errors.Join(content(b), b.Flush(), file.Close()); err != nil {
		_ = os.Remove(path) // what went wrong is told already
		return fmt.Errorf("%s can't be written: %w", name, cause(err))
	}
	return nil
}

// cause leaves the path out of an error, which says it in its own words.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// Close waits until everything is written. It returns the recordings that are kept as files, in the order they ended, and what
// could not be written.
func (s *Shelf) Close() (files []*File, err error) {
	s.busy.Wait()
	for _, f := range s.files {
		if f.err != nil {
			err = errors.Join(err, f.err)
		} else {
			files = append(files, f)
		}
	}
	s.files = nil
	return files, err
}

// RoundTrip carries a request to the network. A session asks Answer before, so those for recordings don't come here.
func (s *Shelf) RoundTrip(ctx context.Context, r *session.Request) *session.Response {
	if s.opts.Out == nil {
		return &session.Response{Code: session.CodeInternal, Error: "there is no way to the network"}
	}
	return s.opts.Out.RoundTrip(ctx, r)
}
