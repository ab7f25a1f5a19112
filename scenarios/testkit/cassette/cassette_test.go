package cassette_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/session"
	"voxemu/scenarios/testkit/cassette"
)

func same(text string) string { return text }

func hide(text string) string { return strings.ReplaceAll(text, "sesame", "<secret KEY>") }

func ask(method, url, body string) *session.Request {
	return &session.Request{Method: method, URL: url, Body: []byte(body), Header: []session.Header{{Key: "Authorization", Value: "Bearer x"}}}
}

func TestWhatIsRecordedComesBack(t *testing.T) {
	path := cassette.Path(filepath.Join(t.TempDir(), "a.test.js"))
	tape, err := cassette.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	first := cassette.Record(ask("post", "https://u:p@api.example.com/?k=sesame", "n=1"), &session.Response{
		Code: 200, Body: []byte("<b>sesame</b>"), Header: []session.Header{{Key: "Set-Cookie", Value: "s"}, {Key: "X-A", Value: "sesame"}},
	}, hide)
	binary := cassette.Record(ask("GET", "https://api.example.com/b", "\xff"), &session.Response{Code: 200, Body: []byte{0, 255}, Binary: true}, same)
	failed := cassette.Record(ask("GET", "https://api.example.com/b", "\xff"), &session.Response{Code: session.CodeTimeout, Error: "late"}, same)
	tape.Put("b", []cassette.Exchange{first})
	tape.Put("a", []cassette.Exchange{binary, failed})
	if err := tape.Save(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "version": 1,
  "tests": [
    {
      "title": "a",
      "requests": [
        {
          "method": "GET",
          "url": "https://api.example.com/b",
          "request": "base64:/w==",
          "status": 200,
          "base64": "AP8="
        },
        {
          "method": "GET",
          "url": "https://api.example.com/b",
          "request": "base64:/w==",
          "status": -7,
          "error": "late"
        }
      ]
    },
    {
      "title": "b",
      "requests": [
        {
          "method": "POST",
          "url": "https://api.example.com/?k=<secret KEY>",
          "request": "n=1",
          "status": 200,
          "headers": [
            {
              "name": "X-A",
              "value": "<secret KEY>"
            }
          ],
          "body": "<b><secret KEY></b>"
        }
      ]
    }
  ]
}
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Fatalf("want (-), got (+):\n%s", diff)
	}
	if tape, err = cassette.Open(path); err != nil {
		t.Fatal(err)
	}
	p := tape.Play("a", same)
	one, ok1 := p.Answer(ask("GET", "https://api.example.com/b", "\xff"))
	two, ok2 := p.Answer(ask("GET", "https://api.example.com/b", "\xff"))
	if _, more := p.Answer(ask("GET", "https://api.example.com/b", "\xff")); !ok1 || !ok2 || more || p.Len() != 2 {
		t.Fatal("each answer is given once")
	}
	if !one.Binary || string(one.Body) != "\x00\xff" || two.Code != session.CodeTimeout || two.Error != "late" || !two.Mocked {
		t.Errorf("got %+v and %+v", one, two)
	}
	if a, ok := tape.Play("b", hide).Answer(ask("POST", "https://api.example.com/?k=sesame", "n=1")); !ok || a.Raw != "X-A: <secret KEY>\r\n" {
		t.Errorf("a secret is found by its name: %+v", a)
	}
	for _, other := range []*session.Request{ask("GET", "https://api.example.com/?k=sesame", "n=1"), ask("POST", "https://api.example.com/?k=sesame", "n=2"), ask("POST", "https://api.example.com/", "n=1")} {
		if _, ok := tape.Play("b", hide).Answer(other); ok {
			t.Errorf("%s %s %s is another request", other.Method, other.URL, other.Body)
		}
	}
}

func TestTestsThatAskNoMore(t *testing.T) {
	path := cassette.Path(filepath.Join(t.TempDir(), "a.test.js"))
	tape, _ := cassette.Open(path)
	tape.Put("a", nil)
	if err := tape.Save(); err != nil {
		t.Fatal(err)
	}
	tape.Put("a", []cassette.Exchange{{Method: "GET"}})
	if err := tape.Save(); err != nil {
		t.Fatal(err)
	}
	tape.Put("a", nil)
	if err := tape.Save(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("a file without requests is left: %v", err)
	}
	if p := (*cassette.Tape)(nil).Play("a", same); p.Len() != 0 {
		t.Error("nothing was recorded")
	}
}

func TestFilesThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{"{": "record them again", `{"version":2}`: "version 2 is not known"} {
		path := filepath.Join(dir, "a.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := cassette.Open(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if _, err := cassette.Open(dir); err == nil || strings.Contains(err.Error(), dir) {
		t.Errorf("a folder: %v", err)
	}
	tape, err := cassette.Open(filepath.Join(dir, "a.json", "b.json"))
	if err == nil {
		tape.Put("a", []cassette.Exchange{{Method: "GET"}})
		err = tape.Save()
	}
	if err == nil {
		t.Error("a file can't be a folder")
	}
}
