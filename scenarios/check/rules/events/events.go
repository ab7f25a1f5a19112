// Package events has the rules about listeners: for events that never come, with handlers that can't be called, added again and again.
package events

import (
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1301", Name: "event-of-another", Severity: finding.Warning, File: eventOfAnother,
			Summary: "a listener waits for an event that this object never raises"},
		{Code: "VX1302", Name: "unknown-field", Severity: finding.Warning, File: unknownField,
			Summary: "a handler reads a field that its event does not have"},
		{Code: "VX1303", Name: "no-handler", Severity: finding.Error, File: noHandler,
			Summary: "the handler of an event is missing or is not a function"},
		{Code: "VX1304", Name: "repeated-listener", Severity: finding.Warning, File: repeatedListener,
			Summary: "a handler that runs repeatedly adds the same listener each time"},
		{Code: "VX1305", Name: "tones-not-handled", Severity: finding.Warning, File: tones.look,
			Summary: "a listener waits for tones, and handleTones is never called"},
		{Code: "VX1306", Name: "interim-not-asked", Severity: finding.Warning, File: interimNotAsked,
			Summary: "a listener waits for interim results that createASR was not asked for"},
		{Code: "VX1307", Name: "mic-status-not-handled", Severity: finding.Warning, File: micStatus.look,
			Summary: "a listener waits for changes of the microphone status, and handleMicStatus is never called"},
		{Code: "VX1308", Name: "finished-after-stop", Severity: finding.Warning, File: finishedAfterStop,
			Summary: "playback is stopped, and what goes on waits for its end, which is not raised then"},
	}
}
