package telephony

import (
	"time"

	"voxemu/runtime/vclock"
)

// Pushed: a push was sent to the devices of a user who is not logged in; to the application only.
type Pushed struct{}

func (Pushed) event() {}

// asleep takes the first step off a script that begins with asleep.
func (s Script) asleep() (nap Step, rest Script, ok bool) {
	if len(s.Steps) == 0 || s.Steps[0].Verb != Asleep {
		return Step{}, s, false
	}
	return s.Steps[0], Script{s.Steps[1:]}, true
}

// wake is for a user who is not logged in, but has a device that gets pushes (behaviour page, section 8.7): a push is sent, and the
// device rung when it logs in within the time of the request; otherwise the call fails with 480, as it does at once without
// pushes. That the time to ring begins with the login is assumed.
func (n *Network) wake(l *Leg, r DialRequest, far FarEnd, login time.Duration) {
	offline := func() { l.fail(480, offlineText, nil, nil) }
	l.soon(func() {
		if r.Push == 0 {
			offline()
			return
		}
		l.tell(Pushed{})
		if login == 0 || login > r.Push {
			l.after(r.Push, vclock.Limit, "a device that a push does not wake", offline)
			return
		}
		l.after(login, vclock.Signalling, "a device that a push wakes", func() { n.reach(l, r, far) })
	})
}
