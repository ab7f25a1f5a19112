package apitable

import "testing"

func TestAdvice(t *testing.T) {
	for _, c := range []struct{ rule, name, want string }{
		{"a name of browsers", "fetch", "use Net.httpRequestAsync(url, options)"},
		{"a name of Node", "Buffer", "this is not Node; use base64_encode, base64_decode, str2bytes and bytes2str"},
		{"a name that a module opens", "ASRProfileList", "it exists after require(Modules.ASR)"},
		{"a misspelt name", "VoxEngin", "did you mean VoxEngine?"},
		{"a member that resembles none of a small enum", "URLPlayerRequestMethod.FETCHED", "URLPlayerRequestMethod has GET, POST"},
		{"a member that resembles none of a large enum", "CallEvents.Zzzzzzzz", ""},
		{"a misspelt method", "Call.stopPlaybck", "did you mean Call.stopPlayback?"},
		{"a name that exists", "VoxEngine", ""},
		{"a name of the script's own", "myHelper", ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := Advice(c.name); got != c.want {
				t.Errorf("Advice(%q) = %q, want %q", c.name, got, c.want)
			}
		})
	}
}

// What the behaviour page lists as absent (section 1.2) has advice.
func TestAbsentGlobalsHaveAdvice(t *testing.T) {
	for _, name := range []string{
		"window", "document", "navigator", "process", "Buffer", "module", "exports", "fetch", "XMLHttpRequest", "URL", "URLSearchParams",
		"TextEncoder", "crypto", "performance", "setImmediate", "queueMicrotask", "structuredClone", "AbortController",
	} {
		if _, exists := Lookup(name); exists || Advice(name) == "" {
			t.Errorf("%s: exists %v, advice %q", name, exists, Advice(name))
		}
	}
}

// Names that scripts in public use although they never were real: each is absent, and has advice that names something real.
func TestNamesThatNeverWereHaveAdvice(t *testing.T) {
	for _, name := range []string{
		"NetEvents.HttpResponse", "NetEvents.HttpError", "Net.WebSocket", "Net.WebSocket.create", "Net.connectWebSocket", "Net.HttpRequestMethod.POST",
		"CallEvents.PCM", "CallEvents.MachineDetected", "CallEvents.HumanDetected", "CallEvents.RecordFailed",
		"WebSocketEvents.Open", "WebSocketEvents.Message", "WebSocketEvents.Close", "WebSocketEvents.Error", "WebSocketEvents.Connected",
		"WebSocketEvents.Disconnected", "AMDEvents.DetectionResult", "PlayerEvents.PlaybackError", "ASREvents.Timeout", "ASREvents.NoSpeech",
		"ASREvents.Error", "AppEvents.CallFailed", "AppEvents.MessageReceived", "ACDEvents.Ready", "ASRMode.SINGLE_UTTERANCE",
		"VoxEngine.createAMD", "VoxEngine.getCallById", "VoxEngine.mediaSessionAccessURL", "VoxEngine.reportSuccessfulCallEvent",
		"VoxEngine.reportFailedCallEvent", "DialogflowLanguage.ENGLISH_US", "ASRProfileList.Google.he_IL",
		"OpenAI.RealtimeAPIEvents.ResponseAudioTranscriptDelta", "OpenAI.RealtimeAPIEvents.ResponseAudioTranscriptDone",
		"Modules.Player", "Modules.CallList", "Modules.WebSocket", "Modules.Net", "Modules.AMD", "Modules.Call", "Modules.Logger",
		"ASR.start", "Call.callId", "Call.sendMedia", "Call.detectAnsweringMachine", "Call.callerID", "Call.setCallTimeout",
		"Call.playback", "Call.transfer", "ACDRequest.operatorCall", "Call.calledID", "Call.startForwarding", "Call.endTime", "Call.startTime",
	} {
		if _, exists := Lookup(name); exists {
			t.Errorf("%s exists", name)
		}
		if Advice(name) == "" {
			t.Errorf("no advice for %s", name)
		}
	}
}
