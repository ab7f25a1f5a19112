package audiofile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// mp3Header is the header of a frame of layer III.
type mp3Header struct {
	lowRate, mono bool // of MPEG-2 or 2.5, which have frames half as long; one channel
	version       byte
	rate          uint64 // samples a second
	bytes         int    // the whole frame
}

func (h mp3Header) samples() uint64 {
	if h.lowRate {
		return 576
	}
	return 1152
}

// alike reports whether two frames can be of the same stream.
func (h mp3Header) alike(o mp3Header) bool { return h.version == o.version && h.rate == o.rate }

// The bit rates of layer III in kbit/s, of MPEG-1 and of the lower sampling rates, by their index less 1; and the sampling rates
// of MPEG-1, of which MPEG-2 has half and 2.5 a quarter.
var (
	mp3Bits    = [14]int{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
	mp3BitsLow = [14]int{8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
	mp3Rates   = [3]uint64{44100, 48000, 32000}
)

// frameAt reads the header of a frame, and reports whether there is one.
func frameAt(b []byte) (h mp3Header, ok bool) {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe0 != 0xe0 {
		return h, false
	}
	version, layer := b[1]>>3&3, b[1]>>1&3
	bits, rate, padding := b[2]>>4, b[2]>>2&3, int(b[2]>>1&1)
	if version == 1 || layer != 1 || bits == 0 || bits == 15 || rate == 3 {
		return h, false
	}
	h.version, h.rate, h.mono = version, mp3Rates[rate], b[3]>>6 == 3
	if version == 3 {
		h.bytes = 144_000*mp3Bits[bits-1]/int(h.rate) + padding
		return h, true
	}
	h.lowRate = true
	h.rate /= 2
	if version == 0 {
		h.rate /= 2
	}
	h.bytes = 72_000*mp3BitsLow[bits-1]/int(h.rate) + padding
	return h, true
}

// maxJunk is how far from the expected place the first frame is looked for.
const maxJunk = 64 << 10

// firstFrame finds the first frame. One where it has to be needs one other behind it, or the end of the file; anywhere else two, as
// anything may look like a header.
func firstFrame(b []byte) (at int, h mp3Header, ok bool) {
	for at = 0; at < min(len(b), maxJunk); at++ {
		if h, ok = frameAt(b[at:]); ok && follow(b[at:], h, 1+min(at, 1)) {
			return at, h, true
		}
	}
	return 0, h, false
}

// follow reports whether n frames like the first one follow it, or less and the end of the sound.
func follow(b []byte, h mp3Header, n int) bool {
	for next := h; n > 0; n-- {
		if len(b) < next.bytes {
			return false
		}
		if b = b[next.bytes:]; len(b) == 0 || tagged(b) {
			return true
		}
		var ok bool
		if next, ok = frameAt(b); !ok || !next.alike(h) {
			return false
		}
	}
	return true
}

// tagged reports whether the tags begin that may stand behind the sound.
func tagged(b []byte) bool {
	for _, tag := range []string{"TAG", "APETAGEX", "LYRICSBEGIN", "ID3"} {
		if bytes.HasPrefix(b, []byte(tag)) {
			return true
		}
	}
	return false
}

// mp3Length counts the frames of sound. A frame without sound may come first and say how many there are (Xing, Info, VBRI). The last
// one may be incomplete, as in many files that were cut.
func mp3Length(b []byte, first mp3Header) (time.Duration, error) {
	if n := len(b) - 128; n >= 0 && string(b[n:n+3]) == "TAG" {
		b = b[:n]
	}
	frames, junk := uint64(0), 0
	announced, silent := announcement(b, first)
	at := 0
	if silent {
		at = first.bytes
	}
	for at < len(b) && !tagged(b[at:]) {
		h, ok := frameAt(b[at:])
		if ok && h.alike(first) {
			at += h.bytes
			if at <= len(b) {
				frames++
			}
			continue
		}
		next := nextFrame(b, at+1, first)
		junk += next - at
		at = next
	}
	switch {
	case junk > len(b)/10:
		return 0, fmt.Errorf("mp3: the file is damaged: %d of %d bytes are no sound", junk, len(b))
	case announced > frames+max(1, announced/100):
		return 0, fmt.Errorf("mp3: the file is cut off: its header announces %d frames, %d are there", announced, frames)
	case frames == 0:
		return 0, errors.New("mp3: the file is cut off in its first frame")
	}
	return playing(frames*first.samples(), first.rate)
}

// nextFrame finds the next frame of the stream in damaged sound, or its end.
func nextFrame(b []byte, at int, first mp3Header) int {
	for at < len(b) {
		next := bytes.IndexByte(b[at:], 0xff)
		if next < 0 {
			break
		}
		at += next
		if h, ok := frameAt(b[at:]); ok && h.alike(first) && follow(b[at:], h, 1) {
			return at
		}
		at++
	}
	return len(b)
}

// announcement reads the first frame if it is one without sound: how many frames follow, or 0.
func announcement(b []byte, h mp3Header) (frames uint64, silent bool) {
	b = b[:min(len(b), h.bytes)]
	side := 32 // bytes of side information
	switch {
	case h.lowRate && h.mono:
		side = 9
	case h.lowRate || h.mono:
		side = 17
	}
	for _, magic := range []string{"Xing", "Info"} {
		if x, ok := behind(b, 4+side, magic); ok {
			if len(x) >= 8 && x[3]&1 != 0 {
				frames = uint64(binary.BigEndian.Uint32(x[4:]))
			}
			return frames, true
		}
	}
	if x, ok := behind(b, 36, "VBRI"); ok {
		if len(x) >= 14 {
			frames = uint64(binary.BigEndian.Uint32(x[10:]))
		}
		return frames, true
	}
	return 0, false
}

// behind returns what is behind a word at an offset.
func behind(b []byte, at int, word string) ([]byte, bool) {
	if len(b) < at {
		return nil, false
	}
	return bytes.CutPrefix(b[at:], []byte(word))
}

// withoutID3 returns the file behind its ID3 tags of version 2.
func withoutID3(b []byte) ([]byte, error) {
	for bytes.HasPrefix(b, []byte("ID3")) {
		if len(b) < 10 {
			return nil, errors.New("the file is cut off in its ID3 tag")
		}
		size := 10
		for i, c := range b[6:10] {
			if c >= 0x80 {
				return nil, errors.New("the ID3 tag is damaged: its size is no number")
			}
			size += int(c) << (7 * (3 - i))
		}
		if b[5]&0x10 != 0 { // a footer
			size += 10
		}
		if size > len(b) {
			return nil, fmt.Errorf("the file is cut off in its ID3 tag: that has %d bytes, %d are there", size, len(b))
		}
		b = b[size:]
	}
	return b, nil
}
