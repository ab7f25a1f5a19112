package peer

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// scripted is a far end that does the steps of a script, in order. It accepts the connection 10 ms after it was dialled, unless its
// first step says otherwise. A step takes place after everything else of its instant.
type scripted struct {
	line  *Line
	steps []telephony.Step
	at    int // the next step
	timer *loop.Timer

	rules   []rule
	listens *waiting
	heard   []string // since the last wait-heard that was fulfilled
	read    []string // messages since the last wait-message that was fulfilled
	rests   bool     // all steps are done
}

// rule is a reply step that has been done.
type rule struct {
	pattern *regexp.Regexp
	answer  string
}

// waiting is a step that waits for words.
type waiting struct {
	step    telephony.Step
	pattern *regexp.Regexp
	in      *[]string
}

var _ Far = (*scripted)(nil)

func newScripted(l *Line, s telephony.Script) *scripted { return &scripted{line: l, steps: s.Steps} }

// PeerEvent tells what happens to the connection.
func (p *scripted) PeerEvent(e Event) {
	switch e := e.(type) {
	case Offered:
		p.answer()
	case Opened:
		for p.at < len(p.steps) && p.steps[p.at].Verb == telephony.ReplyTo { // what is sent at once is answered, too
			p.at++
			p.do(p.steps[p.at-1])
		}
		p.next(0)
	case Message:
		p.message(e.Text)
	case Began:
		if e.Utterance.Length < 0 { // it may never end
			p.hears(e.Utterance)
		}
	case Over:
		if e.Utterance.Length >= 0 {
			p.hears(e.Utterance)
		}
	case Closed:
		p.timer.Stop()
		if w := p.listens; w != nil {
			p.doubt(w.step, "the connection ended before it came")
		}
	}
}

// answer does the first step, if it is one about the connection itself.
func (p *scripted) answer() {
	wait := setup
	var first telephony.Step
	if len(p.steps) > 0 {
		first = p.steps[0]
	}
	switch first.Verb {
	case telephony.NoAnswer:
		p.at = len(p.steps)
		return
	case telephony.AnswerIn:
		p.at++
		wait = max(wait, first.For)
	case telephony.Refuse:
		p.at++
	}
	p.line.After(wait, func() {
		if first.Verb == telephony.Refuse {
			_ = p.line.Refuse(fmt.Sprintf("the server answered %d %s", first.Code, first.Text)) // the connection is not over
			return
		}
		_ = p.line.Accept()
	})
}

func (p *scripted) message(text string) {
	for _, r := range p.rules {
		if r.pattern.MatchString(text) {
			_ = p.line.Send(r.answer) // the connection is open: a message has come over it
			break
		}
	}
	p.read = append(p.read, text)
	p.look()
}

func (p *scripted) hears(u *telephony.Utterance) {
	switch {
	case u.Text != "":
		p.heard = append(p.heard, u.Text)
	case u.URL != "":
		p.heard = append(p.heard, u.URL)
	default:
		p.heard = append(p.heard, u.Digits)
	}
	p.look()
}

// look goes on when what the script waits for has come.
func (p *scripted) look() {
	if p.listens != nil && p.listens.found() {
		p.listens = nil
		p.next(0)
	}
}

// found looks for the words in what has come, and forgets all up to them.
func (w *waiting) found() bool {
	i := slices.IndexFunc(*w.in, w.pattern.MatchString)
	if i < 0 {
		return false
	}
	*w.in = slices.Delete(*w.in, 0, i+1)
	return true
}

func (p *scripted) next(d time.Duration) {
	p.timer = p.line.sc.After(d, vclock.Far, p, func() error {
		if p.rests = p.at >= len(p.steps); !p.rests && p.line.Open() {
			s := p.steps[p.at]
			p.at++
			if d, goes := p.do(s); goes {
				p.next(d)
			}
		}
		return nil
	})
}

// do does one step. It returns how long it takes; goes is false when something else will go on with the script.
func (p *scripted) do(s telephony.Step) (d time.Duration, goes bool) {
	var err error
	switch s.Verb {
	case telephony.Wait:
		return s.For, true
	case telephony.SendText:
		err = p.line.Send(s.Text)
	case telephony.WaitText, telephony.WaitHeard:
		return p.listen(s)
	case telephony.ReplyTo:
		pattern, bad := s.Pattern()
		if err = bad; err == nil {
			p.rules = append(p.rules, rule{pattern, s.Answer})
		}
	case telephony.Say:
		err = p.line.Say(s.Tag, telephony.Utterance{What: telephony.Speech, Text: s.Text, Confidence: s.Confidence, Length: s.For}, s.Burst, p.more)
		return 0, err != nil
	case telephony.BeSilent:
		err = p.line.Say(s.Tag, telephony.Utterance{What: telephony.Silence, Length: s.For}, false, p.more)
		return 0, err != nil
	case telephony.StopMedia:
		err = p.line.StopMedia(s.Tag)
	case telephony.CloseWith:
		err = p.line.Close(s.Code, s.Text)
	case telephony.Drop:
		err = p.line.Drop()
	default:
		err = telephony.Warning("it has a meaning before the connection is open only")
	}
	if err != nil {
		p.doubt(s, err.Error())
	}
	return 0, true
}

func (p *scripted) listen(s telephony.Step) (time.Duration, bool) {
	pattern, err := s.Pattern()
	if err != nil {
		p.doubt(s, err.Error())
		return 0, true
	}
	w := &waiting{s, pattern, &p.read}
	if s.Verb == telephony.WaitHeard {
		w.in = &p.heard
	}
	if w.found() {
		return 0, true
	}
	p.listens = w
	return 0, false
}

func (p *scripted) more() { p.next(0) }

func (p *scripted) doubt(s telephony.Step, text string) {
	if p.line.doubt != nil {
		p.line.doubt(Doubt{p.line.name, s, text})
	}
}

// String describes the current step in reports.
func (p *scripted) String() string {
	if p.at == 0 || p.at > len(p.steps) {
		return p.line.name
	}
	return fmt.Sprintf("%s: %s", p.line.name, p.steps[p.at-1])
}
