package trace

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds one line of a trace, in bytes: far above what an encoder writes, so that reading some other file ends
// with an error and not with full memory.
const maxLine = 64 << 20

// Reader reads the JSON Lines form. It is tolerant of what newer versions may add: unknown fields are passed over and
// unknown kinds become [Unknown]. Empty lines are skipped. Fields that are absent are zero.
type Reader struct {
	lines *bufio.Scanner
	line  int
}

// NewReader returns a reader of r.
func NewReader(r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	return &Reader{lines: s}
}

// Read returns the next record, or io.EOF after the last one. Other errors begin with the number of the line: it is not
// JSON, has a field of the wrong type, or is of another [Version].
func (r *Reader) Read() (Record, error) {
	for r.lines.Scan() {
		r.line++
		line := bytes.TrimSpace(r.lines.Bytes())
		if len(line) == 0 {
			continue
		}
		rec, err := decode(line)
		if err != nil {
			return Record{}, fmt.Errorf("line %d: %w", r.line, err)
		}
		return rec, nil
	}
	if err := r.lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return Record{}, fmt.Errorf("line %d: longer than %d MiB: %w", r.line+1, maxLine>>20, err)
	} else if err != nil {
		return Record{}, fmt.Errorf("line %d: %w", r.line+1, err)
	}
	return Record{}, io.EOF
}

// ReadAll returns all records of r: those before the first wrong line together with its error.
func ReadAll(r io.Reader) ([]Record, error) {
	var list []Record
	for in := NewReader(r); ; {
		rec, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		list = append(list, rec)
	}
}

func decode(line []byte) (Record, error) {
	o, err := parse(line)
	if err != nil {
		return Record{}, err
	}
	f := fields{o: o}
	if v := f.int("v"); f.err == nil && v != Version {
		return Record{}, fmt.Errorf("version %d of the trace format, want %d", v, Version)
	}
	r := Record{Seq: f.int("seq"), T: f.int("t"), Session: f.str("session")}
	kind := f.str("kind")
	if f.err == nil && kind == "" {
		return Record{}, errors.New(`no "kind"`)
	}
	body, known := f.body(kind)
	if f.err != nil {
		return Record{}, f.err
	}
	r.Body = body
	if !known {
		r.Body = Unknown{kind, string(line)}
	}
	return r, nil
}

func (f *fields) body(kind string) (b Body, known bool) {
	switch kind {
	case "session":
		b = Session{State(f.str("state")), f.str("reason"), f.exit(), f.str("error")}
	case "scenario":
		b = Scenario{f.str("name"), f.str("file")}
	case "log":
		b = Log{f.str("text")}
	case "warning":
		b = Warning{f.str("code"), f.str("text"), f.str("file"), int(f.int("line"))}
	case "event":
		b = Event{f.str("name"), f.str("target"), f.object("payload"), int(f.int("handlers"))}
	case "command":
		b = Command{f.str("name"), f.str("target"), f.array("args")}
	case "heard":
		b = Heard{
			f.str("party"), f.str("leg"), What(f.str("what")), f.str("text"), f.str("url"), f.str("digits"),
			f.str("from"), f.int("ms"), f.bool("cut"),
		}
	case "spoke":
		b = Spoke{f.str("party"), f.str("leg"), What(f.str("what")), f.str("text"), f.str("digits")}
	case "storage":
		b = Storage{f.str("op"), f.str("key"), f.strOrNil("value"), f.intOrNil("ttl"), f.str("error")}
	case "http":
		b = HTTP{
			f.str("id"), f.str("phase"), f.str("method"), f.str("url"), int(f.int("code")),
			f.int("ms"), f.int("bytes"), f.bool("mocked"),
		}
	case "timer":
		b = Timer{f.int("id"), f.str("phase"), f.int("ms")}
	case "media":
		b = Media{f.str("phase"), f.str("from"), f.str("to")}
	case "skip":
		b = Skip{f.int("ms")}
	case "error":
		b = Error{
			f.str("code"), f.str("message"), f.strings("stack"), f.str("file"), int(f.int("line")), int(f.int("column")), f.str("name"),
		}
	}
	return b, b != nil
}
