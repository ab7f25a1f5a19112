package transport

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/httpreq"
	"voxemu/runtime/session"
)

// get returns a request with the cloud's limits.
func get(url string) *session.Request {
	return &session.Request{Method: "GET", URL: url, Connect: 6 * time.Second, Timeout: 90 * time.Second, MaxBody: 2 << 20}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func send(t *testing.T, r *session.Request) *session.Response {
	t.Helper()
	return New().RoundTrip(t.Context(), r)
}

func TestRequestGoesOutAsItIs(t *testing.T) {
	type seen struct{ Method, URI, Host, Body, Agent, X, Encoding string }
	var got seen
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = seen{r.Method, r.RequestURI, r.Host, string(body), r.UserAgent(), strings.Join(r.Header["X-A"], ","), r.Header.Get("Accept-Encoding")}
	})
	r := get(url + "/a?b=c%20d")
	r.Method, r.Body = "PATCH", []byte("body")
	r.Header = []session.Header{{Key: "User-Agent", Value: "VoxEngine/1.0"}, {Key: "x-a", Value: "1"}, {Key: "X-A", Value: "2"}, {Key: "host", Value: "other.test"}}
	if a := send(t, r); a.Code != 200 {
		t.Fatalf("got %+v", a)
	}
	want := seen{"PATCH", "/a?b=c%20d", "other.test", "body", "VoxEngine/1.0", "1,2", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoUserAgentOfGo(t *testing.T) {
	got := "unset"
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.UserAgent() })
	send(t, get(url))
	if got != "" {
		t.Errorf("sent %q", got)
	}
}

func TestEveryStatusIsAResult(t *testing.T) {
	for _, code := range []int{200, 204, 304, 400, 404, 500, 503, 599} {
		url := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
		if a := send(t, get(url)); a.Code != code || a.Error != "" {
			t.Errorf("status %d: got %d %q", code, a.Code, a.Error)
		}
	}
}

func TestHeadersComeSortedByName(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Date"] = nil
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Add("X-B", "2")
		w.Header().Add("X-B", "1")
		w.Header().Add("X-A", "0")
		fmt.Fprint(w, "hi")
	})
	a := send(t, get(url))
	want := []session.Header{{Key: "Content-Length", Value: "2"}, {Key: "Content-Type", Value: "text/plain"},
		{Key: "X-A", Value: "0"}, {Key: "X-B", Value: "2"}, {Key: "X-B", Value: "1"}}
	if diff := cmp.Diff(want, a.Header); diff != "" {
		t.Error(diff)
	}
	raw := "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\nX-A: 0\r\nX-B: 2\r\nX-B: 1\r\n\r\n"
	if diff := cmp.Diff(raw, a.Raw); diff != "" {
		t.Error(diff)
	}
	if string(a.Body) != "hi" || a.Binary || a.Mocked {
		t.Errorf("got body %q, binary %v, mocked %v", a.Body, a.Binary, a.Mocked)
	}
}

func TestBinaryBodiesAreMarked(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "audio/mpeg")
		fmt.Fprint(w, "ID3")
	})
	if a := send(t, get(url)); !a.Binary || string(a.Body) != "ID3" {
		t.Errorf("got %+v", a)
	}
}

// hops answers /n with a redirect to /n-1, and /0 with the method and body that arrived.
func hops(t *testing.T, status int) string {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		if n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), status)
			return
		}
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s", r.Method, body)
	})
}

func TestRedirects(t *testing.T) {
	tests := []struct {
		name   string
		status int
		hops   int
		code   int
		body   string
	}{
		{"five_are_followed", 302, 5, 200, "GET "},
		{"a_sixth_is_not", 302, 6, httpreq.CodeRedirects, ""},
		{"temporary_307_keeps_method_and_body", 307, 2, 200, "POST x=1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := get(fmt.Sprintf("%s/%d", hops(t, tt.status), tt.hops))
			r.Method, r.Body = "POST", []byte("x=1")
			if a := send(t, r); a.Code != tt.code || string(a.Body) != tt.body {
				t.Errorf("got %d %q %q, want %d %q", a.Code, a.Body, a.Error, tt.code, tt.body)
			}
		})
	}
}

func TestRedirectToNoWebAddressIsMalformed(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "ftp://example.com/")
		w.WriteHeader(302)
	})
	if a := send(t, get(url)); a.Code != httpreq.CodeMalformedURL || a.Error != "malformed URL: ftp://example.com/" {
		t.Errorf("got %d %q", a.Code, a.Error)
	}
}

func TestMalformedURL(t *testing.T) {
	for _, url := range []string{"", "example.com", "ftp://example.com", "http://", "http://a b/", "http://%zz/", "http://:80/"} {
		if a := send(t, get(url)); a.Code != httpreq.CodeMalformedURL || a.Error == "" {
			t.Errorf("%q: got %d %q", url, a.Code, a.Error)
		}
	}
}

func TestHostNotFound(t *testing.T) {
	offline := &Transport{resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no name server")
	}}}
	if a := offline.RoundTrip(t.Context(), get("http://nowhere.test/")); a.Code != httpreq.CodeHostNotFound {
		t.Errorf("got %d %q", a.Code, a.Error)
	}
}

// closedPort returns an address of this machine that nothing listens on.
func closedPort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestRefusedConnection(t *testing.T) {
	if a := send(t, get("http://"+closedPort(t)+"/")); a.Code != httpreq.CodeConnect {
		t.Errorf("got %d %q", a.Code, a.Error)
	}
}

// rawServer accepts connections and hands each to f.
func rawServer(t *testing.T, f func(net.Conn)) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			f(c)
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().String()
}

func TestBrokenConnection(t *testing.T) {
	tests := []struct{ name, answer string }{
		{"closed_without_an_answer", ""},
		{"no_http", "SSH-2.0-x\r\n"},
		{"closed_inside_the_body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			addr := rawServer(t, func(c net.Conn) {
				buf := make([]byte, 4096)
				_, _ = c.Read(buf)
				_, _ = io.WriteString(c, tt.answer)
				c.Close()
			})
			if a := send(t, get("http://"+addr+"/")); a.Code != httpreq.CodeNetwork || a.Body != nil {
				t.Errorf("got %d %q", a.Code, a.Error)
			}
		})
	}
}

func TestTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = nil
	s.StartTLS()
	t.Cleanup(s.Close)
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	trusting := &Transport{tls: &tls.Config{RootCAs: pool}}
	if a := trusting.RoundTrip(t.Context(), get(s.URL)); a.Code != 200 || string(a.Body) != "HTTP/2.0" {
		t.Errorf("trusted: got %d %q %q", a.Code, a.Body, a.Error)
	}
	if a := send(t, get(s.URL)); a.Code != httpreq.CodeNetwork || !strings.Contains(a.Error, "certificate") {
		t.Errorf("unknown authority: got %d %q", a.Code, a.Error)
	}
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	if a := send(t, get("https"+strings.TrimPrefix(plain, "http"))); a.Code != httpreq.CodeNetwork {
		t.Errorf("no TLS: got %d %q", a.Code, a.Error)
	}
}

func TestTimeLimits(t *testing.T) {
	silent := make(chan struct{})
	t.Cleanup(func() { close(silent) })
	wait := func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-silent:
		case <-r.Context().Done():
		}
	}
	t.Run("no_answer_in_time", func(t *testing.T) {
		r := get(serve(t, wait))
		r.Timeout = 50 * time.Millisecond
		if a := send(t, r); a.Code != httpreq.CodeTimeout || a.Error != "no complete answer within 50ms" {
			t.Errorf("got %d %q", a.Code, a.Error)
		}
	})
	t.Run("body_not_complete_in_time", func(t *testing.T) {
		r := get(serve(t, func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "first")
			w.(http.Flusher).Flush()
			wait(w, r)
		}))
		r.Timeout = 50 * time.Millisecond
		if a := send(t, r); a.Code != httpreq.CodeTimeout {
			t.Errorf("got %d %q", a.Code, a.Error)
		}
	})
	t.Run("connection_not_up_in_time", func(t *testing.T) {
		addr := rawServer(t, func(c net.Conn) { // reads the TLS greeting and never answers it
			_, _ = io.Copy(io.Discard, c)
			c.Close()
		})
		r := get("https://" + addr + "/")
		r.Connect = 50 * time.Millisecond
		if a := send(t, r); a.Code != httpreq.CodeConnect {
			t.Errorf("got %d %q", a.Code, a.Error)
		}
	})
}

func TestBodyLimit(t *testing.T) {
	const limit = 1000
	tests := []struct {
		name    string
		size    int
		chunked bool
		code    int
	}{
		{"met", limit, false, 200},
		{"met_without_length", limit, true, 200},
		{"exceeded", limit + 1, false, httpreq.CodeTooBig},
		{"exceeded_without_length", limit + 1, true, httpreq.CodeTooBig},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if tt.chunked {
					w.(http.Flusher).Flush()
				}
				_, _ = w.Write(bytes.Repeat([]byte{'a'}, tt.size))
			})
			r := get(url)
			r.MaxBody = limit
			a := send(t, r)
			if a.Code != tt.code || (a.Code == 200 && len(a.Body) != tt.size) {
				t.Errorf("got %d, %d bytes, %q", a.Code, len(a.Body), a.Error)
			}
		})
	}
}

func TestHeadOfALongBodyIsAResult(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "5000") })
	r := get(url)
	r.Method, r.MaxBody = "HEAD", 100
	if a := send(t, r); a.Code != 200 || len(a.Body) != 0 {
		t.Errorf("got %+v", a)
	}
}

func TestOwnFailures(t *testing.T) {
	r := get("http://127.0.0.1/")
	r.Method = "NO METHOD"
	if a := send(t, r); a.Code != httpreq.CodeInternal {
		t.Errorf("method: got %d %q", a.Code, a.Error)
	}
	r = get("http://127.0.0.1/")
	r.Header = []session.Header{{Key: "X", Value: "a\nb"}}
	if a := send(t, r); a.Code != httpreq.CodeUnknown {
		t.Errorf("header: got %d %q", a.Code, a.Error)
	}
}
