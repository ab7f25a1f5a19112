package recording

import (
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"

	"voxemu/runtime/telephony"
)

// A WAV is a RIFF file: chunks of a name, a length and content, padded to even lengths. Sound players skip those they don't
// know; sound editors show markers ("cue ") with their names and lengths ("LIST" of type "adtl").

const (
	sampleBytes = 2
	headerBytes = 44 // up to the samples
)

// Size returns the bytes of the WAV.
func (r *Recording) Size() int { return headerBytes + r.soundBytes() + len(r.markers()) }

func (r *Recording) frames(d time.Duration) int {
	return int(int64(d) * int64(r.Rate) / int64(time.Second))
}

func (r *Recording) soundBytes() int {
	return r.frames(r.Sound()) * len(r.Channels()) * sampleBytes
}

// WriteWAV writes the sound: 16 bits a sample, one channel or two. It is as long as [Recording.Sound].
func (r *Recording) WriteWAV(w io.Writer) error {
	markers := r.markers()
	if _, err := w.Write(r.header(len(markers))); err != nil {
		return fmt.Errorf("write the header: %w", err)
	}
	if err := r.writeSound(w); err != nil {
		return fmt.Errorf("write the sound: %w", err)
	}
	if _, err := w.Write(markers); err != nil {
		return fmt.Errorf("write the markers: %w", err)
	}
	return nil
}

func (r *Recording) header(markers int) []byte {
	channels, sound := len(r.Channels()), r.soundBytes()
	frame := channels * sampleBytes
	b := make([]byte, 0, headerBytes)
	b = append(b, "RIFF"...)
	b = number(b, headerBytes-8+sound+markers)
	b = append(b, "WAVEfmt "...)
	b = number(b, 16)
	b = short(b, 1, channels) // PCM
	b = number(b, r.Rate, r.Rate*frame)
	b = short(b, frame, 8*sampleBytes)
	b = append(b, "data"...)
	return number(b, sound)
}

// writeSound writes the samples, a second at a time.
func (r *Recording) writeSound(w io.Writer) error {
	channels, voices := len(r.Channels()), r.voices()
	samples := make([]int16, r.Rate)
	bytes := make([]byte, r.Rate*channels*sampleBytes)
	left := r.soundBytes()
	for at := time.Duration(0); left > 0; at += time.Second {
		clear(bytes)
		for c := range channels {
			clear(samples)
			mix(samples, r.Rate, at, c, voices)
			for i, s := range samples {
				binary.LittleEndian.PutUint16(bytes[(i*channels+c)*sampleBytes:], uint16(s))
			}
		}
		n := min(left, len(bytes))
		if _, err := w.Write(bytes[:n]); err != nil {
			return err
		}
		left -= n
	}
	return nil
}

// markers returns the chunks that say what was heard when.
func (r *Recording) markers() []byte {
	var cues, names []byte
	id := 0
	for i := range r.Utterances {
		u := &r.Utterances[i]
		if u.Start >= r.Sound() {
			continue
		}
		id++
		at := r.frames(u.Start)
		cues = number(cues, id, at)
		cues = append(cues, "data"...)
		cues = number(cues, 0, 0, at)

		length := number(nil, id, r.frames(min(u.Length, r.Sound()-u.Start)))
		length = append(length, "rgn "...)
		names = chunk(names, "ltxt", short(length, 0, 0, 0, 0))
		names = chunk(names, "labl", append(number(nil, id), u.label()+"\x00"...))
	}
	if id == 0 {
		return nil
	}
	b := chunk(nil, "cue ", append(number(nil, id), cues...))
	return chunk(b, "LIST", append([]byte("adtl"), names...))
}

// label is what a sound editor shows at a marker.
func (u *Utterance) label() string {
	text := u.Text + u.URL + u.Digits
	if u.What == telephony.Key {
		text = "key " + text
	}
	return string(u.Side) + ": " + strings.ReplaceAll(text, "\x00", " ")
}

func chunk(b []byte, name string, content []byte) []byte {
	b = append(b, name...)
	b = append(number(b, len(content)), content...)
	if len(content)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// number appends numbers of 32 bits, short of 16.
func number(b []byte, list ...int) []byte {
	for _, n := range list {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	return b
}

func short(b []byte, list ...int) []byte {
	for _, n := range list {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return b
}
