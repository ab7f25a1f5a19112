package websocket

import (
	"fmt"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/media"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
)

// WebSocket is what stands behind a WebSocket object.
type WebSocket struct {
	s       *session.Session
	url     string
	socket  *socket.Socket
	target  *session.Target
	object  *goja.Object
	private bool // its texts are not logged
	client  bool // it was opened by a client
}

var (
	_ session.MediaUnit  = (*WebSocket)(nil)
	_ session.Streams    = (*WebSocket)(nil)
	_ session.Identified = (*WebSocket)(nil)
)

// Unit returns the place in the media graph of the stream without a tag.
func (w *WebSocket) Unit() *telephony.Unit { return w.socket.Stream("").Unit() }

// Target returns the object that raises the events of the socket.
func (w *WebSocket) Target() *session.Target { return w.target }

// TraceID returns the id of the socket.
func (w *WebSocket) TraceID() string { return w.target.ID }

// newWebSocket makes a WebSocket without a connection. JSON shows its properties in this order (behaviour page, section 6.8).
func newWebSocket(s *session.Session, url string) *WebSocket {
	w := &WebSocket{s: s, url: url}
	w.target = s.NewTarget(s.Token(43), "websocket", nil)
	w.target.Made = s.VM().Caller()
	w.target.Property = func(event string) goja.Value { return w.object.Get(property(event)) }
	w.object = s.NewInstance("WebSocket", w)
	w.target.Object = w.object
	jsvm.Define(w.object, "url", s.Value(url))
	for _, name := range []string{"onclose", "onerror", "onmessage", "onopen", "oncreated", "onmediastarted", "onmediaended"} {
		jsvm.Define(w.object, name, goja.Null())
	}
	w.show(socket.Connecting)
	jsvm.Define(w.object, "_id", s.Value(w.target.ID))
	w.socket = socket.New(socket.Options{ID: w.target.ID, URL: url, Scope: s.Scope(), Graph: s.Network().Graph(), Handler: w})
	list := of(s)
	list.all = append(list.all, w)
	return w
}

// show sets the state that scripts see.
func (w *WebSocket) show(state socket.State) {
	jsvm.Define(w.object, "readyState", w.s.Value(string(state)))
}

// noEffect warns that a call did nothing, and why.
func (w *WebSocket) noEffect(err error) {
	if err != nil {
		w.s.Warn(diag.CodeIgnored, err.Error())
	}
}

func (w *WebSocket) command(name, native string, params []any, args ...any) {
	w.s.Do(session.Command{Name: name, Target: w.target.ID, Args: args, Native: native, Params: params})
}

func (w *WebSocket) id(goja.FunctionCall) goja.Value { return w.s.Value(w.target.ID) }

func (w *WebSocket) addEventListener(f goja.FunctionCall) goja.Value {
	w.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (w *WebSocket) removeEventListener(f goja.FunctionCall) goja.Value {
	w.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

// send sends a text. Anything else becomes one, as String() would have it (assumed).
func (w *WebSocket) send(f goja.FunctionCall) goja.Value {
	text := f.Argument(0).String()
	w.command("send", "SendMessageWebSocket", []any{w.target.ID, w.hidden(text)}, w.hidden(text))
	w.noEffect(w.socket.Send(text))
	return goja.Undefined()
}

// hidden returns a text as logs show it.
func (w *WebSocket) hidden(text string) string {
	if w.private {
		return masked
	}
	return text
}

func (w *WebSocket) close(goja.FunctionCall) goja.Value {
	w.command("close", "DestroyWebSocket", []any{w.target.ID})
	err := w.socket.Close()
	w.noEffect(err)
	if err == nil {
		w.show(socket.Closing)
	}
	return goja.Undefined()
}

// sendMediaTo is ws.sendMediaTo(unit, {tag?}): the unit hears what comes from the far end with that tag.
func (w *WebSocket) sendMediaTo(f goja.FunctionCall) goja.Value {
	to := w.s.MediaUnit(f.Argument(0), "sendMediaTo")
	w.route("sendMediaTo", "SendMedia", to, f.Argument(1))
	if err := w.s.Network().Graph().Connect(w.from(f.Argument(1)), session.Input(to, f.Argument(1), true)); err != nil {
		w.s.Warn(diag.CodeRoute, err.Error())
	}
	return goja.Undefined()
}

func (w *WebSocket) stopMediaTo(f goja.FunctionCall) goja.Value {
	to := w.s.MediaUnit(f.Argument(0), "stopMediaTo")
	w.route("stopMediaTo", "StopMedia", to, f.Argument(1))
	w.noEffect(w.s.Network().Graph().Disconnect(w.from(f.Argument(1)), session.Input(to, f.Argument(1), false)))
	return goja.Undefined()
}

func (w *WebSocket) route(name, native string, to session.MediaUnit, parameters goja.Value) {
	args := []any{to.Target()}
	if session.Given(parameters) {
		args = append(args, parameters)
	}
	w.command(name, native, []any{session.Fields{{Key: "from", Value: w.target.ID}, {Key: "to", Value: to.Target().ID}}}, args...)
}

// from returns the unit of the stream that a tag names.
func (w *WebSocket) from(parameters goja.Value) *telephony.Unit {
	return w.socket.Stream(session.Text(session.Prop(parameters, "tag"))).Unit()
}

// Input returns the unit that hears what is sent to the far end with these parameters: {tag?, encoding?, customParameters?}.
func (w *WebSocket) Input(parameters goja.Value, attach bool) *telephony.Unit {
	st := w.socket.Stream(session.Text(session.Prop(parameters, "tag")))
	if attach {
		st.Prepare(w.encoding(session.Prop(parameters, "encoding")), w.custom(session.Prop(parameters, "customParameters")))
	}
	return st.Unit()
}

func (w *WebSocket) encoding(v goja.Value) media.Encoding {
	if !session.Given(v) {
		return media.PCM8
	}
	e, ok := media.ParseEncoding(v.String(), 0)
	if !ok {
		w.s.Warn(diag.CodeArgument, fmt.Sprintf("sendMediaTo: there is no encoding %q: the default, %s, is used", v.String(), media.PCM8))
	}
	return e
}

// custom returns custom parameters as JSON (behaviour page, section 6.8: they arrive as a string).
func (w *WebSocket) custom(v goja.Value) string {
	o, ok := session.PlainObject(v)
	if !ok {
		return session.Text(v)
	}
	text, err := o.MarshalJSON()
	if err != nil {
		w.s.Warn(diag.CodeArgument, "sendMediaTo: customParameters can't be written as JSON: none are sent")
		return ""
	}
	return string(text)
}

// clearMediaBuffer drops what has come from the far end and has not been played yet.
func (w *WebSocket) clearMediaBuffer(f goja.FunctionCall) goja.Value {
	params, args := session.Fields{}, []any(nil)
	tag := session.Text(session.Prop(f.Argument(0), "tag"))
	if tag != "" {
		params = session.Fields{{Key: "tag", Value: tag}}
	}
	if session.Given(f.Argument(0)) {
		args = []any{f.Argument(0)}
	}
	w.command("clearMediaBuffer", "WebSocketClearMediaBuffer", []any{w.target.ID, params}, args...)
	w.socket.Clear(tag)
	return goja.Undefined()
}
