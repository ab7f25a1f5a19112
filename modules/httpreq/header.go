package httpreq

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// pairs reads the properties of an object in their order, leaving out what is undefined or null.
func pairs(v goja.Value) []pair {
	o, ok := session.PlainObject(v)
	if !ok {
		return nil
	}
	var ps []pair
	for _, key := range o.Keys() {
		if value := o.Get(key); session.Given(value) {
			ps = append(ps, pair{key, value.String()})
		}
	}
	return ps
}

// readHeader reads the headers option: an object, an array of "Name: value" texts or an array of [name, value] pairs
// (behaviour page, section 7.2). A header that cannot be sent is warned about and left out.
func (r *request) readHeader(s *session.Session, v goja.Value) {
	for _, p := range headerPairs(s, v) {
		p.key, p.value = strings.TrimSpace(p.key), strings.TrimSpace(p.value)
		if !token(p.key) || !printable(p.value) {
			s.Warn(diag.CodeHTTPHeader, "the HTTP header \""+p.key+"\" is left out: its name or value has characters that headers cannot have")
			continue
		}
		r.Header = append(r.Header, session.Header{Key: p.key, Value: p.value})
	}
	if !r.has("User-Agent") {
		r.Header = append(r.Header, session.Header{Key: "User-Agent", Value: userAgent})
	}
	if r.Body != nil && !r.has("Content-Type") {
		r.Header = append(r.Header, session.Header{Key: "Content-Type", Value: formType})
	}
}

func (r *request) has(key string) bool {
	for _, h := range r.Header {
		if strings.EqualFold(h.Key, key) {
			return true
		}
	}
	return false
}

func headerPairs(s *session.Session, v goja.Value) []pair {
	if !session.Given(v) {
		return nil
	}
	o, ok := session.PlainObject(v)
	if !ok {
		s.Warn(diag.CodeHTTPHeader, "the headers option is neither an object nor an array: no header is sent")
		return nil
	}
	if o.ClassName() != "Array" {
		return pairs(o)
	}
	var ps []pair
	for _, index := range o.Keys() {
		if p, ok := arrayHeader(o.Get(index)); ok {
			ps = append(ps, p)
		} else {
			s.Warn(diag.CodeHTTPHeader, "an HTTP header is left out: \""+o.Get(index).String()+"\" is neither \"Name: value\" nor [name, value]")
		}
	}
	return ps
}

// arrayHeader reads one item of an array of headers.
func arrayHeader(item goja.Value) (pair, bool) {
	if o, ok := session.PlainObject(item); ok {
		key, value := o.Get("0"), o.Get("1")
		if o.ClassName() != "Array" || !session.Given(key) || !session.Given(value) {
			return pair{}, false
		}
		return pair{key.String(), value.String()}, true
	}
	key, value, ok := strings.Cut(item.String(), ":")
	return pair{key, value}, ok
}

// token reports whether a text can be the name of a header.
func token(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return name != ""
}

// printable reports whether a text can be the value of a header.
func printable(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}
