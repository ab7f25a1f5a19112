package kit

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/scenarios"
	"voxemu/scenarios/testkit/world"
)

// load opens an application: a path, or a list of them.
func (r *running) load(args []goja.Value) (any, error) {
	if r.world != nil {
		return nil, errors.New("app.load() comes first: the application has already been used in this test")
	}
	paths := []string{text(args, 0)}
	if list, ok := args[0].(*goja.Object); ok {
		paths = r.v.strings(list)
	}
	app, err := r.v.opts.Open(paths)
	if err != nil {
		return nil, err
	}
	r.enterWorld(app)
	return nil, nil
}

func (r *running) application([]goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	app := w.Application().Project().Application
	var rules []string
	for _, rule := range app.Rules {
		rules = append(rules, rule.Name)
	}
	return object{{"name", app.Name}, {"rules", rules}}, nil
}

// call makes a call to the application.
func (r *running) call(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	o, err := r.callOptions(arg(args, 0))
	if err != nil {
		return nil, err
	}
	in := telephony.Incoming{From: o.from, To: o.to, DisplayName: o.displayName, CustomData: o.callData, Name: o.name, Headers: o.headers}
	if in.Kind, err = kindOf(o.kind); err != nil {
		return nil, err
	}
	if in.Script, err = telephony.ParseScript(o.do); err != nil {
		return nil, err
	}
	if in.Name == "" && len(r.parties) > 0 {
		in.Name = fmt.Sprintf("caller %d", 1+r.callers())
	}
	var caller *telephony.Actor
	if into := arg(args, 2); !goja.IsUndefined(into) {
		caller = w.Join(r.find(into.String()), in)
	} else {
		caller = w.Call(in)
	}
	if patience := arg(args, 1); !goja.IsUndefined(patience) {
		w.GiveUp(caller, millis(args, 1))
	}
	return r.id(caller), nil
}

// callOptions are those of app.call() that concern the call itself.
type callOptions struct {
	from, to, displayName, callData, name, kind, do string
	headers                                         []telephony.Header
}

// callOptions reads them; the others are read by the kit.
func (r *running) callOptions(given goja.Value) (*callOptions, error) {
	c := &callOptions{from: "15550100", to: "15550199"}
	known := []struct {
		name string
		into *string
	}{
		{"from", &c.from}, {"to", &c.to}, {"displayName", &c.displayName}, {"callData", &c.callData}, {"name", &c.name}, {"kind", &c.kind}, {"do", &c.do},
		{"session", nil}, {"patience", nil}, {"within", nil},
	}
	o, ok := given.(*goja.Object)
	if !ok {
		return c, nil
	}
	for _, key := range o.Keys() {
		v := o.Get(key)
		if goja.IsUndefined(v) {
			continue
		}
		if key == "headers" {
			h := v.ToObject(r.v.vm.Runtime())
			for _, name := range h.Keys() {
				c.headers = append(c.headers, telephony.Header{Name: name, Value: h.Get(name).String()})
			}
			continue
		}
		found := false
		for _, one := range known {
			if found = one.name == key; found {
				if one.into != nil {
					*one.into = v.String()
				}
				break
			}
		}
		if !found {
			return nil, fmt.Errorf("app.call() knows no option %q: there are from, to, displayName, headers, callData, name, kind, do, session, patience, within", key)
		}
	}
	return c, nil
}

// kindOf reads the kind of a call; "" leaves it to the project and the caller's address.
func kindOf(kind string) (telephony.Kind, error) {
	switch kind {
	case "":
		return "", nil
	case "pstn", "phone":
		return telephony.PSTN, nil
	case "sip":
		return telephony.SIP, nil
	case "user", "sdk":
		return telephony.User, nil
	case "conference":
		return telephony.Conference, nil
	}
	return "", fmt.Errorf("the kind of a call is pstn, sip, user or conference, not %q", kind)
}

func (r *running) start(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	rule, err := r.rule(w, "app.start()", text(args, 0))
	if err != nil {
		return nil, err
	}
	return w.Start(rule, text(args, 1)).ID(), nil
}

// rule returns the rule of a name; without one, the only one there is.
func (r *running) rule(w *world.World, method, name string) (*scenarios.Rule, error) {
	app := w.Application().Project().Application
	if name == "" {
		if len(app.Rules) != 1 {
			return nil, fmt.Errorf("%s has to name one of the %d rules: { rule: %q }", method, len(app.Rules), app.Rules[0].Name)
		}
		return &app.Rules[0], nil
	}
	rule, ok := app.Find(name)
	if !ok {
		var names []string
		for _, one := range app.Rules {
			names = append(names, one.Name)
		}
		return nil, fmt.Errorf("%s: there is no rule %q: there are %s", method, name, strings.Join(names, ", "))
	}
	return rule, nil
}

func (r *running) unroutable([]goja.Value) (any, error) {
	if err := r.world.Unroutable(); err != nil {
		return err.Error(), nil
	}
	return "", nil
}

// phone decides what an address does with calls.
func (r *running) phone(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	script, err := telephony.ParseScript(text(args, 1))
	if err != nil {
		return nil, err
	}
	return nil, w.Phone(text(args, 0), telephony.FarEnd{Script: script})
}

// address brings the ways to write an address to one.
func (r *running) address(args []goja.Value) (any, error) {
	return telephony.Canonical(text(args, 0)), nil
}

// called returns the parties that were called at an address, in order.
func (r *running) called(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	pattern := telephony.Canonical(text(args, 0))
	ids := []int{}
	for _, a := range w.Called() {
		if calledAt(a, pattern) {
			ids = append(ids, r.id(a))
		}
	}
	return ids, nil
}

// calledAt reports whether a party was called at an address in its one form.
func calledAt(a *telephony.Actor, pattern string) bool {
	return telephony.Matches(pattern, telephony.Canonical(a.Name()))
}

func (r *running) sessions([]goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, s := range w.Engine().Sessions() {
		ids = append(ids, s.ID())
	}
	return ids, nil
}

func (r *running) find(id string) *session.Session {
	for _, s := range r.world.Engine().Sessions() {
		if s.ID() == id {
			return s
		}
	}
	return nil
}

// session returns one thing that is known of a session.
func (r *running) session(args []goja.Value) (any, error) {
	s := r.find(text(args, 0))
	result, over := r.world.Engine().Result(s)
	switch what := text(args, 1); {
	case what == "state":
		return string(s.State()), nil
	case what == "over":
		return over, nil
	case what == "reason" && over:
		return result.Reason, nil
	case what == "error" && result.Err != nil:
		e := errorOf(result.Err)
		return object{{"message", e.Message}, {"file", e.Pos().File}, {"line", e.Pos().Line}, {"column", e.Pos().Column}}, nil
	}
	return nil, nil
}

// look notes that the test has looked at how a session ended.
func (r *running) look(args []goja.Value) (any, error) {
	if r.looked == nil {
		r.looked = map[string]bool{}
	}
	r.looked[text(args, 0)] = true
	return nil, nil
}

// access makes a request to the access URL of a session. Its answer goes to a function, unless it is there at once.
func (r *running) access(args []goja.Value) (any, error) {
	q := session.AccessRequest{Method: text(args, 1), Body: text(args, 2), Suffix: text(args, 3)}
	if o, ok := arg(args, 4).(*goja.Object); ok {
		for _, key := range o.Keys() {
			q.Headers = append(q.Headers, session.Header{Key: key, Value: o.Get(key).String()})
		}
	}
	done := arg(args, 5)
	var now any // the answer, if it comes within this call
	inside := true
	r.find(text(args, 0)).Access(q, func(status int, body string) {
		answer := object{{"status", status}, {"body", body}}
		if inside {
			now = answer
			return
		}
		r.enter(func() { r.call1(done, r.v.value(answer)) })
	})
	inside = false
	return now, nil
}

// logged returns the lines that a session wrote to its log.
func (r *running) logged(args []goja.Value) (any, error) {
	lines := []object{}
	id := text(args, 0)
	for _, rec := range r.world.Records() {
		if line, ok := rec.Body.(trace.Log); ok && rec.Session == id {
			lines = append(lines, object{{"t", rec.T}, {"text", line.Text}})
		}
	}
	return lines, nil
}

// records returns the trace of a session as JavaScript objects, of one kind or of all.
func (r *running) records(args []goja.Value) (any, error) {
	var b strings.Builder
	b.WriteByte('[')
	id, all, kind := text(args, 0), goja.IsUndefined(arg(args, 1)), text(args, 1)
	for _, rec := range r.world.Records() {
		if rec.Session != id || !all && rec.Body.Kind() != kind {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.Write(trace.Append(nil, rec))
	}
	b.WriteByte(']')
	parse, _ := goja.AssertFunction(r.v.vm.Runtime().Get("JSON").ToObject(r.v.vm.Runtime()).Get("parse"))
	return parse(goja.Undefined(), r.v.vm.Runtime().ToValue(b.String()))
}

func (r *running) showTimeline(args []goja.Value) (any, error) { return r.timeline(text(args, 0)), nil }

func (r *running) secret(args []goja.Value) (any, error) {
	if len(args) > 1 {
		r.secrets[text(args, 0)] = text(args, 1)
		return nil, nil
	}
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	if v, ok := w.Secret(text(args, 0)); ok {
		return v, nil
	}
	return nil, nil
}
