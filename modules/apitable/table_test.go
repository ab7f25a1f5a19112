package apitable

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func mustLookup(t *testing.T, full string) *Node {
	t.Helper()
	n, ok := Lookup(full)
	if !ok {
		t.Fatalf("%s isn't in the table", full)
	}
	return n
}

func TestCountsOfTheDeclarations(t *testing.T) {
	got := Counts()
	want := Count{Modules: 27, Namespaces: 65, Enums: 80, Members: 1076, Classes: 46, Methods: 349, Functions: 113,
		Constants: 3314, Interfaces: 711, Types: 9}
	if got != want {
		t.Errorf("Counts() = %+v, want %+v", got, want)
	}
}

// everyNode calls f for all nodes below n once, without following aliases; methods come too.
func everyNode(n *Node, f func(*Node)) {
	for _, c := range n.Children() {
		f(c)
		switch c.Kind {
		case Namespace, Enum:
			everyNode(c, f)
		case Class:
			c.body.load(c)
			for _, m := range c.body.children {
				f(m)
			}
		}
	}
}

func TestTreeIsWhole(t *testing.T) {
	bare := load(apiText, "")
	got := map[Kind]int{}
	everyNode(bare.containers[""], func(n *Node) { got[n.Kind]++ })
	private, _ := bare.containers["BasePlayer"].Method("id")
	if private == nil || !bare.containers["BasePlayer"].Private {
		t.Error("BasePlayer has to be private and to have methods")
	}
	// One class, of eight methods, is private; two constants are functions and two are aliases; the root is no child.
	want := map[Kind]int{Namespace: 65, Enum: 80, Member: 1076, Class: 45, Method: 349 - 8, Function: 113 + 2, Constant: 3314 - 4, Alias: 2}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("nodes by kind (-want +got):\n%s", diff)
	}
}

func TestEachNodeIsFoundByItsName(t *testing.T) {
	everyNode(Root(), func(n *Node) {
		if n.Kind == Method {
			return
		}
		got, ok := Lookup(n.Full)
		if !ok || got != n {
			t.Errorf("Lookup(%q) finds %v", n.Full, got)
		}
		if !strings.HasSuffix("."+n.Full, "."+n.Name) {
			t.Errorf("%q is named %q", n.Full, n.Name)
		}
		if n.Kind == Alias && n.Resolve().Kind == Alias {
			t.Errorf("alias %s ends at an alias", n.Full)
		}
	})
}

func TestValues(t *testing.T) {
	for _, c := range []struct {
		full string
		want any
	}{
		{"CallEvents.Connected", "Call.Connected"},
		{"AppEvents.Started", "Application.Started"},
		{"Modules.ApplicationStorage", "applicationstorage"},
		{"RecordExpireTime.THREEMONTHS", ""},
		{"RecordExpireTime.FIVEYEARS", "-5y"},
		{"SmartQueueEvents.TaskDistributed", "SmartQueue.DistributeTask"},
		{"TaskWaitingCode.CANNOT_BE_ESTIMATED", 501},
		{"WebSocketCloseCode.CLOSE_NORMAL", 1000},
		{"TerminationStatus.TRANSFERRED", 1205},
		{"AMD.Model.CO", "colombia"},
		{"CCAI.Vendor.Role.ROLE_UNSPECIFIED", 0},
		{"PlayerEvents.PlaybackBuffering", "Player.Buffering"},
		{"Deepgram.VoiceAgentEvents.HTTPResponse", "Deepgram.Agents.HTTPResponse"},
		{"VoxTTS.VoiceList.Anna", "Anna"},
		{"Gemini.LiveAPIEvents.SetupComplete", "Gemini.LiveAPI.SetupComplete"},
		{"Yandex.RealtimeAPIEvents.RateLimitsUpdated", "Yandex.RealtimeAPI.RateLimitsUpdated"},
		{"Yandex.RealtimeAPIEvents.ResponseMCPCallFailed", "Yandex.RealtimeAPI.ResponseMCPCallFailed"},
		{"ElevenLabs.ConversationalAIEvents.UserTranscript", "ElevenLabs.Agents.UserTranscript"},
	} {
		if n := mustLookup(t, c.full); n.Value != c.want || n.Kind != Member {
			t.Errorf("%s = %v (%v), want %v", c.full, n.Value, n.Kind, c.want)
		}
	}
}

func TestEventValuesAreUnique(t *testing.T) {
	seen := map[any]string{}
	everyNode(Root(), func(n *Node) {
		if n.Payload == "" {
			return
		}
		if other, twice := seen[n.Value]; twice {
			t.Errorf("%s and %s are both %v", other, n.Full, n.Value)
		}
		seen[n.Value] = n.Full
	})
}

func names(nodes []*Node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.Name
	}
	return out
}

func TestMembersKeepDeclaredOrder(t *testing.T) {
	for _, c := range []struct {
		full string
		want []string
	}{
		{"DTMFType", []string{"ALL", "TELEPHONE_EVENT", "IN_BAND", "SIP_INFO"}},
		{"CCAI.Vendor.Role", []string{"ROLE_UNSPECIFIED", "AUTOMATED_AGENT", "END_USER"}},
		{"RecordExpireTime", []string{"THREEMONTHS", "SIXMONTHS", "ONEYEAR", "TWOYEARS", "THREEYEARS", "FIVEYEARS"}},
		{"AppEvents", []string{"CallAlerting", "Terminating", "Terminated", "Started", "HttpRequest", "WebSocket", "NewWebSocketFailed"}},
		{"CallList", []string{"reportErrorAsync", "reportError", "reportProgressAsync", "reportProgress", "reportResultAsync", "reportResult", "requestNextAttemptAsync", "requestNextAttempt"}},
		{"AMD", []string{"create", "AnsweringMachineDetector", "Events", "Model", "ResultClass", "ResultSubtype"}},
	} {
		if diff := cmp.Diff(c.want, names(mustLookup(t, c.full).Children())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.full, diff)
		}
	}
}

func TestLengthsCountParametersBeforeTheFirstOptionalOne(t *testing.T) {
	for full, want := range map[string]int{
		"VoxEngine.terminate":                     0,
		"VoxEngine.callSIP":                       1,
		"VoxEngine.callUserDirect":                3,
		"VoxEngine.customData":                    0,
		"VoxEngine.createRecorder":                0,
		"Net.httpRequest":                         2,
		"Net.sendMail":                            6,
		"require":                                 1,
		"setTimeout":                              1,
		"ApplicationStorage.put":                  2,
		"ApplicationStorage.delete":               1,
		"VoxEngine.CallList.reportResult":         1,
		"VoiceList.ElevenLabs.createBrandVoice":   1,
		"ElevenLabs.createConversationalAIClient": 1,
		"IVRState":                                2,
		"Call":                                    0,
	} {
		if got := mustLookup(t, full).Length(); got != want {
			t.Errorf("%s has length %d, want %d", full, got, want)
		}
	}
	for name, want := range map[string]int{"say": 1, "hangup": 0, "transferTo": 1, "sendInfo": 2, "notifyBlindTransferFailed": 2, "record": 0} {
		m, ok := mustLookup(t, "Call").Method(name)
		if !ok || m.Length() != want {
			t.Errorf("Call.%s: %v, want length %d", name, m, want)
		}
	}
}

func TestClassesInherit(t *testing.T) {
	player := mustLookup(t, "Cartesia.RealtimeTTSPlayer")
	want := []string{"addEventListener", "removeEventListener", "id", "pause", "resume", "stop", "sendMediaTo", "stopMediaTo",
		"generationRequest", "cancelContextRequest", "clearBuffer"}
	if diff := cmp.Diff(want, names(player.Methods())); diff != "" {
		t.Errorf("methods (-want +got):\n%s", diff)
	}
	if m, ok := player.Method("pause"); !ok || m.Full != "BasePlayer.pause" || m.Kind != Method {
		t.Errorf("pause is %+v", m)
	}
	if _, ok := player.Method("toString"); ok {
		t.Error("a method that isn't declared is found")
	}
	if m, ok := mustLookup(t, "ConferenceRecorder").Method("mute"); !ok || m.Gate != "Recorder" {
		t.Errorf("mute of ConferenceRecorder is %+v", m)
	}
}

func TestConstructorsAndProps(t *testing.T) {
	if _, ok := mustLookup(t, "Call").Constructor(); ok {
		t.Error("a script can construct a Call")
	}
	if c, ok := mustLookup(t, "WebSocket").Constructor(); !ok || len(c.Params) == 0 {
		t.Errorf("the constructor of WebSocket is %v", c)
	}
	task := mustLookup(t, "SmartQueueTask").Props()
	want := []Prop{{Name: "clientCall", Type: "Call | null"}, {Name: "agentCall", Type: "Call | null"},
		{Name: "parameters", Type: "SmartQueueTaskParameters"}, {Name: "id", Type: "string"}}
	if diff := cmp.Diff(want, task); diff != "" {
		t.Errorf("props of SmartQueueTask (-want +got):\n%s", diff)
	}
	if got := mustLookup(t, "VoxEngine"); got.Methods() != nil || got.Props() != nil {
		t.Error("a namespace has methods or props")
	}
	if _, ok := mustLookup(t, "VoxEngine").Method("terminate"); ok {
		t.Error("a namespace's function is a method")
	}
}

func TestClassesHoldsAll(t *testing.T) {
	var private []string
	for _, c := range Classes() {
		if c.Private {
			private = append(private, c.Full)
			if _, ok := Lookup(c.Full); ok {
				t.Errorf("a script finds the private %s", c.Full)
			}
		}
	}
	if diff := cmp.Diff([]string{"BasePlayer"}, private); diff != "" {
		t.Errorf("private classes (-want +got):\n%s", diff)
	}
	if got, want := len(Classes()), 46+4; got != want {
		t.Errorf("%d classes, want %d", got, want)
	}
}

func TestConstantsAndFunctions(t *testing.T) {
	for full, want := range map[string]Node{
		"VoiceList.Google.en_US_Standard_A":     {Kind: Constant, Type: "Voice"},
		"VoiceList.Amazon.Neural.en_US_Joanna":  {Kind: Constant, Type: "Voice"},
		"ASRProfileList.Google.en_US":           {Kind: Constant, Type: "ASRProfile", Gate: "ASR"},
		"ASRModelList.Amazon.DEFAULT":           {Kind: Constant, Type: "ASRModel", Gate: "ASR"},
		"ASRModelList.Yandex.dates":             {Kind: Constant, Type: "ASRModel", Gate: "ASR", Deprecated: true},
		"VoiceList.ElevenLabs.createBrandVoice": {Kind: Function, Type: "Voice", Params: []Param{{Name: "name", Type: "string"}}},
		"VoxEngine.callSIP": {Kind: Function, Type: "Call", Params: []Param{{Name: "to", Type: "string"},
			{Name: "parameters", Type: "CallSIPParameters", Optional: true}}},
		"IVR.ttsOptions":   {Kind: Property, Type: "TTSOptions", Gate: "IVR"},
		"VoximplantApi":    {Kind: Alias, Target: "VoximplantAPI", Gate: "VoximplantAPI", Legacy: true},
		"MCP":              {Kind: Namespace, Gate: "MCP", Hidden: true},
		"AI.Events":        {Kind: Enum, Gate: "AI"},
		"VoxTTS.ModelList": {Kind: Alias, Target: "VoxTTSModelList", Gate: "VoxTTS"},
	} {
		n := mustLookup(t, full)
		got := Node{Kind: n.Kind, Type: n.Type, Gate: n.Gate, Params: n.Params, Deprecated: n.Deprecated, Hidden: n.Hidden, Target: n.Target, Legacy: n.Legacy}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Node{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", full, diff)
		}
	}
}

func TestLanguageHasAnyMember(t *testing.T) {
	for _, full := range []string{"Language.US_ENGLISH_FEMALE", "Language.Premium.RU_RUSSIAN_YA_FEMALE"} {
		n := mustLookup(t, full)
		if n.Full != full || n.Kind != Constant || n.Type != "Voice" || !n.Legacy || n.Note == "" {
			t.Errorf("%s is %+v", full, n)
		}
	}
	if n := mustLookup(t, "Language.Premium"); n.Kind != Namespace || !n.Open {
		t.Errorf("Language.Premium is %+v", n)
	}
	for _, full := range []string{"Language.", "Language.X.Y", "", "VoxEngine.", "CallEvents.Connected.x", "Call.say"} {
		if n, ok := Lookup(full); ok {
			t.Errorf("Lookup(%q) finds %v", full, n.Full)
		}
	}
}

func TestAliasesShareTheirTarget(t *testing.T) {
	old, now := mustLookup(t, "VoximplantApi.Client"), mustLookup(t, "VoximplantAPI.Client")
	if old != now {
		t.Error("VoximplantApi.Client isn't VoximplantAPI.Client")
	}
	events := mustLookup(t, "ElevenLabs.ConversationalAIEvents")
	if !slices.Equal(events.Children(), mustLookup(t, "ElevenLabs.AgentsEvents").Children()) {
		t.Error("ElevenLabs.ConversationalAIEvents has other members than AgentsEvents")
	}
	class := mustLookup(t, "ElevenLabs.ConversationalAIClient")
	if _, ok := class.Method("userMessage"); !ok || len(class.Methods()) == 0 {
		t.Error("the alias of a class has no methods")
	}
}

func TestKindsHaveNames(t *testing.T) {
	if got := Alias.String() + " " + Kind(0).String() + " " + Kind(200).String(); got != "alias unknown unknown" {
		t.Errorf("kinds are called %q", got)
	}
}

func TestManyGoroutinesReadAtOnce(t *testing.T) {
	fresh := load(apiText, overlayText)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			everyNode(fresh.containers[""], func(n *Node) { _ = n.Full })
		})
	}
	group.Wait()
}
