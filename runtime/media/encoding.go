// Package media is the audio of WebSocket streams as bytes: frames of 20 ms, the encodings of the platform, and the few sounds
// that can be made without a synthesiser: silence, tones and keys (behaviour page, section 6.8).
//
//	e, _ := media.ParseEncoding("ULAW", 0)
//	frame := e.Encode(nil, make([]int16, e.FrameSamples())) // 20 ms of silence
//
// It knows no network, no clock and no JavaScript.
package media

import (
	"strings"
	"time"
)

// Frame is the length of one frame.
const Frame = 20 * time.Millisecond

// Encoding is a way to write mono audio as bytes. The zero value is the platform's default.
type Encoding uint8

// The encodings of WebSocketAudioEncoding. PCM8 and PCM16 are both signed 16-bit little-endian samples; the number is the rate.
const (
	PCM8  Encoding = iota // 8 kHz
	PCM16                 // 16 kHz
	ALAW                  // G.711 A-law, 8 kHz
	ULAW                  // G.711 µ-law, 8 kHz
	OPUS                  // 48 kHz, one packet a frame
)

// String returns the word of the encoding on the wire.
func (e Encoding) String() string {
	return [...]string{"PCM8", "PCM16", "ALAW", "ULAW", "OPUS"}[e]
}

// Rate returns the samples of a second. It is also the unit of timestamps.
func (e Encoding) Rate() int {
	switch e {
	case PCM16:
		return 16000
	case OPUS:
		return 48000
	}
	return 8000
}

// FrameSamples returns the samples of one frame.
func (e Encoding) FrameSamples() int { return e.Rate() / int(time.Second/Frame) }

// FrameBytes returns the bytes of one frame as [Encoding.Encode] writes it.
func (e Encoding) FrameBytes() int {
	switch e {
	case OPUS:
		return len(opusSilence)
	case ALAW, ULAW:
		return e.FrameSamples()
	}
	return 2 * e.FrameSamples()
}

// ParseEncoding reads an encoding: a word of WebSocketAudioEncoding, or the media type that some servers send in its place
// (audio/x-mulaw, audio/x-alaw, audio/l16, audio/opus and the like), in any case. A rate other than 0 tells which PCM a media
// type means.
func ParseEncoding(name string, rate int) (Encoding, bool) {
	word := strings.ToLower(strings.TrimSpace(name))
	word = strings.TrimPrefix(strings.TrimPrefix(word, "audio/"), "x-")
	switch word {
	case "pcm8":
		return PCM8, true
	case "pcm16":
		return PCM16, true
	case "l16", "pcm", "lpcm":
		if rate == PCM16.Rate() {
			return PCM16, true
		}
		return PCM8, rate == 0 || rate == PCM8.Rate()
	case "alaw", "pcma":
		return ALAW, true
	case "ulaw", "mulaw", "pcmu":
		return ULAW, true
	case "opus":
		return OPUS, true
	}
	return 0, false
}

// Encode appends samples, at the encoding's rate, to b. Opus is passed through and never made here: whatever the samples are, it
// is a packet of silence.
func (e Encoding) Encode(b []byte, samples []int16) []byte {
	switch e {
	case OPUS:
		return append(b, opusSilence...)
	case ALAW:
		for _, s := range samples {
			b = append(b, encodeA(s))
		}
	case ULAW:
		for _, s := range samples {
			b = append(b, encodeU(s))
		}
	default:
		for _, s := range samples {
			b = append(b, byte(s), byte(uint16(s)>>8))
		}
	}
	return b
}

// Decode appends the samples of b to samples. A half sample at the end is dropped. Opus has no samples here.
func (e Encoding) Decode(samples []int16, b []byte) []int16 {
	switch e {
	case OPUS:
	case ALAW:
		for _, c := range b {
			samples = append(samples, decodeA(c))
		}
	case ULAW:
		for _, c := range b {
			samples = append(samples, decodeU(c))
		}
	default:
		for ; len(b) >= 2; b = b[2:] {
			samples = append(samples, int16(uint16(b[0])|uint16(b[1])<<8))
		}
	}
	return samples
}

// Duration returns for how long the bytes sound. For Opus they are one packet; one that is none takes no time.
func (e Encoding) Duration(b []byte) time.Duration {
	samples := len(b)
	switch e {
	case OPUS:
		return opusDuration(b)
	case PCM8, PCM16:
		samples /= 2
	}
	return time.Duration(samples) * time.Second / time.Duration(e.Rate())
}
