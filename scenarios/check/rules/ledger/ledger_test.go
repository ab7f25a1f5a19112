package ledger

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule/ruletest"
)

var update = flag.Bool("update", false, "rewrite assumed.tsv from docs/parity.tsv")

// scopes are the classes, enums and namespaces that the rows of an area of the ledger are about.
var scopes = map[string][]string{
	"access":           {"VoxEngine", "AppEvents"},
	"acd":              {"ACDRequest", "ACDEvents"},
	"amd":              {"AMD", "AMD.AnsweringMachineDetector", "AMD.Events"},
	"appstorage":       {"ApplicationStorage"},
	"asr":              {"ASR", "ASREvents"},
	"beep":             {"Call", "CallEvents"},
	"call":             {"Call", "CallEvents"},
	"callconference":   {"VoxEngine"},
	"calllist":         {"CallList"},
	"calls":            {"Call", "CallEvents"},
	"conference":       {"Conference", "ConferenceEvents", "Endpoint"},
	"crypto":           {"Crypto"},
	"dial":             {"VoxEngine", "CallEvents"},
	"dtmf":             {"Call", "CallEvents"},
	"ivr":              {"IVR", "IVRState"},
	"leg":              {"Call", "CallEvents"},
	"logger":           {"Logger"},
	"mail":             {"Net"},
	"measurement":      {"MeasurementProtocol"},
	"media-statistics": {"Call", "CallEvents"},
	"mic":              {"Call", "CallEvents"},
	"net":              {"Net"},
	"phonenumber":      {"PhoneNumber"},
	"playback":         {"Call", "CallEvents"},
	"player":           {"Player", "PlayerEvents"},
	"push":             {"Call", "CallEvents"},
	"record":           {"Call", "CallEvents"},
	"recorder":         {"Recorder", "ConferenceRecorder", "RecorderEvents"},
	"routing":          {"VoxEngine"},
	"rtp":              {"Call", "CallEvents"},
	"sequence":         {"SequencePlayer", "SequencePlayerEvents"},
	"session":          {"VoxEngine", "AppEvents"},
	"smartqueue":       {"SmartQueueTask", "SmartQueueEvents"},
	"storage":          {"ApplicationStorage"},
	"streamingagent":   {"StreamingAgent", "StreamingAgentEvents"},
	"tones":            {"Call", "CallEvents"},
	"transfer":         {"Call", "CallEvents"},
	"websocket":        {"WebSocket", "WebSocketEvents"},
}

// word is a word of a statement.
type word struct {
	text       string
	first, ran bool // it begins the statement; a bracket follows
}

func words(statement string) []word {
	var list []word
	start := -1
	for i, r := range statement + " " {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			if text := strings.Trim(statement[start:i], "."); text != "" {
				list = append(list, word{text, len(list) == 0, r == '('})
			}
			start = -1
		}
	}
	return list
}

// sure reports whether a word stands for a name of the API and not for one of the language that people speak.
func (w word) sure(id string) bool {
	inner := strings.ContainsFunc(w.text[1:], unicode.IsUpper) || strings.Contains(w.text, "_")
	if capital := unicode.IsUpper(rune(w.text[0])); capital {
		return inner || !w.first
	}
	_, subject, _ := strings.Cut(id, ".")
	return inner || w.ran || w.first || subject == w.text
}

// named returns what a word means in a row. It need not be sure to show that there is a better row.
func named(w word, id string, lenient bool) (full string, ok bool) {
	if n, found := apitable.Lookup(w.text); found && strings.Contains(w.text, ".") {
		return useful(n)
	}
	if class, method, dotted := strings.Cut(w.text, "."); dotted {
		if n, found := apitable.Lookup(class); found {
			if m, has := n.Method(method); has {
				return m.Full, true
			}
		}
		return "", false
	}
	if !lenient && !w.sure(id) {
		return "", false
	}
	area, _, _ := strings.Cut(id, ".")
	for _, scope := range append(slices.Clone(scopes[area]), "VoxEngine", "") {
		n := apitable.Root()
		if scope != "" {
			n, _ = apitable.Lookup(scope)
		}
		c, found := n.Child(w.text)
		if !found {
			c, found = n.Method(w.text)
		}
		if found {
			return useful(c)
		}
	}
	return "", false
}

func useful(n *apitable.Node) (full string, ok bool) {
	switch n = n.Resolve(); n.Kind {
	case apitable.Function, apitable.Method, apitable.Member:
		return n.Full, !strings.HasPrefix(n.Full, "Modules.")
	}
	return "", false
}

// assumedNames makes the table from the ledger.
func assumedNames(ledger string) string {
	rows, better := map[string]row{}, map[string]bool{}
	for line := range strings.Lines(ledger) {
		f := strings.Split(line, "\t")
		// Those of events are about an argument that another rule reports, those of check about this checker.
		if area, _, _ := strings.Cut(f[0], "."); area == "events" || area == "check" {
			continue
		}
		for _, w := range words(f[1]) {
			full, ok := named(w, f[0], f[2] != "assumed")
			switch {
			case !ok:
			case f[2] != "assumed":
				better[full] = true
			case rows[full].id == "":
				rows[full] = row{f[0], f[1]}
			}
		}
	}
	var b strings.Builder
	for _, full := range slices.Sorted(maps.Keys(rows)) {
		if !better[full] {
			fmt.Fprintf(&b, "%s\t%s\t%s\n", full, rows[full].id, rows[full].statement)
		}
	}
	return b.String()
}

func TestTableIsThatOfTheLedger(t *testing.T) {
	ledger, err := os.ReadFile("../../../../docs/parity.tsv")
	if err != nil {
		t.Fatal(err)
	}
	fresh := assumedNames(string(ledger))
	if *update {
		if err := os.WriteFile("assumed.tsv", []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(fresh, assumedText); diff != "" {
		t.Errorf("assumed.tsv does not follow docs/parity.tsv, run go test -update:\n%s", diff)
	}
}

// found returns what the rule says about a scenario, a line each.
func found(t *testing.T, text string) string {
	t.Helper()
	list := ruletest.Find(t, Rules(), "VX1901", ruletest.Read(t, "a.js", text))
	var b strings.Builder
	for _, f := range finding.Sort(list) {
		fmt.Fprintf(&b, "%d:%d: %s\n", f.Pos.Line, f.Pos.Column, f.Message)
	}
	return b.String()
}

func TestAssumed(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a_function_is_told_once", "JSession_GC();\nJSession_GC()", "1:1: assumed of JSession_GC: "},
		{"a_method", "VoxEngine.callPSTN('1', '2').sendDigits('1')", "1:30: assumed of Call.sendDigits: "},
		{"an_event", "f(CallEvents.OnHold); var f", "1:14: assumed of CallEvents.OnHold: "},
		{"an_event_by_its_value", "VoxEngine.callPSTN('1', '2').addEventListener('Call.OnHold', f); var f", "1:47: assumed of CallEvents.OnHold: "},
		{"a_name_in_a_pattern", "const { OnHold, Connected } = CallEvents", "1:9: assumed of CallEvents.OnHold: "},
		{"a_name_in_a_pattern_that_does_not_exist", "const { Foo } = CallEvents", ""},
		{"what_is_documented_is_silent", "VoxEngine.terminate(); Logger.write('x')", ""},
		{"what_somebody_else_defines_is_silent", "function JSession_GC() {} JSession_GC()", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := found(t, test.text)
			if test.want == "" && got != "" || !strings.HasPrefix(got, test.want) || strings.Count(got, "\n") > 1 {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Each name of the table is found where a scenario uses it.
func TestEachAssumedNameIsFound(t *testing.T) {
	for full := range table() {
		n, ok := apitable.Lookup(full)
		if !ok {
			continue // a method: the table of objects is that of the program package
		}
		if got := found(t, "void "+full); !strings.Contains(got, "assumed of "+n.Full+": ") {
			t.Errorf("%s: %q", full, got)
		}
	}
}

func TestDecapitalized(t *testing.T) {
	for text, want := range map[string]string{
		"A second record() is ignored":  "a second record() is ignored",
		"VI-CallTimeout is clamped":     "VI-CallTimeout is clamped",
		"AudioStarted comes first":      "AudioStarted comes first",
		"Net.httpRequest is here":       "Net.httpRequest is here",
		"detect() resolves":             "detect() resolves",
		"Reports are texts, or objects": "reports are texts, or objects",
	} {
		if got := decapitalized(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
