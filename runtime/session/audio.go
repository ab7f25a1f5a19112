package session

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
)

// defaultVoice is the voice of speech without one (behaviour page, section 4.4).
const defaultVoice = "VoiceList.Amazon.en_US_Joanna"

// Voice reads the voice from the second argument of a text to speech: given as such, or as a parameter under its present or its
// former name (behaviour page, sections 4.4 and 5.5).
func Voice(p goja.Value) string {
	for _, v := range []goja.Value{p, Prop(p, "voice"), Prop(p, "language")} {
		if o, ok := jsvm.Self(v).(*Opaque); ok {
			return o.Name
		}
	}
	return defaultVoice
}

// SpeechRate reads the speed from parameters of a text to speech; anything that is no positive number counts as 1.
func SpeechRate(p goja.Value) float64 {
	options := Prop(p, "ttsOptions")
	for _, name := range []string{"speed", "rate"} {
		if v := Prop(options, name); Given(v) {
			if rate := v.ToFloat(); rate > 0 {
				return rate
			}
		}
	}
	return 1
}

// PlayerParams are the parameters of a player's command in the session log; the voice matters to speech only.
func PlayerParams(u telephony.Utterance, loop bool, voice string) Fields {
	fs := Fields{{"loop", loop}}
	switch u.What {
	case telephony.Speech:
		return append(fs, Field{"text", u.Text}, Field{"voice", voice})
	case telephony.Audio:
		return append(fs, Field{"url", u.URL})
	}
	return append(fs, Field{"toneScript", u.Digits})
}

// The limits of files that are played (behaviour page, section 2).
const (
	maxAudio    = 10 << 20
	audioTime   = 12 * time.Second
	audioFormat = "the file is no mp3, ogg, flac or wav"
)

type audioKey struct{}

// LoadAudio returns how long it takes until a file that is to be played is there, and why it can't be played, "" if it can. No
// file is downloaded: an address that can be one is there at once, unless the way to the network answers for it itself. What has
// been loaded once stays there for the session (behaviour page, section 2).
func (s *Session) LoadAudio(r *Request) (took time.Duration, fault string) {
	if err := audioAddress(r.URL); err != nil {
		return 0, err.Error()
	}
	answerer, ok := s.HTTP().(Answerer)
	if !ok {
		return 0, ""
	}
	loaded := Local(s, audioKey{}, func() map[string]bool { return map[string]bool{} })
	plain := r.Method == "GET" && len(r.Header) == 0
	if plain && loaded[r.URL] {
		return 0, ""
	}
	r.Connect, r.Timeout, r.MaxBody = audioTime, audioTime, maxAudio
	a := answerer.Answer(r)
	if a == nil {
		return 0, ""
	}
	took, fault = min(a.Latency, audioTime), audioFault(a)
	if plain && fault == "" {
		loaded[r.URL] = true
	}
	return took, fault
}

// audioFault says why an answer can't be played.
func audioFault(a *Response) string {
	switch {
	case a.Latency > audioTime:
		return "Timeout is reached"
	case a.Code < 200:
		return a.Error
	case a.Code >= 400:
		return fmt.Sprintf("HTTP status %d", a.Code)
	case len(a.Body) > maxAudio:
		return "the file is larger than 10 MB"
	}
	for _, h := range a.Header {
		if strings.EqualFold(h.Key, "Content-Type") && notAudio(h.Value) {
			return audioFormat
		}
	}
	return ""
}

func notAudio(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	return strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "application/json")
}

func audioAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err
		}
		return fmt.Errorf("malformed URL %q: %w", address, err)
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("malformed URL %q: it begins with neither http:// nor https://", address)
	case u.Hostname() == "":
		return fmt.Errorf("malformed URL %q: it has no host", address)
	}
	return nil
}
