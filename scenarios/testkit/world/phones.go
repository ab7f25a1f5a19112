package world

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Phone decides what an address does with the calls that come from now on. A user has to be one of the project's, if it names
// any.
func (w *World) Phone(address string, end telephony.FarEnd) error {
	if name, user := userOf(address); user {
		if err := w.Knows(name); err != nil {
			return err
		}
		end.DisplayName = w.app.Users()[name].DisplayName
	}
	return w.far.Set(address, end)
}

// Presence says whether calls reach who is at an address; what happens then stays what it was.
func (w *World) Presence(address string, online bool) error {
	end, known := w.far.Find(address)
	if name, user := userOf(address); user && !known {
		s := w.app.Users()[name]
		end = telephony.FarEnd{Script: s.Script, Party: s.Party}
	}
	end.Offline = !online
	return w.Phone(address, end)
}

// userOf returns the name of the user that an address is of.
func userOf(address string) (name string, user bool) {
	name, user = strings.CutPrefix(address, "user:")
	return name, user && !strings.Contains(name, "*")
}

// Knows tells that a project which names users has none of that name. A name with "*" stands for any.
func (w *World) Knows(name string) error {
	users := w.app.Users()
	if _, known := users[name]; known || users == nil || strings.Contains(name, "*") {
		return nil
	}
	if _, agent := w.engine.Queues().Agent(name); agent {
		return nil
	}
	return fmt.Errorf("the project has no user %q%s", name, others(name, slices.Sorted(maps.Keys(users))))
}

// others names what there is instead of a name, the one first that may have been meant.
func others(name string, there []string) string {
	if meant := diag.Suggest(name, there); meant != "" {
		return fmt.Sprintf(": did you mean %q?", meant)
	}
	const most = 8
	if len(there) > most {
		there = append(there[:most:most], "...")
	}
	return ": it has " + strings.Join(there, ", ")
}

// Call makes a call to the application. It is under way when the loop has gone on.
func (w *World) Call(in telephony.Incoming) *telephony.Actor {
	var caller *telephony.Actor
	in.Act = func(a *telephony.Actor) { caller = a }
	w.engine.Call(w.incoming(in))
	caller.Changed(w.Changed)
	return caller
}

// GiveUp has a caller hang up if nobody has answered by then.
func (w *World) GiveUp(caller *telephony.Actor, after time.Duration) {
	w.scope.After(after, vclock.Far, nil, func() error {
		if caller.Leg().State() == telephony.Alerting {
			return caller.Hangup()
		}
		return nil
	})
}

// incoming completes a call as the project does: who is one of its users, calls as such.
func (w *World) incoming(in telephony.Incoming) telephony.Incoming {
	if in.Kind == "" {
		in.Kind = w.app.CallerKind(in.From)
	}
	return in
}

// called keeps the actor of an outgoing call.
func (w *World) called(a *telephony.Actor) {
	a.Changed(w.Changed)
	w.actors = append(w.actors, a)
	w.changes++
}

// Called returns those who were called so far, in order.
func (w *World) Called() []*telephony.Actor { return w.actors }

// doubt tells of a step that could not be done.
func (w *World) doubt(d telephony.Doubt) {
	if !w.closed {
		w.opts.Fail(fmt.Errorf("%s could not do `%s`: %s", d.Party, d.Step, d.Text))
	}
}
