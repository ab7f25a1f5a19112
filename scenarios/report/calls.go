package report

import (
	"fmt"
	"slices"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// event shows what happened to the script. Events that nobody handled are of no interest, except those that make or end a
// call.
func (t *Timeline) event(s *session, e trace.Event) []row {
	r := row{glyph: event, who: s.names.of(e.Target), text: spaced(e.Name)}
	turning := true
	switch e.Name {
	case "Application.CallAlerting":
		alerting(s, e, &r)
	case "Call.Connected":
	case "Call.Disconnected":
		disconnected(e.Payload, &r)
	case "Call.Failed":
		r.note = strings.TrimSpace(textOf(e.Payload, "code") + " " + textOf(e.Payload, "reason"))
		r.style = diag.Yellow
	default:
		turning = false
		details(e.Payload, &r)
	}
	if !t.opts.Verbose {
		if !turning && e.Handlers == 0 {
			return nil
		}
		return []row{r}
	}
	if e.Handlers == 0 {
		r.style = diag.Dim
	}
	r.quoted = false
	r.note = fmt.Sprintf("%s · %s", diag.Count(e.Handlers, "handler"), trace.AppendJSON(nil, e.Payload))
	return []row{r}
}

func alerting(s *session, e trace.Event, r *row) {
	if leg, ok := field(e.Payload, "call").(trace.Ref); ok {
		r.who = s.names.of(string(leg))
	} else {
		r.who = s.names.of(textOf(e.Payload, "id"))
	}
	from := or(textOf(e.Payload, "callerid"), "somebody")
	r.text = from + " calls " + or(textOf(e.Payload, "destination"), "the application")
	if name := textOf(e.Payload, "displayName"); name != "" && name != from {
		r.note = "as " + name
	}
	if e.Handlers == 0 {
		r.note, r.style = "no script listens for CallAlerting", diag.Yellow
	}
}

// disconnected tells how long the call was and why it ended, unless that was a plain hang-up: codes 10, 16 and 200
// (behaviour page, section 5.7).
func disconnected(p trace.Object, r *row) {
	var notes []string
	switch d := field(p, "duration").(type) {
	case int:
		notes = append(notes, "after "+span(int64(d)*1000))
	case int64:
		notes = append(notes, "after "+span(d*1000))
	}
	code := textOf(p, "internalCode")
	if !slices.Contains([]string{"", "0", "10", "16", "200"}, code) {
		notes = append(notes, strings.TrimSpace(code+" "+textOf(p, "reason")))
	}
	r.note = strings.Join(notes, " · ")
}

// details tells the fields that matter of any other event: a text in quotes, and others as a note.
func details(p trace.Object, r *row) {
	var notes []string
	for _, f := range p {
		text := textOf(p, f.Key)
		switch f.Key {
		case "text", "message", "content":
			if s, ok := f.Value.(string); ok && !r.quoted {
				r.quote, r.quoted = s, true
			}
			continue
		case "active":
			text = fmt.Sprint(f.Value)
		case "code", "reason", "tone", "digits", "result", "resultClass", "quality", "url", "path", "method", "transferTo", "mimeType", "state":
		case "error":
			if text != "" {
				text = "error " + text
			}
		case "confidence":
			text = "confidence " + text
		case "offset":
			text = "at " + text + " ms"
		default:
			continue
		}
		if text != "" {
			notes = append(notes, text)
		}
	}
	r.note = strings.Join(notes, " ")
}

// command shows what the script did, under the name that the API has for it.
func (t *Timeline) command(s *session, c trace.Command) []row {
	if c.Name == "" {
		return nil // something that only the session log has a name for
	}
	r := row{glyph: command, who: s.names.of(c.Target), text: c.Name}
	if dialled(c) != "" && !t.opts.Verbose {
		if id := callerID(c.Args); id != "" {
			r.note = "from " + id
		}
		return []row{r}
	}
	args := c.Args
	for len(args) > 0 && empty(args[len(args)-1]) {
		args = args[:len(args)-1]
	}
	if len(args) == 0 {
		return []row{r}
	}
	if text, ok := args[0].(string); ok {
		r.quote, r.quoted = text, true
		args = args[1:]
	}
	var rest []string
	for _, a := range args {
		if s := s.names.value(a); s != "" {
			rest = append(rest, s)
		}
	}
	if list := strings.Join(rest, ", "); r.quoted {
		r.note = list
	} else {
		r.text += " " + list
	}
	return []row{r}
}

// empty says whether an argument tells nothing.
func empty(v any) bool {
	o, isObject := v.(trace.Object)
	return v == nil || isObject && len(o) == 0
}

// callerID finds what the called party sees as the caller: the second text, or a named parameter.
func callerID(args []any) string {
	texts := 0
	for _, a := range args {
		switch a := a.(type) {
		case string:
			if texts++; texts == 2 {
				return a
			}
		case trace.Object:
			if id := textOf(a, "callerid"); id != "" {
				return id
			}
		}
	}
	return ""
}
