package httpreq

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// pair is one property of an object that maps names to texts.
type pair struct{ key, value string }

// withParams appends the params of the options to the query of an address, in their order (behaviour page, section 7.2).
func withParams(address string, params []pair) string {
	if len(params) == 0 {
		return address
	}
	address, _, _ = strings.Cut(address, "#")
	var b strings.Builder
	b.WriteString(address)
	sep := byte('?')
	if _, query, found := strings.Cut(address, "?"); found {
		sep = '&'
		if query == "" || strings.HasSuffix(query, "&") {
			sep = 0
		}
	}
	for _, p := range params {
		if sep != 0 {
			b.WriteByte(sep)
		}
		b.WriteString(component(p.key))
		b.WriteByte('=')
		b.WriteString(component(p.value))
		sep = '&'
	}
	return b.String()
}

// component escapes a text as encodeURIComponent does, and a few characters more.
func component(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// cleanURL checks an address and returns it in the form that goes over the wire: without fragment, and with what may
// not stand in a query escaped. Only http and https are known.
func cleanURL(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err
		}
		return "", fmt.Errorf("malformed URL %q: %w", address, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("malformed URL %q: it begins with neither http:// nor https://", address)
	}
	if u.Hostname() == "" {
		return "", fmt.Errorf("malformed URL %q: it has no host", address)
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = escapeQuery(u.RawQuery)
	return u.String(), nil
}

// escapeQuery escapes the bytes of a query that would break a request line, and leaves escapes that are there alone.
func escapeQuery(q string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(q) {
		c := q[i]
		if c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
