package shelf

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"voxemu/runtime/recording"
	"voxemu/runtime/session"
)

// Answer answers requests for recordings as a web server with their WAVs does: 404 until a recording is over, 401 for a secure one
// to a request without an Authorization header, which is not looked at (all assumed).
func (s *Shelf) Answer(r *session.Request) *session.Response {
	if !ours(r.URL) {
		if out, ok := s.opts.Out.(session.Answerer); ok {
			return out.Answer(r)
		}
		return nil
	}
	kept := s.byPath[path(r.URL)]
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return plain(http.StatusMethodNotAllowed, "recordings can only be read")
	case kept == nil:
		return plain(http.StatusNotFound, "there is no such recording, or it is not over")
	case kept.Secure && !authorized(r):
		return plain(http.StatusUnauthorized, "the recording is secure: an Authorization header is missing")
	case r.Method == http.MethodHead:
		return response(http.StatusOK, "audio/wav", kept.Size(), nil)
	case kept.Size() > r.MaxBody:
		return &session.Response{Code: session.CodeTooBig, Error: fmt.Sprintf("the body is longer than %d bytes", r.MaxBody), Mocked: true}
	}
	return wav(kept)
}

// ours reports whether an address is one of recordings, of those there are or not.
func ours(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.EqualFold(u.Hostname(), recording.Host)
}

// path returns the path of an address: what comes behind it makes no difference.
func path(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

func authorized(r *session.Request) bool {
	for _, h := range r.Header {
		if strings.EqualFold(h.Key, "Authorization") && h.Value != "" {
			return true
		}
	}
	return false
}

func wav(r *recording.Recording) *session.Response {
	var b bytes.Buffer
	b.Grow(r.Size())
	if err := r.WriteWAV(&b); err != nil { // a buffer takes everything
		return &session.Response{Code: session.CodeInternal, Error: err.Error(), Mocked: true}
	}
	return response(http.StatusOK, "audio/wav", b.Len(), b.Bytes())
}

func plain(code int, text string) *session.Response {
	return response(code, "text/plain", len(text), []byte(text))
}

func response(code int, kind string, length int, body []byte) *session.Response {
	size := strconv.Itoa(length)
	return &session.Response{
		Code: code, Body: body, Binary: kind == "audio/wav", Mocked: true,
		Header: []session.Header{{Key: "Content-Length", Value: size}, {Key: "Content-Type", Value: kind}},
		Raw: fmt.Sprintf("HTTP/1.1 %d %s\r\nContent-Length: %s\r\nContent-Type: %s\r\n\r\n",
			code, http.StatusText(code), size, kind),
	}
}
