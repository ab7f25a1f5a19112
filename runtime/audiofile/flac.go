package audiofile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// flacInfo is what the first block of metadata says.
type flacInfo struct {
	minBlock, rate, samples uint64 // samples is 0 when the encoder did not know
}

// flacLength reads the metadata of a FLAC and finds its last frame, which tells whether all of it is there.
func flacLength(data []byte) (time.Duration, error) {
	info, at, err := flacMetadata(data)
	if err != nil {
		return 0, err
	}
	frames := data[at:]
	if n := len(frames) - 128; n >= 0 && string(frames[n:n+3]) == "TAG" { // of mp3, but some programs add it
		frames = frames[:n]
	}
	end, ok := lastFrame(frames, info)
	switch {
	case len(frames) == 0 && info.samples > 0:
		return 0, errors.New("flac: the file is cut off: it has no sound")
	case len(frames) == 0:
		return 0, nil
	case !ok:
		return 0, errors.New("flac: the file is cut off or damaged: its last frame is not whole")
	case info.samples > 0 && end != info.samples:
		return 0, fmt.Errorf("flac: the file is cut off or damaged: its header announces %d samples, %d are there", info.samples, end)
	}
	return playing(end, info.rate)
}

// flacMetadata returns where the frames begin.
func flacMetadata(data []byte) (info flacInfo, at int, err error) {
	cut := errors.New("flac: the file is cut off in its metadata")
	at = 4
	for first := true; ; first = false {
		if len(data)-at < 4 {
			return info, 0, cut
		}
		kind, size := data[at]&0x7f, int(data[at+1])<<16|int(data[at+2])<<8|int(data[at+3])
		last := data[at]&0x80 != 0
		at += 4
		if len(data)-at < size {
			return info, 0, cut
		}
		if first {
			if kind != 0 || size < 34 {
				return info, 0, errors.New("flac: the file is damaged: it does not begin with STREAMINFO")
			}
			b := data[at:]
			info.minBlock = uint64(binary.BigEndian.Uint16(b))
			packed := binary.BigEndian.Uint64(b[10:])
			info.rate, info.samples = packed>>44, packed&(1<<36-1)
			if info.rate == 0 {
				return info, 0, errors.New("flac: the header is damaged: it has no sampling rate")
			}
		}
		if at += size; last {
			return info, at, nil
		}
	}
}

// How far from the end the last frame is looked for, in bytes, and how many places that look like one are tried: frames of sound
// take some kilobytes, and a place that only looks like one is rare.
const (
	flacWindow = 1 << 20
	flacTries  = 16
)

// lastFrame finds the frame that ends with the file, and returns the number of the sample behind it.
func lastFrame(b []byte, info flacInfo) (end uint64, ok bool) {
	crc := newFLACCRC()
	tries := 0
	for at := len(b) - 2; at >= max(0, len(b)-flacWindow) && tries < flacTries; at-- {
		if b[at] != 0xff || b[at+1]&0xfe != 0xf8 {
			continue
		}
		if end, ok = flacFrame(b[at:], info, crc); !ok {
			continue
		}
		tries++
		if crc.sum16(b[at:]) == 0 { // the checksum of all with its own checksum behind it
			return end, true
		}
	}
	return 0, false
}

// flacFrame reads the header of a frame and returns the number of the sample behind it.
func flacFrame(b []byte, info flacInfo, crc *flacCRC) (end uint64, ok bool) {
	if len(b) < 6 {
		return 0, false
	}
	byNumber, size, rate := b[1]&1 == 0, b[2]>>4, b[2]&15
	number, at, ok := flacNumber(b, 4)
	if !ok || size == 0 || rate == 15 || b[3]&1 != 0 {
		return 0, false
	}
	more := 0 // bytes behind the number
	switch size {
	case 6:
		more = 1
	case 7:
		more = 2
	}
	tail := more
	switch rate {
	case 12:
		tail++
	case 13, 14:
		tail += 2
	}
	if len(b) <= at+tail || crc.sum8(b[:at+tail]) != b[at+tail] {
		return 0, false
	}
	samples := uint64(0)
	switch {
	case more > 0:
		for _, c := range b[at : at+more] {
			samples = samples<<8 | uint64(c)
		}
		samples++
	case size == 1:
		samples = 192
	case size < 6:
		samples = 576 << (size - 2)
	default:
		samples = 256 << (size - 8)
	}
	if byNumber { // the frames before all have the same size
		number *= info.minBlock
	}
	return number + samples, true
}

// flacNumber reads a number written like UTF-8, of up to 36 bits.
func flacNumber(b []byte, at int) (number uint64, next int, ok bool) {
	c := b[at]
	if c < 0x80 {
		return uint64(c), at + 1, true
	}
	n := 0
	for m := c; m&0x80 != 0; m <<= 1 {
		n++
	}
	if n == 1 || n > 7 || len(b) < at+n {
		return 0, 0, false
	}
	number = uint64(c & (0x7f >> n))
	for _, c := range b[at+1 : at+n] {
		if c&0xc0 != 0x80 {
			return 0, 0, false
		}
		number = number<<6 | uint64(c&0x3f)
	}
	return number, at + n, true
}
