package apitable

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func propNames(props []Prop) []string {
	var out []string
	for _, p := range props {
		out = append(out, p.Name)
	}
	return out
}

func TestPayloads(t *testing.T) {
	for _, c := range []struct {
		event, name string
		props       []string
	}{
		{"Call.Connected", "_ConnectedEvent", nil},
		{"CallEvents.RecordStopped", "_RecordStoppedEvent", []string{"call", "name", "id", "url"}},
		{"ACD.OperatorReached", "_ACDReachedEvent", []string{"request", "operatorCall"}},
		{"AMD.Events.DetectionError", "AMD._DetectionErrorEvent", []string{"amd", "callId", "message"}},
		{"AI.Events.DialogflowStopped", "AI._DialogflowStoppedEvent", nil},
		{"Gemini.LiveAPI.SetupComplete", "Gemini._LiveAPIEvent", nil},
		{"Deepgram.Agents.HTTPResponse", "Deepgram._VoiceAgentEvent", nil},
		{"ElevenLabs.ConversationalAIEvents.Ping", "ElevenLabs._AgentsEvent", nil},
	} {
		got, ok := Payload(c.event)
		if !ok || got.Name != c.name {
			t.Errorf("%s carries %q, want %q", c.event, got.Name, c.name)
		}
		for i, p := range c.props {
			if i >= len(got.Props) || got.Props[i].Name != p {
				t.Errorf("%s has %v, want %v first", c.event, propNames(got.Props), c.props)
				break
			}
		}
	}
	for _, event := range []string{"Call.Conected", "Modules.ASR", "", "VoxEngine"} {
		if got, ok := Payload(event); ok {
			t.Errorf("%q carries %v", event, got.Name)
		}
	}
}

func TestEachPayloadAndBaseIsDeclared(t *testing.T) {
	everyNode(Root(), func(n *Node) {
		if n.Payload == "" {
			return
		}
		if _, ok := Payload(n.Full); !ok {
			t.Errorf("%s: no interface %q", n.Full, n.Payload)
		}
	})
	s := currentShapes.get()
	for _, name := range InterfaceNames() {
		for _, e := range s.byName[name].Extends {
			if _, ok := scoped(name, e, s.byName); !ok {
				t.Errorf("%s: no interface %q", name, e)
			}
		}
	}
	for _, c := range Classes() {
		if len(c.bases()) != len(c.Extends) {
			t.Errorf("%s: bases %v are not all there", c.Full, c.Extends)
		}
	}
}

func TestInterfaces(t *testing.T) {
	if names := InterfaceNames(); len(names) != 711 || !slices.IsSorted(names) {
		t.Errorf("%d interfaces, sorted %v", len(names), slices.IsSorted(names))
	}
	got, ok := LookupInterface("AI.DetectVoicemailParameters")
	want := Interface{Name: "AI.DetectVoicemailParameters", Gate: "AI", Deprecated: true,
		Props: []Prop{{Name: "model", Type: "string", Optional: true}, {Name: "threshold", Type: "number", Optional: true}}}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	whole, _ := LookupInterface("CallAnswerParameters")
	if !slices.Contains(propNames(whole.Props), "maxVideoBitrate") {
		t.Errorf("inherited properties are lost: %v", propNames(whole.Props))
	}
	if _, ok := LookupInterface("Nothing"); ok {
		t.Error("an interface that isn't there is found")
	}
	if text, ok := TypeDefinition("RecorderLayoutPriority"); !ok || text != "'vad' | string[]" {
		t.Errorf("RecorderLayoutPriority is %q", text)
	}
	if _, ok := TypeDefinition("Nothing"); ok {
		t.Error("a type that isn't there is found")
	}
}

func TestOwnPropertyReplacesTheInheritedOneInPlace(t *testing.T) {
	s := loadShapes("%interface\tA\n\tx\t.number\n\ty\t.number\n%interface\tN.B\t<A\n\tx\t?string\n", "%interface\tC\n\tz\t.A\t;reason\n")
	want := []Prop{{Name: "x", Type: "string", Optional: true}, {Name: "y", Type: "number"}}
	if diff := cmp.Diff(want, s.whole("N.B").Props); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := s.whole("A").Props[0].Type; got != "number" {
		t.Errorf("the base was changed to %s", got)
	}
	if got := s.whole("C").Props; len(got) != 1 || got[0].Note != "reason" {
		t.Errorf("an interface of the overlay has %v", got)
	}
}
