package audiofile

// The checksums here go through the bits from the highest to the lowest, unlike those of hash/crc32.

// oggCRC computes the checksum of Ogg pages: CRC-32 with the polynomial 04c11db7, starting at 0.
type oggCRC [256]uint32

func newOggCRC() *oggCRC {
	t := new(oggCRC)
	for i := range t {
		c := uint32(i) << 24
		for range 8 {
			c = c<<1 ^ c>>31*0x04c11db7
		}
		t[i] = c
	}
	return t
}

// page returns the checksum of a page, in which the checksum itself counts as 0.
func (t *oggCRC) page(b []byte) uint32 {
	c := t.add(0, b[:22])
	c = t.add(c, []byte{0, 0, 0, 0})
	return t.add(c, b[26:])
}

func (t *oggCRC) add(c uint32, b []byte) uint32 {
	for _, x := range b {
		c = c<<8 ^ t[byte(c>>24)^x]
	}
	return c
}

// flacCRC computes the checksums of FLAC frames: CRC-8 of their headers with the polynomial 07, and CRC-16 of the whole with 8005.
type flacCRC struct {
	eight   [256]uint8
	sixteen [256]uint16
}

func newFLACCRC() *flacCRC {
	t := new(flacCRC)
	for i := range 256 {
		e, s := uint8(i), uint16(i)<<8
		for range 8 {
			e = e<<1 ^ e>>7*0x07
			s = s<<1 ^ s>>15*0x8005
		}
		t.eight[i], t.sixteen[i] = e, s
	}
	return t
}

func (t *flacCRC) sum8(b []byte) (c uint8) {
	for _, x := range b {
		c = t.eight[c^x]
	}
	return c
}

func (t *flacCRC) sum16(b []byte) (c uint16) {
	for _, x := range b {
		c = c<<8 ^ t.sixteen[byte(c>>8)^x]
	}
	return c
}
