package kit_test

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/scenarios/testkit/cassette"
	"voxemu/scenarios/testkit/kit"
)

func TestMocks(t *testing.T) {
	check(t, []rule{
		{"the last mock goes first, and answers in virtual time", `test('one', async ({ app, http, clock }) => {
  http.on('GET', /two/).reply(404);
  http.get('https://api.example.com/two').replyTimes(1, 200, { a: 1 }, { delay: '2s', headers: { 'X-A': 1 } });
  const s = await app.start({ customData: 'twice' });
  await expect(s).toEnd();
  console.log(s.log.map((l) => l.t + ':' + l.text).join());
  await expect(http).toHaveRequested('GET', 'https://api.example.com/two');
});`, `0:2: 404 undefined,2000:1: 200 {"a":1}`, nil},
		{"answers in order, from functions, and failures", `test('one', async ({ app, http }) => {
  const mock = http.on('GET', /./).sequence([200, 'a'], [201, 'b']);
  let s = await app.start({ customData: 'twice' });
  await s.ended();
  mock.reply((q) => ({ status: 299, body: q.method + q.url.length }));
  let u = await app.start({ customData: 'twice' });
  await u.ended();
  console.log([...s.log, ...u.log].map((l) => l.text).join('|'), mock.requests.length);
  await expect(mock).toHaveRequested({ method: 'GET' });
});`, "1: 200 a|2: 201 b|1: 299 GET27|2: 299 GET27 4", nil},
		{"ways to fail", `test.each(['refused', 'reset', 'dns', 'tls', 'redirect'])('%s', async (kind, { app, http }) => {
  http.on("https://api.example.com/it's").networkError(kind);
  const s = await app.start({ customData: 'fetch' });
  await s.ended();
  console.log(s.log[0].text);
});
test('timeout', async ({ app, http, clock }) => {
  http.on('*', /it/).timeout();
  const s = await app.start({ customData: 'fetch' });
  await s.ended();
  console.log(s.log[0].text, s.log[0].t);
});
test('unknown', ({ http }) => { http.on('GET', 'x').networkError('flood'); });`,
			"-4 connection refused -6 connection reset -3 host not found -6 certificate not trusted -5 too many redirects -7 timeout 10000",
			[]string{`14: networkError() is refused, reset, dns, tls or redirect, not "flood"`}},
	})
}

func TestWhatIsNotAnswered(t *testing.T) {
	check(t, []rule{
		{"a request is named with a mock for it, once", `test('one', async ({ app }) => { const s = await app.start({ customData: 'fetch' }); await s.ended(); });
test('two', async ({ app }) => { const s = await app.start({ customData: 'twice' }); await s.ended(); });`, "", []string{
			"2: no mock answers GET https://api.example.com/it's\nAdd one to the test, such as:\n  app.http.on('GET', 'https://api.example.com/it\\'s').reply(200, {});\nor reach the real one with --allow-net api.example.com, and keep its answer with --record",
			"3: no mock answers GET https://api.example.com/two\nAdd one to the test, such as:\n  app.http.on('GET', 'https://api.example.com/two').reply(200, {});\nor reach the real one with --allow-net api.example.com, and keep its answer with --record"}},
		{"a file is named with its line", `test('one', async ({ app }) => { const c = await app.call('1'); c.press('9'); await expect(c).not.toHear('a.mp3'); });`, "", []string{
			"2: it is not known what the file https://cdn.example.com/a.mp3 is\nSay in the test how long it plays:\n  app.file('https://cdn.example.com/a.mp3', { length: '10s' });"}},
		{"a WebSocket is named with its line", `test('one', async ({ app }) => { const s = await app.start({ customData: 'socket' }); await s.ended(); });`, "", []string{
			"2: nobody is at the far end of the WebSocket wss://bot.example.com/x\nSay in the test who is:\n  app.webSocket('wss://bot.example.com/x').answers();\nor reach the real one with --allow-net bot.example.com"}},
	})
}

// web is a network that answers with what it was asked.
type web struct{}

func (web) RoundTrip(_ context.Context, r *session.Request) *session.Response {
	return &session.Response{Code: 200, Body: []byte(r.URL[len(r.URL)-3:] + " sesame"), Header: []session.Header{{Key: "Set-Cookie", Value: "x"}, {Key: "X-A", Value: "sesame"}}}
}

const twice = `test('asks', async ({ app }) => {
  app.secrets.KEY = 'sesame';
  const s = await app.start({ customData: 'twice' });
  await s.ended();
  console.log(s.log.map((l) => l.text).sort().join('|'));
});`

func TestTheNetwork(t *testing.T) {
	run := func(n kit.Net) *kit.Outcome {
		o := simple(t)
		o.Net = n
		return load(t, twice, o).Run(context.Background(), 0, 0)
	}
	if out := run(kit.Net{HTTP: web{}, Allow: func(host string) bool { return host == "api.example.com" }}); said(out) != "" || out.Output[0] != "1: 200 two sesame|2: 200 two sesame" || out.Recorded != nil {
		t.Errorf("an allowed host: %s %v %v", said(out), out.Output, out.Recorded)
	}
	if out := run(kit.Net{HTTP: web{}, Allow: func(string) bool { return false }}); !strings.Contains(said(out), "no mock answers") {
		t.Errorf("another host: %s", said(out))
	}
	out := run(kit.Net{HTTP: web{}, Record: true})
	one := cassette.Exchange{Method: "GET", URL: "https://api.example.com/two", Status: 200, Body: "two <secret KEY>", Headers: []cassette.Header{{Name: "X-A", Value: "<secret KEY>"}}}
	if diff := cmp.Diff([]cassette.Exchange{one, one}, out.Recorded); diff != "" {
		t.Fatalf("recorded: want (-), got (+):\n%s", diff)
	}
	tape, err := cassette.Open(filepath.Join(t.TempDir(), "none.json"))
	if err != nil {
		t.Fatal(err)
	}
	tape.Put("asks", out.Recorded)
	if out := run(kit.Net{Tape: tape}); said(out) != "" || out.Output[0] != "1: 200 two <secret KEY>|2: 200 two <secret KEY>" {
		t.Errorf("replayed: %s %v", said(out), out.Output)
	}
	tape.Put("asks", out.Recorded[:1])
	if out := run(kit.Net{Tape: tape}); !strings.Contains(said(out), "none that is left: record them again with --record") {
		t.Errorf("replayed once too often: %s", said(out))
	}
}

func TestWebSocketsOfTheNetwork(t *testing.T) {
	o := simple(t)
	ended := false
	o.Net = kit.Net{Allow: func(string) bool { return true }, Sockets: func() (socket.Dialer, func()) { return nil, func() { ended = true } }}
	out := load(t, `test('one', async ({ app }) => { const s = await app.start({ customData: 'socket' }); await s.ended(); });`, o).Run(context.Background(), 0, 0)
	if said(out) != "" || !ended {
		t.Errorf("%s; the connections were ended: %v", said(out), ended)
	}
	if u, err := url.Parse("wss://bot.example.com:8080/x"); err != nil || u.Host != "bot.example.com:8080" {
		t.Error("a host has its port")
	}
}
