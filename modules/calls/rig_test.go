package calls_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"voxemu/modules"
	"voxemu/modules/apitest"
	"voxemu/modules/conform"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// run runs one session for one call by itself, for what the options of an application don't reach.
func run(t *testing.T, in telephony.Incoming, phone telephony.Options, keep session.Recordings, script string) *apitest.Result {
	t.Helper()
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "main.js", Text: prelude + script})
	if err != nil {
		t.Fatal(err)
	}
	r := &apitest.Result{}
	l := loop.New(vclock.NewVirtual(0), loop.Options{WallLimit: 10 * time.Second})
	net := telephony.New(l.NewScope("network", func(err error) { t.Error(err) }), phone)
	net.OnCall = func(leg *telephony.Leg) {
		session.New(session.Options{
			ID: "s1", Number: 1, API: modules.API(), Scripts: []session.Script{{Name: "main", Program: program}},
			Incoming: leg, Loop: l, Network: net, Recordings: keep, AudioFiles: []session.AudioFile{{Address: "*", Length: 5 * time.Second}}, Recorder: &session.Recorder{Sink: r}, Watchdog: jsvm.NewWatchdog(), Watch: conform.Watch(t),
			Ended: func(_ *session.Session, result session.Result) {
				if result.Err != nil {
					t.Error(result.Err)
				}
			},
		}).Start()
	}
	net.Call(in)
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return r
}

// inviter is a caller that asks to change the call a second after it is connected, and then hangs up.
type inviter struct {
	line *telephony.Line
	mime string
	got  []string
}

func (p *inviter) Name() string                                        { return "caller" }
func (p *inviter) Begin(*telephony.Utterance)                          {}
func (p *inviter) End(u *telephony.Utterance, _ time.Duration, _ bool) {}

func (p *inviter) PartyEvent(e telephony.Event) {
	switch e := e.(type) {
	case telephony.ReInviteAccepted:
		p.got = append(p.got, "accepted "+e.Type)
	case telephony.ReInviteRejected:
		p.got = append(p.got, fmt.Sprintf("rejected %d %s", e.Code, e.Reason))
	}
}

// refuser answers at once and refuses each change of the call.
type refuser struct {
	inviter
}

func (p *refuser) PartyEvent(e telephony.Event) {
	switch e.(type) {
	case telephony.Offered:
		_ = p.line.Answer(nil, "")
	case telephony.ReInvite:
		_ = p.line.RejectReInvite(488, "no", nil)
	}
}

// runWith joins the caller with a party that refuses each change. The script's timer makes the caller act.
func runWith(t *testing.T, caller *inviter, kind telephony.Kind) *apitest.Result {
	t.Helper()
	ends := new(telephony.FarEnds)
	if err := ends.Add("sip:desk@example.com", telephony.FarEnd{Party: func(l *telephony.Line) telephony.Party {
		return &refuser{inviter{line: l}}
	}}); err != nil {
		t.Fatal(err)
	}
	acting := telephony.Incoming{From: "anna", To: "1", Kind: kind, Party: func(l *telephony.Line) telephony.Party {
		caller.line = l
		return actor{caller}
	}}
	return run(t, acting, telephony.Options{Far: ends}, nil, `onCall((call) => {
		call.answer();
		VoxEngine.easyProcess(call, VoxEngine.callSIP('sip:desk@example.com', {callerid: 'anna'}));
		setTimeout(() => call.sendMessage('now'), 1020);
		setTimeout(VoxEngine.terminate, 2000);
	})`)
}

// actor asks for the change when it gets a message.
type actor struct{ *inviter }

func (a actor) PartyEvent(e telephony.Event) {
	if _, ok := e.(telephony.Message); ok {
		_ = a.line.ReInvite(a.mime, "body", nil)
		return
	}
	a.inviter.PartyEvent(e)
}

func text(args []any) string { return fmt.Sprint(args) }
