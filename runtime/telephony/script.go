package telephony

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Verb is the word a step begins with.
type Verb string

// The steps of far ends.
const (
	Asleep     Verb = "asleep"          // For, may be 0
	Wait       Verb = "wait"            // For
	WaitHeard  Verb = "wait-heard"      // Text is a regular expression, Flags its flags
	RingFor    Verb = "ring"            // For, may be 0
	EarlyAudio Verb = "early-media"     //
	AnswerIn   Verb = "answer"          // For, may be 0
	Fail       Verb = "fail"            // Code, Text
	Busy       Verb = "busy"            // Text
	NoAnswer   Verb = "no-answer"       //
	Refuse     Verb = "reject"          // Code, Text
	Say        Verb = "say"             // Text, Confidence, For as its length if not 0; on a socket Tag and Burst
	Press      Verb = "press"           // Text
	BeSilent   Verb = "silence"         // For
	HoldOn     Verb = "hold"            //
	Resume     Verb = "resume"          //
	SendInfo   Verb = "info"            // Type, Text
	SendText   Verb = "message"         // Text
	ReferTo    Verb = "refer"           // Text
	HangUp     Verb = "hangup"          //
	Beep       Verb = "beep"            // Hertz, For, both may be 0
	Being      Verb = "amd"             // Type is a Nature, For may be 0, Confidence
	AgreeTo    Verb = "accept-transfer" // For, may be 0
	DeclineTo  Verb = "refuse-transfer" // Code, Text
	LosesSome  Verb = "loss"            // Percent
	Jitters    Verb = "jitter"          // For

	// Those of the far ends of WebSockets only.
	WaitText  Verb = "wait-message" // Text is a regular expression, Flags its flags
	ReplyTo   Verb = "reply"        // as above; Answer
	StopMedia Verb = "stop-media"   // Tag
	CloseWith Verb = "close"        // Code, Text
	Drop      Verb = "drop"         //
)

// verbs returns all verbs that a far end of a call, or of a WebSocket, understands, in the order of the documentation.
func verbs(socket bool) []Verb {
	if socket {
		return []Verb{
			AnswerIn, Refuse, NoAnswer, Wait, SendText, WaitText, ReplyTo, Say, BeSilent, WaitHeard, StopMedia, CloseWith, Drop,
		}
	}
	return []Verb{
		Asleep, RingFor, EarlyAudio, AnswerIn, Fail, Busy, NoAnswer, Refuse, Wait, WaitHeard, Say, Press, BeSilent, Beep, HoldOn,
		Resume, SendInfo, SendText, ReferTo, AgreeTo, DeclineTo, HangUp, Being, LosesSome, Jitters,
	}
}

// FullConfidence is the confidence of a say step that names none, and of speech in general: 0 to 100.
const FullConfidence = 100

// Step is one step of a far end. Which fields count depends on its verb.
type Step struct {
	Verb       Verb
	For        time.Duration
	Text       string
	Type       string
	Code       int
	Flags      string
	Confidence int
	Answer     string
	Tag        string
	Burst      bool
	Hertz      int
	Percent    float64
}

// Script is what a far end does, step by step.
type Script struct{ Steps []Step }

// String returns the script in the words that [ParseScript] reads.
func (s Script) String() string {
	steps := make([]string, len(s.Steps))
	for i, step := range s.Steps {
		steps[i] = step.String()
	}
	return strings.Join(steps, "; ")
}

// String returns the step in the words that [ParseStep] reads.
func (s Step) String() string {
	words := []string{string(s.Verb)}
	add := func(w string) { words = append(words, w) }
	switch s.Verb {
	case Wait, BeSilent, Jitters:
		add(formatDuration(s.For))
	case LosesSome:
		add(strconv.FormatFloat(s.Percent, 'f', -1, 64) + "%")
	case RingFor, Asleep:
		if s.For > 0 {
			add(formatDuration(s.For))
		}
	case AnswerIn, AgreeTo:
		if s.For > 0 {
			add("after " + formatDuration(s.For))
		}
	case WaitHeard, WaitText:
		add("/" + s.Text + "/" + s.Flags)
	case ReplyTo:
		add("/" + s.Text + "/" + s.Flags)
		add(quote(s.Answer))
	case StopMedia:
		if s.Tag != "" {
			add(s.Tag)
		}
	case Fail, Refuse, DeclineTo, CloseWith:
		add(strconv.Itoa(s.Code))
		if s.Text != "" {
			add(quote(s.Text))
		}
	case Busy:
		if s.Text != "" {
			add(quote(s.Text))
		}
	case Say:
		add(quote(s.Text))
		if s.Confidence != FullConfidence {
			add("confidence=" + strconv.Itoa(s.Confidence))
		}
		if s.For != 0 {
			add("length=" + formatDuration(s.For))
		}
		if s.Tag != "" {
			add("tag=" + s.Tag)
		}
		if s.Burst {
			add("pace=burst")
		}
	case Beep:
		if s.Hertz != 0 {
			add(strconv.Itoa(s.Hertz))
		}
		if s.For != 0 {
			add("length=" + formatDuration(s.For))
		}
	case Being:
		add(s.Type)
		if s.For != 0 {
			add("after=" + formatDuration(s.For))
		}
		if s.Confidence != FullConfidence {
			add("confidence=" + strconv.Itoa(s.Confidence))
		}
	case SendText:
		add(quote(s.Text))
	case Press, ReferTo:
		add(s.Text)
	case SendInfo:
		add(s.Type)
		add(quote(s.Text))
	}
	return strings.Join(words, " ")
}

// Pattern returns the expression of a step that has one. It compiled when it was parsed.
func (s Step) Pattern() (*regexp.Regexp, error) {
	text := s.Text
	if flags := strings.ReplaceAll(s.Flags, "u", ""); flags != "" {
		text = "(?" + flags + ")" + text
	}
	return regexp.Compile(text)
}

// formatDuration writes a duration in whole minutes, seconds or milliseconds.
func formatDuration(d time.Duration) string {
	switch {
	case d > 0 && d%time.Minute == 0:
		return strconv.FormatInt(int64(d/time.Minute), 10) + "m"
	case d%time.Second == 0:
		return strconv.FormatInt(int64(d/time.Second), 10) + "s"
	}
	return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
}

// quote writes a text between quotes.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}
