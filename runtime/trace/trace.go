// Package trace is the typed, ordered record of all that happened in a session, and its JSON Lines form, version 1.
//
// Everything that people and tools see of a run is made from it: the timeline, test assertions, golden files. A
// record says when (ms since the session began), in which session, and what: one of the bodies of this package.
// The same input gives the same records, byte for byte.
package trace

// Version is the version of the format, written as "v" in each line.
const Version = 1

// Record is one line of a trace.
type Record struct {
	Seq     int64  // 1, 2, 3, ... over the whole trace
	T       int64  // ms since the session began
	Session string // id of the session
	Body    Body
}

// Body is what a record tells. Its Kind is written as "kind".
type Body interface{ Kind() string }

// Sink takes records in order.
type Sink interface{ Write(Record) }

// State is a step in the life of a session.
type State string

// The states of a session, in the order they are passed through. Running may go straight to Terminating.
const (
	Loading     State = "loading"
	Running     State = "running"
	Draining    State = "draining"
	Terminating State = "terminating"
	Terminated  State = "terminated"
)

// Session tells that the session changed its state. Reason, Exit and Error are there at the end.
type Session struct {
	State  State
	Reason string // finish reason, such as "Normal termination"
	Exit   *int   // exit code of the process
	Error  string
}

// Scenario tells that a script of the rule is loaded.
type Scenario struct{ Name, File string }

// Log is what a script wrote with Logger.write or console.
type Log struct{ Text string }

// Warning is a doubt about the script: the run goes on.
type Warning struct {
	Code, Text string
	File       string // "" when no line of the script is to blame
	Line       int
}

// Event is an event delivered to the script.
type Event struct {
	Name     string // "Call.Connected"
	Target   string // id of the source object, or "application"
	Payload  Object
	Handlers int // how many listeners ran
}

// Command is an API call that had an effect outside the script.
type Command struct {
	Name   string // "say"
	Target string
	Args   []any
}

// What says what kind of audio an utterance is.
type What string

// The kinds of audio.
const (
	Speech  What = "speech"
	Audio   What = "audio"
	Tones   What = "tones"
	Digit   What = "digit"
	Silence What = "silence"
)

// Heard tells what a party has heard. It is written when the utterance ends.
type Heard struct {
	Party, Leg string
	What       What
	Text       string // speech
	URL        string // audio
	Digits     string // digits, tones
	From       string // who or what was heard
	MS         int64  // how much of it
	Cut        bool   // stopped before its end
}

// Spoke tells what a party said or pressed.
type Spoke struct {
	Party, Leg   string
	What         What
	Text, Digits string
}

// Storage is one access to ApplicationStorage.
type Storage struct {
	Op, Key string
	Value   *string
	TTL     *int64 // seconds
	Error   string
}

// HTTP is the start or the end of a request.
type HTTP struct {
	ID     string
	Phase  string // "request", "response"
	Method string
	URL    string
	Code   int // status, or a negative transport code
	MS     int64
	Bytes  int64
	Mocked bool
}

// Timer is a timer of the script being set, fired or cleared.
type Timer struct {
	ID    int64
	Phase string // "set", "fired", "cleared"
	MS    int64  // the delay
}

// Media is an edge of the media graph that came or went.
type Media struct {
	Phase    string // "attached", "detached", "replaced"
	From, To string
}

// Skip is a jump of virtual time.
type Skip struct{ MS int64 }

// Error is what ended, or would have ended, a session.
type Error struct {
	Code, Message string
	Stack         []string
	File          string
	Line, Column  int
	// Name is the name of the API that doesn't exist, if that is what is wrong: "Call.sendMedia". It may be empty.
	Name string
}

// Unknown is a line whose kind this version of the package does not know, such as one of a newer voxemu. Only a
// [Reader] makes it.
type Unknown struct {
	Name string // the value of "kind"
	Raw  string // the whole line, which an [Encoder] writes back as it is
}

// Kind returns the value of "kind".
func (Session) Kind() string  { return "session" }
func (Scenario) Kind() string { return "scenario" }
func (Log) Kind() string      { return "log" }
func (Warning) Kind() string  { return "warning" }
func (Event) Kind() string    { return "event" }
func (Command) Kind() string  { return "command" }
func (Heard) Kind() string    { return "heard" }
func (Spoke) Kind() string    { return "spoke" }
func (Storage) Kind() string  { return "storage" }
func (HTTP) Kind() string     { return "http" }
func (Timer) Kind() string    { return "timer" }
func (Media) Kind() string    { return "media" }
func (Skip) Kind() string     { return "skip" }
func (Error) Kind() string    { return "error" }

// Kind returns the kind that was read.
func (u Unknown) Kind() string { return u.Name }

// Object is a JSON object with a fixed order of keys.
type Object []Field

// Field is one key of an Object. A Value is nil, a bool, a string, an int, an int64, a float64, an Object, a [Ref] or a
// slice of any of these. A [Reader] gives integers as int64, other numbers as float64, and slices as []any.
type Field struct {
	Key   string
	Value any
}

// Ref stands for an API object, by its id. It is written as {"$ref":"id"}.
type Ref string
