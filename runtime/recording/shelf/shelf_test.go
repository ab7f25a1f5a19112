package shelf_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/recording"
	"voxemu/runtime/recording/shelf"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

func recorded(number int) *recording.Recording {
	return &recording.Recording{
		Session: "s1", Number: number, Rate: recording.Rate, Length: time.Second,
		URL:        "http://" + recording.Host + "/records/s1/a%20b" + string(rune('0'+number)) + ".mp3?record_id=7",
		Utterances: []recording.Utterance{{Side: recording.Mixed, What: telephony.Speech, Text: "hello", Length: time.Second}},
	}
}

// network answers everything: itself if it is asked, or from outside.
type network struct{ answers bool }

func (n network) RoundTrip(context.Context, *session.Request) *session.Response {
	return &session.Response{Code: 201}
}

func (n network) Answer(*session.Request) *session.Response {
	if n.answers {
		return &session.Response{Code: 202}
	}
	return nil
}

func get(url string) *session.Request {
	return &session.Request{Method: "GET", URL: url, MaxBody: 2 << 20}
}

func TestFilesAreWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := shelf.New(shelf.Options{Dir: dir, Name: "shown"})
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder is made before there is anything to keep")
	}
	one, two := recorded(1), recorded(2)
	for _, r := range []*recording.Recording{two, one} {
		if err := s.Save(r); err != nil {
			t.Fatal(err)
		}
	}
	files, err := s.Close()
	if err != nil || len(files) != 2 || files[0].WAV != filepath.Join("shown", "s1-2.wav") || files[1].Transcript != filepath.Join("shown", "s1-1.json") {
		t.Fatalf("%+v, %v", files, err)
	}
	var wav, transcript bytes.Buffer
	_, _ = one.WriteWAV(&wav), one.WriteTranscript(&transcript)
	for name, want := range map[string][]byte{"s1-1.wav": wav.Bytes(), "s1-1.json": transcript.Bytes()} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, want %d (%v)", name, len(got), len(want), err)
		}
	}
	if files, err := s.Close(); err != nil || files != nil {
		t.Errorf("a second Close returns %v, %v", files, err)
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	s := shelf.New(shelf.Options{Dir: filepath.Join(blocked, "sub"), Name: "file/sub"})
	if err := s.Save(recorded(1)); err == nil || err.Error() != "the folder file/sub can't be made: not a directory" {
		t.Errorf("a folder in a file: %v", err)
	}

	s = shelf.New(shelf.Options{Dir: dir, Name: "d"})
	if err := os.Mkdir(filepath.Join(dir, "s1-1.wav"), 0o777); err != nil {
		t.Fatal(err)
	}
	broken := recorded(2)
	broken.Video = []recording.Setting{{Value: []byte("{")}}
	for _, r := range []*recording.Recording{recorded(1), broken, recorded(3)} {
		if err := s.Save(r); err != nil {
			t.Fatal(err)
		}
	}
	files, err := s.Close()
	if len(files) != 1 || files[0].Number != 3 {
		t.Errorf("kept: %v", files)
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 || lines[0] != filepath.Join("d", "s1-1.wav")+" can't be written: is a directory" ||
		!strings.HasPrefix(lines[1], filepath.Join("d", "s1-2.json")+" can't be written: write the transcript: ") {
		t.Errorf("the errors: %q", lines)
	}
	if _, err := os.Stat(filepath.Join(dir, "s1-2.json")); err == nil {
		t.Error("half a transcript is left behind")
	}
}

func TestAddresses(t *testing.T) {
	s := shelf.New(shelf.Options{Out: network{}})
	one, secure, long := recorded(1), recorded(2), recorded(3)
	secure.Secure, long.Length = true, recording.MaxSound
	before := s.Answer(get(one.URL))
	if before == nil || before.Code != 404 {
		t.Errorf("before it is over: %+v", before)
	}
	for _, r := range []*recording.Recording{one, secure, long} {
		if err := s.Save(r); err != nil {
			t.Fatal(err)
		}
	}
	if files, err := s.Close(); files != nil || err != nil {
		t.Errorf("without a folder: %v, %v", files, err)
	}
	with := func(method string, url string, headers ...session.Header) *session.Request {
		return &session.Request{Method: method, URL: url, Header: headers, MaxBody: 2 << 20}
	}
	base := "http://" + recording.Host
	for _, tt := range []struct {
		name string
		r    *session.Request
		code int
		size int
	}{
		{"as_the_event_has_it", get(one.URL), 200, one.Size()},
		{"another_query", get(base + "/records/s1/a%20b1.mp3?x=1"), 200, one.Size()},
		{"https_and_another_case", get("https://" + strings.ToUpper(recording.Host) + "/records/s1/a%20b1.mp3"), 200, one.Size()},
		{"the_head_only", with("HEAD", one.URL), 200, 0},
		{"another_method", with("DELETE", one.URL), 405, -1},
		{"another_path", get(base + "/records/s1/c.mp3"), 404, -1},
		{"no_path", get(base), 404, -1},
		{"a_secure_one", get(secure.URL), 401, -1},
		{"a_secure_one_with_an_empty_header", with("GET", secure.URL, session.Header{Key: "Authorization"}), 401, -1},
		{"a_secure_one_for_somebody", with("GET", secure.URL, session.Header{Key: "authorization", Value: "Bearer x"}), 200, secure.Size()},
		{"too_long", get(long.URL), session.CodeTooBig, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := s.Answer(tt.r)
			if a == nil || a.Code != tt.code || !a.Mocked || tt.size >= 0 && len(a.Body) != tt.size {
				t.Fatalf("answer %+v, want %d with %d bytes", a, tt.code, tt.size)
			}
			if a.Code == 200 && (!a.Binary || a.Header[1].Value != "audio/wav" || tt.size > 0 && string(a.Body[:4]) != "RIFF" ||
				!strings.HasPrefix(a.Raw, "HTTP/1.1 200 OK\r\nContent-Length: 16")) {
				t.Errorf("%q %v %q", a.Raw, a.Header, a.Body[:min(4, len(a.Body))])
			}
		})
	}
}

func TestOtherAddressesGoOut(t *testing.T) {
	ctx := context.Background()
	for _, url := range []string{"http://example.com/a.mp3", "http://[", "http://records.example.com/records/s1/1.mp3"} {
		s := shelf.New(shelf.Options{Out: network{}})
		if a := s.Answer(get(url)); a != nil {
			t.Errorf("%s is answered: %+v", url, a)
		}
		if a := s.RoundTrip(ctx, get(url)); a.Code != 201 {
			t.Errorf("%s does not go out: %+v", url, a)
		}
		if a := shelf.New(shelf.Options{Out: network{answers: true}}).Answer(get(url)); a == nil || a.Code != 202 {
			t.Errorf("%s: what is behind the shelf is not asked: %+v", url, a)
		}
	}
	s := shelf.New(shelf.Options{})
	if a := s.Answer(get("http://example.com")); a != nil {
		t.Errorf("without a network: %+v", a)
	}
	if a := s.RoundTrip(ctx, get("http://example.com")); a.Code != session.CodeInternal {
		t.Errorf("without a network: %+v", a)
	}
}
