package httpreq_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/session"
	"voxemu/runtime/trace"

	"voxemu/modules/moduletest"
)

// sentBy returns the one request that a script sends.
func sentBy(t *testing.T, code string) (*session.Request, *moduletest.Result) {
	t.Helper()
	m := &mock{}
	r := run(t, m, code)
	wantNoError(t, r)
	if len(m.sent) != 1 {
		t.Fatalf("%d requests were sent", len(m.sent))
	}
	return m.sent[0], r
}

func TestDefaultsOfARequest(t *testing.T) {
	got, _ := sentBy(t, `Net.httpRequest('http://h.test/a', () => {})`)
	want := &session.Request{
		Method: "GET", URL: "http://h.test/a", Header: []session.Header{{Key: "User-Agent", Value: "VoxEngine/1.0"}},
		Connect: 6 * time.Second, Timeout: 90 * time.Second, MaxBody: 2 << 20,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOrdersOfTheArguments(t *testing.T) {
	tests := []struct{ name, call, want string }{
		{"callback_then_options", `Net.httpRequest('http://h/', r => print('called', r.code), {method: 'PUT'})`, "PUT called 200"},
		{"options_then_callback", `Net.httpRequest('http://h/', {method: 'PUT'}, r => print('called', r.code))`, "PUT called 200"},
		{"method_then_options_then_callback", `Net.httpRequest('http://h/', 'PUT', {headers: {}}, r => print('called', r.code))`, "PUT called 200"},
		{"the_options_method_wins", `Net.httpRequest('http://h/', 'GET', {method: 'PUT'}, r => print('called', r.code))`, "PUT called 200"},
		{"undefined_then_options_then_callback", `Net.httpRequest('http://h/', undefined, {method: 'PUT'}, r => print('called', r.code))`, "PUT called 200"},
		{"no_callback", `Net.httpRequest('http://h/', {method: 'PUT'})`, "PUT"},
		{"callback_null", `Net.httpRequest('http://h/', null, {method: 'PUT'})`, "PUT"},
		{"callback_is_no_function", `Net.httpRequest('http://h/', 7, {method: 'PUT'})`, "PUT"},
		{"method_in_lower_case", `Net.httpRequest('http://h/', null, {method: ' put '})`, "PUT"},
		{"async", `Net.httpRequestAsync('http://h/', {method: 'PUT'}).then(r => print('called', r.code))`, "PUT called 200"},
		{"async_without_options", `Net.httpRequestAsync('http://h/').then(r => print('called', r.code))`, "GET called 200"},
		{"async_with_callback", `Net.httpRequestAsync('http://h/', {method: 'PUT'}, () => print('never')).then(r => print('called', r.code))`, "PUT called 200"},
		{"legacy_options", `const o = new Net.HttpRequestOptions(); o.method = 'PUT'; Net.httpRequest('http://h/', r => print('called', r.code), o)`, "PUT called 200"},
		{"bare_function", `const f = Net.httpRequest; f('http://h/', r => print('called', r.code))`, "GET called 200"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, r := sentBy(t, tt.call)
			got := req.Method
			for _, p := range r.Printed() {
				got += " " + p
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	const agent = "User-Agent: VoxEngine/1.0; "
	const form = "Content-Type: application/x-www-form-urlencoded; "
	tests := []struct{ name, options, want string }{
		{"headers_object", `{headers: {'X-B': '1', 'X-A': 2, 'X-N': null, 'X-U': undefined}}`, "X-B: 1; X-A: 2; " + agent},
		{"headers_array_of_texts", `{headers: ['X-B: a:b', 'x-a:1 ']}`, "X-B: a:b; x-a: 1; " + agent},
		{"headers_array_of_pairs", `{headers: [['X-B', 1], ['X-A', 'x']]}`, "X-B: 1; X-A: x; " + agent},
		{"own_user_agent", `{headers: {'user-agent': 'mine'}}`, "user-agent: mine; "},
		{"post_text", `{method: 'POST', postData: 'ż=1'}`, agent + form + "[ż=1]"},
		{"post_own_type", `{method: 'POST', postData: '{}', headers: ['content-type: application/json']}`,
			"content-type: application/json; " + agent + "[{}]"},
		{"post_empty_text", `{method: 'POST', postData: ''}`, agent + form + "[]"},
		{"post_nothing", `{method: 'POST', postData: null}`, agent},
		{"post_number", `{method: 'POST', postData: 12.5}`, agent + form + "[12.5]"},
		{"post_string_object", `{method: 'POST', postData: new String('s')}`, agent + form + "[s]"},
		{"put_bytes", `{method: 'PUT', postData: [104, 105.0, 33.9, 256 + 33, 'x']}`, agent + form + "[hi!!\x00]"},
		{"patch_typed_array", `{method: 'PATCH', postData: new Uint8Array([104, 105])}`, agent + form + "[hi]"},
		{"patch_array_buffer", `{method: 'PATCH', postData: new Uint8Array([104, 105]).buffer}`, agent + form + "[hi]"},
		{"bytes_beyond_ascii", `{method: 'PUT', postData: [-1, 1.5 + 253]}`, agent + form + "[\xff\xfe]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, r := sentBy(t, `Net.httpRequest('http://h/', null, `+tt.options+`)`)
			got := ""
			for _, h := range req.Header {
				got += h.Key + ": " + h.Value + "; "
			}
			if req.Body != nil {
				got += "[" + string(req.Body) + "]"
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if w := moduletest.Bodies[trace.Warning](r); len(w) != 0 {
				t.Errorf("warned: %v", w)
			}
		})
	}
}

func TestPostDataIsACopy(t *testing.T) {
	req, _ := sentBy(t, `const b = new Uint8Array([104, 105]); Net.httpRequest('http://h/', null, {method: 'POST', postData: b}); b[0] = 0`)
	if string(req.Body) != "hi" {
		t.Errorf("sent %q", req.Body)
	}
}

func TestParamsGoIntoTheURL(t *testing.T) {
	req, _ := sentBy(t, `Net.httpRequest('http://h.test/a?x=1#f', null, {params: {b: 'ż &', a: 2, n: null}})`)
	if want := "http://h.test/a?x=1&b=%C5%BC%20%26&a=2"; req.URL != want {
		t.Errorf("got %q, want %q", req.URL, want)
	}
}

func TestTimeoutsOnlyLowerTheLimits(t *testing.T) {
	tests := []struct {
		name, value      string
		connect, timeout time.Duration
	}{
		{"lower", "2", 2 * time.Second, 2 * time.Second},
		{"text", "'2'", 2 * time.Second, 2 * time.Second},
		{"fraction", "0.5", 500 * time.Millisecond, 500 * time.Millisecond},
		{"lower_for_one", "10", 6 * time.Second, 10 * time.Second},
		{"higher", "1000", 6 * time.Second, 90 * time.Second},
		{"infinite", "Infinity", 6 * time.Second, 90 * time.Second},
		{"zero", "0", 6 * time.Second, 90 * time.Second},
		{"negative", "-1", 6 * time.Second, 90 * time.Second},
		{"no_number", "'soon'", 6 * time.Second, 90 * time.Second},
		{"null", "null", 6 * time.Second, 90 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, _ := sentBy(t, fmt.Sprintf(`Net.httpRequestAsync('http://h/', {timeout: %s, connectionTimeout: %[1]s})`, tt.value))
			if req.Connect != tt.connect || req.Timeout != tt.timeout {
				t.Errorf("got %v and %v", req.Connect, req.Timeout)
			}
		})
	}
}

func TestDoubtfulArgumentsAreWarnedAbout(t *testing.T) {
	tests := []struct{ name, call, code, text string }{
		{"async_callback", `Net.httpRequestAsync('http://h/', {}, () => {})`, "VX3041",
			"Net.httpRequestAsync takes no callback: it is never called, the result comes with the promise"},
		{"method_argument", `Net.httpRequest('http://h/', 'POST', {}, () => {})`, "VX3042",
			`the HTTP method belongs into the options: {method: "POST"}`},
		{"body_of_get", `Net.httpRequest('http://h/', null, {postData: 'x'})`, "VX3043",
			"postData is not sent with GET: only POST, PUT and PATCH have a body"},
		{"object_as_body", `Net.httpRequest('http://h/', null, {method: 'POST', postData: {a: 1}})`, "VX3044",
			`postData is neither a text nor an array of bytes: it is sent as "[object Object]"`},
		{"headers_as_text", `Net.httpRequest('http://h/', null, {headers: 'X-A: 1'})`, "VX3045",
			"the headers option is neither an object nor an array: no header is sent"},
		{"header_without_colon", `Net.httpRequest('http://h/', null, {headers: ['X-A']})`, "VX3045",
			`an HTTP header is left out: "X-A" is neither "Name: value" nor [name, value]`},
		{"header_pair_without_value", `Net.httpRequest('http://h/', null, {headers: [['X-A']]})`, "VX3045",
			`an HTTP header is left out: "X-A" is neither "Name: value" nor [name, value]`},
		{"header_name_with_space", `Net.httpRequest('http://h/', null, {headers: {'X A': '1'}})`, "VX3045",
			`the HTTP header "X A" is left out: its name or value has characters that headers cannot have`},
		{"header_value_of_two_lines", `Net.httpRequest('http://h/', null, {headers: {'X-A': '1\nX-B: 2'}})`, "VX3045",
			`the HTTP header "X-A" is left out: its name or value has characters that headers cannot have`},
		{"header_without_name", `Net.httpRequest('http://h/', null, {headers: [': 2']})`, "VX3045",
			`the HTTP header "" is left out: its name or value has characters that headers cannot have`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, r := sentBy(t, tt.call)
			want := []trace.Warning{{Code: tt.code, Text: tt.text, File: moduletest.File, Line: 1}}
			if diff := cmp.Diff(want, moduletest.Bodies[trace.Warning](r)); diff != "" {
				t.Error(diff)
			}
			if tt.code == "VX3045" && len(req.Header) != 1 {
				t.Errorf("sent %v", req.Header)
			}
		})
	}
}

func TestAURLIsNeeded(t *testing.T) {
	r := run(t, &mock{}, `
		try { Net.httpRequest(undefined, () => {}) } catch (e) { print(e) }
		try { Net.httpRequest('') } catch (e) { print(e) }
		Net.httpRequestAsync().catch(e => print(e))`)
	wantNoError(t, r)
	wantPrinted(t, r, "Error: Net.httpRequest: no URL is given", "Error: Net.httpRequest: no URL is given",
		"Error: Net.httpRequestAsync: no URL is given")
}

func TestLegacyConstructors(t *testing.T) {
	r := run(t, &mock{}, `
		for (const name of ['HttpRequestOptions', 'HttpRequestResult', 'SendMailOptions', 'SendMailResult']) {
			const o = new Net[name]();
			o.method = 'POST';
			print(JSON.stringify(o), o instanceof Net[name]);
		}`)
	wantNoError(t, r)
	const one = `{"method":"POST"} true`
	wantPrinted(t, r, one, one, one, one)
}
