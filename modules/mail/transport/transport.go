// Package transport sends the mails of scripts over the real network, by SMTP. A server that offers STARTTLS is talked to
// encrypted; port 465 begins so.
package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	netmail "net/mail"
	"net/textproto"

	"github.com/wneessen/go-mail"

	"voxemu/runtime/session"
)

// Transport is the [session.Mailer] of the real network. Its zero value is ready, and safe for concurrent use.
type Transport struct {
	roots    *x509.CertPool // nil: the roots of the system
	resolver *net.Resolver  // nil: the resolver of the system
	secure   int            // a port besides 465 that is encrypted from the beginning
}

var _ session.Mailer = (*Transport)(nil)

// New returns a Transport.
func New() *Transport { return &Transport{} }

// securePort is where the conversation is encrypted from its beginning.
const securePort = 465

// delivered is the reply to a mail that was taken.
const delivered = 250

// SendMail sends a mail. It always returns a reply: the code of the server's, or one of the codes of package session that are no
// status, with the reason.
func (t *Transport) SendMail(ctx context.Context, m *session.Mail) *session.MailReply {
	message, err := compose(m)
	if err != nil {
		return &session.MailReply{Code: session.CodeMalformedURL, Error: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, m.Timeout)
	defer cancel()
	client, err := t.client(m)
	if err != nil {
		return &session.MailReply{Code: session.CodeMalformedURL, Error: err.Error()}
	}
	conversation, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return failure(ctx, m, err)
	}
	if err := client.SendWithSMTPClient(conversation, message); err != nil && !message.IsDelivered() {
		_ = client.CloseWithSMTPClient(conversation)
		return failure(ctx, m, err)
	}
	_ = client.CloseWithSMTPClient(conversation) // the mail is delivered, whatever becomes of the goodbye
	return &session.MailReply{Code: delivered}
}

// client makes what talks to one server.
func (t *Transport) client(m *session.Mail) (*mail.Client, error) {
	secrets := &tls.Config{ServerName: m.Server, MinVersion: tls.VersionTLS12, RootCAs: t.roots}
	dialer := &net.Dialer{Timeout: m.Connect, Resolver: t.resolver}
	options := []mail.Option{
		mail.WithPort(m.Port), mail.WithTimeout(m.Timeout), mail.WithTLSPolicy(mail.TLSOpportunistic), mail.WithTLSConfig(secrets),
		mail.WithDialContextFunc(dialer.DialContext), mail.WithHELO("localhost"),
	}
	if m.Port == securePort || m.Port == t.secure {
		secure := &tls.Dialer{NetDialer: dialer, Config: secrets}
		options = append(options, mail.WithDialContextFunc(secure.DialContext), mail.WithSSL())
	}
	if m.Login != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.Login), mail.WithPassword(m.Password))
	}
	return mail.NewClient(m.Server, options...)
}

// compose makes the message.
func compose(m *session.Mail) (*mail.Msg, error) {
	message := mail.NewMsg(mail.WithNoDefaultUserAgent())
	message.SetDateWithValue(m.Date)
	message.SetMessageIDWithValue(m.ID)
	message.Subject(m.Title)
	if err := message.From(m.From); err != nil {
		return nil, err
	}
	for _, field := range []struct {
		list []string
		set  func(...string) error
	}{{m.To, message.To}, {m.CC, message.Cc}, {m.BCC, message.Bcc}} {
		list, err := split(field.list)
		if err == nil {
			err = field.set(list...)
		}
		if err != nil {
			return nil, err
		}
	}
	message.SetBodyString(mail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		message.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	}
	return message, nil
}

// split takes texts with several addresses apart.
func split(list []string) ([]string, error) {
	var all []string
	for _, text := range list {
		parsed, err := netmail.ParseAddressList(text)
		if err != nil {
			return nil, &addressError{text, err}
		}
		for _, a := range parsed {
			all = append(all, a.String())
		}
	}
	return all, nil
}

// addressError says which address can't be used.
type addressError struct {
	address string
	err     error
}

func (e *addressError) Error() string {
	return "malformed address \"" + e.address + "\": " + e.err.Error()
}
func (e *addressError) Unwrap() error { return e.err }

// failure turns an error into a code and a text. That the network's codes are those of HTTP is assumed.
func failure(ctx context.Context, m *session.Mail, err error) *session.MailReply {
	reply := &session.MailReply{Code: session.CodeUnknown, Error: err.Error()}
	if e, ok := errors.AsType[*textproto.Error](err); ok {
		reply.Code = e.Code
		return reply
	}
	if e, ok := errors.AsType[*mail.SendError](err); ok && e.ErrorCode() > 0 {
		reply.Code = e.ErrorCode()
		return reply
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded), timedOut(err):
		reply.Code, reply.Error = session.CodeTimeout, "no complete reply within "+m.Timeout.String()
		if e, ok := errors.AsType[*net.OpError](err); ok && e.Op == "dial" {
			reply.Code, reply.Error = session.CodeConnect, "no connection within "+m.Connect.String()
		}
	case is[*net.DNSError](err):
		reply.Code = session.CodeHostNotFound
	case is[*net.OpError](err):
		reply.Code = session.CodeNetwork
		if e, _ := errors.AsType[*net.OpError](err); e.Op == "dial" {
			reply.Code = session.CodeConnect
		}
	case is[*tls.CertificateVerificationError](err), is[tls.RecordHeaderError](err):
		reply.Code = session.CodeNetwork
	}
	return reply
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func timedOut(err error) bool {
	e, ok := errors.AsType[net.Error](err)
	return ok && e.Timeout()
}
