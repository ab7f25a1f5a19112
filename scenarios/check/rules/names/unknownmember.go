package names

import (
	"strings"
	"sync"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// everyFunction reports whether all functions have a member of that name beside those of all objects.
func everyFunction(name string) bool {
	switch name {
	case "apply", "bind", "call", "length", "name", "prototype", "arguments", "caller":
		return true
	}
	return false
}

// unknownMember looks for members that a namespace, an enum or a class lacks.
func unknownMember(p *rule.Pass) {
	x, asks, leans := &extensions{p: p}, asking(p), sync.OnceValue(func() bool { return dependent(p) })
	for _, m := range p.Members() {
		container := lacking(m)
		if container == nil || container.Full == "Modules" && requireOf(p, m) != nil {
			continue
		}
		if p.Sets(m.Name) || asks(m.Name) || x.extended(m.Name) {
			continue
		}
		reportMember(p, m, container, leans)
	}
}

// lacking returns the namespace, the enum or the class that has no such member; nil if it has it, or if there is none.
func lacking(m program.Member) *apitable.Node {
	if m.Of.Kind != program.Name || m.Name == "" || program.OfEveryObject(m.Name) {
		return nil
	}
	n := m.Of.Node.Resolve()
	switch n.Kind {
	case apitable.Namespace, apitable.Enum:
	case apitable.Class:
		if everyFunction(m.Name) {
			return nil
		}
	default:
		return nil
	}
	if _, ok := n.Child(m.Name); ok {
		return nil
	}
	return n
}

// reportMember reports one. Whether the file leans on others is asked if need be.
func reportMember(p *rule.Pass, m program.Member, container *apitable.Node, leans func() bool) {
	var details []rule.Detail
	switch attemptOf(p, m.Node) {
	case probe:
		return
	case caught:
		if called(p, m.Node) { // undefined alone fails nothing
			details = append(details, rule.Lower(finding.Note))
		}
	}
	if offered(container) { // vendors rename and withdraw them: an unknown one is undefined, and the default is taken
		details = append(details, rule.Lower(finding.Warning))
	}
	if container.Full == "console" { // the cloud may well have more than is known
		details = append(details, rule.Lower(finding.Note))
	}
	if hint := advice(container, m.Name); hint != "" {
		details = append(details, rule.Hint("%s", hint))
	} else if leans() { // another scenario may have put it there
		details = append(details, rule.Lower(finding.Warning))
	}
	if to, ok := replacement(container, m.Name); ok {
		details = append(details, rule.Mend(renamed(p, m, to)))
	}
	start, end := nameRange(p, m)
	p.ReportRange(start, end, container.Full+" has no member "+m.Name, details...)
}

// offered reports whether a namespace or an enum lists what speech services offer at the time: voices, languages, profiles, models.
func offered(n *apitable.Node) bool {
	children := n.Children()
	return len(children) > 0 && children[0].Kind == apitable.Constant || strings.HasSuffix(n.Name, "Language")
}

// called reports whether a member is called, or constructed.
func called(p *rule.Pass, n ast.Node) bool {
	switch up := p.Parent(n).(type) {
	case *ast.CallExpression:
		return up.Callee == n
	case *ast.NewExpression:
		return up.Callee == n
	}
	return false
}
