package report

import (
	"fmt"
	"net/url"
	"strings"

	"voxemu/runtime/trace"
)

// names gives the objects of a session names that mean something to people: a leg is called as its party, anything else by
// its class, with a number from the second one on. All is learnt from the trace.
type names struct {
	byID  map[string]string
	count map[string]int // how many objects have a name
}

// of returns the name of an object, or its id.
func (n *names) of(id string) string {
	if id == "application" || id == "" {
		return "session"
	}
	return or(n.byID[id], id)
}

// party returns the name of whoever was heard, and whether it is a party or an object of the session that is known.
func (n *names) party(from string) (string, bool) {
	if name := n.byID[from]; name != "" {
		return name, true
	}
	return from, n.count[from] > 0
}

func (n *names) learn(b trace.Body) {
	switch b := b.(type) {
	case trace.Event:
		n.event(b)
	case trace.Command:
		if number := dialled(b); number != "" {
			n.give(b.Target, number)
		} else if class, ok := strings.CutPrefix(b.Name, "create"); ok {
			n.class(b.Target, class)
		} else if class := made(b.Name); class != "" {
			n.class(b.Target, class)
		}
	case trace.Heard:
		n.set(b.Leg, b.Party)
	case trace.Spoke:
		n.set(b.Leg, b.Party)
	}
}

func (n *names) event(e trace.Event) {
	if e.Name == "Application.CallAlerting" {
		id := textOf(e.Payload, "id")
		if leg, ok := field(e.Payload, "call").(trace.Ref); ok {
			id = string(leg)
		}
		n.give(id, "caller")
		return
	}
	if ws, ok := field(e.Payload, "websocket").(trace.Ref); ok && e.Target == "application" {
		n.give(string(ws), "client")
		return
	}
	if class, _, ok := strings.Cut(e.Name, "."); ok && class != "Application" {
		n.class(e.Target, class)
	}
}

// class names an object that is not known yet after its class: "player", the next one "player 2".
func (n *names) class(id, class string) {
	if strings.HasSuffix(class, "Player") {
		class = "player" // created as a TTSPlayer, a URLPlayer or a ToneScriptPlayer
	}
	n.give(id, strings.ToLower(class))
}

// give names an object that is not known yet.
func (n *names) give(id, name string) {
	if id == "" || id == "application" || n.byID[id] != "" {
		return
	}
	if n.count[name] > 0 {
		n.set(id, fmt.Sprintf("%s %d", name, n.count[name]+1))
		n.count[name]++
		return
	}
	n.set(id, name)
}

// set names an object, whatever it was called before.
func (n *names) set(id, name string) {
	if n.byID == nil {
		n.byID, n.count = map[string]string{}, map[string]int{}
	}
	if id != "" && name != "" && n.byID[id] != name {
		n.byID[id] = name
		n.count[name]++
	}
}

// made returns the class of what a command makes or puts into a queue, as its events have it; "" if it does no such thing.
func made(command string) string {
	switch command {
	case "AMD.create":
		return "AMD"
	case "enqueueACDRequest":
		return "ACD"
	case "enqueueTask":
		return "SmartQueue"
	}
	return ""
}

// dialled returns whom a command calls, or the host that it connects to; "" if it does neither.
func dialled(c trace.Command) string {
	arg := func(i int) any {
		if i < len(c.Args) {
			return c.Args[i]
		}
		return nil
	}
	switch c.Name {
	case "callPSTN", "callSIP", "callConference", "callWhatsappUser":
		if p, ok := arg(0).(trace.Object); ok {
			return textOf(p, "number") + textOf(p, "conferenceId")
		}
		number, _ := arg(0).(string)
		return number
	case "createWebSocket":
		address, _ := arg(0).(string)
		if u, err := url.Parse(address); err == nil {
			return u.Host
		}
	case "callUser", "callUserDirect":
		who := arg(0)
		if c.Name == "callUserDirect" {
			who = arg(1)
		}
		if p, ok := who.(trace.Object); ok {
			who = field(p, "username")
		}
		if name, ok := who.(string); ok {
			return "user:" + name
		}
	}
	return ""
}
