package trace_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/trace"
)

func write(records []trace.Record) []byte {
	var b bytes.Buffer
	e := trace.NewEncoder(&b)
	for _, r := range records {
		e.Write(r)
	}
	return b.Bytes()
}

func TestReaderGivesBackWhatWasWritten(t *testing.T) {
	var want []trace.Record
	for i, tt := range one() {
		want = append(want, trace.Record{Seq: int64(i + 1), T: int64(i) * 10, Session: "s", Body: tt.body})
	}
	got, err := trace.ReadAll(bytes.NewReader(write(want)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-written +read)\n%s", diff)
	}
}

func TestReaderToleratesWhatNewerVersionsAdd(t *testing.T) {
	const lines = "\n" +
		`{"v":1,"seq":1,"t":0,"session":"s","kind":"weather","sun":true}` + "\r\n\n" +
		` {"kind":"skip","colour":"red","ms":3,"ms":4,"v":1}` // other order, a new field, one twice, no line end
	got, err := trace.ReadAll(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	want := []trace.Record{
		{Seq: 1, Session: "s", Body: trace.Unknown{Name: "weather", Raw: `{"v":1,"seq":1,"t":0,"session":"s","kind":"weather","sun":true}`}},
		{Body: trace.Skip{MS: 4}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if kind := got[0].Body.Kind(); kind != "weather" {
		t.Errorf("kind %q, want weather", kind)
	}
	const again = `{"v":1,"seq":1,"t":0,"session":"s","kind":"weather","sun":true}` + "\n"
	if back := string(write(got[:1])); back != again {
		t.Errorf("written back as %s, want %s", back, again)
	}
}

func TestReaderKeepsNestedValues(t *testing.T) {
	const line = `{"v":1,"seq":1,"t":0,"session":"s","kind":"command","name":"x","target":"y","args":` +
		`[{"b":1,"a":[1.5,1e+21,null,true,{"$ref":"leg-1"}]},{"$ref":1},{}]}` + "\n"
	got, err := trace.ReadAll(strings.NewReader(line))
	if err != nil {
		t.Fatal(err)
	}
	want := []any{
		trace.Object{{Key: "b", Value: int64(1)}, {Key: "a", Value: []any{1.5, 1e21, nil, true, trace.Ref("leg-1")}}},
		trace.Object{{Key: "$ref", Value: int64(1)}},
		trace.Object(nil),
	}
	if diff := cmp.Diff(want, got[0].Body.(trace.Command).Args); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if back := string(write(got)); back != line {
		t.Errorf("written back as %s, want %s", back, line)
	}
}

func TestReaderErrorsNameTheLine(t *testing.T) {
	const good = `{"v":1,"seq":1,"t":0,"session":"s","kind":"skip","ms":4}` + "\n"
	tests := []struct{ name, line, want string }{
		{"not_json", `{"v":1,`, "line 2: unexpected end of JSON input"},
		{"two_values", `{"v":1} {}`, "line 2: invalid character '{' after top-level value"},
		{"not_an_object", `[1]`, "line 2: want an object, got an array"},
		{"other_version", `{"v":2,"kind":"skip"}`, "line 2: version 2 of the trace format, want 1"},
		{"no_version", `{"kind":"skip"}`, "line 2: version 0 of the trace format, want 1"},
		{"no_kind", `{"v":1}`, `line 2: no "kind"`},
		{"kind_is_a_number", `{"v":1,"kind":3}`, `line 2: "kind": want a string, got a number`},
		{"wrong_type", `{"v":1,"kind":"skip","ms":"4"}`, `line 2: "ms": want an integer, got a string`},
		{"fraction", `{"v":1,"kind":"skip","ms":4.5}`, `line 2: "ms": want an integer, got a number`},
		{"wrong_optional", `{"v":1,"kind":"storage","ttl":true}`, `line 2: "ttl": want an integer, got a boolean`},
		{"wrong_value", `{"v":1,"kind":"storage","value":1}`, `line 2: "value": want a string, got a number`},
		{"wrong_exit", `{"v":1,"kind":"session","exit":"1"}`, `line 2: "exit": want an integer, got a string`},
		{"wrong_payload", `{"v":1,"kind":"event","payload":[]}`, `line 2: "payload": want an object, got an array`},
		{"wrong_cut", `{"v":1,"kind":"heard","cut":{}}`, `line 2: "cut": want a boolean, got an object`},
		{"wrong_stack", `{"v":1,"kind":"error","stack":["a",null]}`, `line 2: "stack": want a string at [1], got null`},
		{"number_too_large", `{"v":1,"kind":"skip","ms":1e999}`, `line 2: number 1e999: strconv.ParseFloat: parsing "1e999": value out of range`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := trace.ReadAll(strings.NewReader(good + tt.line + "\n" + good))
			if err == nil || err.Error() != tt.want {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
			if len(got) != 1 {
				t.Errorf("got %d records before the error, want 1", len(got))
			}
		})
	}
}

func TestReaderPassesOnErrorsOfItsSource(t *testing.T) {
	broken := errors.New("disk is gone")
	_, err := trace.ReadAll(iotest.ErrReader(broken))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "line 1: ") {
		t.Errorf("got %v, want the source's error with its line", err)
	}
}

func FuzzReader(f *testing.F) {
	for _, tt := range one() {
		f.Add(write([]trace.Record{{Seq: 1, T: 2, Session: "s", Body: tt.body}}))
	}
	f.Add([]byte(`{"v":1,"kind":"new","a":[1,{"b":-0.0}]}` + "\n\n"))
	f.Add([]byte(`{"v":1,"kind":"command","args":[1E400,-0,1.0,"\ud800"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, _ := trace.ReadAll(bytes.NewReader(data)) // what could be read has to survive a round
		once := write(first)
		second, err := trace.ReadAll(bytes.NewReader(once))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, once)
		}
		if twice := write(second); !bytes.Equal(once, twice) {
			t.Fatalf("the second round differs\n%s\n%s", once, twice)
		}
	})
}
