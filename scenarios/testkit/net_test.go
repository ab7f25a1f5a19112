package testkit_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/session"
	"voxemu/scenarios/testkit"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// asking is a scenario with a test of it that makes one request each.
const (
	asking = `VoxEngine.addEventListener(AppEvents.Started, async () => {
	const { code, text } = await Net.httpRequestAsync('https://api.example.com/' + VoxEngine.customData());
	Logger.write(code + ' ' + text);
	VoxEngine.terminate();
});`
	askingTest = `import { test, expect } from 'voxemu/test';
for (const name of ['a', 'b']) test(name, async ({ app }) => {
	const s = await app.start({ customData: name });
	await expect(s).toHaveLogged('200 answer to https://api.example.com/' + name);
});
test('fails', async ({ app }) => {
	await app.start({ customData: 'x' });
	throw new Error('as ever');
});`
)

// echoing is a network that counts what it is asked.
type echoing struct{ asked *int }

func (e echoing) RoundTrip(_ context.Context, r *session.Request) *session.Response {
	*e.asked++
	return &session.Response{Code: 200, Body: []byte("answer to " + r.URL)}
}

func TestRecordedRequests(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"ask.js": asking, "ask.test.js": askingTest} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	run := func(n testkit.Net) (passed int, err error) {
		n.HTTP = echoing{&asked}
		s, err := testkit.Run(context.Background(), targets, testkit.Options{
			Cwd: dir, Workers: 1, Seed: 1, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Wall: time.Minute, Virtual: time.Hour,
			NewStore: func() storage.Store { return memory.New() }, Reporter: silent{}, Net: n,
		})
		return s.Count(testkit.Passed), err
	}
	file := filepath.Join(dir, "__http__", "ask.test.js.json")
	for _, tt := range []struct {
		name          string
		net           testkit.Net
		passed, asked int
		kept          bool
	}{
		{"nothing is allowed", testkit.Net{Replay: true}, 0, 0, false},
		{"another host is allowed", testkit.Net{Hosts: []string{"example.com", "*.example.org"}}, 0, 0, false},
		{"the host is allowed", testkit.Net{Hosts: []string{"API.example.com"}}, 2, 3, false},
		{"all hosts below a name are", testkit.Net{Hosts: []string{"*.example.com"}}, 2, 3, false},
		{"other hosts are recorded", testkit.Net{Record: true, Hosts: []string{"example.org"}}, 0, 0, false},
		{"all hosts are recorded", testkit.Net{Record: true, Replay: true}, 2, 3, true},
		{"what was recorded is replayed", testkit.Net{Replay: true}, 2, 0, true},
		{"or not", testkit.Net{}, 0, 0, true},
	} {
		asked = 0
		passed, err := run(tt.net)
		if err != nil || passed != tt.passed || asked != tt.asked {
			t.Errorf("%s: %v, %d passed, %d asked, want %d and %d", tt.name, err, passed, asked, tt.passed, tt.asked)
		}
		text, err := os.ReadFile(file)
		if (err == nil) != tt.kept || strings.Contains(string(text), "/x") {
			t.Errorf("%s: kept: %v\n%s", tt.name, err, text)
		}
	}
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if passed, _ := run(testkit.Net{Replay: true}); passed != 0 {
		t.Error("a recording that can't be read is a mistake of the file")
	}
	if _, err := run(testkit.Net{Record: true}); err == nil || !strings.Contains(err.Error(), "record them again") {
		t.Errorf("got %v", err)
	}
}
