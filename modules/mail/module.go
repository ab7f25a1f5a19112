// Package mail is the SMTP half of the Net namespace: Net.sendMail and Net.sendMailAsync (behaviour page, section 7.2).
//
// A mail waits in the queue of its session until one of the few slots is free, goes out through the session's
// [session.Mailer], and its reply comes back as a turn of its own:
//
//	const { code } = await Net.sendMailAsync("mail.example.com", "pbx@example.com", "ann@example.com", "Missed call", "…");
//
// The real network is the subpackage transport.
package mail

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// Module declares Net.sendMail and Net.sendMailAsync.
func Module() session.Module {
	return session.Module{
		Name: "mail",
		Funcs: []session.Func{
			{Name: "Net.sendMail", Call: sendMail},
			{Name: "Net.sendMailAsync", Call: sendMailAsync},
		},
	}
}

// overLimit is the message of the error beyond the limit of mails (behaviour page, section 2).
const overLimit = "Exceeded the SMTP connection count limit!"

// sendMail is Net.sendMail(server, from, to, title, body, callback, options?). Of the last two, what is a function is the
// callback and what is an object the options, whatever their order. It throws when a parameter is missing, and when the
// limit of mails is reached.
func sendMail(s *session.Session, c goja.FunctionCall) goja.Value {
	m, err := newMail(s, "Net.sendMail", c)
	if err != "" {
		s.VM().Throw("Error", err)
	}
	if f := callback(c); f != nil {
		given := s.Callback(f)
		m.settle = func(result goja.Value) { given.Call(result) }
	}
	if !m.submit(s) {
		s.VM().Throw("Error", overLimit)
	}
	return goja.Undefined()
}

// sendMailAsync is Net.sendMailAsync(server, from, to, title, body, options?): a promise of the result. It is rejected when a
// parameter is missing or the limit of mails is reached, and resolved with whatever becomes of the mail otherwise.
func sendMailAsync(s *session.Session, c goja.FunctionCall) goja.Value {
	promise, resolve, reject := s.VM().Promise()
	m, err := newMail(s, "Net.sendMailAsync", c)
	if callback(c) != nil {
		s.Warn(diag.CodeArgument, "Net.sendMailAsync takes no callback: it is never called, the result comes with the promise")
	}
	m.settle = resolve
	switch {
	case err != "":
		reject(s.VM().NewError("Error", err))
	case !m.submit(s):
		reject(s.VM().NewError("Error", overLimit))
	}
	return promise
}

// callback returns the first function behind the body, or nil.
func callback(c goja.FunctionCall) goja.Value {
	for i := 5; i < len(c.Arguments); i++ {
		if session.Callable(c.Arguments[i]) {
			return c.Arguments[i]
		}
	}
	return nil
}
