package conform_test

import (
	"bufio"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"voxemu/modules/apitable"
	"voxemu/modules/apitest"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
)

const (
	scenarioFolder = "../../testdata/events"
	exampleFolder  = "../../scenarios/examples"
)

// Every event of the API is emitted by a scenario of testdata/events or by an example, but for those of testdata/never.tsv, which
// gives the reasons. Each event that is emitted is compared with the table on the way, as in all tests of modules.
func TestEveryEventIsEmittedOrHasAReason(t *testing.T) {
	emitted := emittedByExamples(t)
	all := situations(t)
	for _, file := range slices.Sorted(maps.Keys(all)) {
		script, err := os.ReadFile(filepath.Join(scenarioFolder, file))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(file, func(t *testing.T) {
			events, _ := apitest.Of[trace.Event](apitest.Run(t, all[file], string(script)))
			for _, e := range events {
				emitted[e.Name] = true
			}
		})
	}
	reasons := neverEmitted(t)
	for _, n := range allEvents(apitable.Root()) {
		value, _ := n.Value.(string)
		reason, excused := reasonFor(reasons, n.Full)
		switch {
		case !excused && !emitted[value]:
			t.Errorf("%s (%s) is emitted by nothing: add a scenario to %s, or a line with the reason to testdata/never.tsv", n.Full, value, scenarioFolder)
		case excused && emitted[value]:
			t.Errorf("%s is emitted: testdata/never.tsv must not list it, not even as %q", n.Full, reason.pattern)
		}
	}
	for _, r := range reasons {
		if !r.used {
			t.Errorf("testdata/never.tsv: no event is called %s", r.pattern)
		}
	}
}

// allEvents returns the members of enums that name events.
func allEvents(n *apitable.Node) []*apitable.Node {
	var list []*apitable.Node
	for _, c := range n.Children() {
		switch c.Kind {
		case apitable.Member:
			if c.Payload != "" {
				list = append(list, c)
			}
		case apitable.Enum, apitable.Namespace:
			list = append(list, allEvents(c)...)
		}
	}
	return list
}

// reason is a line of testdata/never.tsv: an event, or all whose names begin with what stands before the "*".
type reason struct {
	pattern string
	used    bool
}

func neverEmitted(t *testing.T) []*reason {
	t.Helper()
	text, err := os.ReadFile("testdata/never.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []*reason
	for line := range strings.Lines(string(text)) {
		pattern, why, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || len(why) < 10 {
			t.Fatalf("testdata/never.tsv: no reason in %q", line)
		}
		list = append(list, &reason{pattern: pattern})
	}
	return list
}

func reasonFor(list []*reason, event string) (*reason, bool) {
	for _, r := range list {
		prefix, many := strings.CutSuffix(r.pattern, "*")
		if event == r.pattern || many && strings.HasPrefix(event, prefix) {
			r.used = true
			return r, true
		}
	}
	return nil, false
}

// emittedByExamples reads the names from the recorded traces of the examples, which the tests of the command compare with what
// the examples do.
func emittedByExamples(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(exampleFolder, "*", "*trace*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no recorded traces in %s: %v", exampleFolder, err)
	}
	emitted := map[string]bool{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if _, event, ok := strings.Cut(lines.Text(), `"kind":"event","name":"`); ok {
				event, _, _ = strings.Cut(event, `"`)
				emitted[event] = true
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		f.Close()
	}
	return emitted
}

// situations says what happens around each scenario of testdata/events.
func situations(t *testing.T) map[string]apitest.Options {
	t.Helper()
	all := map[string]apitest.Options{
		"call.js": {Kind: telephony.SIP, From: "sip:anna@example.com", Do: `press 5; say "Hello there"; beep; message hello; info text/plain "hello";
			hold; resume; wait 4s; loss 100%; wait 10s; loss 0%; say "back again"; wait 1s; hangup`},
		"reinvite.js": {Kind: telephony.User, Do: "wait 2s; hold; resume; wait 5s; hangup"},
		"transfer.js": {Kind: telephony.SIP, From: "sip:anna@example.com", Do: "refer sip:carl@example.com; wait 30s"},
		"calls-out.js": {Start: true, Far: map[string]string{
			"user:anna": "asleep 2s; answer after 1s", "15550200": "busy", "sip:desk@example.com": "early-media; say hello; answer after 2s",
		}},
		"players.js": {Start: true, AudioFiles: []session.AudioFile{
			{Address: "*/missing.mp3", Status: 404}, {Address: "*", Length: 3 * time.Second},
		}},
		"conference.js": {Do: "wait 2s; hangup", VideoConference: true},
		"acd.js": {Do: "wait 20s; hangup", Queues: plan(t, "anna", "ben"), Far: map[string]string{
			"user:anna": "reject 603", "user:ben": "answer after 1s; wait 1s; hangup",
		}},
		"smart-queue.js": {Do: "wait 30s; hangup", Queues: plan(t, "anna"), Far: map[string]string{"user:anna": "answer after 15s"}},
		"detection.js": {Start: true, Far: map[string]string{
			"15550200": "answer; amd voicemail; wait 5s; hangup", "15550300": "answer; amd human; wait 5s; hangup",
		}},
		"speech.js":    {Do: `wait 1s; say "a table for two"; wait 3s; hangup`, Services: services(t, "amazon.*", "wait 1s; drop")},
		"streaming.js": {Do: "wait 5s; hangup", Services: services(t, "*lost*", "wait 2s; drop", "*old*", "reject 403", "*", "answer")},
		"sockets.js":   {Start: true, WebSockets: map[string]string{"wss://bot.example.com/": "message hi; say hello; wait 1s", "wss://gone.example.com/": "reject 503"}, Peers: clients(t, 4)},
		"requests.js":  {Start: true, Access: []session.AccessRequest{{Method: "POST", Suffix: "/order", Body: "1", Headers: []session.Header{{Key: "X-A", Value: "1"}}}}},
	}
	files, err := os.ReadDir(scenarioFolder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := all[f.Name()]; !ok {
			t.Errorf("nothing is said here about %s/%s", scenarioFolder, f.Name())
		}
	}
	return all
}

// plan has the queues support, for two requests, and empty.
func plan(t *testing.T, agents ...string) *queues.Plan {
	t.Helper()
	var list []queues.Agent
	for _, name := range agents {
		list = append(list, queues.Agent{Name: name, Queues: []string{"support"}})
	}
	p, err := queues.NewPlan([]queues.Queue{{Name: "support", MaxSize: 1}, {Name: "empty"}}, list)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// services are servers of streams and speech: a pattern, and what those do that it fits.
func services(t *testing.T, list ...string) *service.Services {
	t.Helper()
	all := new(service.Services)
	for pair := range slices.Chunk(list, 2) {
		b, err := service.Parse(pair[1])
		if err != nil {
			t.Fatal(err)
		}
		all.Streams.Add(pair[0], b)
		if strings.HasPrefix(pair[0], "amazon") {
			all.Recognisers.Add(pair[0], b)
		}
	}
	return all
}

// clients are some that connect to the session.
func clients(t *testing.T, n int) *peer.Peers {
	t.Helper()
	script, err := telephony.ParseSocketScript("wait 1s; message hello")
	if err != nil {
		t.Fatal(err)
	}
	all := new(peer.Peers)
	for range n {
		if err := all.Add(peer.IncomingAddress, peer.Peer{Script: script}); err != nil {
			t.Fatal(err)
		}
	}
	return all
}
