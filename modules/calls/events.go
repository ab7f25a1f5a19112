package calls

import (
	"strconv"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

var _ telephony.Handler = (*Call)(nil)

// LegEvent turns what happens to the leg into the event that scripts know (behaviour page, section 5.7).
func (c *Call) LegEvent(_ *telephony.Leg, e telephony.Event) {
	switch e := e.(type) {
	case telephony.Ringing:
		c.raise("Call.Ringing", c.signalling(session.Fields{{Key: "code", Value: e.Code}, headers(e.Headers)}))
	case telephony.EarlyMedia:
		c.audioStarted(e)
	case telephony.FirstAudio:
		c.raise("Call.FirstAudioPacketReceived", nil)
	case telephony.Answered:
		c.connected(e)
	case telephony.AudioQuality:
		c.raise("Call.AudioQualityDetected", session.Fields{{Key: "quality", Value: e.Quality}})
	case telephony.Pushed:
		c.raise("Call.PushSent", session.Fields{{Key: "result", Value: pushResults(c.s)}})
	case telephony.Failed:
		c.over("Call.Failed", c.signalling(session.Fields{{Key: "code", Value: e.Code}, {Key: "reason", Value: e.Reason}, headers(e.Headers)}))
	case telephony.Ended:
		c.disconnected(e)
	case telephony.Digit:
		// The way the digit took is a string here, as declared.
		c.raise("Call.ToneReceived", session.Fields{{Key: "tone", Value: e.Tone}, {Key: "type", Value: strconv.Itoa(int(e.Source))}})
	case telephony.Mic:
		c.raise("Call.MicStatusChange", session.Fields{{Key: "active", Value: e.Active}})
	case telephony.MediaStatistics:
		c.measured(e)
	case telephony.Flow:
		if e.On {
			c.raise("Call.RtpResumed", nil)
		} else {
			c.raise("Call.RtpStopped", nil)
		}
	case telephony.Message:
		c.raise("Call.MessageReceived", session.Fields{{Key: "text", Value: e.Text}, headers(e.Headers)})
	case telephony.Info:
		c.raise("Call.InfoReceived", content(e.Type, e.Body, e.Headers))
	case telephony.Hold:
		if e.On {
			c.raise("Call.OnHold", nil)
		} else {
			c.raise("Call.OffHold", nil)
		}
	case telephony.ReInvite:
		c.reInvited(e)
	case telephony.ReInviteAccepted:
		c.raise("Call.ReInviteAccepted", content(e.Type, e.Body, e.Headers))
	case telephony.ReInviteRejected:
		c.raise("Call.ReInviteRejected", session.Fields{{Key: "code", Value: e.Code}, {Key: "reason", Value: e.Reason}, headers(e.Headers)})
	case telephony.Refer:
		c.referred(e)
	case telephony.TransferDone:
		c.transferred(e)
	}
}

func (c *Call) raise(name string, fs session.Fields) {
	c.target.Raise(session.Event{Name: name, Fields: fs})
}

func headers(hs telephony.Headers) session.Field {
	return session.Field{Key: "headers", Value: session.HeaderFields(hs)}
}

func content(mime, body string, hs telephony.Headers) session.Fields {
	return session.Fields{{Key: "mimeType", Value: mime}, {Key: "body", Value: body}, headers(hs)}
}

// signalling adds what the platform tells of the SIP side of a call.
func (c *Call) signalling(fs session.Fields) session.Fields {
	return append(fs, session.Field{Key: "sipCallId", Value: c.leg.ID})
}

func (c *Call) audioStarted(e telephony.EarlyMedia) {
	c.target.Raise(session.Event{
		Name: "Call.AudioStarted",
		Fields: session.Fields{
			{Key: "code", Value: e.Code}, headers(e.Headers), {Key: "sipTransport", Value: "UDP"},
		},
		Before: func() {
			c.hearable = true
			c.beginRecord()
		},
	})
}

// connected raises Connected. What the script wanted to be heard as soon as the call is up begins just before its
// listeners run.
func (c *Call) connected(e telephony.Answered) {
	c.target.Raise(session.Event{
		Name: "Call.Connected",
		Fields: c.signalling(session.Fields{
			{Key: "sipTransport", Value: "UDP"},
			headers(e.Headers),
			{Key: "displayName", Value: e.DisplayName},
			{Key: "encrypted", Value: false},
		}),
		Before: func() {
			c.state = telephony.Connected
			c.showConnected()
			for _, p := range c.waiting {
				p.up()
			}
			c.waiting = nil
			c.beginRecord()
		},
	})
}

// showConnected adds to what JSON shows of the Call: further internals of the engine (behaviour page, section 1.8).
func (c *Call) showConnected() {
	object := c.target.Object.(*goja.Object)
	jsvm.Define(object, "_isAnsweredStatus", c.s.Value(true))
	jsvm.Define(object, "_connectedTime", c.s.Value(int64(c.s.Scope().Now())))
}

func (c *Call) disconnected(e telephony.Ended) {
	fs := session.Fields{
		headers(e.Headers),
		{Key: "direction", Value: e.Direction},
		{Key: "duration", Value: e.Duration},
		{Key: "cost", Value: e.Cost},
		{Key: "internalCode", Value: e.Code},
	}
	if e.Reason != "" {
		fs = append(fs, session.Field{Key: "reason", Value: e.Reason})
	}
	c.over("Call.Disconnected", fs)
}

// over raises the last event of a call.
func (c *Call) over(name string, fs session.Fields) {
	c.s.DropLeg(c.leg)
	for _, p := range c.waiting {
		p.stop()
	}
	c.waiting = nil
	c.endPlayback()
	c.endRecord()
	c.endDetectors()
	c.target.Raise(session.Event{Name: name, Fields: fs, Before: func() { c.state = telephony.Terminated }})
}
