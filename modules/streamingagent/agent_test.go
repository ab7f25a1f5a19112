package streamingagent_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/service"
)

const prelude = `
require(Modules.StreamingAgent);
const w = (x) => Logger.write(typeof x === 'string' ? x : JSON.stringify(x));
const tried = (f) => { try { f(); return 'fine'; } catch (e) { return e.name + ': ' + e.message; } };
const stream = (more) => {
	const a = VoxEngine.createStreamingAgent({protocol: 'RTMP', url: 'rtmp://live.example.com/app', streamName: 'key', ...more});
	for (const n of Object.keys(StreamingAgentEvents)) a.addEventListener(StreamingAgentEvents[n], (e) => {
		const { streamingAgent, id, name, eventSourceField, ...rest } = e;
		if (streamingAgent !== a || id !== a.id()) w('wrong source');
		w(n + ' ' + JSON.stringify(rest));
	});
	return a;
};
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { e.call.answer(); e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); f(e.call); });
`

const (
	connected = `100 Connected {"reason":""}`
	started   = `100 StreamStarted {"reason":"","streamName":"key"}`
)

func TestAgent(t *testing.T) {
	for _, tt := range []struct {
		name, do, js   string
		want, warnings []string
	}{
		{
			name: "a call is streamed until the agent stops", do: "wait 2s; hangup",
			js: `onCall((call) => {
				const a = stream();
				w([a.activeAudioTrack(), a.activeVideoTrack(), a.audioTracks(), a.videoTracks()]);
				call.sendMediaTo(a);
				setTimeout(() => { w([a.activeAudioTrack(), a.audioTracks()]); a.stop(); a.stop(); a.setActiveTrack({audioTrack: 1}); }, 1000);
			});`,
			want: []string{"0 [-1,-1,[],[]]", connected, started, `100 AudioStreamCreated {"trackId":1}`,
				`100 AudioSwitched {"reason":"New stream","trackId":1}`, `1000 [1,[{"kind":"audio","trackId":"1"}]]`,
				`1000 StreamStopped {"reason":"stopped","streamName":"key"}`, `1000 Disconnected {"reason":"stopped"}`},
			warnings: []string{"stop: the streaming agent has ended", "setActiveTrack: the streaming agent has ended"},
		},
		{
			name: "tracks can be chosen", do: "wait 4s; hangup",
			js: `onCall((call) => {
				const a = stream();
				const out = VoxEngine.callPSTN('15550200', '15550100');
				call.sendMediaTo(a);
				out.sendMediaTo(a);
				setTimeout(() => { a.setActiveTrack({audioTrack: 2}); a.setActiveTrack({audioTrack: 7}); a.setActiveTrack({videoTrack: 1}); a.setActiveTrack(); }, 3000);
				setTimeout(() => { a.setActiveTrack({audioTrack: -1}); w(a.activeAudioTrack()); a.setActiveTrack({audioTrack: 2, videoTrack: -1}); }, 3100);
				setTimeout(() => { out.hangup(); }, 3200);
				setTimeout(() => { call.stopMediaTo(a); w(a.activeAudioTrack()); }, 3300);
			});`,
			want: []string{connected, started, `100 AudioStreamCreated {"trackId":1}`, `100 AudioSwitched {"reason":"New stream","trackId":1}`,
				`2000 AudioStreamCreated {"trackId":2}`, `3000 AudioSwitched {"reason":"Set stream","trackId":2}`, `3100 1`,
				`3100 AudioSwitched {"reason":"Set stream","trackId":1}`, `3100 AudioSwitched {"reason":"Set stream","trackId":2}`,
				`3200 AudioSwitched {"reason":"New stream","trackId":1}`, `3300 -1`},
			warnings: []string{"setActiveTrack: there is no audio track 7", "setActiveTrack: there is no video track 1"},
		},
		{
			name: "addresses", do: "wait 1s; hangup",
			js: `onCall(() => {
				w(tried(() => VoxEngine.createStreamingAgent()));
				w(tried(() => VoxEngine.createStreamingAgent({protocol: 'RTMP'})));
				stream({url: 'http://live.example.com'}).removeEventListener(StreamingAgentEvents.Error);
				stream({url: '', backupUrl: 'x', url: 'rtmp://'});
				stream({url: 'wrong', backupUrl: 'rtmps://spare.example.com/app', keyframeInterval: 5}).addEventListener(StreamingAgentEvents.Connected, (e) => e.streamingAgent.stop());
				stream().stop();
			});`,
			want: []string{
				"0 Error: VoxEngine.createStreamingAgent: the protocol is 'RTMP', not ''",
				"0 Error: VoxEngine.createStreamingAgent: no url is given",
				`0 Disconnected {"reason":"stopped"}`,
				`100 ConnectionFailed {"reason":"not the address of an RTMP server: http://live.example.com"}`,
				`100 ConnectionFailed {"reason":"not the address of an RTMP server: rtmp://"}`,
				connected, started,
				`100 StreamStopped {"reason":"stopped","streamName":"key"}`, `100 Disconnected {"reason":"stopped"}`,
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Do: tt.do, Far: map[string]string{"15550200": "answer after 2s"}, Services: streams(t, "*", "answer")}, prelude+tt.js)
			if diff := cmp.Diff(tt.want, r.Logs()); diff != "" {
				t.Errorf("what the script wrote (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.warnings, append([]string(nil), r.Warnings()...)); diff != "" {
				t.Errorf("the warnings (-want +got):\n%s", diff)
			}
		})
	}
}

// streams are servers by pattern: what each does follows its pattern.
func streams(t *testing.T, servers ...string) *service.Services {
	t.Helper()
	all := new(service.Services)
	for i := 0; i < len(servers); i += 2 {
		b, err := service.Parse(servers[i+1])
		if err != nil {
			t.Fatal(err)
		}
		all.Streams.Add(servers[i], b)
	}
	return all
}

func TestServers(t *testing.T) {
	const spare = `{backupUrl: 'rtmps://spare.example.com/app'}`
	for _, tt := range []struct {
		name, parameters string
		services         *service.Services
		want, warnings   []string
	}{
		{"one of which nothing is known connects, with a warning", `{}`, nil, []string{connected, started},
			[]string{"createStreamingAgent: no server is contacted: rtmp://live.example.com/app connects, as nothing under streams says otherwise (in voxemu.yaml, or in the file of --far)"}},
		{"late answer", `{}`, streams(t, "rtmp://live.example.com/*", "answer after 2s"), []string{`2000 Connected {"reason":""}`, `2000 StreamStarted {"reason":"","streamName":"key"}`}, nil},
		{"refusal", `{}`, streams(t, "*", `reject 403 "wrong key"`), []string{`100 ConnectionFailed {"reason":"wrong key"}`}, nil},
		{"refusal without words", `{}`, streams(t, "*", `reject`), []string{`100 ConnectionFailed {"reason":"the server refused the connection"}`}, nil},
		{"silence", `{}`, streams(t, "*", `no-answer`), []string{`10000 ConnectionFailed {"reason":"the server does not answer"}`}, nil},
		{"the backup takes over from a refusal", spare, streams(t, "rtmp:*", "reject", "*", "answer"), []string{`200 Connected {"reason":""}`, `200 StreamStarted {"reason":"","streamName":"key"}`}, nil},
		{"both refuse: the first reason counts", spare, streams(t, "rtmp:*", `reject 403 "one"`, "*", `reject 403 "two"`), []string{`200 ConnectionFailed {"reason":"one"}`}, nil},
		{"loss", `{}`, streams(t, "*", "wait 3s; drop"), []string{connected, started,
			`3100 StreamError {"reason":"the connection was lost","streamName":"key"}`, `3100 Disconnected {"reason":"the connection was lost"}`}, nil},
		{"the backup takes over from one that is lost", spare, streams(t, "rtmp:*", "wait 3s; drop", "*", "answer"), []string{connected, started,
			`3100 StreamError {"reason":"the connection was lost","streamName":"key"}`, `3100 Disconnected {"reason":"the connection was lost"}`,
			`3200 Connected {"reason":""}`, `3200 StreamStarted {"reason":"","streamName":"key"}`}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Do: "wait 11s; hangup", Services: tt.services}, prelude+`onCall(() => { stream(`+tt.parameters+`); setTimeout(VoxEngine.terminate, 10500); });`)
			got := r.Logs()
			if n := len(got); n > 0 && strings.HasPrefix(got[n-1], "10500 ") { // the end
				got = slices.DeleteFunc(got, func(line string) bool { return strings.HasPrefix(line, "10500 ") })
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("what the script wrote (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.warnings, append([]string(nil), r.Warnings()...)); diff != "" {
				t.Errorf("the warnings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheWarningComesOnce(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "wait 1s; hangup"}, prelude+`onCall(() => { stream(); stream(); });`)
	if n := len(r.Warnings()); n != 1 {
		t.Errorf("%d warnings: %q", n, r.Warnings())
	}
}

func TestSessionLog(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "wait 1s; hangup"}, prelude+`onCall((call) => {
		const a = stream({keyframeInterval: 1});
		setTimeout(() => { a.setActiveTrack({audioTrack: -1}); a.stop(); VoxEngine.terminate(); }, 50);
	});`)
	id := regexp.MustCompile(`[A-Za-z0-9_-]{43}`)
	var got []string
	for _, line := range r.Log {
		if regexp.MustCompile(`Executing JS command: \w*StreamingAgent|StreamingAgent\.`).MatchString(line) {
			got = append(got, id.ReplaceAllString(line, "ID"))
		}
	}
	want := []string{
		"0 Executing JS command: CreateStreamingAgent with params [{id = ID ; } ;  {keyframeInterval = 2 ; protocol = RTMP ; url = rtmp://live.example.com/app ; } ;  ]",
		"50 Executing JS command: SetActiveTrackStreamingAgent with params [{id = ID ; } ;  {audioTrack = -1 ; } ;  ]",
		"50 Executing JS command: StopStreamingAgent with params [{id = ID ; } ;  ]",
		"50 Sent event to JS onPhoneEvent with params [{id = ID ; name = StreamingAgent.Disconnected ; reason = stopped ; } ;  ]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}
