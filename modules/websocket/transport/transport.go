// Package transport opens WebSockets over the real network.
//
// Connections go through the proxy that the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY). The library answers pings. While
// a connection is open, the loop's clock keeps pace with the wall clock ([loop.Line]).
package transport

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"voxemu/runtime/loop"
	"voxemu/runtime/socket"
	"voxemu/runtime/vclock"
)

// Bounds of a connection. The time to connect is that of HTTP requests (behaviour page, section 2, for WebSockets assumed).
const (
	connectTime = 6 * time.Second
	writeTime   = 10 * time.Second
	closeTime   = time.Second
	maxMessage  = 4 << 20 // bytes of one message that comes
	maxWaiting  = 4 << 20 // bytes that wait to be sent
)

// Transport is the [socket.Dialer] of the real network.
type Transport struct {
	client *http.Client // nil: the roots and the proxy of the system
	open   sync.WaitGroup
	ctx    context.Context // of all connections
	cancel context.CancelFunc
}

var _ socket.Dialer = (*Transport)(nil)

// New returns a Transport.
func New() *Transport {
	t := &Transport{}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t
}

// Close ends all connections, and is called when the loop is over. Those that the loop has closed get a second to complete it.
func (t *Transport) Close() {
	done := make(chan struct{})
	go func() {
		t.open.Wait()
		close(done)
	}()
	late, stop := vclock.WallTimer(closeTime)
	defer stop()
	select {
	case <-done:
	case <-late:
	}
	t.cancel()
	<-done
}

// Dial connects, and reads what comes, away from the loop.
func (t *Transport) Dial(sc *loop.Scope, r socket.Request, to socket.Receiver) socket.Conn {
	c := &conn{to: to, line: sc.OpenLine(vclock.Text("the WebSocket " + r.URL)), wake: make(chan struct{}, 1)}
	o := &websocket.DialOptions{HTTPClient: t.client, HTTPHeader: http.Header{}, Subprotocols: r.Protocols}
	for _, h := range r.Header {
		if strings.EqualFold(h.Name, "Host") {
			o.Host = h.Value
			continue
		}
		o.HTTPHeader.Add(h.Name, h.Value)
	}
	if o.HTTPHeader.Get("User-Agent") == "" {
		o.HTTPHeader.Set("User-Agent", "VoxEngine/1.0")
	}
	t.open.Go(func() { c.run(t.ctx, r.URL, o) })
	return c
}

// conn is one connection. Its methods are called on the loop; run has a goroutine of its own, and so has the reading.
type conn struct {
	to   socket.Receiver
	line *loop.Line
	wake chan struct{}

	mu      sync.Mutex // guards what follows
	waiting []string
	bytes   int
	ending  *websocket.CloseError // the loop wants it closed
}

// Send puts a text into the queue of what is to be written.
func (c *conn) Send(text string) {
	c.mu.Lock()
	c.waiting = append(c.waiting, text)
	c.bytes += len(text)
	c.mu.Unlock()
	c.nudge()
}

// Close writes what waits, and then the close frame.
func (c *conn) Close(code int, reason string) {
	c.mu.Lock()
	c.ending = &websocket.CloseError{Code: websocket.StatusCode(code), Reason: reason}
	c.mu.Unlock()
	c.line.Close()
	c.nudge()
}

func (c *conn) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// take returns what is to be written, and whether the connection is to be closed after it.
func (c *conn) take() (texts []string, bytes int, ending *websocket.CloseError) {
	c.mu.Lock()
	defer c.mu.Unlock()
	texts, bytes = c.waiting, c.bytes
	c.waiting, c.bytes = nil, 0
	return texts, bytes, c.ending
}

// post tells the loop something, unless the connection is over for it.
func (c *conn) post(f func()) {
	c.line.Post(func() error {
		f()
		return nil
	})
}

func (c *conn) run(ctx context.Context, address string, o *websocket.DialOptions) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ws, err := c.connect(ctx, address, o)
	if err != nil {
		c.post(func() {
			c.line.Close()
			c.to.Failed(err.Error())
		})
		return
	}
	ws.SetReadLimit(maxMessage)
	c.post(c.to.Opened)
	lost := make(chan struct{})
	go func() {
		defer close(lost)
		c.read(ctx, ws)
	}()
	for {
		select {
		case <-c.wake:
		case <-lost:
			_ = ws.CloseNow()
			return
		}
		texts, bytes, ending := c.take()
		err := c.write(ws, texts)
		switch {
		case ending != nil:
			c.end(ws, ending)
			<-lost
			return
		case err != nil || bytes > maxWaiting:
			_ = ws.CloseNow() // the reading sees it, and tells
		}
	}
}

// connect connects, unless the loop closes the connection before.
func (c *conn) connect(ctx context.Context, address string, o *websocket.DialOptions) (*websocket.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	made := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		select {
		case <-made:
		case <-c.wake: // nothing is sent yet: it is to be closed
			cancel()
		}
	})
	ws, answer, err := websocket.Dial(ctx, address, o)
	close(made)
	watch.Wait()
	c.nudge() // what has come meanwhile is looked at
	if err != nil && answer != nil && answer.StatusCode != http.StatusSwitchingProtocols {
		return nil, errors.New("the server answered " + answer.Status)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, errors.New("no connection within " + connectTime.String())
	}
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err // without what the library says around it
	}
	return ws, err
}

func (c *conn) write(ws *websocket.Conn, texts []string) error {
	for _, text := range texts {
		ctx, cancel := context.WithTimeout(context.Background(), writeTime)
		err := ws.Write(ctx, websocket.MessageText, []byte(text))
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}

// end closes the connection with a handshake, for which the far end has a second.
func (c *conn) end(ws *websocket.Conn, with *websocket.CloseError) {
	shut := make(chan struct{})
	go func() {
		defer close(shut)
		_ = ws.Close(with.Code, with.Reason) // whatever comes of it, it is closed then
	}()
	late, stop := vclock.WallTimer(closeTime)
	defer stop()
	select {
	case <-shut:
	case <-late:
		_ = ws.CloseNow()
		<-shut
	}
}

// read hands on what comes, until the connection is over.
func (c *conn) read(ctx context.Context, ws *websocket.Conn) {
	for {
		kind, data, err := ws.Read(ctx)
		if err != nil {
			code, reason := socket.Lost, ""
			if e, ok := errors.AsType[websocket.CloseError](err); ok {
				code, reason = int(e.Code), e.Reason
			}
			c.post(func() {
				c.line.Close()
				c.to.Closed(code, reason)
			})
			return
		}
		if kind == websocket.MessageText {
			c.post(func() { c.to.Text(string(data)) })
			continue
		}
		n := len(data)
		c.post(func() { c.to.Binary(n) })
	}
}
