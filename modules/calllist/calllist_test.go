package calllist_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/calllist"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

const prelude = `
const w = (...x) => Logger.write(x.map((v) => typeof v === 'string' ? v : JSON.stringify(v)).join(' '));
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

// run runs a list with a script.
func run(t *testing.T, csv string, o calllist.Options, js string) *apitest.Result {
	t.Helper()
	var err error
	if o.Rows, err = calllist.Read(strings.NewReader(csv)); err != nil {
		t.Fatal(err)
	}
	return apitest.Run(t, apitest.Options{List: o}, prelude+js)
}

const one = "phone;name\n15550400;Ann\n"

// outcome is the state of the first task, in short.
func outcome(r *apitest.Result) string {
	task := r.List.Tasks()[0]
	return task.Status().String() + " " + task.Result()
}

func TestTheRowIsTheCustomData(t *testing.T) {
	r := run(t, one, calllist.Options{}, `
		VoxEngine.addEventListener(AppEvents.Started, () => { w(VoxEngine.customData()); VoxEngine.terminate(); });
		VoxEngine.addEventListener(AppEvents.CallAlerting, () => w('never'));`)
	r.WantLogs(`0 {"phone":"15550400","name":"Ann"}`)
	if got := outcome(r); got != "Processed " {
		t.Errorf("a session without a report gives %q", got)
	}
}

func TestReports(t *testing.T) {
	for _, c := range []struct{ name, js, log, want string }{
		{"a result", `CallList.reportResult({ok: true, text: '<b>'}, (r) => { w(r); VoxEngine.terminate(); })`,
			`0 {"code":200,"headers":[],"raw_headers":""}`, `Processed {"ok":true,"text":"<b>"}`},
		{"a result as text", `CallList.reportResult('fine', (r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Processed fine`},
		{"a number is a text", `CallList.reportResult(7, (r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Processed 7`},
		{"a promise", `CallList.reportResultAsync('fine').then((r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Processed fine`},
		{"the older name", `VoxEngine.CallList.reportError('busy', (r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Error busy`},
		{"an error as a promise", `CallList.reportErrorAsync({code: 486}).then((r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Error {"code":486}`},
		{"progress says nothing of the end", `CallList.reportProgress('half', (r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Processed `},
		{"progress as a promise", `CallList.reportProgressAsync('half').then((r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Processed `},
		{"a next attempt", `CallList.requestNextAttempt({attempts_left: 0, error: 'busy'}, (r) => { w(r.code); VoxEngine.terminate(); })`, `0 200`, `Error busy`},
		{"its data may be JSON", `CallList.requestNextAttemptAsync('{"attempts_left": 0, "error": {"code": 486}}').then((r) => { w(r.code); VoxEngine.terminate(); })`,
			`0 200`, `Error {"code":486}`},
		{"in Terminating it is the one request", `VoxEngine.addEventListener(AppEvents.Terminating, () => { CallList.reportError('late', (r) => w(r.code)); CallList.reportResult('ignored', w); }); VoxEngine.terminate();`,
			`0 200`, `Error late`},
		{"terminate may be the callback", `CallList.reportResult('fine', VoxEngine.terminate); w('sent')`, `0 sent`, `Processed fine`},
		{"no callback", `CallList.reportResult('fine'); w('sent'); VoxEngine.terminate()`, `0 sent`, `Processed fine`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, one, calllist.Options{}, `VoxEngine.addEventListener(AppEvents.Started, () => { `+c.js+` })`)
			r.WantLogs(c.log)
			if got := outcome(r); got != c.want {
				t.Errorf("the task is %q, want %q", got, c.want)
			}
		})
	}
}

// A list of a telephone campaign: who does not answer is called again.
func TestAttempts(t *testing.T) {
	rows, err := calllist.Read(strings.NewReader("phone\n15550400\n15550500\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := apitest.Run(t, apitest.Options{
		List: calllist.Options{Rows: rows, Attempts: 2, Interval: time.Minute, Simultaneous: 2},
		Far:  map[string]string{"15550400": "busy", "15550500": "answer after 1s"},
	}, prelude+`
		const { phone } = JSON.parse(VoxEngine.customData());
		VoxEngine.addEventListener(AppEvents.Started, () => {
			const call = VoxEngine.callPSTN(phone, '15550199');
			call.addEventListener(CallEvents.Connected, () => { w(phone, 'reached'); CallList.reportResult('reached', VoxEngine.terminate); });
			call.addEventListener(CallEvents.Failed, (e) => { w(phone, String(e.code)); CallList.reportError('code ' + e.code, VoxEngine.terminate); });
		});`)
	var got []string
	for _, task := range r.List.Tasks() {
		got = append(got, task.Status().String()+" "+task.Result())
	}
	if diff := cmp.Diff([]string{"Error code 486", "Processed reached"}, got); diff != "" {
		t.Errorf("the tasks (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(3, len(r.Outcome.Results)); diff != "" {
		t.Errorf("the sessions (-want +got):\n%s", diff)
	}
}

func TestNextAttempt(t *testing.T) {
	for _, c := range []struct {
		name, data string
		began      int64 // seconds until the second attempt
		custom     string
		warnings   []string
	}{
		{"by itself after the interval", `{error: 'busy'}`, 60, `{"phone":"15550400","name":"Ann"}`, nil},
		{"at a time", `{error: 'busy', next_attempt_time: '2026-01-01T02:00:00+01:00'}`, 3600, `{"phone":"15550400","name":"Ann"}`, nil},
		{"at a Unix time", `{error: 'busy', start_at: 1767225900}`, 300, `{"phone":"15550400","name":"Ann"}`, nil},
		{"within hours", `{error: 'busy', start_execution_time: '06:00:00', end_execution_time: '07:00:00'}`, 6 * 3600, `{"phone":"15550400","name":"Ann"}`, nil},
		{"with other data", `{error: 'busy', custom_data: {phone: '15550500'}, attempts_left: 3}`, 60, `{"phone":"15550500"}`, nil},
		{"with a text as data", `{error: 'busy', custom_data: 'again', attempts_left: -1}`, 60, `again`, nil},
		{"without an error", `{}`, 60, `{"phone":"15550400","name":"Ann"}`,
			[]string{"CallList.requestNextAttempt: the error field is missing: it says what became of this attempt"}},
		{"with what makes no sense", `{error: 'busy', attempts_left: 'many', next_attempt_time: 'soon', start_execution_time: 'noon'}`, 60, `{"phone":"15550400","name":"Ann"}`,
			[]string{
				"CallList.requestNextAttempt: the field attempts_left is left out: many is no number of attempts",
				`CallList.requestNextAttempt: the field next_attempt_time is left out: "soon" is no time with a zone: write 2026-01-31T09:00:00Z`,
				`CallList.requestNextAttempt: the field start_execution_time or end_execution_time is left out: "noon" is no time of day: write HH:MM:SS`,
			}},
		{"at no Unix time", `{error: 'busy', start_at: 'soon'}`, 60, `{"phone":"15550400","name":"Ann"}`,
			[]string{"CallList.requestNextAttempt: the field start_at is left out: soon is no Unix time in seconds"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, one, calllist.Options{Attempts: 2, Interval: time.Minute}, `
				VoxEngine.addEventListener(AppEvents.Started, () => {
					if (Date.now() === 1767225600000) CallList.requestNextAttempt(`+c.data+`, VoxEngine.terminate);
					else { w((Date.now() - 1767225600000) / 1000, VoxEngine.customData()); VoxEngine.terminate(); }
				})`)
			logs, _ := apitest.Of[trace.Log](r)
			if len(logs) != 1 || logs[0].Text != text(c.began, c.custom) {
				t.Errorf("the script wrote %v, want %s", logs, text(c.began, c.custom))
			}
			if diff := cmp.Diff(append([]string{}, c.warnings...), r.Warnings()); diff != "" {
				t.Errorf("the warnings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWithoutAList(t *testing.T) {
	const failed = `{"code":-1,"error":"the session was not started by a call list"}`
	r := apitest.Run(t, apitest.Options{Start: true}, prelude+`
		VoxEngine.addEventListener(AppEvents.Started, async () => {
			CallList.reportResult('fine', (r) => w(r));
			w(await CallList.reportErrorAsync('busy'));
			await CallList.requestNextAttemptAsync({error: 'busy'}).catch((r) => w('rejected', r));
			VoxEngine.terminate();
		})`)
	r.WantLogs("0 "+failed, "0 "+failed, "0 rejected "+failed)
}

func TestLimits(t *testing.T) {
	limits := session.CloudLimits()
	limits.HTTPTotal = 2
	r := apitest.Run(t, apitest.Options{Start: true, Limits: limits}, prelude+`
		VoxEngine.addEventListener(AppEvents.Started, () => {
			CallList.reportProgress('1');
			CallList.reportProgress('2');
			w(tried(() => CallList.reportProgress('3')));
			CallList.reportProgressAsync('3').catch((e) => w(String(e)));
			setTimeout(() => {
				CallList.reportProgress('4');
				VoxEngine.terminate();
				CallList.reportProgress('5', (r) => w('never'));
				CallList.reportProgress('6');
			}, 1000);
		})`)
	const message = "Error: Exceeded the HTTP connection count limit!"
	r.WantLogs("0 "+message, "0 "+message)
}

// Requests that the end refuses are told so, if something else takes longer.
func TestRefusedAtTheEnd(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, HTTP: slow{}}, prelude+`
		VoxEngine.addEventListener(AppEvents.Started, () => {
			Net.httpRequest('http://example.com/', () => w('over'));
			VoxEngine.terminate();
			CallList.reportResult('late', (r) => w(r));
		})`)
	r.WantLogs(`1 {"code":0,"error":"the session takes no more requests"}`, "1000 over")
}

func TestWrongUse(t *testing.T) {
	for _, c := range []struct{ js, want string }{
		{`CallList.reportResult()`, "Error: CallList.reportResult: the result parameter is missing"},
		{`CallList.reportErrorAsync(null)`, "Error: CallList.reportErrorAsync: the error parameter is missing"},
		{`CallList.requestNextAttempt()`, "Error: CallList.requestNextAttempt: the data parameter is missing"},
		{`CallList.requestNextAttempt('soon')`, "TypeError: CallList.requestNextAttempt: an object is expected, not soon"},
		{`CallList.requestNextAttempt('7')`, "TypeError: CallList.requestNextAttempt: an object is expected, not 7"},
		{`const o = {}; o.o = o; CallList.reportResult(o)`, "TypeError: CallList.reportResult: the result can't be turned into JSON: TypeError: Converting circular structure to JSON"},
	} {
		r := apitest.Run(t, apitest.Options{Start: true}, prelude+`
			VoxEngine.addEventListener(AppEvents.Started, () => { w(tried(() => { `+c.js+` })); VoxEngine.terminate(); })`)
		if logs := r.Logs(); len(logs) != 1 || !strings.HasPrefix(logs[0], "0 "+c.want) {
			t.Errorf("%s: the script wrote %q, want %s", c.js, logs, c.want)
		}
	}
}

func text(began int64, data string) string { return fmt.Sprintf("%d %s", began, data) }

// slow answers each request after a second.
type slow struct{}

func (slow) Answer(*session.Request) *session.Response {
	return &session.Response{Code: 200, Latency: time.Second, Mocked: true}
}

func (slow) RoundTrip(context.Context, *session.Request) *session.Response {
	panic("a mocked request went out")
}
