package report

import (
	"fmt"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// rows returns the lines that tell of a record: none when it is of no interest.
func (t *Timeline) rows(s *session, b trace.Body) []row {
	switch b := b.(type) {
	case trace.Log:
		return t.log(b)
	case trace.Warning:
		return t.warning(s, b)
	case trace.Event:
		return t.event(s, b)
	case trace.Command:
		return t.command(s, b)
	case trace.Heard:
		return t.heard(s, b)
	case trace.Spoke:
		return t.spoke(b)
	case trace.Storage:
		return storage(b)
	case trace.HTTP:
		return s.request(b)
	case trace.Timer:
		return t.detail("timer", fmt.Sprintf("%s #%d", b.Phase, b.ID), span(b.MS))
	case trace.Media:
		return t.detail("media", b.Phase, s.names.of(b.From)+" → "+s.names.of(b.To))
	case trace.Unknown:
		return t.detail(b.Name, b.Raw, "")
	}
	return nil
}

// detail is a line that only a verbose timeline has.
func (t *Timeline) detail(who, text, note string) []row {
	if !t.opts.Verbose {
		return nil
	}
	return []row{{glyph: service, who: who, text: text, note: note, style: diag.Dim}}
}

// log shows the script's own words, line by line.
func (t *Timeline) log(l trace.Log) []row {
	const most = 12
	lines := strings.Split(strings.TrimRight(l.Text, "\n"), "\n")
	var rows []row
	for i, line := range lines {
		if i == most && !t.opts.Verbose {
			rows = append(rows, row{glyph: words, more: true, style: diag.Dim, text: "… " + diag.Count(len(lines)-most, "more line")})
			break
		}
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\r"), "\t", "    ")
		rows = append(rows, row{glyph: words, who: "log", text: line, more: i > 0})
	}
	return rows
}

// warning shows a doubt in full, and once, however often the script gives cause for it; the last line of the session counts them all.
func (t *Timeline) warning(s *session, w trace.Warning) []row {
	if s.warned[w] && !t.opts.Verbose {
		return nil
	}
	s.warned[w] = true
	place := diag.Pos{File: w.File, Line: w.Line}.Under(t.opts.Cwd).String()
	where := strings.TrimSpace(place + " " + w.Code)
	var rows []row
	lines := wrap(w.Text+" · "+where, t.opts.Width-beforeText)
	if len(lines) > 1 { // the place gets a line of its own
		lines = append(wrap(w.Text, t.opts.Width-beforeText), where)
	}
	for i, line := range lines {
		rows = append(rows, row{glyph: doubt, who: "warning", text: line, style: diag.Yellow, more: i > 0})
	}
	return rows
}

func (t *Timeline) heard(s *session, h trace.Heard) []row {
	r := row{glyph: heard, who: h.Party, text: "heard"}
	switch h.What {
	case trace.Speech:
		r.quote, r.quoted = h.Text, true
	case trace.Audio:
		r.text += " " + h.URL
	case trace.Silence:
		if !t.opts.Verbose {
			return nil
		}
		r.text += " silence"
	default:
		r.text += " " + string(h.What) + " " + h.Digits
	}
	r.note = span(h.MS)
	if h.Cut {
		r.note += ", cut"
	}
	if from, ok := s.names.party(h.From); ok && from != h.Party {
		r.note = "from " + from + " · " + r.note
	}
	return []row{r}
}

func (t *Timeline) spoke(p trace.Spoke) []row {
	r := row{glyph: spoke, who: p.Party}
	switch p.What {
	case trace.Digit:
		r.text = "presses " + p.Digits
	case trace.Tones:
		r.text = "sounds " + p.Digits
	case trace.Silence:
		if !t.opts.Verbose {
			return nil
		}
		r.text = "says nothing"
	default:
		r.text, r.quote, r.quoted = "says", p.Text, true
	}
	return []row{r}
}

func storage(x trace.Storage) []row {
	r := row{glyph: service, who: "storage", text: strings.TrimSpace(x.Op + " " + x.Key)}
	switch {
	case x.Error != "":
		r.note, r.style = x.Error, diag.Red
	case x.Op == "put" && x.Value != nil:
		r.text += " = " + or(*x.Value, `""`)
		if x.TTL != nil {
			r.note = "for " + span(*x.TTL*1000)
		}
	case x.Value != nil:
		r.text += " → " + or(*x.Value, `""`)
	case x.Op == "get":
		r.text += " → none"
	}
	return []row{r}
}

// request shows a request with its answer, in one line when that comes. Requests that never get one are shown at the end.
func (s *session) request(h trace.HTTP) []row {
	if h.Phase == "request" {
		s.http = append(s.http, h)
		return nil
	}
	for i, open := range s.http {
		if open.ID == h.ID {
			s.http = append(s.http[:i:i], s.http[i+1:]...)
			break
		}
	}
	r := row{glyph: service, who: "http", text: h.Method + " " + h.URL, note: status(h.Code)}
	if h.Code < 200 || h.Code >= 400 {
		r.style = diag.Yellow
	}
	if h.MS > 0 {
		r.note += " · " + span(h.MS)
	}
	if h.Mocked {
		r.note += " · mocked"
	}
	return []row{r}
}

// status names the transport codes of the behaviour page, section 7.2; others are HTTP's own.
func status(code int) string {
	meaning := map[int]string{
		0: "over a limit", -1: "unknown error", -2: "malformed URL", -3: "host not found", -4: "no connection",
		-5: "too many redirects", -6: "network error", -7: "timeout", -8: "internal error", -9: "answer too large",
	}[code]
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, meaning))
}
