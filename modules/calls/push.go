package calls

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// The time that a device which gets a push has to log in (behaviour page, sections 2 and 8.7).
const (
	pushStandard = 20 * time.Second
	pushLeast    = 10 * time.Second
	pushMost     = 60 * time.Second
)

// pushTime returns how long a call to a user waits for a device that gets a push; 0 without the module PushService. A
// pushNotificationTimeout outside its limits is brought into them (assumed).
func pushTime(s *session.Session, where string, options goja.Value) time.Duration {
	if !s.SendsPushes() {
		return 0
	}
	v := session.Prop(options, "pushNotificationTimeout")
	if !session.Given(v) {
		return pushStandard
	}
	ms := v.ToFloat()
	if ms != ms {
		s.Warn(diag.CodeArgument, where+": pushNotificationTimeout is a number of milliseconds, not "+session.Describe(v)+": 20000 is used")
		return pushStandard
	}
	d := time.Duration(min(max(ms, 0), 1e9)) * time.Millisecond
	if fit := min(max(d, pushLeast), pushMost); fit != d {
		s.Warn(diag.CodeArgument, fmt.Sprintf("%s: pushNotificationTimeout is from 10000 to 60000 ms: %d is used", where, fit.Milliseconds()))
		return fit
	}
	return d
}

// pushResults is what PushSent tells of the push, as JSON: the one device of a simulated user got it. The names are those that the
// platform logs, the values assumed.
func pushResults(s *session.Session) string {
	return `{"push_results":[{"sdk_type":"simulated","token":"` + s.Token(32) + `","msg":"incoming call","result":"ok"}]}`
}
