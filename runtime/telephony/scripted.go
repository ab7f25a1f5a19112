package telephony

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// scripted is a party that does the steps of a script, in order.
//
// A party that is called rings and answers by itself, 2 s after it was dialled, unless steps say otherwise: those up to the last
// answer, fail, busy, no-answer or reject are done before the answer; without one of these, only ring and early-media at
// the beginning are. What shows the far end's hand comes at the earliest 200 ms after dialling.
//
// A caller's steps begin when it is connected. Only a ring step comes before: the caller waits that long for the
// answer, and then may wait and hang up without it.
//
// A step takes place after everything else of its instant: what the application does at once when it is connected is done
// before the first step.
type scripted struct {
	leg    *Leg
	line   *Line
	called bool
	label  string // the name in traces
	shown  string // display name given with the answer
	is     character
	steps  []Step
	at     int // the next step
	before int // called: how many steps come before the answer
	dialed vclock.Time
	timer  *loop.Timer

	up       bool           // connected
	waiting  bool           // for the connection
	impolite bool           // caller: its ring step ran out, so it need not be connected to hang up
	listens  *Step          // the wait-heard that is not fulfilled
	pattern  *regexp.Regexp // its expression
	heard    []string       // since the last wait-heard that was fulfilled
	actor    *Actor         // who gives it further steps; nil for nobody
}

var _ Party = (*scripted)(nil)

func newCaller(l *Leg, name string, s Script) *scripted {
	p := &scripted{leg: l, line: l.line(), label: name}
	p.is, p.steps = s.character()
	return p
}

func newCalled(l *Leg, far FarEnd) *scripted {
	p := &scripted{
		leg: l, line: l.line(), called: true, label: l.Number, shown: far.DisplayName, dialed: l.net.sc.Now(),
	}
	if l.Kind == User || l.Kind == Conference {
		p.label = addressOf(l.Kind, l.Number)
	}
	p.is, p.steps = far.Script.character()
	p.steps, p.before = arrange(p.steps)
	return p
}

// arrange completes the steps of a party that is called: it rings, unless it shows something else first, and in the end
// answers.
func arrange(given []Step) (steps []Step, before int) {
	last := -1
	for i, s := range given {
		if slices.Contains([]Verb{AnswerIn, Fail, Busy, NoAnswer, Refuse}, s.Verb) {
			last = i
		}
	}
	signs := 0
	for signs < len(given) && (given[signs].Verb == RingFor || given[signs].Verb == EarlyAudio) {
		signs++
	}
	steps = slices.Clone(given)
	if last < 0 {
		answer := Step{Verb: AnswerIn, For: defaultPick}
		for _, s := range given[:signs] {
			if s.Verb == RingFor && s.For > 0 {
				answer.For = 0 // it has rung for as long as it was told to
			}
		}
		steps = slices.Insert(steps, signs, answer)
		last = signs
	}
	quick := steps[0].Verb == AnswerIn && steps[0].For <= setup
	if signs == 0 && !quick && !slices.Contains([]Verb{Fail, Busy, Refuse}, steps[0].Verb) {
		steps = slices.Insert(steps, 0, Step{Verb: RingFor})
		last++
	}
	return steps, last + 1
}

// Name returns how the party is called in traces.
func (p *scripted) Name() string { return p.label }

// begin starts a caller's script.
func (p *scripted) begin() { p.next(0) }

// PartyEvent tells what happened to the call.
func (p *scripted) PartyEvent(e Event) {
	p.actor.event(e)
	switch e := e.(type) {
	case Offered:
		p.next(0)
	case Answered:
		p.up = true
		if p.waiting {
			p.waiting = false
			p.timer.Stop()
			p.next(0)
		}
	case Failed, Ended:
		p.timer.Stop()
		if p.listens != nil { // what it hears last is told in a turn that is queued already
			p.leg.net.sc.Queue(func() error {
				if p.listens != nil {
					p.doubt(*p.listens, "the call ended before it was heard")
				}
				return nil
			})
		}
	case ReInvite:
		p.line.AcceptReInvite(e.Type, e.Body, nil)
	}
}

// Begin counts what never ends as heard at once.
func (p *scripted) Begin(u *Utterance) {
	if u.Length < 0 {
		p.hears(u, 0, false)
	}
}

// End counts what has ended, or was cut, as heard.
func (p *scripted) End(u *Utterance, heard time.Duration, cut bool) {
	if u.Length >= 0 {
		p.hears(u, heard, cut)
	}
}

func (p *scripted) hears(u *Utterance, heard time.Duration, cut bool) {
	if p.actor != nil {
		p.actor.hears(u, heard, cut)
	}
	p.heard = append(p.heard, u.content())
	if p.listens != nil && p.recall() {
		p.listens = nil
		p.more()
	}
}

// recall looks for the words of the current wait-heard in what was heard since the last, and forgets all up to them.
func (p *scripted) recall() bool {
	i := slices.IndexFunc(p.heard, p.pattern.MatchString)
	if i < 0 {
		return false
	}
	p.heard = slices.Delete(p.heard, 0, i+1)
	return true
}

// next does the next step after d.
func (p *scripted) next(d time.Duration) {
	p.timer = p.leg.net.sc.After(d, vclock.Far, p, func() error {
		p.run()
		return nil
	})
}

// run does one step. The next has a turn of its own.
func (p *scripted) run() {
	if p.at >= len(p.steps) || p.leg.over() {
		p.actor.rest()
		return
	}
	s := p.steps[p.at]
	if !p.ready(s) {
		p.waiting = true
		return
	}
	p.at++
	if d, goes := p.do(s); goes && !p.leg.over() {
		p.next(d)
	}
}

// ready reports whether a step can be done before the connection, or need not wait for it.
func (p *scripted) ready(s Step) bool {
	switch {
	case p.up:
		return true
	case p.called:
		return p.at < p.before
	case s.Verb == RingFor:
		return true
	}
	return p.impolite && (s.Verb == Wait || s.Verb == HangUp)
}

// do does one step. It returns how long it takes; goes is false when something else will go on with the script.
func (p *scripted) do(s Step) (d time.Duration, goes bool) {
	var err error
	switch s.Verb {
	case Wait:
		return s.For, true
	case RingFor, EarlyAudio, AnswerIn, Fail, Busy, NoAnswer, Refuse:
		if p.called && !p.up {
			return p.signal(s)
		}
		if s.Verb == RingFor && !p.called {
			return p.patience(s)
		}
		err = Warning("it has no meaning here")
	case Asleep:
		err = Warning("only the first step of a user can be asleep")
	case WaitHeard:
		if p.pattern, err = s.Pattern(); err == nil && !p.recall() {
			p.listens = &p.steps[p.at-1]
			return 0, false
		}
	case Say:
		return 0, p.utter(s, Utterance{What: Speech, Text: s.Text, Confidence: s.Confidence, Length: s.For})
	case Beep:
		return 0, p.utter(s, beep(s))
	case BeSilent:
		if s.For > 0 {
			p.line.Say(Utterance{What: Silence, Length: s.For}, p.more)
			return 0, false
		}
	case Press:
		p.line.Press(s.Text, RFC2833, p.more)
		return 0, false
	case HoldOn, Resume:
		err = p.line.Hold(s.Verb == HoldOn)
	case LosesSome:
		err = p.line.Loss(s.Percent)
	case Jitters:
		err = p.line.Jitter(s.For)
	case SendInfo:
		err = p.line.Info(s.Type, s.Text, nil)
	case SendText:
		err = p.line.Message(s.Text, nil)
	case ReferTo:
		err = p.line.Refer(s.Text, nil)
	case AgreeTo, DeclineTo, Being: // of an actor; a script's own hold from the beginning
		p.is.take(s)
	case HangUp:
		err = p.line.Hangup(0, "", nil)
	default:
		err = Warning("it is a step of WebSockets")
	}
	if err != nil {
		p.doubt(s, err.Error())
	}
	return 0, true
}

// utter says something, if it can be heard.
func (p *scripted) utter(s Step, u Utterance) (goes bool) {
	if p.called && !p.up && !p.leg.early {
		p.doubt(s, "nobody can hear it before early media or the answer")
		return true
	}
	p.line.Say(u, p.more)
	return false
}

// more goes on with the script in a turn of its own.
func (p *scripted) more() {
	if !p.leg.over() {
		p.next(0)
	}
}

// signal does a step of a party that is called and has not answered.
func (p *scripted) signal(s Step) (d time.Duration, goes bool) {
	passed := p.leg.net.sc.Now().Sub(p.dialed)
	if s.Verb == AnswerIn && s.For > 0 {
		p.at--
		p.steps[p.at].For = 0
		return p.untilAnswer(s.For, passed), true
	}
	if passed < setup {
		p.at--
		return setup - passed, true
	}
	var err error
	switch s.Verb {
	case RingFor:
		err = p.line.Ring(nil)
		d = s.For
		if passed == setup {
			d = max(0, d-setup) // it rings since it was dialled
		}
	case EarlyAudio:
		err = p.line.EarlyMedia(nil)
	case AnswerIn:
		err = p.line.Answer(nil, p.shown)
	case Fail, Refuse, Busy:
		err = p.line.Reject(or(s.Code, 486), s.Text, nil)
	case NoAnswer:
		p.at = len(p.steps)
		return 0, false
	}
	if err != nil {
		p.doubt(s, err.Error())
	}
	return d, true
}

// untilAnswer returns how long to wait for an answer `after` some time. The time to set up the call is a part of it when
// nothing but ringing came before.
func (p *scripted) untilAnswer(after, passed time.Duration) time.Duration {
	if passed <= setup {
		return max(after, setup) - passed
	}
	return after
}

// patience lets a caller wait for the answer, at most for the time of a ring step.
func (p *scripted) patience(s Step) (time.Duration, bool) {
	if p.up {
		return 0, true
	}
	p.waiting = true
	p.timer = p.leg.net.sc.After(s.For, vclock.Far, p, func() error {
		p.waiting, p.impolite = false, true
		p.run()
		return nil
	})
	return 0, false
}

func (p *scripted) doubt(s Step, text string) {
	if f := p.leg.net.opts.Doubt; f != nil {
		f(Doubt{Party: p.label, Leg: p.leg, Step: s, Text: text})
	}
}

// String describes the current step in reports.
func (p *scripted) String() string {
	if p.at == 0 || p.at > len(p.steps) {
		return p.label
	}
	return fmt.Sprintf("%s: %s", p.label, p.steps[p.at-1])
}

// Lane is the leg of the script, see [vclock.Laned].
func (p *scripted) Lane() string { return p.leg.ID }

// waitsFor says what the script waits for, as an appendix.
func (p *scripted) waitsFor() string {
	switch {
	case p.leg.over():
		return ""
	case p.listens != nil:
		return ", the far end is at: " + p.listens.String()
	case p.at >= len(p.steps) && !p.timer.Armed():
		return ", the far end stays on the line"
	}
	return ", the far end is at: " + p.String()
}
