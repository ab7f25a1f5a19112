// Package cassette keeps the answers to HTTP requests in a file beside a test file, so that tests which were recorded once need no
// network:
//
//	tape, err := cassette.Open("tests/__http__/ivr.test.js.json")
//	player := tape.Play("looks the caller up", redact)
//	answer, ok := player.Answer(request)
//	tape.Put("looks the caller up", exchanges)
//	err = tape.Save()
//
// The file is JSON for people to read and review: tests sorted by their titles, each with its requests in the order in which they were
// made. What authorizes a request is left out of it.
package cassette

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"voxemu/runtime/session"
)

// Folder is where the files are, beside the test files.
const Folder = "__http__"

// version is that of the form of the files.
const version = 1

// Path returns the file of a test file.
func Path(test string) string {
	return filepath.Join(filepath.Dir(test), Folder, filepath.Base(test)+".json")
}

// Exchange is one request with its answer.
type Exchange struct {
	Method  string `json:"method"`
	URL     string `json:"url"`
	Request string `json:"request,omitempty"` // the body
	// Status is that of HTTP, or a code of a failure without one, with the reason as Error.
	Status  int      `json:"status"`
	Error   string   `json:"error,omitempty"`
	Headers []Header `json:"headers,omitempty"`
	Body    string   `json:"body,omitempty"`
	// Base64 is the body instead, when it is no text.
	Base64 string `json:"base64,omitempty"`
}

// Header is one header of an answer.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// file is what a file holds.
type file struct {
	Version int    `json:"version"`
	Tests   []test `json:"tests"`
}

type test struct {
	Title    string     `json:"title"`
	Requests []Exchange `json:"requests"`
}

// Tape is the file of a test file. Its methods may be called from several goroutines.
type Tape struct {
	path    string
	mu      sync.Mutex
	tests   map[string][]Exchange // by title
	changed bool
}

// Open reads a file; one that is not there is empty.
func Open(path string) (*Tape, error) {
	t := &Tape{path: path, tests: map[string][]Exchange{}}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		if e, ok := errors.AsType[*fs.PathError](err); ok {
			err = e.Err
		}
		return nil, fmt.Errorf("read recorded requests: %w", err)
	}
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("read recorded requests: %w; record them again with --record", err)
	}
	if f.Version != version {
		return nil, fmt.Errorf("read recorded requests: version %d is not known, only %d: record them again with --record", f.Version, version)
	}
	for _, one := range f.Tests {
		t.tests[one.Title] = one.Requests
	}
	return t, nil
}

// Put replaces what is recorded of a test.
func (t *Tape) Put(title string, list []Exchange) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(list) == 0 {
		t.changed = t.changed || len(t.tests[title]) > 0
		delete(t.tests, title)
		return
	}
	t.changed = true
	t.tests[title] = list
}

// Save writes the file, if anything has changed. Without anything recorded there is no file.
func (t *Tape) Save() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.changed {
		return nil
	}
	if len(t.tests) == 0 {
		if err := os.Remove(t.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("write recorded requests: %w", err)
		}
		return nil
	}
	f := file{Version: version}
	for _, title := range slices.Sorted(maps.Keys(t.tests)) {
		f.Tests = append(f.Tests, test{title, t.tests[title]})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(f)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(t.path), 0o777)
	}
	if err == nil {
		err = os.WriteFile(t.path, b.Bytes(), 0o666)
	}
	if err != nil {
		return fmt.Errorf("write recorded requests: %w", err)
	}
	t.changed = false
	return nil
}

// Player gives the answers that were recorded of a test. The same request gets its answers in order, and each once.
type Player struct {
	redact Redact
	list   []Exchange
	used   []bool
}

// Play begins to play what was recorded of a test. A nil Tape has nothing.
func (t *Tape) Play(title string, redact Redact) *Player {
	if t == nil {
		return &Player{redact: redact}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	list := t.tests[title]
	return &Player{redact, list, make([]bool, len(list))}
}

// Len returns how many answers there are, used or not.
func (p *Player) Len() int { return len(p.list) }

// Answer returns the next answer to a request; ok is false when there is none.
func (p *Player) Answer(r *session.Request) (a *session.Response, ok bool) {
	want := asked(r, p.redact)
	for i, x := range p.list {
		if p.used[i] || x.Method != want.Method || x.URL != want.URL || x.Request != want.Request {
			continue
		}
		p.used[i] = true
		return x.response(), true
	}
	return nil, false
}

// Redact replaces secrets in a text.
type Redact func(text string) string

// asked is a request as it is kept, without an answer.
func asked(r *session.Request, redact Redact) Exchange {
	return Exchange{Method: strings.ToUpper(r.Method), URL: redact(bare(r.URL)), Request: redact(text(r.Body))}
}

// bare is a URL without the name and password in it.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}

func text(body []byte) string {
	if utf8.Valid(body) {
		return string(body)
	}
	return "base64:" + base64.StdEncoding.EncodeToString(body)
}

// hidden returns the headers that are left out: they let somebody in, or remember who was.
func hidden() []string {
	return []string{"authorization", "proxy-authorization", "www-authenticate", "cookie", "set-cookie", "date"}
}

// Record makes an exchange of a request and its answer.
func Record(r *session.Request, a *session.Response, redact Redact) Exchange {
	x := asked(r, redact)
	x.Status, x.Error = a.Code, redact(a.Error)
	for _, h := range a.Header {
		if !slices.Contains(hidden(), strings.ToLower(h.Key)) {
			x.Headers = append(x.Headers, Header{h.Key, redact(h.Value)})
		}
	}
	if a.Binary || !utf8.Valid(a.Body) {
		x.Base64 = base64.StdEncoding.EncodeToString(a.Body)
	} else {
		x.Body = redact(string(a.Body))
	}
	return x
}

// Redact replaces secrets in all texts.
func (x *Exchange) Redact(redact Redact) {
	for _, text := range []*string{&x.URL, &x.Request, &x.Error, &x.Body} {
		*text = redact(*text)
	}
	for i := range x.Headers {
		x.Headers[i].Value = redact(x.Headers[i].Value)
	}
}

// response is the answer as a session gets it, at once.
func (x *Exchange) response() *session.Response {
	a := &session.Response{Code: x.Status, Error: x.Error, Body: []byte(x.Body), Mocked: true}
	if x.Base64 != "" {
		a.Binary = true
		a.Body, _ = base64.StdEncoding.DecodeString(x.Base64) // what people have changed by hand may be none
	}
	var raw strings.Builder
	for _, h := range x.Headers {
		a.Header = append(a.Header, session.Header{Key: h.Name, Value: h.Value})
		fmt.Fprintf(&raw, "%s: %s\r\n", h.Name, h.Value)
	}
	a.Raw = raw.String()
	return a
}
