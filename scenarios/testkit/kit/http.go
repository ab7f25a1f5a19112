package kit

import (
	"fmt"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// mock is what answers the requests of one method and URL.
type mock struct {
	method, url string
	fits        goja.Value // a function, if the URL is an expression
	answers     []answer
}

// answer is one answer of a mock, used up after so many times; 0 stands for ever.
type answer struct {
	times, used int
	delay       time.Duration
	failure     string
	make        goja.Value // a function that makes the answer of each request
	status      int
	body        string
	header      []session.Header
}

// request is one request that the application made.
type request struct {
	mock        int // -1 for none
	method, url string
	body        string
	header      []session.Header
	at          int64
	failed      bool // nobody answered
}

var (
	_ session.RoundTripper = (*running)(nil)
	_ session.Answerer     = (*running)(nil)
)

// failures are the ways a request can fail, by the names that tests give them.
var failures = map[string]session.Response{
	"refused":  {Code: session.CodeConnect, Error: "connection refused"},
	"reset":    {Code: session.CodeNetwork, Error: "connection reset"},
	"dns":      {Code: session.CodeHostNotFound, Error: "host not found"},
	"tls":      {Code: session.CodeNetwork, Error: "certificate not trusted"},
	"redirect": {Code: session.CodeRedirects, Error: "too many redirects"},
}

// mock adds a mock.
func (r *running) mock(args []goja.Value) (any, error) {
	m := &mock{method: text(args, 0), url: text(args, 1)}
	if _, ok := goja.AssertFunction(arg(args, 2)); ok {
		m.fits = arg(args, 2)
	}
	r.mocks = append(r.mocks, m)
	return len(r.mocks) - 1, nil
}

// answer adds an answer to a mock.
func (r *running) answer(args []goja.Value) (any, error) {
	m := r.mocks[arg(args, 0).ToInteger()]
	o := arg(args, 1).(*goja.Object)
	a := answer{times: int(o.Get("times").ToInteger()), delay: millis([]goja.Value{o.Get("delay")}, 0)}
	if v := o.Get("failure"); v != nil {
		a.failure = v.String()
		if _, ok := failures[a.failure]; !ok && a.failure != "timeout" {
			return nil, fmt.Errorf("networkError() is refused, reset, dns, tls or redirect, not %q", a.failure)
		}
	} else if v := o.Get("make"); v != nil {
		a.make = v
	} else {
		r.fill(&a, o)
	}
	m.add(a)
	return nil, nil
}

// reply adds an answer to a mock that names no headers. Arguments: the mock, status, body, whether that is JSON, delay, times.
func (r *running) reply(args []goja.Value) (any, error) {
	a := answer{
		status: int(arg(args, 1).ToInteger()), body: text(args, 2), delay: millis(args, 4), times: int(arg(args, 5).ToInteger()),
	}
	if arg(args, 3).ToBoolean() {
		a.header = []session.Header{{Key: "Content-Type", Value: "application/json"}}
	}
	r.mocks[arg(args, 0).ToInteger()].add(a)
	return nil, nil
}

// add adds an answer. One that is for ever replaces the one before.
func (m *mock) add(a answer) {
	if n := len(m.answers); n > 0 && a.times == 0 && m.answers[n-1].times == 0 {
		m.answers = m.answers[:n-1]
	}
	m.answers = append(m.answers, a)
}

func (r *running) fill(a *answer, o *goja.Object) {
	a.status, a.body = int(o.Get("status").ToInteger()), o.Get("body").String()
	r.v.vm.Runtime().ForOf(o.Get("headers"), func(item goja.Value) bool {
		pair := r.v.strings(item)
		a.header = append(a.header, session.Header{Key: pair[0], Value: pair[1]})
		return true
	})
}

// made returns the requests so far, those of one mock or all.
func (r *running) made(args []goja.Value) (any, error) {
	list := []object{}
	for _, q := range r.requests {
		if len(args) > 0 && q.mock != int(arg(args, 0).ToInteger()) {
			continue
		}
		list = append(list, r.show(q))
	}
	return list, nil
}

func (r *running) show(q request) object {
	headers := object{}
	for _, h := range q.header {
		headers = append(headers, field{h.Key, h.Value})
	}
	return object{{"method", q.method}, {"url", q.url}, {"headers", headers}, {"body", q.body}, {"t", q.at}}
}

// Answer answers a request of the application. One that no mock answers fails the test.
func (r *running) Answer(q *session.Request) *session.Response {
	made := request{mock: -1, method: strings.ToUpper(q.Method), url: q.URL, body: string(q.Body), header: q.Header, at: int64(r.world.Now()) - r.v.opts.Start.UnixMilli()}
	r.world.Changed()
	a := r.match(&made)
	r.requests = append(r.requests, made)
	if a == nil {
		if answer, ok := r.recorded(q); ok {
			return answer
		}
		if r.leaves(q) {
			return nil
		}
		r.unexpected(made, q.Audio)
		return &session.Response{Code: session.CodeConnect, Error: "no mock of the test answers this request", Mocked: true}
	}
	if a.make != nil {
		made := *a
		r.enter(func() {
			result, err := r.v.vm.Call(a.make, goja.Undefined(), r.v.value(r.show(r.requests[len(r.requests)-1])))
			if err != nil {
				panic(err)
			}
			r.fill(&made, result.(*goja.Object))
		})
		a = &made
	}
	if a.failure == "timeout" {
		return &session.Response{Code: session.CodeTimeout, Error: "timeout", Mocked: true, Latency: q.Timeout}
	}
	if fail, ok := failures[a.failure]; ok {
		fail.Mocked, fail.Latency = true, a.delay
		return &fail
	}
	var raw strings.Builder
	for _, h := range a.header {
		fmt.Fprintf(&raw, "%s: %s\r\n", h.Key, h.Value)
	}
	return &session.Response{Code: a.status, Header: a.header, Raw: raw.String(), Body: []byte(a.body), Mocked: true, Latency: a.delay}
}

// match finds the mock of a request and takes its next answer. The mock that was added last goes first.
func (r *running) match(q *request) *answer {
	for i := len(r.mocks) - 1; i >= 0; i-- {
		m := r.mocks[i]
		if m.method != "*" && m.method != q.method || !r.fits(m, q.url) {
			continue
		}
		for k := range m.answers {
			a := &m.answers[k]
			if a.times == 0 || a.used < a.times {
				a.used++
				q.mock = i
				return a
			}
		}
	}
	return nil
}

func (r *running) fits(m *mock, url string) (yes bool) {
	if m.fits == nil {
		return m.url == url
	}
	r.enter(func() {
		v, err := r.v.vm.Call(m.fits, goja.Undefined(), r.v.vm.Runtime().ToValue(url))
		if err != nil {
			panic(err)
		}
		yes = v.ToBoolean()
	})
	return yes
}
