package kit

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/scenarios/testkit/cassette"
)

// Net says what of the network a test may reach, besides what it says itself. The zero Net is nothing.
type Net struct {
	// HTTP carries requests out.
	HTTP session.RoundTripper
	// Sockets makes what opens WebSockets for one test, which is closed after it; it may be nil.
	Sockets func() (d socket.Dialer, end func())
	// Allow reports whether a host, with its port if it is an unusual one, may be asked; nil allows all while Record is on, else none.
	Allow func(host string) bool
	// Record keeps the answers in [Outcome.Recorded], and does without what was recorded earlier.
	Record bool
	// Tape has what was recorded earlier; nil has nothing.
	Tape *cassette.Tape
}

// network is what a test does on the network.
type network struct {
	player  *cassette.Player
	sockets socket.Dialer
	end     func()

	mu    sync.Mutex // guards what follows: requests go out away from the loop
	slots map[*session.Request]int
	taped []cassette.Exchange // those without a method are not over
}

// hostOf returns the host of an address, with its port if it names one.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// recorded returns the answer that was recorded of a request.
func (r *running) recorded(q *session.Request) (*session.Response, bool) {
	n := &r.net
	if n.player == nil {
		n.player = r.v.opts.Net.Tape.Play(r.title(), r.redact())
	}
	return n.player.Answer(q)
}

// title is the path of titles of the test, as recordings have it.
func (r *running) title() string { return strings.Join(r.test.Title, " › ") }

// leaves reports whether a request may leave the machine, and sees to its place in the recording.
func (r *running) leaves(q *session.Request) bool {
	o := &r.v.opts.Net
	allowed := o.Record
	if o.Allow != nil {
		allowed = o.Allow(hostOf(q.URL))
	}
	if o.HTTP == nil || !allowed {
		return false
	}
	if o.Record {
		n := &r.net
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.slots == nil {
			n.slots = map[*session.Request]int{}
		}
		n.slots[q] = len(n.taped)
		n.taped = append(n.taped, cassette.Exchange{})
	}
	return true
}

// RoundTrip carries a request to the network, away from the loop.
func (r *running) RoundTrip(ctx context.Context, q *session.Request) *session.Response {
	a := r.v.opts.Net.HTTP.RoundTrip(ctx, q)
	n := &r.net
	n.mu.Lock()
	defer n.mu.Unlock()
	if i, ok := n.slots[q]; ok {
		n.taped[i] = cassette.Record(q, a, func(text string) string { return text })
	}
	return a
}

// tape returns what was recorded, in the order in which it was asked, without what was not over.
func (r *running) tape() []cassette.Exchange {
	n := &r.net
	n.mu.Lock()
	defer n.mu.Unlock()
	n.slots = nil // what comes now is too late
	redact := r.redact()
	list := slices.DeleteFunc(n.taped, func(x cassette.Exchange) bool { return x.Method == "" })
	for i := range list {
		list[i].Redact(redact)
	}
	return list
}

// shortest is the least length of a secret that is looked for in texts: "1" is in all of them.
const shortest = 4

// redact returns what replaces the application's secrets by their names.
func (r *running) redact() cassette.Redact {
	if r.world == nil {
		return func(text string) string { return text }
	}
	type secret struct{ name, value string }
	var all []secret
	for name, value := range r.world.Secrets() {
		if len(value) >= shortest {
			all = append(all, secret{name, value})
		}
	}
	slices.SortFunc(all, func(a, b secret) int {
		return cmp.Or(cmp.Compare(len(b.value), len(a.value)), cmp.Compare(a.name, b.name))
	})
	var pairs []string
	for _, s := range all {
		pairs = append(pairs, s.value, "<secret "+s.name+">")
	}
	return strings.NewReplacer(pairs...).Replace
}

// dial returns what connects to a WebSocket that nobody in the test is at the far end of; nil if it must not be reached.
func (r *running) dial(address string) socket.Dialer {
	o, n := &r.v.opts.Net, &r.net
	if o.Sockets != nil && o.Allow != nil && o.Allow(hostOf(address)) {
		if n.sockets == nil {
			n.sockets, n.end = o.Sockets()
		}
		return n.sockets
	}
	r.fail(Failure{Message: fmt.Sprintf("nobody is at the far end of the WebSocket %s\nSay in the test who is:\n  app.webSocket('%s').answers();\nor reach the real one with --allow-net %s", address, quoted(address), hostOf(address))})
	return nil
}

// hangUp closes what is open on the network.
func (r *running) hangUp() {
	if r.net.end != nil {
		r.net.end()
	}
}

// quoted is a text as it stands between single quotes.
func quoted(text string) string { return strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) }

// unexpected fails the test because of a request without an answer, once for each method and URL.
func (r *running) unexpected(q request, audio bool) {
	for _, before := range r.requests[:len(r.requests)-1] {
		if before.failed && before.method == q.method && before.url == q.url {
			return
		}
	}
	r.requests[len(r.requests)-1].failed = true
	text := fmt.Sprintf("no mock answers %s %s\nAdd one to the test, such as:\n  app.http.on('%s', '%s').reply(200, {});\nor reach the real one with --allow-net %s, and keep its answer with --record", q.method, q.url, q.method, quoted(q.url), hostOf(q.url))
	if audio {
		text = fmt.Sprintf("it is not known what the file %s is\nSay in the test how long it plays:\n  app.file('%s', { length: '10s' });", q.url, quoted(q.url))
	}
	if r.net.player.Len() > 0 {
		text += "\nThe recorded requests of this test have no answer to it, or none that is left: record them again with --record"
	}
	r.fail(Failure{Message: text})
}
