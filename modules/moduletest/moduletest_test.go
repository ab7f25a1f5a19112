package moduletest

import (
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/session"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

type box struct{ text string }

// sample declares one name of each sort.
func sample() session.Module {
	return session.Module{
		Name: "sample",
		Funcs: []session.Func{
			{Name: "Deep.er.twice", Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
				return s.Value(c.Argument(0).ToInteger() * 2)
			}},
			{Name: "later", Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
				f := c.Argument(1)
				s.Scope().After(time.Duration(c.Argument(0).ToInteger())*time.Millisecond, vclock.Script, vclock.Text("later"), func() error {
					return s.Turn(func() {
						if _, err := s.VM().Call(f, goja.Undefined()); err != nil {
							panic(err)
						}
					})
				})
				return goja.Undefined()
			}},
		},
		Values: []session.Value{{Name: "Deep.answer", Make: func(s *session.Session) goja.Value { return s.Value(42) }}},
		Classes: []session.Class{
			{
				Name: "Box",
				Construct: func(s *session.Session, c goja.ConstructorCall) *goja.Object {
					return s.NewInstance("Box", &box{c.Argument(0).String()})
				},
				Methods: []session.Method{{Name: "text", Call: func(s *session.Session, self any, _ goja.FunctionCall) goja.Value {
					return s.Value(self.(*box).text)
				}}},
			},
			{Name: "Sealed"},
		},
	}
}

func TestModulesNamesAreThere(t *testing.T) {
	r := Run(t, `
		print(Deep.er.twice(21), Deep.answer);
		const b = new Box('inside'), text = b.text;
		print(text(), b instanceof Box);
		try { new Sealed() } catch (e) { print(e) }`, sample())
	want := []string{"42 42", "inside true", "TypeError: Sealed is not a constructor"}
	if diff := cmp.Diff(want, r.Printed()); diff != "" {
		t.Error(diff)
	}
}

func TestASessionIdlesOutAfterAMinute(t *testing.T) {
	r := Run(t, `on('Application.Terminated', () => print('over')); later(59000, () => print('in time')); later(61000, () => print('late'))`, sample())
	if diff := cmp.Diff([]string{"in time", "over"}, r.Printed()); diff != "" {
		t.Error(diff)
	}
	if last := r.Records[len(r.Records)-1]; last.T != 60000 {
		t.Errorf("ended at %d ms, want 60000", last.T)
	}
}

func TestAHeldSessionEndsWhenNothingIsLeft(t *testing.T) {
	r := RunWith(t, Options{Hold: true}, `later(3600000, () => print('an hour later'))`, sample())
	if diff := cmp.Diff([]string{"an hour later"}, r.Printed()); diff != "" {
		t.Error(diff)
	}
	if r.End.Reason != session.NormalTermination || r.Error() != "" {
		t.Errorf("ended with %+v", r.End)
	}
}

func TestErrorsAreInTheResult(t *testing.T) {
	r := Run(t, `later(10, () => { throw new Error('broken') })`, sample())
	if r.Error() == "" || len(Bodies[trace.Error](r)) != 1 {
		t.Errorf("got %q and %v", r.Error(), Bodies[trace.Error](r))
	}
}

func TestTerminateEndsTheSession(t *testing.T) {
	r := Run(t, `terminate(); later(1, () => print('never'))`, sample())
	if got := r.Printed(); len(got) != 0 || r.End.Reason != session.NormalTermination {
		t.Errorf("printed %q, ended with %q", got, r.End.Reason)
	}
}

func TestALimitOfTheClockIsReported(t *testing.T) {
	o := Options{Hold: true, Virtual: time.Hour, MayStick: true}
	r := RunWith(t, o, `function again() { later(60000, again) } again()`, sample())
	if r.Stuck == nil {
		t.Error("the loop ended by itself")
	}
}

func TestAnUntracedRunLeavesNothing(t *testing.T) {
	var seen *session.Session
	r := RunWith(t, Options{Untraced: true, Before: func(s *session.Session) { seen = s }}, `print(1)`, sample())
	if len(r.Records) != 0 || len(r.Log) != 0 || seen == nil {
		t.Errorf("got %d records, %d lines, session %v", len(r.Records), len(r.Log), seen)
	}
}
