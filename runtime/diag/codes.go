package diag

import "slices"

// Code is one stable code: it never changes its meaning, and a retired one is not given away again.
type Code struct {
	ID      string // "VX1001"
	Meaning string // one sentence without a full stop
	Advice  string // what to do, one or two sentences
}

// The codes. VX1: wrong use or unreadable input (VX11: of a project); VX2: a run that failed; VX3: doubts about a script;
// VX9: our own failure.
const (
	CodeUsage         = "VX1001"
	CodeStoreFile     = "VX1002"
	CodeStoreArgument = "VX1003"
	CodeTrace         = "VX1004"
	CodeTestFile      = "VX1005"
	CodeReport        = "VX1006"
	CodeNoRule        = "VX1008"

	CodePath        = "VX1101"
	CodeNothing     = "VX1102"
	CodeSource      = "VX1103"
	CodeFormat      = "VX1105"
	CodeConfig      = "VX1106"
	CodeUnknownName = "VX1107"
	CodePattern     = "VX1108"
	CodeStep        = "VX1109"
	CodeName        = "VX1111"
	CodeSecret      = "VX1112"
	CodeStale       = "VX1113"

	CodeSyntax       = "VX2001"
	CodeUncaught     = "VX2002"
	CodeRejection    = "VX2003"
	CodeWatchdog     = "VX2004"
	CodeRecursion    = "VX2005"
	CodeStuckWall    = "VX2006"
	CodeStuckVirtual = "VX2007"
	CodeMemory       = "VX2008"
	CodeHandler      = "VX2009"
	CodeLimit        = "VX2010"
	CodeAssertion    = "VX2011"
	CodeTestTime     = "VX2012"
	CodeStuckNative  = "VX2013"

	CodeNotEmulated   = "VX3001"
	CodeNoEvent       = "VX3002"
	CodeIgnored       = "VX3003"
	CodeArgument      = "VX3004"
	CodeModule        = "VX3005"
	CodeNoSuchName    = "VX3006"
	CodeLegacy        = "VX3007"
	CodeAssumed       = "VX3008"
	CodeNetwork       = "VX3009"
	CodeOverLimit     = "VX3010"
	CodeUnhandledCall = "VX3011"
	CodeRoute         = "VX3012"
	CodeHTTPCallback  = "VX3041"
	CodeHTTPMethod    = "VX3042"
	CodeHTTPBody      = "VX3043"
	CodeHTTPBodyType  = "VX3044"
	CodeHTTPHeader    = "VX3045"
	CodeAudioFile     = "VX3046"
	CodeSocket        = "VX3051"
	CodeSocketFrame   = "VX3052"

	CodeInternal = "VX9001"
	CodeOutput   = "VX9002"
	CodeStore    = "VX9003"
)

// Codes returns all codes in order. The page docs/diagnostics.md is made from it.
func Codes() []Code {
	return slices.Concat(inputCodes(), failureCodes(), scriptCodes(), internalCodes())
}

// Lookup returns what a code means.
func Lookup(id string) (Code, bool) {
	all := Codes()
	i := slices.IndexFunc(all, func(c Code) bool { return c.ID == id })
	if i < 0 {
		return Code{}, false
	}
	return all[i], true
}

func inputCodes() []Code {
	return []Code{
		{CodeUsage, "the command line is wrong", "Run the command with `--help` to see its arguments and flags."},
		{CodeStoreFile, "the storage file cannot be opened", "Check that it is a database of voxemu, not of a newer version, and that no other program holds it."},
		{CodeStoreArgument, "a key, a value or a lifetime is outside what storage takes", "Keys have 1 to 200 characters, values up to 2000, and a lifetime is a number of seconds."},
		{CodeTrace, "a trace cannot be read", "Use a file that `--trace` wrote; the message names the line."},
		{CodeTestFile, "a test file cannot be used", "Check that it defines at least one test and that its scenarios exist."},
		{CodeReport, "a report of tests cannot be read or merged", "Use files that `voxemu test --reporter json=FILE` wrote for shards of one run; the message says what is wrong with this one."},
		{CodeNoRule, "no rule matches the dialled number", "Choose another `--to`, name a rule with `--rule`, or add one that matches."},
		{CodePath, "a file or folder is missing or cannot be read", "Check the path and its permissions; paths are relative to the current folder."},
		{CodeNothing, "a folder holds nothing to run, or too much to choose from", "Name the scenario files, or the application and the rule."},
		{CodeSource, "the source of a scenario is empty, too long or not UTF-8", "Save it as UTF-8; split what is too long into several scenarios of the rule."},
		{CodeFormat, "a configuration file is not the JSON, YAML or NAME=VALUE that it has to be", "Correct the line that the message shows."},
		{CodeConfig, "a configuration file says something that has no meaning", "Compare it with what `voxemu init` writes; the message names the field."},
		{CodeUnknownName, "a rule, a scenario, a user or an application does not exist", "Correct the name, or add it to the project; if there is a similar one, the message has it."},
		{CodePattern, "the pattern of a rule is not a regular expression", "Correct the pattern; it has to match the whole destination."},
		{CodeStep, "a step of a far end is not understood", "Correct the step in `--do`, in the file of `--far` or in the test; the message lists what is allowed there."},
		{CodeName, "the cloud would refuse a name", "Choose a name that the message's rule allows."},
		{CodeSecret, "a secret has no value", "Give it with `--secret NAME=VALUE` or in a file with `--env-file`."},
		{CodeStale, "a build output is run, and its source is newer", "Build the project again."},
	}
}

func failureCodes() []Code {
	return []Code{
		{CodeSyntax, "a script has a syntax error", "Correct the line shown. Scenarios are classic scripts: bundle modules that use import or export, and put await into an async function."},
		{CodeUncaught, "a script threw an error that nothing caught", "Correct the line shown, or catch the error: in the cloud it ends the session as well."},
		{CodeRejection, "a promise was rejected and nothing handled it", "Await it in try and catch, or add a catch handler: in the cloud it ends the session as well. With `--lenient` it is a warning."},
		{CodeWatchdog, "one turn of a script took too long", "Look for an endless loop or a slow regular expression at the line shown; split long work with timers."},
		{CodeRecursion, "functions called each other too deeply", "Look at the repeated frames of the stack for the missing end of the recursion."},
		{CodeStuckWall, "the run was not over when its time was up", "The report lists what it waits for; answer that, or raise `--timeout`."},
		{CodeStuckVirtual, "the run was not over when its virtual time was up", "The report lists armed timers and live calls; let the script end, or raise `--max-virtual`."},
		{CodeMemory, "a script needs more memory than a session has", "Keep less data; look for lists that only grow."},
		{CodeHandler, "an event handler is not a function", "Pass a function to addEventListener: `handler`, and not `handler()`."},
		{CodeLimit, "a session went over a limit of the platform", "Do less at once; with `--lenient` it is a warning."},
		{CodeAssertion, "a test's expectation was not met", "Compare what was wanted with what the timeline shows."},
		{CodeTestTime, "a test did not end in time", "The report lists what it waits for; let that happen, or give the test more time."},
		{CodeStuckNative, "a script is stuck in a built-in function that cannot be interrupted", "Give the function less to do: an array with fewer holes, a simpler regular expression, a smaller number."},
	}
}

func scriptCodes() []Code {
	return []Code{
		{CodeNotEmulated, "a part of the API is not emulated yet", "Guard or mock the call in tests; the coverage page lists what is there."},
		{CodeNoEvent, "a listener was added for an undefined event", "Correct the name: an unknown member of an enumeration is undefined, and the listener never runs."},
		{CodeIgnored, "a call had no effect", "The object is over or not ready for it; the message says which. Check its state, or wait for its event."},
		{CodeArgument, "an argument is wrong or over its limit", "Pass a value that the message allows; it says what was used instead."},
		{CodeModule, "an unknown module is required", "Correct the name; modules are members of Modules."},
		{CodeNoSuchName, "a name does not exist in the API", "Correct the name; if there is a similar one, the message has it."},
		{CodeLegacy, "a name is obsolete", "It still works; the message names its successor."},
		{CodeAssumed, "a script leans on behaviour that is assumed, not documented", "Try this part against the cloud before you rely on it."},
		{CodeNetwork, "a request to the network was refused", "Mock it, or allow it with `--allow-net`."},
		{CodeOverLimit, "a script goes over a limit of the platform", "Stay below it: in the cloud this fails."},
		{CodeUnhandledCall, "a call came in and nothing handled it", "Listen for CallAlerting before the first await; the caller got 603."},
		{CodeRoute, "media cannot flow between these two", "Send media between calls, players, recorders and the like; the message names both ends."},
		{CodeHTTPCallback, "Net.httpRequestAsync was given a callback", "Await its promise; the callback is never called."},
		{CodeHTTPMethod, "the HTTP method stands where the options belong", "Put it into the options: {method: 'POST'}."},
		{CodeHTTPBody, "postData was given to a method without a body", "Use POST, PUT or PATCH, or leave postData out."},
		{CodeHTTPBodyType, "postData is neither a text nor an array of bytes", "Pass JSON.stringify(data) or bytes."},
		{CodeHTTPHeader, "an HTTP header was left out", "Give headers as an object of names and values, without line ends."},
		{CodeAudioFile, "a file that is to be played could not be loaded", "The message says why: check the address and the server, or give a file or a length for it under `files` in `voxemu.yaml` or in the file of `--far`."},
		{CodeSocket, "a WebSocket could not be connected", "The message says why: check the address and the server, or describe the far end under `webSockets` in the file of `--far`."},
		{CodeSocketFrame, "something that a WebSocket received had no effect", "Compare what the server sends with the media protocol; the message says what is wrong with it."},
	}
}

func internalCodes() []Code {
	return []Code{
		{CodeInternal, "voxemu itself failed", "Please report it with the stack and the script; other sessions are not affected."},
		{CodeOutput, "output could not be written", "Check the free space and the permissions of the file that the message names."},
		{CodeStore, "the storage failed while it was in use", "Check the disk that holds the storage file; what had been acknowledged is safe."},
	}
}
