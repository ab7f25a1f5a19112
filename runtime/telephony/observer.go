package telephony

import "time"

// Observer is told what goes on in the network. Unlike handlers it is called at once, as part of what causes the notice, and
// must not act on the network.
type Observer interface {
	Heard(Heard)
	Spoke(Spoke)
	Media(Media)
}

// Heard tells that a party has heard an utterance, which is over now.
type Heard struct {
	Party string
	Leg   *Leg
	What  What
	// Text, URL and Digits are those of the utterance; From is who or what was heard.
	Text, URL, Digits, From string
	// MS is for how many milliseconds it was audible.
	MS int64
	// Cut is true when it did not come to its own end.
	Cut bool
}

// Spoke tells that a party begins to say or press something.
type Spoke struct {
	Party        string
	Leg          *Leg
	What         What
	Text, Digits string
}

// Media tells that an edge of the graph came or went.
type Media struct {
	Phase    Phase
	From, To *Unit
}

// Phase is what happened to an edge.
type Phase string

// The phases of an edge. Replaced is the end of an edge whose place a newer source took.
const (
	Attached Phase = "attached"
	Detached Phase = "detached"
	Replaced Phase = "replaced"
)

// heardBy makes the notice of an utterance's end at a party's ear.
func heardBy(party string, l *Leg, u *Utterance, heard time.Duration, cut bool) Heard {
	return Heard{
		Party: party, Leg: l, What: u.What, Text: u.Text, URL: u.URL, Digits: u.Digits, From: u.From,
		MS: heard.Milliseconds(), Cut: cut,
	}
}
