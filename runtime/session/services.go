package session

import (
	"fmt"
	"net/mail"

	"voxemu/runtime/service"
)

// Services returns the simulated servers of streams, mail and speech.
func (s *Session) Services() *service.Services {
	if s.opts.Services == nil {
		return new(service.Services)
	}
	return s.opts.Services
}

// Served is what the simulated server of a mail answers; nil when there is none for it.
func (m *Mail) Served(by *service.Services) *MailReply {
	if by == nil {
		return nil
	}
	names := []string{m.Server, m.URL()[len("smtp://"):]}
	for _, list := range [][]string{m.To, m.CC, m.BCC} {
		for _, to := range list {
			if a, err := mail.ParseAddress(to); err == nil {
				to = a.Address
			}
			names = append(names, to)
		}
	}
	b, ok := by.Mail.Find(names...)
	if !ok {
		return nil
	}
	r := &MailReply{Code: mailAccepted, Mocked: true, Latency: b.After}
	switch {
	case b.Silent:
		r.Code, r.Error, r.Latency = CodeTimeout, "no complete reply within "+m.Timeout.String(), m.Timeout
	case b.Drops:
		r.Code, r.Error, r.Latency = CodeNetwork, "the connection broke", b.After+b.Drop
	case b.Refused:
		r.Code = mailRefused
		if b.Code != 0 {
			r.Code = b.Code
		}
		text := b.Text
		if text == "" {
			text = "the mail was refused"
		}
		r.Error = fmt.Sprintf("%d %s", r.Code, text)
	}
	return r
}

// The codes of mail servers that name none: done, and no such mailbox.
const (
	mailAccepted = 250
	mailRefused  = 550
)
