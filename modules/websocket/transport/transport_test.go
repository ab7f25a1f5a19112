package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"voxemu/runtime/loop"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// rig is the platform's end of one connection: it notes what comes, and acts on it.
type rig struct {
	t    *testing.T
	loop *loop.Loop
	conn socket.Conn
	got  []string
	on   func(what string)
}

func (r *rig) note(format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	r.got = append(r.got, what)
	if r.on != nil {
		r.on(what)
	}
}

func (r *rig) Opened()                                       { r.note("open") }
func (r *rig) Failed(why string)                             { r.note("failed: %s", why) }
func (r *rig) Text(text string)                              { r.note("text %s", text) }
func (r *rig) Binary(n int)                                  { r.note("binary %d", n) }
func (r *rig) Closed(code int, why string)                   { r.note("closed %d %s", code, why) }
func (r *rig) Say(string, telephony.Utterance, bool, func()) {}

// connect runs a connection to its end.
func connect(t *testing.T, request socket.Request, on func(r *rig, what string)) *rig {
	t.Helper()
	r := &rig{t: t, loop: loop.New(vclock.NewVirtual(0), loop.Options{WallLimit: 10 * time.Second})}
	r.on = func(what string) { on(r, what) }
	sc := r.loop.NewScope("test", func(err error) { t.Error(err) })
	out := New()
	sc.Queue(func() error {
		r.conn = out.Dial(sc, request, r)
		return nil
	})
	if err := r.loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	out.Close()
	return r
}

func (r *rig) want(want ...string) {
	r.t.Helper()
	if !slices.Equal(r.got, want) {
		r.t.Errorf("got  %q\nwant %q", r.got, want)
	}
}

// serve runs a server; its end of a connection is f. What f returns is the last thing that it saw.
func serve(t *testing.T, f func(ctx context.Context, ws *websocket.Conn) error) (url string, last <-chan error) {
	t.Helper()
	seen := make(chan error, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.Header.Get("X-Key") == "wrong" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		ws, err := websocket.Accept(w, q, &websocket.AcceptOptions{Subprotocols: []string{"chat"}})
		if err != nil {
			t.Error(err)
			return
		}
		defer ws.CloseNow()
		_ = ws.Write(q.Context(), websocket.MessageText, []byte(q.Header.Get("X-Key")+" "+ws.Subprotocol()+" "+q.UserAgent()+" "+q.Host))
		seen <- f(q.Context(), ws)
	}))
	t.Cleanup(s.Close)
	return "ws" + strings.TrimPrefix(s.URL, "http"), seen
}

func TestTextsGoBothWaysInOrder(t *testing.T) {
	url, _ := serve(t, func(ctx context.Context, ws *websocket.Conn) error {
		for range 3 {
			_, text, err := ws.Read(ctx)
			if err != nil {
				return err
			}
			_ = ws.Write(ctx, websocket.MessageText, append([]byte("echo "), text...))
		}
		_ = ws.Write(ctx, websocket.MessageBinary, make([]byte, 5))
		return ws.Close(4001, "enough")
	})
	request := socket.Request{URL: url, Protocols: []string{"other", "chat"}, Header: []socket.Header{
		{Name: "X-Key", Value: "k"}, {Name: "user-agent", Value: "me"}, {Name: "Host", Value: "bot.test"},
	}}
	r := connect(t, request, func(r *rig, what string) {
		if what == "open" {
			r.conn.Send("1")
			r.conn.Send("2")
			r.conn.Send("3")
		}
	})
	r.want("open", "text k chat me bot.test", "text echo 1", "text echo 2", "text echo 3", "binary 5", "closed 4001 enough")
}

func TestCloseSendsWhatWaitsAndACode(t *testing.T) {
	var got string
	url, last := serve(t, func(ctx context.Context, ws *websocket.Conn) error {
		_, text, _ := ws.Read(ctx)
		got = string(text)
		_, _, err := ws.Read(ctx)
		return err
	})
	r := connect(t, socket.Request{URL: url}, func(r *rig, what string) {
		if what == "open" {
			r.conn.Send("goodbye")
			r.conn.Close(1000, "Normal connection close")
		}
	})
	err := <-last
	if got != "goodbye" || websocket.CloseStatus(err) != 1000 || !strings.Contains(err.Error(), "Normal connection close") {
		t.Errorf("the server got %q, and then %v", got, err)
	}
	r.want("open")
}

func TestALostConnection(t *testing.T) {
	url, _ := serve(t, func(_ context.Context, ws *websocket.Conn) error { return ws.CloseNow() })
	r := connect(t, socket.Request{URL: url}, func(*rig, string) {})
	if last := r.got[len(r.got)-1]; last != "closed 1006 " {
		t.Errorf("got %q", r.got)
	}
}

func TestAnAttemptThatFails(t *testing.T) {
	url, _ := serve(t, nil)
	r := connect(t, socket.Request{URL: url, Header: []socket.Header{{Name: "X-Key", Value: "wrong"}}}, func(*rig, string) {})
	r.want("failed: the server answered 403 Forbidden")

	gone := httptest.NewServer(nil)
	gone.Close()
	r = connect(t, socket.Request{URL: "ws" + strings.TrimPrefix(gone.URL, "http")}, func(*rig, string) {})
	if len(r.got) != 1 || !strings.HasPrefix(r.got[0], "failed: dial tcp") || !strings.Contains(r.got[0], "refused") {
		t.Errorf("got %q", r.got)
	}
}

// A connection that is closed before it is made is not made: the loop ends at once.
func TestClosedWhileConnecting(t *testing.T) {
	hold := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hold }))
	defer s.Close()
	defer close(hold)
	l := loop.New(vclock.NewVirtual(0), loop.Options{WallLimit: 5 * time.Second})
	sc := l.NewScope("test", func(error) {})
	out := New()
	sc.Queue(func() error {
		c := out.Dial(sc, socket.Request{URL: "ws" + strings.TrimPrefix(s.URL, "http")}, &rig{t: t, on: func(what string) { t.Error(what) }})
		c.Close(1000, "")
		return nil
	})
	if err := l.Run(t.Context()); err != nil {
		t.Error(err)
	}
	out.Close()
}

// A session that ends without closing its connections leaves none behind.
func TestCloseEndsWhatIsLeft(t *testing.T) {
	url, last := serve(t, func(ctx context.Context, ws *websocket.Conn) error {
		_, _, err := ws.Read(ctx)
		return err
	})
	l := loop.New(vclock.NewVirtual(0), loop.Options{WallLimit: 5 * time.Second})
	sc := l.NewScope("test", func(error) {})
	out := New()
	r := &rig{t: t, on: func(string) { sc.Close() }}
	sc.Queue(func() error {
		out.Dial(sc, socket.Request{URL: url}, r)
		return nil
	})
	if err := l.Run(t.Context()); err != nil {
		t.Error(err)
	}
	out.Close()
	if err := <-last; err == nil {
		t.Error("the server's connection is still open")
	}
}
