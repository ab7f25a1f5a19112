package scenarios

import (
	"slices"

	"voxemu/runtime/diag"
	"voxemu/scenarios/schema"
)

// Far is what a file of far ends says, in file order.
type Far struct {
	// Ends are the far ends of outgoing calls.
	Ends []FarEnd
	// WebSockets are the far ends of WebSockets.
	WebSockets []FarEnd
	// Files are the files that players find.
	Files []AudioFile
	// Centre are the queues, and the agents who serve them.
	Centre Centre
	// Servers are those of streams, mail and speech.
	Servers Servers
}

// LoadFar reads a file that says what is at the far ends of outgoing calls. Of the options it needs CheckStep, CheckSocketStep, Cwd
// and Files. What is wrong with the file comes back as [Problems].
func LoadFar(file string, opt Options) (*Far, error) {
	l, err := newLoader(opt)
	if err != nil {
		return nil, err
	}
	src, problem := l.file(l.abs(file))
	if problem != nil {
		return nil, Problems{problem}
	}
	root, problems := yamlConfig(src, schema.Far)
	if len(problems) > 0 {
		return nil, problems
	}
	far := new(Far)
	far.Ends, problems = farEnds(src, root.without(append(serverKeys(), "queues", "agents", "files", "webSockets")...), opt.CheckStep)
	webSockets, wrong := farEnds(src, root.get("webSockets"), opt.CheckSocketStep)
	far.WebSockets = webSockets
	centre, more := readCentre(src, root, opt.CheckStep)
	servers, faults := readServers(src, root)
	files, unplayable := l.audioFiles(src, root.get("files"))
	if problems = slices.Concat(problems, wrong, more, faults, unplayable); len(problems) > 0 {
		return nil, problems
	}
	far.Centre, far.Servers, far.Files = centre, servers, files
	return far, nil
}

// farEnds reads a mapping of addresses: a text of steps, a list of steps, or { online, steps }.
func farEnds(src *source, n *node, check StepParser) ([]FarEnd, Problems) {
	if n == nil {
		return nil, nil
	}
	var out []FarEnd
	var all Problems
	for _, f := range n.fields {
		far := FarEnd{Address: f.key, Pos: src.key(f)}
		list := f.value
		if list.kind == kindMap {
			if online := list.get("online"); online != nil {
				yes := online.yes(false)
				far.Online = &yes
			}
			list = list.get("steps")
		}
		var problems Problems
		far.Steps, problems = steps(src, list, check)
		all = append(all, problems...)
		out = append(out, far)
	}
	return out, all
}

// steps reads and checks a text of steps or a list of them.
func steps(src *source, n *node, check StepParser) ([]string, Problems) {
	var out []string
	var problems Problems
	for _, item := range n.list() {
		if check != nil {
			if err := check(item.text); err != nil {
				p := src.problem(diag.CodeStep, src.of(item), "", "step %q: %v", item.text, err)
				p.Err = err
				problems = append(problems, p)
			}
		}
		out = append(out, item.text)
	}
	return out, problems
}
