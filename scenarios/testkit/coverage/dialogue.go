package coverage

import (
	"fmt"
	"strings"
)

// Gap is a part of the dialogue that no test has reached, or what is known of one that it has.
type Gap struct {
	Place
	File string
	// Text is one line.
	Text string
	// Reached says that this is no gap: the digits that a handler got.
	Reached bool
}

// String is the gap with its place.
func (g Gap) String() string { return fmt.Sprintf("%s:%d %s", g.File, g.Line, g.Text) }

// without says what it takes for a handler to run, for events that tests often forget.
var without = map[string]string{
	"Call.Failed":           "no call failed, with any code",
	"Call.ToneReceived":     "nobody pressed a digit",
	"Call.Disconnected":     "nobody hung up",
	"Call.PlaybackFinished": "nothing was heard to its end",
}

// Dialogue returns the gaps in the order of files and places.
func (r *Report) Dialogue() []Gap {
	var list []Gap
	for _, f := range r.Files {
		var own []Gap
		for _, h := range f.Handlers {
			if text, reached := h.gap(); text != "" {
				own = append(own, Gap{h.Place, f.Name, text, reached})
			}
		}
		for _, p := range f.Prompts {
			if p.Hits == 0 {
				own = append(own, Gap{p.Place, f.Name, fmt.Sprintf("%s(%s) was never played", p.Call, p.Text), false})
			}
		}
		list = append(list, together(own, func(a, b Gap) int {
			if c := a.compare(b.Place); c != 0 {
				return c
			}
			return strings.Compare(a.Text, b.Text)
		}, func(a, b *Gap) {})...)
	}
	return list
}

// gap says what is to say about a handler, "" if there is nothing.
func (h Handler) gap() (text string, reached bool) {
	name := h.Name
	if name == "" {
		name = h.Event
	}
	switch {
	case h.Event == "":
		return "the handler of " + name + " was never added", false
	case h.Ran == 0 && without[h.Event] != "":
		return "the handler of " + name + " never ran: " + without[h.Event], false
	case h.Ran == 0:
		return "the handler of " + name + " never ran", false
	case len(h.Seen) > 0:
		kind := kinds[telling[h.Event]]
		if len(h.Seen) > 1 {
			kind += "s"
		}
		return fmt.Sprintf("the handler of %s got the %s %s only", name, kind, strings.Join(h.Seen, ", ")), true
	}
	return "", false
}

// kinds are what people call the values of fields.
var kinds = map[string]string{"tone": "digit", "code": "code"}
