package mail

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// standardPort is that of a mail without the port option (assumed: the declarations name none).
const standardPort = 25

// mail is one mail of a script, from the call to its result.
type mail struct {
	session.Mail
	at interface{ Pos() diag.Pos }

	// settle hands the result to the script. It is nil when the script does not want it.
	settle func(result goja.Value)
}

// String tells what the session waits for.
func (m *mail) String() string {
	text := "the reply of " + m.URL()
	if pos := m.at.Pos(); pos.File != "" {
		text += " (" + pos.String() + ")"
	}
	return text
}

// newMail reads the arguments of both functions. The text says what is missing; the mail is there even so.
func newMail(s *session.Session, where string, c goja.FunctionCall) (m *mail, missing string) {
	m = &mail{at: s.VM().Caller()}
	m.Server, m.From = strings.TrimSpace(session.Text(c.Argument(0))), session.Text(c.Argument(1))
	m.To = addresses(c.Argument(2))
	m.Title, m.Text = session.Text(c.Argument(3)), session.Text(c.Argument(4))
	m.Port = standardPort
	var options goja.Value
	for i := 5; i < len(c.Arguments) && options == nil; i++ {
		if o, ok := session.PlainObject(c.Arguments[i]); ok {
			options = o
		}
	}
	m.readOptions(s, where, options)
	m.Date, m.ID = s.Scope().Now().Std(), s.Token(22)+"@"+s.App().Name
	limits := s.Limits() // that those of HTTP hold for mails is assumed
	m.Connect, m.Timeout = limits.HTTPConnect, limits.HTTPTimeout
	for _, p := range []struct {
		name  string
		given bool
	}{{"mailServerAddress", m.Server != ""}, {"from", m.From != ""}, {"to", len(m.To) > 0}} {
		if !p.given {
			return m, where + ": the " + p.name + " parameter is missing"
		}
	}
	return m, ""
}

func (m *mail) readOptions(s *session.Session, where string, options goja.Value) {
	if v := session.Prop(options, "port"); session.Given(v) {
		if port := v.ToInteger(); port >= 1 && port <= 65535 {
			m.Port = int(port)
		} else {
			s.Warn(diag.CodeArgument, where+": the port is a number from 1 to 65535, not "+session.Describe(v)+": 25 is used")
		}
	}
	m.Login = session.Text(session.Prop(options, "login"))
	m.Password = session.Text(session.Prop(options, "password"))
	m.CC, m.BCC = addresses(session.Prop(options, "cc")), addresses(session.Prop(options, "bcc"))
	m.HTML = session.Text(session.Prop(options, "html"))
}

// addresses reads a text, or an array of texts.
func addresses(v goja.Value) []string {
	var list []string
	add := func(item goja.Value) {
		if text := strings.TrimSpace(session.Text(item)); text != "" {
			list = append(list, text)
		}
	}
	if o, ok := session.PlainObject(v); ok && o.ClassName() == "Array" {
		for _, index := range o.Keys() {
			add(o.Get(index))
		}
	} else {
		add(v)
	}
	return list
}

// submit takes the mail in. It reports false when the session has too many.
func (m *mail) submit(s *session.Session) bool {
	s.Do(session.Command{Name: "sendMail", Target: "application", Args: []any{m.Server, m.From, texts(m.To), m.Title, m.Text}})
	q := s.MailRequests()
	switch q.Submit(func() { m.launch(s) }) {
	case session.Full:
		return false
	case session.Stopping:
		if m.settle != nil {
			q.Refuse(m, func() {
				m.settle(result(s, &session.MailReply{Code: session.CodeRefused, Error: "the session takes no more requests"}))
			})
		}
	}
	return true
}

// launch sends the mail on its way. The reply comes as a turn of its own.
func (m *mail) launch(s *session.Session) {
	s.SendMail(&m.Mail, m, func(r *session.MailReply) error {
		if m.settle == nil {
			return s.MailRequests().Finish(nil)
		}
		return s.MailRequests().Finish(func() { m.settle(result(s, r)) })
	})
}

// result makes the object that scripts get: code, and error after a failure.
func result(s *session.Session, r *session.MailReply) *goja.Object {
	fs := session.Fields{{Key: "code", Value: r.Code}}
	if r.Error != "" {
		fs = append(fs, session.Field{Key: "error", Value: r.Error})
	}
	return s.Object(fs)
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, text := range list {
		out[i] = text
	}
	return out
}
