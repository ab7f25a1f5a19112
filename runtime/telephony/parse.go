package telephony

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ScriptError is a mistake in a script.
type ScriptError struct {
	Step   int    // counted from 1
	Column int    // in characters of the whole text, counted from 1
	Text   string // what is wrong
	Hint   string // what is allowed
}

// Error tells all of it in one line.
func (e *ScriptError) Error() string {
	s := fmt.Sprintf("step %d, column %d: %s", e.Step, e.Column, e.Text)
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// maxWait bounds each duration of a script.
const maxWait = 24 * time.Hour

// ParseScript reads steps separated by ";" or line ends. A text can stand between double quotes, with \" \\ \n \r \t inside; then
// a ";" belongs to it. Durations are such as 500ms, 3s or 2m, up to 24 hours. Empty steps count for nothing. The error is a
// [*ScriptError].
func ParseScript(text string) (Script, error) { return parseScript(&stepParser{text: text}) }

// ParseSocketScript is [ParseScript] for the far end of a WebSocket, whose steps are partly others.
func ParseSocketScript(text string) (Script, error) {
	return parseScript(&stepParser{text: text, socket: true})
}

func parseScript(p *stepParser) (Script, error) {
	var s Script
	for {
		p.number = len(s.Steps) + 1
		p.blanks()
		if p.at == len(p.text) {
			return s, nil
		}
		if p.separator() {
			p.at++
			continue
		}
		step, err := p.step()
		if err != nil {
			return Script{}, err
		}
		s.Steps = append(s.Steps, step)
	}
}

// ParseStep reads exactly one step, such as an item of a list. The error is a [*ScriptError].
func ParseStep(text string) (Step, error) {
	p := &stepParser{text: text, number: 1}
	p.blanks()
	if p.at == len(text) {
		return Step{}, p.fail(p.at, "a step is missing", p.allowed())
	}
	step, err := p.step()
	if err != nil {
		return Step{}, err
	}
	if p.at < len(text) {
		return Step{}, p.fail(p.at, "one step expected", `put a text that contains ";" between double quotes`)
	}
	return step, nil
}

func (p *stepParser) allowed() string {
	var names []string
	for _, v := range verbs(p.socket) {
		names = append(names, string(v))
	}
	return "allowed: " + strings.Join(names, ", ")
}

type stepParser struct {
	text   string
	at     int
	number int
	socket bool // the steps are those of a WebSocket
}

func (p *stepParser) fail(at int, text, hint string) error {
	return &ScriptError{p.number, utf8.RuneCountInString(p.text[:at]) + 1, text, hint}
}

func (p *stepParser) blanks() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t' || p.text[p.at] == '\r') {
		p.at++
	}
}

// separator reports whether a step ends here.
func (p *stepParser) separator() bool {
	return p.at < len(p.text) && strings.IndexByte(";\n", p.text[p.at]) >= 0
}

// word reads up to a blank or the end of the step.
func (p *stepParser) word() string {
	p.blanks()
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(" \t\r;\n", p.text[p.at]) < 0 {
		p.at++
	}
	return p.text[start:p.at]
}

// step reads one step up to its separator.
func (p *stepParser) step() (Step, error) {
	start := p.at
	verb := Verb(p.word())
	s := Step{Verb: verb}
	if !slices.Contains(verbs(p.socket), verb) {
		return s, p.unknown(start, verb)
	}
	var err error
	switch verb {
	case Wait, BeSilent, Jitters:
		s.For, err = p.duration(string(verb) + " needs a duration")
	case RingFor, Asleep:
		s.For, err = p.optional("")
	case AnswerIn, AgreeTo:
		s.For, err = p.optional("after")
	case WaitHeard, WaitText:
		err = p.expression(&s)
	case ReplyTo:
		if err = p.expression(&s); err == nil {
			s.Answer, err = p.rest("an answer")
		}
	case StopMedia:
		s.Tag = p.word()
	case CloseWith:
		err = p.closing(&s)
	case Fail, Refuse, DeclineTo:
		err = p.refusal(&s)
	case Busy:
		s.Text, err = p.rest("")
	case Say:
		err = p.speech(&s)
	case Press:
		err = p.keys(&s)
	case Beep:
		err = p.beep(&s)
	case LosesSome:
		err = p.percent(&s)
	case Being:
		err = p.being(&s)
	case SendText:
		s.Text, err = p.rest("a text")
	case ReferTo:
		at := p.at
		if s.Text = p.word(); s.Text == "" {
			err = p.fail(at, "refer needs an address", "such as refer sip:anna@example.com")
		}
	case SendInfo:
		at := p.at
		if s.Type = p.word(); s.Type == "" {
			err = p.fail(at, "info needs a type and a body", "such as info text/plain hello")
		} else {
			s.Text, err = p.rest("")
		}
	}
	if err != nil {
		return s, err
	}
	p.blanks()
	if at := p.at; at < len(p.text) && !p.separator() {
		return s, p.fail(at, fmt.Sprintf("%q is too much for %s", p.word(), verb), "steps are separated by ;")
	}
	return s, nil
}

func (p *stepParser) unknown(at int, verb Verb) error {
	if slices.Contains(verbs(!p.socket), verb) {
		whose := "WebSockets"
		if p.socket {
			whose = "calls"
		}
		return p.fail(at, fmt.Sprintf("%s is a step of %s", verb, whose), p.allowed())
	}
	for _, v := range verbs(p.socket) {
		if near(string(verb), string(v)) {
			return p.fail(at, fmt.Sprintf("unknown step %q, did you mean %q?", verb, v), p.allowed())
		}
	}
	return p.fail(at, fmt.Sprintf("unknown step %q", verb), p.allowed())
}

const durations = "a duration is such as 500ms, 3s or 2m"

func (p *stepParser) duration(missing string) (time.Duration, error) {
	p.blanks()
	at := p.at
	w := p.word()
	if w == "" {
		return 0, p.fail(at, missing, durations)
	}
	if d, ok := parseDuration(w); ok {
		return d, nil
	}
	return 0, p.fail(at, fmt.Sprintf("%q is no duration", w), durations+", up to 24 hours")
}

// parseDuration reads a duration such as 500ms, 3s or 2m, up to a day.
func parseDuration(w string) (time.Duration, bool) {
	for _, unit := range []struct {
		name string
		is   time.Duration
	}{{"ms", time.Millisecond}, {"s", time.Second}, {"m", time.Minute}} {
		number, ok := strings.CutSuffix(w, unit.name)
		if !ok || number == "" || strings.Trim(number, "0123456789.") != "" {
			continue
		}
		v, err := strconv.ParseFloat(number, 64)
		if err != nil || v > float64(maxWait/unit.is) {
			break
		}
		return time.Duration(v * float64(unit.is)).Round(time.Millisecond), true
	}
	return 0, false
}

// optional reads a duration, after a word if that is not empty, or nothing.
func (p *stepParser) optional(word string) (time.Duration, error) {
	p.blanks()
	if p.at == len(p.text) || p.separator() {
		return 0, nil
	}
	if word != "" {
		at := p.at
		if w := p.word(); w != word {
			return 0, p.fail(at, fmt.Sprintf("%q is not understood", w), fmt.Sprintf("allowed: %s and a duration, or nothing", word))
		}
	}
	return p.duration("a duration is missing")
}

// rest reads a text: between quotes, or all up to the end of the step. An empty one without quotes is an error if wanted
// names what is missing.
func (p *stepParser) rest(wanted string) (string, error) {
	p.blanks()
	if p.at < len(p.text) && p.text[p.at] == '"' {
		return p.quoted()
	}
	start := p.at
	for p.at < len(p.text) && !p.separator() {
		p.at++
	}
	text := strings.TrimRight(p.text[start:p.at], " \t\r")
	if text == "" && wanted != "" {
		return "", p.fail(start, wanted+" is missing", `an empty one is written ""`)
	}
	return text, nil
}

func (p *stepParser) quoted() (string, error) {
	start := p.at
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		if c == '"' {
			p.at++
			return b.String(), nil
		}
		if c == '\\' {
			p.at++
			i := -1
			if p.at < len(p.text) {
				i = strings.IndexByte(`"\nrt`, p.text[p.at])
			}
			if i < 0 {
				return "", p.fail(p.at-1, `a backslash stands alone`, `allowed: \" \\ \n \r \t`)
			}
			c = "\"\\\n\r\t"[i]
		}
		b.WriteByte(c)
	}
	return "", p.fail(start, "the quote is not closed", `add a "`)
}

// near reports whether two words differ by at most two edits, and by less than half of their letters.
func near(a, b string) bool {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			corner, row[j+1] = row[j+1], min(corner+cost, row[j]+1, row[j+1]+1)
		}
	}
	edits := row[len(b)]
	return edits <= 2 && 2*edits < max(len(a), len(b))
}
