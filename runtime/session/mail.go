package session

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"

	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

// Mail is one mail of a script (behaviour page, section 7.2).
type Mail struct {
	Server string
	Port   int
	// Login and Password are those of the server; without a login nobody logs in.
	Login, Password string
	// From and the rest are addresses, perhaps with names.
	From        string
	To, CC, BCC []string
	Title       string
	// Text is the body; HTML, if not "", the same for those who can show it.
	Text, HTML string
	// Date is when it is written, ID its Message-ID without the angle brackets.
	Date time.Time
	ID   string
	// Connect and Timeout bound the connection and the whole conversation, in wall time.
	Connect, Timeout time.Duration
}

// URL returns where the mail goes: "smtp://mail.example.com:25".
func (m *Mail) URL() string { return "smtp://" + net.JoinHostPort(m.Server, strconv.Itoa(m.Port)) }

// size returns the bytes of what the script wrote.
func (m *Mail) size() int64 { return int64(len(m.Title) + len(m.Text) + len(m.HTML)) }

// MailReply is the answer to a Mail: the reply code of the server, or one of the codes of [Response] that are no status.
type MailReply struct {
	Code  int
	Error string // why the mail was not sent; "" if it was
	// Mocked tells that nothing left the machine; Latency is the virtual time it took then.
	Mocked  bool
	Latency time.Duration
}

// Mailer carries mails to their servers. SendMail blocks; it is called away from the loop.
type Mailer interface {
	SendMail(ctx context.Context, m *Mail) *MailReply
}

// MailAnswerer is implemented by a [Mailer] that answers for some servers itself. AnswerMail is called on the loop and must not
// block; it returns nil for a mail that has to go out.
type MailAnswerer interface {
	AnswerMail(m *Mail) *MailReply
}

// SendMail carries out a mail that [Session.MailRequests] has launched, with both records of the trace, and gives the reply to
// finish, as a turn of the loop.
func (s *Session) SendMail(m *Mail, why vclock.Reason, finish func(*MailReply) error) {
	id, started := s.MailRequests().NextID("mail-"), s.scope.Now()
	s.Trace(trace.HTTP{ID: id, Phase: "request", Method: "SMTP", URL: m.URL(), Bytes: m.size()})
	traced := func(r *MailReply) error {
		s.Trace(trace.HTTP{ID: id, Phase: "response", Method: "SMTP", URL: m.URL(), Code: r.Code,
			MS: int64(s.scope.Now() - started), Mocked: r.Mocked})
		return finish(r)
	}
	later := func(r *MailReply) {
		s.scope.After(r.Latency, vclock.Signalling, why, func() error { return traced(r) })
	}
	if reply := m.Served(s.opts.Services); reply != nil {
		later(reply)
		return
	}
	if a, ok := s.opts.Mail.(MailAnswerer); ok {
		if reply := a.AnswerMail(m); reply != nil {
			later(reply)
			return
		}
	}
	out, done := s.opts.Mail, s.scope.BeginLive(why)
	go func() {
		reply := sendMail(out, m)
		done(func() error {
			if reply.Mocked {
				later(reply)
				return nil
			}
			return traced(reply)
		})
	}()
}

// sendMail sends a mail, away from the loop.
func sendMail(out Mailer, m *Mail) (reply *MailReply) {
	defer func() {
		if p := recover(); p != nil {
			reply = &MailReply{Code: CodeInternal, Error: fmt.Sprintf("internal error: %v", p)}
		}
	}()
	if out == nil {
		return &MailReply{Code: CodeInternal, Error: "there is no way to the network"}
	}
	return out.SendMail(context.Background(), m) // bounded by its own time limits
}
