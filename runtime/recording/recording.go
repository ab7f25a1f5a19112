// Package recording turns what a recorder heard into files: a WAV with the right timing, and a transcript in JSON.
//
// What can be made without a synthesiser sounds in the WAV: tones and keys. Speech and files that were played are silence as long
// as they took; a marker, with the text or the address, says what is there.
//
//	r := &recording.Recording{Session: "s1", Number: 1, Rate: recording.Rate, Length: 3 * time.Second}
//	err := r.WriteWAV(file)
//	err = r.WriteTranscript(other)
//
// It knows no network, no clock and no JavaScript.
package recording

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"voxemu/runtime/telephony"
)

// Host is the name under which the emulator answers for recordings. Names under .invalid never lead anywhere (RFC 6761), so an
// address that leaves the run reaches nobody by mistake; .localhost would reach whatever listens on the machine.
const Host = "records.voxemu.invalid"

// The samples of a second: usually, and with hd_audio (vendor's reference of RecorderParameters). That flac has the former is assumed.
const (
	Rate   = 8000
	RateHD = 48000
)

// MaxSound is how much of a recording is in its WAV. The transcript has all of it.
const MaxSound = time.Hour

// Recording is one recording that is over.
type Recording struct {
	// Session is the id of the session, Number that of the recording in it: 1, 2, ...
	Session string
	Number  int
	// Of is what was recorded: "call" or "recorder"; ID is its id.
	Of, ID string
	// Name begins with the prefix that the script chose and may contain any characters; URL is the address that the script knows.
	Name, URL string
	// Secure recordings are given to those only who say who they are.
	Secure bool
	// Stereo puts the far end on the left channel and the cloud on the right one (behaviour page, section 5.6).
	Stereo bool
	// Rate is the samples of a second: Rate or RateHD.
	Rate int
	// Began is the virtual time at which it began, Length how long it went on.
	Began  time.Time
	Length time.Duration
	// Utterances are in the order they began.
	Utterances []Utterance
	// Video are the settings of the video, in order. There is no video.
	Video []Setting
}

// Side is who a recording heard.
type Side string

// The sides of a call's recording. Other recordings have one side, Mixed.
const (
	FarEnd Side = "far-end"
	Cloud  Side = "cloud"
	Mixed  Side = "mixed"
)

// Utterance is one utterance of a recording.
type Utterance struct {
	Side Side
	// From is who or what was heard: the name of a party or of a media unit.
	From string
	// Start is counted from the start of the recording, Length is how much of it was recorded, and Offset how much of it had
	// passed before.
	Start, Length, Offset time.Duration
	What                  telephony.What
	// Text, URL and Digits are those of the utterance; which one is there depends on What. Voice is that of speech, if known.
	Text, URL, Digits, Voice string
	// Cut is true when it did not come to its own end.
	Cut bool
}

// Setting is something that was set of a video: by which method, to what, and how long after the start of the recording.
type Setting struct {
	At     time.Duration
	Method string
	Value  json.RawMessage
}

// Base returns the name of the files without an extension, such as "s1-2": the same for the same run.
func (r *Recording) Base() string {
	plain := strings.Map(func(c rune) rune {
		if c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			return c
		}
		return '_'
	}, r.Session)
	return plain + "-" + strconv.Itoa(r.Number)
}

// Sound returns how long the WAV is.
func (r *Recording) Sound() time.Duration { return min(max(0, r.Length), MaxSound) }

// Channels returns the sides of the WAV's channels.
func (r *Recording) Channels() []Side {
	if r.Stereo {
		return []Side{FarEnd, Cloud}
	}
	return []Side{Mixed}
}
