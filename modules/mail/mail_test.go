package mail_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/mail"
	"voxemu/modules/moduletest"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

// mock answers every mail itself and remembers it.
type mock struct {
	reply session.MailReply
	sent  []*session.Mail
}

var (
	_ session.Mailer       = (*mock)(nil)
	_ session.MailAnswerer = (*mock)(nil)
)

func (m *mock) AnswerMail(mail *session.Mail) *session.MailReply {
	m.sent = append(m.sent, mail)
	r := m.reply
	if r.Code == 0 {
		r.Code = 250
	}
	r.Mocked = true
	return &r
}

func (m *mock) SendMail(context.Context, *session.Mail) *session.MailReply {
	panic("a mocked mail went out")
}

// out is the way out of a test.
type out func(m *session.Mail) *session.MailReply

func (f out) SendMail(_ context.Context, m *session.Mail) *session.MailReply { return f(m) }

func run(t *testing.T, way session.Mailer, code string) *moduletest.Result {
	t.Helper()
	return moduletest.RunWith(t, moduletest.Options{Mail: way, Hold: true}, code, mail.Module())
}

func wantPrinted(t *testing.T, r *moduletest.Result, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, r.Printed()); diff != "" || r.Error() != "" {
		t.Errorf("%s (-want +got):\n%s", r.Error(), diff)
	}
}

const letter = `'mail.example.com', 'pbx@example.com', 'ann@example.com', 'Missed call', 'Somebody called.'`

func TestResults(t *testing.T) {
	for _, c := range []struct{ name, js, want string }{
		{"the callback gets the code", `Net.sendMail(` + letter + `, (r) => print(JSON.stringify(r)))`, `{"code":250}`},
		{"the promise does", `Net.sendMailAsync(` + letter + `).then((r) => print(JSON.stringify(r)))`, `{"code":250}`},
		{"options may come before the callback", `Net.sendMail(` + letter + `, {port: 587}, (r) => print(r.code))`, `250`},
		{"options may be null", `Net.sendMail(` + letter + `, (r) => print(r.code), null)`, `250`},
	} {
		t.Run(c.name, func(t *testing.T) { wantPrinted(t, run(t, &mock{}, c.js), c.want) })
	}
	t.Run("a refusal has its code and reason", func(t *testing.T) {
		m := &mock{reply: session.MailReply{Code: 550, Error: "550 no such user"}}
		wantPrinted(t, run(t, m, `Net.sendMail(`+letter+`, (r) => print(JSON.stringify(r)))`), `{"code":550,"error":"550 no such user"}`)
	})
	t.Run("no callback is fine", func(t *testing.T) {
		m := &mock{}
		wantPrinted(t, run(t, m, `Net.sendMail(`+letter+`, null); print('sent')`), "sent")
		if len(m.sent) != 1 {
			t.Errorf("%d mails were sent", len(m.sent))
		}
	})
}

func TestArguments(t *testing.T) {
	standard := session.Mail{
		Server: "mail.example.com", Port: 25, From: "pbx@example.com", To: []string{"ann@example.com"}, Title: "Missed call",
		Text: "Somebody called.", Connect: 6 * time.Second, Timeout: 90 * time.Second,
		Date: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	with := func(f func(*session.Mail)) session.Mail {
		m := standard
		f(&m)
		return m
	}
	for _, c := range []struct {
		name, js string
		want     session.Mail
		warnings []string
	}{
		{"the mail as it is", `Net.sendMail(` + letter + `)`, standard, nil},
		{"every option", `Net.sendMail(` + letter + `, null, {port: '587', login: 'pbx', password: 'top', cc: ['ben@example.com', '', null], bcc: 'eve@example.com', html: '<b>!</b>'})`,
			with(func(m *session.Mail) {
				m.Port, m.Login, m.Password, m.CC, m.BCC, m.HTML = 587, "pbx", "top", []string{"ben@example.com"}, []string{"eve@example.com"}, "<b>!</b>"
			}), nil},
		{"several recipients", `Net.sendMail('mail.example.com', 'pbx@example.com', ['ann@example.com', 'ben@example.com'], 1, {})`,
			with(func(m *session.Mail) {
				m.To, m.Title, m.Text = []string{"ann@example.com", "ben@example.com"}, "1", "[object Object]"
			}), nil},
		{"no title and no body", `Net.sendMail('mail.example.com', 'pbx@example.com', 'ann@example.com')`,
			with(func(m *session.Mail) { m.Title, m.Text = "", "" }), nil},
		{"a port that is none", `Net.sendMail(` + letter + `, null, {port: 70000})`, standard,
			[]string{"Net.sendMail: the port is a number from 1 to 65535, not 70000: 25 is used"}},
		{"an async mail with a callback", `Net.sendMailAsync(` + letter + `, () => print('never'))`, standard,
			[]string{"Net.sendMailAsync takes no callback: it is never called, the result comes with the promise"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &mock{}
			r := run(t, m, c.js)
			if len(m.sent) != 1 {
				t.Fatalf("%d mails were sent: %s", len(m.sent), r.Error())
			}
			got := *m.sent[0]
			if len(got.ID) != 22+len("@app.account.voximplant.com") {
				t.Errorf("the Message-ID is %q", got.ID)
			}
			got.ID = ""
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("the mail (-want +got):\n%s", diff)
			}
			var warnings []string
			for _, w := range moduletest.Bodies[trace.Warning](r) {
				warnings = append(warnings, w.Text)
			}
			if diff := cmp.Diff(c.warnings, warnings); diff != "" {
				t.Errorf("the warnings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsMissing(t *testing.T) {
	for _, c := range []struct{ name, args, want string }{
		{"everything", ``, "mailServerAddress"},
		{"the sender", `'mail.example.com', ''`, "from"},
		{"the recipient", `'mail.example.com', 'pbx@example.com', []`, "to"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, &mock{}, `
				try { Net.sendMail(`+c.args+`) } catch (e) { print(e.message) }
				Net.sendMailAsync(`+c.args+`).catch((e) => print(e.message));`)
			wantPrinted(t, r, "Net.sendMail: the "+c.want+" parameter is missing", "Net.sendMailAsync: the "+c.want+" parameter is missing")
		})
	}
}

func TestLimits(t *testing.T) {
	const many = `let n = 0; for (let i = 1; i <= 10; i++) Net.sendMail(` + letter + `, () => print(i));`
	second := &mock{reply: session.MailReply{Code: 250, Latency: time.Second}}
	t.Run("two are active, the rest wait", func(t *testing.T) {
		r := run(t, second, many)
		wantPrinted(t, r, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
		var starts []int64
		for _, rec := range r.Records {
			if h, ok := rec.Body.(trace.HTTP); ok && h.Phase == "request" {
				starts = append(starts, rec.T)
			}
		}
		if diff := cmp.Diff([]int64{0, 0, 1000, 1000, 2000, 2000, 3000, 3000, 4000, 4000}, starts); diff != "" {
			t.Errorf("the mails start at (-want +got):\n%s", diff)
		}
	})
	t.Run("the eleventh is refused", func(t *testing.T) {
		r := run(t, &mock{reply: session.MailReply{Code: 250, Latency: time.Hour}}, many+`
			try { Net.sendMail(`+letter+`) } catch (e) { print(e instanceof Error, e.message) }
			Net.sendMailAsync(`+letter+`).catch((e) => { print(e instanceof Error, e.message); terminate(); });`)
		const message = "true Exceeded the SMTP connection count limit!"
		if got := r.Printed(); len(got) < 2 || got[0] != message || got[1] != message {
			t.Errorf("got %q", got)
		}
	})
}

func TestTheEndWaitsForActiveMails(t *testing.T) {
	second := &mock{reply: session.MailReply{Code: 250, Latency: time.Second}}
	r := run(t, second, `
		on('Application.Terminating', () => print('Terminating'));
		for (let i = 1; i <= 3; i++) Net.sendMail(`+letter+`, () => print(i));
		terminate();
		Net.sendMail(`+letter+`, (r) => print(r.code, r.error));
		Net.sendMail(`+letter+`);`)
	wantPrinted(t, r, "0 the session takes no more requests", "1", "2", "Terminating")
}

func TestALiveMail(t *testing.T) {
	for _, c := range []struct {
		name string
		way  session.Mailer
		want string
	}{
		{"a reply", out(func(m *session.Mail) *session.MailReply { return &session.MailReply{Code: 250} }), "250 undefined"},
		{"a late mock", out(func(m *session.Mail) *session.MailReply {
			return &session.MailReply{Code: 421, Error: "busy", Mocked: true, Latency: time.Second}
		}), "421 busy"},
		{"no network", nil, "-8 there is no way to the network"},
		{"a bug of ours", out(func(*session.Mail) *session.MailReply { panic("oops") }), "-8 internal error: oops"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantPrinted(t, run(t, c.way, `Net.sendMail(`+letter+`, (r) => print(r.code, r.error))`), c.want)
		})
	}
}

func TestSimulatedServers(t *testing.T) {
	for _, c := range []struct {
		name, pattern, steps, js, want string
		at                             int64
	}{
		{"one that takes all", "mail.example.com", "answer after 2s", letter, `{"code":250}`, 2000},
		{"by port", "mail.example.com:25", "answer", letter, `{"code":250}`, 0},
		{"a refusal", "mail.*", `reject 421 "try later"`, letter, `{"code":421,"error":"421 try later"}`, 0},
		{"a refusal without a code", "*", `reject`, letter, `{"code":550,"error":"550 the mail was refused"}`, 0},
		{"by recipient", "ann@example.com", `reject 550 "no such user"`, letter, `{"code":550,"error":"550 no such user"}`, 0},
		{"by recipient with a name, in copy", "ben@*", `reject 552`, letter + `, null, {cc: 'Ben <ben@example.com>'}`, `{"code":552,"error":"552 the mail was refused"}`, 0},
		{"silence", "*", `no-answer`, letter, `{"code":-7,"error":"no complete reply within 1m30s"}`, 90000},
		{"loss", "*", `answer after 1s; wait 1s; drop`, letter, `{"code":-6,"error":"the connection broke"}`, 2000},
		{"no server of ours", "smtp.example.com", `reject`, letter, `{"code":-8,"error":"there is no way to the network"}`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := service.Parse(c.steps)
			if err != nil {
				t.Fatal(err)
			}
			services := new(service.Services)
			services.Mail.Add(c.pattern, b)
			r := moduletest.RunWith(t, moduletest.Options{Services: services, Hold: true},
				`Net.sendMailAsync(`+strings.Replace(c.js, ", null", "", 1)+`).then((r) => print(JSON.stringify(r)))`, mail.Module())
			wantPrinted(t, r, c.want)
			for _, rec := range r.Records {
				if h, ok := rec.Body.(trace.HTTP); ok && h.Phase == "response" && (rec.T != c.at || h.Mocked != (h.Code != -8)) {
					t.Errorf("answered at %d, mocked %v", rec.T, h.Mocked)
				}
			}
		})
	}
}

func TestAnErrorInTheCallbackEndsTheSession(t *testing.T) {
	r := run(t, &mock{}, `Net.sendMail(`+letter+`, () => { throw new Error('mine') })`)
	if r.Error() == "" {
		t.Error("the session ended normally")
	}
}

func TestTrace(t *testing.T) {
	r := run(t, &mock{}, `Net.sendMail(`+letter+`, null, {login: 'pbx', password: 'secret'})`)
	var got []string
	for _, rec := range r.Records {
		switch b := rec.Body.(type) {
		case trace.Command:
			got = append(got, fmt.Sprint(b.Name, b.Args))
		case trace.HTTP:
			got = append(got, fmt.Sprint(b.ID, " ", b.Phase, " ", b.Method, " ", b.URL, " ", b.Code, " ", b.Mocked))
		}
	}
	want := []string{
		"sendMail[mail.example.com pbx@example.com [ann@example.com] Missed call Somebody called.]",
		"mail-1 request SMTP smtp://mail.example.com:25 0 false",
		"mail-1 response SMTP smtp://mail.example.com:25 250 true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What the session waits for is told when it is stuck.
func TestStuckReport(t *testing.T) {
	block := make(chan struct{})
	t.Cleanup(func() { close(block) })
	way := out(func(*session.Mail) *session.MailReply { <-block; return &session.MailReply{} })
	r := moduletest.RunWith(t, moduletest.Options{Mail: way, Hold: true, Wall: 50 * time.Millisecond, MayStick: true},
		`Net.sendMail(`+letter+`)`, mail.Module())
	if want := "the reply of smtp://mail.example.com:25 (test.js:1"; r.Stuck == nil || !strings.Contains(r.Stuck.Error(), want) {
		t.Errorf("got %v, want %s", r.Stuck, want)
	}
}
