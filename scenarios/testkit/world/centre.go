package world

import (
	"fmt"
	"slices"

	"voxemu/runtime/queues"
	"voxemu/runtime/telephony"
)

// Queue makes sure that there is a queue. A project that names queues has no others, unless their settings are given.
func (w *World) Queue(q queues.Queue, given bool) error {
	c := w.engine.Queues()
	names, _ := c.Names()
	switch there := slices.Contains(names, q.Name); {
	case there && given:
		return fmt.Errorf("queue %q is there already: give its settings once, when it is first named", q.Name)
	case there:
		return nil
	case !given && len(names) > 0:
		return fmt.Errorf("there is no queue %q%s", q.Name, others(q.Name, names))
	}
	return c.Join([]queues.Queue{q}, nil)
}

// Agent makes sure that there is an agent who serves a queue. A project that names agents has no others, unless their settings are
// given. Who is added is ready.
func (w *World) Agent(queue string, a queues.Agent, given bool) error {
	c := w.engine.Queues()
	_, names := c.Names()
	there, known := c.Agent(a.Name)
	switch {
	case known && given:
		return fmt.Errorf("agent %q is there already: give the settings once, when the agent is first named", a.Name)
	case known && !slices.Contains(there.Queues, queue):
		return fmt.Errorf("agent %q does not serve the queue %q%s", a.Name, queue, others(queue, there.Queues))
	case known:
		return nil
	case !given && len(names) > w.hired:
		return fmt.Errorf("there is no agent %q%s", a.Name, others(a.Name, names))
	}
	if err := w.Queue(queues.Queue{Name: queue}, false); err != nil {
		return err
	}
	a.Queues = append(a.Queues, queue)
	if err := c.Join(nil, []queues.Agent{a}); err != nil {
		return err
	}
	w.hired++
	if _, scripted := w.far.Find("user:" + a.Name); scripted || w.app.Users() == nil {
		return nil
	}
	if _, user := w.app.Users()[a.Name]; user {
		return nil
	}
	return w.far.Set("user:"+a.Name, telephony.FarEnd{})
}

// Become has an agent take on a state: [queues.Offline], [queues.Online] or [queues.Ready].
func (w *World) Become(agent string, s queues.State) {
	w.engine.Queues().Set(agent, s)
	w.changes++
}

// Queues returns the queues and agents.
func (w *World) Queues() *queues.Center { return w.engine.Queues() }
