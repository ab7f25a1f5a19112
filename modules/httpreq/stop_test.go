package httpreq_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/httpreq"
	"voxemu/modules/httpreq/transport"
	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

// states returns the states of the session with the moment each began.
func states(r *moduletest.Result) []string {
	var ss []string
	for _, rec := range r.Records {
		if s, ok := rec.Body.(trace.Session); ok {
			ss = append(ss, fmt.Sprint(rec.T, " ", s.State))
		}
	}
	return ss
}

const watchEnd = `
	on('Application.Terminating', () => print('Terminating'));
	on('Application.Terminated', () => print('Terminated'));
`

func TestDrainingWaitsForActiveRequestsAndDropsTheQueue(t *testing.T) {
	m := after(100 * time.Millisecond)
	r := run(t, m, watchEnd+`function done(i) { print(i) } `+many(5)+
		`Net.httpRequestAsync('http://h/6').finally(() => print('never')); terminate();`)
	wantNoError(t, r)
	wantPrinted(t, r, "1", "2", "3", "Terminating", "Terminated")
	want := []string{"0 loading", "0 draining", "100 terminating", "100 terminated"}
	if diff := cmp.Diff(want, states(r)); diff != "" {
		t.Error(diff)
	}
	if len(m.sent) != 3 {
		t.Errorf("%d requests were sent", len(m.sent))
	}
}

func TestDrainingWaitsForLiveRequests(t *testing.T) {
	out := roundTrip(func(*session.Request) *session.Response { return &session.Response{Code: 201} })
	r := run(t, out, watchEnd+`Net.httpRequestAsync('http://h/').then(r => print(r.code)); terminate();`)
	wantNoError(t, r)
	wantPrinted(t, r, "201", "Terminating", "Terminated")
}

func TestThereIsNoWaitWithoutRequests(t *testing.T) {
	r := run(t, &mock{}, watchEnd+`terminate(); Net.httpRequest('http://h/', () => print('never'))`)
	wantNoError(t, r)
	wantPrinted(t, r, "Terminating", "Terminated")
}

func TestRequestsMadeWhileDrainingAreRefusedWithCode0(t *testing.T) {
	m := &mock{answer: func(r *session.Request) *session.Response {
		if r.URL == "http://h/1" {
			return &session.Response{Code: 200, Latency: 10 * time.Millisecond}
		}
		return &session.Response{Code: 200, Latency: 100 * time.Millisecond}
	}}
	r := run(t, m, watchEnd+`
		function done(i, r) {
			print(i, r.code);
			if (i > 1) return;
			Net.httpRequest('http://h/3', r => print(JSON.stringify(r)));
			Net.httpRequestAsync('http://h/4').then(r => print(r.code));
			Net.httpRequest('http://h/5');
		}`+many(2)+`terminate();`)
	wantNoError(t, r)
	wantPrinted(t, r, "1 200", `{"code":0,"error":"the session takes no more requests"}`, "0", "2 200", "Terminating", "Terminated")
	if len(m.sent) != 2 {
		t.Errorf("%d requests were sent", len(m.sent))
	}
}

func TestTryingAgainForeverWhileDrainingEnds(t *testing.T) {
	r := run(t, after(time.Second), watchEnd+`
		let tries = 0;
		function again() { tries++; Net.httpRequest('http://h/', again) }
		function done(i) { if (i === 2) print(tries > 10) }
		`+many(2)+`terminate(); again();`)
	wantNoError(t, r)
	wantPrinted(t, r, "true", "Terminating", "Terminated")
}

func TestOneRequestMayStartInTerminating(t *testing.T) {
	m := after(500 * time.Millisecond)
	r := run(t, m, `
		on('Application.Terminating', async () => {
			const first = Net.httpRequestAsync('http://h/1');
			Net.httpRequest('http://h/2', () => print('never'));
			print((await first).code);
			Net.httpRequest('http://h/3', () => print('never'));
		});
		on('Application.Terminated', () => print('Terminated'));
		terminate();`)
	wantNoError(t, r)
	wantPrinted(t, r, "200", "Terminated")
	if want := []string{"0 loading", "0 terminating", "500 terminated"}; len(m.sent) != 1 || !cmp.Equal(want, states(r)) {
		t.Errorf("%d requests were sent, states %q", len(m.sent), states(r))
	}
}

func TestWhatWasQueuedNeverStartsAgain(t *testing.T) {
	limits := session.CloudLimits()
	limits.TerminatingHTTP = 2
	m := after(100 * time.Millisecond)
	o := moduletest.Options{HTTP: m, Hold: true, Limits: limits}
	r := moduletest.RunWith(t, o, `function done(i) { print(i) }
		on('Application.Terminating', () => Net.httpRequest('http://h/last', () => print('last')));
		`+many(4)+`terminate();`, httpreq.Module())
	wantNoError(t, r)
	wantPrinted(t, r, "1", "2", "3", "last")
}

func TestOverTheRealNetwork(t *testing.T) {
	var active, most atomic.Int32
	arrived := make(chan struct{}, 10)
	three := make(chan struct{})
	go func() {
		for range 3 {
			<-arrived
		}
		close(three)
	}()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := active.Add(1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		arrived <- struct{}{}
		<-three
		body, _ := io.ReadAll(r.Body)
		active.Add(-1)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"q":"%s","body":"%s","agent":"%s","type":"%s"}`, r.URL.RawQuery, body, r.UserAgent(), r.Header.Get("Content-Type"))
	}))
	t.Cleanup(server.Close)
	r := run(t, transport.New(), `
		const url = '`+server.URL+`/';
		const one = i => Net.httpRequestAsync(url, {method: 'post', params: {i}, postData: 'p', headers: ['Content-Type: text/x']});
		Promise.all([1, 2, 3, 4, 5, 6, 7].map(one)).then(rs => {
			for (const r of rs) if (r.code !== 200) print(JSON.stringify(r));
			print(rs[6].text, rs[6].headers.find(h => h.key === 'Content-Type').value);
		})`)
	wantNoError(t, r)
	wantPrinted(t, r, `{"q":"i=7","body":"p","agent":"VoxEngine/1.0","type":"text/x"} application/json`)
	if most.Load() != 3 {
		t.Errorf("%d requests at once", most.Load())
	}
}
