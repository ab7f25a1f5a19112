package httpreq_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"voxemu/modules/httpreq"
	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
)

// many starts n requests; done(i) is called with the result of each.
func many(n int) string {
	return fmt.Sprintf(`for (let i = 1; i <= %d; i++) Net.httpRequest('http://h/' + i, r => done(i, r));`, n)
}

func TestThreeRequestsAreActiveTheRestWaitInOrder(t *testing.T) {
	r := run(t, after(100*time.Millisecond), `function done(i) { print(i) } `+many(5))
	wantNoError(t, r)
	wantPrinted(t, r, "1", "2", "3", "4", "5")
	want := []step{
		{0, "http-1", "request", 0}, {0, "http-2", "request", 0}, {0, "http-3", "request", 0},
		{100, "http-1", "response", 200}, {100, "http-4", "request", 0},
		{100, "http-2", "response", 200}, {100, "http-5", "request", 0},
		{100, "http-3", "response", 200},
		{200, "http-4", "response", 200}, {200, "http-5", "response", 200},
	}
	if diff := cmp.Diff(want, steps(r)); diff != "" {
		t.Error(diff)
	}
}

func TestAnswersComeWhenTheyAreDue(t *testing.T) {
	m := &mock{answer: func(r *session.Request) *session.Response {
		d, _ := time.ParseDuration(strings.TrimPrefix(r.URL, "http://h/"))
		return &session.Response{Code: 200, Latency: d}
	}}
	r := run(t, m, `for (const d of ['30ms', '10ms', '20ms']) Net.httpRequest('http://h/' + d, () => print(d))`)
	wantPrinted(t, r, "10ms", "20ms", "30ms")
}

func TestTheThirtySixthRequestIsRefused(t *testing.T) {
	const report = `
		try { Net.httpRequest('http://h/', () => print('never')); print('taken') } catch (e) { print(e instanceof Error, e.message) }
		Net.httpRequestAsync('http://h/').then(() => print('never'), e => print(e instanceof Error, e.message));`
	const message = "Exceeded the HTTP connection count limit!"
	t.Run("thirty_five_are_taken", func(t *testing.T) {
		r := run(t, after(time.Second), `let n = 0; function done() { n++; if (n === 35) print(n) } `+many(35))
		wantNoError(t, r)
		wantPrinted(t, r, "35")
	})
	t.Run("one_more_throws_or_rejects", func(t *testing.T) {
		r := run(t, after(time.Second), `let n = 0; function done() { n++; if (n === 35) print(n) } `+many(35)+report)
		wantNoError(t, r)
		wantPrinted(t, r, "true "+message, "true "+message, "35")
	})
	t.Run("a_callback_finds_its_own_slot_free", func(t *testing.T) {
		r := run(t, after(time.Second), `let n = 0; function done() { if (++n === 1) Net.httpRequest('http://h/', () => print('taken', n)) } `+many(35))
		wantNoError(t, r)
		wantPrinted(t, r, "taken 35")
	})
}

func TestTheServerSeesThreeAtOnce(t *testing.T) {
	var mu sync.Mutex
	active, most, total := 0, 0, 0
	full := make(chan struct{}) // closed once three are under way
	out := roundTrip(func(*session.Request) *session.Response {
		mu.Lock()
		active++
		total++
		most = max(most, active)
		if total == 3 {
			close(full)
		}
		mu.Unlock()
		<-full
		mu.Lock()
		active--
		mu.Unlock()
		return &session.Response{Code: 200}
	})
	r := run(t, out, `let n = 0; function done() { if (++n === 12) print(n) } `+many(12))
	wantNoError(t, r)
	wantPrinted(t, r, "12")
	if most != 3 || total != 12 {
		t.Errorf("%d at once of %d", most, total)
	}
}

func TestLiveRequestsCostNoVirtualTimeAndComeAsTheyArrive(t *testing.T) {
	release := make(chan struct{})
	out := roundTrip(func(r *session.Request) *session.Response {
		if strings.HasSuffix(r.URL, "1") {
			<-release // until the result of the second has reached the script
		}
		return &session.Response{Code: 200, Body: []byte(r.URL)}
	})
	gate := session.Module{Name: "gate", Funcs: []session.Func{{
		Name: "release", Call: func(*session.Session, goja.FunctionCall) goja.Value {
			close(release)
			return goja.Undefined()
		},
	}}}
	r := moduletest.RunWith(t, moduletest.Options{HTTP: out, Hold: true}, `
		const p = i => Net.httpRequestAsync('http://h/' + i).then(r => { print(r.text); if (i === 2) release() });
		Promise.all([p(1), p(2)]).then(() => print('all'))`, httpreq.Module(), gate)
	wantNoError(t, r)
	wantPrinted(t, r, "http://h/2", "http://h/1", "all")
	for _, s := range steps(r) {
		if s.T != 0 {
			t.Errorf("%+v", s)
		}
	}
}

func TestAMockedAnswerOfARoundTripIsDelayed(t *testing.T) {
	out := roundTrip(func(*session.Request) *session.Response {
		return &session.Response{Code: 200, Mocked: true, Latency: 70 * time.Millisecond}
	})
	r := run(t, out, `Net.httpRequest('http://h/', r => print(r.code))`)
	wantPrinted(t, r, "200")
	want := []step{{0, "http-1", "request", 0}, {70, "http-1", "response", 200}}
	if diff := cmp.Diff(want, steps(r)); diff != "" {
		t.Error(diff)
	}
}

func TestALatencyOverTheTimeoutIsATimeout(t *testing.T) {
	r := run(t, after(95*time.Second), `
		Net.httpRequest('http://h/', r => print(JSON.stringify(r)), {timeout: 3});
		Net.httpRequest('http://h/', r => print(JSON.stringify(r)))`)
	wantPrinted(t, r, `{"code":-7,"error":"no complete answer within 3s"}`, `{"code":-7,"error":"no complete answer within 1m30s"}`)
	wantPrinted(t, run(t, after(3*time.Second), `Net.httpRequest('http://h/', r => print(r.code), {timeout: 3})`), "200")
	if s := steps(r); s[2].T != 3000 || s[3].T != 90000 {
		t.Errorf("got %v", s)
	}
}

func TestFailuresOfOurOwn(t *testing.T) {
	const script = `Net.httpRequest('http://h/', r => print(JSON.stringify(r)))`
	broken := roundTrip(func(*session.Request) *session.Response { panic("broken") })
	wantPrinted(t, run(t, broken, script), `{"code":-8,"error":"internal error: broken"}`)
	wantPrinted(t, run(t, nil, script), `{"code":-8,"error":"there is no way to the network"}`)
}

func TestACallbackIsATurnOfItsOwn(t *testing.T) {
	r := run(t, &mock{}, `
		Net.httpRequest('http://h/1', () => { print('first'); Promise.resolve().then(() => print('job of the first')) });
		Net.httpRequest('http://h/2', () => print('second'));
		print('script')`)
	wantPrinted(t, r, "script", "first", "job of the first", "second")
}

func TestAnErrorInACallbackEndsTheSession(t *testing.T) {
	r := run(t, &mock{}, `Net.httpRequest('http://h/', () => { throw new Error('broken') }); Net.httpRequest('http://h/', r => print('drained', r.code));`)
	if r.End.Reason != session.JSError || !strings.Contains(r.Error(), "broken") {
		t.Errorf("ended with %+v", r.End)
	}
	wantPrinted(t, r, "drained 200")
}

func TestAnUnhandledRefusalEndsTheSession(t *testing.T) {
	r := run(t, after(time.Second), `function done() {} `+many(35)+` Net.httpRequestAsync('http://h/')`)
	if r.End.Reason != session.JSError {
		t.Errorf("ended with %+v", r.End)
	}
}

func TestAStuckReportNamesTheRequest(t *testing.T) {
	o := moduletest.Options{HTTP: after(time.Minute), Hold: true, Virtual: time.Second, MayStick: true}
	r := moduletest.RunWith(t, o, "\nNet.httpRequest('http://h.test/a', () => {}, {method: 'PUT'})", httpreq.Module())
	if want := "the answer to PUT http://h.test/a (test.js:2"; r.Stuck == nil || !strings.Contains(r.Stuck.Error(), want) {
		t.Errorf("got %v, want %q in it", r.Stuck, want)
	}
}
