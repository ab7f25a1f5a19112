// Package promises has the rules about promises of the API: rejections that nothing handles, requests to the storage one after the
// other, and promises that are taken for what they give.
package promises

import (
	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1501", Name: "unhandled-rejection", Severity: finding.Error, File: unhandledRejection,
			Summary: "a promise of the API can be rejected and nothing handles it, which ends the session"},
		{Code: "VX1502", Name: "storage-in-loop", Severity: finding.Note, File: storageInLoop,
			Summary: "a loop waits for the storage again and again"},
		{Code: "VX1503", Name: "promise-not-awaited", Severity: finding.Error, File: notAwaited,
			Summary: "a promise is used as if it were what it gives"},
	}
}

// rejects tells of each function of the API that gives a promise how bad it is if nothing handles its rejection: an error for the
// storage and for what makes clients, a note for requests, which give a result for whatever goes wrong once they are under way; off if it rejects for wrong arguments only, or if
// nobody knows whether it does. Sections are those of the behaviour page, or else named.
func rejects(full string) finding.Severity {
	switch full {
	case "ApplicationStorage.get", "ApplicationStorage.put", "ApplicationStorage.remove", "ApplicationStorage.keys": // section 7.1
		return finding.Error
	case "OpenAI.createRealtimeAPIClient", "OpenAI.Beta.createRealtimeAPIClient", // connector page, section 1.9
		"OpenAI.createChatCompletionsAPIClient", "OpenAI.createResponsesAPIClient",
		"Cartesia.createAgentsClient", "Deepgram.createVoiceAgentClient", "ElevenLabs.createAgentsClient", "Gemini.createLiveAPIClient",
		"Grok.createVoiceAgentAPIClient", "Inworld.createRealtimeAPIClient", "MCP.createClient", "Pipecat.createTurnDetector",
		"Silero.createVAD", "Ultravox.createWebSocketAPIClient", "Yandex.createRealtimeAPIClient":
		return finding.Error
	case "Net.httpRequestAsync", "Net.sendMailAsync", // section 7.2: only if there are too many
		"CallList.reportErrorAsync", "CallList.reportProgressAsync", "CallList.reportResultAsync", // section 8.3: they are such requests
		"CallList.requestNextAttemptAsync": // section 8.3: with the result
		return finding.Note
	case "AMD.AnsweringMachineDetector.detect", "AI.detectVoicemail": // section 8.5
		return finding.Warning
	}
	return finding.Off
}

// origin returns the function of the API whose promise a call gives, or nil.
func origin(f *program.File, c *program.Call) *apitable.Node {
	if c.New || f.TypeOf(c.Node).Kind != program.Promise {
		return nil
	}
	return f.API(c)
}
