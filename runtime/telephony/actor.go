package telephony

import "time"

// Actor is a party that is told what to do while it is at it: it does the steps of its script, and then those it is given. It stays
// on the line until a step hangs up, and hears until the end. Its methods are called in turns of the network's scope, or while the
// loop pauses.
type Actor struct {
	p       *scripted
	resting bool // all steps are done
	heard   []Hearing
	got     []Received
	end     Event
	changed func()
}

// Act takes the actor of a call, as soon as there is one.
type Act func(*Actor)

// Hearing is one utterance that an actor has heard. What has no end counts from its beginning on.
type Hearing struct {
	What What
	// Text, URL and Digits are those of the utterance; From is who or what was heard.
	Text, URL, Digits, From string
	// At is when it was over, For how long it was audible, in virtual time.
	At  time.Time
	For time.Duration
	// Cut is true when it did not come to its own end.
	Cut bool
}

// Received is a text message or an INFO that came to an actor within the call.
type Received struct {
	// Event is a [Message] or an [Info].
	Event Event
	At    time.Time
}

func (a Act) play(p *scripted) {
	if a != nil {
		p.actor = &Actor{p: p}
		a(p.actor)
	}
}

// Leg returns the call that the actor is a party of.
func (a *Actor) Leg() *Leg { return a.p.leg }

// Name returns how the actor is called in traces.
func (a *Actor) Name() string { return a.p.label }

// Do adds steps, which begin when those before are done and the call is connected.
func (a *Actor) Do(steps ...Step) {
	a.p.steps = append(a.p.steps, steps...)
	if a.resting && !a.p.leg.over() {
		a.resting = false
		a.p.next(0)
	}
}

// Heard returns what the actor has heard so far, in order.
func (a *Actor) Heard() []Hearing { return a.heard }

// Received returns the messages and INFOs that came to the actor so far, in order.
func (a *Actor) Received() []Received { return a.got }

// Changed has f called whenever the actor has received something.
func (a *Actor) Changed(f func()) { a.changed = f }

// End returns how the call ended for the actor: [Failed] or [Ended]; nil while it has not.
func (a *Actor) End() Event { return a.end }

// Hangup ends the call now: unlike a step it waits for nothing, not even for the answer.
func (a *Actor) Hangup() error { return a.p.line.Hangup(0, "", nil) }

// rest notes that all steps are done. A nil Actor is nobody.
func (a *Actor) rest() {
	if a != nil {
		a.resting = true
	}
}

// event notes what happens to the call. A nil Actor is nobody.
func (a *Actor) event(e Event) {
	if a == nil {
		return
	}
	switch e.(type) {
	case Message, Info:
		a.got = append(a.got, Received{e, a.p.leg.net.sc.Now().Std()})
		if a.changed != nil {
			a.changed()
		}
	case Failed, Ended:
		a.end = e
	}
}

func (a *Actor) hears(u *Utterance, heard time.Duration, cut bool) {
	if u.What != Silence {
		a.heard = append(a.heard, Hearing{
			What: u.What, Text: u.Text, URL: u.URL, Digits: u.Digits, From: u.From, At: a.p.leg.net.sc.Now().Std(), For: heard, Cut: cut,
		})
	}
}
