// Package streamingagent is the StreamingAgent class, which sends what it hears to an RTMP server (behaviour page, section 6.9).
//
//	const agent = VoxEngine.createStreamingAgent({protocol: 'RTMP', url: 'rtmp://live.example.com/app', streamName: 'key'});
//	call.sendMediaTo(agent);
//
// No server is contacted: what one does is said by [session.Session.Services], and one of which nothing is said connects. Each source is
// an audio track; calls have no video here, as if nobody had switched a camera on.
package streamingagent

import (
	"net/url"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// How long it takes to connect, and how long the agent waits for a server that says nothing (both assumed).
const (
	setup    = 100 * time.Millisecond
	patience = 10 * time.Second
)

// minKeyframes is the default of keyframeInterval, and its least value, in seconds.
const minKeyframes = 2

// Module declares the class and VoxEngine.createStreamingAgent.
func Module() session.Module {
	return session.Module{
		Name: "streamingagent",
		Funcs: []session.Func{{
			Name: "VoxEngine.createStreamingAgent", Call: create,
			Missing: "no call sends pictures, so there are no video tracks",
		}},
		Classes: []session.Class{{Name: "StreamingAgent", Methods: []session.Method{
			method("addEventListener", (*Agent).addEventListener),
			method("removeEventListener", (*Agent).removeEventListener),
			method("id", (*Agent).id),
			method("stop", (*Agent).stop),
			method("activeAudioTrack", (*Agent).activeAudioTrack),
			method("activeVideoTrack", (*Agent).activeVideoTrack),
			method("audioTracks", (*Agent).audioTracks),
			method("videoTracks", (*Agent).videoTracks),
			method("setActiveTrack", (*Agent).setActiveTrack),
		}}},
	}
}

// method adapts a method of Agent.
func method(name string, f func(*Agent, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*Agent), c)
	}}
}

// create is VoxEngine.createStreamingAgent(parameters). Without a protocol or an address it throws; whatever else is wrong
// arrives later, as ConnectionFailed.
func create(s *session.Session, c goja.FunctionCall) goja.Value {
	const where = "VoxEngine.createStreamingAgent"
	p := c.Argument(0)
	if protocol := session.Text(session.Prop(p, "protocol")); protocol != "RTMP" {
		s.VM().Throw("Error", where+": the protocol is 'RTMP', not '"+protocol+"'")
	}
	address := session.Text(session.Prop(p, "url"))
	if address == "" {
		s.VM().Throw("Error", where+": no url is given")
	}
	a := &Agent{s: s, stream: session.Text(session.Prop(p, "streamName")), active: none}
	a.target = s.NewTarget(s.Token(43), "streamingAgent", nil)
	a.object = s.NewInstance("StreamingAgent", a)
	a.target.Object = a.object
	a.unit = s.Network().Graph().NewUnit(telephony.UnitOptions{Name: a.target.ID, Inputs: telephony.Many, Fed: a.fed})
	s.Do(session.Command{
		Name: "createStreamingAgent", Target: a.target.ID, Args: []any{p}, Native: "CreateStreamingAgent",
		Params: []any{session.Fields{{Key: "id", Value: a.target.ID}}, session.Fields{
			{Key: "keyframeInterval", Value: keyframes(p)}, {Key: "protocol", Value: "RTMP"}, {Key: "url", Value: address},
		}},
	})
	s.OnStop(func() { a.end("the session ends") })
	addresses := []string{address}
	if backup := session.Text(session.Prop(p, "backupUrl")); backup != "" {
		addresses = append(addresses, backup)
	}
	a.dial(addresses, "")
	return a.object
}

func keyframes(p goja.Value) int64 {
	if v := session.Prop(p, "keyframeInterval"); session.Given(v) {
		return max(minKeyframes, v.ToInteger())
	}
	return minKeyframes
}

// wrongAddress says why nothing can be streamed to an address.
func wrongAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "rtmp" && u.Scheme != "rtmps" || u.Hostname() == "" {
		return "not the address of an RTMP server: " + address
	}
	return ""
}
