package media

import (
	"math"
	"strings"
	"time"
)

// Sine is one sine of a sound.
type Sine struct {
	Hertz float64
	// Level is in dB below full scale: 0 is the loudest, -20 a tenth of it.
	Level float64
}

// Key returns the two sines of a key of a phone: 0-9, * and # (ITU-T Q.23), as loud as phones are by default. There are none
// for anything else.
func Key(key string) []Sine {
	const level = -10
	i := strings.Index("123456789*0#", key)
	if len(key) != 1 || i < 0 {
		return nil
	}
	rows, columns := [...]float64{697, 770, 852, 941}, [...]float64{1209, 1336, 1477}
	return []Sine{{rows[i/3], level}, {columns[i%3], level}}
}

// Mix adds sines to samples of the given rate, the first of which is at that time of the sound. What is too loud is cut.
func Mix(samples []int16, rate int, at time.Duration, sines []Sine) {
	for _, s := range sines {
		height := math.MaxInt16 * math.Pow(10, s.Level/20)
		step := 2 * math.Pi * s.Hertz / float64(rate)
		phase := 2 * math.Pi * s.Hertz * at.Seconds()
		for i := range samples {
			v := float64(samples[i]) + height*math.Sin(phase+float64(i)*step)
			samples[i] = int16(math.Round(max(math.MinInt16, min(math.MaxInt16, v))))
		}
	}
}
