package httpreq_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

func TestResults(t *testing.T) {
	plain := []session.Header{{Key: "Content-Type", Value: "text/plain"}, {Key: "X-A", Value: "1"}}
	const headers = `"headers":[{"key":"Content-Type","value":"text/plain"},{"key":"X-A","value":"1"}],` +
		`"raw_headers":"Content-Type: text/plain\r\nX-A: 1\r\n"`
	tests := []struct {
		name, options string
		answer        session.Response
		want          string
	}{
		{"text", "{}", session.Response{Code: 200, Header: plain, Body: []byte("hi")}, `{"code":200,` + headers + `,"text":"hi"}`},
		{"an_error_status_is_a_result", "{}", session.Response{Code: 503, Header: plain, Body: []byte("hi")}, `{"code":503,` + headers + `,"text":"hi"}`},
		{"without_body_text_is_undefined", "{}", session.Response{Code: 204, Header: plain}, `{"code":204,` + headers + `}`},
		{"raw_output_is_bytes", "{rawOutput: true}", session.Response{Code: 200, Header: plain, Body: []byte("h\xff")}, `{"code":200,"data":[104,255],` + headers + `}`},
		{"raw_output_without_body", "{rawOutput: true}", session.Response{Code: 200, Header: plain}, `{"code":200,"data":[],` + headers + `}`},
		{"a_binary_body_is_no_text", "{}", session.Response{Code: 200, Header: plain, Body: []byte("h\xff"), Binary: true}, `{"code":200,` + headers + `}`},
		{"the_raw_header_as_it_came", "{}", session.Response{Code: 200, Raw: "x"}, `{"code":200,"headers":[],"raw_headers":"x"}`},
		{"charset", "{}", session.Response{Code: 200, Raw: "x", Header: []session.Header{{Key: "content-type", Value: "text/plain; charset=latin1"}}, Body: []byte("\xe9")},
			`{"code":200,"headers":[{"key":"content-type","value":"text/plain; charset=latin1"}],"raw_headers":"x","text":"é"}`},
		{"a_failure_has_an_error", "{}", session.Response{Code: -6, Error: "connection reset"}, `{"code":-6,"error":"connection reset"}`},
		{"a_body_at_the_limit", "{}", session.Response{Code: 200, Raw: "x", Body: make([]byte, 2<<20), Binary: true}, `{"code":200,"headers":[],"raw_headers":"x"}`},
		{"a_body_over_the_limit", "{}", session.Response{Code: 200, Body: make([]byte, 2<<20+1)}, `{"code":-9,"error":"the body is longer than 2097152 bytes"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := &mock{answer: func(*session.Request) *session.Response { return &tt.answer }}
			r := run(t, m, `
				const print1 = r => print(JSON.stringify(r));
				Net.httpRequest('http://h/', print1, `+tt.options+`);
				Net.httpRequestAsync('http://h/', `+tt.options+`).then(print1)`)
			wantNoError(t, r)
			wantPrinted(t, r, tt.want, tt.want)
		})
	}
}

func TestACodeComparesWithItsText(t *testing.T) {
	r := run(t, &mock{}, `Net.httpRequest('http://h/', r => print(r.code == '200', typeof r.text, typeof r.data))`)
	wantPrinted(t, r, "true undefined undefined")
}

func TestAMalformedURLDoesNotGoOut(t *testing.T) {
	m := &mock{}
	r := run(t, m, `Net.httpRequest('example.com', r => print(JSON.stringify(r))); print('first')`)
	wantNoError(t, r)
	wantPrinted(t, r, "first",
		`{"code":-2,"error":"malformed URL \"example.com\": it begins with neither http:// nor https://"}`)
	if len(m.sent) != 0 {
		t.Errorf("sent %v", m.sent)
	}
}

func TestARequestIsTraced(t *testing.T) {
	m := &mock{answer: func(*session.Request) *session.Response {
		return &session.Response{Code: 404, Body: []byte("none"), Latency: 250e6}
	}}
	r := run(t, m, `Net.httpRequest('http://h.test/', null, {method: 'post', postData: 'abc'})`)
	want := []trace.HTTP{
		{ID: "http-1", Phase: "request", Method: "POST", URL: "http://h.test/", Bytes: 3},
		{ID: "http-1", Phase: "response", Method: "POST", URL: "http://h.test/", Code: 404, MS: 250, Bytes: 4, Mocked: true},
	}
	if diff := cmp.Diff(want, moduletest.Bodies[trace.HTTP](r)); diff != "" {
		t.Error(diff)
	}
}

func TestTheSessionLogHasRequestsOnlyOnDemand(t *testing.T) {
	answers := []session.Response{{Code: 200, Body: []byte("hi")}, {Code: 200, Body: []byte("\xff"), Binary: true}, {Code: -6, Error: "gone"}}
	want := []string{
		"Sent event to JS HttpRequest with params [{code = 200 ; text = hi ; } ;  ]",
		"Sent event to JS HttpRequest with params [{code = 200 ; text = <1 bytes> ; } ;  ]",
		"Sent event to JS HttpRequest with params [{code = -6 ; error = gone ; } ;  ]",
	}
	const request = "Sent request from JS HttpRequest with params [{method = POST ; postData = abc ; url = http://h.test/ } ;  ]"
	for i, answer := range answers {
		for _, on := range []string{"true", "false"} {
			m := &mock{answer: func(*session.Request) *session.Response { a := answer; return &a }}
			r := run(t, m, `Net.httpRequest('http://h.test/', null, {method: 'POST', postData: 'abc', enableSystemLog: `+on+`})`)
			var got []string
			for _, line := range r.Log {
				if strings.Contains(line, "HttpRequest") {
					got = append(got, line)
				}
			}
			lines := []string{request, want[i]}
			if on == "false" {
				lines = nil
			}
			if diff := cmp.Diff(lines, got); diff != "" {
				t.Errorf("enableSystemLog %s, code %d: %s", on, answer.Code, diff)
			}
		}
	}
}
