package values

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// place says where a function gets headers of a call: its argument, or a property of that. Functions that have an older form with
// arguments in a row have both.
type place struct {
	argument int
	property string
}

// headersOf tells for functions of the API where they get headers (sections 4.3, 5.4, 8.1, 8.2 and 8.8).
func headersOf(full string) []place {
	switch full {
	case "Call.answer", "Call.hangup", "Call.ring", "Call.startEarlyMedia", "Call.reInvite", "Call.acceptReInvite", "Call.rejectReInvite":
		return []place{{0, ""}}
	case "Call.reject", "Call.decline", "Call.answerDirect":
		return []place{{1, ""}}
	case "Call.sendInfo":
		return []place{{2, ""}}
	case "Call.transferTo", "VoxEngine.callWhatsappUser":
		return []place{{0, "headers"}}
	case "VoxEngine.callUser":
		return []place{{0, "extraHeaders"}, {3, ""}}
	case "VoxEngine.callUserDirect":
		return []place{{2, "extraHeaders"}, {4, ""}}
	case "VoxEngine.callSIP":
		return []place{{1, "headers"}, {5, ""}}
	case "VoxEngine.callConference":
		return []place{{0, "headers"}, {3, ""}}
	case "VoxEngine.enqueueACDRequest":
		return []place{{2, "headers"}}
	case "VoxEngine.enqueueTask":
		return []place{{0, "extraHeaders"}}
	}
	return nil
}

// headerNames finds headers of calls that are dropped, as their names don't begin with X- (section 4.3).
func headerNames(p *rule.Pass) {
	for _, c := range p.Calls() {
		n := p.API(c)
		if n == nil || c.New {
			continue
		}
		for _, at := range headersOf(n.Full) {
			e := c.Arg(at.argument)
			if at.property != "" {
				e = propertyOf(p.File, e, at.property)
			}
			for _, key := range keys(p.File, e) {
				name := key.name
				if sent(name) {
					continue
				}
				p.Report(key.at, fmt.Sprintf("the header %s is dropped: custom headers of calls start with X-", name), rule.Hint("call it X-%s, here and where it is read", name))
			}
		}
	}
}

func propertyOf(f *program.File, e ast.Expression, name string) ast.Expression {
	value, _ := f.Property(e, name)
	return value
}

// key is the name of a property in an object literal.
type key struct {
	name string
	at   ast.Node
}

// keys returns the names that an object literal writes out. It may stand in a variable.
func keys(f *program.File, e ast.Expression) []key {
	if id, ok := e.(*ast.Identifier); ok {
		e = f.Constant(id)
	}
	o, ok := e.(*ast.ObjectLiteral)
	if !ok {
		return nil
	}
	var found []key
	for _, p := range o.Value {
		switch p := p.(type) {
		case *ast.PropertyShort:
			found = append(found, key{p.Name.Name.String(), p})
		case *ast.PropertyKeyed:
			if k, ok := p.Key.(*ast.StringLiteral); ok && !p.Computed {
				found = append(found, key{k.Value.String(), k})
			}
		}
	}
	return found
}

// sent reports whether a header of that name goes along, or is one of the platform's own that scripts hand on.
func sent(name string) bool {
	upper := strings.ToUpper(name)
	return len(upper) > 2 && strings.HasPrefix(upper, "X-") || strings.HasPrefix(upper, "VI-") || upper == "USER-TO-USER"
}
