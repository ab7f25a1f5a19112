package smartqueue

import (
	"fmt"
	"math"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// The bounds of priority, and what holds when it is not given. The greatest is served first (assumed: a queue's strategy is
// called MAX_PRIORITY).
const (
	lowest          = 1
	highest         = 100
	defaultPriority = 50
)

// longest bounds the times of a task, in seconds.
const longest = 24 * 60 * 60

// reader reads the parameters of a task. What must be there throws; what is wrong with the rest is warned about and left out.
type reader struct{ s *session.Session }

func (r reader) warn(format string, args ...any) {
	r.s.Warn(diag.CodeArgument, "enqueueTask: "+fmt.Sprintf(format, args...))
}

func (r reader) request(p *goja.Object) queues.Request {
	q := queues.Request{
		Rules:   queues.Smart,
		Rank:    highest - int(r.number(p, "priority", lowest, highest, defaultPriority)),
		Timeout: seconds(r.number(p, "timeout", 0, longest, 0)),
		Needs:   r.skills(session.Prop(p, "skills")),
	}
	q.Queue, q.QueueID = r.queue(session.Prop(p, "queue"))
	if o, ok := session.PlainObject(session.Prop(p, "operatorSettings")); ok {
		q.Operator = r.operator(o)
	}
	return q
}

// queue reads {name} or {id}; the name goes first.
func (r reader) queue(v goja.Value) (name string, id int64) {
	n, i := session.Prop(v, "name"), session.Prop(v, "id")
	if !session.Given(n) && !session.Given(i) {
		r.s.VM().Throw("Error", "enqueueTask: the queue parameter is missing: give it a name or an id, like {name: 'support'}")
	}
	if session.Given(n) {
		return n.String(), 0
	}
	return "", i.ToInteger()
}

// number reads a number within bounds, or takes the fallback.
func (r reader) number(p goja.Value, name string, least, most, fallback float64) float64 {
	v := session.Prop(p, name)
	if !session.Given(v) {
		return fallback
	}
	n := v.ToFloat()
	if math.IsNaN(n) || n < least || n > most {
		used := fallback
		if !math.IsNaN(n) {
			used = min(max(n, least), most)
		}
		r.warn("%s is a number from %g to %g, not %s: %g is used", name, least, most, session.Describe(v), used)
		return used
	}
	return n
}

func seconds(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }

// skills reads [{name, level}]: a level is the least that will do (assumed), a list of levels are those that will do.
func (r reader) skills(v goja.Value) []queues.Need {
	if !session.Given(v) {
		return nil
	}
	list, ok := v.(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		r.warn("skills are an array, not %s: none is asked for", session.Describe(v))
		return nil
	}
	var needs []queues.Need
	for _, i := range list.Keys() {
		one := list.Get(i)
		name := session.Prop(one, "name")
		if !session.Given(name) {
			r.warn("skill %s has no name: it is not asked for", i)
			continue
		}
		n := queues.Need{Skill: name.String()}
		switch level := session.Prop(one, "level").(type) {
		case *goja.Object:
			for _, k := range level.Keys() {
				n.Levels = append(n.Levels, int(level.Get(k).ToInteger()))
			}
		default:
			n.AtLeast = int(r.number(one, "level", 1, 5, 1))
		}
		needs = append(needs, n)
	}
	return needs
}

// operator reads {operatorId, mode, timeout}. The mode is STRICT unless it is SMART (assumed).
func (r reader) operator(o *goja.Object) queues.Operator {
	id := session.Prop(o, "operatorId")
	if !session.Given(id) || id.ToInteger() <= 0 {
		r.warn("operatorSettings need an operatorId, a number above 0, not %s: any operator will do", session.Describe(id))
		return queues.Operator{}
	}
	mode := session.Text(session.Prop(o, "mode"))
	if mode != "" && mode != "STRICT" && mode != "SMART" {
		r.warn("operatorSettings.mode is STRICT or SMART, not %s: STRICT is used", mode)
	}
	return queues.Operator{ID: id.ToInteger(), Strict: mode != "SMART", Timeout: seconds(r.number(o, "timeout", 0, longest, 0))}
}

// client reads the call that waits; nil if there is none.
func (r reader) client(v goja.Value) *telephony.Leg {
	if !session.Given(v) {
		return nil
	}
	if u, ok := jsvm.Self(v).(session.MediaUnit); ok && u.Unit().Leg != nil {
		return u.Unit().Leg
	}
	r.s.VM().Throw("TypeError", "enqueueTask: call is a Call, not "+session.Describe(v))
	return nil
}
