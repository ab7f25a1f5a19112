package websocket

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
	"voxemu/runtime/socket"
)

// allowWebSocketConnections lets clients connect to the session's URL from now on.
func allowWebSocketConnections(s *session.Session, _ goja.FunctionCall) goja.Value {
	s.Do(session.Command{Name: "allowWebSocketConnections", Target: "application"})
	s.AcceptSockets(func(in socket.Incoming) (socket.Receiver, error) { return accept(s, in) })
	return goja.Undefined()
}

// accept takes a client's connection: the application's event first, then OPEN, so that listeners attached in the handler of the
// first hear of the second (assumed).
func accept(s *session.Session, in socket.Incoming) (socket.Receiver, error) {
	list := of(s)
	path := s.AccessPath() + in.Suffix
	request := session.Fields{
		{Key: "method", Value: or(in.Method, "GET")}, {Key: "path", Value: path},
		{Key: "content", Value: in.Content}, {Key: "headers", Value: headers(in.Header)},
	}
	if most := s.Calls() + s.Limits().SpareSockets; list.incoming >= most {
		reason := fmt.Sprintf("the session has %d WebSockets of clients, and no more are allowed with %d calls", list.incoming, s.Calls())
		s.AppTarget().Raise(session.Event{
			Name: "Application.OnNewWebSocketFailed", Fields: append(request, session.Field{Key: "reason", Value: reason}),
		})
		return nil, fmt.Errorf("403: %s", reason)
	}
	list.incoming++
	w := newWebSocket(s, "wss://"+session.SecureHost+path)
	w.client = true
	w.socket.Connect(in.Conn)
	w.show(socket.Open)
	s.AppTarget().Raise(session.Event{
		Name: "AppEvents.NewWebSocketConnection", Fields: request, Extra: session.Fields{{Key: "websocket", Value: w.target}},
	})
	w.socket.Opened()
	return w.socket, nil
}

// headers returns those that scripts may see (behaviour page, section 4.1).
func headers(list []socket.Header) []any {
	out := []any{}
	for _, h := range list {
		if len(h.Name) > 2 && strings.EqualFold(h.Name[:2], "X-") {
			out = append(out, session.Fields{{Key: "key", Value: h.Name}, {Key: "value", Value: h.Value}})
		}
	}
	return out
}

func or(s, standard string) string {
	if s == "" {
		return standard
	}
	return s
}
