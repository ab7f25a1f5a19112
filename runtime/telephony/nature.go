package telephony

import (
	"time"

	"voxemu/runtime/vclock"
)

// Nature is what a far end is: what a detector of answering machines finds out about it.
type Nature string

// The natures of far ends. Unclear is one that no detector makes out. CallOver and TooLate are found when there was no time for
// it: they are no words of scripts.
const (
	Human     Nature = "human"
	Voicemail Nature = "voicemail"
	Mimic     Nature = "mimic" // a voicemail that talks like a human
	Unclear   Nature = "unclear"
	CallOver  Nature = "call over"
	TooLate   Nature = "too late"
)

// natures are those that a script can say.
func natures() []Nature { return []Nature{Human, Voicemail, Mimic, Unclear} }

// defaultDecision is how long a detector needs to know who it is (behaviour page, section 8.5, assumed).
const defaultDecision = 2 * time.Second

// character is a nature with what a detector makes of it: after which time, and how sure it is (0 to 100).
type character struct {
	nature     Nature
	after      time.Duration
	confidence int
	transfer   Step // what it makes of the application's wish that it calls somebody else; the zero Step agrees
}

// character takes the steps that say what the far end is out of a script: they hold for the whole call, and the last one
// counts. One that says nothing of itself is human, or a voicemail if it beeps. So are those that say how it answers a transfer.
func (s Script) character() (character, []Step) {
	c := human()
	said := false
	steps := make([]Step, 0, len(s.Steps))
	for _, step := range s.Steps {
		switch {
		case step.Verb == Being || step.Verb == AgreeTo || step.Verb == DeclineTo:
			c.take(step)
			said = said || step.Verb == Being
			continue
		case step.Verb == Beep && !said:
			c.nature = Voicemail
		}
		steps = append(steps, step)
	}
	return c, steps
}

// take changes what a step says of the far end.
func (c *character) take(step Step) {
	if step.Verb == Being {
		c.nature, c.after, c.confidence = Nature(step.Type), or(step.For, defaultDecision), step.Confidence
		return
	}
	c.transfer = step
}

// Finding is what a detector of answering machines says in the end. Confidence is 0 to 100; it counts for Human, Voicemail and Mimic.
type Finding struct {
	Nature     Nature
	Confidence int
}

// DetectOptions say how to find out who has answered.
type DetectOptions struct {
	// Timeout is the time after the answer in which it has to be clear, or it is TooLate.
	Timeout time.Duration
	// Sure are the confidences, 0 to 100, below which a finding does not count.
	Sure map[Nature]int
	// Begun is called when there is something to listen to: early media or the answer.
	Begun func()
	// Done is called once.
	Done func(Finding)
}

// detection is one run of a detector.
type detection struct {
	l     *Leg
	o     DetectOptions
	begun bool
	over  bool
}

// Detect finds out what the far end is: once the call is connected, and some time later. Its functions are called in turns of the
// network's scope, later. It returns a [Warning] if there is nothing to be heard of the far end here.
func (l *Leg) Detect(o DetectOptions) error {
	if l.Direct {
		return l.warn("detect", "has its media elsewhere")
	}
	d := &detection{l: l, o: o}
	l.net.sc.Queue(func() error {
		switch {
		case l.over():
			d.finish(Finding{Nature: CallOver})
		case l.state == Connected:
			d.answered()
		case !l.Incoming && l.early:
			d.begin()
		}
		l.Watch(d.event)
		return nil
	})
	return nil
}

func (d *detection) event(e Event) {
	switch e.(type) {
	case EarlyMedia:
		d.begin()
	case Answered:
		d.answered()
	case Ended, Failed:
		d.finish(Finding{Nature: CallOver})
	}
}

func (d *detection) begin() {
	if d.begun || d.over {
		return
	}
	d.begun = true
	if d.o.Begun != nil {
		d.o.Begun()
	}
}

// answered decides when it will be clear who it is. The timeout counts from the answer, even if the detector was started later.
func (d *detection) answered() {
	if d.over {
		return
	}
	d.begin()
	c := human()
	if p, ok := d.l.party.(*scripted); ok {
		c = p.is
	}
	since, _ := d.l.Answered()
	left := max(0, since.Add(d.o.Timeout).Sub(d.l.net.sc.Now()))
	if c.nature == Unclear || c.confidence < d.o.Sure[c.nature] || c.after > left {
		d.l.after(left, vclock.Limit, "the time to find out who answered", func() { d.finish(Finding{Nature: TooLate}) })
		return
	}
	d.l.after(c.after, vclock.Signalling, "finding out who answered", func() { d.finish(Finding{c.nature, c.confidence}) })
}

func human() character {
	return character{nature: Human, after: defaultDecision, confidence: FullConfidence}
}

func (d *detection) finish(f Finding) {
	if !d.over {
		d.over = true
		d.o.Done(f)
	}
}
