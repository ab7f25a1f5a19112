package apitable

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		rule, full string
		want       []string
	}{
		{"a letter left out", "CallEvents.Conected", []string{"CallEvents.Connected"}},
		{"letters swapped", "VoxEngine.termiante", []string{"VoxEngine.terminate"}},
		{"another case", "WebSocketEvents.Open", []string{"WebSocketEvents.OPEN"}},
		{"another case of a global", "voxengine.callPSTN", []string{"VoxEngine.callPSTN"}},
		{"first part misspelt", "CallEvent.Connected", []string{"CallEvents.Connected"}},
		{"both parts misspelt", "CalEvents.Conected", []string{"CallEvents.Connected"}},
		{"a word left out", "ASREvents.Error", []string{"ASREvents.ASRError"}},
		{"a word in the middle left out", "VoxEngine.createPlayer", []string{"VoxEngine.createSequencePlayer", "VoxEngine.createTTSPlayer", "VoxEngine.createURLPlayer"}},
		{"an older event name", "OpenAI.RealtimeAPIEvents.ResponseAudioTranscriptDelta", []string{"OpenAI.RealtimeAPIEvents.ResponseOutputAudioTranscriptDelta"}},
		{"a level left out", "VoiceList.Microsoft.es_PE_CamilaNeural", []string{"VoiceList.Microsoft.Neural.es_PE_CamilaNeural"}},
		{"a global", "Net.WebSocket", []string{"WebSocket"}},
		{"the same name one level down", "httpRequest", []string{"Net.httpRequest"}},
		{"a method", "Call.stopPlaybck", []string{"Call.stopPlayback"}},
		{"through an alias", "VoxEngine.CallList.reportResut", []string{"CallList.reportResult"}},
		{"nothing far-fetched for a name of another API", "NetEvents.HttpResponse", nil},
		{"nothing far-fetched for a made-up event", "CallEvents.MachineDetected", nil},
		{"nothing far-fetched for a short name", "CallEvents.PCM", nil},
		{"nothing for a real name", "CallEvents.Connected", nil},
		{"nothing for a real method", "Call.say", nil},
		{"nothing for an open namespace", "Language.ANY", nil},
		{"nothing for nothing", "", nil},
		{"no legacy names", "JSesion.close", nil},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Suggest(c.full)); diff != "" {
				t.Errorf("Suggest(%q) (-want +got):\n%s", c.full, diff)
			}
		})
	}
}

func TestSuggestionsAreRealAndFew(t *testing.T) {
	n := 0
	everyNode(Root(), func(node *Node) {
		n++
		if n%17 != 0 || node.Kind == Method || len(node.Name) < 6 {
			return
		}
		wrong := node.Full[:len(node.Full)-1]
		if _, ok := Lookup(wrong); ok {
			return
		}
		got := Suggest(wrong)
		if len(got) > maxSuggestions || len(got) == 0 && !node.Legacy {
			t.Errorf("Suggest(%q) = %v", wrong, got)
		}
		for _, s := range got {
			if _, ok := Lookup(s); !ok {
				t.Errorf("Suggest(%q) = %v, which isn't real", wrong, got)
			}
		}
	})
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"abc", "abd", 1}, {"abc", "acb", 1}, {"abcd", "bcda", 2}, {"kitten", "sitting", 3}} {
		if got := edits(c.a, c.b); got != c.want {
			t.Errorf("edits(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
