package audiofile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// The codecs of a wav, as its header numbers them, whose samples all take the same number of bytes.
const (
	wavPCM        = 1
	wavFloat      = 3
	wavALaw       = 6
	wavMuLaw      = 7
	wavExtensible = 0xfffe // the codec stands further behind
)

// unknownSize is the smallest size of sound that stands for one that the writer did not know: programs that write into a pipe put
// in the largest number there is, or one somewhat below.
const unknownSize = 0x7fff_0000

// wavHeader is what the chunk "fmt " says.
type wavHeader struct {
	codec                       uint16
	rate, byteRate, sampleBytes uint64
}

// wavLength reads the chunks of a wav up to its sound.
func wavLength(data []byte) (time.Duration, error) {
	var h *wavHeader
	samples := uint64(0) // of the chunk "fact"
	for at := 12; ; {
		if len(data)-at < 8 {
			return 0, errors.New("wav: the file is cut off: it has no sound")
		}
		id, size := string(data[at:at+4]), uint64(binary.LittleEndian.Uint32(data[at+4:]))
		body := data[at+8:]
		if id == "data" {
			if h == nil {
				return 0, errors.New("wav: the sound comes before the header")
			}
			return h.length(size, uint64(len(body)), samples)
		}
		if size > uint64(len(body)) {
			return 0, fmt.Errorf("wav: the file is cut off in the chunk %q", id)
		}
		switch body = body[:size]; {
		case id == "fmt ":
			var err error
			if h, err = readWAVHeader(body); err != nil {
				return 0, err
			}
		case id == "fact" && size >= 4:
			samples = uint64(binary.LittleEndian.Uint32(body))
		}
		at += 8 + int(size+size%2)
	}
}

func readWAVHeader(b []byte) (*wavHeader, error) {
	if len(b) < 16 {
		return nil, fmt.Errorf("wav: the header has %d bytes, at least 16 are expected", len(b))
	}
	h := &wavHeader{
		codec: binary.LittleEndian.Uint16(b), rate: uint64(binary.LittleEndian.Uint32(b[4:])),
		byteRate: uint64(binary.LittleEndian.Uint32(b[8:])), sampleBytes: uint64(binary.LittleEndian.Uint16(b[12:])),
	}
	if h.codec == wavExtensible && len(b) >= 26 {
		h.codec = binary.LittleEndian.Uint16(b[24:])
	}
	if h.rate == 0 || h.sampleBytes == 0 {
		return nil, fmt.Errorf("wav: the header is damaged: %d samples a second of %d bytes", h.rate, h.sampleBytes)
	}
	return h, nil
}

// length returns how long so many bytes of sound play; there are that many left in the file.
func (h *wavHeader) length(size, there, samples uint64) (time.Duration, error) {
	switch {
	case size >= unknownSize:
		size, samples = there, 0
	case size > there:
		return 0, fmt.Errorf("wav: the file is cut off: its header announces %d bytes of sound, %d are there", size, there)
	}
	switch h.codec {
	case wavPCM, wavFloat, wavALaw, wavMuLaw:
		return playing(size/h.sampleBytes, h.rate)
	}
	switch {
	case samples > 0:
		return playing(samples, h.rate)
	case h.byteRate > 0:
		return playing(size, h.byteRate)
	}
	return 0, fmt.Errorf("wav: the header does not say how long sound of codec %#x is", h.codec)
}
