package telephony

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// The times of a recogniser. A pause that is longer ends what is recognised as one (both pauses are assumed); without SingleUtterance
// a result comes after a minute at the latest (behaviour page, section 6.7).
const (
	shortPause    = 500 * time.Millisecond
	longPause     = time.Second
	longestResult = 60 * time.Second
)

// RecogniserOptions say how speech is recognised.
type RecogniserOptions struct {
	// Name is that of the recogniser's unit.
	Name string
	// Interim tells the words so far after each one.
	Interim bool
	// SingleUtterance gives a result after each utterance: after a pause of 500 ms. Otherwise it takes 1 s, or a minute of speech.
	SingleUtterance bool
}

// RecogniserEvent is one of SpeechBegan, Words, SpeechOver, Result.
type RecogniserEvent interface{ recogniserEvent() }

// SpeechBegan: somebody speaks.
type SpeechBegan struct{}

// Words are those of the present speech so far.
type Words struct{ Text string }

// SpeechOver: nobody has spoken for the time of a pause.
type SpeechOver struct{}

// Result is what was recognised; it does not come if no word was heard to its end. Confidence is 0 to 100.
type Result struct {
	Text       string
	Confidence int
}

func (SpeechBegan) recogniserEvent() {}
func (Words) recogniserEvent()       {}
func (SpeechOver) recogniserEvent()  {}
func (Result) recogniserEvent()      {}

// Recogniser makes text of the speech that its unit hears. It hears one source (behaviour page, section 6.1), which may be a conference
// with several speakers: words then come in the order in which they end. A word counts if all of it was audible.
type Recogniser struct {
	unit *Unit
	sc   *loop.Scope
	o    RecogniserOptions
	tell func(RecogniserEvent)

	speech bool // between SpeechBegan and SpeechOver
	now    []*speaking
	words  []string
	sure   int // the sum of the words' confidences
	pause  *loop.Timer
	limit  *loop.Timer
}

// speaking is an utterance that is audible.
type speaking struct {
	u     *Utterance
	words []word // not yet over
	from  vclock.Time
	timer *loop.Timer
}

// word is a word of an utterance with the time at which it ends, counted from the moment the utterance was heard.
type word struct {
	text string
	end  time.Duration
}

var _ Sink = (*Recogniser)(nil)

// NewRecogniser makes a recogniser, which works at once. What it recognises is told in turns of the network's scope.
func (g *Graph) NewRecogniser(o RecogniserOptions, tell func(RecogniserEvent)) *Recogniser {
	r := &Recogniser{sc: g.sc, o: o, tell: tell}
	r.unit = g.NewUnit(UnitOptions{Name: o.Name, Inputs: One, Sink: r})
	return r
}

// Unit returns the recogniser's place in the graph.
func (r *Recogniser) Unit() *Unit { return r.unit }

// Stop ends the recogniser; nothing is told any more. A second call does nothing.
func (r *Recogniser) Stop() {
	for _, s := range r.now {
		s.timer.Stop()
	}
	r.now = nil
	r.pause.Stop()
	r.limit.Stop()
	r.unit.End()
}

// Begin takes in an utterance. Only speech has words: what a file or a tone sounds like is not known.
func (r *Recogniser) Begin(u *Utterance) {
	if u.What != Speech || r.unit.Ended() {
		return
	}
	r.pause.Stop()
	if !r.speech {
		r.speech = true
		r.tell(SpeechBegan{})
		r.arm()
	}
	s := &speaking{u: u, from: r.sc.Now(), words: wordsFrom(u, r.unit.Position(u))}
	r.now = append(r.now, s)
	r.next(s)
}

// End takes the words that were over by then. They may be told before the timer of the last one.
func (r *Recogniser) End(u *Utterance, heard time.Duration, _ bool) {
	i := slices.IndexFunc(r.now, func(s *speaking) bool { return s.u == u })
	if i < 0 {
		return
	}
	s := r.now[i]
	s.timer.Stop()
	r.take(s, heard)
	r.now = slices.Delete(r.now, i, i+1)
	if len(r.now) > 0 {
		return
	}
	pause := longPause
	if r.o.SingleUtterance {
		pause = shortPause
	}
	r.pause = r.after(pause, "waits for more speech", r.over)
}

// next waits for the end of the next word.
func (r *Recogniser) next(s *speaking) {
	if len(s.words) == 0 {
		return
	}
	passed := r.sc.Now().Sub(s.from)
	s.timer = r.after(s.words[0].end-passed, "listens", func() {
		r.take(s, r.sc.Now().Sub(s.from))
		r.next(s)
	})
}

// take takes in the words that are over at a time.
func (r *Recogniser) take(s *speaking, at time.Duration) {
	for len(s.words) > 0 && s.words[0].end <= at {
		r.words = append(r.words, s.words[0].text)
		r.sure += s.u.Confidence
		s.words = s.words[1:]
		if r.o.Interim {
			r.tell(Words{strings.Join(r.words, " ")})
		}
	}
}

// over is called after a pause.
func (r *Recogniser) over() {
	r.speech = false
	r.limit.Stop()
	r.tell(SpeechOver{})
	r.result()
}

func (r *Recogniser) result() {
	if n := len(r.words); n > 0 {
		e := Result{strings.Join(r.words, " "), (r.sure + n/2) / n}
		r.words, r.sure = nil, 0
		r.tell(e)
	}
}

// arm gives a result in the middle of a long speech.
func (r *Recogniser) arm() {
	if r.o.SingleUtterance {
		return
	}
	r.limit = r.after(longestResult, "gives a result", func() {
		r.result()
		r.arm()
	})
}

func (r *Recogniser) after(d time.Duration, what string, f func()) *loop.Timer {
	return r.sc.After(d, vclock.Media, vclock.Text("recogniser "+r.o.Name+" "+what), func() error {
		f()
		return nil
	})
}

// wordsFrom returns the words that begin when so much of an utterance has passed, or later. Its time is spread evenly over its
// characters.
func wordsFrom(u *Utterance, passed time.Duration) []word {
	var list []word
	total := utf16Len(u.Text)
	if u.Length <= 0 || total == 0 {
		return nil
	}
	at := func(units int) time.Duration {
		return time.Duration(float64(u.Length) * float64(units) / float64(total)).Round(time.Millisecond)
	}
	units := 0
	for rest := u.Text; rest != ""; {
		blank := strings.IndexFunc(rest, func(c rune) bool { return !unicode.IsSpace(c) })
		if blank < 0 {
			break
		}
		units += utf16Len(rest[:blank])
		rest = rest[blank:]
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		start := at(units)
		units += utf16Len(rest[:end])
		if start >= passed {
			list = append(list, word{rest[:end], at(units) - passed})
		}
		rest = rest[end:]
	}
	return list
}
