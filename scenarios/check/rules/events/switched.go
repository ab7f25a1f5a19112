package events

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// switched is an event that a call raises only after one of its methods was called.
type switched struct {
	event, method string
	// also are names whose mention may stand for that call.
	also []string
}

// Events that have to be switched on (section 5.4). States of IVR call handleTones by themselves (section 8.4).
var (
	tones     = switched{"CallEvents.ToneReceived", "handleTones", []string{"IVRState", "IVR"}}
	micStatus = switched{"CallEvents.MicStatusChange", "handleMicStatus", nil}
)

// look reports listeners of a scenario for the event if no scenario of the project rule switches it on: one for each object.
func (s switched) look(p *rule.Pass) {
	var told []ast.Expression
	for _, l := range p.Listeners() {
		if !l.WaitsFor(s.event) || elsewhere(p.File, l) || callsByName(p.File) {
			continue
		}
		message := fmt.Sprintf("%s never comes: %s is never called", s.event, s.method)
		switch {
		case s.switchedOff(p.File):
			message = fmt.Sprintf("%s never comes: %s is only called with false", s.event, s.method)
		case p.MentionsMember(s.method) || s.others(p):
			return
		}
		known := false
		for _, on := range told {
			known = known || samePlace(p.File, on, l.On)
		}
		if known {
			continue
		}
		told = append(told, l.On)
		text := p.Source(l.On) + "." + s.method + "(true)"
		details := []rule.Detail{rule.Hint("add %s before it", short(text, s.method+"(true)"))}
		if isPath(l.On) {
			details = append(details, rule.Mend(p.Precede(l.Call.Node, text+";", "insert "+text)))
		}
		p.Report(l.Call.Arg(0), message, details...)
	}
}

// others reports whether a scenario mentions what may switch the event on without saying so.
func (s switched) others(p *rule.Pass) bool {
	for of := range p.Together() {
		for _, id := range of.Unbound() {
			for _, name := range s.also {
				if id.Name.String() == name {
					return true
				}
			}
		}
	}
	return false
}

// switchedOff reports whether there are calls of the method, and all of them with false.
func (s switched) switchedOff(f *program.File) bool {
	found := false
	for of := range f.Together() {
		for _, c := range of.Calls() {
			if name, _ := c.Method(); name != s.method {
				continue
			}
			if b, ok := c.Arg(0).(*ast.BooleanLiteral); !ok || b.Value {
				return false
			}
			found = true
		}
	}
	return found
}

// callsByName reports whether methods are called by names that are only known at run time.
func callsByName(f *program.File) bool {
	for of := range f.Together() {
		if of.Dynamic() {
			return true
		}
		for _, c := range of.Calls() {
			if b, ok := c.Callee.(*ast.BracketExpression); ok {
				if _, text := b.Member.(*ast.StringLiteral); !text && f.TypeOf(b.Left).Kind != program.Object {
					return true
				}
			}
		}
	}
	return false
}
