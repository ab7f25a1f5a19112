package socket

import (
	"encoding/json"
	"time"

	"voxemu/runtime/media"
	"voxemu/runtime/telephony"
)

// Stream is the audio of one tag: what is sent to the far end, and what comes from there.
type Stream struct {
	s    *Socket
	tag  string
	unit *telephony.Unit
	out  out
	in   in
}

// The unit of a stream is its ear; the two have methods of the same name.
type ear struct{ st *Stream }

var _ telephony.Sink = ear{}

func newStream(s *Socket, tag string) *Stream {
	st := &Stream{s: s, tag: tag}
	st.in.st = st
	name := s.opts.ID
	if tag != "" {
		name += "/" + tag
	}
	st.unit = s.opts.Graph.NewUnit(telephony.UnitOptions{Name: name, Inputs: telephony.One, Source: true, Sink: ear{st}, Fed: st.fed})
	if s.state == Closed {
		st.unit.End()
	}
	return st
}

// Unit returns the stream's place in the media graph, for both directions.
func (st *Stream) Unit() *telephony.Unit { return st.unit }

// Prepare says how audio is sent when a source is attached next, and what goes along: the JSON of custom parameters, or "". A
// stream that runs keeps what it has.
func (st *Stream) Prepare(e media.Encoding, custom string) { st.out.next = format{e, custom} }

// end is called once the socket is closed.
func (st *Stream) end() {
	st.out.timer.Stop()
	st.in.end()
	st.unit.End()
}

// Begin and End collect what the far end hears.
func (x ear) Begin(u *telephony.Utterance) {
	st := x.st
	st.out.audible = append(st.out.audible, sounding{u, st.s.opts.Scope.Now()})
	if l, ok := st.s.conn.(Listener); ok && st.s.state == Open {
		l.Began(st.tag, u)
	}
}

func (x ear) End(u *telephony.Utterance, heard time.Duration, cut bool) {
	st := x.st
	for i, a := range st.out.audible {
		if a.u == u {
			st.out.audible = append(st.out.audible[:i], st.out.audible[i+1:]...)
			break
		}
	}
	if l, ok := st.s.conn.(Listener); ok && st.s.state == Open {
		if u.What != telephony.Silence {
			st.s.tell(Heard{Party: l.Name(), Utterance: *u, For: heard, Cut: cut})
		}
		l.Over(st.tag, u, heard, cut)
	}
}

// take takes in a frame of the media protocol.
func (st *Stream) take(f *frame) {
	switch f.Event {
	case "start":
		e, err := f.encoding()
		if err != nil {
			st.s.ignore("the WebSocket received a frame of media that is wrong: " + err.Error())
			return
		}
		st.in.start(format{e, f.custom()})
	case "media":
		st.in.feed(f.Media.Payload)
	case "stop":
		st.in.stop()
	}
}

func (st *Stream) say(u telephony.Utterance, burst bool, done func()) { st.in.say(u, burst, done) }

// compact returns JSON without the white space between its parts; text that is no JSON stays as it is.
func compact(text string) string {
	var v json.RawMessage
	if json.Unmarshal([]byte(text), &v) != nil {
		return text
	}
	b, err := json.Marshal(v)
	if err != nil {
		return text
	}
	return string(b)
}

// format is how a stream is written, and what the one who sends it says of it.
type format struct {
	encoding media.Encoding
	custom   string
}
