package audiofile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// oggPage is one page of an Ogg.
type oggPage struct {
	first, last bool // of its stream
	granule     uint64
	serial, seq uint32
	body        []byte
	bytes       int // the whole page
}

// noGranule is the position of a page in which no packet ends.
const noGranule = ^uint64(0)

// oggPageAt reads the page at the beginning of b.
func oggPageAt(b []byte, crc *oggCRC) (p oggPage, err error) {
	cut := errors.New("ogg: the file is cut off in a page")
	if !bytes.HasPrefix(b, []byte("OggS")[:min(len(b), 4)]) {
		return p, errors.New("ogg: the file is damaged: a page does not begin where the last one ends")
	}
	if len(b) < 27 || len(b) < 27+int(b[26]) {
		return p, cut
	}
	p.bytes = 27 + int(b[26])
	start := p.bytes
	for _, lacing := range b[27:start] {
		p.bytes += int(lacing)
	}
	if len(b) < p.bytes {
		return p, cut
	}
	p.body = b[start:p.bytes]
	p.first, p.last = b[5]&2 != 0, b[5]&4 != 0
	p.granule = binary.LittleEndian.Uint64(b[6:])
	p.serial, p.seq = binary.LittleEndian.Uint32(b[14:]), binary.LittleEndian.Uint32(b[18:])
	if crc.page(b[:p.bytes]) != binary.LittleEndian.Uint32(b[22:]) {
		return p, fmt.Errorf("ogg: the file is damaged: page %d has a wrong checksum", p.seq)
	}
	return p, nil
}

// oggStream is the sound of an Ogg, or of one link of a chain.
type oggStream struct {
	format     Format
	serial     uint32
	seq        uint32 // of its last page
	rate       uint64
	skip       uint64 // samples before the sound
	maxInPage  uint64 // samples that a page can hold
	granule    uint64 // of the last page
	positioned bool
}

// oggStreamOf reads the header of a stream; nil if it is neither Vorbis nor Opus.
func oggStreamOf(p oggPage) (*oggStream, error) {
	s := &oggStream{serial: p.serial, seq: p.seq}
	switch b := p.body; {
	case bytes.HasPrefix(b, []byte("\x01vorbis")) && len(b) >= 30:
		s.format, s.rate = Vorbis, uint64(binary.LittleEndian.Uint32(b[12:]))
		s.maxInPage = 255 * 8192
	case bytes.HasPrefix(b, []byte("OpusHead")) && len(b) >= 19:
		s.format, s.rate = Opus, 48000 // whatever the rate of the source was
		s.skip = uint64(binary.LittleEndian.Uint16(b[10:]))
		s.maxInPage = 255 * 5760
	default:
		return nil, nil
	}
	if s.rate == 0 {
		return nil, errors.New("ogg: the header is damaged: it has no sampling rate")
	}
	return s, nil
}

// take takes a further page of the stream.
func (s *oggStream) take(p oggPage) error {
	if s.seq++; p.seq != s.seq {
		return fmt.Errorf("ogg: the file is damaged: page %d follows page %d", p.seq, s.seq-1)
	}
	if p.granule == noGranule {
		return nil
	}
	switch {
	case !s.positioned && p.granule > s.maxInPage:
		return fmt.Errorf("ogg: the sound begins in the middle of a stream, at sample %d: write the file anew", p.granule)
	case p.granule < s.granule:
		return fmt.Errorf("ogg: the file is damaged: page %d goes back in time", p.seq)
	}
	s.granule, s.positioned = p.granule, s.positioned || p.granule > 0
	return nil
}

func (s *oggStream) length() (time.Duration, error) {
	return playing(s.granule-min(s.granule, s.skip), s.rate)
}

// oggLength reads all pages: the position of the last one is the length. Links of a chain follow each other. Of streams that run side by
// side the first one with sound counts.
func oggLength(data []byte) (Format, time.Duration, error) {
	crc := newOggCRC()
	var s *oggStream
	format, total := Format(""), time.Duration(0)
	end := func() error {
		length, err := s.length()
		if total += length; total > maxLength {
			return tooLong(uint64(total / time.Second))
		}
		return err
	}
	for len(data) > 0 {
		p, err := oggPageAt(data, crc)
		if err != nil {
			return "", 0, err
		}
		data = data[p.bytes:]
		switch {
		case p.first && (s == nil || s.positioned):
			next, err := oggStreamOf(p)
			if err == nil && next != nil && s != nil {
				err = end()
			}
			if err != nil {
				return "", 0, err
			}
			if next != nil {
				s, format = next, next.format
			}
		case s != nil && p.serial == s.serial:
			if err := s.take(p); err != nil {
				return "", 0, err
			}
		}
	}
	if s == nil {
		return "", 0, errors.New("ogg: the file holds neither Vorbis nor Opus")
	}
	if err := end(); err != nil {
		return "", 0, err
	}
	if total == 0 && !s.positioned {
		return "", 0, errors.New("ogg: the file is cut off: it has no sound")
	}
	return format, total, nil
}
