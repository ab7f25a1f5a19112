package world

import (
	"context"
	"fmt"
	"strings"

	"voxemu/runtime/service"
	"voxemu/runtime/session"
)

// Mail is a mail that the application has sent, with what became of it.
type Mail struct {
	*session.Mail
	Reply *session.MailReply
	// At is when it was sent, in milliseconds since the clock's start.
	At int64
}

// mails answers for all mail servers: none is contacted.
type mails struct {
	w     *World
	sent  []Mail
	rules []mailRule
}

type mailRule struct {
	pattern string
	service.Behaviour
}

var (
	_ session.Mailer       = (*mails)(nil)
	_ session.MailAnswerer = (*mails)(nil)
)

// AnswerMail answers a mail: as the test says, else as the project does, else it is taken.
func (m *mails) AnswerMail(mail *session.Mail) *session.MailReply {
	own := new(service.Services)
	for i := range m.rules {
		r := m.rules[len(m.rules)-1-i]
		own.Mail.Add(r.pattern, r.Behaviour)
	}
	reply := mail.Served(own)
	if reply == nil {
		reply = mail.Served(m.w.app.mail)
	}
	if reply == nil {
		reply = &session.MailReply{Code: taken, Mocked: true}
	}
	m.sent = append(m.sent, Mail{mail, reply, int64(m.w.Now()) - m.w.opts.Start.UnixMilli()})
	m.w.changes++
	return reply
}

// taken is the reply code of a server that has taken a mail.
const taken = 250

// SendMail is for what was not answered, which is nothing.
func (m *mails) SendMail(context.Context, *session.Mail) *session.MailReply {
	return &session.MailReply{Code: session.CodeInternal, Error: "there is no way to the network"}
}

// Mails returns the mails that were sent so far.
func (w *World) Mails() []Mail { return w.mails.sent }

// MailServer decides what servers, or those of recipients, do with mails from now on, in the words of the project's servers. The pattern
// may contain "*".
func (w *World) MailServer(pattern, steps string) error {
	b, err := service.Parse(steps)
	if err != nil {
		return err
	}
	if strings.TrimSpace(pattern) == "" {
		return fmt.Errorf("name a mail server or the address of a recipient: mail.example.com, *@example.com")
	}
	w.mails.rules = append(w.mails.rules, mailRule{pattern, b})
	return nil
}
