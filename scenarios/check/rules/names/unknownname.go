package names

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// unknownName looks for globals that nobody declares.
func unknownName(p *rule.Pass) {
	if p.Dynamic() {
		return
	}
	told := map[string]bool{}
	for _, id := range missing(p) {
		name := id.Name.String()
		hint, near, sure := resemblance(p, id)
		var details []rule.Detail
		switch attemptOf(p, id) {
		case probe:
			continue
		case caught:
			if !sure {
				continue
			}
			details = append(details, rule.Lower(finding.Note))
		case unguarded:
			if !sure && !p.Complete {
				details = append(details, rule.Lower(finding.Note))
			}
		}
		if len(details) > 0 && told[name] { // notes are given once for each name
			continue
		}
		told[name] = true
		if hint == "" && !p.Complete {
			hint = "declare it, or load it with another scenario of the rule"
		}
		if hint != "" {
			details = append(details, rule.Hint("%s", hint))
		}
		if near != "" && sure {
			if start, end := p.Range(id); p.Text()[start:end] == name {
				if _, short := p.Parent(id).(*ast.PropertyShort); !short {
					details = append(details, rule.Mend(p.Replace(start, end, near, "replace "+name+" by "+near)))
				}
			}
		}
		p.Report(id, name+" is not defined", details...)
	}
}

// missing returns the mentions of globals that nobody has, in the order of the text.
func missing(p *rule.Pass) []*ast.Identifier {
	var found []*ast.Identifier
	known := map[string]bool{}
	for _, id := range p.Unbound() {
		name := id.Name.String()
		is, seen := known[name]
		if !seen {
			is = defined(p, name)
			known[name] = is
		}
		if !is {
			found = append(found, id)
		}
	}
	return found
}

// defined reports whether a global may be there, or whether the scenario knows that it may not.
func defined(p *rule.Pass, name string) bool {
	if _, api := apitable.Lookup(name); api || program.OfLanguage(name) || strings.HasPrefix(name, jsvm.Helper) {
		return true
	}
	if p.Implicit(name) || p.Foreign(name) || p.MakesGlobal(name) {
		return true
	}
	return asksForGlobal(p, name)
}

// onlyTyped reports whether typeof is all that a mention is for.
func onlyTyped(p *rule.Pass, id *ast.Identifier) bool {
	_, unary := p.Parent(id).(*ast.UnaryExpression)
	return unary && tested(p, id)
}

// ofGlobalObject reports whether a scenario reads a global as a property of the global object, as those do who know that it may be
// missing.
func ofGlobalObject(p *rule.Pass, name string) bool {
	for _, m := range p.MembersNamed(name) {
		switch of := m.Object.(type) {
		case *ast.ThisExpression:
			return true
		case *ast.Identifier:
			if n := of.Name; p.Variable(of) == nil && (n == "globalThis" || n == "window" || n == "self" || n == "global") {
				return true
			}
		}
	}
	return asksByName(p, name)
}

// resemblance says what is known of a global that does not exist: a hint, the one name of the API that is meant, if there is one, and
// whether it surely is no name that another scenario declares.
func resemblance(p *rule.Pass, id *ast.Identifier) (hint, near string, sure bool) {
	name := id.Name.String()
	hint = apitable.Advice(name)
	if _, absent := apitable.Absent(name); absent {
		return hint, "", true
	}
	names := apitable.Suggest(name)
	if len(names) == 0 {
		return hint, "", false
	}
	sure = true
	for _, full := range names {
		sure = sure && meant(p, id, full)
	}
	if len(names) == 1 {
		near = names[0]
	}
	return hint, near, sure
}

// shortest is how long a name has to be at least to be a function with a slip: short words resemble others.
const shortest = 6

// meant reports whether a global surely stands for a name of the API that it resembles, since it is used as that is: read for a member
// that it has, called, or constructed. Names like those of variables (logger, LOGGER) may be the scenario's own.
func meant(p *rule.Pass, id *ast.Identifier, full string) bool {
	if strings.Contains(full, ".") {
		return false // functions of a scenario are often called like those of VoxEngine
	}
	n, _ := apitable.Lookup(full)
	name := id.Name.String()
	switch n = n.Resolve(); n.Kind {
	case apitable.Function:
		return called(p, id) && len(name) >= shortest
	case apitable.Class:
		_, constructed := p.Parent(id).(*ast.NewExpression)
		_, constructor := n.Constructor()
		return constructed && constructor
	}
	if member, of := memberAround(p, id); of {
		if _, has := n.Child(member); has {
			return n.Kind == apitable.Enum || n.Full == "VoxEngine" || !likeVariable(name, full)
		}
	}
	return false
}

// likeVariable reports whether a name is written as names of variables and constants are, and the one that it resembles is not.
func likeVariable(name, full string) bool {
	upper := strings.ToUpper(full) == full
	return lower(name) || strings.ToUpper(name) == name && !upper
}

// lower reports whether a name begins with a small letter.
func lower(name string) bool { return name[0] >= 'a' && name[0] <= 'z' }

// memberAround returns the name that is read of a node.
func memberAround(p *rule.Pass, n ast.Node) (name string, ok bool) {
	if d, is := p.Parent(n).(*ast.DotExpression); is && d.Left == n {
		return d.Identifier.Name.String(), true
	}
	return "", false
}

// dependent reports whether a file that was named by itself needs other scenarios of its project rule: it reads names that it leaves to them.
func dependent(p *rule.Pass) bool {
	if p.Complete {
		return false
	}
	for _, id := range missing(p) {
		if _, _, sure := resemblance(p, id); !sure {
			return true
		}
	}
	return false
}

// whole reports whether a file surely needs no other scenario, if it was named by itself: it listens, and leaves no names to others.
// Modules loaded by one scenario of a project rule are loaded for all.
func whole(p *rule.Pass) bool {
	return p.Complete || p.CallsMethod("addEventListener") && !dependent(p)
}
