package streamingagent

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// none is the number of a track that is not there.
const none = -1

// Agent is what stands behind a StreamingAgent object.
type Agent struct {
	s      *session.Session
	target *session.Target
	object *goja.Object
	unit   *telephony.Unit
	stream string // its name

	connected, over bool
	tracks          []track // in the order they came
	made            int
	active          int // the number of the track that is sent
	pinned          bool
}

// track is one source of audio.
type track struct {
	id     int
	source *telephony.Unit
}

var (
	_ session.MediaUnit  = (*Agent)(nil)
	_ session.Identified = (*Agent)(nil)
)

// Unit returns the agent's place in the media graph.
func (a *Agent) Unit() *telephony.Unit { return a.unit }

// Target returns the object that raises the agent's events.
func (a *Agent) Target() *session.Target { return a.target }

// TraceID returns the id of the agent.
func (a *Agent) TraceID() string { return a.target.ID }

func (a *Agent) raise(name string, fs ...session.Field) {
	a.target.Raise(session.Event{Name: "StreamingAgent." + name, Fields: fs})
}

func reason(text string) session.Field { return session.Field{Key: "reason", Value: text} }

func (a *Agent) name() session.Field { return session.Field{Key: "streamName", Value: a.stream} }

// dial connects to the first of some addresses, and when that can't be done or is lost to the next. Why is the reason to be told if none
// can serve: that of the first.
func (a *Agent) dial(addresses []string, why string) {
	if len(addresses) == 0 {
		a.raise("ConnectionFailed", reason(why))
		a.over = true
		a.unit.End()
		return
	}
	wrong := wrongAddress(addresses[0])
	if wrong != "" && len(addresses) > 1 {
		a.dial(addresses[1:], cmp.Or(why, wrong))
		return
	}
	var b service.Behaviour
	if wrong == "" {
		b = a.server(addresses[0])
	}
	wait := max(setup, b.After)
	switch {
	case b.Silent:
		wait, wrong = patience, "the server does not answer"
	case b.Refused:
		wrong = cmp.Or(b.Text, "the server refused the connection")
	}
	a.after(wait, "connects", func() {
		if wrong != "" {
			a.dial(addresses[1:], cmp.Or(why, wrong))
			return
		}
		a.connect()
		if b.Drops {
			a.after(b.Drop, "loses its server", func() { a.lost(addresses[1:]) })
		}
	})
}

// server is what a server does. One that nobody describes answers; that is told once in a session.
func (a *Agent) server(address string) service.Behaviour {
	b, ok := a.s.Services().Streams.Find(address)
	if !ok {
		session.Local(a.s, unknownServer{}, func() *unknownServer {
			a.s.Warn(diag.CodeNotEmulated, "createStreamingAgent: no server is contacted: "+address+
				" connects, as nothing under streams says otherwise (in voxemu.yaml, or in the file of --far)")
			return &unknownServer{}
		})
	}
	return b
}

// unknownServer marks a session in which the warning about servers that nobody describes was given.
type unknownServer struct{}

// after does something later, unless the agent has ended by then.
func (a *Agent) after(d time.Duration, what string, f func()) {
	a.s.Scope().After(d, vclock.Signalling, vclock.Text("the streaming agent "+what), func() error {
		if !a.over {
			f()
		}
		return nil
	})
}

func (a *Agent) connect() {
	a.connected = true
	a.raise("Connected", reason(""))
	a.raise("Stream.Started", a.name(), reason(""))
	a.fed()
}

// lost is called when the server is gone: the next address takes over, if there is one.
func (a *Agent) lost(addresses []string) {
	const why = "the connection was lost"
	a.connected = false
	a.raise("Stream.Error", a.name(), reason(why))
	a.raise("Disconnected", reason(why))
	if len(addresses) > 0 {
		a.dial(addresses, "")
		return
	}
	a.over = true
	a.unit.End()
}

// fed makes a track of each source that can be heard, and drops those that are gone.
func (a *Agent) fed() {
	if !a.connected || a.over {
		return
	}
	sources := a.unit.Sources()
	a.tracks = slices.DeleteFunc(a.tracks, func(t track) bool { return !slices.Contains(sources, t.source) })
	for _, u := range sources {
		known := slices.ContainsFunc(a.tracks, func(t track) bool { return t.source == u })
		if u.Open() && !known {
			a.made++
			a.tracks = append(a.tracks, track{a.made, u})
			a.raise("Stream.AudioStarted", trackID(a.made))
		}
	}
	if !a.has(a.active) {
		a.pinned = false
	}
	if !a.pinned {
		a.turn(a.first(), "New stream")
	}
}

func trackID(id int) session.Field { return session.Field{Key: "trackId", Value: id} }

func (a *Agent) has(id int) bool {
	return slices.ContainsFunc(a.tracks, func(t track) bool { return t.id == id })
}

// first returns the track that is sent when the scenario has chosen none.
func (a *Agent) first() int {
	if len(a.tracks) == 0 {
		return none
	}
	return a.tracks[0].id
}

// turn makes a track the one that is sent.
func (a *Agent) turn(id int, why string) {
	if a.active == id {
		return
	}
	a.active = id
	if id != none {
		a.raise("Stream.AudioSwitched", trackID(id), reason(why))
	}
}

// end stops the stream and the connection.
func (a *Agent) end(why string) {
	if a.over {
		return
	}
	a.over = true
	a.unit.End()
	if a.connected {
		a.raise("Stream.Stopped", a.name(), reason(why))
	}
	a.raise("Disconnected", reason(why))
}

func (a *Agent) command(name, native string, args ...any) {
	params := []any{session.Fields{{Key: "id", Value: a.target.ID}}}
	a.s.Do(session.Command{Name: name, Target: a.target.ID, Args: args, Native: native, Params: append(params, args...)})
}

func (a *Agent) addEventListener(f goja.FunctionCall) goja.Value {
	a.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (a *Agent) removeEventListener(f goja.FunctionCall) goja.Value {
	a.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (a *Agent) id(goja.FunctionCall) goja.Value { return a.s.Value(a.target.ID) }

func (a *Agent) stop(goja.FunctionCall) goja.Value {
	a.command("stop", "StopStreamingAgent")
	if a.over {
		a.s.Warn(diag.CodeIgnored, "stop: the streaming agent has ended")
		return goja.Undefined()
	}
	a.end("stopped")
	return goja.Undefined()
}

func (a *Agent) activeAudioTrack(goja.FunctionCall) goja.Value { return a.s.Value(a.active) }

// activeVideoTrack is none: no call has video here.
func (a *Agent) activeVideoTrack(goja.FunctionCall) goja.Value { return a.s.Value(none) }

func (a *Agent) audioTracks(goja.FunctionCall) goja.Value {
	list := make([]any, len(a.tracks))
	for i, t := range a.tracks {
		list[i] = session.Fields{{Key: "kind", Value: "audio"}, {Key: "trackId", Value: strconv.Itoa(t.id)}}
	}
	return a.s.Value(list)
}

func (a *Agent) videoTracks(goja.FunctionCall) goja.Value { return a.s.Value([]any{}) }

// setActiveTrack is setActiveTrack({audioTrack?, videoTrack?}): the track is sent until it is gone or -1 is set.
func (a *Agent) setActiveTrack(f goja.FunctionCall) goja.Value {
	a.command("setActiveTrack", "SetActiveTrackStreamingAgent", f.Argument(0))
	if a.over {
		a.s.Warn(diag.CodeIgnored, "setActiveTrack: the streaming agent has ended")
		return goja.Undefined()
	}
	if v := session.Prop(f.Argument(0), "videoTrack"); session.Given(v) && v.ToInteger() != none {
		a.s.Warn(diag.CodeIgnored, fmt.Sprintf("setActiveTrack: there is no video track %d", v.ToInteger()))
	}
	v := session.Prop(f.Argument(0), "audioTrack")
	if !session.Given(v) {
		return goja.Undefined()
	}
	switch id := int(v.ToInteger()); {
	case id == none:
		a.pinned = false
		a.turn(a.first(), "Set stream")
	case a.has(id):
		a.pinned = true
		a.turn(id, "Set stream")
	default:
		a.s.Warn(diag.CodeIgnored, fmt.Sprintf("setActiveTrack: there is no audio track %d", id))
	}
	return goja.Undefined()
}
