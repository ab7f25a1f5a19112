package websocket

import (
	"encoding/json"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/trace"
)

var _ socket.Handler = (*WebSocket)(nil)

// property returns the name of the property that may hold a handler of an event.
func property(event string) string {
	switch event {
	case "WebSocket.Open":
		return "onopen"
	case "WebSocket.Close":
		return "onclose"
	case "WebSocket.Message":
		return "onmessage"
	case "WebSocket.Error":
		return "onerror"
	case "WebSocket.Created":
		return "oncreated"
	case "WebSocket.MediaEventStarted":
		return "onmediastarted"
	}
	return "onmediaended"
}

// raise raises an event; before runs just before its listeners. The layer above the native events repeats their name (behaviour
// page, section 1.8).
func (w *WebSocket) raise(name string, fs session.Fields, before func()) {
	w.target.Raise(session.Event{Name: name, Fields: fs, Extra: session.Fields{{Key: "NAME", Value: name}}, Before: before})
}

// SocketEvent turns what happens to the connection into the event that scripts know.
func (w *WebSocket) SocketEvent(_ *socket.Socket, e socket.Event) {
	switch e := e.(type) {
	case socket.Opened:
		w.raise("WebSocket.Open", nil, func() {
			if w.socket.State() == socket.Open {
				w.show(socket.Open)
			}
		})
	case socket.Failed:
		w.s.Warn(diag.CodeSocket, "the WebSocket "+w.url+" could not be connected: "+e.Why)
		w.raise("WebSocket.Error", nil, nil)
	case socket.Message:
		w.raise("WebSocket.Message", session.Fields{{Key: "text", Value: e.Text}}, nil)
	case socket.Ended:
		if w.client {
			of(w.s).incoming--
		}
		w.raise("WebSocket.Close", session.Fields{
			{Key: "code", Value: e.Code}, {Key: "wasClean", Value: e.Clean}, {Key: "reason", Value: e.Reason},
		}, func() { w.show(socket.Closed) })
	case socket.MediaStarted:
		w.raise("WebSocket.MediaEventStarted", session.Fields{
			{Key: "tag", Value: e.Tag}, {Key: "encoding", Value: e.Encoding}, {Key: "customParameters", Value: customFields(e.Custom)},
		}, nil)
	case socket.MediaEnded:
		w.raise("WebSocket.MediaEventEnded", session.Fields{
			{Key: "tag", Value: e.Tag}, {Key: "mediaInfo", Value: session.Fields{{Key: "duration", Value: e.Seconds}}},
		}, nil)
	case socket.Ignored:
		w.s.Warn(diag.CodeSocketFrame, e.Text)
	case socket.Heard:
		u := e.Utterance
		w.s.Trace(trace.Heard{
			Party: e.Party, Leg: w.target.ID, What: trace.What(u.What), Text: u.Text, URL: u.URL, Digits: u.Digits, From: u.From,
			MS: e.For.Milliseconds(), Cut: e.Cut,
		})
	case socket.Spoke:
		u := e.Utterance
		w.s.Trace(trace.Spoke{Party: e.Party, Leg: w.target.ID, What: trace.What(u.What), Text: u.Text, Digits: u.Digits})
	}
}

// customFields reads the JSON of custom parameters, with the fields in their order: nil when there are none. What is no JSON is the
// text itself.
func customFields(text string) any {
	if text == "" {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(text))
	if v, err := decode(d); err == nil {
		return v
	}
	return text
}

// decode reads the next JSON value.
func decode(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	open, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	var object session.Fields
	var array []any
	for d.More() {
		key := ""
		if open == '{' {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			key, _ = name.(string)
		}
		v, err := decode(d)
		if err != nil {
			return nil, err
		}
		object, array = append(object, session.Field{Key: key, Value: v}), append(array, v)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if open == '{' {
		return object, nil
	}
	return array, nil
}
