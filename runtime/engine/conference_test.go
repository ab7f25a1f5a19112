package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/engine"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
)

// office is an application with a rule for phone numbers, "gate", and one for what begins with "room".
type office struct {
	*engine.Engine
	t          *testing.T
	sink       *trace.Collect
	gate, room engine.Rule
}

const officePrelude = `
const log = (...list) => Logger.write(list.join(' '));
const onCall = (f) => VoxEngine.addEventListener(AppEvents.CallAlerting, f);
const ends = (call, who) => ['Failed', 'Disconnected'].forEach((n) => call.addEventListener(CallEvents[n], (e) => log(who, n, e.code || e.internalCode, e.reason || '-')));
`

func newOffice(t *testing.T, gate, room string, change func(*engine.Options)) *office {
	t.Helper()
	o := &office{t: t, sink: &trace.Collect{}, gate: compile(t, officePrelude+gate), room: compile(t, officePrelude+room)}
	o.gate.Name, o.room.Name = "gate", "room"
	opts := options(o.gate, o.sink)
	opts.Route = func(to string) (engine.Rule, error) {
		switch {
		case strings.HasPrefix(to, "room"):
			return o.room, nil
		case strings.Trim(to, "0123456789") == "":
			return o.gate, nil
		}
		return engine.Rule{}, errors.New("no rule takes " + to)
	}
	if change != nil {
		change(&opts)
	}
	o.Engine = engine.New(opts)
	return o
}

func script(t *testing.T, text string) telephony.Script {
	t.Helper()
	s, err := telephony.ParseScript(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (o *office) call(from, do string) {
	o.Call(telephony.Incoming{From: from, To: "9", Script: script(o.t, do)})
}

// logs returns what the scripts of all sessions wrote and were warned of: "s1 1020 text".
func (o *office) logs() (lines []string) {
	for _, r := range o.sink.Records {
		switch b := r.Body.(type) {
		case trace.Log:
			lines = append(lines, fmt.Sprintf("%s %d %s", r.Session, r.T, b.Text))
		case trace.Warning:
			lines = append(lines, fmt.Sprintf("%s %d %s %s", r.Session, r.T, b.Code, b.Text))
		case trace.Heard:
			lines = append(lines, fmt.Sprintf("%s %d %s heard %s", r.Session, r.T, b.Party, b.Text))
		}
	}
	return lines
}

func (o *office) want(lines ...string) engine.Outcome {
	o.t.Helper()
	out := o.Run(context.Background())
	if diff := cmp.Diff(lines, o.logs()); diff != "" {
		o.t.Errorf("want (-), got (+):\n%s", diff)
	}
	return out
}

func (o *office) fine(lines ...string) {
	o.t.Helper()
	if out := o.want(lines...); out.Exit() != 0 {
		o.t.Errorf("the run failed: %v", out.Err)
	}
}

// through answers callers and puts them through to the conference of an id.
func through(id string) string {
	return `onCall(({call, callerid}) => {
		call.answer();
		const out = VoxEngine.callConference(` + id + `, callerid, 'Caller ' + callerid, {'X-From': callerid});
		VoxEngine.sendMediaBetween(call, out);
		out.addEventListener(CallEvents.Connected, () => log('in'));
		ends(out, 'out');
		call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
	});`
}

// members counts calls, and lets all of them hear each other.
const members = `
require(Modules.Conference);
let conference, n = 0;
VoxEngine.addEventListener(AppEvents.Started, (e) => { log('started', e.conference_name || '-'); conference = VoxEngine.createConference(); });
onCall(({call, callerid, destination, displayName, headers}) => {
	const me = ++n;
	log('member', me, callerid, destination, displayName, JSON.stringify(headers));
	call.answer();
	VoxEngine.sendMediaBetween(call, conference);
	ends(call, 'member ' + me);
	call.addEventListener(CallEvents.Disconnected, () => --n || VoxEngine.terminate());
});`

// The first call starts the session of the conference, the second one joins it with a Call of its own; both hear each other
// through two sessions each. A member who leaves ends only the session and the call of its own.
func TestCallsJoinTheSessionOfAConference(t *testing.T) {
	o := newOffice(t, through("'room-7'"), members, nil)
	o.call("1", "wait 1s; say Hello; wait 3s; hangup")
	o.call("2", "wait 2s; say Hi; wait-heard /Hello/; hangup")
	o.fine(
		"s3 0 started -",
		`s3 0 member 1 1 room-7 Caller 1 {"X-From":"1"}`,
		`s3 0 member 2 2 room-7 Caller 2 {"X-From":"2"}`,
		"s1 20 in", "s2 20 in",
		"s2 1520 caller heard Hello", "s1 2520 caller heard Hi",
		"s3 2520 member 2 Disconnected 16 -",
		"s3 4520 member 1 Disconnected 16 -",
	)
}

func TestConferences(t *testing.T) {
	for _, c := range []struct {
		name, gate, room string
		calls            []string
		change           func(*engine.Options)
		want             []string
	}{
		{name: "another_id_is_another_session", gate: through("'room-' + callerid"), room: `let n = 0; onCall((e) => { log(++n, e.destination); VoxEngine.terminate(); });`,
			calls: []string{"hangup", "hangup"}, want: []string{"s3 0 1 room-1", "s4 0 1 room-2", "s1 0 out Failed 603 Decline", "s2 0 out Failed 603 Decline"}},
		{name: "a_session_that_is_over_is_joined_no_more", gate: `let n = 0; onCall(({call}) => {
				call.answer();
				const next = () => ++n < 3 && VoxEngine.callConference('room', '1').addEventListener(CallEvents.Failed, (e) => { log(e.code); next(); });
				next();
			});`,
			room: `onCall((e) => { log('call'); VoxEngine.terminate(); });`, calls: []string{"wait 1s; hangup"},
			want: []string{"s2 0 call", "s1 0 603", "s3 0 call", "s1 0 603"}},
		{name: "the_end_of_the_session_ends_its_calls_only", gate: through("'room'"), room: `onCall(({call}) => { call.answer(); setTimeout(VoxEngine.terminate, 1000); });`,
			calls: []string{"wait 2s; say On; wait 1s; hangup"}, want: []string{"s1 20 in", "s1 1000 out Disconnected 16 -"}},
		{name: "nobody_listens", gate: through("'room'"), room: ``, calls: []string{"wait 2s; hangup"}, want: []string{"s1 0 out Failed 603 Decline"}},
		{name: "a_refusal", gate: through("'room'"), room: `onCall(({call}) => { call.reject(486); VoxEngine.terminate(); });`, calls: []string{"wait 2s; hangup"},
			want: []string{"s1 0 out Failed 486 Busy Here"}},
		{name: "no_rule", gate: through("'lobby'"), room: ``, calls: []string{"wait 2s; hangup"},
			want: []string{"s1 0 VX1008 callConference: no rule takes lobby", "s1 0 out Failed 404 Not found"}},
		{name: "an_error_of_the_room_ends_the_room", gate: `onCall(({call}) => { call.answer(); ends(VoxEngine.callConference('room', '1'), 'out'); });`,
			room: `const a = 1; onCall(() => log('joined')); log('loaded'); VoxEngine.terminate();`, calls: []string{"wait 1s; hangup"},
			want: []string{"s2 0 loaded", "s1 0 out Failed 603 Decline"}},
		{name: "a_far_end_takes_its_place", gate: through("'room'"), room: `onCall(() => log('not me'));`, calls: []string{"wait 2s; hangup"},
			change: func(o *engine.Options) {
				o.Phone.Far = &telephony.FarEnds{}
				_ = o.Phone.Far.Add("conference:ro*", telephony.FarEnd{Script: telephony.Script{Steps: []telephony.Step{{Verb: telephony.Busy}}}})
			}, want: []string{"s1 200 out Failed 486 Busy Here"}},
		{name: "a_route_of_their_own", gate: through("'lobby'"), room: ``, calls: []string{"wait 2s; hangup"},
			change: func(o *engine.Options) {
				o.Conferences = func(id string) (engine.Rule, error) { return engine.Rule{}, errors.New("closed: " + id) }
			}, want: []string{"s1 0 VX1008 callConference: closed: lobby", "s1 0 out Failed 404 Not found"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, c.gate, c.room, c.change)
			for i, do := range c.calls {
				o.call(fmt.Sprint(i+1), do)
			}
			o.fine(c.want...)
		})
	}
}

// Conferences that call each other, or themselves, come to an end.
func TestConferencesWithoutEnd(t *testing.T) {
	endless := `onCall(({call, destination}) => {
		call.answer();
		const out = VoxEngine.callConference(%s, '1');
		out.addEventListener(CallEvents.Failed, (e) => { log(destination.length, e.code, e.reason); VoxEngine.terminate(); });
	});`
	t.Run("one_after_the_other", func(t *testing.T) {
		code := fmt.Sprintf(endless, "'room' + 'x'.repeat(destination.length)")
		o := newOffice(t, code, code, nil)
		o.call("1", "")
		out := o.Run(context.Background())
		last := strings.Join(o.logs(), "\n")
		if len(out.Results) != 11 || out.Exit() != 0 || !strings.Contains(last, `callConference: rule "room" starts one conference after the other`) || !strings.Contains(last, "483 Too Many Hops") {
			t.Errorf("%d sessions, exit code %d:\n%s", len(out.Results), out.Exit(), last)
		}
	})
	t.Run("itself", func(t *testing.T) {
		code := fmt.Sprintf(endless, "'room'")
		o := newOffice(t, code, code, nil)
		o.call("1", "")
		out := o.Run(context.Background())
		if last := strings.Join(o.logs(), "\n"); len(out.Results) != 2 || out.Exit() != 0 || !strings.Contains(last, "403 Call limit reached") {
			t.Errorf("%d sessions, exit code %d:\n%s", len(out.Results), out.Exit(), last)
		}
	})
}

func TestCallsFromOutsideJoinConferences(t *testing.T) {
	o := newOffice(t, through("'room'"), members, nil)
	for _, from := range []string{"anna", "ben"} {
		o.Call(telephony.Incoming{Kind: telephony.Conference, From: from, To: "room", Script: script(t, "wait 1s; hangup")})
	}
	o.fine("s1 0 started -", "s1 0 member 1 anna room anna {}", "s1 0 member 2 ben room ben {}",
		"s1 1020 member 1 Disconnected 16 -", "s1 1020 member 2 Disconnected 16 -")

	o = newOffice(t, "", "", nil)
	o.Call(telephony.Incoming{Kind: telephony.Conference, From: "anna", To: "lobby"})
	if out := o.want(); out.Err == nil || out.Err.Error() != "no rule takes lobby" {
		t.Errorf("the run ended with %v", out.Err)
	}
}

func TestStartConference(t *testing.T) {
	o := newOffice(t, through("'room'"), members, nil)
	s := o.StartConference(o.room, "room", "data")
	if again := o.StartConference(o.room, "room", ""); again != s || len(o.Sessions()) != 1 {
		t.Error("a conference that runs already was started again")
	}
	if other := o.StartConference(o.room, "room-2", ""); other == s {
		t.Error("another conference is another session")
	}
	o.call("1", "wait 1s; hangup")
	o.fine("s1 0 started room", "s2 0 started room-2", `s1 0 member 1 1 room Caller 1 {"X-From":"1"}`, "s3 20 in",
		"s1 1020 member 1 Disconnected 16 -")
}

// A call can be placed into a session that runs, whatever it dials; once that is over the caller gets 404.
func TestJoin(t *testing.T) {
	o := newOffice(t, `VoxEngine.addEventListener(AppEvents.Started, () => log('started'));
		onCall(({call, callerid}) => { log(callerid, call.number()); call.answer(); call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); });`, ``, nil)
	s := o.Start(o.gate, "")
	o.Join(s, telephony.Incoming{From: "1", To: "42", Script: script(t, "wait 1s; hangup")})
	late := &leaver{}
	scope := o.Scope("test", func(err error) { t.Error(err) })
	scope.After(5*time.Second, 0, nil, func() error {
		o.Join(s, telephony.Incoming{From: "2", To: "42", Party: func(*telephony.Line) telephony.Party { return late }})
		return nil
	})
	o.fine("s1 0 started", "s1 0 1 42")
	if diff := cmp.Diff(telephony.Failed{Code: 404, Reason: "Not found"}, late.end); diff != "" || s.State() != trace.Terminated {
		t.Errorf("the late caller got %+v", late.end)
	}
}

// leaver is a party that notes how its call ends.
type leaver struct{ end telephony.Event }

func (l *leaver) Name() string                                  { return "late" }
func (l *leaver) PartyEvent(e telephony.Event)                  { l.end = e }
func (l *leaver) Begin(*telephony.Utterance)                    {}
func (l *leaver) End(*telephony.Utterance, time.Duration, bool) {}

func TestASessionThatStopsIsNotJoined(t *testing.T) {
	o := newOffice(t, `VoxEngine.terminate();`, ``, nil)
	s := o.Start(o.gate, "")
	o.fine()
	if s.Join(nil) {
		t.Error("a session that is over was joined")
	}
}

// Sessions that call each other give the same trace each time.
func TestConferencesAreDeterministic(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 30
	}
	room, gate := compile(t, officePrelude+members), compile(t, officePrelude+through("'room'"))
	room.Name, gate.Name = "room", "gate"
	run := func() []byte {
		sink := &trace.Collect{}
		opts := options(gate, sink)
		opts.Conferences = func(string) (engine.Rule, error) { return room, nil }
		e := engine.New(opts)
		for _, from := range []string{"1", "2", "3"} {
			e.Call(telephony.Incoming{From: from, To: "9", Script: script(t, "wait 1s; say I am "+from+"; press 1; wait 2s; hangup")})
		}
		if out := e.Run(context.Background()); out.Exit() != 0 {
			t.Fatal(out.Err)
		}
		var b []byte
		for _, r := range sink.Records {
			b = append(trace.Append(b, r), '\n')
		}
		return b
	}
	want := run()
	if !bytes.Contains(want, []byte(`"session":"s4"`)) || !bytes.Contains(want, []byte("I am 3")) {
		t.Fatalf("the run is not what it should be:\n%s", want)
	}
	for i := range runs {
		if got := run(); !bytes.Equal(got, want) {
			t.Fatalf("run %d differs:\n%s\nfrom the first:\n%s", i, got, want)
		}
	}
}
