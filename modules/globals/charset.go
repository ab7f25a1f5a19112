package globals

import (
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

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

// lookUp finds an encoding by a name in any case, with or without separators: windows-1251, cp1251, koi8-r, iso-8859-1,
// latin1. The code pages of one byte a character are known, and those of Unicode; not those of East Asia.
func lookUp(name string) (encoding.Encoding, bool) {
	name = plain(name)
	switch name {
	case "utf8":
		return unicode.UTF8, true
	case "utf16", "utf16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), true
	case "utf16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), true
	case "ascii", "usascii":
		return ascii{}, true
	}
	if rest, ok := strings.CutPrefix(name, "latin"); ok {
		name = "iso8859" + rest // the same for the first four parts
	}
	if rest, ok := strings.CutPrefix(name, "cp"); ok {
		name = "ibm" + rest
		if strings.HasPrefix(rest, "125") {
			name = "windows" + rest
		}
	}
	for _, e := range charmap.All {
		if known, ok := e.(*charmap.Charmap); ok && plain(known.String()) == name {
			return e, true
		}
	}
	return nil, false
}

// plain takes what may be written in several ways out of the name of an encoding.
func plain(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, prefix := range []string{"ibm code page ", "code page "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			name = "ibm" + rest
		}
	}
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, name)
}

// ascii is the encoding of seven bits.
type ascii struct{}

var _ encoding.Encoding = ascii{}

// NewDecoder returns a decoder that makes U+FFFD of bytes that are no ASCII.
func (ascii) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: transform.Chain(charmap.ISO8859_1.NewDecoder(), sevenBits('\uFFFD'))}
}

// NewEncoder returns an encoder that makes question marks of other characters.
func (ascii) NewEncoder() *encoding.Encoder { return &encoding.Encoder{Transformer: sevenBits('?')} }

func sevenBits(other rune) transform.Transformer {
	return runes.Map(func(r rune) rune {
		if r > 0x7F {
			return other
		}
		return r
	})
}
