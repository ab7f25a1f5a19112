package telephony

import (
	"time"
	"unicode/utf16"
)

// What says what kind of audio an utterance is.
type What string

// The kinds of audio.
const (
	Speech  What = "speech"
	Audio   What = "audio"
	Tones   What = "tones"
	Key     What = "digit"
	Silence What = "silence"
)

// Utterance is one piece of symbolic audio.
type Utterance struct {
	What   What
	Text   string // Speech: the words
	Voice  string // Speech: the name of the voice, if it is a synthesiser's
	URL    string // Audio: where it is from
	Digits string // Key: the key; Tones: the tone script
	// From is who or what utters it; empty stands for the name of its unit.
	From string
	// Length is how long it takes. 0 stands for the length that [Durations] give; a negative length never ends.
	Length time.Duration
	// Confidence is what a recogniser shall be sure of, 0 to 100.
	Confidence int
}

// content is what a wait-heard step looks at.
func (u *Utterance) content() string {
	switch u.What {
	case Speech:
		return u.Text
	case Audio:
		return u.URL
	}
	return u.Digits
}

// Endless is the length of what never ends by itself.
const Endless time.Duration = -1

// MaxSpeech is the longest text that can be said, in UTF-16 units (behaviour page, section 2).
const MaxSpeech = 1500

// Durations give the length of audio that has no sound. Zero values stand for the emulator's defaults (behaviour page,
// section 6.3, all assumed).
type Durations struct {
	// PerChar is the time one UTF-16 unit of speech takes (the unit of a JavaScript string's length); by default 65 ms.
	PerChar time.Duration
	// MinSpeech is the shortest speech; by default 500 ms.
	MinSpeech time.Duration
	// URL is the length of a file; by default 5 s.
	URL time.Duration
	// Digit is the length of one key's tone and Gap the silence after it; by default 100 ms each.
	Digit, Gap time.Duration
	// Known returns the true length of an utterance if it is known. It may be nil.
	Known func(Utterance) (time.Duration, bool)
}

// Speech returns how long it takes to say the text at a rate; rates of 0 and less count as 1. An empty text takes no time.
func (d Durations) Speech(text string, rate float64) time.Duration {
	units := utf16Len(text)
	if units == 0 {
		return 0
	}
	if rate <= 0 {
		rate = 1
	}
	long := max(time.Duration(units)*or(d.PerChar, 65*time.Millisecond), or(d.MinSpeech, 500*time.Millisecond))
	return time.Duration(float64(long) / rate).Round(time.Millisecond)
}

// length returns how long an utterance takes.
func (d Durations) length(u Utterance, rate float64) time.Duration {
	if u.Length != 0 {
		return u.Length
	}
	if d.Known != nil {
		if long, ok := d.Known(u); ok {
			return long
		}
	}
	switch u.What {
	case Speech:
		return d.Speech(u.Text, rate)
	case Audio:
		return or(d.URL, 5*time.Second)
	case Key:
		return d.digit()
	case Tones:
		if s, err := ParseTones(u.Digits); err == nil {
			return s.Length
		}
	}
	return 0
}

// Length returns how long an utterance will take in this graph; [Endless] if it never ends by itself.
func (g *Graph) Length(u Utterance) time.Duration { return g.durations.length(u, 1) }

func (d Durations) digit() time.Duration { return or(d.Digit, 100*time.Millisecond) }
func (d Durations) gap() time.Duration   { return or(d.Gap, 100*time.Millisecond) }

// or returns v, or its default when it is zero.
func or[T comparable](v, standard T) T {
	var zero T
	if v == zero {
		return standard
	}
	return v
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
