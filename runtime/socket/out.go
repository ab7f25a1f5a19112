package socket

import (
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/media"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// out is what is sent on a stream: a start frame when its source can be heard, a frame of sound every 20 ms, and a stop frame
// when the source is gone (behaviour page, section 6.8).
type out struct {
	next    format
	now     format
	running bool
	began   vclock.Time
	sent    uint64 // frames of sound
	timer   *loop.Timer
	audible []sounding
}

// sounding is what is audible on a stream, and since when.
type sounding struct {
	u     *telephony.Utterance
	since vclock.Time
}

// fed starts or stops the stream as its sources come and go. A source that replaces another gives a new stream.
func (st *Stream) fed() {
	if st.s.state != Open {
		return
	}
	sources := st.unit.Sources()
	switch {
	case !st.out.running && slices.ContainsFunc(sources, (*telephony.Unit).Open):
		st.start()
	case st.out.running && len(sources) == 0:
		st.stopSending()
	}
}

func (st *Stream) start() {
	o := &st.out
	o.running, o.now, o.began, o.sent = true, o.next, st.s.opts.Scope.Now(), 0
	st.s.conn.Send(StartFrame(st.s.sequence(), st.tag, o.now.encoding, compact(o.now.custom)))
	st.s.frames++
	if _, ok := st.s.conn.(Listener); !ok {
		st.arm()
	}
}

// stopSending ends the stream. Frames that nobody took count as if they had been sent.
func (st *Stream) stopSending() {
	o := &st.out
	o.timer.Stop()
	sequence := st.s.sequence()
	if missed := st.passed(); missed > o.sent {
		st.s.frames += missed - o.sent
		o.sent = missed
	}
	o.running = false
	st.s.conn.Send(StopFrame(sequence, st.tag, o.now.encoding, o.sent))
	st.s.frames++
}

// passed returns how many frames a far end that takes none would have had by now; for others none.
func (st *Stream) passed() uint64 {
	if _, ok := st.s.conn.(Listener); !ok || !st.out.running {
		return 0
	}
	return uint64(st.s.opts.Scope.Now().Sub(st.out.began) / media.Frame)
}

// sequence returns the number of the next frame of the connection.
func (s *Socket) sequence() uint64 {
	n := s.frames
	for _, st := range s.streams {
		n += st.passed()
	}
	return n
}

// arm waits for the moment of the next frame of sound, counted from the start so that delays don't add up.
func (st *Stream) arm() {
	o := &st.out
	due := o.began.Add(time.Duration(o.sent+1) * media.Frame)
	o.timer = st.s.opts.Scope.After(due.Sub(st.s.opts.Scope.Now()), vclock.Media, vclock.Text("audio for "+st.s.opts.URL), func() error {
		st.send()
		return nil
	})
}

// send sends the sound of the last 20 ms.
func (st *Stream) send() {
	if st.s.state != Open || !st.out.running {
		return
	}
	o, e := &st.out, st.out.now.encoding
	samples := make([]int16, e.FrameSamples())
	from := o.began.Add(time.Duration(o.sent) * media.Frame)
	for _, a := range o.audible {
		at := from.Sub(a.since)
		media.Mix(samples, e.Rate(), at, sines(a.u, at))
	}
	st.s.conn.Send(outFrame{Event: "media", Sequence: st.s.sequence(), Media: &outMedia{
		Tag: st.tag, Chunk: o.sent + 1, Timestamp: o.sent * uint64(e.FrameSamples()), Payload: e.Encode(nil, samples),
	}}.text())
	o.sent++
	st.s.frames++
	st.arm()
}

// sines returns what sounds at a time of an utterance: nothing but tones and keys can be made here.
func sines(u *telephony.Utterance, at time.Duration) []media.Sine {
	switch u.What {
	case telephony.Key:
		return media.Key(u.Digits)
	case telephony.Tones:
		script, err := telephony.ParseTones(u.Digits)
		if err != nil {
			return nil
		}
		var list []media.Sine
		for _, f := range script.At(at) {
			list = append(list, media.Sine{Hertz: f.Hertz, Level: f.Level})
		}
		return list
	}
	return nil
}
