// Package values has the rules about values that can be known without running a scenario: limits of the platform, and the clock.
//
// The figures are those that the emulator enforces (behaviour page, section 2). Of a text that is only partly known the known part
// counts: the rest can only make it longer.
package values

import (
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// Rules returns the rules of the group, by code.
func Rules() []rule.Rule {
	return []rule.Rule{
		{Code: "VX1601", Name: "custom-data-size", Severity: finding.Error, File: customDataSize,
			Summary: "customData is given more than 200 bytes"},
		{Code: "VX1602", Name: "key-size", Severity: finding.Error, File: keySize,
			Summary: "a key of the storage is longer than 200 characters"},
		{Code: "VX1603", Name: "value-size", Severity: finding.Error, File: valueSize,
			Summary: "a value for the storage is longer than 2000 characters, or no text"},
		{Code: "VX1604", Name: "ttl", Severity: finding.Error, File: ttl,
			Summary: "a lifetime in the storage is over 90 days, below 0, or not in seconds"},
		{Code: "VX1605", Name: "short-interval", Severity: finding.Note, File: shortInterval,
			Summary: "an interval is shorter than the 100 ms that the cloud makes of it"},
		{Code: "VX1606", Name: "say-size", Severity: finding.Error, File: saySize,
			Summary: "a text to say is longer than 1500 characters"},
		{Code: "VX1607", Name: "scenario-size", Severity: finding.Error, File: scenarioSize,
			Summary: "a scenario is larger than the cloud takes"},
		{Code: "VX1608", Name: "header-name", Severity: finding.Note, File: headerNames,
			Summary: "a header of a call does not begin with X-, so it is dropped"},
		{Code: "VX1609", Name: "socket-address", Severity: finding.Error, File: socketAddress,
			Summary: "a WebSocket has an address that nothing can be connected to"},
		{Code: "VX1610", Name: "local-time", Severity: finding.Note, File: localTime,
			Summary: "the time of day is read from new Date(), which is always UTC"},
	}
}
