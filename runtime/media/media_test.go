package media_test

import (
	"math"
	"testing"
	"time"

	"voxemu/runtime/media"
)

func all() []media.Encoding {
	return []media.Encoding{media.PCM8, media.PCM16, media.ALAW, media.ULAW, media.OPUS}
}

func TestEncodingsAsThePlatformNamesThem(t *testing.T) {
	tests := []struct {
		encoding    media.Encoding
		word        string
		rate, bytes int
	}{
		{media.PCM8, "PCM8", 8000, 320},
		{media.PCM16, "PCM16", 16000, 640},
		{media.ALAW, "ALAW", 8000, 160},
		{media.ULAW, "ULAW", 8000, 160},
		{media.OPUS, "OPUS", 48000, 3},
	}
	for _, tt := range tests {
		e := tt.encoding
		if e.String() != tt.word || e.Rate() != tt.rate || e.FrameBytes() != tt.bytes {
			t.Errorf("%s: rate %d, %d bytes a frame; want %s, %d, %d", e, e.Rate(), e.FrameBytes(), tt.word, tt.rate, tt.bytes)
		}
		if back, ok := media.ParseEncoding(tt.word, 0); !ok || back != e {
			t.Errorf("%s is read as %s, %v", tt.word, back, ok)
		}
		frame := e.Encode(nil, make([]int16, e.FrameSamples()))
		if len(frame) != tt.bytes || e.Duration(frame) != media.Frame {
			t.Errorf("a frame of %s has %d bytes and takes %v", e, len(frame), e.Duration(frame))
		}
	}
}

func TestParseEncoding(t *testing.T) {
	tests := []struct {
		name string
		rate int
		want string
	}{
		{"audio/x-mulaw", 0, "ULAW"},
		{"audio/PCMU", 8000, "ULAW"},
		{"audio/x-alaw", 8000, "ALAW"},
		{"audio/pcma", 0, "ALAW"},
		{"audio/L16", 16000, "PCM16"},
		{"audio/l16", 0, "PCM8"},
		{"pcm", 8000, "PCM8"},
		{"audio/opus", 48000, "OPUS"},
		{" pcm16 ", 0, "PCM16"},
		{"audio/l16", 44100, ""},
		{"mp3", 0, ""},
		{"", 0, ""},
	}
	for _, tt := range tests {
		e, ok := media.ParseEncoding(tt.name, tt.rate)
		if got := e.String(); ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%q at %d: %s, %v; want %q", tt.name, tt.rate, got, ok, tt.want)
		}
	}
}

// Values of the tables of G.711: silence, the loudest and one in between.
func TestG711Values(t *testing.T) {
	tests := []struct {
		encoding media.Encoding
		sample   int16
		code     byte
		back     int16
	}{
		{media.ULAW, 0, 0xFF, 0},
		{media.ULAW, 32767, 0x80, 32124},
		{media.ULAW, -32768, 0x00, -32124},
		{media.ULAW, 1000, 0xCE, 988},
		{media.ULAW, -1000, 0x4E, -988},
		{media.ALAW, 0, 0xD5, 8},
		{media.ALAW, -1, 0x55, -8},
		{media.ALAW, 32767, 0xAA, 32256},
		{media.ALAW, -32768, 0x2A, -32256},
		{media.ALAW, 1000, 0xFA, 1008},
		{media.ALAW, 8, 0xD5, 8},
	}
	for _, tt := range tests {
		got := tt.encoding.Encode(nil, []int16{tt.sample})[0]
		if back := tt.encoding.Decode(nil, []byte{got})[0]; got != tt.code || back != tt.back {
			t.Errorf("%s of %d is %#x and reads %d, want %#x and %d", tt.encoding, tt.sample, got, back, tt.code, tt.back)
		}
	}
}

// Each code is what its own sample is written as. µ-law has a negative zero, which reads as zero.
func TestG711CodesSurvive(t *testing.T) {
	for _, e := range []media.Encoding{media.ALAW, media.ULAW} {
		for c := range 256 {
			if e == media.ULAW && c == 0x7F {
				continue
			}
			sample := e.Decode(nil, []byte{byte(c)})
			if back := e.Encode(nil, sample); back[0] != byte(c) {
				t.Errorf("%s: %#x reads %d, which is written %#x", e, c, sample[0], back[0])
			}
		}
	}
}

// A sample is off by no more than half the width of its segment, which grows with it.
func TestG711IsNearEverywhere(t *testing.T) {
	for _, e := range []media.Encoding{media.ALAW, media.ULAW} {
		for v := -32768; v <= 32767; v++ {
			back := e.Decode(nil, e.Encode(nil, []int16{int16(v)}))[0]
			off := math.Abs(float64(v) - float64(back))
			if limit := math.Abs(float64(v))/30 + 16; off > limit && (v > -32636 && v < 32636) {
				t.Fatalf("%s: %d comes back as %d", e, v, back)
			}
		}
	}
}

func TestPCMIsLittleEndian(t *testing.T) {
	b := media.PCM16.Encode(nil, []int16{0x1234, -2})
	if string(b) != "\x34\x12\xfe\xff" {
		t.Errorf("got % x", b)
	}
	if got := media.PCM8.Decode(nil, append(b, 7)); len(got) != 2 || got[0] != 0x1234 || got[1] != -2 {
		t.Errorf("got %v", got)
	}
	if got := media.OPUS.Decode(nil, b); len(got) != 0 {
		t.Errorf("Opus has samples: %v", got)
	}
}

func TestDurations(t *testing.T) {
	tests := []struct {
		name     string
		encoding media.Encoding
		bytes    string
		want     time.Duration
	}{
		{"PCM at 8 kHz", media.PCM8, string(make([]byte, 1600)), 100 * time.Millisecond},
		{"PCM at 16 kHz, half a sample too much", media.PCM16, string(make([]byte, 1601)), 50 * time.Millisecond},
		{"A-law", media.ALAW, string(make([]byte, 800)), 100 * time.Millisecond},
		{"nothing", media.ULAW, "", 0},
		{"Opus: nothing", media.OPUS, "", 0},
		{"Opus: SILK, 60 ms", media.OPUS, "\x18x", 60 * time.Millisecond},
		{"Opus: hybrid, two frames of 10 ms", media.OPUS, "\x61x", 20 * time.Millisecond},
		{"Opus: CELT, 2.5 ms", media.OPUS, "\x80x", 2500 * time.Microsecond},
		{"Opus: CELT, three frames of 20 ms", media.OPUS, "\x9b\x03x", 60 * time.Millisecond},
		{"Opus: code 3 without a count", media.OPUS, "\x9b", 0},
		{"Opus: longer than a packet can be", media.OPUS, "\x9b\x3f", 0},
	}
	for _, tt := range tests {
		if got := tt.encoding.Duration([]byte(tt.bytes)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// power returns how strong a frequency is in samples, by the algorithm of Goertzel.
func power(samples []int16, rate int, hertz float64) float64 {
	k := 2 * math.Cos(2*math.Pi*hertz/float64(rate))
	a, b := 0.0, 0.0
	for _, s := range samples {
		a, b = float64(s)+k*a-b, a
	}
	return math.Sqrt(a*a+b*b-k*a*b) * 2 / float64(len(samples))
}

func TestKeysSoundAsPhonesDo(t *testing.T) {
	tests := []struct {
		key  string
		want []float64
	}{{"1", []float64{697, 1209}}, {"5", []float64{770, 1336}}, {"0", []float64{941, 1336}}, {"*", []float64{941, 1209}}, {"#", []float64{941, 1477}}}
	for _, tt := range tests {
		samples := make([]int16, 800)
		media.Mix(samples, 8000, 0, media.Key(tt.key))
		for _, hertz := range []float64{697, 770, 852, 941, 1209, 1336, 1477} {
			strong := power(samples, 8000, hertz) > 5000
			if want := hertz == tt.want[0] || hertz == tt.want[1]; strong != want {
				t.Errorf("key %s at %v Hz: %v", tt.key, hertz, power(samples, 8000, hertz))
			}
		}
	}
	for _, none := range []string{"", "A", "12"} {
		if got := media.Key(none); got != nil {
			t.Errorf("key %q sounds: %v", none, got)
		}
	}
}

// A tone made in pieces has no seams.
func TestPiecesOfATone(t *testing.T) {
	tone := []media.Sine{{Hertz: 425, Level: -6}}
	whole, pieces := make([]int16, 480), make([]int16, 480)
	media.Mix(whole, 8000, 0, tone)
	for i := range 3 {
		media.Mix(pieces[i*160:][:160], 8000, time.Duration(i)*media.Frame, tone)
	}
	for i := range whole {
		if d := int(whole[i]) - int(pieces[i]); d < -1 || d > 1 {
			t.Fatalf("sample %d is %d in pieces, %d as a whole", i, pieces[i], whole[i])
		}
	}
	loud := make([]int16, 160)
	media.Mix(loud, 8000, 0, []media.Sine{{Hertz: 425}, {Hertz: 425}})
	if m := loud[4]; m != math.MaxInt16 {
		t.Errorf("two loud tones give %d, want them cut", m)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(byte(4), []byte{0xff, 0x80})
	f.Fuzz(func(t *testing.T, which byte, b []byte) {
		e := all()[int(which)%len(all())]
		e.Decode(nil, b)
		if d := e.Duration(b); d < 0 {
			t.Errorf("%s: %v", e, d)
		}
	})
}
