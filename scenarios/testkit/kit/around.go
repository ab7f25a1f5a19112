package kit

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/calllist"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/recording"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/scenarios/testkit/world"
)

// around is what a test has made around its application.
type around struct {
	sockets []*world.Socket
	lists   []*calllist.List
}

// inWorld makes a native of what needs the world.
func inWorld(f func(r *running, w *world.World, args []goja.Value) (any, error)) native {
	return inTest(func(r *running, args []goja.Value) (any, error) {
		w, err := r.theWorld()
		if err != nil {
			return nil, err
		}
		return f(r, w, args)
	})
}

// aroundNatives are those of the world around the application.
func aroundNatives() map[string]native {
	return map[string]native{
		"began":       (*VM).began,
		"user":        inWorld((*running).user),
		"presence":    inWorld((*running).presence),
		"received":    inTest((*running).received),
		"conference":  inWorld((*running).conference),
		"callList":    inWorld((*running).callList),
		"tasks":       inTest((*running).tasks),
		"queue":       inWorld((*running).queue),
		"waiting":     inWorld((*running).inQueue),
		"agent":       inWorld((*running).agent),
		"become":      inWorld((*running).become),
		"socket":      inWorld((*running).socket),
		"socketDoes":  inTest((*running).socketDoes),
		"socketDo":    inTest((*running).socketDo),
		"connections": inTest((*running).connections),
		"mails":       inWorld((*running).mails),
		"mailServer":  inWorld((*running).mailServer),
		"file":        inWorld((*running).file),
		"recordings":  inTest((*running).recordings),
	}
}

// began returns when the clock of tests starts, in milliseconds since 1970.
func (v *VM) began([]goja.Value) (any, error) { return v.opts.Start.UnixMilli(), nil }

// user makes sure that there is a user.
func (r *running) user(w *world.World, args []goja.Value) (any, error) {
	return nil, w.Knows(text(args, 0))
}

func (r *running) presence(w *world.World, args []goja.Value) (any, error) {
	return nil, w.Presence(text(args, 0), arg(args, 1).ToBoolean())
}

// since is a moment as tests see it: in milliseconds since the clock's start.
func (r *running) since(t time.Time) int64 { return t.Sub(r.v.opts.Start).Milliseconds() }

// received returns the messages and INFOs that came to a party.
func (r *running) received(args []goja.Value) (any, error) {
	items := []object{}
	for _, one := range r.actor(args).Received() {
		switch e := one.Event.(type) {
		case telephony.Message:
			items = append(items, object{{"what", "message"}, {"text", e.Text}, {"at", r.since(one.At)}})
		case telephony.Info:
			items = append(items, object{{"what", "info"}, {"type", e.Type}, {"body", e.Body}, {"at", r.since(one.At)}})
		}
	}
	return items, nil
}

// conference starts the session of a conference.
func (r *running) conference(w *world.World, args []goja.Value) (any, error) {
	s, err := w.Conference(text(args, 0), text(args, 1))
	if err != nil {
		return nil, err
	}
	return s.ID(), nil
}

// callList runs a call list: rows are objects, or the text of a file.
func (r *running) callList(w *world.World, args []goja.Value) (any, error) {
	rule, err := r.rule(w, "app.callList()", text(args, 0))
	if err != nil {
		return nil, err
	}
	table := text(args, 1)
	if o, ok := arg(args, 1).(*goja.Object); ok {
		table = r.table(o)
	}
	o := calllist.Options{Attempts: int(arg(args, 2).ToInteger()), Interval: millis(args, 3), Simultaneous: int(arg(args, 4).ToInteger())}
	switch {
	case o.Attempts < 1 || o.Attempts > 5:
		return nil, fmt.Errorf("app.callList(): a task has 1 to 5 attempts, not %d", o.Attempts)
	case o.Simultaneous < 1:
		return nil, fmt.Errorf("app.callList(): 1 or more attempts are under way at the same time, not %d", o.Simultaneous)
	}
	if o.Rows, err = calllist.Read(strings.NewReader(table)); err != nil {
		return nil, fmt.Errorf("app.callList(): %w", err)
	}
	if len(o.Rows) == 0 {
		return nil, errors.New("app.callList(): the list has no rows")
	}
	r.around.lists = append(r.around.lists, w.CallList(rule, o))
	return len(r.around.lists) - 1, nil
}

// table writes objects as the rows of a file: the columns are the keys, in the order in which they are first met.
func (r *running) table(rows *goja.Object) string {
	var columns []string
	var values []map[string]string
	index := map[string]bool{}
	r.v.vm.Runtime().ForOf(rows, func(item goja.Value) bool {
		row := map[string]string{}
		if o, ok := item.(*goja.Object); ok {
			for _, key := range o.Keys() {
				if row[key] = o.Get(key).String(); !index[key] {
					index[key] = true
					columns = append(columns, key)
				}
			}
		}
		values = append(values, row)
		return true
	})
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.Comma = ';'
	_ = out.Write(columns) // into memory
	for _, row := range values {
		line := make([]string, len(columns))
		for i, c := range columns {
			line[i] = row[c]
		}
		_ = out.Write(line)
	}
	out.Flush()
	return b.String()
}

func (r *running) tasks(args []goja.Value) (any, error) {
	items := []object{}
	for _, t := range r.around.lists[arg(args, 0).ToInteger()].Tasks() {
		items = append(items, object{
			{"id", t.ID}, {"data", t.Data()}, {"status", t.Status().String()}, {"result", t.Result()}, {"attempts", t.Attempts()}, {"attemptsLeft", t.AttemptsLeft()},
		})
	}
	return items, nil
}

// queue makes sure that there is a queue.
func (r *running) queue(w *world.World, args []goja.Value) (any, error) {
	q := queues.Queue{Name: text(args, 0)}
	o, given := arg(args, 1).(*goja.Object)
	if given {
		q.MaxSize, q.MaxWait, q.AverageService = int(o.Get("maxSize").ToInteger()), millis([]goja.Value{o.Get("maxWait")}, 0), millis([]goja.Value{o.Get("averageService")}, 0)
		q.Agents, q.Tasks = queues.AgentSelection(o.Get("agentSelection").String()), queues.TaskSelection(o.Get("taskSelection").String())
		q.ID = o.Get("id").ToInteger()
	}
	return nil, w.Queue(q, given)
}

func (r *running) inQueue(w *world.World, args []goja.Value) (any, error) {
	return w.Queues().Waiting(text(args, 0)), nil
}

// agent makes sure that there is an agent.
func (r *running) agent(w *world.World, args []goja.Value) (any, error) {
	a := queues.Agent{Name: text(args, 1)}
	o, given := arg(args, 2).(*goja.Object)
	if given {
		a.ID, a.WrapUp = o.Get("id").ToInteger(), millis([]goja.Value{o.Get("wrapUp")}, 0)
		skills := o.Get("skills").ToObject(r.v.vm.Runtime())
		for _, name := range skills.Keys() {
			a.Skills = append(a.Skills, queues.Skill{Name: name, Level: int(skills.Get(name).ToInteger())})
		}
	}
	return nil, w.Agent(text(args, 0), a, given)
}

// become changes the state of an agent, and returns what it is.
func (r *running) become(w *world.World, args []goja.Value) (any, error) {
	if s := arg(args, 1); !goja.IsUndefined(s) {
		w.Become(text(args, 0), queues.State(s.String()))
	}
	return strings.ToLower(string(w.Queues().State(text(args, 0)))), nil
}

// socket returns the number of the far end of an address.
func (r *running) socket(w *world.World, args []goja.Value) (any, error) {
	s, err := w.Socket(text(args, 0))
	if err != nil {
		return nil, err
	}
	for i, one := range r.around.sockets {
		if one == s {
			return i, nil
		}
	}
	r.around.sockets = append(r.around.sockets, s)
	return len(r.around.sockets) - 1, nil
}

func (r *running) socketAt(args []goja.Value) *world.Socket {
	return r.around.sockets[arg(args, 0).ToInteger()]
}

func (r *running) socketDoes(args []goja.Value) (any, error) {
	script, err := telephony.ParseSocketScript(text(args, 1))
	if err != nil {
		return nil, err
	}
	r.socketAt(args).Does(script.Steps)
	return nil, nil
}

func (r *running) socketDo(args []goja.Value) (any, error) {
	script, err := telephony.ParseSocketScript(text(args, 1))
	if err != nil {
		return nil, err
	}
	r.socketAt(args).Do(script.Steps...)
	return nil, nil
}

// connections returns those of a WebSocket, each with what has come over it.
func (r *running) connections(args []goja.Value) (any, error) {
	items := []object{}
	for _, a := range r.socketAt(args).Connections() {
		texts, heard := []string{}, []object{}
		for _, one := range a.Received() {
			if one.Heard == nil {
				texts = append(texts, one.Text)
				continue
			}
			heard = append(heard, r.utterance(one))
		}
		var closed any = null
		if c := a.Closed(); c != nil {
			closed = object{{"code", c.Code}, {"reason", c.Reason}}
		}
		items = append(items, object{{"url", a.URL()}, {"open", a.Open()}, {"received", texts}, {"heard", heard}, {"closed", closed}})
	}
	return items, nil
}

func (r *running) utterance(one peer.Receipt) object {
	u := one.Heard
	o := content(string(u.What), u.Text, u.URL, u.Digits)
	return append(o, field{"from", u.From}, field{"tag", one.Tag}, field{"at", r.since(one.At)}, field{"ms", one.For.Milliseconds()}, field{"cut", one.Cut})
}

// content is what an utterance is, without what it has not.
func content(what, text, url, digits string) object {
	o := object{{"what", what}}
	for _, f := range []field{{"text", text}, {"url", url}, {"digits", digits}} {
		if f.value != "" {
			o = append(o, f)
		}
	}
	return o
}

// mails returns those that were sent.
func (r *running) mails(w *world.World, _ []goja.Value) (any, error) {
	items := []object{}
	for _, m := range w.Mails() {
		items = append(items, object{
			{"server", m.Server}, {"port", m.Port}, {"from", m.From}, {"to", plain(m.To)}, {"cc", plain(m.CC)}, {"bcc", plain(m.BCC)},
			{"title", m.Title}, {"text", m.Text}, {"html", m.HTML}, {"code", m.Reply.Code}, {"t", m.At},
		})
	}
	return items, nil
}

func plain(list []string) []string { return append([]string{}, list...) }

func (r *running) mailServer(w *world.World, args []goja.Value) (any, error) {
	return nil, w.MailServer(text(args, 0), text(args, 1))
}

// file says what players find at an address.
func (r *running) file(w *world.World, args []goja.Value) (any, error) {
	w.AddAudioFile(session.AudioFile{Address: text(args, 0), Length: millis(args, 1), After: millis(args, 2), Status: int(arg(args, 3).ToInteger())})
	return nil, nil
}

// recordings returns those of a session that are over.
func (r *running) recordings(args []goja.Value) (any, error) {
	items := []object{}
	for _, one := range r.world.Recordings() {
		if one.Session != text(args, 0) {
			continue
		}
		items = append(items, object{
			{"of", one.Of}, {"name", one.Name}, {"url", one.URL}, {"length", one.Length.Milliseconds()},
			{"stereo", one.Stereo}, {"secure", one.Secure}, {"rate", one.Rate}, {"at", r.since(one.Began)}, {"heard", recorded(one)},
		})
	}
	return items, nil
}

func recorded(one *recording.Recording) []object {
	items := []object{}
	for _, u := range one.Utterances {
		o := content(string(u.What), u.Text, u.URL, u.Digits)
		items = append(items, append(o, field{"side", string(u.Side)}, field{"from", u.From}, field{"at", u.Start.Milliseconds()}, field{"ms", u.Length.Milliseconds()}, field{"cut", u.Cut}))
	}
	return items
}
