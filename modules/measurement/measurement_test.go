package measurement_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/measurement"
	"voxemu/modules/moduletest"
	"voxemu/runtime/trace"
)

func run(t *testing.T, code string) *moduletest.Result {
	t.Helper()
	r := moduletest.RunWith(t, moduletest.Options{Hold: true}, `const M = MeasurementProtocol; `+code, measurement.Module())
	if r.Error() != "" {
		t.Error(r.Error())
	}
	return r
}

// hits are the lines of the session log that tell of hits.
func hits(r *moduletest.Result) []string {
	var lines []string
	for _, line := range r.Log {
		if hit, ok := strings.CutPrefix(line, "MeasurementProtocol: "); ok {
			lines = append(lines, hit)
		}
	}
	return lines
}

func warnings(r *moduletest.Result) []string {
	var texts []string
	for _, w := range moduletest.Bodies[trace.Warning](r) {
		texts = append(texts, w.Text)
	}
	return texts
}

const start = `M.setup('UA-1-1').startSession({clientID: 'c 1'});`

func TestHits(t *testing.T) {
	const head = "v=1&tid=UA-1-1&t="
	for _, c := range []struct{ name, js, want string }{
		{"an event", `M.sendEvent({category: 'call', action: 'answered & recorded', value: 5, nonInteractionHit: true})`,
			head + "event&sc=start&cid=c+1&ni=1&ec=call&ea=answered+%26+recorded&ev=5"},
		{"an exception", `M.sendException({description: 'oops', isFatal: false})`, head + "exception&sc=start&cid=c+1&exd=oops&exf=0"},
		{"an item", `M.sendItem({transactionId: 1, name: 'minutes', price: 0.5, quantity: 3, code: 'm', category: 'calls'})`,
			head + "item&sc=start&cid=c+1&ti=1&in=minutes&ip=0.5&iq=3&ic=m&iv=calls"},
		{"a social hit", `M.sendSocial({network: 'n', action: 'like', trigger: 'x'})`, head + "social&sc=start&cid=c+1&sn=n&sa=like&st=x"},
		{"a timing", `M.sendTiming({category: 'c', name: 'wait', time: 1500, label: 'l'})`, head + "timing&sc=start&cid=c+1&utc=c&utv=wait&utt=1500&utl=l"},
		{"a transaction", `M.sendTransaction({id: 7, affiliation: 'a', revenue: 9.5, shipping: 1, tax: 2})`,
			head + "transaction&sc=start&cid=c+1&ti=7&ta=a&tr=9.5&ts=1&tt=2"},
		{"without options", `M.sendEvent()`, head + "event&sc=start&cid=c+1"},
		{"a data source", `M.setup('UA-1-1', false, 'phone').sendEvent({})`, head + "event&ds=phone&sc=start&cid=c+1"},
		{"what lasts", `M.setApplicationInfo({name: 'ivr', version: '2'}).setTrafficSource({campaignName: 'spring'}).sendEvent({})`,
			head + "event&sc=start&cid=c+1&cn=spring&an=ivr&av=2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{c.want}, hits(run(t, start+c.js))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryFunctionCanBeChained(t *testing.T) {
	r := run(t, `
		M.setup('UA-1-1', true).startSession({clientID: 'c'}).setApplicationInfo({name: 'a'}).setTrafficSource({}).sendEvent({})
			.sendException({}).sendItem({}).sendSocial({}).sendTiming({}).sendTransaction({}).endSession()
			.setSessionByCallerId({callerId: '15550100', userID: 'u'}).then((m) => { print(m === M); m.sendEvent({}); });`)
	sent := hits(r)
	if diff := cmp.Diff([]string{"true"}, r.Printed()); diff != "" || len(sent) != 7 {
		t.Fatalf("%d hits (-want +got):\n%s", len(sent), diff)
	}
	if want := "v=1&tid=UA-1-1&t=event&sc=start&cid=15971dde2ad694826c38977de90dca7a&uid=u&an=a"; sent[6] != want {
		t.Errorf("the last hit is %s, want %s", sent[6], want)
	}
}

// Only the first hit of a session says that it begins.
func TestSessions(t *testing.T) {
	r := run(t, start+`M.sendEvent({}).sendEvent({}).startSession({clientID: 'd'}).sendEvent({})`)
	const head = "v=1&tid=UA-1-1&t=event&"
	if diff := cmp.Diff([]string{head + "sc=start&cid=c+1", head + "cid=c+1", head + "sc=start&cid=d"}, hits(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsNotSentIsWarnedOf(t *testing.T) {
	for _, c := range []struct{ name, js, want string }{
		{"no setup", `M.sendEvent({})`, "MeasurementProtocol.sendEvent: nothing is sent: setup has not been called"},
		{"no session", `M.setup('UA-1-1').sendItem({})`, "MeasurementProtocol.sendItem: nothing is sent: no session has been started"},
		{"a session that has ended", start + `M.endSession().sendItem({})`, "MeasurementProtocol.sendItem: nothing is sent: no session has been started"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{c.want}, warnings(run(t, c.js))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWrongUse(t *testing.T) {
	r := run(t, `
		const tried = (f) => { try { f(); } catch (e) { print(String(e)); } };
		tried(() => M.setup());
		tried(() => M.startSession());
		tried(() => M.startSession({userID: 'u'}));
		M.setSessionByCallerId({}).catch((e) => print(String(e)));`)
	want := []string{
		"Error: MeasurementProtocol.setup: the trackingId parameter is missing",
		"Error: MeasurementProtocol.startSession: the clientID parameter is missing",
		"Error: MeasurementProtocol.startSession: the clientID parameter is missing",
		"Error: MeasurementProtocol.setSessionByCallerId: the callerId parameter is missing",
	}
	if diff := cmp.Diff(want, r.Printed()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
