package session

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/telephony"
)

// Recordings keeps what was recorded, as what was heard. Save is called once for each recording, when it ends, on the goroutine of
// the loop.
type Recordings interface {
	// Save keeps a recording. The name is unique in the session; it begins with the prefix that the script chose, and may
	// contain any characters.
	Save(name string, tracks []RecordedUtterance) error
}

// Side is who a recording heard.
type Side string

// The sides of a call's recording. In stereo the far end is the left channel, the cloud the right one (behaviour page,
// section 5.6). Other recordings have one side, Mixed.
const (
	FarEnd Side = "far-end"
	Cloud  Side = "cloud"
	Mixed  Side = "mixed"
)

// RecordedUtterance is one utterance of a recording. They are in the order they began.
type RecordedUtterance struct {
	Side Side
	// From is who or what was heard: the name of a party or of a media unit.
	From string
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

type unsavedKey struct{}

// NewRecording names a recording with the parameters of the method where, and gives it an address (behaviour page, section 5.6). It
// warns of parameters that exclude each other, and once in a session if what is recorded is not kept.
func (s *Session) NewRecording(where string, parameters goja.Value) (name, url string) {
	extension := "mp3"
	if Prop(parameters, "lossless").ToBoolean() {
		extension = "flac"
		if Prop(parameters, "hd_audio").ToBoolean() {
			s.Warn(diag.CodeArgument, where+": hd_audio and lossless exclude each other: lossless is used")
		}
	}
	id := s.Random() >> 32
	name = fmt.Sprintf("%s%d", Text(Prop(parameters, "recordNamePrefix")), id)
	if s.Recordings() == nil {
		Local(s, unsavedKey{}, func() bool {
			s.Warn(diag.CodeNotEmulated, where+": this run keeps no recordings; their events come all the same")
			return true
		})
	}
	return name, fmt.Sprintf("http://127.0.0.1:12092/records/%s.%s?record_id=%d", name, extension, id)
}

// SaveRecording keeps what was recorded under its name; that it can't be is warned about.
func (s *Session) SaveRecording(where, name string, tracks []RecordedUtterance) {
	if keep := s.Recordings(); keep != nil {
		if err := keep.Save(name, tracks); err != nil {
			s.Warn(diag.CodeOutput, fmt.Sprintf("%s: the recording %s is not kept: %v", where, name, err))
		}
	}
}
