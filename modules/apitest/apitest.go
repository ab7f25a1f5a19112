// Package apitest runs scenarios with the whole API, in virtual time and with empty storage, and gives tests the trace, the session
// log and the result. An event that is not as the API table and the behaviour page have it fails the test.
//
//	r := apitest.Run(t, apitest.Options{Do: "press 1"}, `
//		VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.answer());
//	`)
//	r.WantLogs("...")
package apitest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"voxemu/modules"
	"voxemu/modules/conform"
	"voxemu/runtime/calllist"
	"voxemu/runtime/engine"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// Options say what happens around the scenario. The zero value is a call that stays until nothing is left to happen.
type Options struct {
	// Start starts without a call, with CustomData.
	Start      bool
	CustomData string
	// List, if it has rows, is a call list that starts the sessions.
	List calllist.Options
	// Do is what the caller does once connected.
	Do string
	// From, To, DisplayName, Headers and CallData are those of the call: 15550100 calls 15550199.
	From, To, DisplayName, CallData string
	Headers                         telephony.Headers
	Kind                            telephony.Kind
	// Only, if not empty, is the one destination that the rule is for.
	Only string
	// Calls is how many callers call at once, one when 0.
	Calls int
	// Far are far ends: address to steps.
	Far map[string]string
	// Queues are the queues and agents of the application; their phones are in Far.
	Queues *queues.Plan
	// Users are the application's users; nil means that everybody is one.
	Users map[string]telephony.Subscriber
	// WebSockets are the far ends of WebSockets: address, or "incoming" for a client, to steps. Peers are further ones, and
	// Out serves what they don't have; with nil connecting to that fails.
	WebSockets map[string]string
	Peers      *peer.Peers
	Out        socket.Dialer
	// At is where time starts: 2026-01-01 00:00:00 UTC.
	At      time.Time
	Secrets map[string]string
	Numbers []string
	Store   storage.Store
	HTTP    session.RoundTripper
	Mail    session.Mailer
	// Services are the simulated servers of streams, mail and speech.
	Services *service.Services
	// AudioFiles are the files that players find. With nil, and without HTTP, any address has a file of 5 s.
	AudioFiles      []session.AudioFile
	Limits          *session.Limits
	Strict, Lenient bool
	Seed            uint64
	// Wall and Virtual bound the run: 10 s and 24 h when 0.
	Wall, Virtual time.Duration
	// VideoConference is the rule's flag of that name.
	VideoConference bool
	// Recordings takes what is recorded; nil drops it.
	Recordings session.Recordings
	// Access are requests to the session's URL, a second after it was started by Start.
	Access []session.AccessRequest
	// Turn bounds the wall time of one turn.
	Turn time.Duration
	// MayFail lets sessions end with an error; otherwise that fails the test.
	MayFail bool
}

// Result is what came of a run.
type Result struct {
	t       testing.TB
	Records []trace.Record
	// Log are the lines of the session log, with the milliseconds since the start in front.
	Log   []string
	Debug []string
	// Doubts are the steps that far ends of WebSockets could not do.
	Doubts  []string
	Outcome engine.Outcome
	// List is the call list of the options.
	List *calllist.List
	// Replies are those to the Access requests: "200 the body".
	Replies []string
}

// Run runs the scripts as the scenarios of one rule: "main.js", "second.js", "third.js".
func Run(t testing.TB, o Options, scripts ...string) *Result {
	t.Helper()
	r := &Result{t: t}
	names := []string{"main", "second", "third"}
	cache, watchdog := jsvm.NewCache(), jsvm.NewWatchdog()
	rule := engine.Rule{Name: "test", VideoConference: o.VideoConference}
	for i, text := range scripts {
		p, err := cache.Compile(jsvm.Source{Name: names[i] + ".js", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		rule.Scripts = append(rule.Scripts, session.Script{Name: names[i], Program: p})
	}
	e := engine.New(r.options(o, rule, watchdog))
	switch {
	case o.List.Rows != nil:
		r.List = e.CallList(rule, o.List)
	case o.Start:
		s := e.Start(rule, o.CustomData)
		for _, request := range o.Access {
			e.Scope("test", func(error) {}).After(time.Second, vclock.Far, vclock.Text("a request of the test"), func() error {
				s.Access(request, func(status int, body string) { r.Replies = append(r.Replies, fmt.Sprintf("%d %s", status, body)) })
				return nil
			})
		}
	default:
		for range or(o.Calls, 1) {
			e.Call(incoming(t, o))
		}
	}
	r.Outcome = e.Run(context.Background())
	if !o.MayFail && r.Outcome.Exit() != 0 {
		t.Errorf("the run failed: %v\n%s", r.Outcome.Err, strings.Join(r.Log, "\n"))
	}
	return r
}

func (r *Result) options(o Options, rule engine.Rule, watchdog *jsvm.Watchdog) engine.Options {
	start := vclock.FromTime(or(o.At, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)))
	if o.Store == nil {
		o.Store = memory.New()
	}
	return engine.Options{
		API: modules.API(),
		App: session.App{Name: "test.local.voximplant.com", Scope: "test", ID: 1, Account: 1, Secrets: o.Secrets, Numbers: o.Numbers},
		Route: func(destination string) (engine.Rule, error) {
			if o.Only != "" && destination != o.Only {
				return engine.Rule{}, fmt.Errorf("no rule for %s", destination)
			}
			return rule, nil
		},
		Clock: vclock.NewVirtual(start),
		Phone: telephony.Options{Users: o.Users, Far: farEnds(r.t, o.Far)}, Queues: o.Queues,
		Sockets: &peer.Dialer{Peers: peers(r.t, o), Out: o.Out, Doubt: func(d peer.Doubt) {
			r.Doubts = append(r.Doubts, fmt.Sprintf("%s: %s: %s", d.Peer, d.Step, d.Text))
		}},
		Store: o.Store, Recordings: o.Recordings, HTTP: o.HTTP, Mail: o.Mail, Services: o.Services, AudioFiles: audioFiles(o), Seed: or(o.Seed, 1),
		WallLimit: or(o.Wall, 10*time.Second), VirtualLimit: or(o.Virtual, 24*time.Hour),
		Trace: r, Watchdog: watchdog, TurnLimit: o.Turn, Limits: o.Limits, Strict: o.Strict, Lenient: o.Lenient,
		Watch: conform.Watch(r.t),
		Debug: func(text string) { r.Debug = append(r.Debug, text) },
		Log: func(_ string, at time.Time, line string) {
			r.Log = append(r.Log, fmt.Sprintf("%d %s", vclock.FromTime(at)-start, line))
		},
	}
}

func audioFiles(o Options) []session.AudioFile {
	if o.AudioFiles == nil && o.HTTP == nil {
		return []session.AudioFile{{Address: "*", Length: 5 * time.Second}}
	}
	return o.AudioFiles
}

func incoming(t testing.TB, o Options) telephony.Incoming {
	t.Helper()
	script, err := telephony.ParseScript(o.Do)
	if err != nil {
		t.Fatal(err)
	}
	return telephony.Incoming{
		From: or(o.From, "15550100"), To: or(o.To, "15550199"), DisplayName: o.DisplayName,
		Headers: o.Headers, CustomData: o.CallData, Kind: o.Kind, Script: script,
	}
}

func farEnds(t testing.TB, far map[string]string) *telephony.FarEnds {
	t.Helper()
	ends := new(telephony.FarEnds)
	for address, steps := range far { // addresses in tests don't overlap: any order
		script, err := telephony.ParseScript(steps)
		if err == nil {
			err = ends.Add(address, telephony.FarEnd{Script: script})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return ends
}

func peers(t testing.TB, o Options) *peer.Peers {
	t.Helper()
	all := o.Peers
	if all == nil {
		all = new(peer.Peers)
	}
	for _, address := range slices.Sorted(maps.Keys(o.WebSockets)) {
		script, err := telephony.ParseSocketScript(o.WebSockets[address])
		if err == nil {
			err = all.Add(address, peer.Peer{Script: script})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func or[T comparable](v, standard T) T {
	var zero T
	if v == zero {
		return standard
	}
	return v
}

// Write takes a record.
func (r *Result) Write(rec trace.Record) { r.Records = append(r.Records, rec) }

// Of returns the bodies of one kind, with their times.
func Of[T trace.Body](r *Result) (bodies []T, at []int64) {
	for _, rec := range r.Records {
		if b, ok := rec.Body.(T); ok {
			bodies, at = append(bodies, b), append(at, rec.T)
		}
	}
	return bodies, at
}

// Logs returns what the script wrote, each line with its time: "120 text".
func (r *Result) Logs() []string {
	logs, at := Of[trace.Log](r)
	lines := make([]string, len(logs))
	for i, l := range logs {
		lines[i] = fmt.Sprintf("%d %s", at[i], l.Text)
	}
	return lines
}

// Events returns the events in order: "120 Call.Connected".
func (r *Result) Events() []string {
	events, at := Of[trace.Event](r)
	lines := make([]string, len(events))
	for i, e := range events {
		lines[i] = fmt.Sprintf("%d %s", at[i], e.Name)
	}
	return lines
}

// Commands returns the methods that were called, in order: "120 say".
func (r *Result) Commands() []string {
	commands, at := Of[trace.Command](r)
	lines := make([]string, len(commands))
	for i, c := range commands {
		lines[i] = fmt.Sprintf("%d %s", at[i], c.Name)
	}
	return lines
}

// Heard returns what parties heard, at the moment it ended: `1535 caller "Hello"`, with "(cut)" behind what was cut.
func (r *Result) Heard() []string {
	heard, at := Of[trace.Heard](r)
	lines := make([]string, len(heard))
	for i, h := range heard {
		lines[i] = fmt.Sprintf("%d %s %q", at[i], h.Party, h.Text+h.URL+h.Digits)
		if h.Cut {
			lines[i] += " (cut)"
		}
	}
	return lines
}

// Warnings returns the warnings' texts.
func (r *Result) Warnings() []string {
	warnings, _ := Of[trace.Warning](r)
	lines := make([]string, len(warnings))
	for i, w := range warnings {
		lines[i] = w.Text
	}
	return lines
}

// Errors returns the errors: "main.js:3:7: TypeError: ...".
func (r *Result) Errors() []string {
	list, _ := Of[trace.Error](r)
	lines := make([]string, len(list))
	for i, e := range list {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	}
	return lines
}

// Ended returns when and why the first session ended.
func (r *Result) Ended() (reason string, at int64) {
	for _, rec := range r.Records {
		if s, ok := rec.Body.(trace.Session); ok && s.State == trace.Terminated {
			return s.Reason, rec.T
		}
	}
	return "", 0
}

// Want fails the test unless got is want; what says what is compared.
func (r *Result) Want(what string, got []string, want ...string) {
	r.t.Helper()
	if !slices.Equal(got, want) {
		r.t.Errorf("%s:\n got  %q\n want %q", what, got, want)
	}
}

// WantLogs fails the test unless the script wrote these lines, each with its time.
func (r *Result) WantLogs(want ...string) {
	r.t.Helper()
	r.Want("what the script wrote", r.Logs(), want...)
}

// WantEnd fails the test unless the session ended then and for that reason.
func (r *Result) WantEnd(reason string, at int64) {
	r.t.Helper()
	if gotReason, gotAt := r.Ended(); gotReason != reason || gotAt != at {
		r.t.Errorf("the session ended at %d with %q, want %d and %q", gotAt, gotReason, at, reason)
	}
}
