package transport

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/session"
)

func letter(s *sink) *session.Mail {
	return &session.Mail{
		Server: s.host, Port: s.port, From: "PBX <pbx@example.com>", To: []string{"ann@example.com", "Ben <ben@example.com>, cy@example.com"},
		Title: "Missed call ☎", Text: "Somebody called.\n.\nBye.", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), ID: "abc@example.com",
		Connect: 5 * time.Second, Timeout: 10 * time.Second,
	}
}

func TestAMailArrives(t *testing.T) {
	s := (&sink{t: t}).listen()
	m := letter(s)
	m.CC, m.BCC, m.HTML = []string{"dee@example.com"}, []string{"eve@example.com"}, "<p>Somebody <b>called</b>.</p>"
	if diff := cmp.Diff(&session.MailReply{Code: 250}, New().SendMail(context.Background(), m)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	lines, mail := s.got()
	want := []string{
		"MAIL FROM:<pbx@example.com>", "RCPT TO:<ann@example.com>", "RCPT TO:<ben@example.com>", "RCPT TO:<cy@example.com>",
		"RCPT TO:<dee@example.com>", "RCPT TO:<eve@example.com>", "DATA",
	}
	for _, line := range want {
		if !slices.Contains(lines, line) {
			t.Errorf("%q was not sent; this was: %q", line, lines)
		}
	}
	for _, part := range []string{
		"Date: Fri, 02 Jan 2026 03:04:05 +0000", "Message-ID: <abc@example.com>", "Subject: =?UTF-8?q?Missed_call_=E2=98=8E?=",
		"From: \"PBX\" <pbx@example.com>", "Cc: <dee@example.com>", "multipart/alternative", "\r\n..\r\nBye.", "<p>Somebody <b>called</b>.</p>",
	} {
		if !strings.Contains(mail, part) {
			t.Errorf("the mail has no %q:\n%s", part, mail)
		}
	}
	if strings.Contains(mail, "eve@") || strings.Contains(mail, "User-Agent") {
		t.Errorf("the mail tells too much:\n%s", mail)
	}
}

func TestRefusalsHaveTheServersCode(t *testing.T) {
	for _, c := range []struct {
		name, verb, says string
		code             int
	}{
		{"no service", "greeting", "421 too busy", 421},
		{"the sender", "MAIL", "553 who is that", 553},
		{"a recipient", "RCPT", "550 no such user", 550},
		{"the content", "DATA", "451 later", 451},
		{"the whole mail", ".", "554 spam", 554},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := (&sink{t: t, says: map[string]string{c.verb: c.says}}).listen()
			r := New().SendMail(context.Background(), letter(s))
			if r.Code != c.code || !strings.Contains(r.Error, c.says[4:]) {
				t.Errorf("got %+v, want %d", r, c.code)
			}
		})
	}
}

func TestAfterDeliveryNothingGoesWrong(t *testing.T) {
	s := (&sink{t: t, says: map[string]string{"RSET": "500 what"}}).listen()
	if r := New().SendMail(context.Background(), letter(s)); r.Code != 250 {
		t.Errorf("got %+v", r)
	}
}

func TestLogin(t *testing.T) {
	m := func(s *sink) *session.Mail {
		m := letter(s)
		m.Login, m.Password = "pbx", "top"
		return m
	}
	t.Run("what the server offers", func(t *testing.T) {
		secure, pool := certificate(t)
		s := (&sink{t: t, tls: secure, offers: []string{"STARTTLS", "AUTH PLAIN"}}).listen()
		r := (&Transport{roots: pool}).SendMail(context.Background(), m(s))
		lines, _ := s.got()
		if r.Code != 250 || !slices.Contains(lines, "STARTTLS") || !slices.Contains(lines, "AUTH PLAIN AHBieAB0b3A=") {
			t.Errorf("got %+v after %q", r, lines)
		}
	})
	t.Run("a wrong password", func(t *testing.T) {
		secure, pool := certificate(t)
		s := (&sink{t: t, tls: secure, offers: []string{"STARTTLS", "AUTH PLAIN"}, says: map[string]string{"AUTH": "535 wrong"}}).listen()
		if r := (&Transport{roots: pool}).SendMail(context.Background(), m(s)); r.Code != 535 {
			t.Errorf("got %+v", r)
		}
	})
	t.Run("a server without logins", func(t *testing.T) {
		if r := New().SendMail(context.Background(), m((&sink{t: t}).listen())); r.Code != session.CodeUnknown || r.Error == "" {
			t.Errorf("got %+v", r)
		}
	})
}

func TestEncryption(t *testing.T) {
	secure, pool := certificate(t)
	t.Run("a certificate nobody trusts", func(t *testing.T) {
		s := (&sink{t: t, tls: secure, offers: []string{"STARTTLS"}}).listen()
		if r := New().SendMail(context.Background(), letter(s)); r.Code != session.CodeNetwork {
			t.Errorf("got %+v", r)
		}
	})
	t.Run("from the beginning", func(t *testing.T) {
		s := (&sink{t: t, tls: secure, implicit: true}).listen()
		way := &Transport{roots: pool, secure: s.port}
		if r := way.SendMail(context.Background(), letter(s)); r.Code != 250 {
			t.Errorf("got %+v", r)
		}
	})
}

func TestTheNetworkFails(t *testing.T) {
	silent := (&sink{t: t, says: map[string]string{"greeting": "silence"}}).listen()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().(*net.TCPAddr).Port
	l.Close()
	nowhere := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no resolver")
	}}
	for _, c := range []struct {
		name   string
		change func(*session.Mail)
		code   int
	}{
		{"nobody listens", func(m *session.Mail) { m.Port = closed }, session.CodeConnect},
		{"no such host", func(m *session.Mail) { m.Server = "nobody.invalid" }, session.CodeHostNotFound},
		{"no word", func(m *session.Mail) { m.Timeout = 50 * time.Millisecond }, session.CodeTimeout},
		{"no time to connect", func(m *session.Mail) { m.Connect = time.Nanosecond }, session.CodeConnect},
		{"a bad sender", func(m *session.Mail) { m.From = "pbx" }, session.CodeMalformedURL},
		{"a bad recipient", func(m *session.Mail) { m.To = []string{"ann"} }, session.CodeMalformedURL},
		{"a bad port", func(m *session.Mail) { m.Port = 70000 }, session.CodeMalformedURL},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := letter(silent)
			c.change(m)
			if r := (&Transport{resolver: nowhere}).SendMail(context.Background(), m); r.Code != c.code || r.Error == "" {
				t.Errorf("got %+v, want %d", r, c.code)
			}
		})
	}
}
