package socket

import (
	"fmt"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Times of the audio that comes (behaviour page, sections 2 and 6.8).
const (
	most    = 10 * time.Second       // the buffer: what comes beyond it is dropped
	silence = time.Second            // without audio for so long, a stream has ended
	patient = 100 * time.Millisecond // how late a frame may be before the sound counts as over (assumed)
)

// in is what comes on a stream. It is played as it comes, whether anybody listens or not; what comes faster than it can be
// played waits, up to 10 s.
type in struct {
	st      *Stream
	known   bool // there was a start
	now     format
	active  bool // MediaStarted was told, MediaEnded not yet
	ending  bool // a stop has come, and waits for what is to be played before it
	until   vclock.Time
	playing *piece
	queue   []*piece
	quiet   *loop.Timer // until the silence has lasted long enough
	warned  bool        // of what did not fit
}

// piece is audio that is played as one.
type piece struct {
	u     telephony.Utterance
	paced bool // it comes as fast as it is played: none of it is ever in the buffer
	grows bool // made of frames; it lasts until no more come
	done  func()
	began vclock.Time
	e     *telephony.Emission
	timer *loop.Timer
}

func (x *in) scope() *loop.Scope { return x.st.s.opts.Scope }

// start takes in a start frame.
func (x *in) start(f format) {
	if x.active && !x.ending {
		x.st.s.ignore(fmt.Sprintf("the WebSocket received a second start of the stream %q: a change needs a stop first", x.st.tag))
		return
	}
	x.finish()
	x.known, x.now = true, f
	x.until = max(x.until, x.scope().Now())
	x.begin()
	x.rest()
}

// begin tells that audio comes.
func (x *in) begin() {
	x.quiet.Stop()
	if !x.active {
		x.active, x.ending = true, false
		x.st.s.tell(MediaStarted{x.st.tag, x.now.encoding.String(), x.now.custom})
	}
}

// feed takes in the bytes of a frame.
func (x *in) feed(b []byte) {
	if !x.known {
		x.st.s.ignore(fmt.Sprintf("the WebSocket received audio of the stream %q before its start", x.st.tag))
		return
	}
	long := x.room(x.now.encoding.Duration(b))
	if long == 0 {
		return
	}
	x.begin()
	x.extend(long)
	last := x.playing
	if len(x.queue) > 0 {
		last = x.queue[len(x.queue)-1]
	}
	if last == nil || !last.grows {
		u := telephony.Utterance{What: telephony.Audio, URL: x.st.s.opts.URL, From: x.st.s.party(), Length: telephony.Endless}
		x.queue = append(x.queue, &piece{u: u, grows: true})
		x.play()
	} else if last == x.playing {
		x.wait(last)
	}
}

// say takes in audio that has no sound.
func (x *in) say(u telephony.Utterance, burst bool, done func()) {
	u.Length = x.st.s.opts.Graph.Length(u)
	if !x.known || u.Length < 0 {
		x.st.s.ignore(fmt.Sprintf("the WebSocket received audio of the stream %q before its start, or without an end", x.st.tag))
		return
	}
	p := &piece{u: u, paced: !burst, done: done}
	if burst {
		p.done = nil
		if p.u.Length = x.room(u.Length); p.u.Length == 0 {
			return
		}
	}
	if p.u.Length == 0 {
		if done != nil {
			done()
		}
		return
	}
	x.begin()
	x.extend(p.u.Length)
	x.queue = append(x.queue, p)
	x.play()
}

// room returns how much of so long a sound the buffer takes.
func (x *in) room(long time.Duration) time.Duration {
	fits := max(0, min(long, most-max(0, x.until.Sub(x.scope().Now()))))
	if fits < long && !x.warned {
		x.warned = true
		x.st.s.ignore(fmt.Sprintf("the WebSocket received audio faster than it is played: what is more than %v ahead is dropped", most))
	}
	return fits
}

// extend moves the end of what is to be played.
func (x *in) extend(long time.Duration) {
	x.until = max(x.until, x.scope().Now()).Add(long)
	x.st.s.came += long
}

// play begins the next piece, if none is played.
func (x *in) play() {
	if x.playing != nil {
		return
	}
	if len(x.queue) == 0 {
		x.rest()
		return
	}
	p := x.queue[0]
	x.playing, x.queue = p, x.queue[1:]
	p.began = x.scope().Now()
	if p.grows {
		p.e = x.st.unit.Emit(p.u, nil)
		x.wait(p)
		return
	}
	p.e = x.st.unit.Emit(p.u, func() { x.over(p) })
}

// wait ends a piece made of frames when they have been played and no more come.
func (x *in) wait(p *piece) {
	p.timer.Stop()
	late := patient
	if x.ending {
		late = 0
	}
	p.timer = x.scope().After(x.until.Sub(x.scope().Now())+late, vclock.Media, vclock.Text("audio of "+x.st.s.opts.URL), func() error {
		p.e.Finish()
		x.over(p)
		return nil
	})
}

func (x *in) over(p *piece) {
	if x.playing != p {
		return
	}
	x.playing = nil
	if p.done != nil {
		p.done()
	}
	x.play()
}

// rest is called when nothing is left to be played.
func (x *in) rest() {
	if !x.active || x.playing != nil || len(x.queue) > 0 {
		return
	}
	if x.ending {
		x.finish()
		return
	}
	x.quiet.Stop()
	x.quiet = x.scope().After(x.until.Add(silence).Sub(x.scope().Now()), vclock.Media, vclock.Text("silence of "+x.st.s.opts.URL), func() error {
		x.finish()
		return nil
	})
}

// stop takes in a stop frame. What came before it is still played (assumed).
func (x *in) stop() {
	if !x.active {
		return
	}
	x.ending = true
	if x.playing != nil && x.playing.grows {
		x.wait(x.playing)
	}
	x.rest()
}

// finish tells that the audio has ended.
func (x *in) finish() {
	x.quiet.Stop()
	x.ending = false
	if x.active {
		x.active = false
		x.st.s.tell(MediaEnded{x.st.tag, int(x.st.s.came / time.Second)})
	}
}

// clear drops what waits in the buffer, and cuts what is played from it.
func (x *in) clear() {
	now := x.scope().Now()
	left := max(0, x.until.Sub(now))
	kept := time.Duration(0)
	var queue []*piece
	for _, p := range x.queue {
		if p.paced {
			queue = append(queue, p)
			kept += p.u.Length
		}
	}
	x.queue = queue
	if p := x.playing; p != nil && p.paced {
		kept += p.began.Add(p.u.Length).Sub(now)
	} else if p != nil {
		p.timer.Stop()
		p.e.Stop()
		x.playing = nil
	}
	x.st.s.came -= left - kept
	x.until = now.Add(kept)
	x.play()
}

// end drops everything because the socket is closed.
func (x *in) end() {
	x.clear()
	if p := x.playing; p != nil {
		x.st.s.came -= max(0, x.until.Sub(x.scope().Now()))
	}
	x.queue, x.playing = nil, nil
	x.finish()
}
