package session

import (
	"strings"
	"unicode/utf16"

	"voxemu/runtime/trace"
)

// Log writes one line of the session log (behaviour page, section 10). The log is written by the session itself, not made from the trace:
// it has lines, such as those of events nobody handled, at moments that the trace has no record for.
func (s *Session) Log(line string) {
	if s.opts.Log != nil {
		s.opts.Log(s.scope.Now().Std(), line)
	}
}

// Logging reports whether anybody reads the session log.
func (s *Session) Logging() bool { return s.opts.Log != nil }

// Write is Logger.write: text of the script's own (behaviour page, section 7.4).
func (s *Session) Write(text string) {
	text = Truncate(text, s.limits.LogMessage)
	s.Log(text)
	s.Trace(trace.Log{Text: text})
}

// Truncate cuts a text to so many UTF-16 units, never in the middle of a character.
func Truncate(text string, units int) string {
	if len(text) <= units {
		return text // a character never takes fewer bytes than units
	}
	n := 0
	for i, r := range text {
		n += utf16.RuneLen(r)
		if n > units {
			return text[:i]
		}
	}
	return text
}

// Units returns the length of a text as JavaScript counts it.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// Command records an API call that has an effect outside the script.
type Command struct {
	// Name is the method as the script called it, Target the id of its object. The trace has no record of a command
	// without a name: the engine gave it by itself.
	Name, Target string
	// Args are the arguments for the trace.
	Args []any
	// Native is the engine's name of the command in the session log; "" when the log has no line for it.
	Native string
	// Params are its parameters there.
	Params []any
}

// Do records a command in the trace and the session log, at the moment of the call.
func (s *Session) Do(c Command) {
	if s.Tracing() && c.Name != "" {
		args := make([]any, len(c.Args))
		for i, a := range c.Args {
			args[i] = TraceValue(a)
		}
		s.Trace(trace.Command{Name: c.Name, Target: c.Target, Args: args})
	}
	if s.Logging() && c.Native != "" {
		s.logCommand(c.Native, c.Params...)
	}
}

func (s *Session) logCommand(native string, params ...any) {
	var b strings.Builder
	b.WriteString("Executing JS command: ")
	b.WriteString(native)
	b.WriteString(" with params ")
	notation(&b, params)
	s.Log(b.String())
}

// LogRequest writes the line of a request from the script to a service (behaviour page, section 10.2).
func (s *Session) LogRequest(name string, params Fields) {
	if s.Logging() {
		var b strings.Builder
		b.WriteString("Sent request from JS ")
		b.WriteString(name)
		b.WriteString(" with params [{")
		for i, f := range params { // without a separator behind the last, unlike elsewhere (log)
			if i > 0 {
				b.WriteString("; ")
			}
			b.WriteString(f.Key)
			b.WriteString(" = ")
			notation(&b, f.Value)
			b.WriteByte(' ')
		}
		b.WriteString("} ;  ]")
		s.Log(b.String())
	}
}

// HideTones masks digits in the session log from now on, or shows them (behaviour page, section 7.4).
func (s *Session) HideTones(hide bool) { s.tonesHidden = hide }

// Digits returns digits as the session log shows them.
func (s *Session) Digits(digits string) string {
	if s.tonesHidden {
		return strings.Repeat("*", len(digits))
	}
	return digits
}

// logEvent writes the line of an event, at the moment it is queued: native order is id, name, then the rest.
func (s *Session) logEvent(t *Target, e *Event) {
	if e.Synthetic {
		s.logSynthetic(t, e)
		return
	}
	fs := make(Fields, 0, len(e.fields())+2)
	if t.Field != "" && !e.NoID {
		fs = append(fs, Field{"id", t.ID})
	}
	fs = append(fs, Field{"name", e.Name})
	for _, f := range e.fields() {
		if digits, ok := f.Value.(string); ok && f.Key == "tone" {
			f.Value = s.Digits(digits)
		}
		fs = append(fs, f)
	}
	var b strings.Builder
	b.WriteString("Sent event to JS onPhoneEvent with params ")
	notation(&b, []any{fs})
	s.Log(b.String())
}

// logSynthetic writes the line of an event that the JavaScript layer made: its parameters are JSON.
func (s *Session) logSynthetic(t *Target, e *Event) {
	o := trace.Object{{Key: "name", Value: e.Name}, {Key: "id", Value: t.ID}}
	for _, f := range e.fields() {
		o = append(o, trace.Field{Key: f.Key, Value: TraceValue(f.Value)})
	}
	s.Log("Sent event from JS onPhoneEvent with params " + string(trace.AppendJSON(nil, o)))
}
