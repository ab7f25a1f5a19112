package websocket_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"voxemu/modules"
	"voxemu/modules/apitest"
	"voxemu/modules/conform"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// deaf is the connection of a client that doesn't listen.
type deaf struct{}

func (deaf) Send(string)       {}
func (deaf) Close(int, string) {}

// A client is refused until the session says that it accepts connections, and after its end. Of its headers scripts see those that
// begin with X-.
func TestTheDoorOfASession(t *testing.T) {
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "main.js", Text: prelude + `
		setTimeout(VoxEngine.allowWebSocketConnections, 1000);
		VoxEngine.addEventListener(AppEvents.WebSocket, (e) => {
			w(e.method + ' ' + e.path.endsWith('/a?b=c') + ' ' + e.content + ' ' + JSON.stringify(e.headers));
			e.websocket.addEventListener(WebSocketEvents.MESSAGE, (m) => w(m.text));
		});
		setTimeout(VoxEngine.terminate, 3000);`})
	if err != nil {
		t.Fatal(err)
	}
	r := &apitest.Result{}
	l := loop.New(vclock.NewVirtual(0), loop.Options{WallLimit: 10 * time.Second})
	sc := l.NewScope("test", func(err error) { t.Error(err) })
	s := session.New(session.Options{
		ID: "s1", Number: 1, API: modules.API(), Scripts: []session.Script{{Name: "main", Program: program}}, Loop: l,
		Network: telephony.New(sc, telephony.Options{}), Recorder: &session.Recorder{Sink: r}, Watchdog: jsvm.NewWatchdog(), Watch: conform.Watch(t),
	})
	in := socket.Incoming{Method: "POST", Suffix: "/a?b=c", Content: "body", Conn: deaf{}, Header: []socket.Header{
		{Name: "X-Who", Value: "me"}, {Name: "Cookie", Value: "secret"}, {Name: "x", Value: "short"},
	}}
	for _, at := range []int{500, 2000, 4000} {
		sc.After(time.Duration(at)*time.Millisecond, vclock.Far, nil, func() error {
			to, err := s.ConnectSocket(in)
			if let := at == 2000; let != (err == nil) || !let && !errors.Is(err, session.ErrNoSockets) {
				t.Errorf("at %d ms: %v", at, err)
			}
			if err == nil {
				to.Text(fmt.Sprintf("it is %d", at))
			}
			return nil
		})
	}
	s.Start()
	if err := l.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "what the script wrote", r.Logs(), []string{
		`2000 POST true body [{"key":"X-Who","value":"me"}]`, "2000 it is 2000",
	})
}
