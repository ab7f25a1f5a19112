package telephony

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ToneScript is a parsed tone script, such as "425@-19;5(1/4/1)": frequencies, then sections of a cadence (behaviour page,
// section 6.3).
type ToneScript struct {
	Frequencies []Frequency
	Sections    []ToneSection
	// Length is the length of all sections together, or [Endless].
	Length time.Duration
}

// Frequency is one sine of a tone.
type Frequency struct {
	Hertz float64
	Level float64 // in dB
}

// ToneSection repeats its cadence for a time.
type ToneSection struct {
	Length  time.Duration // or Endless
	Cadence []Cadence
}

// Cadence is one on and off of a tone.
type Cadence struct {
	On, Off time.Duration // On may be Endless
	// Mix are the frequencies heard while on, counted from 1; empty is silence.
	Mix []int
}

// ParseTones reads a tone script: `f1@level[,f2@level...];duration(on/off/f[+f][,...])[;...]`, times in seconds and `*` for
// ever. A further parenthesis after a comma continues the cadence of its section. The error says what is wrong and in which
// column.
func ParseTones(script string) (ToneScript, error) {
	p := &toneParser{text: script}
	var s ToneScript
	for {
		f := Frequency{Hertz: p.number("a frequency in Hz")}
		p.expect('@')
		f.Level = p.signed("a level in dB")
		s.Frequencies = append(s.Frequencies, f)
		if !p.take(',') {
			break
		}
	}
	p.expect(';')
	for p.err == nil {
		section := p.section(len(s.Frequencies))
		s.Sections = append(s.Sections, section)
		if s.Length == Endless || section.Length == Endless {
			s.Length = Endless
		} else {
			s.Length += section.Length
		}
		if !p.take(';') {
			break
		}
	}
	if p.err == nil && p.at < len(script) {
		p.fail("the end of the script")
	}
	if p.err == nil && s.Length == 0 {
		p.err = fmt.Errorf("tone script %q: its sections have no length", script)
	}
	if p.err != nil {
		return ToneScript{}, p.err
	}
	return s, nil
}

// At returns the frequencies that sound at a time of the script, which begins anew when it is over. Before it begins there are
// none.
func (s ToneScript) At(at time.Duration) []Frequency {
	if s.Length > 0 {
		at %= s.Length
	}
	if at < 0 {
		return nil
	}
	for _, section := range s.Sections {
		if section.Length == Endless || at < section.Length {
			return s.mix(section.at(at))
		}
		at -= section.Length
	}
	return nil
}

// at returns what of its cadence a section is in.
func (s ToneSection) at(at time.Duration) []int {
	round := time.Duration(0)
	for _, c := range s.Cadence {
		round += max(0, c.On) + max(0, c.Off)
	}
	if round > 0 && !slices.ContainsFunc(s.Cadence, func(c Cadence) bool { return c.On == Endless || c.Off == Endless }) {
		at %= round
	}
	for _, c := range s.Cadence {
		if c.On == Endless || at < c.On {
			return c.Mix
		}
		if at -= c.On; c.Off == Endless || at < c.Off {
			return nil
		}
		at -= c.Off
	}
	return nil
}

func (s ToneScript) mix(numbers []int) []Frequency {
	list := make([]Frequency, len(numbers))
	for i, n := range numbers {
		list[i] = s.Frequencies[n-1]
	}
	return list
}

type toneParser struct {
	text string
	at   int
	err  error
}

func (p *toneParser) fail(wanted string) {
	if p.err == nil {
		p.err = fmt.Errorf("tone script %q, column %d: %s expected", p.text, p.at+1, wanted)
	}
}

func (p *toneParser) take(c byte) bool {
	if p.err == nil && p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *toneParser) expect(c byte) {
	if !p.take(c) {
		p.fail(strconv.QuoteRune(rune(c)))
	}
}

// number reads digits with at most one point.
func (p *toneParser) number(wanted string) float64 {
	start := p.at
	for p.err == nil && p.at < len(p.text) && strings.IndexByte("0123456789.", p.text[p.at]) >= 0 {
		p.at++
	}
	v, err := strconv.ParseFloat(p.text[start:p.at], 64)
	if err != nil || v > 1e6 {
		p.at = start
		p.fail(wanted)
	}
	return v
}

func (p *toneParser) signed(wanted string) float64 {
	if p.take('-') {
		return -p.number(wanted)
	}
	return p.number(wanted)
}

// seconds reads a time; `*` is endless.
func (p *toneParser) seconds() time.Duration {
	if p.take('*') {
		return Endless
	}
	return time.Duration(p.number("a time in seconds or '*'") * float64(time.Second)).Round(time.Millisecond)
}

func (p *toneParser) section(frequencies int) ToneSection {
	s := ToneSection{Length: p.seconds()}
	for p.expect('('); ; p.expect('(') {
		for {
			s.Cadence = append(s.Cadence, p.cadence(frequencies))
			if !p.take(',') {
				break
			}
		}
		p.expect(')')
		if !p.take(',') {
			return s
		}
	}
}

func (p *toneParser) cadence(frequencies int) Cadence {
	c := Cadence{On: p.seconds()}
	p.expect('/')
	c.Off = p.seconds()
	p.expect('/')
	for {
		start := p.at
		f := int(p.number("the number of a frequency"))
		if p.err == nil && f > frequencies {
			p.at = start
			p.fail(fmt.Sprintf("a frequency from 1 to %d", frequencies))
		}
		if f > 0 {
			c.Mix = append(c.Mix, f)
		}
		if !p.take('+') {
			return c
		}
	}
}
