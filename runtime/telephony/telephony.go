// Package telephony is the simulated phone network of an application, and the graph that its audio flows through.
//
// A [Leg] is one call leg: a small state machine that an application holds at one end ([Handler]) and a [Party] at the
// other. A party is whoever is there: usually a [Script] that is run in the clock's time; it may as well be a person
// with a phone in the browser. The [Network] routes a dialled address to a party, and offers calls from outside to the application.
//
// No sound exists here. What flows through the [Graph] is utterances: a piece of speech, a file, a tone, a digit, each with a
// length. So it is known what each party heard, from when, and whether it was cut short.
//
// Everything belongs to the goroutine of one loop. What a method causes is delivered later, in turns of the network's
// scope and never inside that method, so that listeners can be attached first; [Observer] is the exception.
//
//	n := telephony.New(scope, telephony.Options{})
//	n.OnCall = func(l *telephony.Leg) { l.Handle(h); l.Answer(nil) }
//	n.Call(telephony.Incoming{From: "15550100", To: "15550200", Script: script})
package telephony

import (
	"time"

	"voxemu/runtime/loop"
)

// Options describe the world around an application. The zero value is one in which everybody answers after two seconds.
type Options struct {
	// Users are the known users by name. With nil, every user is known and online (assumed); with a map, others are
	// unknown and calls to them fail with 404 (behaviour page, section 4.3).
	Users map[string]Subscriber
	// Far are scripted answers by dialled address; they come before Users. It may be nil.
	Far *FarEnds
	// Default is what everybody else does. The zero Script rings, answers after 2 s, says nothing and stays.
	Default   Script
	Durations Durations
	// Observer is told what parties hear and say, and which edges come and go. It may be nil.
	Observer Observer
	// NewID makes ids of the legs that the network makes, and of those dialled without one. With nil they are "leg1",
	// "leg2", ...
	NewID func() string
	// Doubt is told of steps of a script that could not be done. It may be nil.
	Doubt func(Doubt)
	// Called takes those who are called and do a script, as actors that get further steps. It may be nil.
	Called Act
}

// Subscriber is a user of the application (behaviour page, section 9.4).
type Subscriber struct {
	// Online is whether the user is logged in; calls to others fail with 480.
	Online      bool
	DisplayName string
	// Script is what the user does when called; the zero Script is as in [Options].
	Script Script
	// Party, if not nil, makes the party of a call instead of Script.
	Party func(*Line) Party
}

// Kind is the kind of a leg, as clientType() gives it (behaviour page, section 5.3).
type Kind string

// The kinds of legs. Conference is a call from one session of the application into another (behaviour page, section 4.3).
const (
	PSTN       Kind = "pstn"
	SIP        Kind = "sip"
	User       Kind = "user"
	WAB        Kind = "wab"
	Conference Kind = "conference"
)

// Warning is the error of a method that had no effect, or another than asked for. Its text says which and why.
type Warning string

// Error returns the text.
func (w Warning) Error() string { return string(w) }

// Doubt tells that a scripted party could not do a step: it waited for words that never came, or the step makes no sense
// at that moment.
type Doubt struct {
	Party string
	Leg   *Leg
	Step  Step
	Text  string // what is wrong
}

// Times of the signalling (behaviour page, sections 2 and 5.2). They are the same for every network.
const (
	setup       = 200 * time.Millisecond // from dialling to the first sign of the far end
	defaultPick = 2 * time.Second        // from dialling to the answer
	ringTime    = 60 * time.Second       // a call that is not answered
	toAudio     = 15 * time.Millisecond  // from an answer to the first packet
	toConnected = 20 * time.Millisecond  // from answer() to Connected
	toQuality   = 15 * time.Millisecond  // from Connected to the quality of audio
	pause       = 500 * time.Millisecond // a 'p' in sendDigits
)

// maxBody is the largest text of a message or INFO, in bytes (behaviour page, section 2).
const maxBody = 8192

// Network is the simulated phone network of one application.
type Network struct {
	// OnCall takes the calls that arrive at the application. It attaches a handler to the leg and answers or rejects
	// it, now or later.
	OnCall func(*Leg)

	sc    *loop.Scope
	opts  Options
	graph *Graph
	legs  []*Leg // alive, in the order they were made
	made  int
}

// New returns a network whose turns belong to the scope.
func New(sc *loop.Scope, o Options) *Network {
	return &Network{sc: sc, opts: o, graph: newGraph(sc, o.Durations, o.Observer)}
}

// Graph returns the media graph of the network.
func (n *Network) Graph() *Graph { return n.graph }
