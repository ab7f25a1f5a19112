package session

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/audiofile"
	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
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
	maxAudio  = audiofile.MaxBytes
	audioTime = 12 * time.Second
)

// AudioFile says what is at an address, so that the address is not asked.
type AudioFile struct {
	// Address is a URL, in which "*" stands for any characters.
	Address string
	// Length is how long the file plays, After how long it takes until it is loaded, in virtual time.
	Length, After time.Duration
	// Status, from 400 on, is the HTTP status with which loading fails; else there is a file.
	Status int
}

// SetAudioFiles changes what is said of addresses: for files that are loaded from now on.
func (s *Session) SetAudioFiles(files []AudioFile) { s.opts.AudioFiles = files }

// audioFile finds what is said of an address: an exact one goes before those with "*", and of these the first that fits counts.
func (s *Session) audioFile(address string) (AudioFile, bool) {
	for _, exact := range []bool{true, false} {
		for _, f := range s.opts.AudioFiles {
			if exact && f.Address == address || !exact && telephony.Matches(f.Address, address) {
				return f, true
			}
		}
	}
	return AudioFile{}, false
}

// Fetch loads what a [telephony.Clip] plays.
type Fetch = func(done func(length time.Duration, fault string))

type audioKey struct{}

// audio are the files that a session has loaded, by URL.
type audio map[string]*loadedAudio

type loadedAudio struct {
	there  bool
	length time.Duration
	wait   []func(length time.Duration, fault string)
}

// LoadAudio returns what loads a file that is to be played, or why its address is none. The file comes from [Options.AudioFiles] or
// over [Session.HTTP]; a live answer takes no virtual time. What a plain GET has loaded stays there for the session, and is loaded
// once if several players ask for it at a time (behaviour page, section 2).
func (s *Session) LoadAudio(r *Request) (fetch Fetch, fault string) {
	if err := audioAddress(r.URL); err != nil {
		return nil, err.Error()
	}
	if r.Method != "GET" || len(r.Header) > 0 {
		return func(done func(time.Duration, string)) { s.fetchAudio(r, done) }, ""
	}
	return func(done func(time.Duration, string)) {
		files := Local(s, audioKey{}, func() audio { return audio{} })
		f := files[r.URL]
		switch {
		case f != nil && f.there:
			done(f.length, "")
			return
		case f != nil:
			f.wait = append(f.wait, done)
			return
		}
		f = &loadedAudio{wait: []func(time.Duration, string){done}}
		files[r.URL] = f
		s.fetchAudio(r, func(length time.Duration, fault string) {
			if f.there, f.length = fault == "", length; !f.there {
				delete(files, r.URL) // the next player tries again
			}
			for _, tell := range f.wait {
				tell(length, fault)
			}
			f.wait = nil
		})
	}, ""
}

// fetchAudio loads a file.
func (s *Session) fetchAudio(r *Request, done func(time.Duration, string)) {
	if f, known := s.audioFile(r.URL); known {
		a := &Response{Code: max(200, f.Status)}
		if f.After > audioTime {
			a.Code = CodeTimeout
		}
		s.afterAudio(f.After, r, func() { done(f.Length, audioFault(a)) })
		return
	}
	r.Connect, r.Timeout, r.MaxBody, r.Audio = audioTime, audioTime, maxAudio, true
	s.SendHTTP(r, audioLoad(r.URL), func(a *Response) error {
		fault := audioFault(a)
		f := audiofile.File{}
		if fault == "" {
			var err error
			if f, err = audiofile.Read(a.Body); err != nil {
				fault = err.Error()
			}
		}
		if fault == "" || a.Mocked {
			done(f.Length, fault)
			return nil
		}
		why := fault
		if a.Error != "" && a.Error != fault {
			why += " (" + a.Error + ")"
		}
		s.Warn(diag.CodeAudioFile, fmt.Sprintf("the file %s can't be played: %s; "+
			"to do without loading it, give a file of yours or a length for it under files in voxemu.yaml, or in the file of --far", r.URL, why))
		// A script that tries again at once must not keep the clock from moving.
		s.scope.After(time.Millisecond, vclock.Media, audioLoad(r.URL), func() error {
			done(0, fault)
			return nil
		})
		return nil
	})
}

// afterAudio goes on once a file has been loaded that takes so long, or at the time limit.
func (s *Session) afterAudio(d time.Duration, r *Request, f func()) {
	if d <= 0 {
		f()
		return
	}
	s.scope.After(min(d, audioTime), vclock.Media, audioLoad(r.URL), func() error {
		f()
		return nil
	})
}

// audioLoad is the file that open work waits for.
type audioLoad string

func (l audioLoad) String() string { return "loading the file " + string(l) }

// timeoutFault is what the platform calls a file that takes too long (behaviour page, section 2).
const timeoutFault = "Timeout is reached"

// audioFault says why an answer brings no file. What scripts see of the network is the same on every machine.
func audioFault(a *Response) string {
	switch a.Code {
	case CodeTimeout:
		return timeoutFault
	case CodeTooBig:
		return fmt.Sprintf("the file is larger than %d MB", maxAudio>>20)
	case CodeHostNotFound:
		return "host not found"
	case CodeConnect:
		return "the connection was refused, or not up in time"
	case CodeRedirects:
		return "more than 5 redirects"
	case CodeNetwork:
		return "the connection broke, or could not be trusted"
	}
	switch {
	case a.Code < 200 && a.Error == "":
		return fmt.Sprintf("the request failed with code %d", a.Code)
	case a.Code < 200:
		return a.Error
	case a.Code >= 400:
		return fmt.Sprintf("HTTP status %d", a.Code)
	}
	return ""
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
