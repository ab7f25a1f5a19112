package calls_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
)

// prelude gives scripts w, which writes a line; onCall and onStart; show, which writes events of a call with their
// own fields; and tried, which gives the message of what a function throws.
const prelude = `
const w = (x) => Logger.write(x);
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => f(e.call, e));
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const show = (c, ...names) => {
	for (const n of names) c.addEventListener(CallEvents[n], (e) => {
		const { call, id, name, eventSourceField, sipCallId, sipTransport, ...rest } = e;
		w(n + ' ' + JSON.stringify(rest));
	});
	return c;
};
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

// rule is one rule of behaviour: a script, and what it writes. The default is a call that stays to the end.
type rule struct {
	name     string
	o        apitest.Options
	js       string
	want     []string // what it writes, each with its time
	warnings []string
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			got := apitest.Run(t, r.o, prelude+r.js)
			same(t, "what the script wrote", got.Logs(), r.want)
			same(t, "the warnings", withoutIDs(got.Warnings()), r.warnings)
		})
	}
}

// withoutIDs replaces the ids of calls by "ID", and those of internal players by "PLAYER".
func withoutIDs(lines []string) []string {
	call := regexp.MustCompile(`\b[0-9A-F]{16}\.\d+\.\d+|[A-Za-z0-9_-]{43}`)
	player := regexp.MustCompile(`(id|from) = [A-Za-z0-9_-]{22} `)
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = player.ReplaceAllString(call.ReplaceAllString(line, "ID"), "$1 = PLAYER ")
	}
	return out
}

// same compares lists; nil and an empty one are the same.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// far is the far end of 15550200.
func far(steps string) apitest.Options {
	return apitest.Options{Start: true, Far: map[string]string{"15550200": steps}}
}

// dial calls 15550200 as out when the session starts.
const dial = `let out; onStart(() => { out = VoxEngine.callPSTN('15550200', '15550100'); begin(out); });
`
