// Package service says what the servers of the world do that a session relies on without hearing from them otherwise: those that
// media is streamed to, those that mails are sent to, and speech recognisers.
//
// What one does is said in the words of the far ends of WebSockets, as far as they have a meaning here:
//
//	all := new(service.Services)
//	b, err := service.Parse("answer after 300ms; wait 5s; drop")
//	all.Streams.Add("rtmp://live.example.com/*", b)
//
// Nothing is contacted, and nothing here takes time: whoever asks keeps the clock.
package service

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"voxemu/runtime/telephony"
)

// Behaviour is what a server does.
type Behaviour struct {
	// After is how long it takes to answer; Silent servers never do.
	After  time.Duration
	Silent bool
	// Refused servers answer with Code (300 to 699; 0 stands for the usual one), and with Text if they say why.
	Refused bool
	Code    int
	Text    string
	// Drops servers are lost so long after their answer; Drop may be 0.
	Drops bool
	Drop  time.Duration
}

// words are the steps that have a meaning here.
func words() []telephony.Verb {
	return []telephony.Verb{telephony.AnswerIn, telephony.Refuse, telephony.NoAnswer, telephony.Wait, telephony.Drop}
}

// unnamed is the code of a reject step that names none.
const unnamed = 403

func steps(text string) ([]telephony.Step, error) {
	const allowed = "allowed: answer, reject, no-answer, wait, drop"
	s, err := telephony.ParseSocketScript(text)
	if e, ok := errors.AsType[*telephony.ScriptError](err); ok && strings.HasPrefix(e.Text, "unknown step") {
		e.Hint = allowed
	}
	if err != nil {
		return nil, err
	}
	for _, step := range s.Steps {
		if !slices.Contains(words(), step.Verb) {
			return nil, fmt.Errorf("%s is a step of WebSockets (%s)", step.Verb, allowed)
		}
	}
	return s.Steps, nil
}

// Parse reads steps: first one of answer, reject and no-answer, or none of them for an answer as fast as usual; after an answer
// any wait, and then drop, if the server is to be lost.
func Parse(text string) (Behaviour, error) {
	var b Behaviour
	list, err := steps(text)
	if err != nil {
		return b, err
	}
	for i, s := range list {
		switch {
		case b.Refused || b.Silent || b.Drops:
			return b, fmt.Errorf("%s: %s before it was the last step", s, list[i-1])
		case i > 0 && slices.Contains([]telephony.Verb{telephony.AnswerIn, telephony.Refuse, telephony.NoAnswer}, s.Verb):
			return b, fmt.Errorf("%s: only the first step can be that", s)
		}
		switch s.Verb {
		case telephony.AnswerIn:
			b.After = s.For
		case telephony.Refuse:
			if b.Refused, b.Text = true, s.Text; s.Code != unnamed || s.Text != "" {
				b.Code = s.Code
			}
		case telephony.NoAnswer:
			b.Silent = true
		case telephony.Wait:
			b.Drop += s.For
		case telephony.Drop:
			b.Drops = true
		}
	}
	if !b.Drops {
		b.Drop = 0
	}
	return b, nil
}

// Services are the servers of one run. A nil one has none.
type Services struct {
	// Streams are by URL: rtmp://live.example.com/app.
	Streams List
	// Mail is by server, as in mail.example.com or mail.example.com:587, or by the address of a recipient.
	Mail List
	// Recognisers are by the name of a profile without its list, as in Google.en_US, or by language.
	Recognisers List
}

// List is servers by pattern, in which "*" stands for any characters. The first that fits counts.
type List struct{ entries []entry }

type entry struct {
	pattern   string
	behaviour Behaviour
}

// Add adds a server after those that are there.
func (l *List) Add(pattern string, b Behaviour) { l.entries = append(l.entries, entry{pattern, b}) }

// Len returns how many servers there are.
func (l *List) Len() int { return len(l.entries) }

// Find returns what the first server does that one of some names fits; upper and lower case are the same.
func (l *List) Find(names ...string) (Behaviour, bool) {
	for _, e := range l.entries {
		for _, name := range names {
			if telephony.Matches(strings.ToLower(e.pattern), strings.ToLower(name)) {
				return e.behaviour, true
			}
		}
	}
	return Behaviour{}, false
}
