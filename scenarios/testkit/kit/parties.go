package kit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/telephony"
)

// id returns the number under which the kit knows a party.
func (r *running) id(a *telephony.Actor) int {
	id := slices.Index(r.parties, a)
	if id < 0 {
		id = len(r.parties)
		r.parties = append(r.parties, a)
		r.cursors = append(r.cursors, 0)
	}
	return id
}

func (r *running) callers() (n int) {
	for _, a := range r.parties {
		if a.Leg().Incoming {
			n++
		}
	}
	return n
}

func (r *running) actor(args []goja.Value) *telephony.Actor {
	return r.parties[arg(args, 0).ToInteger()]
}

// party returns one thing that is known of a party.
func (r *running) party(args []goja.Value) (any, error) {
	a := r.actor(args)
	l := a.Leg()
	switch what := text(args, 1); what {
	case "name":
		return a.Name(), nil
	case "address":
		return l.Number, nil
	case "state":
		return strings.ToLower(string(l.State())), nil
	case "wasUp":
		_, wasUp := l.Answered()
		return wasUp, nil
	case "session":
		if s := r.world.Session(a); s != nil {
			return s.ID(), nil
		}
		return "", nil
	case "end":
		return endOf(a), nil
	case "headers":
		headers := object{}
		for _, h := range l.Headers {
			headers = append(headers, field{h.Name, h.Value})
		}
		return headers, nil
	default:
		return nil, fmt.Errorf("a party has no %s", what)
	}
}

// endOf returns how the call of a party ended, null while it has not.
func endOf(a *telephony.Actor) any {
	switch e := a.End().(type) {
	case telephony.Failed:
		return object{{"code", e.Code}, {"reason", e.Reason}}
	case telephony.Ended:
		return object{{"code", e.Code}, {"reason", e.Reason}}
	}
	return null
}

// hasEnded reports whether the call of a party has.
func hasEnded(a *telephony.Actor) bool {
	switch a.End().(type) {
	case telephony.Failed, telephony.Ended:
		return true
	}
	return false
}

func (r *running) heard(args []goja.Value) (any, error) {
	a := r.actor(args)
	all := a.Heard()
	from := min(int(arg(args, 1).ToInteger()), len(all))
	items := []object{}
	for _, h := range all[from:] {
		o := object{{"what", string(h.What)}}
		for _, f := range []field{{"text", h.Text}, {"url", h.URL}, {"digits", h.Digits}} {
			if f.value != "" {
				o = append(o, f)
			}
		}
		o = append(o, field{"from", h.From}, field{"at", h.At.Sub(r.v.opts.Start).Milliseconds()}, field{"ms", h.For.Milliseconds()})
		if h.Cut {
			o = append(o, field{"cut", true})
		}
		items = append(items, o)
	}
	return items, nil
}

func (r *running) act(args []goja.Value) (any, error) {
	script, err := telephony.ParseScript(text(args, 1))
	if err != nil {
		return nil, err
	}
	r.actor(args).Do(script.Steps...)
	return nil, nil
}

func (r *running) hangup(args []goja.Value) (any, error) {
	a := r.actor(args)
	if a.Leg().State() == telephony.Terminated {
		return nil, errors.New(a.Name() + " has no call any more")
	}
	return nil, a.Hangup()
}
