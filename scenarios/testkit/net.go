package testkit

import (
	"fmt"
	"path"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/scenarios/testkit/cassette"
	"voxemu/scenarios/testkit/kit"
)

// Net says what of the network tests may reach. The zero Net is nothing.
type Net struct {
	// HTTP carries requests out; Sockets makes what opens WebSockets for one test, and is closed after it.
	HTTP    session.RoundTripper
	Sockets func() (d socket.Dialer, end func())
	// Hosts may be asked: "api.example.com", "api.example.com:8080", "*.example.com".
	Hosts []string
	// Record lets requests out that no mock answers, to Hosts or, if there are none, to all; what is answered is kept in the file of
	// [cassette.Path]. Replay answers from there.
	Record, Replay bool
}

// allows reports whether a host may be asked.
func (n *Net) allows(host string) bool {
	if len(n.Hosts) == 0 {
		return n.Record
	}
	bare, _, _ := strings.Cut(host, ":")
	for _, pattern := range n.Hosts {
		for _, name := range []string{host, bare} {
			if ok, _ := path.Match(strings.ToLower(pattern), strings.ToLower(name)); ok { // patterns were checked
				return true
			}
		}
	}
	return false
}

// net returns what the tests of a file may reach.
func (r *runner) net(f *file) (kit.Net, *diag.Problem) {
	o := &r.opts.Net
	n := kit.Net{HTTP: o.HTTP, Sockets: o.Sockets, Allow: o.allows, Record: o.Record}
	if len(o.Hosts) == 0 {
		n.Sockets = nil // what goes over them is not recorded
	}
	if !o.Replay || o.Record {
		return n, nil
	}
	var err error
	if n.Tape, err = cassette.Open(cassette.Path(f.target.Path)); err != nil {
		return n, r.taped(f, err)
	}
	return n, nil
}

func (r *runner) taped(f *file, err error) *diag.Problem {
	return &diag.Problem{Code: diag.CodePath, Exit: diag.ExitFailed, Pos: diag.Pos{File: Shown(cassette.Path(f.target.Path), r.opts.Cwd)}, Message: err.Error(), Err: err}
}

// keepTapes writes what was recorded, once for each file, and returns what could not be written. Of tests that failed what was recorded
// earlier stays.
func (r *runner) keepTapes(files []*file) error {
	if !r.opts.Net.Record {
		return nil
	}
	for _, f := range files {
		var tape *cassette.Tape
		for _, result := range r.summary.Results {
			last := result.Last()
			if result.File != f.target.Name || last == nil || result.Status != Passed && result.Status != Flaky {
				continue
			}
			if tape == nil {
				var err error
				if tape, err = cassette.Open(cassette.Path(f.target.Path)); err != nil {
					return r.taped(f, err)
				}
			}
			tape.Put(strings.Join(result.Titles, " › "), last.Recorded)
		}
		if tape == nil {
			continue
		}
		if err := tape.Save(); err != nil {
			return r.taped(f, fmt.Errorf("keep what was recorded: %w", err))
		}
	}
	return nil
}
