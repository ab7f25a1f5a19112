package scenarios

import (
	"voxemu/runtime/diag"
	"voxemu/scenarios/schema"
)

// LoadFar reads a file that says what is at the far ends of outgoing calls, in file order. Of the options it needs
// CheckStep, Cwd and Files. What is wrong with the file comes back as [Problems].
func LoadFar(file string, opt Options) ([]FarEnd, error) {
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
	far, problems := farEnds(src, root, opt.CheckStep)
	if len(problems) > 0 {
		return nil, problems
	}
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
