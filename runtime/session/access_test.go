package session_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

// access runs a scenario that is started over HTTP, and gets the requests a second later.
func access(t *testing.T, script string, requests ...session.AccessRequest) *apitest.Result {
	t.Helper()
	return apitest.Run(t, apitest.Options{Start: true, Access: requests}, script)
}

const tells = `
	VoxEngine.addEventListener(AppEvents.HttpRequest, ({ method, path, content, headers }) => {
		Logger.write(JSON.stringify({ method, end: path.split('/').pop(), content, headers }));
		return 'done';
	});
	setTimeout(VoxEngine.terminate, 2000);`

func TestAccessRequests(t *testing.T) {
	tests := []struct {
		name    string
		request session.AccessRequest
		want    string
	}{
		{"the body of a POST is the content", session.AccessRequest{Method: "POST", Suffix: "/order", Body: "id=7"},
			`1000 {"method":"POST","end":"order","content":"id=7","headers":[]}`},
		{"a GET has no content", session.AccessRequest{Method: "get", Suffix: "/order", Body: "id=7"},
			`1000 {"method":"GET","end":"order","content":"","headers":[]}`},
		{"without a method it is GET", session.AccessRequest{Suffix: "/a"}, `1000 {"method":"GET","end":"a","content":"","headers":[]}`},
		{"only headers that begin with X- are passed on", session.AccessRequest{Suffix: "/a", Headers: []session.Header{
			{Key: "X-Key", Value: "1"}, {Key: "Accept", Value: "2"}, {Key: "x-other", Value: "3"}, {Key: "X-", Value: "4"},
		}}, `1000 {"method":"GET","end":"a","content":"","headers":[{"key":"X-Key","value":"1"},{"key":"x-other","value":"3"}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := access(t, tells, tt.request)
			r.WantLogs(tt.want)
			if diff := cmp.Diff([]string{"200 done"}, r.Replies); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

func TestAnswersToAccessRequests(t *testing.T) {
	tests := []struct{ name, handlers, want string }{
		{"without a handler the body is empty", ``, "200 "},
		{"the first handler that returns something answers", `on(() => {}); on(() => 1); on(() => 'two');`, "200 1"},
		{"null is something", `on(() => null);`, "200 null"},
		{"a promise gives nothing", `on(async () => 'late');`, "200 "},
		{"an object is its text", `on(() => ({ toString: () => 'object' }));`, "200 object"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := access(t, `const on = (f) => VoxEngine.addEventListener(AppEvents.HttpRequest, f);`+tt.handlers+`
				setTimeout(VoxEngine.terminate, 2000);`, session.AccessRequest{})
			if diff := cmp.Diff([]string{tt.want}, r.Replies); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

func TestAnAccessRequestAfterTheEndFindsNothing(t *testing.T) {
	r := access(t, `VoxEngine.addEventListener(AppEvents.HttpRequest, () => Logger.write('never')); VoxEngine.terminate();`, session.AccessRequest{})
	r.WantLogs()
	if diff := cmp.Diff([]string{"404 "}, r.Replies); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}
