package scenarios

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"voxemu/runtime/diag"
	"voxemu/runtime/queues"
)

// Centre is the contact centre of an application: queues and agents, in file order.
type Centre struct {
	Queues []Queue
	Agents []Agent
}

// Queue is a queue as a file describes it.
type Queue struct {
	queues.Queue
	Pos diag.Pos
}

// Agent is an agent as a file describes it.
type Agent struct {
	queues.Agent
	// Steps are what the agent's phone does with a call, in order, as written; nil when the file does not say.
	Steps []string
	Pos   diag.Pos
}

// Merge returns the centre with the queues and agents of a file that goes before: what it names comes from there.
func (c Centre) Merge(first Centre) Centre {
	out := Centre{Queues: append([]Queue(nil), first.Queues...), Agents: append([]Agent(nil), first.Agents...)}
	seen := map[string]bool{}
	for _, q := range first.Queues {
		seen[q.Name] = true
	}
	for _, q := range c.Queues {
		if !seen[q.Name] {
			out.Queues = append(out.Queues, q)
		}
	}
	seen = map[string]bool{}
	for _, a := range first.Agents {
		seen[a.Name] = true
	}
	for _, a := range c.Agents {
		if !seen[a.Name] {
			out.Agents = append(out.Agents, a)
		}
	}
	return out
}

// Plan returns queues and agents as they work together, or a problem that shows what does not fit.
func (c Centre) Plan() (*queues.Plan, *diag.Problem) {
	if len(c.Queues) == 0 && len(c.Agents) == 0 {
		return nil, nil
	}
	qs, as := make([]queues.Queue, len(c.Queues)), make([]queues.Agent, len(c.Agents))
	names := make([]string, len(c.Queues))
	for i, q := range c.Queues {
		qs[i], names[i] = q.Queue, q.Name
	}
	for i, a := range c.Agents {
		as[i] = a.Agent
	}
	plan, err := queues.NewPlan(qs, as)
	if err == nil {
		return plan, nil
	}
	p := &diag.Problem{Code: diag.CodeConfig, Message: err.Error(), Err: err, Hint: "give each a name and an id of its own"}
	if m, ok := errors.AsType[*queues.Mistake](err); ok {
		for _, q := range c.Queues {
			if m.Agent == "" && q.Name == m.Queue {
				p.Pos = q.Pos
			}
		}
		for _, a := range c.Agents {
			if m.Agent != "" && a.Name == m.Agent {
				p.Pos = a.Pos
				for _, queue := range a.Queues {
					if !slices.Contains(names, queue) {
						p.Code, p.Hint = diag.CodeUnknownName, didYouMean(queue, names)
					}
				}
			}
		}
	}
	return nil, p
}

// centreReader reads the queues and agents of a file that fits its schema.
type centreReader struct {
	src      *source
	problems Problems
}

// readCentre reads the keys queues and agents of a file.
func readCentre(src *source, root *node, check StepParser) (Centre, Problems) {
	r := &centreReader{src: src}
	var c Centre
	if n := root.get("queues"); n != nil {
		for _, f := range n.fields {
			c.Queues = append(c.Queues, r.queue(f))
		}
	}
	if n := root.get("agents"); n != nil {
		for _, f := range n.fields {
			a := r.agent(f)
			var problems Problems
			a.Steps, problems = steps(src, f.value.get("steps"), check)
			r.problems = append(r.problems, problems...)
			c.Agents = append(c.Agents, a)
		}
	}
	slices.SortStableFunc(r.problems, func(a, b *diag.Problem) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	return c, r.problems
}

func (r *centreReader) queue(f field) Queue {
	v := f.value
	return Queue{Pos: r.src.key(f), Queue: queues.Queue{
		Name: f.key, ID: int64(r.whole(v.get("id"), 1, 1<<31)), MaxSize: r.whole(v.get("maxSize"), 1, 1<<31),
		MaxWait: r.duration(v.get("maxWait")), AverageService: r.duration(v.get("averageService")),
		Agents: queues.AgentSelection(v.get("agentSelection").str()), Tasks: queues.TaskSelection(v.get("taskSelection").str()),
	}}
}

func (r *centreReader) agent(f field) Agent {
	v := f.value
	a := Agent{Pos: r.src.key(f), Agent: queues.Agent{
		Name: f.key, ID: int64(r.whole(v.get("id"), 1, 1<<31)), WrapUp: r.duration(v.get("wrapUp")),
	}}
	for _, n := range v.get("queues").list() {
		a.Queues = append(a.Queues, n.text)
	}
	if skills := v.get("skills"); skills != nil {
		for _, s := range skills.fields {
			a.Skills = append(a.Skills, queues.Skill{Name: s.key, Level: r.whole(s.value, 1, 5)})
		}
	}
	var states []string
	for _, n := range v.get("state").list() {
		states = append(states, n.text)
	}
	var err error
	if a.State, a.Changes, err = queues.ParseStates(states...); err != nil {
		r.fail(v.get("state"), "%v", err)
	}
	return a
}

// whole reads a whole number; 0 where there is none.
func (r *centreReader) whole(n *node, least, most int) int {
	if n == nil || n.kind == kindNull {
		return 0
	}
	i, err := strconv.Atoi(n.text)
	if err != nil || i < least || i > most {
		r.fail(n, "%s is no whole number from %d to %d", n.text, least, most)
	}
	return i
}

// longestTime bounds the times of a queue.
const longestTime = 24 * time.Hour

// duration reads a duration; 0 where there is none.
func (r *centreReader) duration(n *node) time.Duration {
	if n == nil || n.kind == kindNull {
		return 0
	}
	d, err := time.ParseDuration(n.text)
	if err != nil || d < 0 || d > longestTime {
		r.fail(n, "%q is no duration: write 500ms, 30s, 2m or 1h, up to 24h", n.text)
	}
	return d
}

func (r *centreReader) fail(n *node, format string, args ...any) {
	r.problems = append(r.problems, r.src.problem(diag.CodeConfig, r.src.of(n), "", "%s", fmt.Sprintf(format, args...)))
}
