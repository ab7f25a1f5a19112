package apitable

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fields of the overlay by container, header and lines.
func overlayRecords() map[string][]record {
	out := map[string][]record{}
	for b := range blocksOf(overlayText) {
		if b.head.kind == "modules" || b.head.kind == "absent" {
			b.head.name = b.head.kind
		}
		var list []record
		for r := range recordsOf(b.lines) {
			list = append(list, r)
		}
		out[b.head.name] = append([]record{b.head}, list...)
	}
	return out
}

func TestEachCorrectionGivesItsReason(t *testing.T) {
	n := 0
	for line := range strings.Lines(overlayText) {
		line = strings.TrimRight(line, "\n")
		header := strings.HasPrefix(line, "%")
		if line == "" || line[0] == '#' || header && strings.Count(line, "\t") < 2 {
			continue // a header of two fields only says where it is
		}
		n++
		if i := strings.LastIndexByte(line, '\t'); line[i+1] != ';' || len(line)-i < 10 {
			t.Errorf("no reason in %q", line)
		}
	}
	if n < 100 {
		t.Errorf("%d corrections read, want more", n)
	}
}

func TestEachCorrectionChangesSomething(t *testing.T) {
	declared := map[string]map[string]record{}
	for _, text := range []string{apiText, shapesText} {
		for b := range blocksOf(text) {
			declared[b.head.name] = map[string]record{"": b.head}
			for r := range recordsOf(b.lines) {
				declared[b.head.name][r.name] = r
			}
		}
	}
	for name, list := range overlayRecords() {
		for i, c := range list {
			old, known := declared[name][c.name]
			if i == 0 {
				old, known = declared[name][""]
			}
			if !known || i == 0 && c.note == "" {
				continue
			}
			changed := old
			changed.amend(c)
			changed.note = ""
			if cmp.Equal(old, changed, cmp.AllowUnexported(record{})) {
				t.Errorf("%s %s: declared like that", name, c.name)
			}
		}
	}
}

func TestCorrectionsKeepWhatTheyDontName(t *testing.T) {
	n := mustLookup(t, "VoxEngine.enqueueTask")
	if n.Kind != Function || n.Type != "SmartQueueTask" || len(n.Params) != 1 || n.Note == "" {
		t.Errorf("enqueueTask is %+v", n)
	}
	if n := mustLookup(t, "VoxEngine.createConference"); n.Gate != "Conference" {
		t.Errorf("createConference waits for %q", n.Gate)
	}
	if n := mustLookup(t, "AI.detectVoicemail"); !n.Deprecated {
		t.Error("detectVoicemail is no longer deprecated")
	}
	if n := mustLookup(t, "Deepgram.VoiceAgentEvents.WebSocketError"); n.Payload != "_VoiceAgentEvent" || n.Value != "Deepgram.VoiceAgent.WebSocketError" {
		t.Errorf("WebSocketError is %+v", n)
	}
}

func TestLegacyNamesThatWork(t *testing.T) {
	for _, full := range []string{
		"Net.HttpRequestOptions", "Net.HttpRequestResult", "Net.SendMailOptions", "Net.SendMailResult", "ApplicationStorage.delete",
		"VoxEngine.CallList", "VoxEngine.RecordExpireTime", "JSession", "JSession_GC", "JSession_getLeftMemBytes",
		"ElevenLabs.createConversationalAIClient", "ElevenLabs.ConversationalAIEvents", "VoximplantApi", "atob", "btoa",
		"Language", "Language.Premium",
	} {
		if n := mustLookup(t, full); !n.Legacy || n.Note == "" {
			t.Errorf("%s is not marked as legacy: %+v", full, n)
		}
	}
	for _, name := range []string{"reInvite", "acceptReInvite", "rejectReInvite", "detectProgressTone"} {
		if m, ok := mustLookup(t, "Call").Method(name); !ok || !m.Legacy {
			t.Errorf("Call.%s is %+v", name, m)
		}
	}
	for _, full := range []string{"JSession.close", "console.log", "console.info", "console.warn", "console.error", "console.debug"} {
		if n := mustLookup(t, full); n.Kind != Function || n.Length() != 0 {
			t.Errorf("%s is %+v", full, n)
		}
	}
	if c, ok := mustLookup(t, "Net.HttpRequestOptions").Constructor(); !ok || c.Length() != 0 {
		t.Error("Net.HttpRequestOptions can't be constructed")
	}
	if p, ok := LookupInterface("AMD.Parameters"); !ok || p.Props[len(p.Props)-1].Name != "call" {
		t.Errorf("AMD.create takes %+v", p)
	}
}

func TestAbsentNames(t *testing.T) {
	for _, full := range []string{"NetEvents", "NetEvents.HttpResponse", "Modules.Net", "Call.sendMedia", "VoxEngine.createAMD", "Net.HttpRequestMethod.POST"} {
		if reason, ok := Absent(full); !ok || reason == "" {
			t.Errorf("nothing is said about %s", full)
		}
	}
	for _, full := range []string{"CallEvents.Connected", "Net", "", "CallEvents.Conected"} {
		if reason, ok := Absent(full); ok {
			t.Errorf("%s: %s", full, reason)
		}
	}
	for full := range current().absent {
		if _, ok := Lookup(full); ok {
			t.Errorf("%s is absent and in the table", full)
		}
		class, method, _ := strings.Cut(full, ".")
		if n, ok := Lookup(class); ok {
			if _, ok := n.Method(method); ok {
				t.Errorf("%s is absent and a method", full)
			}
		}
	}
}

func TestBrokenLinesAreNoticed(t *testing.T) {
	for _, line := range []string{"x\t\t=a", "x\t*a", "x\t!loud", "x\t#many"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is taken", line)
				}
			}()
			parseRecord(line)
		}()
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown container is taken")
		}
	}()
	load("%global\n\n%heap\tx\n", "")
}
