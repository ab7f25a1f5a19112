package conform

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/vclock"
)

// tb takes down what a test is told.
type tb struct {
	testing.TB
	told []string
}

func (t *tb) Errorf(format string, args ...any) {
	t.told = append(t.told, fmt.Sprintf(format, args...))
}

// watch returns what is told of events that a session raises.
func watch(t *testing.T, raise func(*session.Session)) []string {
	t.Helper()
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "main.js", Text: ""})
	if err != nil {
		t.Fatal(err)
	}
	l := loop.New(vclock.NewVirtual(0), loop.Options{})
	told := &tb{TB: t}
	table := jsvm.NewTable("none", jsvm.TableOptions{})
	s := session.New(session.Options{
		ID: "s1", Number: 1, Scripts: []session.Script{{Name: "main", Program: program}}, Loop: l, Watchdog: jsvm.NewWatchdog(),
		API: &session.API{Globals: table, Instances: func(string) *jsvm.Table { return table }}, Watch: Watch(told),
	})
	raise(s)
	s.Start()
	if err := l.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, text := range told.told {
		told.told[i] = strings.TrimPrefix(text, "the event does not conform: ")
	}
	return told.told
}

func field(key string, value any) session.Field { return session.Field{Key: key, Value: value} }

func TestMistakesOfEvents(t *testing.T) {
	type fs = session.Fields
	ended := fs{field("cost", 0), field("direction", ""), field("duration", 1), field("internalCode", 16)}
	for _, tt := range []struct {
		name, field string // of the object that raises it
		event       session.Event
		want        []string
	}{
		{"none", "call", session.Event{Name: "Call.Disconnected", Fields: ended}, nil},
		{"optional fields may be undefined", "call", session.Event{Name: "Call.BeepDetectionComplete", Fields: fs{field("timeout", session.Absent{})}}, nil},
		{"a repeated header is an array", "call", session.Event{Name: "Call.Ringing", Fields: fs{field("headers", fs{field("X-A", []any{"1", "2"})})}}, nil},
		{"an unknown name", "call", session.Event{Name: "Call.Conected"}, []string{"Call.Conected: the API table has no such event"}},
		{"a missing field", "call", session.Event{Name: "Call.Disconnected", Fields: ended[1:]}, []string{"Call.Disconnected.cost: the field is missing"}},
		{"an unknown field", "call", session.Event{Name: "Call.OnHold", Fields: fs{field("colour", "red")}}, []string{"Call.OnHold.colour: neither the API table nor the behaviour page has this field"}},
		{"a wrong type", "call", session.Event{Name: "Call.ToneReceived", Fields: fs{field("tone", 5), field("type", "1")}}, []string{"Call.ToneReceived.tone: 5 is no string"}},
		{"null for a number", "call", session.Event{Name: "Call.PlaybackStarted", Fields: fs{field("duration", nil)}}, []string{"Call.PlaybackStarted.duration: null is no number"}},
		{"no boolean", "call", session.Event{Name: "Call.MicStatusChange", Fields: fs{field("active", "true")}}, []string{"Call.MicStatusChange.active: true is no boolean"}},
		{"no value of the enum", "call", session.Event{Name: "Call.AudioQualityDetected", Fields: fs{field("quality", "Poor")}}, []string{"Call.AudioQualityDetected.quality: Poor is no value of CallAudioQuality"}},
		{"a number of no enum", "task", session.Event{Name: "SmartQueue.Error", Fields: fs{field("description", ""), field("type", 7)}},
			[]string{"SmartQueue.Error.task: the object is no SmartQueueTask", "SmartQueue.Error.type: 7 is no value of TerminationStatus"}},
		{"none of the words", "call", session.Event{Name: "Call.TransferComplete", Fields: fs{field("role", "boss")}},
			[]string{"Call.TransferComplete.role: boss is not 'transferor', and boss is not 'target', and boss is not 'transferee'"}},
		{"a wrong item", "call", session.Event{Name: "Call.BeepDetectionComplete", Fields: fs{field("frequencies", []any{1000, "low"})}}, []string{"Call.BeepDetectionComplete.frequencies: item 1: low is no number"}},
		{"no array", "call", session.Event{Name: "Call.BeepDetectionComplete", Fields: fs{field("frequencies", 1000)}}, []string{"Call.BeepDetectionComplete.frequencies: 1000 is no array"}},
		{"no object", "call", session.Event{Name: "Call.Ringing", Fields: fs{field("headers", "none")}}, []string{"Call.Ringing.headers: none is no plain object"}},
		{"a wrong shape", "call", session.Event{Name: "Call.MediaStatisticsReceived", Fields: fs{field("audio", fs{field("in", []any{})})}}, []string{"Call.MediaStatisticsReceived.audio: CallMediaStatistics.out: the field is missing"}},
		{"no shape at all", "call", session.Event{Name: "Call.MediaStatisticsReceived", Fields: fs{field("audio", 1)}}, []string{"Call.MediaStatisticsReceived.audio: 1 is no CallMediaStatistics"}},
		{"an inner field is missing", "", session.Event{Name: "Application.Started", Fields: append(started()[1:], field("config", fs{field("fast", true)}))},
			[]string{"Application.Started.config: acceptReInviteByDefault is missing"}},
		{"an inner field too much", "", session.Event{Name: "Application.Started", Fields: append(started()[1:], field("config", session.Fields{field("acceptReInviteByDefault", true), field("fast", true)}))},
			[]string{"Application.Started.config: fast is not declared"}},
		{"no function", "task", session.Event{Name: "SmartQueue.ClientDisconnected", Extra: fs{field("cancel", 1)}},
			[]string{"SmartQueue.ClientDisconnected.task: the object is no SmartQueueTask", "SmartQueue.ClientDisconnected.cancel: 1 is no Function"}},
		{"another object raises it", "player", session.Event{Name: "Call.OnHold"},
			[]string{"Call.OnHold.call: the field is missing", "Call.OnHold.player: neither the API table nor the behaviour page has this field"}},
		{"a plain object for a call", "request", session.Event{Name: "ACD.OperatorReached", Extra: fs{field("operatorCall", fs{})}},
			[]string{"ACD.OperatorReached.request: the object is no ACDRequest", "ACD.OperatorReached.operatorCall: [object Object] is no Call"}},
		{"no id", "call", session.Event{Name: "Call.OnHold", NoID: true}, []string{"Call.OnHold.id: the field is missing", "Call.OnHold: the field id is not that of what raises the event"}},
		{"natives behind others", "", session.Event{Name: "Application.Started", Fields: started(), Extra: fs{field("conference_name", "x")}},
			[]string{"Application.Started: the native fields are not in alphabetical order: accessSecureURL, accessURL, accountId, applicationId, config, dialplanId, dialplanName, domainName, logURL, name, nluAddresses, sessionId, userId, conference_name"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := watch(t, func(s *session.Session) {
				target := s.AppTarget()
				if tt.field != "" {
					target = s.NewTarget("1", tt.field, s.NewInstance("Call", &tt))
				}
				target.Raise(tt.event)
				target.Raise(tt.event) // a mistake is told once
			})
			if diff := cmp.Diff(append([]string{}, tt.want...), append([]string{}, got...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// started are the fields of Application.Started that no table test is about.
func started() session.Fields {
	fs := session.Fields{field("config", session.Fields{field("acceptReInviteByDefault", true)})}
	for _, key := range []string{"accessURL", "accessSecureURL", "logURL", "domainName", "dialplanName"} {
		fs = append(fs, field(key, "x"))
	}
	for _, key := range []string{"accountId", "applicationId", "sessionId", "dialplanId", "userId"} {
		fs = append(fs, field(key, 1))
	}
	return append(fs, field("nluAddresses", []any{}))
}

func TestAnEventThatCantBecomeJSON(t *testing.T) {
	got := watch(t, func(s *session.Session) {
		circle := s.Runtime().NewObject()
		if err := circle.Set("self", circle); err != nil {
			t.Fatal(err)
		}
		fs := started()
		fs[len(fs)-1].Value = []any{goja.Value(circle)}
		s.AppTarget().Raise(session.Event{Name: "Application.Started", Fields: fs})
	})
	if len(got) != 1 || !strings.HasPrefix(got[0], "Application.Started: JSON.stringify throws TypeError") {
		t.Errorf("got %q", got)
	}
}

// Every type that a payload names can be read and is there, so that no check passes for want of a type.
func TestTheTypesOfAllPayloadsAreKnown(t *testing.T) {
	events := 0
	var walk func(n *apitable.Node)
	walk = func(n *apitable.Node) {
		for _, c := range n.Children() {
			if c.Kind == apitable.Enum || c.Kind == apitable.Namespace {
				walk(c)
			}
			if c.Payload == "" {
				continue
			}
			events++
			payload, ok := apitable.Payload(c.Full)
			if !ok {
				t.Errorf("%s has no payload", c.Full)
			}
			for _, p := range payload.Props {
				d, err := parse(p.Type)
				if err != nil {
					t.Errorf("%s.%s: %v", c.Full, p.Name, err)
				}
				known(t, c.Full+"."+p.Name, scopeOf(payload.Name), d)
			}
		}
	}
	walk(apitable.Root())
	if events < 400 {
		t.Errorf("%d events were looked at", events)
	}
}

func known(t *testing.T, where, scope string, d declared) {
	t.Helper()
	for _, of := range d.of {
		known(t, where, scope, of)
	}
	words := " any string number boolean true false null Function Object "
	if d.kind == named && !strings.Contains(words, " "+d.text+" ") && lookup(scope, d.text) == nil {
		t.Errorf("%s: no type %s", where, d.text)
	}
}

func TestWrongTypesAreNotRead(t *testing.T) {
	for _, text := range []string{"", "{ a", "'a", "a |", "(a", "{ [k: string: a }", "a b", "a[", "{ 1?: }"} {
		if d, err := parse(text); err == nil {
			t.Errorf("%q is read as %+v", text, d)
		}
	}
}
