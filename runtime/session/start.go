package session

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
)

// raiseStarted raises Application.Started. Most scripts have no use for its fields, so they are made when somebody reads them.
func (s *Session) raiseStarted() {
	s.app.Raise(Event{Name: "Application.Started", Later: s.startedFields})
}

// SecureHost is the host and port of the session's secure URLs.
const SecureHost = "127.0.0.1:12093"

// AccessPath returns the path of the session's access URLs (behaviour page, section 1.5).
func (s *Session) AccessPath() string {
	ids := rand.New(rand.NewPCG(s.opts.Seed, ^uint64(s.opts.Number))) // of its own: who reads it must not change what comes later
	return fmt.Sprintf("/request/%016X.%d.%d_127.0.0.1/%s", ids.Uint64(), int64(s.start)/1000, s.opts.Number, token(ids, 32))
}

func (s *Session) startedFields() Fields {
	app := &s.opts.App
	number := strconv.FormatInt(s.opts.Number, 10)
	path := s.AccessPath()
	fs := Fields{
		{"accessURL", "http://127.0.0.1:12092" + path},
		{"accessSecureURL", "https://" + SecureHost + path},
		{"accountId", app.Account},
		{"applicationId", app.ID},
		{"sessionId", s.opts.Number},
		{"logURL", "http://127.0.0.1:12092/log/" + number},
		{"domainName", app.Name},
		{"dialplanName", s.opts.Rule},
		{"dialplanId", int64(0)},
		{"userId", int64(-1)},
		{"nluAddresses", []any{}},
		{"config", Fields{{"acceptReInviteByDefault", true}}},
	}
	if s.opts.Incoming != nil {
		fs = append(fs, Field{"initiatorCountry", "US"})
	}
	if s.opts.Conference != "" {
		fs = append(fs, Field{"conference_name", s.opts.Conference})
	}
	return fs
}

// RaiseCallAlerting raises Application.CallAlerting for a leg (behaviour page, section 1.5). When nobody listens, the call is
// rejected with 603.
func (s *Session) RaiseCallAlerting(l *telephony.Leg) {
	call := s.WrapLeg(l)
	s.app.Raise(Event{
		Name: "Application.CallAlerting", Later: func() Fields { return s.alertingFields(l) }, Extra: Fields{{"call", call}},
		Unhandled: func() {
			s.Log("Unhandled CallAlerting event")
			l.Reject(603, nil)
		},
	})
}

// Join raises CallAlerting for a further call (behaviour page, section 1.5), and reports whether it could: a session that has begun to
// stop takes none. It is called in turns of others.
func (s *Session) Join(l *telephony.Leg) bool {
	switch {
	case !s.Running():
		return false
	case s.state == trace.Loading: // Started comes first
		s.joining = append(s.joining, l)
	default:
		s.RaiseCallAlerting(l)
	}
	return true
}

func (s *Session) alertingFields(l *telephony.Leg) Fields {
	fs := Fields{
		{"id", l.ID},
		{"callerid", l.CallerID},
		{"destination", l.Number},
		{"toURI", "sip:" + l.Number + "@" + s.opts.App.Name},
		{"displayName", l.DisplayName},
		{"headers", HeaderFields(l.Headers)},
	}
	if l.Kind == telephony.User {
		fs = append(fs, Field{"fromURI", "sip:" + l.CallerID + "@" + s.opts.App.Name})
	}
	if l.CustomData != "" {
		fs = append(fs, Field{"customData", l.CustomData})
	}
	return fs
}

// HeaderFields returns the headers of a call as an object's fields; a repeated header becomes an array (behaviour page,
// section 5.7).
func HeaderFields(hs telephony.Headers) Fields {
	fs := Fields{}
next:
	for _, h := range hs {
		for i := range fs {
			if fs[i].Key != h.Name {
				continue
			}
			if list, ok := fs[i].Value.([]any); ok {
				fs[i].Value = append(list, h.Value)
			} else {
				fs[i].Value = []any{fs[i].Value, h.Value}
			}
			continue next
		}
		fs = append(fs, Field{h.Name, h.Value})
	}
	return fs
}

const tokenDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// Token returns n random base64url characters from the session's seed.
func (s *Session) Token(n int) string { return token(s.rand, n) }

func token(r *rand.Rand, n int) string {
	b := make([]byte, n)
	var bits uint64
	for i := range b {
		if i%10 == 0 {
			bits = r.Uint64()
		}
		b[i] = tokenDigits[bits&63]
		bits >>= 6
	}
	return string(b)
}

// Random returns a random number from the session's seed.
func (s *Session) Random() uint64 { return s.rand.Uint64() }
