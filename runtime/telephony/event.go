package telephony

// Event is what happens to a leg. The same types go to the application's end ([Handler]) and to the far end ([Party]); each
// says who gets it. When they occur, and in which order, is in the behaviour page, sections 5.2 and 5.7.
type Event interface{ event() }

// Handler is the application's end of a leg.
type Handler interface{ LegEvent(l *Leg, e Event) }

// Offered tells a party that it is called.
type Offered struct{}

// Ringing: the other end rings. Code is 180.
type Ringing struct {
	Code    int
	Headers Headers
}

// EarlyMedia: the other end sends audio before it answers; for an outgoing call also right before Answered, if it had not come
// (AudioStarted). Code is 183, or 200 with the answer.
type EarlyMedia struct {
	Code    int
	Headers Headers
}

// FirstAudio: the first packet of the far end arrived. Once for each leg; to the application only.
type FirstAudio struct{}

// Answered: the call is connected.
type Answered struct {
	Headers     Headers
	DisplayName string // of the far end, if it gave one
}

// AudioQuality follows Answered; to the application only.
type AudioQuality struct{ Quality string }

// The values of AudioQuality.
const (
	Standard = "Standard"
	HD       = "HD"
)

// Failed: an outgoing call ended before it was connected. Each outgoing leg ends with exactly one of Failed and Ended; an
// incoming one with Ended.
type Failed struct {
	Code    int // SIP status
	Reason  string
	Headers Headers
}

// Ended: the call is over.
type Ended struct {
	Code      int // internalCode
	Reason    string
	Headers   Headers
	Duration  int // whole seconds since Answered, rounded down
	Cost      float64
	Direction string // category of price; empty when it was not connected
}

// Digit: the far end pressed a key while tones are handled; to the application only.
type Digit struct {
	Tone   string // "0" to "9", "*", "#"
	Source DTMF
}

// DTMF is the way a digit took, with the values of DTMFType.
type DTMF int

// The ways of a digit. AllDTMF is for [Leg.HandleTones].
const (
	AllDTMF DTMF = 0
	RFC2833 DTMF = 1
	InBand  DTMF = 2
	SIPInfo DTMF = 3
)

// Mic: the far end began or stopped to speak; to the application only.
type Mic struct{ Active bool }

// Message is a text message.
type Message struct {
	Text    string
	Headers Headers
}

// Info is a SIP INFO.
type Info struct {
	Type, Body string // Type is its MIME type
	Headers    Headers
}

// Hold: the far end put the call on hold, or took it back; to the application only.
type Hold struct{ On bool }

// ReInvite asks to change the call; Accept and Reject answer.
type ReInvite struct {
	Type, Body string
	Headers    Headers
}

// ReInviteAccepted answers a ReInvite of the one that gets it.
type ReInviteAccepted struct {
	Type, Body string
	Headers    Headers
}

// ReInviteRejected answers a ReInvite of the one that gets it.
type ReInviteRejected struct {
	Code    int
	Reason  string
	Headers Headers
}

// Refer: the far end asks to be transferred to another address; to the application only.
type Refer struct {
	To      string
	Headers Headers
}

// Referred tells a party how its Refer ended. Code is a SIP status; 200 is success.
type Referred struct {
	Code   int
	Reason string
}

func (Offered) event()          {}
func (Ringing) event()          {}
func (EarlyMedia) event()       {}
func (FirstAudio) event()       {}
func (Answered) event()         {}
func (AudioQuality) event()     {}
func (Failed) event()           {}
func (Ended) event()            {}
func (Digit) event()            {}
func (Mic) event()              {}
func (Message) event()          {}
func (Info) event()             {}
func (Hold) event()             {}
func (ReInvite) event()         {}
func (ReInviteAccepted) event() {}
func (ReInviteRejected) event() {}
func (Refer) event()            {}
func (Referred) event()         {}
