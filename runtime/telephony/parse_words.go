package telephony

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// speech reads `text [name=value]...`; the text is between quotes or not.
func (p *stepParser) speech(s *Step) error {
	p.blanks()
	start := p.at
	text, err := p.rest("a text")
	if err != nil {
		return err
	}
	s.Text, s.Confidence = text, FullConfidence
	if p.text[start] == '"' {
		for {
			p.blanks()
			at := p.at
			word := p.word()
			if word == "" {
				return nil
			}
			if err := p.option(s, at, word); err != nil {
				return err
			}
		}
	}
	for {
		last := strings.LastIndexAny(s.Text, " \t") + 1
		word := s.Text[last:]
		if name, _, ok := strings.Cut(word, "="); !ok || !strings.Contains(p.options(), name+"=") {
			return nil
		}
		if err := p.option(s, start+last, word); err != nil {
			return err
		}
		if s.Text = strings.TrimRight(s.Text[:last], " \t\r"); s.Text == "" {
			return p.fail(start, "a text is missing", `an empty one is written ""`)
		}
	}
}

// options names what may follow a text to say.
func (p *stepParser) options() string {
	if p.socket {
		return "confidence=0 to confidence=100, length=3s, tag=NAME, pace=burst"
	}
	return "confidence=0 to confidence=100, length=3s"
}

// option reads one name=value behind a text to say.
func (p *stepParser) option(s *Step, at int, word string) error {
	name, value, _ := strings.Cut(word, "=")
	switch {
	case name == "confidence":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n <= 100 {
			s.Confidence = n
			return nil
		}
	case name == "length":
		if d, ok := parseDuration(value); ok && d > 0 {
			s.For = d
			return nil
		}
	case name == "tag" && p.socket && value != "":
		s.Tag = value
		return nil
	case word == "pace=burst" && p.socket:
		s.Burst = true
		return nil
	}
	return p.fail(at, fmt.Sprintf("%q is not understood", word), "allowed after the text: "+p.options())
}

// closing reads `[code [text]]` of a WebSocket's close frame.
func (p *stepParser) closing(s *Step) error {
	p.blanks()
	at := p.at
	w := p.word()
	if s.Code = 1000; w == "" {
		return nil
	}
	code, err := strconv.Atoi(w)
	if err != nil || code < 1000 || code > 4999 {
		return p.fail(at, fmt.Sprintf("close needs the code of a WebSocket, not %q", w), "1000 to 4999, such as 1000 done, 1001 going away, 1011 internal error")
	}
	s.Code = code
	s.Text, err = p.rest("")
	return err
}

// beep reads `[hertz] [length=500ms]`.
func (p *stepParser) beep(s *Step) error {
	const form = "such as beep, beep 440 or beep 1000 length=300ms; 100 to 4000 Hz, 100ms to 3s"
	for {
		p.blanks()
		at := p.at
		word := p.word()
		if word == "" {
			return nil
		}
		if n, err := strconv.Atoi(word); err == nil && n >= 100 && n <= 4000 && s.Hertz == 0 {
			s.Hertz = n
			continue
		}
		value, named := strings.CutPrefix(word, "length=")
		d, ok := parseDuration(value)
		if !named || !ok || d < shortestTone || d > longestBeep {
			return p.fail(at, fmt.Sprintf("%q is not understood", word), form)
		}
		s.For = d
	}
}

// being reads `nature [after=3s] [confidence=80]`.
func (p *stepParser) being(s *Step) error {
	const form = "allowed: human, voicemail, mimic, unclear; then after=3s, confidence=0 to confidence=100"
	p.blanks()
	at := p.at
	s.Type, s.Confidence = p.word(), FullConfidence
	if !slices.Contains(natures(), Nature(s.Type)) {
		return p.fail(at, fmt.Sprintf("amd needs to know what the far end is, not %q", s.Type), form)
	}
	for {
		p.blanks()
		at := p.at
		word := p.word()
		if word == "" {
			return nil
		}
		name, value, _ := strings.Cut(word, "=")
		n, err := strconv.Atoi(value)
		d, ok := parseDuration(value)
		switch {
		case name == "confidence" && err == nil && n >= 0 && n <= 100:
			s.Confidence = n
		case name == "after" && ok && d > 0:
			s.For = d
		default:
			return p.fail(at, fmt.Sprintf("%q is not understood", word), form)
		}
	}
}

// percent reads a share such as 5% or 0.5%.
func (p *stepParser) percent(s *Step) error {
	p.blanks()
	at := p.at
	word := p.word()
	number, ok := strings.CutSuffix(word, "%")
	v, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || strings.Trim(number, "0123456789.") != "" || v > allLost {
		return p.fail(at, fmt.Sprintf("%s needs a share of the packets, not %q", s.Verb, word), "0% to 100%, such as loss 5%")
	}
	s.Percent = v
	return nil
}

func (p *stepParser) keys(s *Step) error {
	p.blanks()
	at := p.at
	s.Text = p.word()
	if s.Text == "" || strings.Trim(s.Text, "0123456789*#") != "" {
		return p.fail(at, fmt.Sprintf("press cannot press %q", s.Text), "allowed: the keys 0-9, * and #")
	}
	return nil
}

// refusal reads `[code] [text]`; fail needs a code, the others are 603 without.
func (p *stepParser) refusal(s *Step) error {
	p.blanks()
	at := p.at
	w := p.word()
	code, err := strconv.Atoi(w)
	switch {
	case w == "" && s.Verb != Fail:
		s.Code = 603
		if p.socket {
			s.Code = 403
		}
		return nil
	case err != nil || code < 300 || code > 699:
		return p.fail(at, fmt.Sprintf("%s needs a SIP code, not %q", s.Verb, w), "300 to 699, such as 486 busy, 480 unavailable, 603 declined")
	}
	s.Code = code
	s.Text, err = p.rest("")
	return err
}

// expression reads /expression/flags. A "/" inside is written "\/".
func (p *stepParser) expression(s *Step) error {
	p.blanks()
	start := p.at
	form := fmt.Sprintf("such as %s /press (1|one)/i", s.Verb)
	if p.at == len(p.text) || p.text[p.at] != '/' {
		return p.fail(start, fmt.Sprintf("%s needs an expression between slashes", s.Verb), form)
	}
	for p.at++; ; p.at++ {
		if p.at >= len(p.text) {
			return p.fail(start, "the expression is not closed", form)
		}
		if p.text[p.at] == '\\' {
			p.at++
		} else if p.text[p.at] == '/' {
			break
		}
	}
	s.Text = p.text[start+1 : p.at]
	p.at++
	flags := p.at
	if p.at < len(p.text) && p.text[p.at] != ' ' && p.text[p.at] != '\t' {
		s.Flags = p.word()
	}
	if strings.Trim(s.Flags, "imsu") != "" {
		return p.fail(flags, fmt.Sprintf("unknown flags %q", s.Flags), "allowed: i, m, s, u")
	}
	if s.Text == "" {
		return p.fail(start, "the expression is empty", form)
	}
	if _, err := s.Pattern(); err != nil {
		return p.fail(start, err.Error(), "look-around and back references are not supported")
	}
	return nil
}
