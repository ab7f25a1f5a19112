// Package websocket is the WebSocket class, VoxEngine.createWebSocket and the WebSockets that clients open to a session
// (behaviour page, sections 4.1, 4.2, 4.4 and 6.8).
//
// The state of a connection and its streams of audio are [socket.Socket]; this package turns what happens to it into the events that
// scripts know:
//
//	const ws = VoxEngine.createWebSocket('wss://bot.example.com/audio');
//	ws.addEventListener(WebSocketEvents.OPEN, () => VoxEngine.sendMediaBetween(call, ws));
//
// The real network is the subpackage transport.
package websocket

import (
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
)

// Module declares the class and the functions. Traces and statistics of WebSockets are files of the platform that no script can
// read: switching them on and off has no effect here.
func Module() session.Module {
	return session.Module{
		Name: "websocket",
		Funcs: []session.Func{
			{Name: "VoxEngine.createWebSocket", Call: createWebSocket},
			{Name: "VoxEngine.allowWebSocketConnections", Call: allowWebSocketConnections},
			{Name: "VoxEngine.enableTraceForIncomingWebsockets", Call: nothing},
			{Name: "VoxEngine.disableTraceForIncomingWebsockets", Call: nothing},
			{Name: "VoxEngine.enableStatisticsForIncomingWebsockets", Call: nothing},
			{Name: "VoxEngine.disableStatisticsForIncomingWebsockets", Call: nothing},
		},
		Classes: []session.Class{{
			Name:      "WebSocket",
			Construct: construct,
			Methods: []session.Method{
				method("id", (*WebSocket).id),
				method("send", (*WebSocket).send),
				method("close", (*WebSocket).close),
				method("addEventListener", (*WebSocket).addEventListener),
				method("removeEventListener", (*WebSocket).removeEventListener),
				method("sendMediaTo", (*WebSocket).sendMediaTo),
				method("stopMediaTo", (*WebSocket).stopMediaTo),
				method("clearMediaBuffer", (*WebSocket).clearMediaBuffer),
			},
		}},
	}
}

// method adapts a method of WebSocket.
func method(name string, f func(*WebSocket, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*WebSocket), c)
	}}
}

func nothing(*session.Session, goja.FunctionCall) goja.Value { return goja.Undefined() }

// sockets are those of a session, for its end.
type sockets struct {
	all      []*WebSocket
	incoming int // of clients, open now
}

type socketsKey struct{}

func of(s *session.Session) *sockets {
	return session.Local(s, socketsKey{}, func() *sockets {
		list := &sockets{}
		s.OnStop(func() {
			for _, w := range list.all {
				w.socket.Shut()
			}
		})
		return list
	})
}

// createWebSocket is VoxEngine.createWebSocket(url, parameters?). Whatever is wrong with the address arrives later, as an error and a
// close.
func createWebSocket(s *session.Session, c goja.FunctionCall) goja.Value {
	return connect(s, "VoxEngine.createWebSocket", c.Argument(0), c.Argument(1))
}

func construct(s *session.Session, c goja.ConstructorCall) *goja.Object {
	return connect(s, "new WebSocket", c.Argument(0), c.Argument(1))
}

func connect(s *session.Session, where string, address, parameters goja.Value) *goja.Object {
	if !session.Given(address) {
		s.VM().Throw("Error", where+": no URL is given")
	}
	text := address.String()
	p := readParameters(s, where, parameters) // may run the script: before there is a socket
	w := newWebSocket(s, text)
	args := []any{w.url}
	if session.Given(parameters) {
		args = append(args, p.shown)
	}
	s.Do(session.Command{
		Name: "createWebSocket", Target: w.target.ID, Args: args, Native: "CreateWebSocket",
		Params: []any{
			session.Fields{{Key: "id", Value: w.target.ID}}, w.url,
			session.Fields{{Key: "headers", Value: masked}, {Key: "privacy", Value: p.privacy}},
		},
	})
	w.private = p.privacy
	w.raise("WebSocket.Created", nil, nil)
	w.dial(p)
	return w.object
}

// dial connects, or fails later.
func (w *WebSocket) dial(p parameters) {
	why := wrongAddress(w.url)
	out := w.s.Sockets()
	if !w.s.Running() {
		why = "the session has begun to stop"
	}
	if why == "" && out == nil {
		why = "there is no way to the network"
	}
	if why == "" {
		w.socket.Connect(out.Dial(w.s.Scope(), socket.Request{URL: w.url, Protocols: p.protocols, Header: p.header}, w.socket))
		return
	}
	w.socket.Connect(unconnected{})
	w.s.Scope().Queue(func() error {
		w.socket.Failed(why)
		return nil
	})
}

// unconnected is the connection of a socket that has none.
type unconnected struct{}

func (unconnected) Send(string)       {}
func (unconnected) Close(int, string) {}

// wrongAddress says why nothing can be connected to at an address (behaviour page, section 4.4).
func wrongAddress(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return strings.TrimPrefix(err.Error(), "parse ")
	case u.Scheme != "ws" && u.Scheme != "wss":
		return "the address begins neither with ws:// nor with wss://"
	case u.Hostname() == "":
		return "the address names no host"
	case u.Scheme == "wss" && net.ParseIP(u.Hostname()) != nil:
		return "wss:// needs the name of a host, not an IP address"
	}
	return ""
}

// masked is how the session log shows secrets (behaviour page, section 10.3).
const masked = "******"

// parameters are those of createWebSocket.
type parameters struct {
	protocols []string
	header    []socket.Header
	privacy   bool
	shown     session.Fields // in the trace: without the values of headers
}

// readParameters reads an object or, in the legacy form, a protocol or an array of them.
func readParameters(s *session.Session, where string, v goja.Value) parameters {
	p := parameters{protocols: []string{"chat"}}
	o, ok := session.PlainObject(v)
	if !ok || o.ClassName() == "Array" {
		if session.Given(v) {
			p.protocols = texts(v)
			p.shown = session.Fields{{Key: "protocols", Value: strings.Join(p.protocols, ", ")}}
		}
		return p
	}
	if list := o.Get("protocols"); session.Given(list) {
		p.protocols = texts(list)
		p.shown = append(p.shown, session.Field{Key: "protocols", Value: strings.Join(p.protocols, ", ")})
	}
	if list := o.Get("headers"); session.Given(list) {
		p.header = readHeader(s, where, list)
		p.shown = append(p.shown, session.Field{Key: "headers", Value: masked})
	}
	if flag := o.Get("privacy"); flag != nil {
		p.privacy = flag.ToBoolean()
	}
	return p
}

// texts returns the elements of an array, or the one value.
func texts(v goja.Value) []string {
	o, ok := session.PlainObject(v)
	if !ok || o.ClassName() != "Array" {
		return []string{v.String()}
	}
	var list []string
	for _, k := range o.Keys() {
		list = append(list, o.Get(k).String())
	}
	return list
}

// readHeader reads an array of {name, value}. What is no header is left out with a warning.
func readHeader(s *session.Session, where string, v goja.Value) []socket.Header {
	list, ok := session.PlainObject(v)
	if !ok || list.ClassName() != "Array" {
		s.Warn(diag.CodeArgument, where+": headers are an array of {name, value}, not "+session.Describe(v)+": none is sent")
		return nil
	}
	var header []socket.Header
	for _, k := range list.Keys() {
		h := socket.Header{Name: session.Text(session.Prop(list.Get(k), "name")), Value: session.Text(session.Prop(list.Get(k), "value"))}
		if h.Name == "" || strings.ContainsAny(h.Name, " \t\r\n:") || strings.ContainsAny(h.Value, "\r\n") {
			s.Warn(diag.CodeArgument, fmt.Sprintf("%s: header %s has no name, or characters that a header can't have: it is not sent", where, k))
			continue
		}
		header = append(header, h)
	}
	return header
}
