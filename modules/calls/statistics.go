package calls

import (
	"fmt"
	"math"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// The seconds between two events with media statistics; others are brought into these (behaviour page, section 2).
const (
	shortestMonitoring = 3
	longestMonitoring  = 10
)

// monitorMediaStatistics({monitor, interval}) makes MediaStatisticsReceived come every interval seconds while the call is connected,
// or no longer (behaviour page, section 5.4).
func (c *Call) monitorMediaStatistics(f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	on := propertyValue(c.s, p, "monitorMediaStatistics", "monitor").ToBoolean()
	every := 0.0
	if on {
		every = c.monitoring(propertyValue(c.s, p, "monitorMediaStatistics", "interval"))
	}
	c.command("monitorMediaStatistics", "MonitorMediaStatistics", []any{session.Fields{
		{Key: "id", Value: c.leg.ID}, {Key: "interval", Value: every}, {Key: "monitor", Value: on},
	}}, trim([]any{p})...)
	c.noEffect(c.leg.MonitorMedia(time.Duration(every * float64(time.Second))))
	return goja.Undefined()
}

// monitoring reads an interval in seconds. What is out of range is brought into it, with a warning.
func (c *Call) monitoring(v goja.Value) float64 {
	n := v.ToFloat()
	every := min(max(n, shortestMonitoring), longestMonitoring)
	if math.IsNaN(n) {
		every = longestMonitoring
	}
	if every != n {
		c.s.Warn(diag.CodeArgument, fmt.Sprintf("monitorMediaStatistics: the interval is %d to %d seconds, not %s: %v is used",
			shortestMonitoring, longestMonitoring, session.Describe(v), every))
	}
	return every
}

// measured raises MediaStatisticsReceived. What the fields mean is assumed: jitter is in milliseconds, packetLoss in percent, and
// numPackets counts those that arrived since the last event; audioLevel is the share of that time in which something was
// audible. A direction has one stream, of the id 0.
func (c *Call) measured(e telephony.MediaStatistics) {
	stream := func(s telephony.StreamStatistics) []any {
		return []any{session.Fields{
			{Key: "audioLevel", Value: s.Level}, {Key: "id", Value: 0}, {Key: "jitter", Value: s.Jitter.Milliseconds()},
			{Key: "numPackets", Value: s.Packets}, {Key: "packetLoss", Value: s.Loss},
		}}
	}
	c.raise("Call.MediaStatisticsReceived", session.Fields{{Key: "audio", Value: session.Fields{
		{Key: "in", Value: stream(e.In)}, {Key: "out", Value: stream(e.Out)},
	}}})
}

// propertyValue reads a property of named parameters that has to be there.
func propertyValue(s *session.Session, p goja.Value, where, name string) goja.Value {
	v := session.Prop(p, name)
	if !session.Given(v) {
		s.VM().Throw("Error", where+": the "+name+" parameter is missing")
	}
	return v
}
