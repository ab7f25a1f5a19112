package session

import (
	"context"
	"time"
)

// Request is one HTTP request of a script.
type Request struct {
	Method, URL string
	Header      []Header
	Body        []byte
	// Connect and Timeout bound the connection and the whole request, in wall time.
	Connect, Timeout time.Duration
	// MaxBody bounds the response's body, in bytes.
	MaxBody int
}

// Header is one header line.
type Header struct{ Key, Value string }

// Response is the answer to a Request: a status from 200 on, or a transport code (0, -1 to -9; behaviour page,
// section 7.2) with a text.
type Response struct {
	Code   int
	Error  string
	Header []Header
	Raw    string // the header as it came
	Body   []byte
	Binary bool // not text, going by its type and bytes
	// Mocked tells that no request left the machine; Latency is the virtual time it took then.
	Mocked  bool
	Latency time.Duration
}

// RoundTripper carries requests to the outside world. RoundTrip blocks; it is called away from the loop.
type RoundTripper interface {
	RoundTrip(ctx context.Context, r *Request) *Response
}
