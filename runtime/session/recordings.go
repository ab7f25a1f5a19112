package session

import (
	"time"

	"voxemu/runtime/telephony"
)

// Recordings keeps what was recorded of calls, as what was heard. Save is called once for each recording, when it ends, on the
// goroutine of the loop.
type Recordings interface {
	// Save keeps a recording. The name is unique in the session; it begins with the prefix that the script chose, and may
	// contain any characters.
	Save(name string, tracks []RecordedUtterance) error
}

// Side is who a recording heard.
type Side string

// The sides of a call's recording. In stereo the far end is the left channel, the cloud the right one (behaviour page,
// section 5.6).
const (
	FarEnd Side = "far-end"
	Cloud  Side = "cloud"
)

// RecordedUtterance is one utterance of a recording. They are in the order they began.
type RecordedUtterance struct {
	Side Side
	// Start is counted from the start of the recording, Length is how much of it was recorded.
	Start, Length time.Duration
	What          telephony.What
	// Text, URL and Digits are those of the utterance; which one is there depends on What.
	Text, URL, Digits string
	// Cut is true when it did not come to its own end.
	Cut bool
}

// Recordings returns where recordings are kept; nil when they are not.
func (s *Session) Recordings() Recordings { return s.opts.Recordings }
