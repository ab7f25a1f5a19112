package trace

import (
	"fmt"
	"io"
	"strconv"
)

// Encoder is a [Sink] that writes records as JSON Lines, one Write to its writer for each record: wrap a file in a
// bufio.Writer unless the lines are wanted at once. It is not safe for concurrent use.
type Encoder struct {
	w   io.Writer
	buf []byte
	err error
}

var _ Sink = (*Encoder)(nil)

// NewEncoder returns an encoder to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Write writes one line. After the first error of the writer nothing more is written.
func (e *Encoder) Write(r Record) {
	if e.err != nil {
		return
	}
	e.buf = append(Append(e.buf[:0], r), '\n')
	if _, err := e.w.Write(e.buf); err != nil {
		e.err = fmt.Errorf("write the trace, record %d: %w", r.Seq, err)
	}
}

// Err returns the first error of the writer, or nil.
func (e *Encoder) Err() error { return e.err }

// Append appends the JSON of one record to dst, without a line end, and returns the longer slice. Equal records give equal
// bytes. It panics on a value that an [Object] may not hold, which is a mistake in the code that made the record.
func Append(dst []byte, r Record) []byte {
	if u, ok := r.Body.(Unknown); ok {
		return append(dst, u.Raw...)
	}
	w := writer(append(dst, `{"v":1,"seq":`...))
	w = strconv.AppendInt(w, r.Seq, 10)
	w.int("t", r.T)
	w.str("session", r.Session)
	w.str("kind", r.Body.Kind())
	w.body(r.Body)
	return append(w, '}')
}

// writer is JSON in the making: each method appends one field, in the order of the calls.
type writer []byte

func (w *writer) key(key string) {
	*w = append(append(append(*w, `,"`...), key...), `":`...)
}

func (w *writer) str(key, s string) {
	w.key(key)
	*w = appendString(*w, s)
}

// opt leaves an empty string out.
func (w *writer) opt(key, s string) {
	if s != "" {
		w.str(key, s)
	}
}

func (w *writer) int(key string, n int64) {
	w.key(key)
	*w = strconv.AppendInt(*w, n, 10)
}

func (w *writer) bool(key string, b bool) {
	w.key(key)
	*w = strconv.AppendBool(*w, b)
}

func (w *writer) body(b Body) {
	switch b := b.(type) {
	case Session:
		w.session(b)
	case Scenario:
		w.str("name", b.Name)
		w.str("file", b.File)
	case Log:
		w.str("text", b.Text)
	case Warning:
		w.warning(b)
	case Event:
		w.str("name", b.Name)
		w.str("target", b.Target)
		w.key("payload")
		*w = appendObject(*w, b.Payload)
		w.int("handlers", int64(b.Handlers))
	case Command:
		w.str("name", b.Name)
		w.str("target", b.Target)
		w.key("args")
		*w = appendArray(*w, b.Args, AppendJSON)
	case Heard:
		w.heard(b)
	case Spoke:
		w.str("party", b.Party)
		w.str("leg", b.Leg)
		w.str("what", string(b.What))
		w.sound(b.What, b.Text, "", b.Digits)
	case Storage:
		w.storage(b)
	case HTTP:
		w.http(b)
	case Timer:
		w.int("id", b.ID)
		w.str("phase", b.Phase)
		w.int("ms", b.MS)
	case Media:
		w.str("phase", b.Phase)
		w.str("from", b.From)
		w.str("to", b.To)
	case Skip:
		w.int("ms", b.MS)
	case Error:
		w.error(b)
	default:
		panic(fmt.Sprintf("trace: no format for a body of type %T", b))
	}
}

func (w *writer) session(s Session) {
	w.str("state", string(s.State))
	w.opt("reason", s.Reason)
	if s.Exit != nil {
		w.int("exit", int64(*s.Exit))
	}
	w.opt("error", s.Error)
}

func (w *writer) warning(x Warning) {
	w.str("code", x.Code)
	w.str("text", x.Text)
	w.opt("file", x.File)
	if x.Line != 0 {
		w.int("line", int64(x.Line))
	}
}

// sound writes the field that belongs to the kind of audio even when it is empty, and others only when they are set.
func (w *writer) sound(what What, text, url, digits string) {
	if what == Speech || text != "" {
		w.str("text", text)
	}
	if what == Audio || url != "" {
		w.str("url", url)
	}
	if what == Digit || what == Tones || digits != "" {
		w.str("digits", digits)
	}
}

func (w *writer) heard(h Heard) {
	w.str("party", h.Party)
	w.str("leg", h.Leg)
	w.str("what", string(h.What))
	w.sound(h.What, h.Text, h.URL, h.Digits)
	w.str("from", h.From)
	w.int("ms", h.MS)
	if h.Cut {
		w.bool("cut", true)
	}
}

func (w *writer) storage(s Storage) {
	w.str("op", s.Op)
	w.str("key", s.Key)
	if s.Value != nil {
		w.str("value", *s.Value)
	}
	if s.TTL != nil {
		w.int("ttl", *s.TTL)
	}
	w.opt("error", s.Error)
}

func (w *writer) http(h HTTP) {
	w.str("id", h.ID)
	w.str("phase", h.Phase)
	w.str("method", h.Method)
	w.str("url", h.URL)
	w.int("code", int64(h.Code))
	w.int("ms", h.MS)
	w.int("bytes", h.Bytes)
	w.bool("mocked", h.Mocked)
}

func (w *writer) error(e Error) {
	w.str("code", e.Code)
	w.str("message", e.Message)
	w.key("stack")
	*w = appendArray(*w, e.Stack, appendString)
	w.str("file", e.File)
	w.int("line", int64(e.Line))
	w.int("column", int64(e.Column))
	w.opt("name", e.Name)
}
