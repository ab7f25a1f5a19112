package player_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

// prelude gives scripts w, which writes a line; onStart and onCall; show, which writes all events of a player with
// their own fields; and tried, which gives the message of what a function throws.
const prelude = `
const w = (x) => Logger.write(x);
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
	e.call.answer();
	e.call.addEventListener(CallEvents.Connected, () => f(e.call));
});
const show = (p, events = PlayerEvents) => {
	for (const n of Object.keys(events)) p.addEventListener(events[n], (e) => {
		const { id, name, eventSourceField, player, sequencePlayer, ...rest } = e;
		if ((player || sequencePlayer) !== p || id !== p.id() || name !== events[n]) w('wrong event');
		w((n + ' ' + JSON.stringify(rest)).replace(' {}', ''));
	});
	return p;
};
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
const file = 'https://example.com/a.mp3';
`

// rule is one rule of behaviour: a script that runs when the session starts, and what it writes.
type rule struct {
	name     string
	o        apitest.Options
	js       string
	want     []string // what it writes, each with its time
	warnings []string
}

// check runs the rules; those without a call end after ten minutes.
func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			r.o.Start = true
			got := apitest.Run(t, r.o, prelude+"onStart(() => {"+r.js+"\n});")
			same(t, "what the script wrote", got.Logs(), r.want)
			same(t, "the warnings", withoutIDs(got.Warnings()), r.warnings)
		})
	}
}

// same compares lists; nil and an empty one are the same.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// mock answers some requests itself; a nil answer is none.
type mock func(r *session.Request) *session.Response

func (m mock) Answer(r *session.Request) *session.Response {
	a := m(r)
	if a != nil {
		a.Mocked = true
	}
	return a
}

func (m mock) RoundTrip(context.Context, *session.Request) *session.Response {
	panic("a file went over the network")
}
