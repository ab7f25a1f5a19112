package calls

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/loop"
	"voxemu/runtime/recording"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// record is the recording of a call (behaviour page, section 5.6).
type record struct {
	*recording.Recording
	start *loop.Timer
	tape  *session.Tape // nil until it has started
}

// The times of a recording's events: RecordStarted after the media starts, RecordStopped after the end of the call.
const (
	recordStarts = 20 * time.Millisecond
	recordStops  = 15 * time.Millisecond
)

// startRecord is record(). The recording starts when media flows, which may be later.
func (c *Call) startRecord(f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	c.command("record", "Record", []any{recordParams(c.leg.ID, p)}, trim([]any{p})...)
	why := ""
	switch {
	case c.state == telephony.Terminated:
		why = "is over"
	case c.record != nil:
		why = "is being recorded already"
	case c.leg.Direct:
		why = "has its media elsewhere"
	}
	if why != "" {
		c.s.Warn(diag.CodeIgnored, "record: call "+c.leg.ID+" "+why)
		return goja.Undefined()
	}
	if session.Prop(p, "video").ToBoolean() {
		c.s.Warn(diag.CodeNotEmulated, "record: there is no video: only the sound is recorded, and VideoTrackCreated does not come")
	}
	c.record = &record{Recording: c.s.NewRecording("record", "call", c.leg.ID, p)}
	c.record.Stereo = session.Prop(p, "stereo").ToBoolean()
	c.beginRecord()
	return goja.Undefined()
}

// recordParams are the parameters of the command, with the defaults that the engine sends (behaviour page, sections 5.6 and
// 10.4).
func recordParams(id string, p goja.Value) session.Fields {
	flag := func(name string) session.Field {
		return session.Field{Key: name, Value: session.Prop(p, name).ToBoolean()}
	}
	text := func(name, standard string) session.Field {
		if v := session.Prop(p, name); session.Given(v) {
			standard = v.String()
		}
		return session.Field{Key: name, Value: standard}
	}
	other := func(name string) session.Field {
		if v := session.Prop(p, name); session.Given(v) {
			return session.Field{Key: name, Value: v}
		}
		return session.Field{Key: name, Value: nil}
	}
	expire := text("expire", "")
	expire.Key = "expireSuffix"
	return session.Fields{
		flag("classification"), text("contentDispositionFilename", ""), other("dict"), expire, text("format", "text"),
		flag("hd_audio"), {Key: "id", Value: id}, other("labels"), text("language", ""), flag("lossless"),
		text("recordNamePrefix", ""), other("s3"), flag("secure"), flag("stereo"), flag("transcribe"), flag("video"),
		other("videoopt"),
	}
}

// beginRecord starts the recording, once media flows: the call is connected, or there is early media.
func (c *Call) beginRecord() {
	r := c.record
	if r == nil || r.start != nil || !(c.state == telephony.Connected || c.leg.Audible() || c.hearable) {
		return
	}
	r.start = c.after(recordStarts, "the start of the recording", func() {
		r.tape = c.tape(r.Recording)
		c.raise("Call.RecordStarted", session.Fields{{Key: "url", Value: r.URL}})
	})
}

// endRecord ends the recording with the call, and gives it away to be kept.
func (c *Call) endRecord() {
	r := c.record
	if r == nil {
		return
	}
	r.start.Stop()
	if r.tape == nil {
		return
	}
	seconds := r.tape.Seconds()
	r.tape.Stop()
	c.s.SaveRecording("record", r.Recording)
	c.after(recordStops, "the end of the recording", func() {
		c.raise("Call.RecordStopped", session.Fields{
			{Key: "cost", Value: "0"}, {Key: "duration", Value: seconds},
			{Key: "reason", Value: "Stopped by user"}, {Key: "url", Value: r.URL},
		})
	})
}

// tape records both sides of the call from now on.
func (c *Call) tape(r *recording.Recording) *session.Tape {
	t := c.s.NewTape(r)
	far := t.Track(recording.FarEnd, telephony.UnitOptions{Name: r.Name, Inputs: telephony.Many})
	noRoute(c.s, c.s.Network().Graph().Connect(c.leg.Unit(), far))
	t.Track(recording.Cloud, telephony.UnitOptions{Name: r.Name, Overhears: c.leg.Unit()})
	return t
}
