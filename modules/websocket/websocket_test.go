package websocket_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/modules/websocket/transport"
	"voxemu/runtime/peer"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
)

// prelude gives scripts w, which writes a line; onCall and onStart; open, which creates a WebSocket and shows its events with their
// own fields; and tried, which gives the message of what a function throws.
const prelude = `
const w = (x) => Logger.write(String(x));
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => f(e.call));
const onStart = (f) => VoxEngine.addEventListener(AppEvents.Started, f);
const show = (ws) => {
	for (const n of Object.keys(WebSocketEvents)) ws.addEventListener(WebSocketEvents[n], (e) => {
		const { websocket, id, name, NAME, eventSourceField, ...rest } = e;
		if (websocket !== ws || id !== ws.id() || NAME !== name) w('wrong source');
		w(n + ' ' + ws.readyState + ' ' + JSON.stringify(rest));
	});
	return ws;
};
const open = (...a) => show(VoxEngine.createWebSocket(...a));
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
`

// rule is one rule of behaviour: a far end at wss://bot/, a script, and what it writes.
type rule struct {
	name     string
	o        apitest.Options
	bot      string
	js       string
	want     []string
	warnings []string
	doubts   []string
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if r.o.WebSockets == nil {
				r.o.WebSockets = map[string]string{"wss://bot/*": r.bot}
			}
			got := apitest.Run(t, r.o, prelude+r.js)
			same(t, "what the script wrote", got.Logs(), r.want)
			same(t, "the warnings", withoutIDs(got.Warnings()), r.warnings)
			same(t, "the doubts", got.Doubts, r.doubts)
		})
	}
}

// withoutIDs replaces the ids of calls and WebSockets by "ID".
func withoutIDs(lines []string) []string {
	id := regexp.MustCompile(`\b[0-9A-F]{16}\.\d+\.\d+|[A-Za-z0-9_-]{43}`)
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = id.ReplaceAllString(line, "ID")
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

var start = apitest.Options{Start: true}

func TestLife(t *testing.T) {
	const closed = `CLOSE closed {"code":1006,"reason":"","wasClean":false}`
	check(t, []rule{
		{
			name: "created, open, messages, closed by the scenario", o: start, bot: `reply /ping/ pong`,
			js: `onStart(() => {
				const ws = open('wss://bot/a');
				w(ws.readyState + ' ' + ws.url + ' ' + /^[\w-]{43}$/.test(ws.id()));
				ws.send('ping before it is open');
				setTimeout(() => { ws.send(17); ws.close(); w(ws.readyState); ws.send('late'); ws.close(); }, 1000);
				setTimeout(VoxEngine.terminate, 2000);
			});`,
			want: []string{"0 connecting wss://bot/a true", "0 CREATED connecting {}", "10 OPEN open {}", `10 MESSAGE open {"text":"pong"}`,
				"1000 closing", `1000 CLOSE closed {"code":1000,"reason":"Normal connection close","wasClean":true}`},
			warnings: []string{"send: the WebSocket is closing", "close: the WebSocket is closing"},
		},
		{
			name: "closed by the far end", o: start, bot: `wait 1s; close 1011 broken`,
			js:   `onStart(() => open('wss://bot/a').addEventListener('WebSocket.Close', VoxEngine.terminate));`,
			want: []string{"0 CREATED connecting {}", "10 OPEN open {}", `1010 CLOSE closed {"code":1011,"reason":"broken","wasClean":true}`},
		},
		{
			name: "lost", o: start, bot: `drop`,
			js:   `onStart(() => open('wss://bot/a').addEventListener('WebSocket.Close', VoxEngine.terminate));`,
			want: []string{"0 CREATED connecting {}", "10 OPEN open {}", "10 " + closed},
		},
		{
			name: "refused", o: start, bot: `reject 401 "Who are you?"`,
			js:       `onStart(() => open('wss://bot/a').addEventListener('WebSocket.Close', VoxEngine.terminate));`,
			want:     []string{"0 CREATED connecting {}", "10 ERROR connecting {}", "10 " + closed},
			warnings: []string{"the WebSocket wss://bot/a could not be connected: the server answered 401 Who are you?"},
		},
		{
			name: "closed before it is open", o: start, bot: `answer after 1s`,
			js:   `onStart(() => { const ws = open('wss://bot/a'); ws.addEventListener('WebSocket.Close', VoxEngine.terminate); ws.close(); });`,
			want: []string{"0 CREATED closing {}", "0 " + closed},
		},
		{
			name: "nobody is there", o: start,
			js:       `onStart(() => open('ws://10.0.0.1/').addEventListener('WebSocket.Close', VoxEngine.terminate));`,
			want:     []string{"0 CREATED connecting {}", "0 ERROR connecting {}", "0 " + closed},
			warnings: []string{"the WebSocket ws://10.0.0.1/ could not be connected: there is no way to the network"},
		},
		{
			name: "terminate closes it, and no event comes", o: start, bot: `wait-message /x/`,
			js: `onStart(() => {
				const ws = open('wss://bot/a');
				setTimeout(VoxEngine.terminate, 100);
				VoxEngine.addEventListener(AppEvents.Terminating, () => { open('wss://bot/b'); });
			});`,
			want:     []string{"0 CREATED connecting {}", "10 OPEN open {}"},
			warnings: []string{"the WebSocket wss://bot/b could not be connected: the session has begun to stop"},
			doubts:   []string{"bot: wait-message /x/: the connection ended before it came"},
		},
		{
			name: "property handlers come first, and are called while they are there", o: start, bot: `message a; wait 1s; message b`,
			js: `onStart(() => {
				const ws = new WebSocket('wss://bot/a', {});
				ws.addEventListener(WebSocketEvents.MESSAGE, (e) => w('listener ' + e.text));
				ws.onmessage = (e) => { w('property ' + e.text); ws.onmessage = null; };
				ws.oncreated = ws.onopen = (e) => w(e.name);
				ws.removeEventListener(WebSocketEvents.OPEN);
				setTimeout(VoxEngine.terminate, 2000);
			});`,
			want: []string{"0 WebSocket.Created", "10 WebSocket.Open", "10 property a", "10 listener a", "1010 listener b"},
		},
		{
			name: "the order of its properties", o: start, bot: `no-answer`,
			js:   `onStart(() => { const ws = VoxEngine.createWebSocket('wss://bot/a'); w(Object.keys(JSON.parse(JSON.stringify(ws)))); VoxEngine.terminate(); });`,
			want: []string{"0 url,onclose,onerror,onmessage,onopen,oncreated,onmediastarted,onmediaended,readyState,_id"},
		},
	})
}

func TestAddressesAndParameters(t *testing.T) {
	var requests []socket.Request
	peers := new(peer.Peers)
	if err := peers.Add("wss://bot/*", peer.Peer{Far: func(*peer.Line) peer.Far { return watcher{&requests} }}); err != nil {
		t.Fatal(err)
	}
	r := apitest.Run(t, apitest.Options{Start: true, Peers: peers}, prelude+`onStart(() => {
		w(tried(() => VoxEngine.createWebSocket()));
		for (const url of ['http://bot', 'wss://', 'wss://10.0.0.1/', 'ws://[', 5]) VoxEngine.createWebSocket(url);
		VoxEngine.createWebSocket('wss://bot/1');
		VoxEngine.createWebSocket('wss://bot/2', 'v2');
		VoxEngine.createWebSocket('wss://bot/3', ['v1', 'v2']);
		VoxEngine.createWebSocket('wss://bot/4', {protocols: ['v3'], headers: [{name: 'Authorization', value: 'Bearer secret'}, {name: 'bad name', value: 1}, null], privacy: true});
		VoxEngine.createWebSocket('wss://bot/5', {headers: {Authorization: 'x'}, statistics: true, trace: true});
		setTimeout(VoxEngine.terminate, 1000);
	});`)
	same(t, "what the script wrote", r.Logs(), []string{"0 Error: VoxEngine.createWebSocket: no URL is given"})
	want := []socket.Request{
		{URL: "wss://bot/1", Protocols: []string{"chat"}},
		{URL: "wss://bot/2", Protocols: []string{"v2"}},
		{URL: "wss://bot/3", Protocols: []string{"v1", "v2"}},
		{URL: "wss://bot/4", Protocols: []string{"v3"}, Header: []socket.Header{{Name: "Authorization", Value: "Bearer secret"}}},
		{URL: "wss://bot/5", Protocols: []string{"chat"}},
	}
	if diff := cmp.Diff(want, requests); diff != "" {
		t.Errorf("the requests (-want +got):\n%s", diff)
	}
	const failed = " could not be connected: "
	same(t, "the warnings", r.Warnings(), []string{
		"VoxEngine.createWebSocket: header 1 has no name, or characters that a header can't have: it is not sent",
		"VoxEngine.createWebSocket: header 2 has no name, or characters that a header can't have: it is not sent",
		"VoxEngine.createWebSocket: headers are an array of {name, value}, not an object: none is sent",
		"the WebSocket http://bot" + failed + "the address begins neither with ws:// nor with wss://",
		"the WebSocket wss://" + failed + "the address names no host",
		"the WebSocket wss://10.0.0.1/" + failed + "wss:// needs the name of a host, not an IP address",
		"the WebSocket ws://[" + failed + `"ws://[": missing ']' in host`,
		"the WebSocket 5" + failed + "the address begins neither with ws:// nor with wss://",
	})
	if all := strings.Join(r.Log, "\n"); strings.Contains(all, "secret") {
		t.Errorf("the session log has the value of a header:\n%s", all)
	}
}

// watcher is a far end that notes who wants to connect, and lets them wait.
type watcher struct{ got *[]socket.Request }

func (x watcher) PeerEvent(e peer.Event) {
	if o, ok := e.(peer.Offered); ok {
		*x.got = append(*x.got, o.Request)
	}
}

func TestSessionLog(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, WebSockets: map[string]string{"wss://bot/*": "message hello; wait 1s; say hi length=3s; wait 9s"}}, prelude+`onStart(() => {
		const ws = VoxEngine.createWebSocket('wss://bot/a', {headers: [{name: 'X-Key', value: 'k'}]});
		const hidden = VoxEngine.createWebSocket('wss://bot/b', {privacy: true});
		setTimeout(() => { ws.send('one'); hidden.send('two'); ws.clearMediaBuffer(); ws.clearMediaBuffer({tag: 'a'}); hidden.close(); }, 100);
		setTimeout(() => ws.close(), 2000);
		setTimeout(VoxEngine.terminate, 3000);
	});`)
	var got []string
	for _, line := range withoutIDs(r.Log) {
		if strings.Contains(line, "WebSocket") {
			got = append(got, line)
		}
	}
	const event, do = " Sent event to JS onPhoneEvent with params [{id = ID ; name = WebSocket.", " Executing JS command: "
	same(t, "the session log", got, []string{
		"0" + do + "CreateWebSocket with params [{id = ID ; } ;  wss://bot/a ;  {headers = ****** ; privacy = false ; } ;  ]",
		"0" + event + "Created ; } ;  ]",
		"0" + do + "CreateWebSocket with params [{id = ID ; } ;  wss://bot/b ;  {headers = ****** ; privacy = true ; } ;  ]",
		"0" + event + "Created ; } ;  ]",
		"10" + event + "Open ; } ;  ]",
		"10" + event + "Open ; } ;  ]",
		"10" + event + "Message ; text = hello ; } ;  ]",
		"10" + event + "Message ; text = hello ; } ;  ]",
		"100" + do + "SendMessageWebSocket with params [ID ;  one ;  ]",
		"100" + do + "SendMessageWebSocket with params [ID ;  ****** ;  ]",
		"100" + do + "WebSocketClearMediaBuffer with params [ID ;  {} ;  ]",
		"100" + do + "WebSocketClearMediaBuffer with params [ID ;  {tag = a ; } ;  ]",
		"100" + do + "DestroyWebSocket with params [ID ;  ]",
		"100" + event + "Close ; code = 1000 ; wasClean = true ; reason = Normal connection close ; } ;  ]",
		"1010" + event + "MediaEventStarted ; tag =  ; encoding = PCM16 ; customParameters = NULL ; } ;  ]",
		"2000" + do + "DestroyWebSocket with params [ID ;  ]",
		"2000" + event + "MediaEventEnded ; tag =  ; mediaInfo = {duration = 0 ; } ; } ;  ]",
		"2000" + event + "Close ; code = 1000 ; wasClean = true ; reason = Normal connection close ; } ;  ]",
	})
}

// A real server, over the network of this machine: the audio of a call goes there as frames, and comes back.
func TestARealServer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		ws, err := websocket.Accept(w, q, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer ws.CloseNow()
		for n := 0; ; n++ {
			_, text, err := ws.Read(q.Context())
			if err != nil {
				return
			}
			if n < 10 { // a start, and nine frames
				_ = ws.Write(q.Context(), websocket.MessageText, text)
			} else if n == 10 {
				_ = ws.Write(q.Context(), websocket.MessageText, []byte("that is all"))
				_ = ws.Write(q.Context(), websocket.MessageText, []byte(`{"event":"stop","stop":{}}`))
			}
		}
	}))
	defer server.Close()
	out := transport.New()
	defer out.Close()
	address := "ws" + strings.TrimPrefix(server.URL, "http")
	r := apitest.Run(t, apitest.Options{Out: out}, prelude+`onCall((call) => {
		call.answer();
		const ws = VoxEngine.createWebSocket('`+address+`');
		call.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, ws));
		for (const n of ['MEDIA_STARTED', 'MEDIA_ENDED', 'MESSAGE']) ws.addEventListener(WebSocketEvents[n], () => w(n));
		ws.addEventListener(WebSocketEvents.MEDIA_ENDED, () => ws.close());
		ws.addEventListener(WebSocketEvents.CLOSE, (e) => { w(e.code); VoxEngine.terminate(); });
	});`)
	got := ""
	for _, line := range r.Logs() { // its times are those of the real world
		_, text, _ := strings.Cut(line, " ")
		got += text + " "
	}
	if got != "MEDIA_STARTED MESSAGE MEDIA_ENDED 1000 " {
		t.Errorf("the script wrote %q", got)
	}
	if heard := r.Heard(); len(heard) == 0 || !strings.Contains(heard[0], `caller "`+address+`"`) {
		t.Errorf("heard %q", heard)
	}
}

func TestIncoming(t *testing.T) {
	const shown = `const onSocket = (f) => VoxEngine.addEventListener(AppEvents.WebSocket, (e) => {
		const { websocket, ...rest } = e;
		rest.path = rest.path.replace(/[\w-]+$/, 'TOKEN').replace(/[0-9A-F]{16}/, 'HEX');
		w(JSON.stringify(rest) + ' ' + websocket.readyState + ' ' + (websocket.url === accessSecureURL.replace('https', 'wss')));
		f(websocket);
	});
	let accessSecureURL;
	onStart((e) => { accessSecureURL = e.accessSecureURL; VoxEngine.allowWebSocketConnections(); VoxEngine.allowWebSocketConnections(); });
	for (const n of ['enableTrace', 'disableTrace', 'enableStatistics', 'disableStatistics']) VoxEngine[n + 'ForIncomingWebsockets']();
	`
	const event = `{"content":"","headers":[],"method":"GET","name":"AppEvents.NewWebSocketConnection","path":"/request/HEX.1767225600.1_127.0.0.1/TOKEN"} open true`
	check(t, []rule{
		{
			name: "a client connects, talks and goes", o: apitest.Options{Start: true, WebSockets: map[string]string{"incoming": "wait 2s; message hello; wait-message /welcome/; close 1001 off"}},
			js: shown + `onSocket((ws) => { show(ws); ws.send('welcome'); }); setTimeout(VoxEngine.terminate, 5000);`,
			want: []string{"2000 " + event, "2000 OPEN open {}", `2000 MESSAGE open {"text":"hello"}`,
				`2000 CLOSE closed {"code":1001,"reason":"off","wasClean":true}`},
		},
		{
			name: "the audio of a client is heard", o: apitest.Options{Do: "wait 3s; hangup", WebSockets: map[string]string{"incoming": "wait 1s; say whispered; close"}},
			js:   shown + `let call; onCall((c) => { call = c; c.answer(); }); onSocket((ws) => ws.sendMediaTo(call)); setTimeout(VoxEngine.terminate, 5000);`,
			want: []string{"1000 " + event},
		},
	})
}

func TestClientsBeyondTheLimit(t *testing.T) {
	for calls, want := range map[int]int{0: 3, 1: 4} {
		peers := new(peer.Peers)
		script, _ := telephony.ParseSocketScript("wait 1s; wait-message /never/")
		for range 6 {
			if err := peers.Add(peer.IncomingAddress, peer.Peer{Script: script}); err != nil {
				t.Fatal(err)
			}
		}
		r := apitest.Run(t, apitest.Options{Start: calls == 0, Peers: peers, Do: "wait 3s"}, prelude+`
			onCall((c) => c.answer());
			let n = 0;
			VoxEngine.addEventListener(AppEvents.WebSocket, () => n++);
			VoxEngine.addEventListener(AppEvents.NewWebSocketFailed, (e) => { if (e.method === 'GET') w(e.reason); });
			onStart(VoxEngine.allowWebSocketConnections);
			setTimeout(() => { w(n); VoxEngine.terminate(); }, 2000);`)
		logs := r.Logs()
		if len(logs) != 7-want || !strings.HasPrefix(logs[0], "1000 the session has") || logs[len(logs)-1] != "2000 "+string(rune('0'+want)) {
			t.Errorf("with %d calls: %q", calls, logs)
		}
	}
}
