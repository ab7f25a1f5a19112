package httpreq

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Binary reports whether a body is no text, going by its content type and, where the type leaves that open, by its bytes:
// text has no NUL and is valid UTF-8. (Behaviour page, section 7.2, knows binary bodies but not how they are told apart:
// assumed.)
func Binary(contentType string, body []byte) bool {
	kind, _, _ := mime.ParseMediaType(contentType) // what it returns beside an error is still the best guess
	switch {
	case strings.HasPrefix(kind, "text/"), strings.HasSuffix(kind, "+json"), strings.HasSuffix(kind, "+xml"):
		return false
	case strings.HasPrefix(kind, "image/"), strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"),
		strings.HasPrefix(kind, "font/"):
		return true
	}
	switch kind {
	case "application/json", "application/xml", "application/javascript", "application/x-www-form-urlencoded":
		return false
	}
	return bytes.IndexByte(body, 0) >= 0 || !utf8.Valid(body)
}

// text decodes a body by the charset of its content type. Bytes that mean nothing in it become U+FFFD; an unknown
// charset counts as UTF-8.
func text(contentType string, body []byte) string {
	_, params, _ := mime.ParseMediaType(contentType)
	decoded, err := charset(strings.ToLower(params["charset"])).NewDecoder().Bytes(body)
	if err != nil {
		decoded = body // goja replaces what is no UTF-8
	}
	return string(decoded)
}

// charset returns the encoding of a name. It is a short list, as a whole index would add all East Asian tables to the
// program.
func charset(name string) encoding.Encoding {
	switch name {
	case "iso-8859-1", "latin1", "us-ascii", "windows-1252", "cp1252":
		return charmap.Windows1252 // as browsers read them
	case "iso-8859-2", "latin2":
		return charmap.ISO8859_2
	case "iso-8859-5":
		return charmap.ISO8859_5
	case "iso-8859-15", "latin9":
		return charmap.ISO8859_15
	case "windows-1250", "cp1250":
		return charmap.Windows1250
	case "windows-1251", "cp1251":
		return charmap.Windows1251
	case "koi8-r":
		return charmap.KOI8R
	case "koi8-u":
		return charmap.KOI8U
	case "utf-16", "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return unicode.UTF8
}
