package globals

import (
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"

	"voxemu/runtime/session"
)

// bytes2str decodes bytes in an encoding, UTF-8 by default. What has no meaning in it becomes U+FFFD (behaviour page,
// section 3.1).
func bytes2str(s *session.Session, c goja.FunctionCall) goja.Value {
	data := bytesArgument(s, c, "bytes2str")
	text, err := charset(s, c.Argument(1), "bytes2str").NewDecoder().Bytes(data)
	if err != nil {
		s.VM().Throw("Error", "bytes2str: "+err.Error())
	}
	return s.Value(string(text))
}

// str2bytes encodes a string, as UTF-8 by default. What the encoding lacks becomes a question mark (assumed).
func str2bytes(s *session.Session, c goja.FunctionCall) goja.Value {
	text := required(s, c, 0, "str2bytes", "data").String()
	e := charset(s, c.Argument(1), "str2bytes")
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		b, err = e.NewEncoder().Bytes([]byte(replaceUnknown(e, text)))
	}
	if err != nil {
		s.VM().Throw("Error", "str2bytes: "+err.Error())
	}
	return fromBytes(s, b)
}

func replaceUnknown(e encoding.Encoding, text string) string {
	return strings.Map(func(r rune) rune {
		if _, err := e.NewEncoder().String(string(r)); err != nil {
			return '?'
		}
		return r
	}, text)
}

// charset returns the encoding that an argument names. Unknown names throw an Error (assumed: behaviour page, section 3.1).
func charset(s *session.Session, name goja.Value, function string) encoding.Encoding {
	if goja.IsUndefined(name) {
		return encoding.Nop
	}
	e, ok := lookUp(name.String())
	if !ok {
		s.VM().Throw("Error", function+": the encoding \""+name.String()+"\" is not known")
	}
	return e
}

// lookUp finds an encoding by a name in any case. The registered names come first, so that iso-8859-1 means just that; the
// names of the web, where it means windows-1252, add usual ones such as cp1251. The web's ascii is not ASCII either.
func lookUp(name string) (encoding.Encoding, bool) {
	if strings.EqualFold(strings.TrimSpace(name), "ascii") {
		name = "us-ascii"
	}
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e, true
	}
	e, err := htmlindex.Get(name)
	return e, err == nil
}
