package trace_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"voxemu/runtime/trace"
)

func ptr[T any](v T) *T { return &v }

// one has a record of each kind, with all fields and with as few as possible.
func one() []struct {
	name string
	body trace.Body
	want string // what follows "kind"
} {
	return []struct {
		name string
		body trace.Body
		want string
	}{
		{"session_in_between", trace.Session{State: trace.Running}, `"session","state":"running"`},
		{
			"session_at_the_end", trace.Session{State: trace.Terminated, Reason: "JS session error", Exit: ptr(1), Error: "x is not defined"},
			`"session","state":"terminated","reason":"JS session error","exit":1,"error":"x is not defined"`,
		},
		{"session_exit_zero_is_written", trace.Session{State: trace.Terminated, Exit: ptr(0)}, `"session","state":"terminated","exit":0`},
		{"scenario", trace.Scenario{Name: "ivr", File: "src/ivr.js"}, `"scenario","name":"ivr","file":"src/ivr.js"`},
		{"log", trace.Log{Text: "<b>&</b>"}, `"log","text":"<b>&</b>"`},
		{
			"warning", trace.Warning{Code: "VX3003", Text: "ignored", File: "a.js", Line: 7},
			`"warning","code":"VX3003","text":"ignored","file":"a.js","line":7`,
		},
		{"warning_without_place", trace.Warning{Code: "VX3003", Text: "ignored"}, `"warning","code":"VX3003","text":"ignored"`},
		{
			"event_keeps_key_order", trace.Event{Name: "Call.Connected", Target: "leg-1", Handlers: 1, Payload: trace.Object{
				{Key: "name", Value: "Call.Connected"}, {Key: "call", Value: trace.Ref("leg-1")}, {Key: "cost", Value: 0.5},
				{Key: "headers", Value: trace.Object{{Key: "X-b", Value: "1"}, {Key: "X-a", Value: nil}}},
			}},
			`"event","name":"Call.Connected","target":"leg-1","payload":{"name":"Call.Connected","call":{"$ref":"leg-1"},` +
				`"cost":0.5,"headers":{"X-b":"1","X-a":null}},"handlers":1`,
		},
		{"event_empty", trace.Event{Name: "A.B", Target: "application"}, `"event","name":"A.B","target":"application","payload":{},"handlers":0`},
		{
			"command", trace.Command{Name: "say", Target: "leg-1", Args: []any{"hi", int64(3), true, nil}},
			`"command","name":"say","target":"leg-1","args":["hi",3,true,null]`,
		},
		{"command_empty", trace.Command{Name: "answer", Target: "leg-1"}, `"command","name":"answer","target":"leg-1","args":[]`},
		{
			"heard_speech", trace.Heard{Party: "caller", Leg: "leg-1", What: trace.Speech, Text: "hi", From: "tts-1", MS: 500, Cut: true},
			`"heard","party":"caller","leg":"leg-1","what":"speech","text":"hi","from":"tts-1","ms":500,"cut":true`,
		},
		{
			"heard_audio", trace.Heard{Party: "caller", Leg: "leg-1", What: trace.Audio, URL: "https://e.org/a.mp3", MS: 5000},
			`"heard","party":"caller","leg":"leg-1","what":"audio","url":"https://e.org/a.mp3","from":"","ms":5000`,
		},
		{
			"heard_tones", trace.Heard{Party: "caller", Leg: "l", What: trace.Tones, Digits: "425", From: "p"},
			`"heard","party":"caller","leg":"l","what":"tones","digits":"425","from":"p","ms":0`,
		},
		{
			"spoke_digit", trace.Spoke{Party: "caller", Leg: "l", What: trace.Digit, Digits: "1"},
			`"spoke","party":"caller","leg":"l","what":"digit","digits":"1"`,
		},
		{"spoke_empty_speech", trace.Spoke{Party: "caller", Leg: "l", What: trace.Speech}, `"spoke","party":"caller","leg":"l","what":"speech","text":""`},
		{
			"storage", trace.Storage{Op: "put", Key: "k", Value: ptr(""), TTL: ptr(int64(60)), Error: "busy"},
			`"storage","op":"put","key":"k","value":"","ttl":60,"error":"busy"`,
		},
		{"storage_nothing_found", trace.Storage{Op: "get", Key: "k"}, `"storage","op":"get","key":"k"`},
		{
			"http", trace.HTTP{ID: "h1", Phase: "response", Method: "GET", URL: "https://e.org/?a=1&b=2", Code: -7, MS: 90000, Bytes: 12, Mocked: true},
			`"http","id":"h1","phase":"response","method":"GET","url":"https://e.org/?a=1&b=2","code":-7,"ms":90000,"bytes":12,"mocked":true`,
		},
		{"timer", trace.Timer{ID: 4, Phase: "set", MS: 100}, `"timer","id":4,"phase":"set","ms":100`},
		{"media", trace.Media{Phase: "attached", From: "a", To: "b"}, `"media","phase":"attached","from":"a","to":"b"`},
		{"skip", trace.Skip{MS: 38000}, `"skip","ms":38000`},
		{
			"error_about_a_name", trace.Error{Code: "VX2002", Message: "x", File: "a.js", Line: 1, Column: 2, Name: "Call.sendMedia"},
			`"error","code":"VX2002","message":"x","stack":[],"file":"a.js","line":1,"column":2,"name":"Call.sendMedia"`,
		},
		{
			"error", trace.Error{Code: "VX2001", Message: "x", Stack: []string{"at f", "at g"}, File: "a.js", Line: 1, Column: 2},
			`"error","code":"VX2001","message":"x","stack":["at f","at g"],"file":"a.js","line":1,"column":2`,
		},
	}
}

func TestEncoderWritesTheDocumentedFieldsInOrder(t *testing.T) {
	for _, tt := range one() {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			e := trace.NewEncoder(&b)
			e.Write(trace.Record{Seq: 7, T: 1515, Session: "s", Body: tt.body})
			want := `{"v":1,"seq":7,"t":1515,"session":"s","kind":` + tt.want + "}\n"
			if got := b.String(); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if err := e.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestValuesArePrintedAsJavaScriptDoes(t *testing.T) {
	tests := []struct {
		name string
		in   any
		want string
	}{
		{"integer_float", 5.0, "5"},
		{"minus_zero", math.Copysign(0, -1), "0"},
		{"fraction", 0.1, "0.1"},
		{"negative", -1.25, "-1.25"},
		{"small_without_exponent", 0.000001, "0.000001"},
		{"small_with_exponent", 0.00000012, "1.2e-7"},
		{"tiny", 5e-324, "5e-324"},
		{"large_without_exponent", 123456789012345680000.0, "123456789012345680000"},
		{"large_with_exponent", 1e21, "1e+21"},
		{"largest", math.MaxFloat64, "1.7976931348623157e+308"},
		{"no_number", math.NaN(), "null"},
		{"infinite", math.Inf(-1), "null"},
		{"escapes", "\"\\\b\f\n\r\t\x01\x1f\x7f</\u2028", `"\"\\\b\f\n\r\t\u0001\u001f` + "\x7f</\u2028" + `"`},
		{"letters", "Привет, 日本 🙂", `"Привет, 日本 🙂"`},
		{"not_utf8", "a\xffb", `"a` + "\ufffd" + `b"`},
		{"replacement_character", "\ufffd", `"` + "\ufffd" + `"`},
		{"ref", trace.Ref("leg-1"), `{"$ref":"leg-1"}`},
		{"any_slice", []any{1, "a", []any{}}, `[1,"a",[]]`},
		{"bools", []bool{true, false}, `[true,false]`},
		{"strings", []string{"a"}, `["a"]`},
		{"ints", []int{1, -2}, `[1,-2]`},
		{"int64s", []int64{1 << 60}, `[1152921504606846976]`},
		{"floats", []float64{1.5}, `[1.5]`},
		{"refs", []trace.Ref{"a"}, `[{"$ref":"a"}]`},
		{"objects", []trace.Object{{{Key: "b", Value: 1}, {Key: "a", Value: false}}}, `[{"b":1,"a":false}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(trace.AppendJSON(nil, tt.in)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestOtherTypesPanic(t *testing.T) {
	for _, f := range []func(){
		func() { trace.AppendJSON(nil, map[string]any{}) },
		func() { trace.Append(nil, trace.Record{Body: odd{}}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		}()
	}
}

type odd struct{}

func (odd) Kind() string { return "odd" }

type brokenWriter struct{ left int }

func (w *brokenWriter) Write(p []byte) (int, error) {
	if w.left--; w.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func TestEncoderStopsAtTheFirstError(t *testing.T) {
	w := &brokenWriter{left: 1}
	e := trace.NewEncoder(w)
	for seq := range int64(5) {
		e.Write(trace.Record{Seq: seq + 1, Body: trace.Skip{MS: 1}})
	}
	if err := e.Err(); !errors.Is(err, io.ErrClosedPipe) || !strings.Contains(err.Error(), "record 2") {
		t.Errorf("got %v, want the error of record 2", err)
	}
	if w.left != -1 {
		t.Errorf("%d writes after the error", -1-w.left)
	}
}

func TestTeeKeepsOrderAndGivesToAll(t *testing.T) {
	var a, b trace.Collect
	s := trace.Tee(&a, trace.Discard{}, &b)
	s.Write(trace.Record{Seq: 1, Body: trace.Skip{}})
	s.Write(trace.Record{Seq: 2, Body: trace.Skip{}})
	for _, c := range []trace.Collect{a, b} {
		if len(c.Records) != 2 || c.Records[0].Seq != 1 || c.Records[1].Seq != 2 {
			t.Errorf("got %v, want records 1 and 2", c.Records)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	for _, bench := range []struct {
		name string
		body trace.Body
	}{
		{"heard", trace.Heard{Party: "caller", Leg: "leg-1", What: trace.Speech, Text: "Hello. You call 0 times", From: "leg-1", MS: 1495}},
		{"event", trace.Event{Name: "Call.Connected", Target: "leg-1", Handlers: 1, Payload: trace.Object{
			{Key: "id", Value: "leg-1"}, {Key: "name", Value: "Call.Connected"}, {Key: "sipCallId", Value: "4f7f1c"},
			{Key: "headers", Value: trace.Object{}}, {Key: "encrypted", Value: false}, {Key: "call", Value: trace.Ref("leg-1")},
		}}},
		{"command", trace.Command{Name: "say", Target: "leg-1", Args: []any{"Hello. You call 0 times", trace.Object{{Key: "voice", Value: "VoiceList.Amazon.en_US_Joanna"}}}}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			r := trace.Record{Seq: 12, T: 1515, Session: "5b1f0c3a9d2e4f67", Body: bench.body}
			var buf []byte
			b.ReportAllocs()
			for b.Loop() {
				buf = trace.Append(buf[:0], r)
			}
			b.SetBytes(int64(len(buf)))
		})
	}
}
