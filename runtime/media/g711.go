package media

import "math/bits"

// G.711 writes a sample as a sign, a segment of three bits and four bits within it: a logarithm, made of shifts.

// encodeU writes a sample in µ-law: 14 bits, with a bias that makes each segment twice as wide as the one below.
func encodeU(s int16) byte {
	const bias, most = 33, 8158
	v, sign := int(s)>>2, byte(0)
	if v < 0 {
		v, sign = -int(s)>>2, 0x80
	}
	v = min(v, most) + bias
	segment := bits.Len(uint(v)) - 6
	return ^(sign | byte(segment)<<4 | byte(v>>(segment+1))&0x0F)
}

func decodeU(c byte) int16 {
	c = ^c
	v := (int(c&0x0F)<<1+33)<<(c>>4&7) - 33
	if c&0x80 != 0 {
		v = -v
	}
	return int16(v << 2)
}

// encodeA writes a sample in A-law: 13 bits, the lowest segment as wide as the one above it, every second bit inverted.
func encodeA(s int16) byte {
	v, sign := int(s)>>4, byte(0x80)
	if v < 0 {
		v, sign = ^v, 0
	}
	segment := max(0, bits.Len(uint(v))-4)
	low := v
	if segment > 1 {
		low = v >> (segment - 1)
	}
	return (sign | byte(segment)<<4 | byte(low)&0x0F) ^ 0x55
}

func decodeA(c byte) int16 {
	c ^= 0x55
	segment := int(c >> 4 & 7)
	v := int(c&0x0F)<<4 + 8
	if segment > 0 {
		v = (v + 0x100) << (segment - 1)
	}
	if c&0x80 == 0 {
		v = -v
	}
	return int16(v)
}
