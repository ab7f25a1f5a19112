// Package scenarios loads what is to be run: the scenarios, the rules that start them, and what voxemu has to know about
// the application around them.
//
// [Load] takes what a person names on the command line. That is either the scenario files of one rule, in order:
//
//	voxemu run lib.js ivr.voxengine.js
//
// or a project folder in one of three shapes: the layout of the vendor's voxengine-ci (behaviour page, section 9.5), a
// folder with a voxemu.yaml that lists the rules, or a folder with a single scenario in it. The result is a [Project]
// with the texts read and every pattern, step and name checked; [Route] then finds the rule of a destination.
//
// What is wrong with the input is reported as [Problems], all of it at once where that is possible, each with its place.
package scenarios

import (
	"strings"

	"voxemu/runtime/diag"

	"github.com/dlclark/regexp2/v2"
)

// DefaultName is the name of the application and of the rule that bare scenario files get, and of an application whose
// voxemu.yaml names none.
const DefaultName = "default"

// Project is what was loaded. It is not changed afterwards and may be shared between goroutines.
type Project struct {
	// Dir is the absolute path of the project folder; for bare files, of the current folder.
	Dir string
	// Bare is true when scenario files were named instead of a project folder.
	Bare bool
	// Application is the application to run.
	Application *Application
	// Rule is the rule that [Options.Rule] names; nil when it names none, and the destination decides.
	Rule *Rule
	// Warnings are what is suspicious but does not stand in the way, in the order in which it was found.
	Warnings []*diag.Problem
}

// Application is an application as the project describes it (behaviour page, section 9.1).
type Application struct {
	// Name is the full name, such as "shop.acme.voximplant.com".
	Name string
	// ShortName is the part of Name before the first dot.
	ShortName string
	// Scope separates the stored pairs of one application from those of another.
	Scope string
	// Rules are in platform order: the first that matches wins.
	Rules []Rule
	// Users are in file order.
	Users []User
	// Numbers are in file order.
	Numbers []Number
	// Secrets are the values that VoxEngine.getSecretValue returns, by name.
	Secrets map[string]string
	// Far are the far ends of outgoing calls, in file order: the first that fits an address serves it.
	Far []FarEnd
	// WebSockets are the far ends of WebSockets, in file order. Those in Far files come first.
	WebSockets []FarEnd
	// Servers are those of streams, mail and speech. Those in Far files come first.
	Servers Servers
	// Files are the files that players find, in file order. Those in Far files come first.
	Files []AudioFile
	// Centre are the queues of the application, and the agents who serve them.
	Centre Centre
	// Limits says which limits hold.
	Limits Limits
}

// Limits is a profile of limits and of how strictly unknown behaviour is treated.
type Limits string

// The profiles.
const (
	LimitsCloud   Limits = "cloud"   // as the cloud does; the default
	LimitsStrict  Limits = "strict"  // and what is only suspicious is an error
	LimitsLenient Limits = "lenient" // no limits
)

// Rule is one routing rule (behaviour page, section 9.2).
type Rule struct {
	// Name is unique in the application.
	Name string
	// Pattern must match the whole destination; "" stands for ".*".
	Pattern string
	// Exclude keeps the rule from matching when it matches the whole destination; "" stands for nothing.
	Exclude string
	// Scenarios run in this order, in one JavaScript context. They are nil in rules that [Options.Rule] leaves out.
	Scenarios []Scenario
	// Missing are the scenarios, as the project names them, that do not exist or can't be read. Only [Inspect] returns such a rule.
	Missing []string
	// VideoConference is the rule's video conference flag.
	VideoConference bool
	// Pos is where the rule is declared; empty for bare files.
	Pos diag.Pos
	// PatternPos is where its pattern is written; Pos if it is not.
	PatternPos diag.Pos
	// Source is the text of the file that both are in.
	Source string

	// Compiled by Load; Route compiles what it finds missing.
	pattern, exclude *regexp2.Regexp
}

// Scenario is one script.
type Scenario struct {
	// Name is the file name before ".voxengine" or before the extension.
	Name string
	// File is the path as shown to a person: relative to the current folder when it lies in it, with slashes.
	File string
	// Text is the whole source, valid UTF-8: JavaScript, or TypeScript if File ends in .ts. The cloud's limit of
	// [MaxSourceChars] holds for it.
	Text string
	// Map is the source map of a bundle that lies beside File; "" if there is none, or if it is inside Text.
	Map string
}

// User is a user of the application (behaviour page, section 9.4).
type User struct {
	Name        string
	DisplayName string // the name itself when the file gives none
	// Online says whether the user is logged in somewhere; true unless the file says otherwise.
	Online bool
	// Steps are what the user does with a call, in order, as written.
	Steps []string
	Pos   diag.Pos
}

// Number is a phone number of the account.
type Number struct {
	// Number are digits without a leading +.
	Number string
	Kind   NumberKind
	// Rule is the rule that an incoming call to this number starts whatever its pattern says; "" stands for routing
	// (behaviour page, section 9.2).
	Rule string
	Pos  diag.Pos
}

// NumberKind says what a number may be used for (behaviour page, section 4.3).
type NumberKind string

// The kinds of numbers.
const (
	NumberRented   NumberKind = "rented"   // takes calls and serves as a caller ID; the default
	NumberVerified NumberKind = "verified" // serves as a caller ID only
	NumberTest     NumberKind = "test"     // takes calls only
)

// FarEnd is what stands at the other end of calls to an address.
type FarEnd struct {
	// Address is a number, "user:NAME" or a SIP address, possibly with *; of a WebSocket, its URL, or "incoming".
	Address string
	// Online is nil when the file does not say.
	Online *bool
	// Steps are what the far end does, in order, as written; a text of several steps stays one element.
	Steps []string
	Pos   diag.Pos
}

// StepParser tells what is wrong with a text of one or several steps, such as "wait 1s; press 1".
type StepParser func(text string) error

// Find returns the rule of that name.
func (a *Application) Find(name string) (*Rule, bool) {
	for i := range a.Rules {
		if a.Rules[i].Name == name {
			return &a.Rules[i], true
		}
	}
	return nil, false
}

// newApplication makes an application from its full or short name. A short name is completed with an account called
// local, since scenarios see the full one (behaviour page, section 1.5, domainName).
func newApplication(name string) *Application {
	a := &Application{Name: name, Scope: name, Limits: LimitsCloud, Secrets: map[string]string{}}
	if !strings.Contains(name, ".") {
		a.Name += ".local.voximplant.com"
	}
	a.ShortName, _, _ = strings.Cut(name, ".")
	return a
}
