package apitable

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func fulls(nodes []*Node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.Full
	}
	slices.Sort(out)
	return out
}

// The names of the table in section 1.3 of the behaviour page, completed by the declarations where it says so.
func TestNamesThatAppearWithAModule(t *testing.T) {
	for module, want := range map[string]string{
		"ACD":                "ACDEvents ACDRequest VoxEngine.enqueueACDRequest",
		"AI":                 "AI CCAI DialogflowLanguage DialogflowModel DialogflowModelVariant DialogflowSsmlVoiceGender",
		"ApplicationStorage": "ApplicationStorage",
		"ASR":                "ASR ASRDictionary ASREvents ASRLanguage ASRModel ASRModelList ASRProfile ASRProfileList TranscriptionProvider VoxEngine.createASR",
		"Avatar":             "VoximplantAvatar",
		"Conference":         "Conference ConferenceDirection ConferenceEvents ConferenceMode Endpoint VoxEngine.createConference VoxEngine.destroyConference",
		"IVR":                "IVR IVRState",
		"PushService":        "",
		"Recorder": "ConferenceRecorder Recorder RecorderDirection RecorderEvents RecorderLabelFont RecorderLabelPosition " +
			"RecorderLabelTextAlign RecorderLayout RecorderObjectFit RecorderProfile VoxEngine.createRecorder",
		"SmartQueue":     "SmartQueueEvents SmartQueueOperatorSettingsMode SmartQueueTask TaskWaitingCode TerminationStatus VoxEngine.enqueueTask",
		"StreamingAgent": "StreamingAgent StreamingAgentEvents VoxEngine.createStreamingAgent",
		"VoximplantAPI":  "VoximplantAPI VoximplantApi",
		"VoxTTS":         "VoxTTS VoxTTSModelList VoxTTSVoiceList",
		"Cartesia":       "Cartesia", "Deepgram": "Deepgram", "ElevenLabs": "ElevenLabs", "Gemini": "Gemini", "Google": "Google",
		"Grok": "Grok", "Inworld": "Inworld", "MCP": "MCP", "OpenAI": "OpenAI", "Pipecat": "Pipecat", "Silero": "Silero",
		"Ultravox": "Ultravox", "XAI": "XAI", "Yandex": "Yandex",
	} {
		t.Run(module, func(t *testing.T) {
			if diff := cmp.Diff(strings.Fields(want), fulls(Opened(module)), cmp.Transformer("nil", func(s []string) string { return strings.Join(s, " ") })); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if got := Opened("NoSuchModule"); got != nil {
		t.Errorf("a module that isn't there opens %v", fulls(got))
	}
}

// The names of section 1.2 of the behaviour page, with the helpers of section 3.
func TestNamesAlwaysPresent(t *testing.T) {
	want := strings.Fields(`VoxEngine AppEvents Call CallEvents CallAudioQuality Player PlayerEvents SequencePlayer
		SequencePlayerEvents WebSocket WebSocketEvents WebSocketAudioEncoding WebSocketCloseCode WebSocketReadyState
		URLPlayerRequestMethod DTMFType RecordExpireTime TTSEffectsProfile Net Crypto Logger PhoneNumber VoiceList Voice
		Modules require trace console MeasurementProtocol CallList AMD Language atob btoa JSession JSession_GC
		JSession_getLeftMemBytes base64_encode base64_decode bytes2hex hex2bytes bytes2str str2bytes setTimeout
		setInterval clearTimeout clearInterval getLocalTime uuidgen levenshtein_distance`)
	slices.Sort(want)
	var got []string
	for _, n := range Root().Children() {
		if n.Gate == "" {
			got = append(got, n.Full)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEachGateIsAModule(t *testing.T) {
	modules := map[string]bool{"": true}
	for _, m := range Modules() {
		modules[m.Name] = true
	}
	everyNode(Root(), func(n *Node) {
		if !modules[n.Gate] {
			t.Errorf("%s waits for %q, which is no module", n.Full, n.Gate)
		}
	})
	everyNode(mustLookup(t, "Modules"), func(n *Node) {
		if n.Gate != "" {
			t.Errorf("%s can't be read before it is loaded", n.Full)
		}
	})
}

func TestGateReachesDown(t *testing.T) {
	for full, want := range map[string]string{
		"OpenAI.Beta.RealtimeAPIEvents.Error":   "OpenAI",
		"VoximplantAvatar.VoiceAvatar":          "Avatar",
		"CCAI.Vendor.Role.END_USER":             "AI",
		"VoxEngine.enqueueTask":                 "SmartQueue",
		"VoxEngine.terminate":                   "",
		"AMD.Events.DetectionComplete":          "",
		"ElevenLabs.ConversationalAIEvents":     "ElevenLabs",
		"VoxEngine.CallList.requestNextAttempt": "",
	} {
		if got := mustLookup(t, full).Gate; got != want {
			t.Errorf("%s waits for %q, want %q", full, got, want)
		}
	}
}

func TestModules(t *testing.T) {
	modules := Modules()
	if len(modules) != 27 || modules[0] != (Module{Name: "ACD", Value: "acd"}) || modules[26].Name != "Yandex" {
		t.Errorf("modules are %v", modules)
	}
	for value, want := range map[string]Module{
		"asr":        {Name: "ASR", Value: "asr"},
		"conference": {Name: "Conference", Value: "conference"},
		"amd":        {Name: "AMD", Value: "amd", Legacy: true},
	} {
		if got, ok := ModuleByValue(value); !ok || got != want {
			t.Errorf("require(%q) loads %v", value, got)
		}
	}
	for _, value := range []string{"", "ASR", "calllist", "net"} {
		if got, ok := ModuleByValue(value); ok {
			t.Errorf("require(%q) loads %v", value, got)
		}
	}
}

var update = flag.Bool("update", false, "rewrite the golden files")

// The list is made to be put into the documentation.
func TestGlobalsPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("| after | names |\n|---|---|\n")
	row := func(head string, nodes []*Node) {
		slices.SortFunc(nodes, func(a, b *Node) int { return strings.Compare(a.Full, b.Full) })
		var cells []string
		for _, n := range nodes {
			cell := "`" + n.Full + "`"
			if n.Legacy {
				cell += " (legacy)"
			}
			cells = append(cells, cell)
		}
		if cells == nil {
			cells = []string{"nothing new"}
		}
		fmt.Fprintf(&page, "| %s | %s |\n", head, strings.Join(cells, ", "))
	}
	var always []*Node
	for _, n := range Root().Children() {
		if n.Gate == "" {
			always = append(always, n)
		}
	}
	row("always", always)
	for _, m := range Modules() {
		row("`require(Modules."+m.Name+")`", Opened(m.Name))
	}
	file := filepath.Join("testdata", "globals.md")
	if *update {
		if err := os.WriteFile(file, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), page.String()); diff != "" {
		t.Errorf("%s is not up to date, run the test with -update (-want +got):\n%s", file, diff)
	}
}
