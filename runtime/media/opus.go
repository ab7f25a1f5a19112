package media

import "time"

// opusSilence is a packet of 20 ms of silence: fullband CELT, mono, one frame (RFC 6716, section 3.1).
const opusSilence = "\xf8\xff\xfe"

// opusDuration returns the length of a packet, from its first bytes (RFC 6716, section 3.1): the configuration says how long a
// frame is, the code how many there are. A packet is at most 120 ms long.
func opusDuration(packet []byte) time.Duration {
	if len(packet) == 0 {
		return 0
	}
	config, code := packet[0]>>3, packet[0]&3
	var frame time.Duration
	switch step := config & 3; {
	case config < 12: // SILK
		frame = [...]time.Duration{10, 20, 40, 60}[step] * time.Millisecond
	case config < 16: // hybrid
		frame = [...]time.Duration{10, 20}[step&1] * time.Millisecond
	default: // CELT
		frame = 2500 * time.Microsecond << step
	}
	frames := 1
	switch code {
	case 1, 2:
		frames = 2
	case 3:
		if len(packet) < 2 {
			return 0
		}
		frames = int(packet[1] & 0x3F)
	}
	if d := time.Duration(frames) * frame; d <= 120*time.Millisecond {
		return d
	}
	return 0
}
