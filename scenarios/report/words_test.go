package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

func TestClock(t *testing.T) {
	for ms, want := range map[int64]string{0: "0.000", 7: "0.007", 59999: "59.999", 60000: "1:00.000", 3599999: "59:59.999", 3600000: "1:00:00", 90061001: "25:01:01"} {
		if got := clock(ms); got != want {
			t.Errorf("clock(%d): got %s, want %s", ms, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	for ms, want := range map[int64]string{
		0: "0 ms", 999: "999 ms", 1000: "1 s", 1495: "1.5 s", 9949: "9.9 s", 9950: "10 s", 59499: "59 s", 59500: "1 min",
		60000: "1 min", 125000: "2 min 5 s", 3600000: "1 h", 5400000: "1 h 30 min", 86400000: "1 d", 90000000: "1 d 1 h",
	} {
		if got := span(ms); got != want {
			t.Errorf("span(%d): got %s, want %s", ms, got, want)
		}
	}
}

func TestSpaced(t *testing.T) {
	for name, want := range map[string]string{
		"Call.PlaybackFinished": "playback finished", "Application.HttpRequest": "http request", "ACD.Queued": "queued",
		"AI.Events.DTMFReceived": "dtmf received", "Call.OnHold": "on hold", "custom": "custom",
	} {
		if got := spaced(name); got != want {
			t.Errorf("spaced(%s): got %q, want %q", name, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"one two  three", []string{"one two", "three"}},
		{"seventeen-columns a", []string{"seventeen-columns", "a"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, wrap(tt.text, 8)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, diff)
		}
	}
}

func TestValuesForPeople(t *testing.T) {
	var n names
	n.set("leg-1", "caller")
	tests := []struct {
		in   any
		want string
	}{
		{"a", `"a"`},
		{int64(3), "3"},
		{1.5, "1.5"},
		{nil, "null"},
		{trace.Ref("leg-1"), "caller"},
		{trace.Ref("leg-9"), "leg-9"},
		{[]any{"a", true}, `["a", true]`},
		{trace.Object{{Key: "voice", Value: "VoiceList.Amazon.en_US_Joanna"}, {Key: "url", Value: "a.b.c"}}, "voice en_US_Joanna, url a.b.c"},
		{trace.Object{{Key: "a", Value: ""}, {Key: "b", Value: trace.Object{{Key: "c", Value: true}}}}, `a "", b {c true}`},
	}
	for _, tt := range tests {
		if got := n.value(tt.in); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestNamesAreLearntFromTheTrace(t *testing.T) {
	alerting := func(o ...trace.Field) trace.Body { return trace.Event{Name: "Application.CallAlerting", Payload: o} }
	call := func(name string, args ...any) trace.Body { return trace.Command{Name: name, Target: "x", Args: args} }
	tests := []struct {
		name string
		in   []trace.Body
		id   string
		want string
	}{
		{"incoming_by_call", []trace.Body{alerting(trace.Field{Key: "call", Value: trace.Ref("x")})}, "x", "caller"},
		{"incoming_by_id", []trace.Body{alerting(trace.Field{Key: "id", Value: "x"})}, "x", "caller"},
		{"second_incoming", []trace.Body{
			alerting(trace.Field{Key: "id", Value: "a"}), alerting(trace.Field{Key: "id", Value: "a"}), alerting(trace.Field{Key: "id", Value: "x"}),
		}, "x", "caller 2"},
		{"second_incoming_after_much_talk", []trace.Body{
			alerting(trace.Field{Key: "id", Value: "a"}), trace.Spoke{Leg: "a", Party: "caller"}, trace.Heard{Leg: "a", Party: "caller"},
			alerting(trace.Field{Key: "id", Value: "x"}),
		}, "x", "caller 2"},
		{"the_trace_knows_better", []trace.Body{
			alerting(trace.Field{Key: "id", Value: "x"}), trace.Spoke{Leg: "x", Party: "user:anna"},
		}, "x", "user:anna"},
		{"callPSTN", []trace.Body{call("callPSTN", "15550300", "1")}, "x", "15550300"},
		{"callUser_named", []trace.Body{call("callUser", trace.Object{{Key: "username", Value: "boris"}})}, "x", "user:boris"},
		{"callUser_positional", []trace.Body{call("callUser", "boris", "1")}, "x", "user:boris"},
		{"callUserDirect", []trace.Body{call("callUserDirect", trace.Ref("leg-1"), "boris")}, "x", "user:boris"},
		{"callWhatsappUser", []trace.Body{call("callWhatsappUser", trace.Object{{Key: "number", Value: "15550300"}})}, "x", "15550300"},
		{"callConference_named", []trace.Body{call("callConference", trace.Object{{Key: "conferenceId", Value: "room-7"}})}, "x", "room-7"},
		{"callUser_without_name", []trace.Body{call("callUser")}, "x", "x"},
		{"created", []trace.Body{call("createASR")}, "x", "asr"},
		{"detector", []trace.Body{call("AMD.create")}, "x", "amd"},
		{"player_of_any_sort", []trace.Body{call("createToneScriptPlayer")}, "x", "player"},
		{"websocket_by_its_host", []trace.Body{call("createWebSocket", "wss://bot.example.com:8443/a")}, "x", "bot.example.com:8443"},
		{"websocket_of_no_host", []trace.Body{call("createWebSocket", "://")}, "x", "websocket"},
		{"websocket_of_a_client", []trace.Body{trace.Event{
			Name: "AppEvents.NewWebSocketConnection", Target: "application", Payload: trace.Object{{Key: "websocket", Value: trace.Ref("x")}},
		}}, "x", "client"},
		{"by_its_event", []trace.Body{trace.Event{Name: "WebSocket.Open", Target: "x"}}, "x", "websocket"},
		{"unknown", nil, "x", "x"},
		{"application", []trace.Body{trace.Event{Name: "Application.Started", Target: "application"}}, "application", "session"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var n names
			for _, b := range tt.in {
				n.learn(b)
			}
			if got := n.of(tt.id); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestStackLinesAreRead(t *testing.T) {
	at := func(f, file string, line, column int) diag.Frame {
		return diag.Frame{Func: f, Pos: diag.Pos{File: file, Line: line, Column: column}}
	}
	for in, want := range map[string]diag.Frame{
		"f@a.js:1:2":      at("f", "a.js", 1, 2),
		"@C:\\a.js:1:2":   at("", "C:\\a.js", 1, 2),
		"f@a.js:7":        at("f", "a.js", 7, 0),
		"f@native":        {Func: "f@native"},
		"somewhere":       {Func: "somewhere"},
		"Call/this.x@/:3": at("Call/this.x", "/", 3, 0),
	} {
		if got := frame(in); got != want {
			t.Errorf("%s: got %+v, want %+v", in, got, want)
		}
	}
}
