package session

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/telephony"
)

// ReadHeaders reads an object of headers that a script passes along; an array gives a header several values. Names other
// than X- and VI-CallTimeout are dropped, a header over 200 bytes is cut, and what goes beyond 4095 bytes in all is
// dropped, each with a warning (behaviour page, sections 2 and 4.3).
func (s *Session) ReadHeaders(where string, v goja.Value) telephony.Headers {
	if !Given(v) {
		return nil
	}
	o, ok := PlainObject(v)
	if !ok {
		s.Warn(diag.CodeArgument, fmt.Sprintf("%s: headers are an object with a value for each name, not %s: none is sent", where, Describe(v)))
		return nil
	}
	r := headerReader{limits: s.Limits(), warn: func(text string) { s.Warn(diag.CodeArgument, where+": "+text) }}
	return r.read(o)
}

// RelayedHeaders reads the headers of an event that is passed on as it came: what may not be sent is left out silently.
func (s *Session) RelayedHeaders(v goja.Value) telephony.Headers {
	o, ok := PlainObject(v)
	if !ok {
		return nil
	}
	r := headerReader{limits: s.Limits(), warn: func(string) {}}
	return r.read(o)
}

// headerReader collects headers within the limits.
type headerReader struct {
	limits *Limits
	warn   func(text string)
	total  int // bytes
	got    telephony.Headers
}

func (r *headerReader) read(o *goja.Object) telephony.Headers {
	var dropped []string
	for _, name := range o.Keys() {
		switch value := o.Get(name); {
		case allowed(name):
			if list, ok := value.(*goja.Object); ok && list.ClassName() == "Array" {
				for _, i := range list.Keys() {
					r.add(name, list.Get(i).String())
				}
				continue
			}
			r.add(name, value.String())
		case !fromPlatform(name):
			dropped = append(dropped, name)
		}
	}
	if len(dropped) > 0 {
		r.warn("custom headers start with X-, so these are dropped: " + strings.Join(dropped, ", "))
	}
	return r.got
}

func (r *headerReader) add(name, value string) {
	const separator = len(": ")
	if room := r.limits.HeaderField - len(name) - separator; len(value) > room {
		if room <= 0 {
			r.warn(fmt.Sprintf("a header is dropped: its name alone has %d bytes, and a header at most %d", len(name), r.limits.HeaderField))
			return
		}
		value = CutBytes(value, room)
		r.warn(fmt.Sprintf("header %s is cut to %d bytes", name, r.limits.HeaderField))
	}
	r.total += len(name) + separator + len(value)
	if r.total > r.limits.Headers {
		r.warn(fmt.Sprintf("header %s is dropped: all headers have at most %d bytes", name, r.limits.Headers))
		return
	}
	r.got = append(r.got, telephony.Header{Name: name, Value: value})
}

func allowed(name string) bool {
	upper := strings.ToUpper(name)
	return len(upper) > 2 && strings.HasPrefix(upper, "X-") || upper == "VI-CALLTIMEOUT"
}

// fromPlatform reports whether the platform itself adds headers of this name. Scripts pass them on with the headers of
// an event, and need not be told that they don't go along.
func fromPlatform(name string) bool {
	upper := strings.ToUpper(name)
	return strings.HasPrefix(upper, "VI-") || upper == "USER-TO-USER"
}

// CutBytes shortens a text to at most n bytes of UTF-8 without splitting a character.
func CutBytes(text string, n int) string {
	end := 0
	for i, r := range text {
		if i+len(string(r)) > n {
			break
		}
		end = i + len(string(r))
	}
	return text[:end]
}

// CheckCallTimeout warns about a VI-CallTimeout that is brought into its range, or is no number (behaviour page, section 2).
func (s *Session) CheckCallTimeout(where string, hs telephony.Headers) {
	v, ok := hs.Get("VI-CallTimeout")
	if !ok {
		return
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	if err != nil || !(seconds >= 10 && seconds <= 400) {
		s.Warn(diag.CodeArgument, fmt.Sprintf("%s: VI-CallTimeout is a number of seconds from 10 to 400, not %q", where, v))
	}
}
