package session

import (
	"fmt"
	"net/url"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/recording"
)

// Recordings keeps what was recorded. Save is called once for each recording, when it ends, on the goroutine of the loop and possibly
// in a turn of the script: what takes long has to be done elsewhere. The recording does not change any more.
type Recordings interface {
	Save(r *recording.Recording) error
}

type recordingsKey struct{}

// NewRecording makes a recording with the parameters of the method where, and gives it a name and an address (behaviour page, section
// 5.6). Of and id say what is recorded. It warns of parameters that exclude each other.
func (s *Session) NewRecording(where, of, id string, parameters goja.Value) *recording.Recording {
	flag := func(name string) bool { return Prop(parameters, name).ToBoolean() }
	count := Local(s, recordingsKey{}, func() *int { return new(int) })
	*count++
	r := &recording.Recording{
		Session: s.opts.ID, Number: *count, Of: of, ID: id, Secure: flag("secure"), Rate: recording.Rate,
	}
	extension := "mp3"
	switch {
	case flag("lossless"):
		extension = "flac"
		if flag("hd_audio") {
			s.Warn(diag.CodeArgument, where+": hd_audio and lossless exclude each other: lossless is used")
		}
	case flag("hd_audio"):
		r.Rate = recording.RateHD
	}
	number := s.Random() >> 32
	r.Name = fmt.Sprintf("%s%d", Text(Prop(parameters, "recordNamePrefix")), number)
	r.URL = fmt.Sprintf("http://%s/records/%s/%s.%s?record_id=%d",
		recording.Host, url.PathEscape(r.Session), url.PathEscape(r.Name), extension, number)
	return r
}

// SaveRecording keeps a recording that is over; that it can't be is warned about.
func (s *Session) SaveRecording(where string, r *recording.Recording) {
	if s.opts.Recordings == nil {
		return
	}
	if err := s.opts.Recordings.Save(r); err != nil {
		s.Warn(diag.CodeOutput, fmt.Sprintf("%s: the recording %s is not kept: %v", where, r.Name, err))
	}
	if r.Length > recording.MaxSound {
		s.Warn(diag.CodeOutput, fmt.Sprintf("%s: the sound of the recording %s ends after %v; its transcript goes on to the end",
			where, r.Name, recording.MaxSound))
	}
}
