// Package transport carries the HTTP requests of scripts over the real network.
//
// Requests go through the proxy that the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), as people behind one
// expect. There is no cookie jar, no compression, and no connection is used twice: requests don't affect each other.
package transport

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"voxemu/modules/httpreq"
	"voxemu/runtime/session"
)

// Transport is the [session.RoundTripper] of the real network. Its zero value is ready, and safe for concurrent use.
type Transport struct {
	tls      *tls.Config   // nil: the roots of the system
	resolver *net.Resolver // nil: the resolver of the system
}

var _ session.RoundTripper = (*Transport)(nil)

// New returns a Transport.
func New() *Transport { return &Transport{} }

// RoundTrip sends a request and follows redirects. It always returns an answer: a status from 200 on, or one of the codes
// -1 to -9 with the reason (behaviour page, section 7.2). Headers come sorted by name.
func (t *Transport) RoundTrip(ctx context.Context, r *session.Request) *session.Response {
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectDone: func(_, _ string, err error) {
			if err == nil {
				connected.Store(true)
			}
		},
	})
	req, failed := newRequest(ctx, r)
	if failed != nil {
		return failed
	}
	way := t.connections(r)
	defer way.CloseIdleConnections()
	client := &http.Client{Transport: way, CheckRedirect: checkRedirect}
	resp, err := client.Do(req)
	if err != nil {
		return failure(ctx, r, err, connected.Load())
	}
	defer resp.Body.Close()
	body, err := readBody(resp, r.MaxBody)
	if err != nil {
		return failure(ctx, r, err, connected.Load())
	}
	return answer(resp, body)
}

// connections returns the connections of one request: how long they may take to come up belongs to the request.
func (t *Transport) connections(r *session.Request) *http.Transport {
	dialer := &net.Dialer{Timeout: r.Connect, Resolver: t.resolver}
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dialer.DialContext,
		TLSClientConfig:     t.tls,
		TLSHandshakeTimeout: r.Connect,
		ForceAttemptHTTP2:   true,
		DisableKeepAlives:   true,
		DisableCompression:  true, // the script sees the header and the size as they came
	}
}

// newRequest makes the request, or says why it can't be made.
func newRequest(ctx context.Context, r *session.Request) (*http.Request, *session.Response) {
	if err := checkURL(r.URL); err != nil {
		return nil, &session.Response{Code: httpreq.CodeMalformedURL, Error: err.Error()}
	}
	var body io.Reader
	if r.Body != nil {
		body = bytes.NewReader(r.Body)
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, r.URL, body)
	if err != nil {
		return nil, &session.Response{Code: httpreq.CodeInternal, Error: err.Error()}
	}
	for _, h := range r.Header {
		if strings.EqualFold(h.Key, "Host") {
			req.Host = h.Value
			continue
		}
		req.Header.Add(h.Key, h.Value)
	}
	if _, named := req.Header["User-Agent"]; !named {
		req.Header["User-Agent"] = nil // not that of Go
	}
	return req, nil
}

func checkURL(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("malformed URL: %w", err)
	}
	return checkParsed(u)
}

func checkParsed(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return &malformedError{u.String()}
	}
	return nil
}

// maxRedirects is how many redirects are followed (assumed: behaviour page, section 7.2).
const maxRedirects = 5

func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return errRedirects
	}
	return checkParsed(req.URL)
}

// readBody reads a body of at most limit bytes.
func readBody(resp *http.Response, limit int) ([]byte, error) {
	if resp.ContentLength > int64(limit) && resp.Request.Method != http.MethodHead {
		return nil, errTooBig
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("read the body: %w", err)
	}
	if len(body) > limit {
		return nil, errTooBig
	}
	return body, nil
}

// answer turns a response into what scripts are told of it.
func answer(resp *http.Response, body []byte) *session.Response {
	a := &session.Response{
		Code:   resp.StatusCode,
		Body:   body,
		Binary: httpreq.Binary(resp.Header.Get("Content-Type"), body),
	}
	keys := make([]string, 0, len(resp.Header))
	for k := range resp.Header {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var raw strings.Builder
	fmt.Fprintf(&raw, "%s %s\r\n", resp.Proto, resp.Status)
	for _, k := range keys {
		for _, v := range resp.Header[k] {
			a.Header = append(a.Header, session.Header{Key: k, Value: v})
			fmt.Fprintf(&raw, "%s: %s\r\n", k, v)
		}
	}
	raw.WriteString("\r\n")
	a.Raw = raw.String()
	return a
}
